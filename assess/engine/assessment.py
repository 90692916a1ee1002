"""Assessment: a rubric and a profile brought together into a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .. import __version__
from ..i18n import reasons
from ..model.arithmetic import FLOATS, reached
from ..model.facts import Fact, Vocabulary
from ..model.formula import Formula
from ..model.judgement import (
    SCHEMA,
    BandResult,
    GateResult,
    GradeResult,
    NodeResult,
    NodeStatus,
    ProfileResult,
    RubricResult,
    StatedResult,
    StatedValue,
    Used,
)
from ..model.profile import Observation, Profile, Reading
from ..model.result import Result
from ..model.rubric import Branch, Leaf, Part, Rubric
from ..model.scales import Scale, level_of
from ..model.text import Text
from .data_gaps import lacking, missing_facts
from .fact_sources import ProfileReadings, Year
from .gates import judge_gates
from .scoring import NodeScore, NodeScores, leaves, score_nodes


class Assessment(NamedTuple):
    """A rubric, a profile, and what the engine says of the two."""

    rubric: Rubric
    profile: Profile
    vocabulary: Vocabulary
    """The shared facts and the rubric's own."""
    sources: Mapping[str, Text]
    judged: NodeScores

    @property
    def whole(self) -> NodeScore:
        return self.judged[self.rubric.rubric]

    @property
    def readings(self) -> ProfileReadings:
        return ProfileReadings(self.profile)

    @property
    def is_sufficient(self) -> bool:
        """Whether enough is known to state a score."""
        return bool(self.whole.coverage >= reached(self.rubric.coverage_floor, 1.0)) and _known(self.whole)


def assess(
    rubric: Rubric, profile: Profile, vocabulary: Vocabulary, sources: Mapping[str, Text] | None = None
) -> Assessment:
    """Judge a profile under a rubric.

    Args:
        rubric: without faults.
        profile: its readings in the units of the vocabulary.
        vocabulary: the shared facts; those of the rubric are added here.
        sources: titles of the shared sources by key.
    """
    titles = {**(sources or {}), **{key: source.title for key, source in rubric.references.items()}}
    judged = score_nodes(rubric, ProfileReadings(profile))
    return Assessment(rubric, profile, vocabulary.extended(rubric.facts), titles, judged)


def result_of(assessment: Assessment) -> Result:
    """The result contract of an assessment."""
    whole, rubric = assessment.whole, assessment.rubric
    sufficient = assessment.is_sufficient
    gates = judge_gates(rubric.gates, assessment.readings, assessment.vocabulary)
    vetoed = any(gate.veto and gate.status == "fail" for gate in gates)
    return Result(
        schema=SCHEMA,
        engine=__version__,
        rubric=_rubric_result(rubric),
        profile=_profile_result(assessment.profile),
        status="scored" if sufficient else "insufficient",
        score=whole.score if sufficient else None,
        low=_bound(whole.low, 0.0),
        high=_bound(whole.high, 100.0),
        coverage=whole.coverage,
        grade=_grade(rubric, whole, gates) if sufficient and not vetoed else None,
        nodes=tuple(_nodes(assessment, rubric.tree, None)),
        gates=gates,
        missing=missing_facts(rubric, assessment.judged, assessment.readings, assessment.vocabulary),
        grades=tuple(BandResult(band.id, band.label, band.from_) for band in rubric.grades.bands),
        sources=_cited(assessment),
        stated=tuple(_stated(assessment)),
    )


def _rubric_result(rubric: Rubric) -> RubricResult:
    grounds = rubric.weights
    return RubricResult(
        id=rubric.rubric,
        version=rubric.version,
        title=rubric.title,
        about=rubric.about,
        weights_basis=grounds.basis,
        weights_verified=grounds.verified,
        weights_note=grounds.note,
        coverage_floor=rubric.coverage_floor,
        combine=_combine_name(rubric.combine),
        grades_basis=rubric.grades.basis,
        grades_verified=rubric.grades.verified,
        grades_note=rubric.grades.note,
    )


