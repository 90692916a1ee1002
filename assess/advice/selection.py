"""Which measures a cluster calls for, which are locked or blocked, and of which this cannot be known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from ..engine.changes import Change, joined
from ..i18n import advice_reasons
from ..model.measures import Measure, MeasureCatalog
from ..model.text import Text
from .conditions import ConditionResult, any_of, fires
from .levels import Diagnosis
from .levers import lift
from .modes import first_met, unexamined

State = Literal["open", "locked", "blocked", "undecided"]


class Availability(NamedTuple):
    """Whether a measure can be taken up, and if not, why."""

    state: State
    because: tuple[Text, ...] = ()
    asks: tuple[str, ...] = ()
    by_mode: bool = False
    """Locked with its whole mode, which no other measure of a plan can open."""


class TriggeredMeasure(NamedTuple):
    """A measure that is called for, or of which that cannot be known."""

    name: str
    measure: Measure
    verdict: ConditionResult
    lock: Availability
    lifts: Mapping[str, Change | None]
    """The change by which each indicator would be lifted; None where it cannot be told."""

    @property
    def changes(self) -> tuple[Change, ...]:
        return joined(change for change in self.lifts.values() if change is not None)


def called(catalog: MeasureCatalog, diagnosis: Diagnosis) -> tuple[TriggeredMeasure, ...]:
    """Measures called for, or that may be, in the order of the library."""
    return tuple(_called(catalog, diagnosis))


def _called(catalog: MeasureCatalog, diagnosis: Diagnosis) -> Iterator[TriggeredMeasure]:
    for name, measure in catalog.measures.items():
        verdict = fires(measure.when, diagnosis)
        if name == catalog.lines.endogeneity.measure:
            verdict = any_of([verdict, unexamined(catalog.lines, diagnosis)])
        if verdict.holds is False:
            continue
        lock = lock_of(measure, catalog, diagnosis) if verdict.holds else Availability("undecided")
        yield TriggeredMeasure(name, measure, verdict, lock, _lifts(measure, catalog, diagnosis))


def lock_of(measure: Measure, catalog: MeasureCatalog, diagnosis: Diagnosis) -> Availability:
    """Whether a measure may be taken up by a cluster that stands like this."""
    if measure.government == "replace":
        return Availability("blocked", (advice_reasons.replaces_market(),))
    if measure.mode in catalog.modes:
        first = first_met(catalog.modes[measure.mode], diagnosis)
        if first.holds is not True:
            why = advice_reasons.must_stand_first(first.because, known=first.holds is not None)
            return Availability("locked", (why,), first.asks, by_mode=True)
    short = [name for name, least in measure.requires.items() if (diagnosis.level(name) or 0) < least]
    if not short:
        return Availability("open")
    because = [
        advice_reasons.requires(diagnosis.title(name), measure.requires[name], diagnosis.level(name)) for name in short
    ]
    unknown = [name for name in short if diagnosis.level(name) is None]
    return Availability("locked", tuple(because), tuple(fact for name in unknown for fact in diagnosis.asks(name)))


def _lifts(measure: Measure, catalog: MeasureCatalog, diagnosis: Diagnosis) -> dict[str, Change | None]:
    found: dict[str, Change | None] = {}
    for name, levels in measure.raises.items():
        finding = diagnosis.findings.get(name)
        if finding is None or (finding.is_known and finding.level == 5):
            continue
        found[name] = lift(finding, levels, _highest(name, catalog, finding.level))
    return found


def _highest(indicator: str, catalog: MeasureCatalog, level: int | None) -> int:
    """The next rung where the indicator is a ladder: none is skipped."""
    for mode in catalog.modes.values():
        if mode.ladder is not None and mode.ladder.indicator == indicator and level is not None:
            return mode.ladder.next_above(level) or 5
    return 5
