"""The result contract of an assessment: what the engine found, with titles, grounds and reasons in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..engine.assessment import Assessment, used_by
from ..engine.data_gaps import missing_facts, why_indicator_unknown
from ..engine.grading import grade
from ..engine.measuring import ways_of
from ..engine.scoring import NodeScore
from ..i18n.catalog import text
from ..i18n.numbers import number
from ..model.arithmetic import anywhere, is_known
from ..model.indicators import Indicator
from ..model.judgement import (
    RESULT_SCHEMA,
    BandResult,
    GradeResult,
    NodeResult,
    NodeStatus,
    ProfileResult,
    RubricResult,
)
from ..model.profile import Profile
from ..model.result import ResultContract
from ..model.rubric import NO_WEIGHT, Branch, Criterion, Leaf, Part, Rubric
from ..model.scales import level_of
from ..model.text import Basis, Phrase, Text
from ..model.version import __version__
from .gate_results import gate_results, verdict_result
from .register_results import register_results
from .stated_results import conflict_results, stated_results


def result_of(assessment: Assessment) -> ResultContract:
    """The result of an assessment, without advice."""
    whole, rubric = assessment.root, assessment.rubric
    gates = gate_results(assessment)
    return ResultContract(
        schema=RESULT_SCHEMA,
        engine=__version__,
        rubric=_rubric(rubric),
        profile=_profile(assessment.profile),
        status=assessment.status,
        score=whole.score if assessment.is_sufficient else None,
        low=_bound(whole.low, 0.0),
        high=_bound(whole.high, 100.0),
        coverage=whole.coverage,
        grade=_grade(assessment, {gate.settled for gate in gates if gate.veto and gate.counts}),
        nodes=(*_nodes(assessment, rubric.tree, None), *_untreed(assessment)),
        gates=gates,
        missing=missing_facts(rubric, assessment.judged, assessment.readings, assessment.vocabulary),
        grades=tuple(BandResult(band.id, band.label, band.from_) for band in rubric.grades.bands),
        sources={key: assessment.sources[key] for key in sorted(rubric.cited()) if key in assessment.sources},
        provisional=None if assessment.is_sufficient or not whole.known else whole.score,
        stated=tuple(stated_results(assessment)),
        conflicts=tuple(conflict_results(assessment)),
        registers=tuple(register_results(assessment.profile, assessment.vocabulary)),
        verdict=verdict_result(rubric, gates),
    )


def _rubric(rubric: Rubric) -> RubricResult:
    return RubricResult(
        id=rubric.rubric,
        version=rubric.version,
        title=rubric.title,
        about=rubric.about,
        weights_basis=rubric.weights.basis,
        weights_verified=rubric.weights.verified,
        weights_note=rubric.weights.note,
        coverage_floor=rubric.coverage_floor,
        combine=str(rubric.combine),
        grades_basis=rubric.grades.basis,
        grades_verified=rubric.grades.verified,
        grades_note=rubric.grades.note,
        kind=rubric.kind,
    )


def _profile(profile: Profile) -> ProfileResult:
    return ProfileResult(
        cluster=profile.cluster,
        place=profile.place,
        industry=profile.industry,
        year=profile.year,
        sha256=profile.sha256,
        language=profile.language,
        invented=profile.invented,
        about=profile.about,
    )


def _grade(assessment: Assessment, vetoes: set[str]) -> GradeResult | None:
    if "fail" in vetoes or not assessment.is_sufficient:
        return None
    grading = grade(assessment.rubric.grades, assessment.root, assessment.readings, assessment.vocabulary)
    band, certain = grading.band, grading.certain and "unknown" not in vetoes
    if band == grading.by_score:
        return GradeResult(band.id, band.label, certain)
    why = text(Phrase("reasons.several", {"reasons": [cap.title for cap in grading.caps]}))
    return GradeResult(band.id, band.label, certain, by_score=grading.by_score.label, because=why)


def _bound(value: float, otherwise: float) -> float:
    """A bound, also of what has none because nothing in it applies."""
    return value if is_known(value) else otherwise


def _nodes(assessment: Assessment, branch: Branch, parent: str | None) -> Iterator[NodeResult]:
    """All nodes below a branch, each before its own children."""
    for part in branch.parts:
        if isinstance(part.node, Leaf):
            yield _indicator(assessment, part, part.node, parent)
        else:
            yield _criterion(assessment, part, part.node, parent)
            yield from _nodes(assessment, part.node, part.node.id)


def _untreed(assessment: Assessment) -> Iterator[NodeResult]:
    """Indicators that patterns alone read: of no criterion, and without weight."""
    for leaf in assessment.rubric.untreed:
        yield _indicator(assessment, Part(leaf, NO_WEIGHT), leaf, None)


def _criterion(assessment: Assessment, part: Part, branch: Branch, parent: str | None) -> NodeResult:
    criterion = branch.criterion
    assert criterion is not None, "only the root has none"
    grounds = part.weight.grounds(assessment.rubric.weights)
    node = _node(assessment, part, parent, criterion, _known_below(assessment, branch), *grounds)
    school = assessment.rubric.schools.get(criterion.school or "")
    return replace(node, combine=str(criterion.combine), note=criterion.about, school=school)


def _known_below(assessment: Assessment, branch: Branch) -> Phrase:
    statuses = [_status(assessment.judged[leaf.id]) for leaf in branch.leaves()]
    spared = statuses.count("not_applicable")
    counts = {"known": statuses.count("known"), "applicable": len(statuses) - spared, "spared": spared}
    return Phrase("reasons.criterion_spared" if spared else "reasons.criterion", counts)


def _indicator(assessment: Assessment, part: Part, leaf: Leaf, parent: str | None) -> NodeResult:
    indicator, score = leaf.indicator, assessment.judged[leaf.id]
    found = score.measured
    scale, because = indicator.scale, _reason(assessment, indicator, score)
    node = replace(
        _node(assessment, part, parent, indicator, because, scale.basis, scale.verified),
        value=found.value if is_known(found.value) else None,
        unit=indicator.unit,
        formula=str(found.formula) if found.formula else None,
        year=found.year,
        scale=scale.written(),
        note=indicator.note,
        stand_in=found.stand_in and is_known(found.value),
        conflict=_conflict(assessment, leaf) if anywhere(found.contradicted) else None,
    )
    if found.formula is None or not score.applies:
        return node
    used = tuple(used_by(assessment, found.formula, found.year))
    node = replace(node, where=tuple(dict.fromkeys(value.where for value in used)), used=used)
    if node.score is None:
        return node
    level = level_of(node.score)
    return replace(
        node,
        level=level,
        descriptor=indicator.descriptors[level - 1] if indicator.descriptors else None,
    )


def _conflict(assessment: Assessment, leaf: Leaf) -> Text:
    """What each way to a value gives, where they contradict each other."""
    ways = [
        Phrase("reasons.way", {"formula": str(way.formula), "value": _spanned(way.low, way.high)})
        for way in ways_of(leaf.indicator, assessment.readings, assessment.judged[leaf.id].measured.year)
    ]
    return text(Phrase("reasons.ways_conflict", {"ways": ways}))


def _spanned(low: float, high: float) -> str:
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _reason(assessment: Assessment, indicator: Indicator, score: NodeScore) -> Phrase:
    vocabulary, readings = assessment.vocabulary, assessment.readings
    if _status(score) == "unknown":
        return why_indicator_unknown(indicator, readings, vocabulary)
    if score.applies:
        found = score.measured
        key = "reasons.computed_undated" if found.year is None else "reasons.computed"
        computed = Phrase(key, {"formula": str(found.formula), "year": found.year})
        if not found.stand_in:
            return computed
        if found.formula in indicator.value:
            return Phrase("reasons.earlier_year", {"why": computed})
        return Phrase("reasons.stands_in", {"why": computed, "formula": str(indicator.value[0])})
    spared = [next(filter(readings.not_applicable, formula.facts), None) for formula in indicator.formulas]
    if spared[0] is not None and all(spared):
        reason = assessment.profile.observations[spared[0]].reason or ""
        return Phrase("reasons.not_applicable", {"fact": vocabulary[spared[0]].title, "reason": reason})
    unmet = [fact for fact, answers in indicator.applies_when.items() if not readings.matches(fact, answers)]
    return Phrase("reasons.other_type", {"facts": [vocabulary[fact].title for fact in unmet]})


def _node(
    assessment: Assessment,
    part: Part,
    parent: str | None,
    content: Criterion | Indicator,
    because: Phrase,
    basis: Basis,
    verified: bool,
) -> NodeResult:
    """What criteria and indicators have in common."""
    score = assessment.judged[part.node.id]
    status = _status(score)
    return NodeResult(
        id=part.node.id,
        parent=parent,
        kind="indicator" if isinstance(content, Indicator) else "criterion",
        title=content.title,
        weight=part.weight.value,
        share=score.share,
        score=score.score if status == "known" else None,
        low=_bound(score.low, 0.0),
        high=_bound(score.high, 100.0),
        contribution=score.contribution if status == "known" else 0.0,
        coverage=score.coverage if status != "not_applicable" else 0.0,
        value=None,
        unit=None,
        status=status,
        where=(),
        because=text(because),
        basis=basis,
        verified=verified,
        references=content.references,
    )


def _status(score: NodeScore) -> NodeStatus:
    if not score.applies:
        return "not_applicable"
    return "known" if score.known else "unknown"
