"""Facts that follow from the rows of a profile: how many leading firms, how large the largest."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..model.facts import Fact, FromRows, Vocabulary
from ..model.place import Place
from ..model.problems import Problem, nearest, shown
from ..model.profile import Observation, ProfileRow, Reading
from ..model.text import Text, id_of
from .row_bounds import items_of, row_bounds

ROUNDING: Final = 1e-9

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
        if rule is not None and rule.take == "union" and rule.column and rule.table in known:
            known[rule.table] = tuple(_with_ids(row, rule.column, fact) for row in known[rule.table])
    return known


def _with_ids(row: ProfileRow, column: str, fact: Fact) -> ProfileRow:
    items = tuple(id_of(item, fact.items) or item for item in items_of(row, column))
    return {**row, column: items} if column in row else row


class RowLists(NamedTuple):
    """The rows of a profile."""

    rows: Rows
    """With ticked items under their ids."""
    complete: Collection[str]
    """Tables that list all there are."""
    year: int
    """The reporting year, of which rows are."""
    place: RowPlace


def derive(
    lists: RowLists, stated: Mapping[str, Observation], vocabulary: Vocabulary
) -> tuple[dict[str, Observation], list[Problem]]:
    """Observations that the rows give, and where a typed total contradicts them.

    A list that is not complete gives bounds and no value, a table without rows nothing at all.
    What was typed stands, within what the rows allow; the contradiction is told.
    """
    derived: dict[str, Observation] = {}
    problems: list[Problem] = []
    for name, fact in vocabulary.items():
        rule = fact.from_rows
        rows = lists.rows.get(rule.table, ()) if rule else ()
        if rule is None or not (rows or rule.table in lists.complete):
            continue
        problems += _unknown_items(rule, rows, fact, lists.place)
        groups = vocabulary.tables[rule.table].columns[rule.column].groups if rule.column else {}
        low, high = row_bounds(rule, rows, fact, rule.table in lists.complete, groups)
        typed = stated.get(name)
        if typed is not None and typed.standing != "unknown":
            contradiction = _contradiction(typed, low, high, fact, lists.year)
            problems += [contradiction] if contradiction else []
            if contradiction is None:
                derived[name] = _within(typed, low, high, lists.year)
            continue
        number = _row_of_maximum(rule, rows, low)
        place = lists.place(rule.table, number, None)
        problems += _impossible(name, low, fact, lists.place(rule.table, number, rule.column))
        high = max(low, min(high, fact.limits[1], _most_of_whole(fact, stated, lists.year)))
        if (low, high) == fact.limits or (low <= fact.limits[0] and high == math.inf):
            continue  # It says nothing.
        # What was said of the fact without a value of it stays said.
        base = typed or Observation(name, "unknown", place)
        readings: dict[int | None, Reading] = {None: Reading(low if low == high else math.nan, low, high, place)}
        derived[name] = base._replace(standing="stated", place=place, readings=readings, derived=True)
    return derived, problems


def _most_of_whole(fact: Fact, stated: Mapping[str, Observation], year: int) -> float:
    """The greatest value that the fact which this is a part of may have in the reporting year."""
    whole = stated.get(fact.part_of or "")
    reading = _of_year(whole, year) if whole else None
    return math.inf if reading is None or isinstance(reading.value, str) else reading.high


def _of_year(observation: Observation, year: int) -> Reading | None:
    return observation.readings.get(year) or observation.readings.get(None)


def _within(typed: Observation, low: float, high: float, year: int) -> Observation:
    """What was typed, no less sure than the rows are."""
    reading = _of_year(typed, year)
    if reading is None or reading.is_exact or isinstance(reading.value, str):
        return typed
    least, most = max(low, reading.low), min(high, reading.high)
    narrowed = reading._replace(value=min(max(reading.value, least), most), low=least, high=most)
    return typed._replace(readings={key: narrowed if r is reading else r for key, r in typed.readings.items()})


def _unknown_items(rule: FromRows, rows: Sequence[ProfileRow], fact: Fact, row_place: RowPlace) -> Iterator[Problem]:
    """Items of a row that are no answer of the fact."""
    for number, row in enumerate(rows if rule.take == "union" else ()):
        for item in items_of(row, rule.column):
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


def _contradiction(typed: Observation, low: float, high: float, fact: Fact, year: int) -> Problem | None:
    """What was typed for the reporting year lies beyond all that the rows allow."""
    reading = _of_year(typed, year)
    if reading is None or isinstance(reading.value, str):
        return None
    if reading.high >= low - ROUNDING and reading.low <= high + ROUNDING:
        return None
    allowed: object = low
    if low < high:
        allowed = Text(f"至少{low:.12g}", f"at least {low:.12g}") if reading.high < low else f"{low:.12g}–{high:.12g}"
    details = {"name": fact.title, "found": reading.value, "allowed": allowed, "unit": fact.unit or ""}
    return Problem("E217", reading.place, details)


def _row_of_maximum(rule: FromRows, rows: Sequence[ProfileRow], value: float) -> int | None:
    """The one row a maximum came from; sums and counts come from the whole table."""
    if rule.take != "max":
        return None
    return next((number for number, row in enumerate(rows) if row.get(rule.column or "") == value), None)
