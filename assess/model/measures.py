"""The library of measures: what can be done, when it is called for, what it lifts, and where it was done before.

Everything here is data under `rubrics/advice`; the shapes below only say what may stand
there, and of each name what it is an id of. Whether anything has that id is a matter of lint.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from .cases import Case
from .clauses import ClauseOrGroup
from .patterns import Condition, FactId, IdOf, IndicatorId, Level, MeasureId, Pattern
from .recommendation import Government, ModeBasis, Phase
from .task_targets import TargetsFile
from .text import FrozenModel, Reference, ShelfFile, Text

ModeId = Annotated[str, IdOf("modes")]
StageId = Annotated[str, IdOf("stages")]

ANY_STAGE: Final = "any"
"""Among the stages of a measure: it suits them all."""


class When(FrozenModel):
    """What calls for a measure: any gap of `weak`, with all of the rest."""

    weak: tuple[IndicatorId, ...] = ()
    strong: tuple[IndicatorId, ...] = ()
    clauses: tuple[ClauseOrGroup, ...] = ()
    choices: dict[FactId, tuple[str, ...]] = {}
    """Choice facts and the answers that are accepted."""
    given: Condition | None = None
    """What must be so beside the gap."""
    stages: tuple[StageId, ...] = ()
    """Stages or ranks, one of which the cluster must stand at."""
    unless: tuple[Condition, ...] = ()
    """What shows, each by itself, that the cluster does it already."""
    open: tuple[Text, ...] = ()
    """Conditions that nothing stated can tell; they are printed with the measure."""


class Easiness(FrozenModel):
    """3 easy, 2 middling, 1 hard, and why."""

    score: Literal[1, 2, 3]
    why: Text


class Ease(FrozenModel):
    """How easy a measure is in three respects."""

    people: Easiness
    time: Easiness
    money: Easiness

    @property
    def effort(self) -> int:
        """Effort points, 3 to 9: one for what is easy, three for what is hard."""
        return 12 - self.people.score - self.time.score - self.money.score


class Precedent(FrozenModel):
    """Where it was done before."""

    case: Annotated[str, IdOf("cases")] | None = None
    also: tuple[Annotated[str, IdOf("cases")], ...] = ()
    """Other cases that the text tells of."""
    text: Text


class Measure(FrozenModel):
    """One piece of advice."""

    title: Text
    mode: ModeId = ""
    mode_basis: ModeBasis = "ours"
    waits: bool = True
    """False: it can be taken up before what must stand first for its mode."""
    also: tuple[ModeId, ...] = ()
    """Modes served as well."""
    when: When
    after: tuple[MeasureId, ...] = ()
    """Measures that come before this one where they are called for too."""
    requires: dict[IndicatorId, Level] = {}
    """Least levels without which it is locked."""
    preconditions: Text | None = None
    actors: tuple[Annotated[str, IdOf("actors")], ...] = Field(min_length=1)
    instruments: tuple[Annotated[str, IdOf("instruments")], ...] = Field(min_length=1)
    stages: tuple[StageId, ...] = Field(min_length=1)
    raises: dict[IndicatorId, Level] = Field(min_length=1)
    """Indicators and the number of levels they rise by."""
    ease: Ease
    phase: Phase
    government: Government
    domain: Annotated[str, IdOf("domains")] | None = None
    """The domain that is left to government, where it leads."""
    role: Annotated[str, IdOf("roles")] | None = None
    path: Annotated[int, IdOf("paths")] | None = None
    space: Annotated[str, IdOf("spaces")] | None = None
    """Where policy has room to act."""
    group: Annotated[int, IdOf("groups")] | None = None
    authority: str | None = None
    """The lowest level of government that can do it, an answer of `government_level`; lower ones apply for it."""
    gate: bool = False
    """A prior check: where it is called for it comes before all other measures."""
    precedent: Precedent | None = None
    cautions: Text | None = None
    certainty: Literal["stated", "implied"] = "stated"
    references: tuple[Reference, ...] = Field(min_length=1)


class MeasureNote(FrozenModel):
    """What is told of every measure of a kind: of those named, taken by one of the actors, or raising an indicator."""

    measures: tuple[MeasureId, ...] = ()
    actors: tuple[Annotated[str, IdOf("actors")], ...] = ()
    raises: tuple[IndicatorId, ...] = ()
    when: Condition | None = None
    """For which clusters it is a caution; None: it holds for all, and is told once for all measures together."""
    text: Text
    references: tuple[Reference, ...] = Field(min_length=1)

    def concerns(self, name: str, measure: Measure) -> bool:
        """Whether it is told of a measure."""
        kinds = (self.measures, (name,)), (self.actors, measure.actors), (self.raises, measure.raises)
        return any(not set(wanted).isdisjoint(found) for wanted, found in kinds)


class MeasuresFile(ShelfFile):
    """The file of measures."""

    judged_under: tuple[str, ...] = Field(min_length=1)
    """Rubrics whose indicators are named here."""
    warned_by: str
    """The diagnosis whose patterns are told as warnings."""
    government_level: FactId
    """The choice by which a profile tells its level of government; its answers stand in rising order."""
    actors: dict[str, Text]
    instruments: dict[str, Text]
    stages: dict[str, Text]
    roles: dict[str, Text]
    domains: dict[str, Text]
    groups: dict[int, Text]
    paths: dict[int, Text]
    spaces: dict[str, Text]
    unraised: dict[str, Text] = {}
    """Indicators that no measure raises, and why."""
    notes: dict[str, MeasureNote] = {}
    measures: dict[str, Measure]

    @property
    def vocabularies(self) -> dict[str, dict[str, Text]]:
        """The lists of names that measures are tagged with, by their kind; ids as texts."""
        return {
            kind: {str(id): title for id, title in getattr(self, kind).items()}
            for kind in ("actors", "instruments", "stages", "roles", "domains", "groups", "paths", "spaces")
        }


class Element(FrozenModel):
    """One thing that belongs to a stage or a rank."""

    title: Text
    when: Condition


class StageRule(FrozenModel):
    """A stage or a rank: its elements, and the level it stands for."""

    title: Text
    level: Level
    partly: Level | None = None
    """The level while only some of its elements are met."""
    also: tuple[str, ...] = ()
    """Other names by which measures mean this stage."""
    elements: dict[str, Element] = Field(min_length=1)
    references: tuple[Reference, ...] = ()


class NoneYet(FrozenModel):
    """Where a cluster stands below the first stage."""

    stage: tuple[StageId, ...]
    level: Level


class CrossChecks(FrozenModel):
    """Indicators that repeat stage and rank as a judgement."""

    stage: IndicatorId
    rank: IndicatorId


class StagesFile(ShelfFile):
    """The file of stages and ranks, each in rising order."""

    stages: dict[StageId, StageRule] = Field(min_length=1)
    ranks: dict[StageId, StageRule] = Field(min_length=1)
    none_yet: NoneYet
    cross_checks: CrossChecks


class Ladder(FrozenModel):
    """Rungs that are climbed one by one: levels of an indicator, and their names."""

    indicator: IndicatorId
    rungs: dict[Level, Text] = Field(min_length=2)

    def next_above(self, level: int) -> int | None:
        """The level of the next rung; None on the highest."""
        return min((rung for rung in self.rungs if rung > level), default=None)

    def at(self, level: int) -> int:
        """The rung a level stands on."""
        return max((rung for rung in self.rungs if rung <= level), default=min(self.rungs))


class Mode(FrozenModel):
    """A mode of upgrading: what tells its need and readiness, and what must stand first."""

    title: Text
    upgrading: bool = True
    """False for what serves all modes; it is given no verdict."""
    need: tuple[IndicatorId, ...] = ()
    readiness: tuple[IndicatorId, ...] = ()
    first: Condition | None = None
    unwaiting: Text | None = None
    """What of it need not wait for that."""
    ladder: Ladder | None = None
    references: tuple[Reference, ...] = ()


class Limits(FrozenModel):
    """Readiness from which a mode can begin, and from which preparing pays; and the share of
    the indicators of readiness that must be known to tell."""

    now: Annotated[float, Field(ge=0, le=100)]
    prepare: Annotated[float, Field(ge=0, le=100)]
    known: Annotated[float, Field(ge=0, le=1)]


class Endogeneity(FrozenModel):
    """The check that a cluster of a certain origin meets first."""

    measure: MeasureId
    when: dict[FactId, tuple[str, ...]]
    until: Condition
    references: tuple[Reference, ...] = ()


class ModesFile(ShelfFile):
    """The file of modes."""

    modes: dict[str, Mode] = Field(min_length=1)
    limits: Limits
    endogeneity: Endogeneity


class MeasureCatalog(NamedTuple):
    """All that advice is made of."""

    measures_file: MeasuresFile
    cases: dict[str, Case]
    stages_file: StagesFile
    modes_file: ModesFile
    targets: TargetsFile
    warnings: tuple[Pattern, ...]

    @property
    def measures(self) -> dict[str, Measure]:
        return self.measures_file.measures

    @property
    def modes(self) -> dict[str, Mode]:
        return self.modes_file.modes
