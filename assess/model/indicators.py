"""An indicator: formulas over facts, and the scale that turns their value into a score."""

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from .clauses import AnyFormulas
from .formula import Formula
from .scale_kinds import AnyScale
from .text import FrozenModel, Reference, ShelfFile, Text


class Indicator(FrozenModel):
    """A leaf: a formula over facts, and a scale that turns its value into a score."""

    title: Text
    unit: str | None = None
    value: AnyFormulas = Field(min_length=1)
    """Ways to one and the same quantity, in order of preference: each that can be computed bounds it."""
    stand_ins: AnyFormulas = ()
    """Other quantities, in order of preference, of which the first stands in where no way can be computed."""
    applies_when: dict[str, tuple[str, ...]] = {}
    """Choice facts and the answers under which the indicator applies."""
    scale: AnyScale
    descriptors: tuple[Text, Text, Text, Text, Text] | None = None
    """Levels 1 to 5 in words."""
    note: Text | None = None
    references: tuple[Reference, ...] = ()

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """The ways, then the stand-ins."""
        return (*self.value, *self.stand_ins)

    def written_formulas(self) -> Iterator[tuple[tuple[str, int], Formula]]:
        """Every formula, with the key and the number under which it is written."""
        for key, formulas in (("value", self.value), ("stand_ins", self.stand_ins)):
            yield from (((key, index), formula) for index, formula in enumerate(formulas))

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Ids of all facts any of the formulas reads."""
        return tuple(dict.fromkeys(fact for formula in self.formulas for fact in formula.facts))


class IndicatorsFile(ShelfFile):
    """A file of indicators that any rubric may name by their ids."""

    indicators: dict[str, Indicator] = Field(min_length=1)
