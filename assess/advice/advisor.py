"""Advice: the measures a cluster calls for, priced by the engine that judged it.

A measure is called for by levels, clauses and answers, never by a name. Its gain is the
score of the changed profile minus the score now. Prior checks stand first, then what can
be taken up, by gain times ease.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..engine.assessment import Assessment, used_by
from ..engine.gates import judge_clause
from ..i18n import advice_reasons
from ..i18n.catalog import text
from ..model.measures import WEAK, MeasureCatalog, Warned
from ..model.recommendation import AdviceResult, UnraisedResult, WarningResult
from ..model.result import Result
from .conditions import holds_at_most
from .gains import AdviceContext, appraise
from .levels import diagnose
from .modes import judge_modes
from .selection import TriggeredMeasure, called
from .stages import StageAssessment, stand


class Advice(NamedTuple):
    """Everything that is advised on, before it is told."""

    subject: AdviceContext
    catalog: MeasureCatalog
    standing: StageAssessment
    called: tuple[TriggeredMeasure, ...]


def advise(assessment: Assessment, catalog: MeasureCatalog, lenses: Sequence[Assessment]) -> Advice:
    """Find what a cluster calls for.

    Args:
        assessment: whose score the gains are told in.
        library: the measures.
        lenses: the same profile under each of the rubrics the library is judged under.
    """
    diagnosis = diagnose(lenses)
    standing = stand(catalog.steps, diagnosis)
    diagnosis = diagnosis._replace(computed=standing.computed)
    subject = AdviceContext(assessment, tuple(lenses), diagnosis, standing.names)
    return Advice(subject, catalog, standing, called(catalog, diagnosis))


def with_advice(judged: Result, advice: Advice) -> Result:
    """The result with stage, modes, measures and warnings filled in."""
    told = [appraise(each, advice.subject, advice.catalog) for each in advice.called]
    warnings = tuple(_warnings(advice))
    references = [each.references for each in told] + [each.references for each in warnings]
    cited = {reference.source for each in references for reference in each}
    titles = advice.subject.assessment.sources
    return replace(
        judged,
        stage=advice.standing.result,
        modes=judge_modes(advice.catalog.lines, advice.subject.diagnosis),
        advice=tuple(sorted((each for each in told if each.state != "undecided"), key=urgency)),
        undecided=tuple(sorted((each for each in told if each.state == "undecided"), key=urgency)),
        warnings=warnings,
        unraised=tuple(_unraised(advice)),
        sources={**judged.sources, **{key: titles[key] for key in sorted(cited) if key in titles}},
    )


STATES = ("open", "locked", "blocked", "undecided")


def urgency(told: AdviceResult) -> tuple[object, ...]:
    """Order of advice: prior checks, then what is open, by gain times ease. Where that ties,
    by the gain under the other rubrics times ease, then the lesser effort, then the id."""
    ease = sum(each.score for each in told.ease) / len(told.ease)
    gain = told.gain if told.gain_if is None else told.gain_if
    elsewhere = sum(each.gain for each in told.elsewhere)
    first = (not (told.gate and told.state == "open"), STATES.index(told.state))
    return (*first, -round(gain * ease, DIGITS), -round(elsewhere * ease, DIGITS), told.effort, told.id)


DIGITS = 9
"""Gains that agree to so many digits are a tie."""


# Warnings


def _warnings(advice: Advice) -> Iterator[WarningResult]:
    for name, warned in advice.catalog.names.warnings.items():
        if warned.clause is not None:
            yield from _by_clause(name, warned, advice)
        elif holds_at_most(warned.indicators, advice.subject.diagnosis).holds:
            because = advice_reasons.joined(holds_at_most(warned.indicators, advice.subject.diagnosis).because)
            yield WarningResult(name, warned.title, warned.text, because, warned.references)
    yield from _contradictions(advice)


def _by_clause(name: str, warned: Warned, advice: Advice) -> Iterator[WarningResult]:
    assessment = advice.subject.assessment
    assert warned.clause is not None, "asked of clauses only"
    found = judge_clause(warned.clause, assessment.readings, assessment.vocabulary)
    if found.verdict == "pass":
        used = tuple(used_by(assessment, warned.clause.left, found.year))
        yield WarningResult(
            name, warned.title, warned.text, text(found.because), warned.references, found.value, warned.unit, used
        )


def _contradictions(advice: Advice) -> Iterator[WarningResult]:
    """Where somebody's judgement of stage or rank is more than a level off what the elements say."""
    diagnosis = advice.subject.diagnosis
    for name, level in advice.standing.computed.items():
        finding = diagnosis.findings.get(name)
        if finding is None or finding.level is None or abs(finding.level - level) <= 1:
            continue
        because = advice_reasons.differs(diagnosis.title(name), finding.level, level)
        references = finding.leaf.indicator.references
        yield WarningResult(
            f"stated_{name}", advice_reasons.contradiction(), advice_reasons.settle_first(), because, references
        )


def _unraised(advice: Advice) -> Iterator[UnraisedResult]:
    """Weak indicators that no measure of the library raises."""
    raised = {name for measure in advice.catalog.measures.values() for name in measure.raises}
    diagnosis = advice.subject.diagnosis
    for name in diagnosis.findings:
        level = diagnosis.level(name)
        if name not in raised and level is not None and level <= WEAK:
            yield UnraisedResult(name, diagnosis.title(name), advice.catalog.names.unraised.get(name))
