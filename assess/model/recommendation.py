"""The parts of a result that tell what to do: stage, modes, measures and plans."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from .facts import FactKind
from .judgement import ContractPart
from .text import Reference, Text

GroupedBy = Literal["role", "path", "group", "domain", "space"]
"""What measures can be grouped by."""
GROUPINGS: Final[tuple[GroupedBy, ...]] = get_args(GroupedBy)
ElementStatus = Literal["met", "missing", "unknown"]
ModeVerdict = Literal["now", "prepare", "too early", "unknown"]
ModeBasis = Literal["stated", "ours"]
"""Whether the documents themselves call a measure a step of its mode."""
MeasureState = Literal["open", "locked", "blocked", "undecided"]
"""locked: a precondition is not met yet; blocked: not to be done, for the reason told;
undecided: it cannot be known whether a precondition is met, or whether it is called for at all."""
Government = Literal["complement", "lead", "replace", "none"]
"""What government does beside the market where it takes a measure."""
Phase = Literal["near", "middle", "far"]
"""In which years of a plan something is done."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Named(ContractPart):
    """Something with an id and a title: an actor, an instrument, a stage."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ElementResult(ContractPart):
    """One element of a stage, or one condition of a rank."""

    id: str
    title: Text
    status: ElementStatus
    because: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StageResult(ContractPart):
    """How far a cluster has grown, and how far it reaches, with what is met and missing."""

    id: str | None = None
    title: Text | None = None
    elements: tuple[ElementResult, ...] = ()
    rank: str | None = None
    rank_title: Text | None = None
    conditions: tuple[ElementResult, ...] = ()
    because: Text | None = None
    lowest: Named | None = None
    """The stage reached at least, whatever the gaps turn out to be; null below the first."""
    highest: Named | None = None
    """The stage that may be reached at most."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ModeResult(ContractPart):
    """An upgrading mode: how much it is needed, how ready the cluster is, and the verdict."""

    id: str
    title: Text
    need: float | None
    """0 to 100; null where less than the stated share of its indicators is known."""
    readiness: float | None
    verdict: ModeVerdict
    because: Text
    next_rung: Named | None = None
    """The one rung of the ladder that comes next; none is skipped."""
    need_low: float | None = None
    need_high: float | None = None
    readiness_low: float | None = None
    readiness_high: float | None = None
    """Between which need and readiness lie, whatever the gaps turn out to be."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RaiseResult(ContractPart):
    """An indicator that a measure lifts."""

    indicator: str
    title: Text
    level: int | None
    """Level now."""
    to_level: int
    gain: float
    """Points of the total."""
    reached: Text | None = None
    """What will be different at the level it rises to."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ChangeResult(ContractPart):
    """The change of a fact by which a measure is priced."""

    fact: str
    title: Text
    unit: str | None
    before: float | None
    after: float
    year: int | None = None
    kind: FactKind = "amount"
    is_target: bool = True
    """Whether somebody can be charged with it; otherwise it is what is expected to follow."""
    leap: bool = False
    """Whether it lies beyond where the county's own pace of three years leads."""
    at_own_pace: float | None = None
    """Where that pace leads; null where it is not known."""
    by_year: int | None = None
    lead: Named | None = None
    """The department that leads."""
    aspect: Text | None = None
    """The title of the indicator that is computed from this fact alone, if any."""
    stood: Text | None = None
    """Where that has described levels: how things stand now."""
    reached: Text | None = None
    """And how they will stand then."""
    missing: tuple[Named, ...] = ()
    """Of a list: its items that are not there yet."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GainResult(ContractPart):
    """Points that one criterion, or another rubric, gains."""

    id: str
    title: Text
    gain: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GapGainResult(ContractPart):
    """What a measure gains on one of the weak indicators that call for it."""

    id: str
    title: Text
    gain: float
    """Points of the total of the rubric that has the indicator."""
    level: int | None
    rubric: str
    rubric_title: Text
    criterion: str
    """The top criterion of that rubric it belongs to."""
    criterion_score: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EaseResult(ContractPart):
    """How easy a measure is in one respect: 3 easy, 2 middling, 1 hard."""

    aspect: Literal["people", "time", "money"]
    score: int
    why: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PrecedentResult(ContractPart):
    """Where it was done before."""

    case: str | None
    title: Text | None
    text: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AdviceResult(ContractPart):
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
    phase: Phase
    precedent: PrecedentResult | None
    cautions: tuple[Text, ...]
    because: Text
    preconditions: Text | None
    references: tuple[Reference, ...]
    after: tuple[str, ...] = ()
    state: MeasureState = "open"
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
    government: Government = "complement"
    mode_basis: ModeBasis | None = None
    """Whether the documents themselves call it a step of its mode; null for what serves all modes."""
    role: Named | None = None
    """The role in which government acts."""
    path: Named | None = None
    """The path of upgrading it lies on."""
    group: Named | None = None
    """The group of recommendations it stands in."""
    domain: Named | None = None
    """The domain that is left to government, where it leads."""
    space: Named | None = None
    """The space in which policy has room to act."""
    gap_gains: tuple[GapGainResult, ...] = ()
    """The gain on each of `gaps`, by which measures are ranked."""
    gap_gain: float = 0.0
    """The sum of these, each in points of the total of its own rubric."""
    side_gain: float = 0.0
    """What is gained beside the gaps, under all rubrics that measures are judged by."""
    lead: Named | None = None
    """The department that leads."""
    by_year: int | None = None
    """When its phase ends."""
    authority: Named | None = None
    """The lowest level of government that can do it, where that matters."""
    upward: bool | None = None
    """向上争取: whether the government that fills the form in stands below that level; null where neither is known."""
    open_conditions: tuple[Text, ...] = ()
    """Conditions that nothing stated can tell; to be looked at before it is taken up."""
    notes: tuple[Named, ...] = ()
    """What holds for every measure of its kind, whatever the cluster."""

    def group_id(self, by: GroupedBy) -> str | None:
        """The id of its role, path, group, domain or space."""
        named: Named | None = getattr(self, by)
        return named.id if named else None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PhaseResult(ContractPart):
    """What a plan does in one phase, and where the score stands after it."""

    id: Phase
    measures: tuple[Named, ...]
    effort: int
    score: float | None
    """None while nothing at all is known."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlanResult(ContractPart):
    """The cheapest measures that reach a grade, or the best that an effort buys."""

    goal: Named | None
    """The grade aimed at."""
    threshold: float | None
    reached: bool
    effort: int
    budget: int | None
    score: float | None
    """By re-scoring the changed profile; of the known part where no score is given; none while
    nothing at all is known."""
    phases: tuple[PhaseResult, ...]
    obstacles: tuple[Text, ...] = ()
    """What stands in the way where it is not reached."""
