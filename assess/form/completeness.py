"""What a form had when it was made and has no longer: sheets, headings, rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ..model.facts import Vocabulary
from ..model.problems import Problem
from ..model.profile import Place
from ..model.text import Text
from .layout import SHEETS, TABLES, TEMPLATE, UNDATED, WORDS, Column, fact_columns
from .tables import Identity, Table, is_identity, plain
from .workbook import Sheet, Workbook

LABELS: Final = ("code", "name", "unit", "definition")
MOST: Final = 12
"""Rows named one by one."""
MORE: Final = Text("……", "…")


def losses(
    file: str,
    tables: Sequence[Table],
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
    if not any(_has_years(table) for table in tables):
        yield Problem("N209", Place(file, ""), {"found": SHEETS["facts"]})
        return
    for table in _main(tables):
        missing = [column.title for column in _columns(table, year) if column.key not in table.columns]
        if missing:
            yield Problem("N211", table.sheet.place(table.head, 0), {"found": missing})
    titles = {name: vocabulary[name].title for name in identity.facts if name in vocabulary}
    gone = [title for name, title in titles.items() if not {name, title.zh, title.en} & set(present)]
    if gone:
        named = [*gone[:MOST], MORE] if len(gone) > MOST else gone
        table = next(table for table in tables if _has_years(table))
        yield Problem("N210", table.sheet.place(table.head, 0), {"found": named, "count": len(gone)})


def headless(
    book: Workbook, tables: Sequence[Table], present: Collection[str], identity: Identity, vocabulary: Vocabulary
) -> Iterator[tuple[str, Problem]]:
    """Kinds of tables of which rows stand below no heading, so that nothing of them is read.

    What an officer keeps beside an intact form is not looked into: only facts that the form
    asked and that are in no table are missed.
    """
    asked = {name: vocabulary[name].title for name in identity.facts or vocabulary if name in vocabulary}
    told = {name: {name, title.zh, title.en} for name, title in asked.items()}
    known = {word for words in told.values() if not words & set(present) for word in words}
    for sheet in book.sheets:
        found = [table for table in tables if table.sheet is sheet]
        outside = range(min((table.head for table in found), default=len(sheet.rows)))
        kind = _NAMED.get(plain(sheet.name))
        if kind is not None and not any(table.kind == kind for table in tables):
            at = _first_filled(sheet, outside[TITLES:])
        else:
            kind = "facts"
            at = None if is_identity(sheet) else _first_filled(sheet, outside, known)
        if at is not None:
            yield kind, Problem("E240", at, {"found": SHEETS[kind]})


TITLES: Final = 2
"""Rows above the headings of a sheet that say what it is and who filled it in."""
_NAMED: Final = {plain(words): kind for kind in ("facts", *TABLES) for words in (SHEETS[kind].zh, SHEETS[kind].en)}


def _first_filled(sheet: Sheet, rows: Sequence[int], known: Collection[str] | None = None) -> Place | None:
    """The first cell with something in it, or with one of these words."""
    for row in rows:
        for column, value in enumerate(sheet.rows[row]):
            if value != "" and (known is None or (isinstance(value, str) and value.strip() in known)):
                return sheet.place(row, column)
    return None


def _main(tables: Sequence[Table]) -> Iterator[Table]:
    """The longest table with years and the longest without: others are an officer's own."""
    for dated in (True, False):
        alike = [table for table in tables if _has_years(table) is dated]
        yield from sorted(alike, key=lambda table: table.head - table.end)[:1]


def _has_years(table: Table) -> bool:
    """Not so the negative list, which stands with the basics."""
    return any(key.isdigit() for key in table.columns)


def _columns(table: Table, year: object) -> Sequence[Column]:
    """The columns a table had in which something is filled in."""
    if not _has_years(table):
        return (UNDATED, *WORDS)
    years = range(year - 2, year + 1) if isinstance(year, int) else ()
    return [column for column in fact_columns(years) if column.key not in LABELS]
