"""Levers: from "this indicator rises by a level" to a change of one fact.

A measure says which indicators it raises and by how many levels. Each rise becomes a change
of one fact, the lever: the first fact of the formula in use that can move the indicator
the right way, or one that may be a target and has to rise by a smaller part of what it is.
The lever goes just as far as the lower edge of the level aimed at, within what the fact
allows. Whatever the changed profile then scores is what the measure gains; other indicators
that read the lever move with it, for better or worse.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final

from ..engine.changes import Change, moved
from ..engine.fact_sources import ProfileReadings, Year
from ..model.arithmetic import FLOATS, reached
from ..model.facts import Vocabulary
from ..model.profile import Profile, Reading
from ..model.scales import TOP_LEVEL, level_edge
from .levels import Finding
from .pacing import Lever, Pace, neighbours

SIGNIFICANT_DIGITS: Final = 4
"""Of an amount that is aimed at: what a plan would write."""
WIDENING: Final = 1.25
"""Each step of the search goes so much farther than the one before."""
FARTHEST: Final = 1e12
"""No search goes farther than this where a fact has no limit."""
FINENESS: Final = 2**52
"""Parts into which the last step is divided to find its edge."""


def required_change(finding: Finding, levels: int, pace: Pace | None = None) -> Change | None:
    """The change of a fact that raises a known indicator by so many levels.

    Args:
        finding: the indicator as it stands.
        levels: by how many levels.
        pace: at which facts are moved; without one, just as far as the level asks.

    Returns:
        The change; None where the indicator is not known, stands at the top, or no single
        fact can carry it so far.
    """
    level = finding.level
    target = min(TOP_LEVEL, (level or TOP_LEVEL) + levels)
    if level is None or target <= level or finding.judged.measured.formula is None:
        return None
    aim = reached(level_edge(target), 100.0)
    changes: list[Change] = []
    for lever in _levers(finding):
        score = _score_by(lever, finding)
        value = _nearest(lever, score, aim)
        if value is not None:
            value = value if pace is None else pace.target(lever, value, score)
            changes.append(Change(lever.fact, lever.year, lever.reading, moved(lever.reading, value)))
    # Of several that can be charged to somebody, and rise, that which asks for least.
    vocabulary = finding.assessment.vocabulary
    able = [change for change in changes if vocabulary[change.fact].may_be_target and _rise(change) > 0]
    return min([*changes[:1], *able], key=lambda change: abs(_rise(change)), default=None)


def _rise(change: Change) -> float:
    """By how much a fact rises, as a part of what it is."""
    before, after = (float(reading.value) for reading in (change.before, change.after) if reading is not None)
    return (after - before) / abs(before) if before else math.copysign(math.inf, after)


# Levers


def _levers(finding: Finding) -> Iterator[Lever]:
    """Facts of the formula in use, in the order it names them; never a value of an earlier year."""
    profile, vocabulary = finding.assessment.profile, finding.assessment.vocabulary
    formula, year = finding.judged.measured.formula, finding.judged.measured.year
    assert formula is not None, "asked of known indicators only"
    for name, lag in formula.readings:
        fact, key = vocabulary[name], _key(profile, name, year)
        if lag or key is None or not (fact.is_number or fact.kind == "list"):
            continue
        reading = profile.observations[name].readings[key[0]]
        least, most = _limits(name, key[0], float(reading.value), profile, vocabulary)
        yield Lever(name, key[0], reading, least, most, fact.kind not in ("amount", "ratio"))


def _key(profile: Profile, fact: str, year: Year) -> tuple[int | None] | None:
    """Under which year the reading stands that a formula takes for `year`."""
    readings = profile.observations[fact].readings if fact in profile.observations else {}
    if year in readings:
        return (year,)
    return (None,) if None in readings else None


def _limits(fact: str, year: int | None, value: float, profile: Profile, vocabulary: Vocabulary) -> tuple[float, float]:
    """How far a fact can go: its own limits, its whole, and never down if it has parts."""
    least, most = vocabulary[fact].limits
    whole = vocabulary[fact].part_of
    if whole is not None and (reading := _beside(profile, whole, year)) is not None:
        most = min(most, float(reading.value) if reading.has_value else reading.high)
    if any(other.part_of == fact for other in vocabulary.values()):
        least = value
    return min(least, value), max(most, value)


def _beside(profile: Profile, whole: str, year: int | None) -> Reading | None:
    """The reading of a whole for the year of its part; the latest beside a part without a year."""
    readings = profile.observations[whole].readings if whole in profile.observations else {}
    return readings.get(year) or readings.get(None) or ProfileReadings(profile).latest(whole)


# The search


def _score_by(lever: Lever, finding: Finding) -> Callable[[float], float]:
    """The score of the indicator as a function of its lever."""
    formula, scale = finding.judged.measured.formula, finding.leaf.indicator.scale
    assert formula is not None, "asked of known indicators only"
    read = finding.assessment.readings.at(finding.judged.measured.year)

    def score(place: float) -> float:
        value = formula.evaluate(FLOATS, lambda fact, lag: place if fact == lever.fact and not lag else read(fact, lag))
        return float(scale.score(value, FLOATS))

    return score


def _nearest(lever: Lever, score: Callable[[float], float], aim: float) -> float | None:
    """The value nearest to the present one at which the score aimed at is reached, if any."""
    for end in (lever.most, lever.least):
        short = float(lever.reading.value)
        for place in _steps(short, end, lever.whole_only):
            reaches = score(place)
            if math.isnan(reaches):
                break
            if reaches >= aim:
                return _edge(lever, score, aim, short, place)
            short = place
    return None


def _steps(here: float, end: float, whole_only: bool) -> Iterator[float]:
    """Places from here to an end, near ones close together, the end last."""
    step = 1.0 if whole_only else max(abs(here), 1e-3) / 64
    farthest = min(abs(end - here), FARTHEST)
    while step < farthest:
        place = here + math.copysign(step, end - here)
        yield float(math.trunc(place)) if whole_only else place
        step = max(step * WIDENING, step + 1) if whole_only else step * WIDENING
    if math.isfinite(end):
        yield end


def _edge(lever: Lever, score: Callable[[float], float], aim: float, short: float, enough: float) -> float:
    """The place nearest to `short` that reaches the aim, as a plan would write it."""
    parts = max(1, round(abs(enough - short))) if lever.whole_only else FINENESS

    def place(part: int) -> float:
        return enough if part == parts else short + (enough - short) * part / parts

    edge = place(bisect_left(range(parts), True, lo=1, key=lambda part: score(place(part)) >= aim))
    below, above = neighbours(edge, SIGNIFICANT_DIGITS)
    nearest = below if edge - below < above - edge else above
    for written in () if lever.whole_only else (nearest, above if enough > short else below):
        if lever.least <= written <= lever.most and score(written) >= aim:
            return written
    return edge
