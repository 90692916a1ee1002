"""A ready figure that differs from what the facts behind it give."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.fact_sources import ProfileReadings
from ...model.arithmetic import is_known
from ...model.facts import Vocabulary
from ...model.formula import Formula
from ...model.indicators import Indicator
from ...model.intervals import bounds_of
from ...model.problems import Problem
from ...model.profile import Profile


def two_ways(indicator: Indicator, profile: Profile, vocabulary: Vocabulary, tolerance: float) -> Iterator[Problem]:
    """Where two ways to the value of an indicator give values that cannot both be right.

    Stated growth rates are held against their series elsewhere, with a wider tolerance.
    """
    readings = ProfileReadings(profile)
    for ready in indicator.value:
        fact = vocabulary.get(ready.text.strip())
        if fact is None or fact.rate_of is not None:
            continue
        for formula in indicator.value:
            if len(formula.facts) > 1 and not set(formula.facts) & set(ready.facts):
                yield from _differing(formula, ready, readings, indicator, vocabulary, tolerance)


def _differing(
    formula: Formula,
    ready: Formula,
    readings: ProfileReadings,
    indicator: Indicator,
    vocabulary: Vocabulary,
    tolerance: float,
) -> Iterator[Problem]:
    name = ready.facts[0]
    fact = vocabulary[name]
    for year in readings.years(formula):
        reading = readings.reading(name, year, 0)
        value = readings.value(formula, year)
        if reading is None or isinstance(reading.value, str) or not is_known(value):
            continue
        bounds = bounds_of(formula, readings.between(year))
        apart = max(reading.low - bounds.high, bounds.low - reading.high)
        if apart > tolerance * max(abs(value), abs(reading.value)):
            details = {"name": indicator.title, "unit": fact.unit or "", "definition": fact.definition}
            details |= {"formula": str(formula), "found": value, "other": fact.title, "compared": reading.value}
            yield Problem("W208", reading.place, details)
        return
