"""The parts of a result that tell clauses: each of them, the clauses it is made of, and the verdict."""

from dataclasses import dataclass
from typing import Literal

from .clauses import Combined, Duty
from .formula import Comparison
from .judgement import ContractPart, Used
from .text import Basis, Reference, Text

GateStatus = Literal["pass", "fail", "unknown", "not_applicable"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MemberResult(ContractPart):
    """One of the comparisons or questions that a clause is made of."""

    id: str
    """Its number among them."""
    text: Text
    """What it asks for."""
    status: GateStatus
    value: float | None
    """Of a question, 1 is yes and 0 is no."""
    sign: Comparison
    threshold: float
    unit: str | None
    gap: float | None
    """What is missing to the threshold, in its unit; 0 when it is met."""
    because: Text
    year: int | None
    """The last year of the values used."""
    used: tuple[Used, ...] = ()
    yes_no: bool = False
    """Whether it is a question and no comparison."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GateResult(ContractPart):
    """A clause of recognition, judged."""

    id: str
    title: Text
    status: GateStatus
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
    sign: Comparison = ">="
    """How the value must stand to the threshold."""
    note: Text | None = None
    lacks: tuple[Text, ...] = ()
    """Facts that would settle it, where it is unknown for want of them."""
    duty: Duty = "binding"
    counts: bool = True
    """Whether it may decide or take the grade away; never while it is guiding or unverified."""
    members: tuple[MemberResult, ...] = ()
    """All comparisons and questions it is made of, in the order they are written."""
    combine: Combined = "all_of"
    """Whether all of what is written must hold, or one, or whether it is one demand told by several figures."""
    met_in: int | None = None
    """The year in which it will be met if everything grows as in the last year, between figures of equal
    period and coverage; null where it is met already, or that cannot be told."""
    yes_no: bool = False
    """Whether what decides it is a question and no comparison; its value is then 1 for yes and 0 for no."""
    doubts: tuple[Text, ...] = ()
    """What is not settled about the values it was judged on: an unconfirmed period, statements that contradict
    each other, an earlier year."""
    firm: bool = True
    """Whether it stands as it does however these turn out; what is not firm decides no verdict and no grade."""
    asked: tuple[Text, ...] = ()
    """The first of what it lacks: answers that say whether it applies, or which of its thresholds does."""

    @property
    def settled(self) -> GateStatus:
        """The status as far as it is firm."""
        return self.status if self.firm else "unknown"

    @property
    def is_pending(self) -> bool:
        """Whether it is held out as official and nobody has verified it: told, and not counted."""
        return self.basis == "official" and not self.verified

    @property
    def decides(self) -> bool:
        """Whether a verdict rests on it."""
        return self.counts and self.basis == "official"


VerdictId = Literal["met", "failed", "open"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class VerdictResult(ContractPart):
    """Whether a standard is met, over its binding, verified, official clauses that apply."""

    id: VerdictId
    label: Text
    because: Text
    failing: tuple[str, ...] = ()
    """Ids of the clauses that fail and count."""
    open: tuple[str, ...] = ()
    """Ids of those that count and are not known."""
    uncounted: tuple[str, ...] = ()
    """Ids of those that are told and do not count."""
    term: int | None = None
    """Years for which a recognition holds."""
    renewal: Text | None = None
