"""Ratios of stated figures: values, or bounds, or what they lack."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from ..model.arithmetic import is_known
from ..model.facts import Vocabulary
from ..model.formula import Formula
from ..model.intervals import INTERVALS, Interval
from ..model.overview_rules import FigureRule
from .fact_sources import ProfileReadings, Year, bounds_of


class Ratio(NamedTuple):
    """A figure as far as it can be computed."""

    value: float | None
    bounds: Interval
    """An end that nobody stated is endless."""
    formula: Formula
    year: Year
    lacks: tuple[str, ...] = ()
    """Facts that keep it from being computed."""


def ratio(rule: FigureRule, readings: ProfileReadings, vocabulary: Vocabulary) -> Ratio:
    """The figure by the first way, and for the latest year, that can be computed."""
    for formula in rule.value:
        for year in readings.years(formula):
            value = readings.value(formula, year)
            if is_known(value):
                return Ratio(value, _stated_bounds(formula, readings, year, vocabulary), formula, year)
    first = rule.value[0]
    return Ratio(None, Interval(math.nan, math.nan), first, None, readings.absent(first))


def is_touched(rule: FigureRule, readings: ProfileReadings) -> bool:
    """Whether a figure applies and anything that it needs is stated."""
    applies = all(readings.matches(fact, answers) for fact, answers in rule.applies_when.items())
    return applies and any(readings.has_value(fact) for formula in rule.value for fact in formula.facts)


def _stated_bounds(formula: Formula, readings: ProfileReadings, year: Year, vocabulary: Vocabulary) -> Interval:
    """The bounds of the value; a limit of what is possible at all says nothing and is taken for endless."""
    within = formula.evaluate(INTERVALS, _endless(readings.between(year), vocabulary))
    bounds = within if isinstance(within, Interval) else Interval(within, within)
    return bounds if is_known(bounds.low) else bounds_of(formula, readings, year)


def _endless(between: Callable[[str, int], Interval], vocabulary: Vocabulary) -> Callable[[str, int], Interval]:
    def read(fact: str, lag: int) -> Interval:
        bounds = between(fact, lag)
        is_open = bounds.low != bounds.high == vocabulary[fact].limits[1]
        return Interval(bounds.low, math.inf) if is_open else bounds

    return read
