"""Assessment: a rubric and a profile brought together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from ..model.arithmetic import reached
from ..model.facts import Fact, Vocabulary
from ..model.formula import Formula
from ..model.judgement import ResultStatus, Used
from ..model.profile import Profile, Reading
from ..model.rubric import Rubric
from ..model.text import Text
from .fact_sources import ProfileReadings, Year
from .scoring import NodeScore, NodeScores, score_nodes


class Assessment(NamedTuple):
    """A rubric, a profile, and what the engine says of the two."""

    rubric: Rubric
    profile: Profile
    vocabulary: Vocabulary
    """The shared facts and the rubric's own."""
    sources: Mapping[str, Text]
    judged: NodeScores

    @property
    def root(self) -> NodeScore:
        return self.judged[self.rubric.rubric]

    @property
    def readings(self) -> ProfileReadings:
        return ProfileReadings(self.profile)

    @property
    def is_sufficient(self) -> bool:
        """Whether enough is known to state a score."""
        return bool(self.root.known and self.root.coverage >= reached(self.rubric.coverage_floor, 1.0))

    @property
    def status(self) -> ResultStatus:
        """Whether a score is given, and if not, why."""
        if not self.rubric.is_scored:
            return "unscored"
        return "scored" if self.is_sufficient else "insufficient"


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
    titles, judged = rubric.titles_of_sources(sources or {}), score_nodes(rubric, ProfileReadings(profile))
    return Assessment(rubric, profile, vocabulary.extended(rubric.facts), titles, judged)


class StatedFacts(Protocol):
    """What was stated, and how it is called: of an assessment, or of several together."""

    @property
    def profile(self) -> Profile: ...

    @property
    def vocabulary(self) -> Vocabulary: ...

    @property
    def readings(self) -> ProfileReadings: ...


def used_by(assessment: StatedFacts, formula: Formula, year: Year) -> Iterator[Used]:
    """The values that a formula takes from a profile for a year."""
    for name, lag in formula.readings:
        reading = assessment.readings.reading(name, year, lag)
        if reading is None:
            continue
        observation, fact = assessment.profile.observations[name], assessment.vocabulary[name]
        low, high = stated_bounds(reading, fact)
        yield Used(
            fact=name,
            title=fact.title,
            year=next((year for year, other in observation.readings.items() if other is reading), None),
            value=reading.told,
            low=low,
            high=high,
            unit=fact.unit,
            where=reading.place.at,
            source=reading.source or observation.source,
            evidence=reading.evidence or observation.evidence,
            note=reading.note or observation.note,
            months=reading.period,
            as_of=reading.as_of,
            proposed=reading.proposed,
            coverage=reading.coverage,
            coverage_title=coverage_title(reading, assessment.vocabulary),
        )


def coverage_title(reading: Reading, vocabulary: Vocabulary) -> Text | None:
    """What a reading covers, in words; none where nothing is said of it, or several things are."""
    coverage = vocabulary.statement_words.coverages.get(reading.coverage or "")
    return coverage.title if coverage else None


def stated_bounds(reading: Reading, fact: Fact) -> tuple[float | None, float | None]:
    """The bounds that were stated; a limit of what is possible at all is none."""
    if reading.is_exact:
        return None, None
    least, most = fact.limits
    endless = (float("-inf"), float("inf"))
    return (
        None if reading.low in (least, *endless) else reading.low,
        None if reading.high in (most, *endless) else reading.high,
    )
