"""Plausibility: what is possible but should be asked about before a number is defended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .errors import Problem
from .facts import Fact, Vocabulary
from .profile import Observation, Profile

JUMP = 5.0
"""A factor from one year to the next beyond which unit or coverage has most likely changed."""


def examine(profile: Profile, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Warnings, in the order of the observations."""
    for name, observation in profile.observations.items():
        fact = vocabulary.get(name)
        if fact is not None and fact.is_number:
            yield from _unusual(observation, fact)
            yield from _jumps(observation, fact)


def _unusual(observation: Observation, fact: Fact) -> Iterator[Problem]:
    if fact.usual is None:
        return
    least, most = fact.usual
    for reading in observation.readings.values():
        if not isinstance(reading.value, str) and reading.value != 0 and not least <= reading.value <= most:
            details = {
                "name": fact.title,
                "found": reading.value,
                "unit": fact.unit or "",
                "least": least,
                "most": most,
            }
            yield Problem("W201", reading.place, details)


def _jumps(observation: Observation, fact: Fact) -> Iterator[Problem]:
    if fact.kind not in ("amount", "count"):
        return
    dated = sorted((year, reading) for year, reading in observation.readings.items() if year is not None)
    for (before, earlier), (after, later) in pairwise(dated):
        if isinstance(earlier.value, str) or isinstance(later.value, str) or after != before + 1:
            continue
        small, large = sorted((abs(earlier.value), abs(later.value)))
        # Counts of a handful may well multiply; it is sizes that do not.
        if small > 10 and large > JUMP * small:
            details = {"name": fact.title, "unit": fact.unit or "", "before": str(before), "after": str(after),
                       "earlier": earlier.value, "found": later.value}  # fmt: skip
            yield Problem("W202", later.place, details)
