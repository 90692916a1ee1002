"""Advice: the measures a cluster calls for, priced by the engine that judged it.

A measure is called for by levels, clauses and answers, never by a name. Its gain is the
score of the changed profile minus the score now. Prior checks stand first, then what can
be taken up, by its gain where the cluster is weak; what gains nothing is not advised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..i18n.catalog import text
from ..model.overview import PatternResult
from ..model.result import ResultContract
from ..model.text import Phrase
from .gains import appraise
from .modes import judge_modes
from .pattern_judgement import PatternWords, judge_patterns
from .practice import practices
from .ranking import is_worth_it, urgency
from .selection import Advice
from .unserved import unserved


def with_advice(judged: ResultContract, advice: Advice, only_open: bool = False) -> ResultContract:
    """The result with stage, modes, measures and warnings filled in; `only_open`: of measures those alone that are
    called for and can be taken up, which saves the pricing of all others."""
    told = [each for each in advice.triggered if each.availability.state == "open" or not only_open]
    measures = sorted(filter(is_worth_it, (appraise(each, advice) for each in told)), key=urgency)
    called = {each.name for each in advice.triggered if each.trigger.holds}
    warnings = tuple(warnings_of(advice))
    return replace(
        advice.with_sources(judged, [*measures, *warnings]),
        stage=advice.stage.result,
        modes=judge_modes(advice.catalog.modes_file, advice.diagnosis),
        advice=tuple(measure for measure in measures if measure.id in called),
        undecided=tuple(measure for measure in measures if measure.id not in called),
        warnings=warnings,
        unraised=tuple(unserved(advice)),
        practised=tuple(practices(advice.catalog, advice.diagnosis)),
    )


# Warnings


def warnings_of(advice: Advice) -> Iterator[PatternResult]:
    """The cautions that hold, whatever the gaps turn out to be."""
    titles = {name: measure.title for name, measure in advice.catalog.measures.items()}
    told = judge_patterns(advice.catalog.warnings, advice.diagnosis, PatternWords(titles))
    yield from (pattern for pattern in told if pattern.status == "there")
    yield from _contradictions(advice)


def _contradictions(advice: Advice) -> Iterator[PatternResult]:
    """Where somebody's judgement of stage or rank is more than a level off what the elements say."""
    diagnosis = advice.diagnosis
    for name, computed in advice.stage.computed.items():
        finding = diagnosis.findings.get(name)
        if finding is None or not finding.is_known:
            continue
        stated = finding.levels
        if stated.lowest > computed.highest + 1 or stated.highest < computed.lowest - 1:
            levels = {"indicator": diagnosis.title(name), "stated": str(stated), "computed": str(computed)}
            yield PatternResult(
                id=f"stated_{name}",
                title=text(Phrase("advice_reasons.contradiction")),
                text=text(Phrase("advice_reasons.settle_first")),
                because=text(Phrase("advice_reasons.contradicts", levels)),
                references=finding.leaf.indicator.references,
            )
