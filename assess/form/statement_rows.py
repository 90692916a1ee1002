"""The statements of a fact as they are written down: those that differ in their year alone share a row.

A row of a form and an entry of a file say once what they say of all their values: period, coverage,
source, evidence, note and bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ..model.facts import Vocabulary
from ..model.profile import Bounds, Observation, ObservationStatus, Profile, Reading
from ..model.statement_words import NO_WORDS, StatementWords

WHOLE: Final = "whole"
"""Says that a figure covers the whole year."""


class StatementRow(NamedTuple):
    """What a row says of a fact."""

    standing: ObservationStatus
    readings: Mapping[int | None, Reading]
    """By year; under None those without one."""
    reason: str | None = None
    source: str | None = None
    evidence: str | None = None
    note: str | None = None
    bounds: Bounds = Bounds()
    derived: bool = False
    months: str | None = None
    """`1-8`, or `whole` where words of the row would otherwise be asked about."""
    as_of: str | None = None
    coverage: str | None = None
    """None where it is that of the whole profile."""


def rows_of(observation: Observation, profile: Profile, vocabulary: Vocabulary) -> tuple[StatementRow, ...]:
    """The rows of a fact; one at least. The evidence of the items of a list stands in its note, a line each."""
    rows = _rows(observation, profile, vocabulary)
    if not observation.item_notes:
        return rows
    titles = vocabulary[observation.fact].items
    lines = [f"{titles[item].in_(profile.language)}：{note}" for item, note in observation.item_notes.items()]
    return (rows[0]._replace(note="\n".join(lines)), *rows[1:])


def _rows(observation: Observation, profile: Profile, vocabulary: Vocabulary) -> tuple[StatementRow, ...]:
    words = vocabulary.statement_words if vocabulary[observation.fact].is_measured else NO_WORDS
    if len(observation.statements) == 0:
        readings = {} if observation.derived else observation.readings
        remarks = observation.source, observation.evidence, observation.note, observation.bounds
        return (StatementRow(observation.standing, readings, observation.reason, *remarks, observation.derived),)
    rows: dict[tuple[object, ...], list[dict[int | None, Reading]]] = {}
    for statement in observation.statements:
        alike = rows.setdefault(_said(statement, words), [])
        # The middle of a range has no cell of its own, so it stands alone.
        free = [row for row in alike if statement.year not in row and not _is_range(statement)]
        if free:
            free[0][statement.year] = statement
        else:
            alike.append({statement.year: statement})
    default = vocabulary.statement_words.coverage(profile.filing.get("coverage", ""))
    return tuple(_row(row, default, words) for alike in rows.values() for row in alike)


def _said(reading: Reading, words: StatementWords) -> tuple[object, ...]:
    """What a row says of all its values."""
    period = reading.months, reading.as_of, _is_answered(reading, words)
    range_ = reading.value if _is_range(reading) else None
    return (*period, reading.coverage, reading.source, reading.evidence, reading.note, reading.bounds, range_)


def _is_range(reading: Reading) -> bool:
    """Whether it is no more than the middle of its bounds."""
    return reading.value == reading.bounds.middle


def _row(readings: dict[int | None, Reading], default: str | None, words: StatementWords) -> StatementRow:
    first = next(iter(readings.values()))
    return StatementRow(
        standing="stated",
        readings=readings,
        source=first.source,
        evidence=first.evidence,
        note=first.note,
        bounds=first.bounds,
        months=first.period or (WHOLE if any(_is_answered(each, words) for each in readings.values()) else None),
        as_of=first.as_of,
        coverage=None if first.coverage == default else first.coverage,
    )


def _is_answered(reading: Reading, words: StatementWords) -> bool:
    """Whether words speak of a part of the year, and somebody has said that it is the whole."""
    if reading.proposed is not None or reading.months is not None or reading.as_of is not None:
        return False
    return any(words.proposal(text, reading.year) for text in (reading.note, reading.source))
