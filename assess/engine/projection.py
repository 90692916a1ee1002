"""When a clause will be met, if everything it reads grows as it grew in the last year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ..model.clauses import ClauseGroup
from ..model.facts import Fact, Vocabulary
from ..model.profile import Profile, Reading
from ..model.statements import unlike
from .fact_sources import ProfileReadings
from .gates import judge_gate

AHEAD: Final = 20
"""Years beyond which nobody should carry a growth rate forward."""


class Growth(NamedTuple):
    """The last exact value of a fact, and the factor by which it grew over the year before."""

    last: Reading
    year: int
    factor: float


def met_in(gate: ClauseGroup, profile: Profile, vocabulary: Vocabulary) -> int | None:
    """The first year, from the reporting year on, in which a gate that is not met will be.

    Nothing is told where a formula mixes figures whose growth is known with others, or where the growth
    does not lead there; what has no growth at all stays as it is.
    """
    growths: dict[str, Growth] = {}
    for clause in gate.clauses():
        grown = {fact: _growth(profile, fact, vocabulary[fact]) for fact in clause.left.facts}
        known = {fact: growth for fact, growth in grown.items() if growth is not None}
        if known and len(known) < len(grown):
            return None
        growths |= known
    if not growths:
        return None
    for year in range(profile.year, profile.year + AHEAD + 1):
        later = ProfileReadings(_carried_on(profile, growths, year, vocabulary))
        if judge_gate(gate, later, vocabulary).status == "pass":
            return year
    return None


def _growth(profile: Profile, name: str, fact: Fact) -> Growth | None:
    """The growth between the last two years, of equal period and coverage."""
    observation = profile.observations.get(name)
    if observation is None or not fact.is_measured:
        return None
    year = max((year for year in observation.readings if year is not None and year <= profile.year), default=0)
    before, last = observation.readings.get(year - 1), observation.readings.get(year)
    if before is None or last is None or unlike([before, last]):
        return None
    if not (before.is_exact and last.is_exact and float(before.value) > 0):
        return None
    return Growth(last, year, float(last.value) / float(before.value))


def _carried_on(profile: Profile, growths: Mapping[str, Growth], until: int, vocabulary: Vocabulary) -> Profile:
    observations = dict(profile.observations)
    for name, (last, year, factor) in growths.items():
        readings, value = dict(observations[name].readings), float(last.value)
        for later in range(year + 1, until + 1):
            value = min(value * factor, vocabulary[name].limits[1])
            readings[later] = last._replace(value=value, low=value, high=value)
        observations[name] = observations[name]._replace(readings=readings)
    return profile._replace(observations=observations, year=until)
