"""Appraisal: what a measure is worth under the engine, told with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from ..engine.assessment import Assessment
from ..engine.changes import Change, apply
from ..engine.fact_sources import ProfileReadings
from ..engine.scoring import NodeScores, score_if, score_indicator, score_tree
from ..i18n import advice_reasons
from ..model.measures import WEAK, Ease, MeasureCatalog
from ..model.recommendation import (
    AdviceResult,
    ChangeResult,
    EaseResult,
    GainResult,
    Named,
    PrecedentResult,
    RaiseResult,
)
from ..model.scales import level_of
from ..model.text import Text
from .levels import Diagnosis
from .levers import BAND
from .selection import TriggeredMeasure


class AdviceContext(NamedTuple):
    """Whom the measures are for."""

    assessment: Assessment
    """Whose score the gains are told in."""
    lenses: tuple[Assessment, ...]
    """The same profile under the rubrics that measures are judged by."""
    diagnosis: Diagnosis
    stages: frozenset[str]
    """Names under which measures mean the stage of the cluster; empty where it is not known."""

    @property
    def others(self) -> tuple[Assessment, ...]:
        """The lenses beside the rubric that gains are told in."""
        return tuple(lens for lens in self.lenses if lens.rubric.rubric != self.assessment.rubric.rubric)


def rejudged(assessment: Assessment, changes: Sequence[Change]) -> NodeScores:
    """What the engine says of the profile with the changes made."""
    changed = {change.fact for change in changes}
    readings = ProfileReadings(apply(assessment.profile, changes))
    found = {
        leaf.id: copy(assessment.judged[leaf.id])
        if changed.isdisjoint((*leaf.indicator.facts, *leaf.indicator.applies_when))
        else score_indicator(leaf.indicator, readings)
        for leaf in assessment.rubric.tree.leaves()
    }
    return score_tree(assessment.rubric.tree, found, readings.ops)


def appraise(called: TriggeredMeasure, subject: AdviceContext, catalog: MeasureCatalog) -> AdviceResult:
    """A measure with its price."""
    measure, changes = called.measure, called.changes
    assessment = subject.assessment
    after, before = rejudged(assessment, changes), assessment.judged
    others = {lens.rubric.rubric: rejudged(lens, changes) for lens in subject.others}
    root = assessment.rubric.rubric
    names = catalog.names
    return AdviceResult(
        id=called.name,
        mode=measure.mode,
        also=measure.also,
        title=measure.title,
        gain=_difference(after[root].score, before[root].score),
        gain_low=_difference(after[root].low, before[root].low),
        gain_high=_difference(after[root].high, before[root].high),
        score=after[root].score if after[root].score == after[root].score else None,
        raises=tuple(_raises(called, subject, {root: after, **others})),
        changes=tuple(_change(change, subject.diagnosis) for change in changes),
        actors=_named(measure.actors, names.actors),
        instrument=_named(measure.instruments, names.instruments),
        stages=_named(measure.stages, names.stages),
        ease=_eases(measure.ease),
        effort=measure.ease.effort,
        phase=measure.phase,
        precedent=_precedent(called, catalog),
        cautions=(measure.cautions,) if measure.cautions else (),
        because=advice_reasons.joined(called.verdict.because),
        preconditions=measure.preconditions,
        references=measure.references,
        after=measure.after,
        state=called.lock.state,
        state_because=advice_reasons.joined(called.lock.because) if called.lock.because else None,
        priced=bool(changes),
        gain_if=_gain_if(called, subject, after) if called.lock.state == "undecided" else None,
        criteria=tuple(_by_criterion(assessment, after)),
        elsewhere=tuple(_elsewhere(subject, others)),
        unpriced=_indicators([name for name, change in called.lifts.items() if change is None], subject.diagnosis),
        gaps=_indicators(called.verdict.gaps, subject.diagnosis),
        asks=_facts((*called.verdict.asks, *called.lock.asks), subject.diagnosis),
        gate=measure.gate,
        fits=_fits(measure.stages, subject.stages),
        government=measure.government,
    )


def _difference(after: float, before: float) -> float:
    """A gain; none where nothing is known."""
    return after - before if after == after and before == before else 0.0


def _fits(stages: Sequence[str], now: frozenset[str]) -> bool | None:
    if "any" in stages:
        return True
    return bool(now & set(stages)) if now else None


# What it lifts


def _raises(called: TriggeredMeasure, subject: AdviceContext, after: Mapping[str, NodeScores]) -> Iterator[RaiseResult]:
    before, scored = subject.assessment.judged, after[subject.assessment.rubric.rubric]
    for name, change in called.lifts.items():
        finding = subject.diagnosis.findings[name]
        if change is None or finding.level is None:
            continue
        judged = scored.get(name) or after[finding.assessment.rubric.rubric][name]
        gain = scored[name].contribution - before[name].contribution if name in scored else 0.0
        yield RaiseResult(name, subject.diagnosis.title(name), finding.level, level_of(judged.score), gain)


def _by_criterion(assessment: Assessment, after: NodeScores) -> Iterator[GainResult]:
    """Gains of the top criteria; contributions add up to the score, so these to the gain."""
    for part in assessment.rubric.tree.parts:
        node, before = part.node, assessment.judged[part.node.id]
        gain = after[node.id].contribution - before.contribution
        if abs(gain) > NOTHING:
            title = assessment.rubric.criteria_by_id[node.id].title
            yield GainResult(node.id, title, gain)


def _elsewhere(subject: AdviceContext, after: Mapping[str, NodeScores]) -> Iterator[GainResult]:
    for lens in subject.others:
        root = lens.rubric.rubric
        yield GainResult(root, lens.rubric.title, _difference(after[root][root].score, lens.root.score))


def _gain_if(called: TriggeredMeasure, subject: AdviceContext, after: NodeScores) -> float:
    """The gain if every unknown indicator it lifts stood at the edge of a gap."""
    assessment, levels = subject.assessment, called.measure.raises
    unknown = [
        name for name, change in called.lifts.items() if change is None and subject.diagnosis.level(name) is None
    ]
    now = {name: BAND * (WEAK - 1) for name in unknown if name in assessment.judged}
    then = {name: BAND * (WEAK - 1 + levels[name]) for name in now}
    tree = assessment.rubric.tree
    return _difference(score_if(tree, after, then), score_if(tree, assessment.judged, now))


NOTHING = 1e-9


# What belongs to it


def _change(change: Change, diagnosis: Diagnosis) -> ChangeResult:
    fact = diagnosis.vocabulary[change.fact]
    assert change.before is not None, "levers are known facts"
    assert change.after is not None, "levers stay known"
    before, after = float(change.before.value), float(change.after.value)
    return ChangeResult(change.fact, fact.title, fact.unit, before, after, change.year)


def _precedent(called: TriggeredMeasure, catalog: MeasureCatalog) -> PrecedentResult | None:
    told = called.measure.precedent
    if told is None:
        return None
    case = catalog.cases.get(told.case) if told.case else None
    return PrecedentResult(told.case, case.title if case else None, told.text)


def _eases(ease: Ease) -> tuple[EaseResult, ...]:
    return (
        EaseResult("people", ease.people.score, ease.people.why),
        EaseResult("time", ease.time.score, ease.time.why),
        EaseResult("money", ease.money.score, ease.money.why),
    )


def _named(ids: Sequence[str], titles: dict[str, Text]) -> tuple[Named, ...]:
    return tuple(Named(name, titles.get(name, Text(name, name))) for name in ids)


def _indicators(names: Sequence[str], diagnosis: Diagnosis) -> tuple[Named, ...]:
    return tuple(Named(name, diagnosis.title(name)) for name in dict.fromkeys(names))


def _facts(names: Sequence[str], diagnosis: Diagnosis) -> tuple[Named, ...]:
    return tuple(Named(name, diagnosis.vocabulary[name].title) for name in dict.fromkeys(names))
