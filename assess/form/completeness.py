"""What a form had when it was made and has no longer: sheets, headings, rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ..i18n.catalog import template
from ..model.facts import Vocabulary
from ..model.place import Place
from ..model.problems import Problem
from .layout import LABELS, OPTIONAL, REMARKS, TEMPLATE, UNDATED, FormColumn, fact_columns, sheet_title
from .tables import FormTable, Identity, is_identity, plain_heading
from .workbook import Sheet, Workbook

MAX_NAMED: Final = 12
"""Rows named one by one."""
TITLE_ROWS: Final = 2
"""Rows above the headings of a sheet that say what it is and who filled it in."""


def losses(
    file: str,
    tables: Sequence[FormTable],
    present: Collection[str],
    identity: Identity,
    vocabulary: Vocabulary,
    year: object,
) -> Iterator[Problem]:
    """Notes on what is gone, and with it whatever was filled in there.

    Args:
        tables: the tables of facts.
        present: codes and names of their rows.
        year: the reporting year; anything else where it could not be read.
    """
    if identity.template != TEMPLATE:
        return
    dated = [table for table in tables if _has_years(table)]
    if not dated:
        yield Problem("N209", Place(file, ""), {"found": sheet_title("facts")})
        return
    # The longest of each kind: others are an officer's own.
    for alike in (dated, [table for table in tables if not _has_years(table)]):
        for table in sorted(alike, key=lambda table: table.head - table.end)[:1]:
            missing = [column.title for column in _inputs(table, year) if column.key not in table.columns]
            if missing:
                yield Problem("N211", table.sheet.place(table.head, 0), {"found": missing})
    titles = {name: vocabulary[name].title for name in identity.facts if name in vocabulary}
    gone = [title for name, title in titles.items() if not {name, title.zh, title.en} & set(present)]
    if gone:
        named = [*gone[:MAX_NAMED], template("form.more")] if len(gone) > MAX_NAMED else gone
        yield Problem("N210", dated[0].sheet.place(dated[0].head, 0), {"found": named, "count": len(gone)})


def _has_years(table: FormTable) -> bool:
    """Not so the negative list, which stands with the basics."""
    return any(key.isdigit() for key in table.columns)


def _inputs(table: FormTable, year: object) -> Sequence[FormColumn]:
    """The columns a table had in which something is filled in."""
    if not _has_years(table):
        return (UNDATED, *REMARKS)
    years = range(year - 2, year + 1) if isinstance(year, int) else ()
    return [column for column in fact_columns(years) if column.key not in (*LABELS, *OPTIONAL)]


def headless(
    book: Workbook, tables: Sequence[FormTable], present: Collection[str], identity: Identity, vocabulary: Vocabulary
) -> Iterator[tuple[str, Problem]]:
    """Kinds of tables of which rows stand below no heading, so that nothing of them is read.

    What an officer keeps beside an intact form is not looked into: only facts that the form
    asked and that are in no table are missed.
    """
    asked = {name: vocabulary[name].title for name in identity.facts or vocabulary if name in vocabulary}
    names = ({name, title.zh, title.en} for name, title in asked.items())
    missed = {word for words in names if not words & set(present) for word in words}
    titles = {"facts": sheet_title("facts"), **{name: table.title for name, table in vocabulary.tables.items()}}
    kinds = {plain_heading(words): kind for kind, title in titles.items() for words in (title.zh, title.en)}
    for sheet in book.sheets:
        above = min((table.head for table in tables if table.sheet is sheet), default=len(sheet.rows))
        kind = kinds.get(plain_heading(sheet.name))
        if kind is not None and not any(table.kind == kind for table in tables):
            at = _first_filled(sheet, range(TITLE_ROWS, above))
        else:
            kind = "facts"
            at = None if is_identity(sheet) else _first_filled(sheet, range(above), missed)
        if at is not None:
            yield kind, Problem("E240", at, {"found": titles[kind]})


def _first_filled(sheet: Sheet, rows: range, words: Collection[str] | None = None) -> Place | None:
    """The first cell with something in it, or with one of these words."""
    for row in rows:
        for column, value in enumerate(sheet.rows[row]):
            if value != "" and (words is None or (isinstance(value, str) and value.strip() in words)):
                return sheet.place(row, column)
    return None
