"""Conditions over levels, clauses and answers, and the patterns that a diagnosis tells by them.

A pattern is there, not there or not known, by what its indicators and answers show at both
ends; no score goes into it. Names of things are marked with what they are an id of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .clauses import ClauseOrGroup
from .formula import Clause
from .text import FrozenModel, Reference, Text


class IdOf(NamedTuple):
    """Says what a name in a model is an id of."""

    kind: str


IndicatorId = Annotated[str, IdOf("indicators")]
FactId = Annotated[str, IdOf("facts")]
MeasureId = Annotated[str, IdOf("measures")]
Level = Annotated[int, Field(ge=1, le=5)]


class Condition(FrozenModel):
    """Demands that must all be met; levels by indicator, clauses over facts."""

    at_least: dict[IndicatorId, Level] = {}
    at_most: dict[IndicatorId, Level] = {}
    clauses: tuple[ClauseOrGroup, ...] = ()
    affirmed: tuple[FactId, ...] = ()
    """Questions that must be answered yes."""
    choices: dict[FactId, tuple[str, ...]] = {}
    """Choice facts and the answers that are accepted."""
    includes: dict[FactId, tuple[str, ...]] = {}
    """Lists and what must be ticked of each."""
    instead: Condition | None = None
    """What counts where an indicator named here does not apply to the cluster."""


def _group_or_condition(value: Any) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, FrozenModel) else ()
    return "@group" if not {"all_of", "any_of", "some_of"}.isdisjoint(keys) else "@condition"


AnyCondition = Annotated[
    Annotated[Condition, Tag("@condition")] | Annotated["ConditionGroup", Tag("@group")],
    Discriminator(_group_or_condition),
]


class SomeOf(FrozenModel):
    """Conditions of which at least so many must be met."""

    least: Annotated[int, Field(ge=1)]
    of: tuple[AnyCondition, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _enough(self) -> SomeOf:
        if self.least > len(self.of):
            raise PydanticCustomError("E340", "least", {"found": self.least, "allowed": len(self.of)})
        return self


class ConditionGroup(FrozenModel):
    """Conditions that must all be met, or one, or some of them."""

    all_of: tuple[AnyCondition, ...] | None = None
    any_of: tuple[AnyCondition, ...] | None = None
    some_of: SomeOf | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> ConditionGroup:
        if [bool(self.all_of), bool(self.any_of), bool(self.some_of)].count(True) != 1:
            raise PydanticCustomError("E316", "group", {"found": "all_of, any_of, some_of"})
        return self

    @property
    def members(self) -> tuple[Condition | ConditionGroup, ...]:
        return self.some_of.of if self.some_of else self.all_of or self.any_of or ()


class Pattern(FrozenModel):
    """A finding of a diagnosis: when it is there, what it means, and which measures it calls for."""

    id: str
    title: Text
    when: AnyCondition
    text: Text
    unit: str | None = None
    """Of the value of its clause, where it rests on one."""
    calls: tuple[MeasureId, ...] = ()
    stated_as: tuple[str, ...] = ()
    """Items of the list in which a county states its problems: the same, in its own words."""
    references: tuple[Reference, ...] = Field(min_length=1)

    def conditions(self) -> Iterator[Condition]:
        """All conditions, however deep, also those that count instead."""
        yield from _conditions(self.when)

    def indicators(self) -> Iterator[str]:
        """Ids of the indicators whose levels it reads, each once."""
        conditions = list(self.conditions())
        yield from dict.fromkeys(name for each in conditions for name in (*each.at_least, *each.at_most))

    def clauses(self) -> Iterator[Clause]:
        """All clauses, however deep."""
        for condition in self.conditions():
            for member in condition.clauses:
                yield from (member,) if isinstance(member, Clause) else member.clauses()

    def answers(self) -> Iterator[str]:
        """Facts of which it reads the answer as it stands, each once."""
        conditions = list(self.conditions())
        yield from dict.fromkeys(
            name for each in conditions for name in (*each.affirmed, *each.choices, *each.includes)
        )

    def facts(self) -> Iterator[str]:
        """Facts that it reads beside its indicators, each once."""
        members = [member for condition in self.conditions() for member in condition.clauses]
        yield from dict.fromkeys([*(fact for member in members for fact in member.facts), *self.answers()])


def _conditions(when: Condition | ConditionGroup) -> Iterator[Condition]:
    if isinstance(when, ConditionGroup):
        for member in when.members:
            yield from _conditions(member)
        return
    yield when
    if when.instead is not None:
        yield from _conditions(when.instead)
