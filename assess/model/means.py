"""Ways of combining scores: one family of weighted means, told apart by an exponent.

    M_p(s; w) = (sum(w_i s_i^p) / sum(w_i))^(1/p),   p = 0: exp(sum(w_i ln s_i) / sum(w_i))

p = 1 is the arithmetic, 0 the geometric, -1 the harmonic mean and -infinity the weakest
link (Hardy, Littlewood, Polya, Inequalities, ch. II; OECD/JRC Handbook on Constructing
Composite Indicators, 2008, step 7). The smaller p, the less a strong score makes up for a
weak one. All are homogeneous of degree one, hence by Euler's theorem
sum(s_i dM/ds_i) = M: the contributions s_i dM/ds_i add up exactly, for every p.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from .arithmetic import Arithmetic, ValueOrArray

NEXT_TO_ZERO: Final = 1e-7


class Mean(NamedTuple):
    """A weighted power mean of scores from 0 to 100."""

    exponent: float

    @property
    def is_geometric(self) -> bool:
        """Next to 0 the powers lose their digits, while the mean itself has no jump there."""
        return abs(self.exponent) < NEXT_TO_ZERO

    def value(self, scores: Sequence[ValueOrArray], weights: Sequence[ValueOrArray], ops: Arithmetic) -> ValueOrArray:
        """The mean. A score of weight 0 must be 1, so that it cannot spoil a sum with an
        infinity; unknown where all weights are 0."""
        if self.exponent == -math.inf:
            return _least(scores, weights, ops)
        total = total_of(weights)
        if self.exponent == 1:
            return ops.divide(total_of([w * s for w, s in zip(weights, scores, strict=True)]), total)
        if self.is_geometric:
            logs = [w * ops.log(s) for w, s in zip(weights, scores, strict=True)]
            return ops.exp(_quotient(total_of(logs), total, ops))
        powers = [w * ops.power(s, self.exponent) for w, s in zip(weights, scores, strict=True)]
        return ops.power(_quotient(total_of(powers), total, ops), 1 / self.exponent)

    def slopes(
        self, scores: Sequence[ValueOrArray], weights: Sequence[ValueOrArray], mean: ValueOrArray, ops: Arithmetic
    ) -> list[ValueOrArray]:
        """dM/ds_i for every score; 0 where a zero leaves the slope without bound."""
        if self.exponent == -math.inf:
            return _shared_slopes(scores, weights, mean, ops)
        total = total_of(weights)
        shares = [ops.divide(w, total) for w in weights]
        if self.exponent == 1:
            return shares
        return [share * _steepness(s, mean, self.exponent - 1, ops) for s, share in zip(scores, shares, strict=True)]


NAMED_MEANS: Final = {
    "mean": Mean(1.0),
    "geometric": Mean(0.0),
    "harmonic": Mean(-1.0),
    "weakest": Mean(-math.inf),
}
"""A new one is a line here, and its name in the words of the screen."""


def mean_named(way: str) -> Mean:
    """The mean that a result names: one of NAMED_MEANS, or `power 0.5`."""
    return NAMED_MEANS[way] if way in NAMED_MEANS else Mean(float(way.removeprefix("power ")))


def total_of(terms: Sequence[ValueOrArray]) -> ValueOrArray:
    """Left to right, so that floats and arrays agree to the bit: Python's own `sum` of floats
    does something finer since 3.12."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _quotient(x: ValueOrArray, y: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
    """x / y that keeps the infinities which a zero score brings about."""
    endless = ops.absolute(x) == math.inf
    return ops.where(endless, x, ops.divide(ops.where(endless, 0.0, x), y))


def _steepness(score: ValueOrArray, mean: ValueOrArray, exponent: float, ops: Arithmetic) -> ValueOrArray:
    """(score / mean)^exponent, and 0 where one of them is 0."""
    usable = (score > 0) & (mean > 0)
    ratio = ops.divide(ops.where(usable, score, 1.0), ops.where(usable, mean, 1.0))
    return ops.where(usable, ops.power(ratio, exponent), 0.0)


def _least(scores: Sequence[ValueOrArray], weights: Sequence[ValueOrArray], ops: Arithmetic) -> ValueOrArray:
    used = [ops.where(w > 0, s, math.inf) for w, s in zip(weights, scores, strict=True)]
    least = used[0]
    for score in used[1:]:
        least = ops.minimum(least, score)
    return least


def _shared_slopes(
    scores: Sequence[ValueOrArray], weights: Sequence[ValueOrArray], least: ValueOrArray, ops: Arithmetic
) -> list[ValueOrArray]:
    """Scores that tie for the weakest share its slope by weight."""
    tied = [ops.where((s == least) & (w > 0), w, 0.0) for w, s in zip(weights, scores, strict=True)]
    total = total_of(tied)
    return [ops.divide(w, total) for w in tied]
