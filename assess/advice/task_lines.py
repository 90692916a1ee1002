"""What a task is told by: its target, who leads, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..engine.changes import Change
from ..i18n.catalog import text
from ..model.arithmetic import FLOATS
from ..model.facts import Fact, Holder
from ..model.profile import Reading
from ..model.recommendation import ChangeResult, GapGainResult, Named
from ..model.scale_kinds import Levels
from ..model.scales import level_of
from ..model.text import Phrase, Text
from .levels import Diagnosis, Finding
from .pacing import Pace
from .selection import Advice, TriggeredMeasure


def pace_of(triggered: TriggeredMeasure, advice: Advice) -> Pace:
    """The pace of the county until the phase of a measure ends."""
    diagnosis = advice.diagnosis
    return Pace(diagnosis.profile, diagnosis.vocabulary, advice.catalog.targets, triggered.measure.phase)


def changes_of(triggered: TriggeredMeasure, advice: Advice) -> Iterator[ChangeResult]:
    """The changes by which a measure is priced, those of its gaps first; what may be a target is told as one."""
    pace, gaps = pace_of(triggered, advice), triggered.trigger.gaps
    called = {change.fact for name in gaps if (change := triggered.required.get(name)) is not None}
    for change in sorted(triggered.changes, key=lambda change: change.fact not in called):
        yield _change(change, advice.diagnosis, pace)


def _change(change: Change, diagnosis: Diagnosis, pace: Pace) -> ChangeResult:
    fact = diagnosis.vocabulary[change.fact]
    assert change.before is not None, "levers are known facts"
    assert change.after is not None, "levers stay known"
    before, after = float(change.before.value), float(change.after.value)
    told = ChangeResult(
        fact=change.fact,
        title=fact.title,
        unit=fact.unit,
        before=before,
        after=after,
        year=change.year,
        kind=fact.kind,
        is_target=fact.may_be_target,
        leap=fact.may_be_target and pace.is_leap(change.fact, change.year, before, after),
        at_own_pace=pace.lead_to(change.fact, change.year),
        by_year=pace.by_year,
        lead=department(pace.targets.lead(fact)),
        missing=tuple(_missing(fact, change.before)),
    )
    finding = _indicator_of(change.fact, diagnosis)
    if finding is None:
        return told
    told, scale = replace(told, aspect=finding.leaf.indicator.title), finding.leaf.indicator.scale
    if not isinstance(scale, Levels):
        return told
    stood, reached = (descriptor(finding, _score(finding, change.fact, value)) for value in (before, after))
    return replace(told, stood=stood, reached=reached) if stood != reached else told


def _missing(fact: Fact, reading: Reading) -> Iterator[Named]:
    """What of a list is not ticked, where it is known what is."""
    if fact.kind == "list" and len(reading.items) == reading.value:
        yield from (Named(item, title) for item, title in fact.items.items() if item not in reading.items)


def _indicator_of(fact: str, diagnosis: Diagnosis) -> Finding | None:
    """The indicator that is computed from this fact alone."""
    for finding in diagnosis.findings.values():
        formula = finding.judged.measured.formula
        if formula is not None and formula.facts == (fact,):
            return finding
    return None


def _score(finding: Finding, fact: str, value: float) -> float:
    """The score of an indicator that is computed from one fact alone."""
    formula = finding.judged.measured.formula
    assert formula is not None, "known indicators only"
    return float(finding.leaf.indicator.scale.score(formula.evaluate(FLOATS, lambda *_: value), FLOATS))


def descriptor(finding: Finding, score: float) -> Text | None:
    """What an indicator with this score looks like."""
    texts = finding.leaf.indicator.descriptors
    return texts[level_of(score) - 1] if texts else None


def lead_of(triggered: TriggeredMeasure, gaps: Sequence[GapGainResult], advice: Advice) -> Named | None:
    """The department that leads: that of the fact by which most is gained where it is called for;
    where no fact is moved, that of the first fact behind its gaps."""
    vocabulary, targets = advice.diagnosis.vocabulary, advice.catalog.targets
    for fact in _facts(triggered, gaps, advice):
        return department(targets.lead(vocabulary[fact]))
    return None


def _facts(triggered: TriggeredMeasure, gaps: Sequence[GapGainResult], advice: Advice) -> Iterator[str]:
    required = triggered.required
    for gap in sorted(gaps, key=lambda gap: -gap.gain):
        change = required.get(gap.id)
        if change is not None:
            yield change.fact
    yield from (change.fact for change in triggered.changes)
    for name in (*triggered.trigger.gaps, *triggered.measure.raises):
        finding = advice.diagnosis.findings.get(name)
        yield from finding.leaf.indicator.facts if finding else ()


def department(holder: Holder) -> Named:
    """A department by its name."""
    return Named(holder, text(Phrase(f"advice.bureau_{holder}")))
