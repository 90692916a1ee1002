"""Facts that follow from the rows of a profile: how many leading firms, how large the largest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..model.facts import Fact, FromRows, Vocabulary
from ..model.place import Place
from ..model.problems import Problem, nearest, shown
from ..model.profile import Observation, ProfileRow, Reading
from .observations import item_named

Rows = Mapping[str, Sequence[ProfileRow]]
"""The rows of each table."""
RowPlace = Callable[[str, int | None, str | None], Place]
"""row_place(table, number, column): where a row stands, or a cell of it, by its number among the
rows given; without a number, where its table does."""


def with_item_ids(
    tables: Mapping[str, tuple[ProfileRow, ...]], vocabulary: Vocabulary
) -> dict[str, tuple[ProfileRow, ...]]:
    """The rows with ticked items under their ids, in whichever language they were written."""
    known = dict(tables)
    for fact in vocabulary.values():
        rule = fact.from_rows
        if rule is not None and rule.take == "union" and rule.column:
            known[rule.table] = tuple(_with_ids(row, rule.column, fact) for row in known[rule.table])
    return known


def _with_ids(row: ProfileRow, column: str, fact: Fact) -> ProfileRow:
    items = tuple(item_named(item, fact) or item for item in _items(row, column))
    return {**row, column: items} if column in row else row


def derive(
    tables: Rows, stated: Mapping[str, Observation], vocabulary: Vocabulary, row_place: RowPlace
) -> tuple[dict[str, Observation], list[Problem]]:
    """Observations that the rows give, and where a typed total contradicts them.

    A table without rows says nothing. What was typed stands; the contradiction is told.

    Args:
        tables: with ticked items under their ids.
    """
    derived: dict[str, Observation] = {}
    problems: list[Problem] = []
    for name, fact in vocabulary.items():
        rule = fact.from_rows
        rows = tables[rule.table] if rule else ()
        if rule is None or not rows:
            continue
        problems += _unknown_items(rule, rows, fact, row_place)
        value = _computed(rule, rows, fact)
        typed = stated.get(name)
        if value is None:
            continue
        if typed is not None and typed.standing != "unknown":
            problems += _contradiction(typed, value, fact)
            continue
        number = _row_of_maximum(rule, rows, value)
        place = row_place(rule.table, number, None)
        problems += _impossible(name, value, fact, row_place(rule.table, number, rule.column))
        # What was said of the fact without a value of it stays said.
        base = typed or Observation(name, "unknown", place)
        readings: dict[int | None, Reading] = {None: Reading(value, value, value, place)}
        derived[name] = base._replace(standing="stated", place=place, readings=readings, derived=True)
    return derived, problems


def _unknown_items(rule: FromRows, rows: Sequence[ProfileRow], fact: Fact, row_place: RowPlace) -> Iterator[Problem]:
    """Items of a row that are no answer of the fact."""
    for number, row in enumerate(rows if rule.take == "union" else ()):
        for item in _items(row, rule.column):
            if item not in fact.items:
                details = {"name": fact.title, "found": shown(item), "allowed": list(fact.items.values())}
                place = row_place(rule.table, number, rule.column)
                yield Problem("E212", place, {**details, "meant": nearest(item, fact.items)})


def _impossible(name: str, value: float, fact: Fact, place: Place) -> Iterator[Problem]:
    """What rows add up to is held to the same range as what is typed."""
    least, most = fact.limits
    if not least <= value <= most:
        about = {"fact": name, "name": fact.title, "definition": fact.definition, "unit": fact.unit or ""}
        yield Problem("E204", place, {**about, "found": value, "least": least, "most": most})


def _contradiction(typed: Observation, value: float, fact: Fact) -> Iterator[Problem]:
    if not typed.readings:
        return
    reading = typed.readings[max(typed.readings, key=lambda year: year or 0)]
    if not isinstance(reading.value, str) and not reading.low - 1e-9 <= value <= reading.high + 1e-9:
        details = {"name": fact.title, "found": reading.value, "allowed": value, "unit": fact.unit or ""}
        yield Problem("E217", reading.place, details)


def _computed(rule: FromRows, rows: Sequence[ProfileRow], fact: Fact) -> float | None:
    chosen = [row for row in rows if all(row.get(key) in allowed for key, allowed in rule.where.items())]
    if rule.take == "count":
        return float(len(chosen))
    if rule.take == "union":
        return float(len({item for row in chosen for item in _items(row, rule.column)}.intersection(fact.items)))
    values = [float(value) for row in chosen if isinstance(value := row.get(rule.column or ""), int | float)]
    if not values or (rule.take == "sum" and len(values) < len(chosen)):
        return None
    if rule.take == "max":
        return max(values)
    # Exact, so that neither the order of rows nor the version of Python shows in the last digit.
    return math.fsum(values if rule.take == "sum" else sorted(values)[-4:])


def _row_of_maximum(rule: FromRows, rows: Sequence[ProfileRow], value: float) -> int | None:
    """The one row a maximum came from; sums and counts come from the whole table."""
    if rule.take != "max":
        return None
    return next((number for number, row in enumerate(rows) if row.get(rule.column or "") == value), None)


def _items(row: ProfileRow, column: str | None) -> Sequence[str]:
    value = row.get(column or "")
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
