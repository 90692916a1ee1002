"""Ratios of stated figures: values, or bounds, or what they lack."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.arithmetic import is_known
from ..model.facts import Vocabulary
from ..model.formula import Formula
from ..model.intervals import Interval, bounds_of
from ..model.profile import MIXED_COVERAGE
from .fact_sources import ProfileReadings, Year

if TYPE_CHECKING:
    from ..model.overview_rules import FigureRule

NOTHING: Final = Interval(math.nan, math.nan)


class Ratio(NamedTuple):
    """A figure as far as it can be computed."""

    value: float | None
    bounds: Interval
    """An end that nobody stated is endless."""
    formula: Formula
    year: Year
    lacks: tuple[str, ...] = ()
    """Facts that keep it from being computed."""
    of_part: tuple[str, ...] = ()
    """Of these facts, those that are stated for a part of the year, or for what may be one."""
    of_other_coverage: tuple[str, ...] = ()
    """Of these facts, those that cover something else than the rest."""
    inexact: tuple[str, ...] = ()
    """Of these facts, those of which bounds alone are stated."""


def ratio(rule: FigureRule, readings: ProfileReadings, vocabulary: Vocabulary) -> Ratio:
    """The figure by the first way, and for the latest year, that figures of one period and coverage give."""
    unequal: Ratio | None = None
    for formula in rule.value:
        for year in readings.years(formula):
            told = year if year is not None and readings.is_dated(formula, year) else None
            parts, others = _unequal(formula, readings, year)
            value = readings.value(formula, year)
            if not parts and not others:
                if not is_known(value):
                    continue
                return Ratio(value, _stated_bounds(formula, readings, year, vocabulary), formula, told)
            unequal = unequal or Ratio(None, NOTHING, formula, told, (*parts, *others), parts, others)
    first = rule.value[0]
    return unequal or Ratio(
        None, NOTHING, first, None, readings.absent(first), inexact=readings.absent(first, but_bounded=True)
    )


def _unequal(formula: Formula, readings: ProfileReadings, year: Year) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Facts of a part of the year; and those of a coverage that others do not share."""
    used = {fact: reading for fact, lag in formula.readings if (reading := readings.reading(fact, year, lag))}
    parts = tuple(fact for fact, reading in used.items() if reading.months is not None or reading.proposed is not None)
    stated = {fact: reading.coverage for fact, reading in used.items() if reading.coverage != MIXED_COVERAGE}
    others = tuple(fact for fact, coverage in stated.items() if coverage is not None and fact not in parts)
    if formula.looks_back:
        return (), formula.facts if readings.unlike(formula, year) else ()
    return parts, others if len(set(stated.values())) > 1 else ()


def is_touched(rule: FigureRule, readings: ProfileReadings) -> bool:
    """Whether a figure applies and anything it needs is stated; where it is not sure to apply, all it needs."""
    kind_known = all(map(readings.has_value, rule.applies_when))
    enough = any if kind_known and applies(rule, readings) else all
    return any(enough(map(readings.has_value, formula.facts)) for formula in rule.value)


def applies(rule: FigureRule, readings: ProfileReadings) -> bool:
    """Whether a figure is told of a cluster of this kind; where its kind is not known it is."""
    return all(readings.matches(fact, answers) for fact, answers in rule.applies_when.items())


def _stated_bounds(formula: Formula, readings: ProfileReadings, year: Year, vocabulary: Vocabulary) -> Interval:
    """The bounds of the value; a limit of what is possible at all says nothing and is taken for endless."""
    bounds = bounds_of(formula, _endless(readings.between(year), vocabulary))
    return bounds if is_known(bounds.low) else bounds_of(formula, readings.between(year))


def _endless(between: Callable[[str, int], Interval], vocabulary: Vocabulary) -> Callable[[str, int], Interval]:
    def read(fact: str, lag: int) -> Interval:
        bounds = between(fact, lag)
        is_open = bounds.low != bounds.high == vocabulary[fact].limits[1]
        return Interval(bounds.low, math.inf) if is_open else bounds

    return read
