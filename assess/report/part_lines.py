"""Sub-clusters as a table: each with its score, and what the scores come to together."""

from __future__ import annotations

from ..i18n.numbers import interval, points, rounded
from ..model.part_results import PartResult, RollUpResult
from .document import Line, Section, Table, TableColumn
from .narrator import Narrator

HEADS = ("part_name", "part_weight", "score", "interval", "grade")


def parts_section(narrator: Narrator) -> Section:
    """The table of the parts, and how their scores roll up."""
    table = Table("parts", narrator.word("screen.parts"), _heads(narrator), _rows(narrator))
    return Section((narrator.word("screen.parts"),), (table, narrator.body(narrator.say("screen.parts_note"))))


def _heads(narrator: Narrator) -> tuple[TableColumn, ...]:
    return tuple(
        TableColumn(narrator.word(f"screen.{key}"), 4 if index == 0 else 2, "right" if 0 < index < 4 else "left")
        for index, key in enumerate(HEADS)
    )


def _rows(narrator: Narrator) -> tuple[tuple[Line, ...], ...]:
    result = narrator.result
    rows = [_row(part.name, f"{rounded(part.weight, 1, 100):f}%", part, narrator) for part in result.parts]
    if result.rolled_up:
        rows.append(_row(narrator.word("screen.rolled_up"), "100%", result.rolled_up, narrator))
    return tuple(rows)


def _row(name: str, weight: str, judged: PartResult | RollUpResult, narrator: Narrator) -> tuple[Line, ...]:
    score, grade = points(judged.score, narrator.result.grade_limits), judged.grade
    between = interval(judged.low, judged.high)
    return (name,), (weight,), (score,), (between,), narrator.line(grade) if grade else ("—",)
