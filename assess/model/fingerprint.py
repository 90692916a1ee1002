"""What a profile states, boiled down to a hash that does not depend on how it is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from .facts import Fact
from .profile import Observation, Profile, ProfileRow, Reading

_NAMED: Final = ("firms", "platforms", "projects", "evidence")
"""Tables with a place of their own in what is hashed."""


def content_hash(profile: Profile) -> Profile:
    """The profile with the SHA-256 of its content: header, observations and rows, sorted."""
    content: dict[str, Any] = {
        "cluster": profile.cluster,
        "place": profile.place,
        "industry": profile.industry,
        "year": profile.year,
        "facts": {name: _observation(observation) for name, observation in profile.observations.items()},
        "rows": [[_row(row) for row in rows] for rows in (profile.firms, profile.platforms, profile.projects)],
    }
    others = {name: [_row(row) for row in rows] for name, rows in profile.tables.items() if name not in _NAMED}
    if others:
        content["tables"] = others
    if profile.parts:
        content["parts"] = [[part.name, part.weight, part.profile.sha256] for part in profile.parts]
    if profile.complete:
        content["complete"] = sorted(profile.complete)
    if profile.sources:
        content["sources"] = profile.sources
    if profile.evidence or profile.filing:
        content["filing"] = [profile.evidence, dict(profile.filing)]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return profile._replace(sha256=hashlib.sha256(text.encode()).hexdigest())


def _row(row: ProfileRow) -> Mapping[str, Any]:
    """A row, its lists sorted: the functions of a platform have no order."""
    return {key: sorted(value) if isinstance(value, tuple) else value for key, value in row.items()}


def facts_digests(facts: Mapping[str, Fact]) -> tuple[str, Mapping[str, str]]:
    """Short hashes of what facts ask: of all together, and of each."""
    digests = {name: _digest((fact.kind, fact.unit, fact.definition.zh, *fact.items)) for name, fact in facts.items()}
    return _digest(tuple(sorted(digests.items()))), digests


@lru_cache(maxsize=1024)
def _digest(content: tuple[object, ...]) -> str:
    """Remembered, since hundreds of forms ask the same facts."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def _observation(observation: Observation) -> Mapping[str, Any]:
    return ({"item_notes": dict(observation.item_notes)} if observation.item_notes else {}) | {
        "standing": observation.standing,
        "readings": {str(year): _reading(reading) for year, reading in observation.readings.items()},
        "statements": [_statement(statement) for statement in observation.statements],
        "reason": observation.reason,
        "source": observation.source,
        "evidence": observation.evidence,
        "note": observation.note,
    }


def _reading(reading: Reading) -> list[Any]:
    # repr tells infinite bounds and NaN apart in a way that JSON cannot.
    return [reading.value, repr(reading.low), repr(reading.high), *sorted(reading.items)]


def _statement(statement: Reading) -> list[Any]:
    said = (statement.year, statement.months, statement.as_of, statement.coverage)
    return [*_reading(statement), *said, statement.source, statement.evidence, statement.note]
