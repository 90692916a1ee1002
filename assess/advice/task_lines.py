"""What a task is told by: its target, who leads, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..engine.changes import Change
from ..i18n.catalog import text
from ..model.arithmetic import FLOATS
from ..model.facts import Holder
from ..model.recommendation import ChangeResult, GapGainResult, Named
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
    )
    finding = _level_of(change.fact, diagnosis) if fact.kind == "level" else None
    if finding is None:
        return told
    scale = finding.leaf.indicator.scale
    stood, reached = (descriptor(finding, float(scale.score(level, FLOATS))) for level in (before, after))
    return replace(told, aspect=finding.leaf.indicator.title, stood=stood, reached=reached)


def _level_of(fact: str, diagnosis: Diagnosis) -> Finding | None:
    """The indicator that is nothing but this level."""
    for finding in diagnosis.findings.values():
        formula = finding.judged.formula
        if formula is not None and formula.text.strip() == fact:
            return finding
    return None


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
    return Named(holder, text(Phrase(f"report.holder_{holder}")))
