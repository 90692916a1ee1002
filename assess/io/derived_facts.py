"""Facts that follow from the rows of a profile: how many leading firms, how large the largest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..model.facts import Fact, FromRows, Vocabulary
from ..model.problems import Problem, nearest, shown
from ..model.profile import Observation, Place, ProfileRow, Reading

Places = Callable[[str, int | None, str | None], Place]
"""places(table, number, column): where a row stands, or a cell of it, by its number among the
rows given; without a number, where its table does."""


def from_rows(
    tables: Mapping[str, Sequence[ProfileRow]],
    stated: Mapping[str, Observation],
    vocabulary: Vocabulary,
    places: Places,
) -> tuple[dict[str, Observation], list[Problem]]:
    """Observations that the rows give, and where a typed total contradicts them.

    A table without rows says nothing. What was typed stands; the contradiction is told.
    """
    derived: dict[str, Observation] = {}
    problems: list[Problem] = []
    for name, fact in vocabulary.items():
        rule = fact.from_rows
        if rule is None or not tables[rule.table]:
            continue
        problems += _strangers(rule, tables[rule.table], fact, places)
        value = _computed(rule, tables[rule.table], fact)
        if value is None:
            continue
        typed = stated.get(name)
        if typed is None or typed.standing == "unknown":
            advice_words = _telling_row(rule, tables[rule.table], value)
            place = places(rule.table, advice_words, None)
            problems += _impossible(value, fact, places(rule.table, advice_words, rule.column))
            reading = Reading(value, value, value, place)
            # What was said of the fact without a value of it stays said.
            said = typed or Observation(name, "unknown", place)
            derived[name] = said._replace(standing="stated", place=place, readings={None: reading}, derived=True)
        else:
            problems += _contradiction(typed, value, fact)
    return derived, problems


def canonical(
    tables: Mapping[str, tuple[ProfileRow, ...]], vocabulary: Vocabulary
) -> dict[str, tuple[ProfileRow, ...]]:
    """The rows with ticked items under their ids, in whichever language they were written."""
    made = dict(tables)
    for fact in vocabulary.values():
        rule = fact.from_rows
        if rule is not None and rule.take == "union" and rule.column:
            made[rule.table] = tuple(_with_ids(row, rule.column, fact) for row in made[rule.table])
    return made


def _with_ids(row: ProfileRow, column: str, fact: Fact) -> ProfileRow:
    items = tuple(_answer(item, fact) or item for item in _items(row.get(column)))
    return {**row, column: items} if column in row else row


def _strangers(rule: FromRows, rows: Sequence[ProfileRow], fact: Fact, places: Places) -> Iterator[Problem]:
    """Items of a row that are no answer of the fact, in either language."""
    if rule.take != "union":
        return
    for number, row in enumerate(rows):
        for item in _items(row.get(rule.column or "")):
            if _answer(item, fact) is None:
                details = {"name": fact.title, "found": shown(item), "allowed": list(fact.items.values())}
                meant = nearest(item, fact.items)
                yield Problem("E212", places(rule.table, number, rule.column), {**details, "meant": meant})


def _impossible(value: float, fact: Fact, place: Place) -> Iterator[Problem]:
    """What rows add up to is held to the same range as what is typed."""
    least, most = fact.limits
    if not least <= value <= most:
        about = {"name": fact.title, "definition": fact.definition, "unit": fact.unit or ""}
        yield Problem("E204", place, {**about, "found": value, "least": least, "most": most})


def _contradiction(typed: Observation, value: float, fact: Fact) -> list[Problem]:
    if not typed.readings:
        return []
    latest = max(typed.readings, key=lambda year: year or 0)
    reading = typed.readings[latest]
    if isinstance(reading.value, str) or reading.low - 1e-9 <= value <= reading.high + 1e-9:
        return []
    details = {"name": fact.title, "found": reading.value, "allowed": value, "unit": fact.unit or ""}
    return [Problem("E217", reading.place, details)]


def _computed(rule: FromRows, rows: Sequence[ProfileRow], fact: Fact) -> float | None:
    chosen = [row for row in rows if all(row.get(key) in allowed for key, allowed in rule.where.items())]
    if rule.take == "count":
        return float(len(chosen))
    column = rule.column or ""
    if rule.take == "union":
        named = {_answer(item, fact) for row in chosen for item in _items(row.get(column))}
        return float(len(named - {None}))
    values = [float(value) for row in chosen if isinstance(value := row.get(column), int | float)]
    if not values or (rule.take == "sum" and len(values) < len(chosen)):
        return None
    if rule.take == "max":
        return max(values)
    # Exact, so that neither the order of rows nor the version of Python shows in the last digit.
    return math.fsum(values if rule.take == "sum" else sorted(values)[-4:])


def _telling_row(rule: FromRows, rows: Sequence[ProfileRow], value: float) -> int | None:
    """The one row a maximum came from; sums and counts come from the whole table."""
    if rule.take != "max":
        return None
    return next((number for number, row in enumerate(rows) if row.get(rule.column or "") == value), None)


def _answer(item: str, fact: Fact) -> str | None:
    return next((name for name, title in fact.items.items() if item in (name, title.zh, title.en)), None)


def _items(value: object) -> Sequence[str]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
