"""What a stated figure covers, and who says so; and statements that contradict each other, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.judgement import ConflictResult, StatedResult, StatedValue, Used
from ..model.profile import MIXED_COVERAGE
from .document import Line, Paragraph, Table
from .narrator import Narrator
from .sentences import Column

AnyStated = StatedValue | Used


def period_of(stated: AnyStated, narrator: Narrator) -> Line:
    """The part of the year a figure covers, or the day it was counted on; nothing of a whole year."""
    if stated.proposed:
        return narrator.say("statements.in_doubt", words=stated.proposed)
    if stated.months:
        first, _, last = stated.months.partition("-")
        return narrator.say("statements.month" if first == last else "statements.months", first=first, last=last)
    return narrator.say("statements.as_of", day=stated.as_of) if stated.as_of else ()


def covers(stated: AnyStated, narrator: Narrator) -> list[Line]:
    """Coverage and period of a figure, as far as they are said."""
    coverage = narrator.line(stated.coverage_title) if stated.coverage_title else ()
    if stated.coverage == MIXED_COVERAGE:
        coverage = narrator.say("statements.mixed")
    return [part for part in (coverage, period_of(stated, narrator)) if part]


def remarks(stated: AnyStated, narrator: Narrator) -> Line:
    """Coverage, period, source and note of a figure."""
    said = (narrator.line(part) for part in (stated.source, stated.note) if part)
    return narrator.joined([*covers(stated, narrator), *said])


def is_comparable(one: StatedValue, other: StatedValue) -> bool:
    """Whether a change from one to the other says something: equal period and coverage, none in doubt."""
    basis = [(each.months, each.as_of and each.as_of[5:7], each.coverage) for each in (one, other)]
    is_open = one.proposed or other.proposed or one.coverage == MIXED_COVERAGE
    return not is_open and basis[0] == basis[1]


def remarks_of_fact(fact: StatedResult, narrator: Narrator) -> Line:
    """What is said beside the values of a fact, each thing once."""
    said = dict.fromkeys(part for value in fact.values for part in (value.source, value.note) if part)
    told = [*said] if fact.values else [part for part in (fact.source, fact.note) if part]
    about = list(dict.fromkeys(part for value in fact.values for part in covers(value, narrator)))
    return narrator.statements([*about, *told])


# Conflicts


def conflicts(narrator: Narrator) -> Iterator[Paragraph | Table]:
    """Statements that contradict each other, with the question that settles each."""
    found = narrator.result.conflicts
    if not found:
        return
    columns: list[Column[ConflictResult]] = [
        Column("fact", 4, lambda conflict: _title(conflict, narrator)),
        Column("statements_head", 7, lambda conflict: narrator.statements(told(conflict, narrator))),
        Column("used_head", 5, lambda conflict: _used(conflict, narrator)),
        Column("question_head", 7, lambda conflict: conflict.question),
        Column("holder_head", 2.5, lambda conflict: narrator.holder(conflict.held_by)),
    ]
    yield narrator.paragraph("conflicts_opening", count=narrator.counted(found, "conflicts"))
    yield narrator.table("conflicts", found, columns)


def _title(conflict: ConflictResult, narrator: Narrator) -> Line:
    year = narrator.year(conflict.year, f"conflicts.{conflict.fact}.{conflict.year}.year")
    return narrator.joined(filter(None, (narrator.line(conflict.title), year)), " ")


def told(conflict: ConflictResult, narrator: Narrator) -> Iterator[Line]:
    """Each statement with its coverage, period and source."""
    for statement in conflict.statements:
        value = narrator.bounded(statement, conflict.unit, f"conflicts.{conflict.fact}.{statement.where}")
        said = narrator.joined([*covers(statement, narrator), *filter(None, [statement.source])])
        yield (*value, *(narrator.bracketed(said) if said else ()))


def _used(conflict: ConflictResult, narrator: Narrator) -> Line:
    if conflict.used is None:
        return narrator.line(conflict.rule)
    value = narrator.bounded(conflict.used, conflict.unit, f"conflicts.{conflict.fact}.{conflict.year}.used")
    return (*value, *narrator.bracketed(narrator.line(conflict.rule)))
