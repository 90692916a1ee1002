"""Stated growth rates against the values of what grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model.facts import RateOf
from ...model.intervals import Interval
from ...model.plausibility_limits import PlausibilityLimits
from .broken_rules import KEPT, RATE, PlausibilityRule, spanned, stated
from .stated_numbers import AS_STATED, Quantity, Scaling, StatedNumbers


class Span(NamedTuple):
    """Two values of what grows, of equal period and coverage."""

    before: Quantity
    after: Quantity
    years: int

    def growth(self, scaling: Scaling) -> Interval:
        """The mean growth of a year from one to the other, in %."""
        first, last = self.before.bounds(scaling), self.after.bounds(scaling)
        if first.low <= 0 or last.low < 0:
            return Interval(-math.inf, math.inf)
        least, most = last.low / first.high, last.high / first.low
        return Interval(*(100 * (times ** (1 / self.years) - 1) for times in (least, most)))


def rules_of_rates(cells: StatedNumbers, limits: PlausibilityLimits) -> Iterator[PlausibilityRule]:
    """A rate fits if it is that of any span it may be meant for."""
    for name, fact in cells.vocabulary.items():
        for year in cells.years([name]) if fact.rate_of and name in cells.quantities else ():
            rate = cells.quantity(name, year)
            spans = list(_spans(rate, fact.rate_of, year, cells)) if rate and fact.rate_of else []
            if rate and spans:
                yield _rule(rate, spans, limits)


def _spans(rate: Quantity, of: RateOf, year: int, cells: StatedNumbers) -> Iterator[Span]:
    after = cells.quantity(of.fact, year)
    for years in of.years:
        before = cells.quantity(of.fact, year, years)
        if before and after and rate.basis is not None and before.basis == after.basis == rate.basis:
            yield Span(before, after, years)


def _rule(rate: Quantity, spans: Sequence[Span], limits: PlausibilityLimits) -> PlausibilityRule:
    def gap(scaling: Scaling) -> float:
        return min(_apart(rate.bounds(scaling), span.growth(scaling), limits) for span in spans)

    before, after, _ = span = spans[0]
    return PlausibilityRule(
        kind=RATE,
        subject=("rate", rate.name),
        cells=tuple(
            dict.fromkeys(cell for each in (rate, after, *(span.before for span in spans)) for cell in each.cells)
        ),
        suspect=rate.cells[-1],
        gap=gap,
        code="W221",
        details=lambda: {
            "found": spanned(rate.bounds(), "%"),
            "before": stated(before),
            "after": stated(after),
            "computed": spanned(_rounded(span.growth(AS_STATED)), "%"),
        },
        against=lambda cell: stated(after) if cell in rate.cells else stated(rate),
    )


def _apart(said: Interval, grown: Interval, limits: PlausibilityLimits) -> float:
    """By how many powers of ten the two differ more than they may."""
    apart = max(said.low - grown.high, grown.low - said.high)
    size = max(min(abs(said.low), abs(said.high)), min(abs(grown.low), abs(grown.high)))
    if not math.isfinite(apart) or not math.isfinite(size):
        return KEPT
    allowed = limits.rate.points + limits.rate.share * size
    return math.log10(apart / allowed) if apart > allowed else KEPT


def _rounded(bounds: Interval) -> Interval:
    return Interval(round(bounds.low, 1), round(bounds.high, 1))
