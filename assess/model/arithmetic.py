"""The few operations formulas, scales and means are written in, for floats, arrays and intervals.

The engine is written once against these names; which of the classes it is
handed decides whether it scores one profile, a hundred thousand, or a value known only
to lie between two bounds. NaN stands for "unknown" in all of them, and nothing here
ever raises because of a value: what cannot be computed is unknown.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Final, Protocol

ValueOrArray = Any
"""A float, an array of floats, or an Interval, depending on the arithmetic in use."""

Mask = Any
"""A bool, or an array of bools. A plain True or False stands for "all of them"."""

UNKNOWN: Final = math.nan

SLACK: Final = 1e-11
"""Width of a threshold, for every unit of its size. 0.7 + 0.1 is 0.7999…9 in binary and
must still count as 0.8, the number its author wrote; eleven digits are more than any form
can hold. A small threshold, or none, is no narrower: amounts may have been subtracted."""


def is_known(value: float | str) -> bool:
    """Whether there is a value: NaN, which stands for the unknown, alone differs from itself."""
    return bool(value == value)  # noqa: PLR0124 (what is said above)


def anywhere(mask: Mask) -> bool:
    """Whether a mask is true of any of them."""
    return mask if isinstance(mask, bool) else bool(mask.any())


def reached(threshold: float, size: float | None = None) -> float:
    """Lowest binary value that counts as having reached a decimal threshold.

    Args:
        threshold: the threshold as written.
        size: largest magnitude the threshold is compared among; its own by default.
    """
    return threshold - SLACK * max(abs(threshold) if size is None else size, 1.0)


class FormulaArithmetic(Protocol):
    """What formulas need beside + - * of their numbers."""

    def finite(self, x: ValueOrArray) -> ValueOrArray:
        """The number, unknown where it grew beyond all bounds."""

    def divide(self, x: ValueOrArray, y: ValueOrArray) -> ValueOrArray: ...
    def log(self, x: ValueOrArray) -> ValueOrArray: ...
    def exp(self, x: ValueOrArray) -> ValueOrArray: ...
    def power(self, x: ValueOrArray, exponent: float) -> ValueOrArray: ...
    def absolute(self, x: ValueOrArray) -> ValueOrArray: ...
    def minimum(self, x: ValueOrArray, y: ValueOrArray) -> ValueOrArray: ...
    def maximum(self, x: ValueOrArray, y: ValueOrArray) -> ValueOrArray: ...

    def least(self, values: Sequence[ValueOrArray]) -> ValueOrArray:
        """The least of several; unknown as long as one of them is."""


class Arithmetic(FormulaArithmetic, Protocol):
    """What scales, means and the engine need as well."""

    def known(self, x: ValueOrArray) -> Mask: ...
    def where(self, mask: Mask, yes: ValueOrArray, no: ValueOrArray) -> ValueOrArray: ...
    def negate(self, mask: Mask) -> Mask: ...

    def interpolate(self, x: ValueOrArray, xs: Sequence[float], ys: Sequence[float]) -> ValueOrArray:
        """Straight lines between points, flat beyond the ends."""

    def stairs(self, x: ValueOrArray, edges: Sequence[float], ys: Sequence[float]) -> ValueOrArray:
        """ys[number of edges that x has reached]; one more step than edges."""

    def choose(self, x: ValueOrArray, table: dict[str, float]) -> ValueOrArray:
        """The number an answer stands for."""


class Floats(Arithmetic):
    """Arithmetic of single floats. No NumPy, so that judging one profile starts at once."""

    def known(self, x: float | str) -> bool:
        return is_known(x)

    def where(self, mask: bool, yes: ValueOrArray, no: ValueOrArray) -> ValueOrArray:
        return yes if mask else no

    def negate(self, mask: bool) -> bool:
        return not mask

    def finite(self, x: float) -> float:
        return x if math.isfinite(x) else UNKNOWN

    def divide(self, x: float, y: float) -> float:
        return self.finite(x / y) if y else UNKNOWN

    def log(self, x: float) -> float:
        if x > 0:
            return math.log(x)
        return -math.inf if x == 0 else UNKNOWN

    def exp(self, x: float) -> float:
        return _guarded(math.exp, x)

    def power(self, x: float, exponent: float) -> float:
        if x < 0 or math.isnan(x):
            return UNKNOWN
        if x == 0 and exponent < 0:
            return math.inf
        return _guarded(lambda base: base**exponent, x)

    def absolute(self, x: float) -> float:
        return abs(x)

    def minimum(self, x: float, y: float) -> float:
        return UNKNOWN if math.isnan(x) or math.isnan(y) else min(x, y)

    def maximum(self, x: float, y: float) -> float:
        return UNKNOWN if math.isnan(x) or math.isnan(y) else max(x, y)

    def least(self, values: Sequence[float]) -> float:
        return reduce(self.minimum, values)

    def interpolate(self, x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
        if math.isnan(x):
            return UNKNOWN
        if x <= xs[0]:
            return ys[0]
        if x >= xs[-1]:
            return ys[-1]
        i = bisect_right(xs, x) - 1
        # The order of operations of numpy.interp, so that both arithmetics agree to the bit.
        y = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) * (x - xs[i]) + ys[i]
        # Rounding may carry the last piece of a line beyond its end, and 0 below 0.
        return min(max(y, min(ys)), max(ys))

    def stairs(self, x: float, edges: Sequence[float], ys: Sequence[float]) -> float:
        return UNKNOWN if math.isnan(x) else ys[bisect_right(edges, x)]

    def choose(self, x: object, table: dict[str, float]) -> float:
        return table.get(str(x), UNKNOWN)


class Arrays(Arithmetic):
    """Arithmetic of NumPy columns. NumPy is imported when the first one is made."""

    def __init__(self) -> None:
        import numpy

        self.np = numpy

    def tidy(self, column: Any) -> ValueOrArray:
        """A column of floats, or of answers with "" for the unknown ones."""
        array = self.np.asarray(column)
        if array.dtype.kind in "OU":
            return self.np.array(["" if item is None or not is_known(item) else str(item) for item in array])
        return array.astype(float, copy=False)

    def known(self, x: ValueOrArray) -> Mask:
        if self.np.ndim(x) == 0:
            return is_known(x)
        present = x != "" if x.dtype.kind == "U" else ~self.np.isnan(x)
        return True if present.all() else present

    def where(self, mask: Mask, yes: ValueOrArray, no: ValueOrArray) -> ValueOrArray:
        # Most columns are complete: a plain True costs nothing here.
        if mask is True:
            return yes
        return no if mask is False else self.np.where(mask, yes, no)

    def negate(self, mask: Mask) -> Mask:
        return not mask if isinstance(mask, bool) else ~mask

    def divide(self, x: ValueOrArray, y: ValueOrArray) -> ValueOrArray:
        if isinstance(x, float) and isinstance(y, float):
            # Weights of complete columns are plain floats.
            return FLOATS.divide(x, y)
        with self.np.errstate(all="ignore"):
            return self.finite(self.np.asarray(x, float) / y)

    def log(self, x: ValueOrArray) -> ValueOrArray:
        with self.np.errstate(all="ignore"):
            return self.np.log(x)

    def exp(self, x: ValueOrArray) -> ValueOrArray:
        with self.np.errstate(all="ignore"):
            return self.np.exp(x)

    def power(self, x: ValueOrArray, exponent: float) -> ValueOrArray:
        with self.np.errstate(all="ignore"):
            return self.np.where(x < 0, UNKNOWN, self.np.power(x, exponent))

    def absolute(self, x: ValueOrArray) -> ValueOrArray:
        return self.np.abs(x)

    def minimum(self, x: ValueOrArray, y: ValueOrArray) -> ValueOrArray:
        return self.np.minimum(x, y)

    def maximum(self, x: ValueOrArray, y: ValueOrArray) -> ValueOrArray:
        return self.np.maximum(x, y)

    def least(self, values: Sequence[ValueOrArray]) -> ValueOrArray:
        return reduce(self.np.minimum, values)

    def interpolate(self, x: ValueOrArray, xs: Sequence[float], ys: Sequence[float]) -> ValueOrArray:
        return self.np.clip(self.np.interp(x, xs, ys), min(ys), max(ys))

    def stairs(self, x: ValueOrArray, edges: Sequence[float], ys: Sequence[float]) -> ValueOrArray:
        taken = self.np.asarray(ys)[self.np.searchsorted(edges, x, side="right")]
        return self.where(self.known(x), taken, UNKNOWN)

    def choose(self, x: ValueOrArray, table: dict[str, float]) -> ValueOrArray:
        scores = self.np.full(self.np.shape(x), UNKNOWN)
        for answer, score in table.items():
            scores[x == answer] = score
        return scores

    def finite(self, x: ValueOrArray) -> ValueOrArray:
        fine = self.np.isfinite(x)
        return x if fine.all() else self.np.where(fine, x, UNKNOWN)


FLOATS: Final = Floats()


def _guarded(function: Callable[[float], float], x: float) -> float:
    try:
        return function(x)
    except OverflowError:
        return math.inf
