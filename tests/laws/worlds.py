"""Whole worlds, what a county knows of one, and what it may find out later.

A world is a complete set of facts and rows that agree with each other. A profile states a part
of it: facts are left out or stated with bounds, rows and cells of rows are missing, lists are
not said to be complete. A completion states more of the same world.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from assess.form.profiles import read_profile
from assess.model.arithmetic import FLOATS, is_known
from assess.model.facts import Fact
from assess.model.formula import Clause, Formula
from assess.model.profile import Profile, Reading

from ..advice_strategies import depth, library, rubrics

YEAR = 2025
BLANK = 0.3
"""Share of the cells of rows that are left blank."""
UNSURE = 0.3
"""Share of the stated facts that are stated with bounds."""
MOST = 5000.0
"""Beyond the least value, of facts without a narrow range."""

Facts = dict[str, Any]
Rows = dict[str, list[dict[str, Any]]]


class World(NamedTuple):
    """All there is to know of a cluster."""

    facts: Facts
    rows: Rows


class Knowledge(NamedTuple):
    """What is stated of a world."""

    facts: Facts
    rows: Rows
    complete: tuple[str, ...] = ()

    @property
    def profile(self) -> Profile:
        """As any profile is read; nothing of it may be refused."""
        data = {"cluster": "某集群", "year": YEAR, "facts": self.facts, "complete": list(self.complete), **self.rows}
        return read_profile(data, library().vocabulary)[0]


@functools.cache
def asked() -> tuple[str, ...]:
    """The facts that the rubrics read, and the clauses of gates, measures and warnings; wholes first."""
    vocabulary = library().vocabulary
    names = [name for name in vocabulary if vocabulary[name].from_rows is None and name != "stated_problems"]
    return tuple(sorted(names, key=lambda name: (depth(name, vocabulary), name)))


@functools.cache
def series() -> frozenset[str]:
    """Facts whose earlier years are read: stated as a series or not at all."""
    formulas = (formula for rubric in rubrics() for each in rubric.indicators.values() for formula in each.formulas)
    return frozenset(fact for formula in formulas for fact, lag in formula.readings if lag)


# The world


def world(dice: random.Random) -> World:
    """A world in which parts are within wholes, and ready figures are what the facts behind them give."""
    rows = _rows(dice)
    of_rows = Knowledge({}, rows, tuple(rows)).profile.observations
    derived = {name: each.readings[None].value for name, each in of_rows.items()}
    facts: Facts = dict(derived)
    of_firms = sum(row["sales"] for row in rows["firms"])
    for name in asked():
        facts[name] = _value(dice, library().vocabulary[name], facts) if name != "sales" else of_firms + 50
    # The same for all, so that in no year a part exceeds its whole.
    pace = {YEAR: 1.0, YEAR - 1: dice.uniform(0.7, 1.4), YEAR - 2: dice.uniform(0.5, 1.6)}
    for name in series() & set(facts):
        facts[name] = {year: _paced(name, facts[name], factor) for year, factor in pace.items()}
    whole = Knowledge(facts, rows, tuple(rows)).profile
    for ready, formula in _ready_figures():
        value = _computed(formula, whole)
        least, most = library().vocabulary[ready].limits
        if value is not None and least <= value <= most:
            facts[ready] = {"value": value, "unit": library().vocabulary[ready].unit}
        else:
            facts.pop(ready, None)
    return World(facts, rows)


def _value(dice: random.Random, fact: Fact, facts: Facts) -> Any:
    if fact.kind == "choice":
        return dice.choice(list(fact.items))
    if fact.kind == "yes_no":
        return dice.random() < 0.5
    least, most = fact.usual or fact.limits
    most = min(most, least + MOST)
    if fact.part_of in facts:
        least, most = max(0.0, fact.limits[0]), min(fact.limits[1], facts[fact.part_of])
    if fact.kind in ("level", "count", "list"):
        return dice.randint(int(least), max(int(least), int(most)))
    return round(dice.uniform(max(least, 1.0 if fact.unit == "%" else least), most), 3)


def _paced(name: str, value: float, factor: float) -> float:
    fact = library().vocabulary[name]
    least, most = fact.limits
    paced = value * factor
    return min(max(float(round(paced)) if fact.kind == "count" else paced, least), most)


def _rows(dice: random.Random) -> Rows:
    rows: Rows = {}
    for table in ("firms", "platforms", "projects"):
        columns = library().vocabulary.tables[table].columns
        rows[table] = [
            {"name": f"{table}{number}"}
            | {
                key: _cell(dice, column.kind, tuple(column.choices), table, key)
                for key, column in columns.items()
                if column.kind != "text" and key != "name"
            }
            for number in range(dice.randint(1, 6))
        ]
    return rows


def _cell(dice: random.Random, kind: str, choices: tuple[str, ...], table: str, key: str) -> Any:
    if choices:
        return dice.choice(choices)
    if kind == "yes_no":
        return dice.random() < 0.5
    if kind == "items":
        return dice.sample(_answers(table, key), dice.randint(1, 3))
    return dice.randint(0, 30) if kind == "count" else round(dice.uniform(0, 20), 2)


@functools.cache
def _answers(table: str, key: str) -> list[str]:
    for fact in library().vocabulary.values():
        rule = fact.from_rows
        if rule and rule.take == "union" and (rule.table, rule.column) == (table, key):
            return list(fact.items)
    return []


@functools.cache
def _ready_figures() -> tuple[tuple[str, Formula], ...]:
    """Ready figures, each with another way to the same quantity."""
    pairs = []
    for rubric in rubrics():
        for indicator in rubric.indicators.values():
            bare = [formula for formula in indicator.value if formula.text.strip() in formula.facts]
            others = [formula for formula in indicator.value if formula not in bare]
            pairs += [(formula.facts[0], others[0]) for formula in bare if others]
    return (*pairs, *_ready_figures_of_clauses())


def _ready_figures_of_clauses() -> Iterator[tuple[str, Formula]]:
    for name in library().ids():
        for gate in library().rubric(name).gates:
            ways = [each.left for each in gate.ways or () if isinstance(each, Clause)]
            bare = [formula for formula in ways if formula.text.strip() in formula.facts]
            yield from ((formula.facts[0], way) for formula in bare for way in ways if way not in bare)


def _computed(formula: Formula, profile: Profile) -> float | None:
    def read(fact: str, lag: int) -> float:
        readings: Mapping[int | None, Reading] = profile.observations[fact].readings
        reading = readings.get(YEAR - lag) or readings[None]
        return float(reading.value)

    value = formula.evaluate(FLOATS, read)
    return float(value) if is_known(value) else None


# What is known of it, now and later


def part_of(whole: World, dice: random.Random) -> Knowledge:
    """Some facts, some of them unsure; some rows with blanks; now and then a list that is said to be complete."""
    share = dice.choice((0.15, 0.4, 0.7, 0.95))
    vocabulary = library().vocabulary
    facts = {
        name: _unsure(dice, vocabulary[name], value)
        if not isinstance(value, str | bool | dict) and dice.random() < UNSURE
        else value
        for name, value in whole.facts.items()
        if dice.random() < share
    }
    rows: Rows = {}
    complete = []
    for table, listed in whole.rows.items():
        kept = [row for row in listed if dice.random() < 0.8] if dice.random() < 0.5 else listed
        rows[table] = [_with_blanks(dice, row) for row in kept]
        if kept == listed and dice.random() < 0.6:
            complete.append(table)
    return Knowledge(facts, rows, tuple(complete))


def more_of(
    known: Knowledge, whole: World, dice: random.Random, frozen: Iterable[str], everything: bool = False
) -> Knowledge:
    """More of the same world.

    Args:
        frozen: facts of which no more is found out.
        everything: whether all the rest is.
    """
    closed = set(frozen)
    share = 1.0 if everything else dice.random()
    facts = dict(known.facts)
    for name, value in whole.facts.items():
        if name not in closed and dice.random() < share:
            facts[name] = value
    rows, complete = dict(known.rows), set(known.complete)
    for table, listed in whole.rows.items():
        fed = {name for name, fact in library().vocabulary.items() if fact.from_rows and fact.from_rows.table == table}
        if fed.isdisjoint(closed) and dice.random() < share:
            rows[table] = listed
            complete.add(table)
    return Knowledge(facts, rows, tuple(sorted(complete)))


def _unsure(dice: random.Random, fact: Fact, value: float) -> Any:
    least, most = fact.limits
    reach = dice.choice((1, 2)) if fact.kind in ("level", "list") else abs(value) * dice.uniform(0.05, 0.6) + 1
    low, high = max(least, value - reach), min(most, value + reach)
    if fact.kind in ("level", "list", "count"):
        low, high = float(int(low)), float(-int(-high))
    kind = dice.choice(("range", "at_least", "at_most"))
    if kind == "range":
        return {"low": low, "high": high, "unit": fact.unit} if fact.unit else {"low": low, "high": high}
    return {"value": low if kind == "at_least" else high, kind: True, "unit": fact.unit}


def _with_blanks(dice: random.Random, row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key == "name" or dice.random() >= BLANK}
