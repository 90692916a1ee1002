"""The value of an indicator: by every way that leads to it, or by what stands in for it.

The formulas under `value` are ways to one quantity, so each that can be computed bounds the
truth, and all of them together leave what lies within every one of them: no fact that arrives
can widen that. Ways that contradict each other leave their hull until somebody settles it. A
stand-in is another quantity, and so is a value of an earlier year: it is told as measured, says
nothing certain of the quantity that is meant, and is marked wherever it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ..model.arithmetic import UNKNOWN, Arithmetic, Mask, ValueOrArray, anywhere
from ..model.formula import Formula
from ..model.indicators import Indicator
from ..model.scale_kinds import Choices
from .fact_sources import ProfileReadings, Readings, Year

ROUNDING: Final = 0.02
"""Share by which two ways to one figure may differ, which rounding explains."""


class Measured(NamedTuple):
    """The value of an indicator, and all values that it may have."""

    value: ValueOrArray = UNKNOWN
    """NaN while none can be told."""
    low: ValueOrArray = UNKNOWN
    high: ValueOrArray = UNKNOWN
    """The value itself where it is exact; NaN where nothing bounds it."""
    formula: Formula | None = None
    """The formula of the value; of a single profile only."""
    year: Year = None
    stand_in: bool = False
    """Whether it is another quantity, or of an earlier year; of a single profile only."""
    contradicted: Mask = False
    """Whether ways to it contradict each other."""

    @property
    def is_exact(self) -> bool:
        """Of a table every value is."""
        return self.low is self.value and self.high is self.value


def measured(indicator: Indicator, readings: Readings) -> Measured:
    """By the ways of the latest year that gives a value; else by the first stand-in that gives
    one; else as far as the reporting year bounds it."""
    ops = readings.ops
    best = bounded = Measured()
    for year in _years(indicator.value, readings):
        of_year = _by_ways(indicator, readings, year)
        bounded = of_year if year == readings.reporting_year else bounded
        best = _filled(best, of_year, ops)
        if ops.known(best.value) is True:
            return best
    for formula in indicator.stand_ins:
        for year in readings.years(formula):
            estimate = _estimate(formula, readings, year)._replace(stand_in=True)
            best = _filled(best, _held_within(estimate, bounded, ops), ops)
            if ops.known(best.value) is True:
                return best
    return _filled(best, bounded, ops) if ops.known(best.value) is not False else bounded


def _held_within(stand_in: Measured, bounds: Measured, ops: Arithmetic) -> Measured:
    """A stand-in contradicts nothing that is known of the quantity it stands for."""
    if ops.known(bounds.low) is not True or bounds.is_exact:
        return stand_in
    value, low, high = (
        ops.minimum(ops.maximum(end, bounds.low), bounds.high) for end in (stand_in.value, stand_in.low, stand_in.high)
    )
    return stand_in._replace(value=value, low=low, high=high)


def ways_of(indicator: Indicator, readings: ProfileReadings, year: Year) -> Iterator[Measured]:
    """What each way to the value gives for a year, in order of preference."""
    for formula in indicator.value:
        estimate = _estimate(formula, readings, readings.reporting_year if year is None else year)
        if readings.ops.known(estimate.low):
            yield estimate


def _years(ways: Sequence[Formula], readings: Readings) -> list[int]:
    return sorted({year for formula in ways for year in readings.years(formula)}, reverse=True)


def _filled(best: Measured, other: Measured, ops: Arithmetic) -> Measured:
    """The first where it has a value, the second elsewhere."""
    known = ops.known(best.value)
    if known is True:
        return best
    if known is False:
        return other if ops.known(other.value) is not False else best
    value = ops.where(known, best.value, other.value)
    if best.is_exact and other.is_exact:
        return Measured(value, value, value)
    low, high = ops.where(known, best.low, other.low), ops.where(known, best.high, other.high)
    contradicted = (known & best.contradicted) | (ops.negate(known) & other.contradicted)
    return Measured(value, low, high, contradicted=contradicted)


def _by_ways(indicator: Indicator, readings: Readings, year: int) -> Measured:
    estimates = [_estimate(formula, readings, year) for formula in indicator.value]
    if len(estimates) == 1:
        return estimates[0]
    # Between answers there is nothing to agree on.
    return (
        _preferred(estimates, readings.ops)
        if isinstance(indicator.scale, Choices)
        else _agreed(estimates, readings.ops)
    )


def _preferred(estimates: Iterable[Measured], ops: Arithmetic) -> Measured:
    chosen = Measured()
    for estimate in estimates:
        chosen = _filled(chosen, estimate, ops)
    return chosen


def _estimate(formula: Formula, readings: Readings, year: int) -> Measured:
    value = readings.value(formula, year)
    low, high = readings.bounds(formula, year, value)
    if not isinstance(readings, ProfileReadings):
        return Measured(value, low, high)
    stated = year if readings.is_dated(formula, year) else None
    return Measured(value, low, high, formula, stated, year < readings.reporting_year)


def _agreed(estimates: Sequence[Measured], ops: Arithmetic) -> Measured:
    """What lies within the bounds of every way; the hull of those that contradict each other."""
    chosen = _preferred(sorted(estimates, key=lambda estimate: not estimate.is_exact), ops)
    bounded = [estimate for estimate in estimates if ops.known(estimate.low) is not False]
    if len(bounded) < 2:
        return chosen if ops.known(chosen.value) is not False or not bounded else bounded[0]
    lows, highs = [each.low for each in bounded], [each.high for each in bounded]
    least, most = _extreme(lows, ops.maximum, -math.inf, ops), _extreme(highs, ops.minimum, math.inf, ops)
    bottom, top = _extreme(lows, ops.minimum, math.inf, ops), _extreme(highs, ops.maximum, -math.inf, ops)
    apart = least > most
    contradicted = least - most > ROUNDING * ops.maximum(ops.absolute(least), ops.absolute(most))
    if all(estimate.is_exact for estimate in bounded) and not anywhere(contradicted):
        return chosen
    low = ops.where(contradicted, bottom, ops.where(apart, chosen.low, least))
    high = ops.where(contradicted, top, ops.where(apart, chosen.high, most))
    formula = chosen.formula or bounded[0].formula
    value = ops.where(ops.known(chosen.value), ops.minimum(ops.maximum(chosen.value, low), high), UNKNOWN)
    endless = (low == -math.inf) & (high == math.inf)
    low, high = (ops.where(endless, UNKNOWN, end) for end in (low, high))
    return chosen._replace(value=value, low=low, high=high, formula=formula, contradicted=contradicted)


def _extreme(
    ends: Sequence[ValueOrArray],
    which: Callable[[ValueOrArray, ValueOrArray], ValueOrArray],
    unbounded: float,
    ops: Arithmetic,
) -> ValueOrArray:
    """The greatest or least of the ends that are known."""
    extreme: ValueOrArray = unbounded
    for end in ends:
        extreme = which(extreme, ops.where(ops.known(end), end, unbounded))
    return extreme
