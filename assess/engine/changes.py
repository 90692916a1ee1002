"""Changes of facts: what a profile would state if something were done.

One way of changing a profile serves all: pricing a measure, following a plan, and asking
"what if". A change never touches the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model.profile import Observation, ObservationStatus, Profile, Reading
from ..model.statements import ordered

Key = tuple[str, int | None]
"""A fact, and the year of the reading; None for one without a year."""


class Change(NamedTuple):
    """A reading of a fact before and after; None where there is none."""

    fact: str
    year: int | None
    before: Reading | None
    after: Reading | None

    @property
    def key(self) -> Key:
        return self.fact, self.year


def apply(profile: Profile, changes: Iterable[Change]) -> Profile:
    """The profile as it would stand after the changes."""
    observations = dict(profile.observations)
    for change in changes:
        readings = dict(observations[change.fact].readings) if change.fact in observations else {}
        if change.after is None:
            readings.pop(change.year, None)
        else:
            readings[change.year] = change.after
        observations[change.fact] = _observation(change, readings, observations.get(change.fact))
    return profile._replace(observations=observations)


def joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes made together: of several that move one reading, the farther counts, once.

    Moves in opposite directions are set off against each other, so that the order of the
    changes never matters.
    """
    by_key: dict[Key, list[Change]] = {}
    for change in changes:
        by_key.setdefault(change.key, []).append(change)
    return tuple(_farthest(together) for _, together in sorted(by_key.items(), key=lambda pair: str(pair[0])))


def moved(reading: Reading, to: float) -> Reading:
    """A reading raised or lowered to a value at the least: doubt that lies beyond it stays."""
    if to >= float(reading.value):
        return reading._replace(value=to, low=max(reading.low, to), high=max(reading.high, to), items=())
    return reading._replace(value=to, low=min(reading.low, to), high=min(reading.high, to), items=())


def _farthest(changes: list[Change]) -> Change:
    first = changes[0]
    if len(changes) == 1 or first.before is None:
        return changes[-1]
    before = float(first.before.value)
    targets = [before, *(float(change.after.value) for change in changes if change.after is not None)]
    return first._replace(after=moved(first.before, balance(before, max(targets), min(targets))))


def balance(before: float, up: float, down: float) -> float:
    """Where a value comes to stand when it is moved up to one value and down to another."""
    if down == before:
        return up
    return down if up == before else before + (up - before) + (down - before)


def _observation(change: Change, readings: Mapping[int | None, Reading], old: Observation | None) -> Observation:
    standing: ObservationStatus = "stated" if readings else "unknown"
    if old is not None:
        statements = [statement for statement in old.statements if statement.year != change.year]
        statements += [] if change.after is None else [change.after]
        return old._replace(standing=standing, readings=readings, reason=None, statements=ordered(statements))
    place = (change.after or change.before).place  # type: ignore[union-attr]
    return Observation(change.fact, standing, place, readings)
