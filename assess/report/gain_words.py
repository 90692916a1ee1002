"""Gains in words: a difference of scores, alone or between the scores it lies between."""

from __future__ import annotations

from collections.abc import Sequence

from ..i18n.numbers import keeps_side, points, rounded

SEEN = 0.005
"""A difference from which on it is not told as nothing."""


def gained(difference: float) -> str:
    """A difference of scores, with its sign."""
    return f"{rounded(difference, _digits(difference)):+f}"


def between(difference: float, before: float, after: float, edges: Sequence[float]) -> tuple[str, str, str]:
    """A difference and the scores it lies between, so that what is shown adds up and no score
    changes its grade: with one decimal where that does, else with two or more, the difference
    being that of the scores shown."""
    for digits in range(_digits(difference), 9):
        shown, first, last = (rounded(each, digits) for each in (difference, before, after))
        sides = keeps_side(first, before, edges) and keeps_side(last, after, edges)
        if sides and (digits > 1 or last - first == shown):
            return f"{last - first:+f}", f"{first:f}", f"{last:f}"
    return gained(difference), points(before, edges), points(after, edges)


def _digits(difference: float) -> int:
    return 1 if abs(difference) < SEEN or rounded(difference, 1) else 2
