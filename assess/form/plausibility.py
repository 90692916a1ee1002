"""Plausibility: what is possible but should be asked about before a number is defended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from ..engine.fact_sources import ProfileReadings, bounds_of
from ..i18n.catalog import template
from ..model.arithmetic import is_known
from ..model.facts import Fact, Vocabulary
from ..model.formula import Formula
from ..model.indicators import Indicator
from ..model.problems import Problem
from ..model.profile import Observation, Profile, Reading
from ..model.rubric import Rubric
from ..model.statements import unlike
from .statement_questions import ask_about_statements

MAX_JUMP = 5.0
"""A factor from one year to the next beyond which unit or coverage has most likely changed."""
MIXED_UP_FACTORS = (2_000.0, 50_000.0)
"""Between these factors, two amounts of money are most likely in 万元 and in 亿元."""
TOLERANCE = 0.02
"""Share by which two ways to one figure may differ, which rounding explains."""


def examine(profile: Profile, vocabulary: Vocabulary, rubric: Rubric | None = None) -> Iterator[Problem]:
    """Warnings, in the order of the observations; then what a rubric can compute in two ways."""
    for name, observation in profile.observations.items():
        fact = vocabulary.get(name)
        if fact is not None and fact.is_number:
            yield from _unusual(observation, fact)
            yield from _jumps(observation, fact)
        if fact is not None:
            yield from ask_about_statements(observation, fact, profile, vocabulary)
    yield from _neighbours(profile, vocabulary)
    yield from _rows(profile, vocabulary)
    for indicator in rubric.indicators.values() if rubric else ():
        yield from _two_ways(indicator, profile, vocabulary)


def _unusual(observation: Observation, fact: Fact) -> Iterator[Problem]:
    if fact.usual is None:
        return
    least, most = fact.usual
    for reading in observation.readings.values():
        if not isinstance(reading.value, str) and reading.value != 0 and not least <= reading.value <= most:
            details = {**_about(fact), "found": reading.value, "least": least, "most": most}
            yield Problem("W201", reading.place, details)


def _jumps(observation: Observation, fact: Fact) -> Iterator[Problem]:
    if fact.kind not in ("amount", "count"):
        return
    dated = sorted((year, reading) for year, reading in observation.readings.items() if year is not None)
    for (before, earlier), (after, later) in pairwise(dated):
        if isinstance(earlier.value, str) or isinstance(later.value, str) or after != before + 1:
            continue
        if unlike([earlier, later]):
            continue
        small, large = sorted((abs(earlier.value), abs(later.value)))
        if _is_money(fact) and _mixed_up(small, large):
            details = {**_about(fact), "found": later.value, "compared": earlier.value, "other": str(before)}
            yield Problem("W205", later.place, details)
        # Counts of a handful may well multiply; it is sizes that do not.
        elif small > 10 and large > MAX_JUMP * small:
            details = {**_about(fact), "before": str(before), "after": str(after),
                       "earlier": earlier.value, "found": later.value}  # fmt: skip
            yield Problem("W202", later.place, details)


# 万元 and 亿元


def _neighbours(profile: Profile, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Amounts of money far out of line with the others of the same unit."""
    for unit in ("万元", "亿元"):
        amounts = {
            name: reading
            for name, observation in profile.observations.items()
            if (fact := vocabulary.get(name)) and fact.unit == unit and (reading := _latest(observation))
        }
        for name, reading in amounts.items():
            others = [size for other, amount in amounts.items() if other != name and (size := _size(amount))]
            if len(others) >= 3 and _mixed_up(*sorted((_size(reading), median(others)))):
                details = {**_about(vocabulary[name]), "found": reading.value, "compared": median(others)}
                yield Problem("W205", reading.place, {**details, "other": template("form.median")})


def _is_money(fact: Fact) -> bool:
    return fact.unit in ("元", "万元", "亿元")


def _mixed_up(small: float, large: float) -> bool:
    return small > 0 and MIXED_UP_FACTORS[0] <= large / small <= MIXED_UP_FACTORS[1]


def _size(reading: Reading) -> float:
    return 0.0 if isinstance(reading.value, str) else abs(reading.value)


# Rows against the cluster, and coverage


def _rows(profile: Profile, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Columns of the firms that add up to more than the same figure of the whole cluster."""
    firms = vocabulary.tables.get("firms")
    if firms is None:
        return
    for name, column in firms.columns.items():
        fact, observation = vocabulary.get(name), profile.observations.get(name)
        reading = _latest(observation) if observation and not observation.derived else None
        if fact is None or fact.unit != column.unit or reading is None:
            continue
        total = sum(value for row in profile.firms if isinstance(value := row.get(name), int | float))
        if total > reading.high * (1 + TOLERANCE):
            details = {**_about(fact), "column": column.title, "found": float(f"{total:.12g}")}
            details |= {"allowed": reading.value, "other": reading.place, "table": firms.title}
            yield Problem("W206", reading.place, details)


# One figure in two ways


def _two_ways(indicator: Indicator, profile: Profile, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A ready figure that differs from what the facts behind it give."""
    readings = ProfileReadings(profile)
    for ready in indicator.value:
        if ready.text.strip() not in vocabulary:
            continue
        for formula in indicator.value:
            if len(formula.facts) > 1 and not set(formula.facts) & set(ready.facts):
                yield from _differing(formula, ready, readings, indicator, vocabulary)


def _differing(
    formula: Formula, ready: Formula, readings: ProfileReadings, indicator: Indicator, vocabulary: Vocabulary
) -> Iterator[Problem]:
    name = ready.facts[0]
    for year in readings.years(formula):
        reading = readings.reading(name, year, 0)
        value = readings.value(formula, year)
        if reading is None or isinstance(reading.value, str) or not is_known(value):
            continue
        bounds = bounds_of(formula, readings, year)
        apart = max(reading.low - bounds.high, bounds.low - reading.high)
        if apart > TOLERANCE * max(abs(value), abs(reading.value)):
            details = {**_about(vocabulary[name]), "name": indicator.title, "formula": str(formula), "found": value}
            yield Problem(
                "W208", reading.place, {**details, "other": vocabulary[name].title, "compared": reading.value}
            )
        return


def _latest(observation: Observation) -> Reading | None:
    """The reading of the latest year; one without a year only where there is no other."""
    if not observation.readings:
        return None
    return observation.readings[max(observation.readings, key=lambda year: year or 0)]


def _about(fact: Fact) -> dict[str, object]:
    return {"name": fact.title, "unit": fact.unit or "", "definition": fact.definition}
