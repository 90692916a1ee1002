"""Grades: what the score gives, and what a fall in size takes away again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model.facts import Vocabulary
from ..model.grades import Band, GradeCap, Grades
from .fact_sources import ProfileReadings
from .gates import judge_gate
from .scoring import NodeScore


class Grading(NamedTuple):
    """The grade of a profile."""

    band: Band
    by_score: Band
    """What the score alone would give."""
    certain: bool
    """Whether the grade stays the same whatever the unknown turns out to be."""
    caps: tuple[GradeCap, ...]
    """What holds the grade below that of the score."""


def grade(grades: Grades, whole: NodeScore, readings: ProfileReadings, vocabulary: Vocabulary) -> Grading:
    """The grade of a score, held down by every cap whose clauses hold.

    Args:
        whole: the scored root, of which enough is known.
        readings: of the profile; the clauses of the caps are judged by them.
    """
    verdicts = [(cap, judge_gate(cap, readings, vocabulary).status) for cap in grades.caps]
    sure = [cap for cap, status in verdicts if status == "pass"]
    possible = [cap for cap, status in verdicts if status in ("pass", "unknown")]
    worst, best = capped(grades, grades.at(whole.low), possible), capped(grades, grades.at(whole.high), sure)
    by_score = grades.at(whole.score)
    binding = tuple(cap for cap in sure if capped(grades, by_score, [cap]) != by_score)
    return Grading(capped(grades, by_score, sure), by_score, worst == best, binding)


def capped(grades: Grades, band: Band, caps: Iterable[GradeCap]) -> Band:
    """The grade that is left of one under some caps; the severest of them counts."""
    ranking = grades.worst_first
    rank = ranking.index(band)
    held = (min(rank - cap.lower_by, _highest(cap, grades)) for cap in caps)
    return ranking[max(0, min((rank, *held)))]


def _highest(cap: GradeCap, grades: Grades) -> int:
    names = [band.id for band in grades.worst_first]
    return len(names) - 1 if cap.at_most is None else names.index(cap.at_most)
