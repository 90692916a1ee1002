"""Planning: the cheapest set of options that reaches a score, and the best within a budget.

Branch and bound (A. H. Land, A. G. Doig, An automatic method of solving discrete
programming problems, Econometrica 28, 1960). Options are taken in or left out one after
the other; a branch is given up when no completion of it can beat the best set found.
That is told by two bounds on the score, which both hold for every way of combining: the
score with each indicator at the best it can reach, and the fractional knapsack over the
most that each option can add. Both come from the engine itself, so the answer is exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .prospect import Prospect

Feasible = Callable[[Sequence[str]], bool]
"""Whether a set of options can be carried out in some order."""

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
        if not left or not self._hopeful(chosen, left, cost, score):
            return
        rises = self.prospect.rises(chosen, left)
        ratios = sorted(((rises[name] / self.prospect.options[name].cost, name) for name in left), reverse=True)
        if not self._promising(cost, score, [(rises[name], self.prospect.options[name].cost) for _, name in ratios]):
            return
        first = ratios[0][1]
        along = [name for name in self._along(first) if name not in chosen]
        self._branch((*chosen, *along), [name for name in left if name not in along])
        self._branch(chosen, [name for name in left if first not in self._along(name)])

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
        raise NotImplementedError

    def _hopeful(self, chosen: tuple[str, ...], left: list[str], cost: int, score: float) -> bool:
        raise NotImplementedError

    def _promising(self, cost: int, score: float, rises: list[tuple[float, int]]) -> bool:
        raise NotImplementedError


class _Cheapest(_Search):
    """The least cost that reaches a target."""

    def __init__(self, task: Task, target: float, budget: float) -> None:
        super().__init__(task, budget)
        self.target = target

    @property
    def _cap(self) -> float:
        """Costs from here on are of no use."""
        return min(self.budget + 1, self.best.cost if self.best else math.inf)

    def _accepts(self, cost: int, score: float) -> bool:
        return score >= self.target and cost < self._cap

    def _hopeful(self, chosen: tuple[str, ...], left: list[str], cost: int, score: float) -> bool:
        cheapest_left = min(self.prospect.options[name].cost for name in left)
        return cost + cheapest_left < self._cap and self.prospect.most(chosen, left) >= self.target - HAIR

    def _promising(self, cost: int, score: float, rises: list[tuple[float, int]]) -> bool:
        """Whether a knapsack of the best ratios could reach the target below the cap."""
        missing, spent = self.target - score - HAIR, 0.0
        for rise, price in rises:
            if missing <= 0 or rise <= 0:
                break
            share = 1.0 if rise == math.inf else min(1.0, missing / rise)
            missing, spent = missing - rise, spent + share * price
        if missing > 0:
            return False
        return cost + math.ceil(spent - HAIR) < self._cap


class _Best(_Search):
    """The highest score within a budget."""

    def _accepts(self, cost: int, score: float) -> bool:
        if self.best is None:
            return True
        return (score, -cost) > (self.best.score + HAIR, 0) or (score >= self.best.score and cost < self.best.cost)

    def _hopeful(self, chosen: tuple[str, ...], left: list[str], cost: int, score: float) -> bool:
        return self.best is None or self.prospect.most(chosen, left) > self.best.score + HAIR

    def _promising(self, cost: int, score: float, rises: list[tuple[float, int]]) -> bool:
        """Whether a knapsack of the best ratios could beat the best score with what is left."""
        if self.best is None:
            return True
        purse = self.budget - cost
        for rise, price in rises:
            if purse <= 0:
                break
            share = min(1.0, purse / price)
            score, purse = score + share * rise, purse - price
        return score > self.best.score + HAIR
