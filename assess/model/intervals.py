"""Arithmetic of values known only to lie between two bounds."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from .arithmetic import FLOATS, UNKNOWN, FormulaArithmetic, ValueOrArray
from .formula import Formula


@dataclass(frozen=True, slots=True, repr=False)
class Interval:
    """All values from low to high. Arithmetic on intervals never loses a possible value
    (R. E. Moore, Interval Analysis, 1966); NaN bounds mean that nothing is known."""

    low: float
    high: float

    def __add__(self, other: Interval | float) -> Interval:
        b = _interval(other)
        return Interval(self.low + b.low, self.high + b.high)

    def __sub__(self, other: Interval | float) -> Interval:
        b = _interval(other)
        return Interval(self.low - b.high, self.high - b.low)

    def __mul__(self, other: Interval | float) -> Interval:
        b = _interval(other)
        return _hull([x * y for x in (self.low, self.high) for y in (b.low, b.high)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: float) -> Interval:
        return _interval(other) - self


class Intervals(FormulaArithmetic):
    """Arithmetic of values known only to lie between two bounds. For formulas alone:
    scales and means take the two ends one after the other."""

    def finite(self, x: ValueOrArray) -> ValueOrArray:
        # Endless bounds are sound.
        return x

    def divide(self, x: ValueOrArray, y: ValueOrArray) -> Interval:
        a, b = _interval(x), _interval(y)
        if b.low <= 0 <= b.high or math.isnan(b.low):
            return Interval(UNKNOWN, UNKNOWN)
        return _hull([p / q for p in (a.low, a.high) for q in (b.low, b.high)])

    def log(self, x: ValueOrArray) -> Interval:
        return self._rising(FLOATS.log, x)

    def exp(self, x: ValueOrArray) -> Interval:
        return self._rising(FLOATS.exp, x)

    def power(self, x: ValueOrArray, exponent: float) -> Interval:
        return self._rising(lambda end: FLOATS.power(end, exponent), x)

    def absolute(self, x: ValueOrArray) -> Interval:
        a = _interval(x)
        ends = sorted((abs(a.low), abs(a.high)))
        return Interval(0.0 if a.low <= 0 <= a.high else ends[0], ends[1])

    def minimum(self, x: ValueOrArray, y: ValueOrArray) -> Interval:
        return self._pairwise(FLOATS.minimum, x, y)

    def maximum(self, x: ValueOrArray, y: ValueOrArray) -> Interval:
        return self._pairwise(FLOATS.maximum, x, y)

    def least(self, values: Sequence[ValueOrArray]) -> Interval:
        """No greater than the least that is known; without a lower bound while one of them is not known."""
        intervals = [_interval(value) for value in values]
        known = [interval for interval in intervals if not math.isnan(interval.low)]
        if not known:
            return Interval(UNKNOWN, UNKNOWN)
        low = min(interval.low for interval in known) if len(known) == len(intervals) else -math.inf
        return Interval(low, min(interval.high for interval in known))

    def _rising(self, function: Callable[[float], float], x: ValueOrArray) -> Interval:
        a = _interval(x)
        return _hull([function(a.low), function(a.high)])

    def _pairwise(self, function: Callable[[float, float], float], x: ValueOrArray, y: ValueOrArray) -> Interval:
        a, b = _interval(x), _interval(y)
        return Interval(function(a.low, b.low), function(a.high, b.high))


INTERVALS: Final = Intervals()


def bounds_of(formula: Formula, read: Callable[[str, int], Interval]) -> Interval:
    """All values a formula can have while its facts stay within their bounds.

    Args:
        read: the bounds of a fact, so many years back.
    """
    return _interval(formula.evaluate(INTERVALS, read))


def _interval(x: Interval | float) -> Interval:
    return x if isinstance(x, Interval) else Interval(x, x)


def _hull(values: list[float]) -> Interval:
    if any(map(math.isnan, values)):
        return Interval(UNKNOWN, UNKNOWN)
    return Interval(min(values), max(values))