def _profile_result(profile: Profile) -> ProfileResult:
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


def _grade(rubric: Rubric, whole: NodeScore, gates: Sequence[GateResult]) -> GradeResult:
    band = rubric.grades.at(whole.score)
    may_be_vetoed = any(gate.veto and gate.status == "unknown" for gate in gates)
    certain = rubric.grades.at(whole.low) == rubric.grades.at(whole.high) and not may_be_vetoed
    return GradeResult(band.id, band.label, certain)


# Nodes


def _nodes(assessment: Assessment, branch: Branch, parent: str | None) -> Iterator[NodeResult]:
    for part in branch.parts:
        if isinstance(part.node, Leaf):
            yield _indicator_result(assessment, part, part.node, parent)
        else:
            yield _criterion_result(assessment, part, part.node, parent)
            yield from _nodes(assessment, part.node, part.node.id)


def _criterion_result(assessment: Assessment, part: Part, branch: Branch, parent: str | None) -> NodeResult:
    criterion = branch.criterion
    assert criterion is not None, "only the root has none"
    below = [assessment.judged[leaf.id] for leaf in leaves(branch)]
    known = sum(_known(each) and bool(each.applies) for each in below)
    applicable = sum(bool(each.applies) for each in below)
    return NodeResult(
        **_common(assessment, part, parent),
        kind="criterion",
        title=criterion.title,
        value=None,
        unit=None,
        where=(),
        because=reasons.criterion(known, applicable, len(below)),
        basis=part.weight.basis or assessment.rubric.weights.basis,
        verified=_or(part.weight.verified, assessment.rubric.weights.verified),
        references=criterion.references,
        combine=_combine_name(criterion.combine),
        note=criterion.about,
    )


def _indicator_result(assessment: Assessment, part: Part, leaf: Leaf, parent: str | None) -> NodeResult:
    indicator, judged = leaf.indicator, assessment.judged[leaf.id]
    common = _common(assessment, part, parent)
    used = tuple(used_by(assessment, judged.formula, judged.year)) if common["status"] == "known" else ()
    level = level_of(judged.score) if common["status"] == "known" else None
    return NodeResult(
        **common,
        kind="indicator",
        title=indicator.title,
        value=judged.value if _known_value(judged.value) else None,
        unit=indicator.unit,
        where=tuple(dict.fromkeys(each.where for each in used)),
        because=_because(assessment, leaf, common["status"], judged),
        basis=indicator.scale.basis,
        verified=indicator.scale.verified,
        references=indicator.references,
        formula=str(judged.formula) if judged.formula else None,
        year=judged.year,
        level=level,
        descriptor=indicator.descriptors[level - 1] if level and indicator.descriptors else None,
        used=used,
        scale=_scale(indicator.scale),
        note=indicator.note,
    )


def _common(assessment: Assessment, part: Part, parent: str | None) -> dict[str, Any]:
    judged = assessment.judged[part.node.id]
    status: NodeStatus = "known" if _known(judged) else "unknown"
    if not judged.applies:
        status = "not_applicable"
    return {
        "id": part.node.id,
        "parent": parent,
        "weight": part.weight.value,
        "share": judged.share,
        "score": judged.score if status == "known" else None,
        "low": _bound(judged.low, 0.0),
        "high": _bound(judged.high, 100.0),
        "contribution": judged.contribution if status == "known" else 0.0,
        "coverage": judged.coverage if status != "not_applicable" else 0.0,
        "status": status,
    }


