"""The part of the result contract that tells the judgement: nodes, clauses, gaps and what was stated.

See `results`, which adds what to do about it.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

from .text import Basis, Language, Reference, Text

SCHEMA: Final = "assess/result/1"

NodeStatus = Literal["known", "unknown", "not_applicable"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class BandResult:
    """One of the grades a rubric knows."""

    id: str
    label: Text
    from_: float


@dataclass(frozen=True, slots=True)
class GradeResult:
    """The grade given, and whether it holds whatever the gaps turn out to be."""

    id: str
    label: Text
    certain: bool


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    status: NodeStatus
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One value of a stated fact."""

    year: int | None
    value: float | str
    low: float | None
    high: float | None
    """Bounds where the value is unsure; null where it has none on that side."""
    where: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class MissingResult:
    """A fact worth asking for."""

    fact: str
    title: Text
    narrows: float
    """Points by which the interval of the total would narrow."""
    unit: str | None = None
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedResult:
    """The judgement alone."""

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
    grades: tuple[BandResult, ...]
    sources: dict[str, Text]
    stated: tuple[StatedResult, ...]
    """Everything the profile states, in the order of the vocabulary."""

    def node(self, name: str) -> NodeResult | None:
        """The node of that id."""
        return next((node for node in self.nodes if node.id == name), None)

    def children(self, parent: str | None) -> tuple[NodeResult, ...]:
        """Nodes right below a node; below None, the top criteria."""
        return tuple(node for node in self.nodes if node.parent == parent)
