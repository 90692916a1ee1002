"""The parts of a result that a dozen figures are enough for: ratios, problems, questions, what can be tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .facts import AskedOf
from .judgement import ContractPart, Used
from .recommendation import Named
from .text import Reference, Text

DecisionKind = Literal["official_clause", "uncounted_clause", "clause", "stage", "measure", "criterion", "figure"]
ProblemStatus = Literal["confirmed", "contradicted", "open"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FigureResult(ContractPart):
    """A ratio of stated figures, or why there is none."""

    id: str
    title: Text
    told: Text
    """Its formula, read aloud."""
    unit: str | None
    status: Literal["known", "bounded", "unknown"]
    value: float | None
    low: float | None
    high: float | None
    """Bounds where it is not exact."""
    year: int | None
    because: Text
    """How it was computed, or what it lacks."""
    used: tuple[Used, ...] = ()
    lacks: tuple[Named, ...] = ()
    usual: tuple[float, float] | None = None
    """Outside it a figure is asked about; ours, unverified."""
    is_unusual: bool = False
    """Whether it lies outside for sure."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecisionResult(ContractPart):
    """What an answer decides, or helps to decide."""

    kind: DecisionKind
    id: str
    title: Text
    part: float = 1.0
    """1 where the answer alone decides it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class QuestionResult(ContractPart):
    """A question that one desk can answer; the most useful stands first."""

    fact: str
    title: Text
    kind: Literal["conflict", "missing", "unsure"]
    """missing: nothing is stated; unsure: what is stated leaves open what it decides."""
    text: Text
    unit: str | None
    held_by: str
    asked: AskedOf
    decides: tuple[DecisionResult, ...]
    worth: float
    """By what it decides and the weights of `questions.yaml`; of a conflict infinite order, told as 0."""
    year: int | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EvidenceResult(ContractPart):
    """An indicator that a pattern reads, and between which levels it stands."""

    id: str
    title: Text
    lowest: int
    highest: int
    speaks: Literal["for", "against", "open"]
    """For the pattern, against it, or not known yet."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PatternResult(ContractPart):
    """A pattern of a diagnosis, or a warning: whether it is there, whatever the gaps turn out to be."""

    id: str
    title: Text
    text: Text
    because: Text
    references: tuple[Reference, ...]
    value: float | None = None
    """Of its clause, where it rests on one alone."""
    unit: str | None = None
    used: tuple[Used, ...] = ()
    """What was stated of the facts it reads beside its indicators."""
    status: Literal["there", "not_there", "unknown"] = "there"
    evidence: tuple[EvidenceResult, ...] = ()
    asks: tuple[Named, ...] = ()
    """Facts that would settle it."""
    calls: tuple[Named, ...] = ()
    """Measures it calls for."""
    stated: tuple[Named, ...] = ()
    """Problems that the county states itself and that are the same."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StatedProblemResult(ContractPart):
    """A problem that the county states, held against the indicators."""

    id: str
    title: Text
    evidence: str | None
    """The line that the profile gives for it."""
    status: ProblemStatus
    confirming: tuple[Named, ...] = ()
    """Indicators that are weak whatever the gaps turn out to be."""
    contradicting: tuple[Named, ...] = ()
    """Indicators that are not weak whatever the gaps turn out to be."""
    unknown: tuple[Named, ...] = ()
    measures: tuple[str, ...] = ()
    """What it calls for."""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TentativeResult(ContractPart):
    """A measure that may be tried now; 待核: what would confirm it is not known yet."""

    id: str
    title: Text
    mode: str
    problems: tuple[Named, ...]
    """Stated problems that call for it."""
    gaps: tuple[Named, ...]
    """Weak indicators that call for it."""
    confirm: tuple[Named, ...]
    """Facts that would confirm it or take it away."""
    confirming: tuple[Named, ...]
    """Indicators that these facts would tell."""
    actors: tuple[Named, ...]
    conditions: Text | None
    precedent: Text | None
    cautions: tuple[Text, ...]
    references: tuple[Reference, ...]
    strengths: tuple[Text, ...] = ()
    """What it builds on and what is known to be so, where neither a problem nor a gap calls for it yet."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OpenQuestionResult(ContractPart):
    """A question about stated figures that must be answered before the judgement is used."""

    code: str
    title: Text
    text: Text
    """With the numbers that do not go together."""
    where: str
    """Where the figure stands that is probably wrong."""
