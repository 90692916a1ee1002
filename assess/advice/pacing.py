"""Pace: how far a fact is moved until a phase ends.

The edge of a level is no target. A target is at least one step from where a fact stands, the
least that is worth a task; and where three years are known it goes no farther than the county's
own pace leads until the phase ends. Where that pace leads nowhere, or not far enough for any
score to rise, the level itself stays the aim, and it is called a leap.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from ..model.facts import Vocabulary
from ..model.profile import Profile, Reading
from ..model.recommendation import Phase
from ..model.statements import unlike
from ..model.task_targets import TargetsFile

SIGNIFICANT_DIGITS: Final = 3
"""Of an amount to which a pace leads."""
HAIR: Final = 1e-6
"""A target that is so little farther than a pace leads, by rounding, is not beyond it."""


class Lever(NamedTuple):
    """A fact that an indicator can be moved by, and how far it can go."""

    fact: str
    year: int | None
    reading: Reading
    least: float
    most: float
    whole_only: bool


class Pace(NamedTuple):
    """The pace of one county until a phase ends."""

    profile: Profile
    vocabulary: Vocabulary
    targets: TargetsFile
    phase: Phase

    @property
    def by_year(self) -> int:
        """The year in which the phase ends."""
        return self.profile.year + self.targets.horizons[self.phase]

    def lead_to(self, name: str, year: int | None) -> float | None:
        """Where a fact comes to stand by the end of the phase if it goes on changing by the same
        amount a year; None unless enough years in a row are known, alike in what they cover."""
        series = self._series(name, year)
        if year is None or len(series) < self.targets.trend_years:
            return None
        yearly = (series[0] - series[-1]) / (len(series) - 1)
        return series[0] + yearly * (self.by_year - year)

    def _series(self, name: str, year: int | None) -> list[float]:
        """The values of the latest years in a row, the latest first."""
        observation = self.profile.observations.get(name)
        if observation is None or year is None:
            return []
        years = [year - back for back in range(self.targets.trend_years)]
        found = [reading for each in years if (reading := observation.readings.get(each)) is not None]
        return [] if unlike(found) is not None else [float(reading.value) for reading in found]

    def reach(self, name: str, year: int | None, before: float) -> float:
        """How high or low a fact can be brought before that is called a leap."""
        own = self.lead_to(name, year)
        return before + self.targets.rise(self.vocabulary[name], before, self.phase) if own is None else own

    def is_leap(self, name: str, year: int | None, before: float, after: float) -> bool:
        """Whether a target lies beyond where the county's own pace leads, or beyond what counts as usual
        where that is not known."""
        if after < before and self.lead_to(name, year) is None:
            return False
        way = (self.reach(name, year, before) - before) * math.copysign(1, after - before)
        return way < abs(after - before) - HAIR * max(abs(before), 1)

    def _step(self, lever: Lever, before: float) -> float:
        step = self.targets.step(self.vocabulary[lever.fact], before)
        return float(math.ceil(step)) if lever.whole_only else step

    def target(self, lever: Lever, aim: float, score: Callable[[float], float]) -> float:
        """What is aimed at instead of the nearest value that reaches a level.

        Args:
            lever: the fact that is moved.
            aim: the nearest value that reaches the level.
            score: of the indicator by the fact.
        """
        before = float(lever.reading.value)
        step = math.copysign(self._step(lever, before), aim - before)
        worth = before + step
        aim = min(max(aim, worth), lever.most) if aim > before else max(min(aim, worth), lever.least)
        if not self.is_leap(lever.fact, lever.year, before, aim):
            return aim
        end = self.reach(lever.fact, lever.year, before)
        paced = _paced(end, before, lever.whole_only)
        earns = (paced - before) * step >= step * step and score(paced) > score(before)
        return paced if earns else aim


def _paced(end: float, before: float, whole_only: bool) -> float:
    """As a plan would write it, never farther than the pace leads."""
    below, above = (math.floor(end), math.ceil(end)) if whole_only else neighbours(end, SIGNIFICANT_DIGITS)
    return float(below if end > before else above)


def neighbours(value: float, digits: int) -> tuple[float, float]:
    """The nearest numbers of so many digits below and above a value, which may be one of them."""
    if value == 0:
        return value, value
    quantum = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits)
    below, above = math.floor(value / quantum), math.ceil(value / quantum)
    return float(f"{below * quantum:.12g}"), float(f"{above * quantum:.12g}")
