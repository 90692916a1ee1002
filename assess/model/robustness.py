"""The part of a result that tells how far it hangs on what nobody has verified."""

from dataclasses import dataclass

from .judgement import ContractPart
from .text import Basis, Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LimitResult(ContractPart):
    """The limit between grades that a score is nearest to, and the points to it."""

    label: Text
    """Of the grade that begins there."""
    threshold: float
    distance: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HangingResult(ContractPart):
    """An indicator whose own unverified cut-points, moved alone, would change the grade."""

    indicator: str
    title: Text
    basis: Basis


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class JudgedLevels(ContractPart):
    """Indicators that stand on a level somebody judged."""

    count: int
    share: float
    """Of the whole weight."""
    with_evidence: int
    with_source: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SurenessResult(ContractPart):
    """How the judgement holds under other weights and cut-points near those of the rubric."""

    draws: int
    weights: float
    cut_points: float
    basis: Basis
    verified: bool
    note: Text | None
    grade_holds: float
    """Share of the draws that give the same grade."""
    order_holds: float | None
    """Share of the pairs of criteria, over all draws, that stand in the order told; null without a pair."""
    low: float
    high: float
    """Nine tenths of the scores drawn lie between them."""
    limit: LimitResult | None
    hanging: tuple[HangingResult, ...]
    levels: JudgedLevels
