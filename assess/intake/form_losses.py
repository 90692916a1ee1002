"""What a form had when it was made and has no longer: sheets, rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ..errors import Problem
from ..facts import Vocabulary
from ..form_layout import SHEETS, TEMPLATE, UNDATED, WORDS, Column, fact_columns
from ..profile import Place
from ..text import Text
from .form_tables import Identity, Table

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
    for table in tables:
        missing = [column.title for column in _columns(table, year) if column.key not in table.columns]
        if missing:
            yield Problem("N211", table.sheet.place(table.head, 0), {"found": missing})
    titles = {name: vocabulary[name].title for name in identity.facts if name in vocabulary}
    gone = [title for name, title in titles.items() if not {name, title.zh, title.en} & set(present)]
    if gone:
        named = [*gone[:MOST], MORE] if len(gone) > MOST else gone
        yield Problem("N210", tables[0].sheet.place(tables[0].head, 0), {"found": named, "count": len(gone)})


def _has_years(table: Table) -> bool:
    """Not so the negative list, which stands with the basics."""
    return any(key.isdigit() for key in table.columns)


def _columns(table: Table, year: object) -> Sequence[Column]:
    """The columns a table had in which something is filled in."""
    if not _has_years(table):
        return (UNDATED, *WORDS)
    years = range(year - 2, year + 1) if isinstance(year, int) else ()
    return [column for column in fact_columns(years) if column.key not in LABELS]
