"""Rows of a table that say two things of one: two targets for the same figure and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.facts import Vocabulary
from ...model.problems import Problem
from ...model.profile import Profile, ProfileRow
from ...model.row_tables import RowTable
from ...model.text import Text


def conflicting_rows(profile: Profile, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A question for each row that contradicts an earlier one, as the tables declare it."""
    for name, table in vocabulary.tables.items():
        if table.conflicts is None:
            continue
        first: dict[tuple[object, ...], int] = {}
        rows = profile.rows(name)
        for number, row in enumerate(rows):
            before = first.setdefault(tuple(row.get(column) for column in table.conflicts.same), number)
            if row.get(table.conflicts.differ) != rows[before].get(table.conflicts.differ):
                details = _details(row, rows[before], table, vocabulary)
                yield Problem("W223", profile.row_places.get((name, number, table.conflicts.differ)), details)


def _details(row: ProfileRow, before: ProfileRow, table: RowTable, vocabulary: Vocabulary) -> Mapping[str, object]:
    assert table.conflicts is not None, "only such tables are asked about"
    differ, named = table.conflicts.differ, [vocabulary.get(str(row.get(column))) for column in table.conflicts.same]
    facts = [fact for fact in named if fact is not None]
    unit = facts[0].unit if facts else table.columns[differ].unit
    return {
        "must": True,
        "table": table.title,
        "name": [fact.title if fact else row.get(key) for fact, key in zip(named, table.conflicts.same, strict=True)],
        "found": row.get(differ),
        "compared": before.get(differ),
        "unit": unit or "",
        "where": _said(row, table),
        "other": _said(before, table),
    }


def _said(row: ProfileRow, table: RowTable) -> Text | str:
    """What tells a row from others: its texts."""
    texts = [str(row[key]) for key, column in table.columns.items() if column.kind == "text" and row.get(key)]
    return Text("，".join(texts), ", ".join(texts)) if texts else ""
