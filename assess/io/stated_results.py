"""What a profile states, as the result tells it: every statement, and where statements contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..engine.assessment import Assessment, coverage_title, stated_bounds
from ..i18n.catalog import text
from ..model.facts import Fact, Vocabulary
from ..model.judgement import ConflictResult, StatedResult, StatedValue
from ..model.profile import Observation, Reading
from ..model.statements import Choice, ConflictKind, choices, conflicts, unlike
from ..model.text import Phrase, Text


def stated_results(assessment: Assessment) -> Iterator[StatedResult]:
    """What the profile states, latest year first, in the order of the vocabulary."""
    for name, fact, observation in _observed(assessment):
        used = sorted(observation.readings.items(), key=lambda pair: -(pair[0] or 0))
        yield StatedResult(
            fact=name,
            title=fact.title,
            kind=fact.kind,
            unit=fact.unit,
            standing=observation.standing,
            values=tuple(_value(reading._replace(year=year), fact, assessment.vocabulary) for year, reading in used),
            reason=observation.reason,
            source=observation.source,
            evidence=observation.evidence,
            note=observation.note,
            statements=_values(
                sorted(observation.statements, key=lambda said: -(said.year or 0)), fact, assessment.vocabulary
            ),
        )


def conflict_results(assessment: Assessment) -> Iterator[ConflictResult]:
    """Where statements of one figure contradict each other, or the period of one is in doubt."""
    for name, fact, observation in _observed(assessment):
        for choice in choices(observation.statements, assessment.profile.sources, fact):
            for kind, statements in conflicts(choice):
                used = None if choice.reading is None else _value(choice.reading, fact, assessment.vocabulary)
                yield ConflictResult(
                    fact=name,
                    title=fact.title,
                    kind=kind,
                    year=choice.year,
                    unit=fact.unit,
                    statements=_values(statements, fact, assessment.vocabulary),
                    used=used,
                    rule=_rule(choice),
                    question=_question(kind, statements),
                    held_by=fact.held_by,
                )


def _observed(assessment: Assessment) -> Iterator[tuple[str, Fact, Observation]]:
    for name, fact in assessment.vocabulary.items():
        observation = assessment.profile.observations.get(name)
        if observation is not None:
            yield name, fact, observation


def _values(readings: Iterable[Reading], fact: Fact, vocabulary: Vocabulary) -> tuple[StatedValue, ...]:
    return tuple(_value(reading, fact, vocabulary) for reading in readings)


def _value(reading: Reading, fact: Fact, vocabulary: Vocabulary) -> StatedValue:
    low, high = stated_bounds(reading, fact)
    return StatedValue(
        year=reading.year,
        value=reading.told,
        low=low,
        high=high,
        where=reading.place.at,
        months=reading.period,
        as_of=reading.as_of,
        proposed=reading.proposed,
        coverage=reading.coverage,
        coverage_title=coverage_title(reading, vocabulary),
        source=reading.source,
        evidence=reading.evidence,
        note=reading.note,
    )


# Conflicts


def _rule(choice: Choice) -> Text:
    used = choice.reading
    key = f"statements.rule_{choice.rule}"
    if choice.rule == "range" and used is not None and unlike([used]) is None:
        key += "_alike"  # Such a range may be compared with other years.
    return text(Phrase(key, {"source": used.source if used is not None and used.source else ""}))


def _question(kind: ConflictKind, statements: Sequence[Reading]) -> Text:
    return text(Phrase(f"statements.question_{kind}", {"words": statements[0].proposed or ""}))
