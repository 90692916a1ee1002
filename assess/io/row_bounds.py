"""Between which bounds a figure lies that follows from rows.

A list that is not said to be complete gives a least value and no greatest. A blank cell is
unknown, not zero: in a complete list too it leaves a sum open upwards, and a condition on
it open either way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ..engine.certainty import Answer, all_hold
from ..model.facts import Fact, FromRows, Take
from ..model.profile import ProfileRow

LARGEST: Final = 4
"""Rows that `top4` adds up."""


Groups = Mapping[str, Sequence[str]]
"""Answers of a column that count as one kind, by the kind."""


def row_bounds(
    rule: FromRows, rows: Sequence[ProfileRow], fact: Fact, is_complete: bool, groups: Groups = MappingProxyType({})
) -> tuple[float, float]:
    """Least and greatest value that the rows allow; plus infinity where they allow any.

    Args:
        rule: how the fact follows.
        rows: with ticked items under their ids.
        is_complete: whether the rows are all there are.
        groups: where kinds of rows are counted, the answers of the column that each stands for.
    """
    if rule.take == "groups":
        found = group_answers(rule, rows, is_complete, groups)
        return float(list(found.values()).count(True)), float(len(found) - list(found.values()).count(False))
    counted = [row for row in rows if _is_meant(rule, row) is True]
    possible = [row for row in rows if _is_meant(rule, row) is not False]
    if rule.take == "count":
        return float(len(counted)), float(len(possible)) if is_complete else math.inf
    if rule.take == "union":
        told = _items(counted, rule).intersection(fact.items)
        is_open = not is_complete or any(not items_of(row, rule.column) for row in possible)
        most = len(fact.items) if is_open else len(_items(possible, rule).intersection(fact.items))
        return float(len(told)), float(most)
    is_open = not is_complete or any(_number(row, rule) is None for row in possible)
    if rule.take != "sum" and not possible:
        is_open = True
    return _taken(rule.take, _numbers(counted, rule)), (
        math.inf if is_open else _taken(rule.take, _numbers(possible, rule))
    )


def group_answers(rule: FromRows, rows: Sequence[ProfileRow], is_complete: bool, groups: Groups) -> dict[str, Answer]:
    """Of each kind whether there is any: a row says so, unless its number is none. Where not all rows are listed,
    a kind is known to be missing only if each of its answers is stated to have none."""
    there: dict[str, Answer] = {}
    is_open = any(_is_any(row, rule) and row.get(rule.column or "") is None for row in rows)
    for group, answers in groups.items():
        of_group = {answer: [row for row in rows if row.get(rule.column or "") == answer] for answer in answers}
        if any(_is_any(row, rule) for listed in of_group.values() for row in listed):
            there[group] = True
        else:
            there[group] = False if not is_open and (is_complete or all(of_group.values())) else None
    return there


def _is_any(row: ProfileRow, rule: FromRows) -> bool:
    """Whether a row stands for anything at all; where no number is written it does."""
    return row.get(rule.number or "") != 0


def items_of(row: ProfileRow, column: str | None) -> Sequence[str]:
    """What a row ticks in a column; nothing where that is not known."""
    value = row.get(column or "")
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _is_meant(rule: FromRows, row: ProfileRow) -> Answer:
    """Whether a row has one of the given values in every field, and enough in the column; not known of a blank one."""
    answers: list[Answer] = [
        None if row.get(key) is None else row[key] in allowed for key, allowed in rule.where.items()
    ]
    if rule.least is not None:
        number = _number(row, rule)
        answers.append(None if number is None else number >= rule.least)
    return all_hold(answers)


def _items(rows: Iterable[ProfileRow], rule: FromRows) -> set[str]:
    return {item for row in rows for item in items_of(row, rule.column)}


def _number(row: ProfileRow, rule: FromRows) -> float | None:
    value = row.get(rule.column or "")
    return float(value) if isinstance(value, int | float) else None


def _numbers(rows: Iterable[ProfileRow], rule: FromRows) -> list[float]:
    return [number for row in rows if (number := _number(row, rule)) is not None]


def _taken(take: Take, numbers: Sequence[float]) -> float:
    """Of no numbers at all the least that none of them falls short of: rows hold no negative ones."""
    if take == "max":
        return max(numbers, default=0.0)
    # Exact, so that neither the order of rows nor the version of Python shows in the last digit.
    return math.fsum(numbers if take == "sum" else sorted(numbers)[-LARGEST:])