def _because(assessment: Assessment, leaf: Leaf, status: NodeStatus, judged: NodeScore) -> Text:
    indicator, profile = leaf.indicator, assessment.profile
    if status == "known" and judged.formula is not None:
        return reasons.computed(judged.formula, judged.year)
    if status == "unknown":
        titles = [assessment.vocabulary[fact].title for fact in lacking(indicator, assessment.readings)]
        return reasons.lacking(titles) if titles else reasons.undefined()
    waived = [next(filter(assessment.readings.waived, formula.facts), None) for formula in indicator.value]
    if None not in waived and waived[0] is not None:
        return reasons.waived(assessment.vocabulary[waived[0]].title, profile.observations[waived[0]].reason or "")
    unmet = [fact for fact, fit in indicator.applies_when.items() if not assessment.readings.answered(fact, fit)]
    return reasons.other_type([assessment.vocabulary[fact].title for fact in unmet])


def used_by(assessment: Assessment, formula: Formula | None, year: Year) -> Iterator[Used]:
    """The values that a formula takes from a profile for a year."""
    for fact, lag in formula.readings if formula else ():
        reading = assessment.readings.reading(fact, year, lag)
        if reading is None:
            continue
        observation = assessment.profile.observations[fact]
        low, high = _doubt(reading, assessment.vocabulary[fact])
        yield Used(
            fact=fact,
            title=assessment.vocabulary[fact].title,
            year=_year_of(observation.readings, reading),
            value=reading.value,
            low=low,
            high=high,
            unit=assessment.vocabulary[fact].unit,
            where=reading.place.at,
            source=observation.source,
            evidence=observation.evidence,
            note=observation.note,
        )


def _doubt(reading: Reading, fact: Fact) -> tuple[float | None, float | None]:
    """The bounds that were stated; a limit of what is possible at all is none."""
    if reading.is_exact:
        return None, None
    least, most = fact.limits
    endless = (float("-inf"), float("inf"))
    return (
        None if reading.low in (least, *endless) else reading.low,
        None if reading.high in (most, *endless) else reading.high,
    )


def _year_of(readings: Mapping[int | None, Reading], reading: Reading) -> int | None:
    return next((year for year, each in readings.items() if each is reading), None)


def _scale(scale: Scale) -> dict[str, Any]:
    return {key: _with_text_keys(value) for key, value in scale.written().items()}


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {f"{key:.12g}" if isinstance(key, float) else key: item for key, item in value.items()}
    return value


def _combine_name(combine: Any) -> str:
    return combine if isinstance(combine, str) else f"power {combine.power:g}"


def _known(judged: NodeScore) -> bool:
    return bool(FLOATS.known(judged.score))


def _known_value(value: float | str) -> bool:
    return value == value


def _or(own: bool | None, general: bool) -> bool:
    return general if own is None else own


def _bound(value: float, otherwise: float) -> float:
    """A bound of what has none because nothing in it applies."""
    return value if value == value else otherwise


# What was stated


def _stated(assessment: Assessment) -> Iterator[StatedResult]:
    observations = assessment.profile.observations
    for name, fact in assessment.vocabulary.items():
        if name in observations:
            seen = observations[name]
            yield StatedResult(
                fact=name,
                title=fact.title,
                kind=fact.kind,
                unit=fact.unit,
                standing=seen.standing,
                values=_values(seen, fact),
                reason=seen.reason,
                source=seen.source,
                evidence=seen.evidence,
                note=seen.note,
            )


def _values(seen: Observation, fact: Fact) -> tuple[StatedValue, ...]:
    latest_first = sorted(seen.readings.items(), key=lambda pair: -(pair[0] or 0))
    return tuple(StatedValue(year, r.value, *_doubt(r, fact), r.place.at) for year, r in latest_first)


# Sources


def _cited(assessment: Assessment) -> dict[str, Text]:
    rubric = assessment.rubric
    cited = [r for i in rubric.indicators.values() for r in (*i.references, *i.scale.references)]
    cited += [r for c in rubric.criteria_by_id.values() for r in c.references]
    cited += [r for gate in rubric.gates for r in gate.references]
    cited += [*rubric.grades.references, *rubric.weights.references]
    keys = sorted({reference.source for reference in cited})
    return {key: assessment.sources[key] for key in keys if key in assessment.sources}
