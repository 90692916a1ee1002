"""What stands in the cells of a form: readings, rows and header fields as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from ..io.observations import looks_like_fraction
from ..model.facts import Fact
from ..model.profile import Bounds, Observation, Profile, Reading
from ..model.text import Language, Text
from .layout import QUALIFIERS, STANDINGS, YES_NO, FormColumn, choices_of
from .style import Form

SEPARATORS: Final = re.compile(r"[、，,;；\n]")


class Written(NamedTuple):
    """A cell to be written."""

    value: str | float | None = None
    percent: bool = False


class FactRow:
    """The cells of one fact."""

    def __init__(
        self, name: str, fact: Fact, observation: Observation | None, form: Form, levels: tuple[Text, ...]
    ) -> None:
        self.name, self.fact, self.observation, self.form, self.levels = name, fact, observation, form, levels
        self.language = form.language

    def cell(self, key: str) -> Written:
        """What stands in the column of that key."""
        stated = self.observation
        if key in ("code", "name", "unit", "definition"):
            told = {"code": self.name, "name": self.fact.title.in_(self.language), "unit": self._unit}
            return Written(told.get(key, self.told))
        if stated is None:
            return Written()
        if key.isdigit() or key == "undated":
            return self._value(int(key) if key.isdigit() else None)
        if key in ("low", "high"):
            return Written(getattr(stated.bounds, key))
        if key == "qualifier":
            said = [title.in_(self.language) for name, title in QUALIFIERS.items() if getattr(stated.bounds, name)]
            return Written("、".join(said))
        if key == "standing":
            return Written(self._standing)
        text = getattr(stated, key)
        return Written(_number_or_text(text) if key == "evidence" else text)

    @property
    def told(self) -> str:
        """The definition, and the answers or levels to choose from."""
        parts = [self.fact.definition.in_(self.language)]
        if self.fact.from_rows:
            parts.append(self.form.phrase("from_rows"))
        if self.levels:
            told = self.form.phrase("level")
            words = [told.format(level=i + 1, words=each.in_(self.language)) for i, each in enumerate(self.levels)]
            parts.append("；".join(words) if self.language == "zh" else "; ".join(words))
        if self.fact.kind == "list":
            titles = "、".join(title.in_(self.language) for title in self.fact.items.values())
            parts.append(self.form.phrase("several") + titles)
        return "\n".join(parts)

    @property
    def answers(self) -> list[str] | list[int]:
        """What a drop-down offers."""
        if self.fact.kind == "level":
            return [1, 2, 3, 4, 5]
        if self.fact.kind == "list":
            return []
        return [title.in_(self.language) for title in choices_of(self.fact).values()]

    def wanted(self, year: int, without_years: bool) -> str:
        """The column in which a value is wanted most."""
        dated = self.fact.kind in ("amount", "count", "ratio") and self.fact.from_rows is None
        return str(year) if dated and not without_years else "undated"

    @property
    def _unit(self) -> str:
        if self.fact.kind == "level":
            return "级" if self.language == "zh" else "level"
        return self.fact.unit or ""

    @property
    def _standing(self) -> str:
        stated = self.observation
        if stated is None or stated.derived or stated.standing == "stated":
            return ""
        return STANDINGS[stated.standing].in_(self.language)

    def _value(self, year: int | None) -> Written:
        stated = self.observation
        reading = None if stated is None or stated.derived else stated.readings.get(year)
        if stated is None or reading is None or is_middle(reading, stated.bounds, self.fact, year):
            return Written()
        if self.fact.kind == "list" and reading.items:
            return Written("、".join(_item(item, self.fact.items, self.language) for item in reading.items))
        if self.fact.kind == "yes_no":
            return Written(YES_NO["yes" if reading.value else "no"].in_(self.language))
        if isinstance(reading.value, str):
            return Written(_item(reading.value, self.fact.items, self.language))
        if looks_like_fraction(reading.value, self.fact):
            return _as_percent(reading.value)
        return Written(reading.value)


def _as_percent(value: float) -> Written:
    """A share under 1 %, written so that nobody takes it for a fraction."""
    stored = float(Decimal(repr(value)).scaleb(-2))
    is_exact = float(Decimal(repr(stored)).scaleb(2)) == value
    return Written(stored, percent=True) if is_exact else Written(f"{Decimal(repr(value)):f}%")


def is_middle(reading: Reading, bounds: Bounds, fact: Fact, year: int | None) -> bool:
    """Whether a reading is no more than the middle of its bounds, which stand for it."""
    if year is not None or bounds.low is None or bounds.high is None or fact.kind in ("choice", "yes_no"):
        return False
    return reading.value == (bounds.low + bounds.high) / 2


def field_cell(field: FormColumn, profile: Profile | None, year: int, language: Language) -> Written:
    """What stands in a line of the basics."""
    if profile is None:
        told = {"year": year, "language": field.choices.get(language)}.get(field.key)
        return Written(told.in_(language) if isinstance(told, Text) else told)
    group, _, name = field.key.rpartition(".")
    value: Any = getattr(profile, name, None)
    if group == "filing":
        value = profile.filing.get(name)
    elif group == "about":
        value = getattr(profile.about, name, None)
    if isinstance(value, bool):
        value = "yes" if value else ""
    if field.choices and value:
        return Written(field.choices[value].in_(language))
    return Written(value)


def row_cell(column: FormColumn, value: Any, items: Mapping[str, Text], language: Language) -> Written:
    """What stands in a cell of a table of rows."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, list | tuple):
        return Written("、".join(_item(item, items, language) for item in value))
    if column.choices and value in column.choices:
        return Written(column.choices[value].in_(language))
    if column.key == "number":
        return Written(_number_or_text(value))
    return Written(value)


def _item(item: str, items: Mapping[str, Text], language: Language) -> str:
    """An answer in words; under its id where the words would fall apart when read."""
    told = items[item].in_(language) if item in items else item
    return item if SEPARATORS.search(told) else told


def _number_or_text(text: str | None) -> str | float | None:
    """Numbers of evidence as numbers, so that a spreadsheet does not complain."""
    return (
        int(text) if text and text.isascii() and text.isdigit() and str(int(text)) == text and len(text) < 12 else text
    )
