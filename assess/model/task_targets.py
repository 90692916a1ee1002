"""Targets of tasks: the least change that is worth one, who leads, and by when it is due."""

import math
from typing import Annotated, Final, get_args

from pydantic import Field

from .facts import Fact, FactKind, Holder
from .recommendation import Phase
from .text import Basis, FrozenModel, ShelfFile, Text

PHASES: Final[tuple[Phase, ...]] = get_args(Phase)


class Step(FrozenModel):
    """A least change: an amount, or a part of what there is, whichever is more."""

    least: Annotated[float, Field(ge=0)] = 0.0
    percent: Annotated[float, Field(ge=0)] = 0.0

    def of(self, value: float) -> float:
        return max(self.least, abs(value) * self.percent / 100)


class Otherwise(FrozenModel):
    """How far a fact may rise in a year where its pace is not known."""

    percent: Annotated[float, Field(gt=0)]
    steps: Annotated[float, Field(gt=0)]
    """Least steps, or parts of one."""


class Leads(FrozenModel):
    """Who leads for holders that do not: of figures they only count, or because they are no department."""

    figures: dict[Holder, Holder] = {}
    levels: dict[Holder, Holder] = {}
    """Of what is told by a level or a list."""


class TargetsFile(ShelfFile):
    """The file of what makes a target."""

    steps: dict[FactKind, Step]
    horizons: dict[Phase, Annotated[int, Field(ge=1)]]
    """Years from the reporting year to the end of each phase."""
    leads: Leads
    trend_years: Annotated[int, Field(ge=2)]
    """Years in a row from which a pace is told."""
    otherwise: Otherwise
    basis: Basis
    verified: bool = False
    note: Text

    def step(self, fact: Fact, value: float) -> float:
        """The least change of a fact that is worth a task."""
        if fact.step is not None:
            return fact.step
        return self.steps[fact.kind].of(value) if fact.kind in self.steps else 0.0

    def rise(self, fact: Fact, value: float, phase: Phase) -> float:
        """How far a fact may rise by the end of a phase, where its pace is not known, before that is a leap:
        one least step at least. A level is climbed as far as the measure says."""
        if fact.kind in ("level", "yes_no"):
            return math.inf
        step = self.step(fact, value)
        yearly = max(abs(value) * self.otherwise.percent / 100, self.otherwise.steps * step)
        return max(step, self.horizons[phase] * yearly)

    def lead(self, fact: Fact) -> Holder:
        """The department that leads where this fact is to be moved."""
        instead = self.leads.levels if fact.kind in ("level", "list", "yes_no") else self.leads.figures
        return instead.get(fact.held_by, fact.held_by)
