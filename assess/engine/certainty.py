"""What is demanded of a value that is known only to lie between two bounds.

One judgement for clauses, levels, triggers, locks, stages and modes: a demand is met only if it
is met at both ends, failed only if it is failed at both, and else it is not known. Whatever is
answered so stays true wherever within its bounds the value turns out to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Answer = bool | None
"""Kleene's three values: True, False, and None for what is not known."""


def at_both_ends(demand: Callable[[float], bool], low: float, high: float) -> Answer:
    """Whether a demand is met by every value, or by none.

    Args:
        demand: met by all values from some value upwards, or by all downwards.
        low: least value, perhaps minus infinity.
        high: greatest value.
    """
    at_low = demand(low)
    return at_low if at_low == demand(high) else None


def lies_between(low: float, high: float, least: float, most: float) -> Answer:
    """Whether a value that lies from `low` to `high` is sure to lie from `least` to `most`."""
    enough = at_both_ends(lambda value: value >= least, low, high)
    return all_hold([enough, at_both_ends(lambda value: value <= most, low, high)])


def all_hold(answers: Iterable[Answer]) -> Answer:
    """And: False settles it."""
    given = set(answers)
    return False if False in given else None if None in given else True


def any_holds(answers: Iterable[Answer]) -> Answer:
    """Or: True settles it."""
    given = set(answers)
    return True if True in given else None if None in given else False
