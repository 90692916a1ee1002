"""Pricing: from "this indicator rises by a level" to a change of facts, and what it is worth.

A measure says which indicators it lifts and by how many levels. Each lift becomes a change
of one fact, the lever: the first fact of the formula in use that can move the indicator
the right way. The lever goes just as far as the lower edge of the level aimed at, within
what the fact allows. Whatever the changed profile then scores is the price; other
indicators that read the lever move with it, for better or worse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ..engine.changes import Change, moved
from ..engine.fact_sources import ProfileReadings, Year
from ..model.arithmetic import FLOATS, reached
from ..model.facts import Vocabulary
from ..model.profile import Profile, Reading
from .levels import Finding

BAND: Final = 20.0
"""Points of a level."""
DIGITS: Final = 4
"""Significant digits of an amount that is aimed at: what a plan would write."""
WIDENING: Final = 1.25
"""Each step of the search goes so much farther than the one before."""


class Lever(NamedTuple):
    """A fact that an indicator can be moved by."""

    fact: str
    year: int | None
    reading: Reading
    least: float
    most: float
    whole_only: bool


def lift(finding: Finding, levels: int, highest: int = 5) -> Change | None:
    """The change of a fact that lifts a known indicator by so many levels.

    Args:
        finding: the indicator as it stands.
        levels: by how many levels.
        highest: the level that is not to be passed.

    Returns:
        The change; None where the indicator is not known, stands at the top, or no single
        fact can carry it so far.
    """
    level = finding.level
    target = min(highest, (level or 5) + levels)
    if level is None or target <= level or finding.judged.formula is None:
        return None
    aim = reached(BAND * (target - 1), 100.0)
    for lever in _levers(finding):
        value = _search(finding, lever, aim)
        if value is not None:
            return Change(lever.fact, lever.year, lever.reading, moved(lever.reading, value))
    return None


# Levers


def _levers(finding: Finding) -> Iterator[Lever]:
    """Facts of the formula in use, in the order it names them; never a value of an earlier year."""
    profile, vocabulary = finding.assessment.profile, finding.assessment.vocabulary
    formula, year = finding.judged.formula, finding.judged.year
    assert formula is not None, "asked of known indicators only"
    for fact, lag in formula.readings:
        key = _key(profile, fact, year)
        if lag or key is None or (not vocabulary[fact].is_number and vocabulary[fact].kind != "list"):
            continue
        reading = profile.observations[fact].readings[key[0]]
        least, most = _limits(fact, key[0], float(reading.value), profile, vocabulary)
        yield Lever(fact, key[0], reading, least, most, vocabulary[fact].kind not in ("amount", "ratio"))


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
        most = min(most, float(reading.value))
    if any(other.part_of == fact for other in vocabulary.values()):
        least = value
    return min(least, value), max(most, value)


def _beside(profile: Profile, whole: str, year: int | None) -> Reading | None:
    """The reading of a whole for the year of its part; the latest beside a part without a year."""
    readings = profile.observations[whole].readings if whole in profile.observations else {}
    return readings.get(year) or readings.get(None) or ProfileReadings(profile).latest(whole)


# The search


def _search(finding: Finding, lever: Lever, aim: float) -> float | None:
    """The value nearest to the present one at which the score aimed at is reached, if any."""
    here = float(lever.reading.value)
    score = _score_at(finding, lever)
    for end in (lever.most, lever.least):
        before = here
        for place in _steps(here, end, lever.whole_only):
            reaches = score(place)
            if reaches != reaches:
                break
            if reaches >= aim:
                return _edge(score, before, place, aim, lever)
            before = place
    return None


def _score_at(finding: Finding, lever: Lever) -> Callable[[float], float]:
    """The score of the indicator as a function of its lever."""
    formula, scale = finding.judged.formula, finding.leaf.indicator.scale
    assert formula is not None, "asked of known indicators only"
    read = finding.assessment.readings.at(finding.judged.year)

    def score(place: float) -> float:
        value = formula.evaluate(FLOATS, lambda f, lag: place if f == lever.fact and not lag else read(f, lag))
        return float(scale.score(value, FLOATS))

    return score


def _steps(here: float, end: float, whole_only: bool) -> Iterator[float]:
    """Places from here to an end, near ones close together, the end last."""
    step = 1.0 if whole_only else max(abs(here), 1e-3) / 64
    ahead = end > here
    place = here
    while place != end:
        place = here + step if ahead else here - step
        if math.isinf(end) and abs(place) > 1e12:
            return
        if place >= end if ahead else place <= end:
            place = end
        yield float(math.trunc(place)) if whole_only and place != end else place
        step = max(step * WIDENING, step + 1) if whole_only else step * WIDENING


def _edge(score: Callable[[float], float], short: float, enough: float, aim: float, lever: Lever) -> float:
    """The place nearest to `short` that reaches the aim, as a plan would write it."""
    for _ in range(80):
        middle = (short + enough) / 2
        middle = float(math.floor(middle)) if lever.whole_only else middle
        if middle in (short, enough):
            break
        short, enough = (short, middle) if score(middle) >= aim else (middle, enough)
    for place in () if lever.whole_only else _written(enough, ahead=enough > short):
        if lever.least <= place <= lever.most and score(place) >= aim:
            return place
    return enough


def _written(value: float, ahead: bool) -> Iterator[float]:
    """The value with few digits: to the nearest, then to the next one onwards."""
    if value == 0:
        return
    quantum = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - DIGITS)
    count = round(value / quantum)
    for each in (count, count + 1 if ahead else count - 1):
        yield float(f"{each * quantum:.12g}")
