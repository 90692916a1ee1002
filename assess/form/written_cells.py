"""What stands in the cells of a form: readings, rows and header fields as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ..i18n.typography import semicolon
from ..io.observations import looks_like_fraction
from ..model.facts import Fact
from ..model.profile import Bounds, Profile, Reading
from ..model.text import Language, Text
from .layout import (
    LABELS,
    QUALIFIERS,
    STANDINGS,
    YES_NO,
    AnswerTitles,
    FormColumn,
    choices_of,
    join_answers,
    split_answers,
)
from .statement_rows import WHOLE, StatementRow
from .style import FormBook, beside_cell, between


class CellContent(NamedTuple):
    """A cell to be written."""

    value: str | float | None = None
    is_percent: bool = False


class FactCells:
    """The cells of a row of a fact."""

    def __init__(
        self,
        name: str,
        fact: Fact,
        stated: StatementRow | None,
        book: FormBook,
        levels: tuple[Text, ...],
        coverages: AnswerTitles,
    ) -> None:
        self.name, self.fact, self.stated, self.book, self.levels = name, fact, stated, book, levels
        self.coverages = coverages
        self.language = book.language

    def content(self, key: str) -> CellContent:
        """What stands in the column of that key."""
        stated = self.stated
        if key in LABELS:
            return CellContent(self.label(key))
        if stated is None:
            return CellContent()
        if key.isdigit() or key == "undated":
            return self._value(stated, int(key) if key.isdigit() else None)
        if key in ("low", "high"):
            return CellContent(None if self._is_told_as_range(stated) else getattr(stated.bounds, key))
        if key == "period":
            return CellContent(
                self.book.phrase("whole_year") if stated.months == WHOLE else stated.months or stated.as_of
            )
        if key == "coverage":
            return CellContent(self.coverages[stated.coverage].in_(self.language) if stated.coverage else None)
        if key == "qualifier":
            marks = [title.in_(self.language) for name, title in QUALIFIERS.items() if getattr(stated.bounds, name)]
            return CellContent("、".join(marks))
        if key == "standing":
            is_shown = not stated.derived and stated.standing != "stated"
            return CellContent(STANDINGS[stated.standing].in_(self.language) if is_shown else "")
        text = getattr(stated, key)
        return CellContent(_number_or_text(text) if key == "evidence" else text)

    def label(self, key: str) -> str:
        """What is printed of the fact itself."""
        if key == "code":
            return self.name
        if key == "name":
            return self.fact.title.in_(self.language)
        if key == "unit":
            return self.book.phrase("level_unit") if self.fact.kind == "level" else self.fact.unit or ""
        return self.explanation

    @property
    def explanation(self) -> str:
        """The definition, and the answers or levels to choose from."""
        parts = [self.fact.definition.in_(self.language)]
        if self.fact.from_rows:
            parts.append(self.book.phrase("from_rows"))
        if self.levels:
            levels = [self.book.phrase("level", level=number, words=text) for number, text in enumerate(self.levels, 1)]
            parts.append(semicolon(self.language).join(levels))
        if self.fact.kind == "list":
            parts.append(self.book.several(self.fact.items))
        return "\n".join(parts)

    @property
    def answers(self) -> list[str] | list[int]:
        """What a drop-down offers."""
        if self.fact.kind == "level":
            return [1, 2, 3, 4, 5]
        if self.fact.kind == "list":
            return []
        return [title.in_(self.language) for title in choices_of(self.fact).values()]

    @property
    def rule(self) -> dict[str, Any]:
        """A list of answers, or limits that warn; both with the definition beside the cell."""
        title = self.fact.title.in_(self.language)
        words = beside_cell(input_title=title, input_message=self.explanation)
        words |= beside_cell(error_title=title, error_message=self.explanation)
        if self.answers:
            return self.book.one_of(self.answers) | words
        return ({"validate": "any"} if self.fact.kind == "list" else between(*self.fact.limits)) | words

    def wanted(self, year: int, has_years: bool) -> str:
        """The column in which a value is wanted most."""
        is_of_year = self.fact.is_measured and self.fact.from_rows is None
        return str(year) if is_of_year and has_years else "undated"

    def _is_told_as_range(self, stated: StatementRow) -> bool:
        """Whether a range stands in the cell of its year: the middle of two counts is often none."""
        whole_numbers = self.fact.kind in ("count", "level", "list") and None not in stated.readings
        return whole_numbers and any(is_middle(each, stated.bounds, self.fact) for each in stated.readings.values())

    def _value(self, stated: StatementRow, year: int | None) -> CellContent:
        reading = stated.readings.get(year)
        if reading is None:
            return CellContent()
        if is_middle(reading, stated.bounds, self.fact):
            if year is None:
                return CellContent()
            if self._is_told_as_range(stated):
                return CellContent(f"{stated.bounds.low:.0f}—{stated.bounds.high:.0f}")
        if self.fact.kind == "list" and reading.items:
            return CellContent(join_answers(_in_words(item, self.fact.items, self.language) for item in reading.items))
        if self.fact.kind == "yes_no":
            return CellContent(YES_NO["yes" if reading.value else "no"].in_(self.language))
        if isinstance(reading.value, str):
            return CellContent(_in_words(reading.value, self.fact.items, self.language))
        if looks_like_fraction(reading.value, self.fact):
            return _as_percent(reading.value)
        return CellContent(reading.value)


def _as_percent(value: float) -> CellContent:
    """A share under 1 %, written so that nobody takes it for a fraction."""
    stored = float(Decimal(repr(value)).scaleb(-2))
    is_exact = float(Decimal(repr(stored)).scaleb(2)) == value
    return CellContent(stored, is_percent=True) if is_exact else CellContent(f"{Decimal(repr(value)):f}%")


def is_middle(reading: Reading, bounds: Bounds, fact: Fact) -> bool:
    """Whether a reading is no more than the middle of its bounds, which stand for it."""
    return fact.kind not in ("choice", "yes_no") and reading.value == bounds.middle


def field_content(field: FormColumn, profile: Profile | None, year: int, language: Language) -> CellContent:
    """What stands in a line of the basics."""
    if profile is None:
        value: Any = {"year": year, "language": language}.get(field.key)
    else:
        value = _of_profile(profile, *field.key.rpartition(".")[::2])
    if isinstance(value, bool):
        value = "yes" if value else ""
    if isinstance(value, tuple):
        value = join_answers(value)
    return CellContent(field.choices[value].in_(language) if field.choices and value else value)


def _of_profile(profile: Profile, group: str, name: str) -> Any:
    if group == "complete":
        return name in profile.complete
    return profile.filing.get(name) if group == "filing" else getattr(profile.about if group else profile, name, None)


def row_content(column: FormColumn, value: Any, items: AnswerTitles, language: Language) -> CellContent:
    """What stands in a cell of a table of rows."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, list | tuple):
        return CellContent(join_answers(_in_words(item, items, language) for item in value))
    if column.kind == "fact" and value in items:
        # A title that two facts have would be read as the first of them.
        alone = sum(title == items[value] for title in items.values()) == 1
        return CellContent(items[value].in_(language) if alone else value)
    if column.choices and value in column.choices:
        return CellContent(column.choices[value].in_(language))
    return CellContent(_number_or_text(value) if column.key == "number" else value)


def _in_words(item: str, items: Mapping[str, Text], language: Language) -> str:
    """An answer in words; under its id where the words would fall apart when read."""
    words = items[item].in_(language) if item in items else item
    return item if split_answers(words) != [words] else words


def _number_or_text(text: str | None) -> str | float | None:
    """Numbers of evidence as numbers, so that a spreadsheet does not complain."""
    is_number = text and text.isascii() and text.isdigit() and str(int(text)) == text and len(text) < 12
    return int(text) if text and is_number else text
