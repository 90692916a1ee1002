"""The cheapest set of options that reaches a score, and the best within a budget.

Branch and bound (A. H. Land, A. G. Doig, An automatic method of solving discrete
programming problems, Econometrica 28, 1960). Options are taken in or left out one after
the other; a branch is given up when no completion of it can beat the best set found.
That is told by a straight line above the score, which holds for every way of combining and
comes from the engine itself, so the answer is exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .prospect import Bound, Prospect

Feasible = Callable[[Sequence[str]], bool]
"""Whether a set of options can be carried out in some order."""

STEPS = (0.5, 0.3, 0.2)
"""How far the split is moved in each step of tightening a bound."""
HAIR = 1e-9
"""Scores that differ by less are the same: far below what any report shows."""


class Chosen(NamedTuple):
    """A set of options, what it costs and where it leads."""

    ids: tuple[str, ...]
    cost: int
    score: float


class Task(NamedTuple):
    """What to choose from, and under which rules."""

    prospect: Prospect
    forced: tuple[str, ...] = ()
    """Options that every plan has."""
    before: dict[str, tuple[str, ...]] = {}
    """Options that must be taken along with one."""
    feasible: Feasible = lambda chosen: True

    def cost(self, chosen: Sequence[str]) -> int:
        return sum(self.prospect.options[name].cost for name in chosen)

    def along(self, name: str) -> set[str]:
        """An option with all that must be taken along."""
        found, waiting = {name}, [name]
        while waiting:
            more = set(self.before.get(waiting.pop(), ())) - found
            found |= more
            waiting += more
        return found


def cheapest(task: Task, target: float, budget: int | None = None) -> Chosen | None:
    """The cheapest set whose score reaches the target; None where no set does.

    Of sets of equal cost the first found is kept; the same task gives the same set.
    """
    return _Search(task, math.inf if budget is None else budget, target).run()


def best_within(task: Task, budget: int) -> Chosen | None:
    """The set with the highest score whose cost stays within a budget; of several, the cheapest."""
    best = _Search(task, budget).run()
    return best and (cheapest(task, best.score, best.cost) or best)


class _Search:
    """Goes through the sets that may beat the best found: by a lower cost where there is a
    target, by a higher score where there is none."""

    def __init__(self, task: Task, budget: float, target: float | None = None) -> None:
        self.task, self.prospect = task, task.prospect
        self.budget, self.target = budget, target
        self.needed = -math.inf if target is None else target - HAIR
        self.best: Chosen | None = None
        self.shares: dict[str, float] = {}

    def run(self) -> Chosen | None:
        start = tuple(sorted(self.task.forced))
        self._branch(start, [name for name in self.prospect.options if name not in start])
        return self.best

    def _branch(self, chosen: tuple[str, ...], left: list[str]) -> None:
        cost = self.task.cost(chosen)
        if cost > self.budget:
            return
        score = self.prospect.score(chosen)
        if self._beats(cost, score) and self.task.feasible(chosen):
            self._keep(Chosen(tuple(sorted(chosen)), cost, score))
        usable = {*chosen, *left}
        left = [name for name in left if self.task.along(name) <= usable]
        first = self._next(chosen, left, cost) if left else None
        if first is None:
            return
        along = sorted(self.task.along(first) - set(chosen))
        self._branch((*chosen, *along), [name for name in left if name not in along])
        self._branch(chosen, [name for name in left if first not in self.task.along(name)])

    def _beats(self, cost: int, score: float) -> bool:
        if self.target is not None:
            return score >= self.target and cost <= self.budget
        return self.best is None or score > self.best.score + HAIR

    def _keep(self, chosen: Chosen) -> None:
        self.best = chosen
        if self.target is not None:
            self.budget = chosen.cost - 1
        else:
            self.needed = chosen.score + HAIR

    def _next(self, chosen: tuple[str, ...], left: list[str], cost: int) -> str | None:
        """The option to decide on next, that which adds most for its cost; None where nothing can
        come of this branch.

        Options that raise the same indicator cannot all have their full effect. So part of
        what an indicator can add is granted outright, up to its cap, and only the rest must
        be earned; any split is valid, and a few steps along the subgradient find a good one
        (Lagrangian relaxation; M. L. Fisher, Management Science 27, 1981).
        """
        bound = self.prospect.bound(chosen, left)
        if bound is None:
            return left[0]
        if not bound.most >= self.needed:
            return None
        order = left
        for step in STEPS:
            start, gains = granted(bound, left, self.shares)
            order = sorted(left, key=lambda name: (-gains[name] / self.prospect.options[name].cost, name))
            taken, reach = self._filled(start, gains, order, self.budget - cost)
            if reach < self.needed:
                return None
            _adjust(bound, taken, self.shares, step)
        return order[0]

    def _filled(
        self, start: float, gains: dict[str, float], order: list[str], remaining_budget: float
    ) -> tuple[dict[str, float], float]:
        """Shares of the options in a fractional knapsack, as far as they are needed, and the score they reach."""
        taken: dict[str, float] = {}
        for name in order:
            if remaining_budget <= 0 or gains[name] <= 0 or (self.target is not None and start >= self.needed):
                break
            taken[name] = min(1.0, remaining_budget / self.prospect.options[name].cost)
            if self.target is not None:
                taken[name] = min(taken[name], (self.needed - start) / gains[name])
            start += taken[name] * gains[name]
            remaining_budget -= taken[name] * self.prospect.options[name].cost
        return taken, start


def granted(bound: Bound, left: Sequence[str], shares: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    """What is granted outright, and what each option still adds; a share of 1 grants nothing."""
    start, gains = bound.start, dict.fromkeys(left, 0.0)
    for indicator, gain in bound.gains.items():
        share = shares.get(indicator, 1.0)
        start += gain.slope * gain.cap * (1 - share)
        for option, rise in gain.rises.items():
            gains[option] += gain.slope * rise * share
    return start, gains


def _adjust(bound: Bound, taken: Mapping[str, float], shares: dict[str, float], step: float) -> None:
    """Grant more where options overlap, less where they do not use up what there is."""
    for indicator, gain in bound.gains.items():
        used = sum(rise * taken.get(option, 0.0) for option, rise in gain.rises.items())
        if max(gain.cap, used) > 0:
            change = step * (gain.cap - used) / max(gain.cap, used)
            shares[indicator] = min(1.0, max(0.0, shares.get(indicator, 1.0) + change))
