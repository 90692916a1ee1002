"""What a formula was computed from that is not settled, and the range within which that leaves it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from ..model.arithmetic import UNKNOWN
from ..model.facts import Fact, Vocabulary
from ..model.formula import Formula
from ..model.intervals import Interval, bounds_of
from ..model.profile import Reading
from ..model.statements import choices, conflicts
from .fact_sources import ProfileReadings

DoubtKind = Literal["period", "conflict", "earlier"]
"""Words speak of a part of the year, and nobody has said what is meant; statements contradict each other; the
value is of a year before the reporting year."""
ANYTHING: Final = Interval(float("-inf"), float("inf"))


class Doubt(NamedTuple):
    """Why a value that was used may yet be another."""

    kind: DoubtKind
    fact: str | None
    """None of an earlier year, which is that of all facts."""
    year: int
    words: str = ""
    """Those that speak of a part of the year."""


def doubts_of(formula: Formula, year: int, readings: ProfileReadings, vocabulary: Vocabulary) -> tuple[Doubt, ...]:
    """Everything doubtful about the values that a formula takes for a year."""
    found = [Doubt("earlier", None, year)] if year < readings.reporting_year else []
    for fact, lag in formula.readings:
        reading = readings.reading(fact, year, lag)
        if reading is not None and reading.proposed is not None:
            found.append(Doubt("period", fact, year - lag, reading.proposed))
        if reading is not None and _contradicting(fact, reading, readings, vocabulary):
            found.append(Doubt("conflict", fact, year - lag))
    return tuple(dict.fromkeys(found))


def doubtful_range(formula: Formula, year: int, readings: ProfileReadings, vocabulary: Vocabulary) -> Interval:
    """All that a formula may be for a year once its doubts are settled; nothing bounds what an earlier year
    stands in for."""
    if year < readings.reporting_year:
        return ANYTHING

    def between(fact: str, lag: int) -> Interval:
        reading = readings.reading(fact, year, lag)
        if reading is None:
            return Interval(UNKNOWN, UNKNOWN)
        if reading.proposed is not None:
            return _if_part(reading, vocabulary[fact])
        among = [reading, *_contradicting(fact, reading, readings, vocabulary)]
        return Interval(min(each.low for each in among), max(each.high for each in among))

    return bounds_of(formula, between)


def _if_part(reading: Reading, fact: Fact) -> Interval:
    """What the whole year may be if a reading is of a part of it: of what adds up, no less."""
    least, most = fact.limits
    return Interval(reading.low if fact.kind == "amount" else least, most)


def _contradicting(
    fact: str, reading: Reading, readings: ProfileReadings, vocabulary: Vocabulary
) -> tuple[Reading, ...]:
    """Statements of the same figure and year that cannot all be true."""
    among = [
        choice for choice in choices(readings.statements(fact), (), vocabulary[fact]) if choice.year == reading.year
    ]
    contradictions = (pair for choice in among for pair in conflicts(choice))
    return tuple(statement for kind, group in contradictions if kind != "period" for statement in group)
