"""The parts of a result that tell the judgement: nodes, gaps and what was stated."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final, Literal

from pydantic import ConfigDict

from .profile import ObservationStatus
from .statements import ConflictKind
from .text import Basis, Language, Reference, RubricKind, Text

RESULT_SCHEMA: Final = "assess/result/1"


def contract_key(name: str) -> str:
    """The key of an attribute in the contract: `from` cannot be a name in Python, so it is `from_` there."""
    return name.rstrip("_")


NodeStatus = Literal["known", "unknown", "not_applicable"]
ResultStatus = Literal["scored", "insufficient", "unscored"]
"""Unscored: of a rubric without criteria, whatever is known."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ContractPart:
    """What the parts of a result share: two are equal where all their values are.

    These methods stand here once: compiled anew for each of two dozen classes, as dataclasses
    would, they took a third of the time in which the classes are defined at every start.
    """

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ContractPart) or type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        values = (f"{field.name}={value!r}" for field, value in zip(fields(self), self._values(), strict=True))
        return f"{type(self).__qualname__}({', '.join(values)})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RubricResult(ContractPart):
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
    kind: RubricKind = "assessment"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProfileResult(ContractPart):
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
class BandResult(ContractPart):
    """One of the grades a rubric knows."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(alias_generator=contract_key)

    id: str
    label: Text
    from_: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GradeResult(ContractPart):
    """The grade given, and whether it holds whatever the gaps turn out to be."""

    id: str
    label: Text
    certain: bool
    by_score: Text | None = None
    """The grade that the score alone would give, where a cap holds it down."""
    because: Text | None = None
    """What holds it down."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Used(ContractPart):
    """A value of a fact that an indicator was computed from. Where several statements are joined in
    it, their sources stand with what was stated."""

    fact: str
    title: Text
    year: int | None
    value: float | str | None
    """Null where it is known only to lie within bounds."""
    low: float | None
    high: float | None
    """Bounds of the value where it is unsure; null where it has none on that side."""
    unit: str | None
    where: str
    source: str | None = None
    evidence: str | None = None
    note: str | None = None
    months: str | None = None
    as_of: str | None = None
    proposed: str | None = None
    coverage: str | None = None
    coverage_title: Text | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NodeResult(ContractPart):
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
    stand_in: bool = False
    """Whether the value is another quantity than the one that is meant, or of an earlier year."""
    conflict: Text | None = None
    """Two ways to the value that contradict each other, and what each gives."""
    school: Text | None = None
    """The school of theory on which a criterion rests."""

    @property
    def known_contribution(self) -> float | None:
        """Points of the total; of an unknown node none can be told."""
        return self.contribution if self.status == "known" else None

    @property
    def stated_value(self) -> Used | None:
        """The stated value that is the value of an indicator, where it is one and not computed."""
        return self.used[0] if len(self.used) == 1 and self.used[0].value == self.value else None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StatedValue(ContractPart):
    """One value of a stated fact."""

    year: int | None
    value: float | str | None
    """Null where it is known only to lie within bounds."""
    low: float | None
    high: float | None
    """Bounds where the value is unsure; null where it has none on that side."""
    where: str
    months: str | None = None
    """The part of the year it covers, `1-8`; null for the whole of it."""
    as_of: str | None = None
    """The day of what was counted on one: `2024-06`, or `2024-06-30`."""
    proposed: str | None = None
    """Words of its note or source that speak of a part of the year, where nothing is said of its period."""
    coverage: str | None = None
    """Id of what it covers; `mixed` where statements of several coverages are joined in it."""
    coverage_title: Text | None = None
    source: str | None = None
    evidence: str | None = None
    note: str | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether it was stated with bounds."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StatedResult(ContractPart):
    """What the profile states of a fact, whether an indicator used it or not."""

    fact: str
    title: Text
    kind: str
    unit: str | None
    standing: ObservationStatus
    values: tuple[StatedValue, ...]
    """Those the judgement uses, latest year first."""
    reason: str | None = None
    source: str | None = None
    """Of all of it, where that is one; every value has its own."""
    evidence: str | None = None
    note: str | None = None
    statements: tuple[StatedValue, ...] = ()
    """Everything that was said, latest year first."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ConflictResult(ContractPart):
    """Statements of one figure that cannot all be true, or one whose period is in doubt; and the
    question that settles it."""

    fact: str
    title: Text
    kind: ConflictKind
    year: int | None
    unit: str | None
    statements: tuple[StatedValue, ...]
    used: StatedValue | None
    """What the judgement uses."""
    rule: Text
    """Why that one."""
    question: Text
    held_by: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MissingResult(ContractPart):
    """A fact worth asking for."""

    fact: str
    title: Text
    narrows: float
    """Points by which the interval of the total would narrow."""
    unit: str | None = None
    held_by: str | None = None
