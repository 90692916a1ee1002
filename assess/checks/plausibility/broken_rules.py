"""A rule that stated numbers must keep, and by how far they miss it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ...i18n.catalog import text
from ...i18n.numbers import is_money, quantity
from ...model.intervals import Interval
from ...model.problems import Problem
from ...model.text import LANGUAGES, Phrase, Text
from .stated_numbers import AS_STATED, Quantity, Scaling, StatedNumber

PART, SERIES, RATE, FIGURE, ROWS, USUAL, NEIGHBOURS = range(7)
"""Kinds of rules: where several are broken by one cell, the first of them says it best."""
KEPT: Final = 0.0


@dataclass(frozen=True, eq=False)
class PlausibilityRule:
    """Numbers that should go together."""

    kind: int
    subject: object
    """Of several broken rules on one subject only the first is told."""
    cells: tuple[StatedNumber, ...]
    suspect: StatedNumber
    """The cell that is probably wrong, where nothing else tells."""
    gap: Callable[[Scaling], float]
    """By how many powers of ten the numbers, so multiplied, miss the rule; not above zero where they keep it."""
    code: str
    details: Callable[[], Mapping[str, object]]
    """What fills the message."""
    facts: tuple[str, ...] = ()
    """What it holds to a range or to a whole."""
    is_telling: bool = True
    """Whether it is told by itself; one that is not only supports the search for slips."""
    against: Callable[[StatedNumber], Phrase | None] = field(default=lambda cell: None)
    """What a cell contradicts, in words."""

    @property
    def is_broken(self) -> bool:
        return self.gap(AS_STATED) > KEPT

    def problem(self, cell: StatedNumber, must_answer: float) -> Problem:
        """The question at a cell."""
        details = {"name": cell.title, "unit": cell.unit or "", **self.details()}
        if self.gap(AS_STATED) >= math.log10(must_answer):
            details["must"] = True
        return Problem(self.code, cell.reading.place, details)


def outside(value: Interval, least: float, most: float) -> float:
    """By how many powers of ten all of the values lie outside a range; 0 where some lie inside or nothing is known."""
    if value.low > most:
        return _powers(value.low, most, least)
    # Nothing at all is no slip of unit.
    if value.high < least and value.high != 0:
        return _powers(-value.high, -least, -most) if least < 0 else _powers_below(value.high, least, most)
    return KEPT


def _powers(value: float, most: float, least: float) -> float:
    """How far above."""
    if most > 0:
        return math.log10(value / most)
    return math.log10(1 + (value - most) / (most - least or 1.0))


def _powers_below(value: float, least: float, most: float) -> float:
    if value > 0 < least:
        return math.log10(least / value)
    return math.log10(1 + (least - value) / (most - least or 1.0))


def amount(value: float, unit: str | None) -> Text:
    """A value with its unit, in both languages."""
    return Text(*(quantity(value, unit, language) for language in LANGUAGES))


def as_entered(value: float, unit: str | None) -> Text:
    """A value as it stands in a cell; in English an amount of money is written out beside it."""
    told = amount(value, unit)
    return Text(told.zh, f"{value:.12g} ({told.en})") if is_money(unit) else told


def spanned(bounds: Interval, unit: str | None) -> Text:
    """Bounds as they are told: one number, or both ends, or the one that is known."""
    if bounds.low == bounds.high:
        return amount(bounds.low, unit)
    if math.isinf(bounds.high):
        return text(Phrase("plausibility.at_least", {"low": amount(bounds.low, unit)}))
    if math.isinf(bounds.low):
        return text(Phrase("plausibility.at_most", {"high": amount(bounds.high, unit)}))
    return text(Phrase("plausibility.between", {"low": amount(bounds.low, unit), "high": amount(bounds.high, unit)}))


def stated(of: Quantity | StatedNumber, year: int | None = None) -> Phrase:
    """A number with its name and year, as it was stated."""
    told = year or of.year
    values = {"name": of.title, "amount": spanned(of.bounds(), of.unit), "year": told}
    return Phrase("plausibility.stated_in_year" if told else "plausibility.stated", values)
