"""Which measures are triggered, which are locked or blocked, and of which this cannot be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple, Protocol

from ..engine.assessment import Assessment
from ..engine.certainty import Answer, at_both_ends
from ..engine.changes import Change, joined
from ..model.measures import Measure, MeasureCatalog
from ..model.recommendation import MeasureState
from ..model.result import ResultContract
from ..model.scales import TOP_LEVEL
from ..model.text import Phrase, Reference
from .conditions import ConditionResult, all_of, any_of, triggers
from .levels import ANY_LEVEL, Diagnosis
from .levers import required_change
from .modes import base_is_sound, first_met, must_stand_first, unexamined
from .pacing import Pace
from .practice import is_own_precedent
from .stages import StageAssessment, diagnose_with_stage


class Availability(NamedTuple):
    """Whether a measure can be taken up, and if not, why."""

    state: MeasureState
    because: tuple[Phrase, ...] = ()
    asks: tuple[str, ...] = ()
    by_mode: bool = False
    """Locked with its whole mode, which no other measure of a plan can open."""


@dataclass(frozen=True, eq=False)
class TriggeredMeasure:
    """A measure that is called for, or of which that cannot be known."""

    name: str
    measure: Measure
    trigger: ConditionResult
    availability: Availability
    catalog: MeasureCatalog
    diagnosis: Diagnosis

    @cached_property
    def required(self) -> Mapping[str, Change | None]:
        """The change that each indicator it raises requires; None where it cannot be told."""
        return _required(self.measure, self.catalog, self.diagnosis)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes of facts by which it is priced."""
        return joined(change for change in self.required.values() if change is not None)


class Advice(NamedTuple):
    """Everything that is advised on, before it is put into words."""

    assessment: Assessment
    """By whose score gains are measured."""
    assessments: tuple[Assessment, ...]
    """The same profile under each of the rubrics that measures are judged by."""
    catalog: MeasureCatalog
    diagnosis: Diagnosis
    stage: StageAssessment
    triggered: tuple[TriggeredMeasure, ...]

    @property
    def others(self) -> list[Assessment]:
        """The assessments beside the one by which gains are measured."""
        return [other for other in self.assessments if other.rubric.rubric != self.assessment.rubric.rubric]

    def with_sources(self, result: ResultContract, parts: Iterable[Citing]) -> ResultContract:
        """The result with the titles of what its new parts rest on."""
        cited = {reference.source for part in parts for reference in part.references}
        titles = self.assessment.sources
        return replace(
            result, sources={**result.sources, **{key: titles[key] for key in sorted(cited) if key in titles}}
        )


class Citing(Protocol):
    """A part of a result that rests on sources."""

    @property
    def references(self) -> tuple[Reference, ...]: ...


def advise(assessment: Assessment, catalog: MeasureCatalog, assessments: Sequence[Assessment]) -> Advice:
    """Find what a cluster calls for.

    Args:
        assessment: by whose score gains are measured.
        catalog: the measures.
        assessments: the same profile under each of the rubrics that measures are judged by.
    """
    diagnosis, stage = diagnose_with_stage(catalog.stages_file, assessments)
    triggered = tuple(triggered_measures(catalog, diagnosis))
    return Advice(assessment, tuple(assessments), catalog, diagnosis, stage, triggered)


def triggered_measures(catalog: MeasureCatalog, diagnosis: Diagnosis) -> Iterator[TriggeredMeasure]:
    """Measures called for, or that may be, in the order of the catalogue."""
    for name, measure in catalog.measures.items():
        if is_own_precedent(measure, catalog.cases, diagnosis.profile):
            continue
        trigger = triggers(measure.when, diagnosis)
        if name == catalog.modes_file.endogeneity.measure:
            trigger = any_of([trigger, unexamined(catalog.modes_file, diagnosis)])
        if trigger.holds is not False:
            availability = availability_of(measure, catalog, diagnosis) if trigger.holds else Availability("undecided")
            yield TriggeredMeasure(name, measure, trigger, availability, catalog, diagnosis)


def availability_of(measure: Measure, catalog: MeasureCatalog, diagnosis: Diagnosis) -> Availability:
    """Whether a measure may be taken up by a cluster that stands like this."""
    if measure.government == "replace":
        return Availability("blocked", (Phrase("advice_reasons.replaces_market"),))
    demands = [_requires(name, least, diagnosis) for name, least in measure.requires.items()]
    demands += [] if measure.gate else [base_is_sound(catalog.modes_file, diagnosis)]
    by_mode = False
    if measure.waits and measure.mode in catalog.modes:
        first = first_met(catalog.modes[measure.mode], diagnosis)
        by_mode = first.holds is False
        demands.insert(0, first if first.holds else first._replace(because=(must_stand_first(first),)))
    together = all_of(demands)
    unmet = [demand for demand in demands if demand.holds is together.holds]
    because = tuple(reason for demand in unmet for reason in demand.because) if together.holds is not True else ()
    return Availability(STATES_BY_ANSWER[together.holds], because, together.asks, by_mode)


STATES_BY_ANSWER: Final[Mapping[Answer, MeasureState]] = {True: "open", False: "locked", None: "undecided"}


def _requires(indicator: str, least: int, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a precondition is met, and where it stands."""
    levels = diagnosis.levels(indicator)
    met = at_both_ends(lambda level: level >= least, *levels)
    key = "requires" if levels.level is not None else "requires_unsure" if levels != ANY_LEVEL else "requires_unknown"
    values = {"indicator": diagnosis.title(indicator), "least": least, "level": levels.level, **levels._asdict()}
    asks = diagnosis.asks(indicator) if met is None else ()
    return ConditionResult(met, (Phrase(f"advice_reasons.{key}", values),), asks)


def _required(measure: Measure, catalog: MeasureCatalog, diagnosis: Diagnosis) -> dict[str, Change | None]:
    changes: dict[str, Change | None] = {}
    pace = Pace(diagnosis.profile, diagnosis.vocabulary, catalog.targets, measure.phase)
    for name, levels in measure.raises.items():
        finding = diagnosis.findings.get(name)
        if finding is not None and finding.level != TOP_LEVEL:
            levels_up = _to_next_rung(name, catalog, finding.level) or levels
            changes[name] = required_change(finding, levels_up, pace)
    return changes


def _to_next_rung(indicator: str, catalog: MeasureCatalog, level: int | None) -> int | None:
    """By how many levels an indicator rises that is a ladder: to the next rung, none skipped and none
    between two; None where it is no ladder, or stands on the highest."""
    for mode in catalog.modes.values():
        if mode.ladder is not None and mode.ladder.indicator == indicator and level is not None:
            rung = mode.ladder.next_above(level)
            return None if rung is None else rung - level
    return None
