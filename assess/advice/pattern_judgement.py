"""The patterns of a diagnosis, held against levels, clauses and answers at both ends.

What is told as there or not there stays so whatever the gaps turn out to be; all else is
unknown, with what would settle it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from ..engine.assessment import Assessment, used_by
from ..engine.certainty import Answer
from ..engine.gates import judge_clause
from ..model.formula import parse
from ..model.judgement import Used
from ..model.overview import EvidenceResult, PatternResult
from ..model.patterns import Pattern
from ..model.recommendation import Named
from ..model.result import ResultContract
from ..model.scales import TOP_LEVEL
from ..model.text import Text
from .conditions import in_words, judge_when, level_between
from .levels import Diagnosis, diagnose

STATUS: Final[Mapping[Answer, Literal["there", "not_there", "unknown"]]] = {
    True: "there",
    False: "not_there",
    None: "unknown",
}
SPEAKS: Final[Mapping[Answer, Literal["for", "against", "open"]]] = {True: "for", False: "against", None: "open"}


class PatternWords(NamedTuple):
    """What patterns name, in words."""

    measures: Mapping[str, Text] = {}
    """Titles of the measures they call for."""
    stated_by: str | None = None
    """The list in which a county states its problems."""


def with_patterns(
    judged: ResultContract, assessment: Assessment, diagnosis: Diagnosis, words: PatternWords
) -> ResultContract:
    """The result with the patterns of its rubric.

    Args:
        diagnosis: of the indicators of other rubrics; those of the rubric's own come first.
    """
    own = diagnose([assessment])
    findings = {**diagnosis.findings, **own.findings}
    together = diagnosis._replace(vocabulary=assessment.vocabulary, findings=findings)
    patterns = tuple(judge_patterns(assessment.rubric.patterns, together, words))
    return replace(judged, patterns=patterns)


def judge_patterns(patterns: Iterable[Pattern], diagnosis: Diagnosis, words: PatternWords) -> Iterator[PatternResult]:
    """Every pattern, in the order of the rubric."""
    stated = _stated(diagnosis, words.stated_by)
    for pattern in patterns:
        result = judge_when(pattern.when, diagnosis)
        yield PatternResult(
            id=pattern.id,
            title=pattern.title,
            text=pattern.text,
            because=in_words([why for place, why in enumerate(result.because) if why not in result.because[:place]]),
            references=pattern.references,
            value=_value(pattern, diagnosis),
            unit=pattern.unit,
            used=tuple(_used(pattern, diagnosis)),
            status=STATUS[result.holds],
            evidence=tuple(_evidence(pattern, diagnosis)),
            asks=tuple(Named(fact, diagnosis.vocabulary[fact].title) for fact in result.asks),
            calls=tuple(Named(name, words.measures[name]) for name in pattern.calls if name in words.measures),
            stated=tuple(stated[item] for item in pattern.stated_as if item in stated),
        )


def _stated(diagnosis: Diagnosis, stated_by: str | None) -> Mapping[str, Named]:
    """The problems that a county states itself."""
    reading = diagnosis.readings.latest(stated_by) if stated_by else None
    if reading is None or stated_by is None:
        return {}
    titles = diagnosis.vocabulary[stated_by].items
    return {item: Named(item, titles[item]) for item in reading.items}


def _evidence(pattern: Pattern, diagnosis: Diagnosis) -> Iterator[EvidenceResult]:
    """The indicators read, each once, with what it shows by the first condition that names it."""
    told: set[str] = set()
    for condition in pattern.conditions():
        demands = [(name, least, TOP_LEVEL) for name, least in condition.at_least.items()]
        demands += [(name, 1, most) for name, most in condition.at_most.items()]
        for name, least, most in demands:
            if name not in told and diagnosis.applies(name):
                told.add(name)
                holds = level_between(least, most, name, diagnosis).holds
                yield EvidenceResult(name, diagnosis.title(name), *diagnosis.levels(name), SPEAKS[holds])


def _value(pattern: Pattern, diagnosis: Diagnosis) -> float | None:
    """The value of the clause of a pattern that rests on one alone."""
    clauses = list(pattern.clauses())
    if len(clauses) != 1 or any(pattern.indicators()) or any(pattern.answers()):
        return None
    return judge_clause(clauses[0], diagnosis.readings, diagnosis.vocabulary).value


def _used(pattern: Pattern, diagnosis: Diagnosis) -> Iterator[Used]:
    """What was stated of the facts it reads, each once."""
    told: set[str] = set()
    for clause in pattern.clauses():
        year = judge_clause(clause, diagnosis.readings, diagnosis.vocabulary).year
        yield from _first(used_by(diagnosis, clause.left, year), told)
    for formula in map(parse, pattern.answers()):
        year = next(iter(diagnosis.readings.years(formula)), None)
        yield from _first(used_by(diagnosis, formula, year), told)


def _first(used: Iterable[Used], told: set[str]) -> Iterator[Used]:
    for each in used:
        if each.fact not in told:
            told.add(each.fact)
            yield each
