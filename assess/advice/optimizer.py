"""Planning: the cheapest set of options that reaches a score, and the best within a budget.

Branch and bound (A. H. Land, A. G. Doig, An automatic method of solving discrete
programming problems, Econometrica 28, 1960). Options are taken in or left out one after
the other; a branch is given up when no completion of it can beat the best set found.
That is told by straight lines above the score, which hold for every way of combining and
come from the engine itself, so the answer is exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .prospect import Prospect, Tangent

Feasible = Callable[[Sequence[str]], bool]
"""Whether a set of options can be carried out in some order."""

Gains = dict[str, float]

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


def cheapest(task: Task, target: float, budget: int | None = None) -> Chosen | None:
    """The cheapest set whose score reaches the target; None where no set does.

    Of sets of equal cost the first found is kept; the same task gives the same set.
    """
    search = _Cheapest(task, target, math.inf if budget is None else budget)
    return search.run()


def best_within(task: Task, budget: int) -> Chosen | None:
    """The set with the highest score whose cost stays within a budget."""
    return _Best(task, budget).run()


class _Search:
    """What both searches share: going through the sets, and the bounds."""

    def __init__(self, task: Task, budget: float) -> None:
        self.task, self.prospect, self.budget = task, task.prospect, budget
        self.best: Chosen | None = None
        self._shares: dict[int, list[float]] = {}

    def run(self) -> Chosen | None:
        start = tuple(sorted(self.task.forced))
        left = [name for name in self.prospect.options if name not in start]
        self._branch(start, left)
        return self.best

    def _branch(self, chosen: tuple[str, ...], left: list[str]) -> None:
        cost = self._cost(chosen)
        if cost > self.budget:
            return
        score = self.prospect.score(chosen)
        if self._accepts(cost, score) and self.task.feasible(chosen):
            self.best = Chosen(tuple(sorted(chosen)), cost, score)
        left = self._takeable(chosen, left)
        first = self._next(chosen, left, cost) if left else None
        if first is None:
            return
        along = [name for name in self._along(first) if name not in chosen]
        self._branch((*chosen, *along), [name for name in left if name not in along])
        self._branch(chosen, [name for name in left if first not in self._along(name)])

    def _next(self, chosen: tuple[str, ...], left: list[str], cost: int) -> str | None:
        """The option to decide on next; None where nothing can come of this branch."""
        first: str | None = None
        for number, tangent in enumerate(self.prospect.tangents(chosen, left)):
            order = self._tightened(tangent, left, cost, self._shares.setdefault(number, [1.0] * len(tangent.pulls)))
            if order is None:
                return None
            first = first or order[0]
        return first or left[0]

    def _tightened(self, tangent: Tangent, left: list[str], cost: int, shares: list[float]) -> list[str] | None:
        """Options by what they add for their cost; None where the bound leaves no hope.

        Options that raise the same indicator cannot all have their full effect. So part of
        what an indicator can add is granted outright, up to its cap, and only the rest must
        be earned; any split is valid, and a few steps along the subgradient find a good one
        (Lagrangian relaxation; M. L. Fisher, Management Science 27, 1981).
        """
        if not self._beats(tangent.most):
            return None
        order = left
        for step in STEPS:
            start, gains = granted(tangent, left, shares)
            order = sorted(left, key=lambda name: (-gains[name] / self.prospect.options[name].cost, name))
            taken = self._filled(start, gains, order, cost)
            if taken is None:
                return None
            _adjust(tangent, taken, shares, step)
        return order

    def _along(self, name: str) -> list[str]:
        """An option with all that must be taken along."""
        found, waiting = [name], list(self.task.before.get(name, ()))
        while waiting:
            other = waiting.pop()
            if other not in found:
                found.append(other)
                waiting += self.task.before.get(other, ())
        return found

    def _takeable(self, chosen: tuple[str, ...], left: list[str]) -> list[str]:
        """Options whose companions are there, or can still be taken."""
        usable = {*chosen, *left}
        return [name for name in left if usable.issuperset(self._along(name)) and name not in chosen]

    def _cost(self, chosen: Sequence[str]) -> int:
        return sum(self.prospect.options[name].cost for name in chosen)

    def _accepts(self, cost: int, score: float) -> bool:
        """Whether a set is better than the best found."""
        raise NotImplementedError

    def _beats(self, score: float) -> bool:
        """Whether a score would do at all."""
        raise NotImplementedError

    def _filled(self, start: float, gains: Gains, order: list[str], cost: int) -> Gains | None:
        """Shares of the options in a fractional knapsack; None where even that is not enough."""
        raise NotImplementedError


class _Cheapest(_Search):
    """The least cost that reaches a target."""

    def __init__(self, task: Task, target: float, budget: float) -> None:
        super().__init__(task, budget)
        self.target = target

    def _cap(self) -> float:
        """Costs from here on are of no use."""
        return min(self.budget + 1, self.best.cost if self.best else math.inf)

    def _accepts(self, cost: int, score: float) -> bool:
        return score >= self.target and cost < self._cap()

    def _beats(self, score: float) -> bool:
        return score >= self.target - HAIR

    def _filled(self, start: float, gains: Gains, order: list[str], cost: int) -> Gains | None:
        missing, spent, taken = self.target - start - HAIR, 0.0, {}
        for name in order:
            if missing <= 0 or gains[name] <= 0:
                break
            taken[name] = min(1.0, missing / gains[name])
            spent += taken[name] * self.prospect.options[name].cost
            missing -= gains[name]
        short = missing > 0 or cost + math.ceil(spent - HAIR) >= self._cap()
        return None if short else taken


class _Best(_Search):
    """The highest score within a budget."""

    def _accepts(self, cost: int, score: float) -> bool:
        if self.best is None or score > self.best.score + HAIR:
            return True
        return score >= self.best.score and cost < self.best.cost

    def _beats(self, score: float) -> bool:
        return self.best is None or score > self.best.score + HAIR

    def _filled(self, start: float, gains: Gains, order: list[str], cost: int) -> Gains | None:
        purse, taken = self.budget - cost, {}
        for name in order:
            if purse <= 0 or gains[name] <= 0:
                break
            taken[name] = min(1.0, purse / self.prospect.options[name].cost)
            start += taken[name] * gains[name]
            purse -= self.prospect.options[name].cost
        return taken if self._beats(start) else None


def granted(tangent: Tangent, left: Sequence[str], shares: list[float]) -> tuple[float, Gains]:
    """What is granted outright, and what each option still adds; a share of 1 grants nothing."""
    start, gains = tangent.start, dict.fromkeys(left, 0.0)
    for pull, split in zip(tangent.pulls, shares, strict=True):
        # Nothing can be granted outright of what may rise without bound.
        share = 1.0 if pull.slope == math.inf else split
        if pull.cap <= 0:
            continue
        if share < 1:
            start += pull.slope * pull.cap * (1 - share)
        for name, rise in pull.rises.items() if share > 0 else ():
            gains[name] += pull.slope * rise * share
    return start, gains


def _adjust(tangent: Tangent, taken: Gains, shares: list[float], step: float) -> None:
    """Grant more where options overlap, less where they do not use up what there is."""
    for index, pull in enumerate(tangent.pulls):
        if pull.slope == math.inf:
            continue
        used = sum(rise * taken.get(name, 0.0) for name, rise in pull.rises.items())
        way = (pull.cap - used) / max(pull.cap, used) if max(pull.cap, used) > 0 else 0.0
        shares[index] = min(1.0, max(0.0, shares[index] + step * way))
