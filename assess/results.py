"""The result contract `assess/result/1`: what every reader of a judgement is given.

A result can be saved today and rendered next year without the rubric at hand, so it
carries every title, unit, reason and reference it needs, in both languages. Numbers are
unrounded. It says nothing of file names or line numbers, so that the same facts give the
same bytes however they are written down. New keys may be added; none is ever changed.

(The classes go without the methods of a dataclass that nobody calls: every start of a
command would pay for making them.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from .text import Basis, Language, Reference, Text

SCHEMA: Final = "assess/result/1"

Standing = Literal["known", "unknown", "not_applicable"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RubricResult:
    """Which rubric judged."""

    id: str
    version: str
    title: Text
    about: Text | None = None
    weights_basis: Basis = "expert"
    weights_verified: bool = False
    weights_note: Text | None = None
    coverage_floor: float = 0.0
    combine: str = "mean"
    grades_basis: Basis = "expert"
    grades_verified: bool = False
    grades_note: Text | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProfileResult:
    """Which profile was judged."""

    cluster: str
    place: str | None
    industry: str | None
    year: int
    sha256: str
    language: Language = "zh"
    invented: bool = False
    about: Text | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BandResult:
    """One of the grades a rubric knows."""

    id: str
    label: Text
    from_: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GradeResult:
    """The grade given, and whether it holds whatever the gaps turn out to be."""

    id: str
    label: Text
    certain: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Used:
    """A value of a fact that an indicator was computed from."""

    fact: str
    title: Text
    year: int | None
    value: float | str
    low: float | None
    high: float | None
    """Bounds of the value where it is unsure; null where it has none on that side."""
    unit: str | None
    where: str
    source: str | None = None
    evidence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NodeResult:
    """A criterion or an indicator, judged."""

    id: str
    parent: str | None
    kind: Literal["criterion", "indicator"]
    title: Text
    weight: float
    """Beside its siblings, as the rubric writes it."""
    share: float
    """In the whole tree, 0 to 1."""
    score: float | None
    low: float
    high: float
    contribution: float
    """Points of the total that come from here; those of the leaves add up to the score."""
    coverage: float
    value: float | str | None
    unit: str | None
    status: Standing
    where: tuple[str, ...]
    because: Text
    basis: Basis
    verified: bool
    references: tuple[Reference, ...]
    combine: str | None = None
    formula: str | None = None
    year: int | None = None
    level: int | None = None
    descriptor: Text | None = None
    used: tuple[Used, ...] = ()
    scale: dict[str, Any] | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GateResult:
    """A clause of recognition, judged."""

    id: str
    title: Text
    status: Literal["pass", "fail", "unknown"]
    value: float | None
    threshold: float
    unit: str | None
    gap: float | None
    """What is missing to the threshold, in its unit; 0 when it is met."""
    because: Text
    veto: bool
    basis: Basis
    verified: bool
    references: tuple[Reference, ...]
    sign: Literal[">=", ">", "<=", "<"] = ">="
    """How the value must stand to the threshold."""
    note: Text | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StatedValue:
    """One value of a stated fact."""

    year: int | None
    value: float | str
    low: float | None
    high: float | None
    """Bounds where the value is unsure; null where it has none on that side."""
    where: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StatedResult:
    """What the profile states of a fact, whether an indicator used it or not."""

    fact: str
    title: Text
    kind: str
    unit: str | None
    standing: Literal["stated", "unknown", "not_applicable"]
    values: tuple[StatedValue, ...]
    """Latest year first."""
    reason: str | None = None
    source: str | None = None
    evidence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MissingResult:
    """A fact worth asking for."""

    fact: str
    title: Text
    narrows: float
    """Points by which the interval of the total would narrow."""
    unit: str | None = None
    held_by: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Named:
    """Something with an id and a title: an actor, an instrument, a stage."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ElementResult:
    """One element of a stage, or one condition of a rank."""

    id: str
    title: Text
    status: Literal["met", "missing", "unknown"]
    because: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StageResult:
    """How far a cluster has grown, and how far it reaches, with what is met and missing."""

    id: str | None = None
    title: Text | None = None
    elements: tuple[ElementResult, ...] = ()
    rank: str | None = None
    rank_title: Text | None = None
    conditions: tuple[ElementResult, ...] = ()
    because: Text | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ModeResult:
    """An upgrading mode: how much it is needed, how ready the cluster is, and the verdict."""

    id: str
    title: Text
    need: float | None
    """0 to 100; null where nothing is known of it."""
    readiness: float | None
    verdict: Literal["now", "prepare", "too early", "unknown"]
    because: Text
    next_rung: Named | None = None
    """The one rung of the ladder that comes next; none is skipped."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RaiseResult:
    """An indicator that a measure lifts."""

    indicator: str
    title: Text
    level: int | None
    """Level now."""
    to_level: int
    gain: float
    """Points of the total."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ChangeResult:
    """The change of a fact by which a measure is priced."""

    fact: str
    title: Text
    unit: str | None
    before: float | None
    after: float
    year: int | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GainResult:
    """Points that one criterion, or another rubric, gains."""

    id: str
    title: Text
    gain: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EaseResult:
    """How easy a measure is in one respect: 3 easy, 2 middling, 1 hard."""

    aspect: Literal["people", "time", "money"]
    score: int
    why: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PrecedentResult:
    """Where it was done before."""

    case: str | None
    title: Text | None
    text: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AdviceResult:
    """A measure that fires, priced by the engine."""

    id: str
    mode: str
    also: tuple[str, ...]
    title: Text
    gain: float
    """Points of the total, by re-scoring; of the known part where no score is given."""
    gain_low: float
    gain_high: float
    """Change of the lower and of the upper end of the interval."""
    raises: tuple[RaiseResult, ...]
    changes: tuple[ChangeResult, ...]
    actors: tuple[Named, ...]
    instrument: tuple[Named, ...]
    stages: tuple[Named, ...]
    ease: tuple[EaseResult, ...]
    phase: Literal["near", "middle", "far"]
    precedent: PrecedentResult | None
    cautions: tuple[Text, ...]
    because: Text
    preconditions: Text | None
    references: tuple[Reference, ...]
    after: tuple[str, ...] = ()
    state: Literal["open", "locked", "blocked", "undecided"] = "open"
    """locked: a precondition is not met yet; blocked: not to be done, for the reason told;
    undecided: it cannot be known whether it is called for."""
    money: None = None
    """待测算: a figure is never invented."""
    state_because: Text | None = None
    score: float | None = None
    """Score that re-scoring the changed profile gives; of the known part where none is given."""
    priced: bool = True
    """Whether any indicator it raises could be told; if not, the gain is unknown and stands as 0."""
    gain_if: float | None = None
    """Of an undecided measure: the gain if the indicators not known were gaps."""
    criteria: tuple[GainResult, ...] = ()
    """The gain by criterion, adding up to the whole."""
    elsewhere: tuple[GainResult, ...] = ()
    """Gains under the other rubrics that measures are judged by."""
    unpriced: tuple[Named, ...] = ()
    """Indicators it raises whose rise cannot be told: unknown, or out of reach of a single fact."""
    gaps: tuple[Named, ...] = ()
    """The weak indicators behind it."""
    asks: tuple[Named, ...] = ()
    """Facts to ask for, where trigger or precondition is not known."""
    effort: int = 0
    """Effort points, 3 to 9: one for each respect that is easy, three where it is hard."""
    gate: bool = False
    """A prior check, to come before all else."""
    fits: bool | None = None
    """Whether it is meant for the stage the cluster stands at; null where that is not known."""
    government: Literal["complement", "lead", "replace", "none"] = "complement"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WarningResult:
    """A caution that holds for this cluster."""

    id: str
    title: Text
    text: Text
    because: Text
    references: tuple[Reference, ...]
    value: float | None = None
    unit: str | None = None
    used: tuple[Used, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class UnraisedResult:
    """A weak indicator that no measure raises, and why."""

    indicator: str
    title: Text
    because: Text | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PhaseResult:
    """What a plan does in one phase, and where the score stands after it."""

    id: Literal["near", "middle", "far"]
    measures: tuple[Named, ...]
    effort: int
    score: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlanResult:
    """The cheapest measures that reach a grade, or the best that an effort buys."""

    goal: Named | None
    """The grade aimed at."""
    threshold: float | None
    reached: bool
    effort: int
    budget: int | None
    score: float
    """By re-scoring the changed profile; of the known part where no score is given."""
    phases: tuple[PhaseResult, ...]
    obstacles: tuple[Text, ...] = ()
    """What stands in the way where it is not reached."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Result:
    """The whole judgement."""

    schema: str
    engine: str
    rubric: RubricResult
    profile: ProfileResult
    status: Literal["scored", "insufficient"]
    score: float | None
    low: float
    high: float
    coverage: float
    grade: GradeResult | None
    nodes: tuple[NodeResult, ...]
    gates: tuple[GateResult, ...]
    missing: tuple[MissingResult, ...]
    stage: StageResult = StageResult()
    modes: tuple[ModeResult, ...] = ()
    advice: tuple[AdviceResult, ...] = ()
    warnings: tuple[WarningResult, ...] = ()
    undecided: tuple[AdviceResult, ...] = ()
    """Measures of which it cannot be known whether they are called for."""
    unraised: tuple[UnraisedResult, ...] = ()
    plan: PlanResult | None = None
    grades: tuple[BandResult, ...] = ()
    sources: dict[str, Text] = field(default_factory=dict)
    stated: tuple[StatedResult, ...] = ()
    """Everything the profile states, in the order of the vocabulary."""

    def node(self, name: str) -> NodeResult | None:
        """The node of that id."""
        return next((node for node in self.nodes if node.id == name), None)

    def children(self, parent: str | None) -> tuple[NodeResult, ...]:
        """Nodes right below a node; below None, the top criteria."""
        return tuple(node for node in self.nodes if node.parent == parent)
