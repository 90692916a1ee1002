"""What a measure is worth under the engine, told with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..engine.assessment import Assessment
from ..engine.changes import Change, apply
from ..engine.fact_sources import ProfileReadings
from ..engine.scoring import NodeScores, score_if, score_indicator, score_tree
from ..model.arithmetic import is_known
from ..model.measures import Ease, Measure, MeasureCatalog, MeasuresFile
from ..model.recommendation import (
    AdviceResult,
    EaseResult,
    GainResult,
    Named,
    RaiseResult,
)
from ..model.scales import WEAK, level_edge, level_of
from ..model.text import Text
from .conditions import in_words
from .descriptions import cautions_of, fits_stage, named, named_facts, named_indicators, notes_on, precedent_of
from .levels import Diagnosis
from .ranking import NO_GAIN, gap_gains
from .selection import Advice, TriggeredMeasure
from .task_lines import changes_of, descriptor, lead_of, pace_of


def rescored(assessment: Assessment, changes: Sequence[Change]) -> NodeScores:
    """What the engine says of the profile with the changes made."""
    changed = {change.fact for change in changes}
    leaves = assessment.rubric.tree.leaves()
    moved = [leaf for leaf in leaves if not changed.isdisjoint((*leaf.indicator.facts, *leaf.indicator.applies_when))]
    if not moved:
        return assessment.judged
    readings = ProfileReadings(apply(assessment.profile, changes))
    indicators = {leaf.id: assessment.judged[leaf.id].unshared() for leaf in leaves}
    indicators |= {leaf.id: score_indicator(leaf.indicator, readings) for leaf in moved}
    return score_tree(assessment.rubric.tree, indicators, readings.ops)


def is_worth_trying(triggered: TriggeredMeasure, advice: Advice) -> bool:
    """Whether a measure gains something under all rubrics together, as `is_worth_it` says of one that is priced."""
    if triggered.measure.gate or not triggered.changes:
        return True
    judged_by = (advice.assessment, *advice.others)
    return sum(_gain(assessment, rescored(assessment, triggered.changes)) for assessment in judged_by) > NO_GAIN


def appraise(triggered: TriggeredMeasure, advice: Advice) -> AdviceResult:
    """A measure with what it gains, by re-scoring the profile under every rubric."""
    judged_by = (advice.assessment, *advice.others)
    after = {assessment.rubric.rubric: rescored(assessment, triggered.changes) for assessment in judged_by}
    measure, on_gaps = _priced(triggered, advice, after), tuple(gap_gains(triggered, advice, after))
    on_all, on_these = measure.gain + sum(other.gain for other in measure.elsewhere), sum(gap.gain for gap in on_gaps)
    return replace(
        measure,
        gap_gains=on_gaps,
        gap_gain=float(on_these),
        side_gain=on_all - on_these,
        lead=lead_of(triggered, on_gaps, advice),
        by_year=pace_of(triggered, advice).by_year,
    )


def _priced(triggered: TriggeredMeasure, advice: Advice, after_all: Mapping[str, NodeScores]) -> AdviceResult:
    measure, changes, availability = triggered.measure, triggered.changes, triggered.availability
    assessment, diagnosis, catalog = advice.assessment, advice.diagnosis, advice.catalog
    before, after = assessment.root, after_all[assessment.rubric.rubric]
    root, names = after[assessment.rubric.rubric], catalog.measures_file
    priced = AdviceResult(
        id=triggered.name,
        mode=measure.mode,
        also=measure.also,
        title=measure.title,
        gain=_gain(assessment, after),
        gain_low=_difference(root.low, before.low),
        gain_high=_difference(root.high, before.high),
        score=root.score if root.known else None,
        raises=tuple(_raises(triggered, advice, after_all)),
        changes=tuple(changes_of(triggered, advice)),
        actors=named(measure.actors, names.actors),
        instrument=named(measure.instruments, names.instruments),
        stages=named(measure.stages, names.stages),
        ease=_eases(measure.ease),
        effort=measure.ease.effort,
        phase=measure.phase,
        precedent=precedent_of(measure.precedent, catalog),
        cautions=cautions_of(triggered.name, measure, diagnosis, catalog),
        because=in_words(triggered.trigger.because),
        preconditions=measure.preconditions,
        references=measure.references,
        after=measure.after,
        state=availability.state,
        state_because=in_words(availability.because) if availability.because else None,
        priced=bool(changes),
        gain_if=None if triggered.trigger.holds else _gain_if(triggered, advice, after),
        criteria=tuple(_by_criterion(assessment, after)),
        elsewhere=tuple(_elsewhere(advice, after_all)),
        unpriced=named_indicators([name for name, change in triggered.required.items() if change is None], diagnosis),
        gaps=named_indicators(triggered.trigger.gaps, diagnosis),
        asks=named_facts((*triggered.trigger.asks, *availability.asks), diagnosis),
        gate=measure.gate,
        fits=fits_stage(measure.stages, advice.stage.names),
        government=measure.government,
        authority=_authority(measure, names, diagnosis),
        upward=_upward(measure, names, diagnosis),
        open_conditions=measure.when.open,
        notes=notes_on(triggered.name, measure, names.notes),
    )
    return _tagged(priced, measure, catalog)


def _tagged(priced: AdviceResult, measure: Measure, catalog: MeasureCatalog) -> AdviceResult:
    """With what the measure can be grouped by."""
    names = catalog.measures_file
    return replace(
        priced,
        mode_basis=measure.mode_basis if catalog.modes[measure.mode].upgrading else None,
        role=_only(measure.role, names.roles),
        path=_only(measure.path, names.paths),
        group=_only(measure.group, names.groups),
        domain=_only(measure.domain, names.domains),
        space=_only(measure.space, names.spaces),
    )


def _gain(assessment: Assessment, after: NodeScores) -> float:
    """Points of the total that are gained under one rubric."""
    return _difference(after[assessment.rubric.rubric].score, assessment.root.score)


def _difference(after: float, before: float) -> float:
    """A gain; none where nothing is known."""
    return after - before if is_known(after) and is_known(before) else 0.0


# What it raises


def _raises(triggered: TriggeredMeasure, advice: Advice, after: Mapping[str, NodeScores]) -> Iterator[RaiseResult]:
    own, before = after[advice.assessment.rubric.rubric], advice.assessment.judged
    for name, change in triggered.required.items():
        finding = advice.diagnosis.findings[name]
        if change is not None and finding.level is not None:
            scores = own if name in own else after[finding.assessment.rubric.rubric]
            gain = own[name].contribution - before[name].contribution if name in own else 0.0
            title, score = advice.diagnosis.title(name), float(scores[name].score)
            yield RaiseResult(name, title, finding.level, level_of(score), gain, descriptor(finding, score))


def _by_criterion(assessment: Assessment, after: NodeScores) -> Iterator[GainResult]:
    """Gains of the top criteria; contributions add up to the score, so these to the gain."""
    for part in assessment.rubric.tree.parts:
        name = part.node.id
        gain = after[name].contribution - assessment.judged[name].contribution
        if abs(gain) > NO_GAIN:
            yield GainResult(name, assessment.rubric.criteria_by_id[name].title, gain)


def _elsewhere(advice: Advice, after: Mapping[str, NodeScores]) -> Iterator[GainResult]:
    for other in advice.others:
        root = other.rubric.rubric
        yield GainResult(root, other.rubric.title, _gain(other, after[root]))


def _gain_if(triggered: TriggeredMeasure, advice: Advice, after: NodeScores) -> float:
    """The gain if every unknown indicator it raises stood at the edge of a gap."""
    assessment, levels = advice.assessment, triggered.measure.raises
    unknown = [
        name
        for name, change in triggered.required.items()
        if change is None and advice.diagnosis.level(name) is None and name in assessment.judged
    ]
    if not unknown:
        return _gain(assessment, after)
    now = {name: level_edge(WEAK) for name in unknown}
    then = {name: level_edge(WEAK + levels[name]) for name in unknown}
    tree = assessment.rubric.tree
    return _difference(score_if(tree, after, then), score_if(tree, assessment.judged, now))


# What belongs to it


def _eases(ease: Ease) -> tuple[EaseResult, ...]:
    return (
        EaseResult("people", ease.people.score, ease.people.why),
        EaseResult("time", ease.time.score, ease.time.why),
        EaseResult("money", ease.money.score, ease.money.why),
    )


def _authority(measure: Measure, names: MeasuresFile, diagnosis: Diagnosis) -> Named | None:
    if measure.authority is None:
        return None
    return Named(measure.authority, diagnosis.vocabulary[names.government_level].items[measure.authority])


def _upward(measure: Measure, names: MeasuresFile, diagnosis: Diagnosis) -> bool | None:
    """Whether whoever fills the form in stands below the level that can do it."""
    if measure.authority is None:
        return False
    reading, levels = (
        diagnosis.readings.latest(names.government_level),
        diagnosis.vocabulary[names.government_level].items,
    )
    return list(levels).index(str(reading.value)) < list(levels).index(measure.authority) if reading else None


def _only(key: str | int | None, titles: Mapping[Any, Text]) -> Named | None:
    return None if key is None else Named(str(key), titles[key])
