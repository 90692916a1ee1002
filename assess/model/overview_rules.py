"""What is shown whatever is known: ratios of plain figures, what a county states as problems, and what to ask first.

Data under `rubrics/figures` and `rubrics/advice`; nothing here names a fact or an indicator.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .clauses import AnyFormulas
from .overview import DecisionKind
from .patterns import FactId, IndicatorId, MeasureId
from .text import Basis, FrozenModel, Reference, ShelfFile, Text


class FigureQuestions(FrozenModel):
    """What is asked of a figure outside its usual range."""

    low: Text | None = None
    high: Text | None = None


class FigureRule(FrozenModel):
    """A ratio of stated figures."""

    title: Text
    told: Text
    """The formula read aloud."""
    unit: str | None = None
    value: AnyFormulas = Field(min_length=1)
    """Ways to it, in order of preference."""
    applies_when: dict[FactId, tuple[str, ...]] = {}
    """Choice facts and the answers under which it is told; where nothing is answered it is."""
    usual: tuple[float, float] | None = None
    """Outside it a figure is asked about: ours, unverified."""
    asks: FigureQuestions = FigureQuestions()
    suspect: FactId | None = None
    """The fact that is probably wrong where nothing else tells; None: the first of the formula."""


class FiguresFile(ShelfFile):
    """The file of figures, in the order they are shown."""

    basis: Basis
    """Of the usual ranges."""
    verified: bool
    figures: dict[str, FigureRule]


class ProblemRule(FrozenModel):
    """What confirms or contradicts a stated problem, and what it calls for."""

    indicators: tuple[IndicatorId, ...] = Field(min_length=1)
    measures: tuple[MeasureId, ...] = Field(min_length=1)
    references: tuple[Reference, ...] = ()


class ProblemsFile(ShelfFile):
    """The file of problems; their ids are the answers of the fact that states them."""

    stated_by: FactId
    problems: dict[str, ProblemRule]


class TentativeRules(FrozenModel):
    """How many measures may be tried while little is known."""

    most: Annotated[int, Field(ge=1)]
    of_one_problem: Annotated[int, Field(ge=1)]
    least: Annotated[int, Field(ge=0)]
    """So many are named, if need be by what they build on alone."""


class QuestionsFile(ShelfFile):
    """What a question is worth by what its answer decides, and how many are asked."""

    most: Annotated[int, Field(ge=1)]
    weights: dict[DecisionKind, float]
    tentative: TentativeRules
