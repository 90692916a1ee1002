"""Sentences of the report: the words of report.yaml, filled with pieces."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from ..i18n import numbers
from ..i18n.catalog import knows, say, template
from ..i18n.typography import colon, semicolon
from ..model.judgement import GateResult, NodeResult, StatedValue, Used
from ..model.result import Result
from ..model.text import Language, Text, comma_between
from . import phrases
from .advice_words import mode_title
from .document import Figure, Line, Paragraph, Piece, Ref, TableColumn

Filling = Text | Piece | tuple[Any, ...]


class Phrases:
    """The words of the report in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **fillings: Filling) -> Line:
        """A sentence, its gaps filled with words, figures and lines."""
        pieces: list[Piece] = []
        for words, name, _, _ in string.Formatter().parse(template(f"report.{key}").in_(self.language)):
            pieces += [words] if words else []
            pieces += self.line(fillings[name]) if name else ()
        return tuple(pieces)

    def line(self, filling: Filling) -> Line:
        """What fills a blank, as a line."""
        if isinstance(filling, Text):
            return (filling.in_(self.language),)
        if isinstance(filling, str | Figure | Ref):
            return (filling,)
        return filling

    def word(self, key: str) -> str:
        """Words without gaps."""
        return template(f"report.{key}").in_(self.language)

    def __contains__(self, key: str) -> bool:
        return knows(f"report.{key}")

    def body(self, *told: Line) -> Paragraph:
        return Paragraph(self.run(*told))

    def item(self, *told: Line) -> Paragraph:
        return Paragraph(self.run(*told), "item")

    def run(self, *told: Line) -> Line:
        """Sentences one after the other."""
        return self.joined([line for line in told if line], "" if self.language == "zh" else " ")

    def joined(self, told: Any, separator: str | None = None) -> Line:
        """Lines in a row, with 、 or a comma between them, or a stronger mark where one holds such."""
        items = [self.line(line) for line in told]
        between = separator
        if between is None:
            texts = ["".join(piece for piece in item if isinstance(piece, str)) for item in items]
            between = comma_between(texts, self.language)
        pieces: list[Piece] = []
        for item in items:
            pieces += [between] if pieces and between else []
            pieces += item
        return tuple(pieces)

    def statements(self, told: Any) -> Line:
        """Lines in a row, with a semicolon between them."""
        return self.joined(told, semicolon(self.language))

    def columns(self, *columns: tuple[str, float] | tuple[str, float, str]) -> tuple[TableColumn, ...]:
        """Columns by the key of their head, width and alignment."""
        return tuple(TableColumn(self.word(key), *rest) for key, *rest in columns)

    def unit(self, unit: str | None) -> str | None:
        """A unit as it stands in the head of a column; counting words are Chinese alone."""
        if self.language == "zh" or not unit:
            return unit
        return None if unit in numbers.COUNTING_WORDS else numbers.unit_in(unit, "en").removeprefix("× ")

    def references(self, references: Any) -> Line:
        return self.statements([f"{each.source} {each.at}".strip() for each in references])

    def scale(self, written: Mapping[str, Any]) -> str:
        """A scale: the values its author chose, and their scores."""
        parts = [(key, value) for key, value in written.items() if key not in ("note", "basis_of")]
        shown = [f"{self._scale_word(key)}{colon(self.language)}{self._shape(value)}" for key, value in parts]
        return semicolon(self.language).join(shown)

    def _scale_word(self, key: str) -> str:
        return self.word(f"scale {key}") if f"scale {key}" in self else key

    def _shape(self, value: object) -> str:
        if isinstance(value, Mapping):
            return ", ".join(f"{self._shape(key)}→{self._shape(item)}" for key, item in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(self._shape(item) for item in value)
        return numbers.number(value) if isinstance(value, float) else self._scale_word(str(value))


class Narrator(Phrases):
    """Tells a result: its figures, each with its origin."""

    def __init__(self, result: Result, language: Language, prefix: str = "") -> None:
        super().__init__(language)
        self.result = result
        self.prefix = prefix
        """Stands before the origin of every figure, where a report tells of several results."""

    def points(self, value: float | None, origin: str) -> Line:
        """Points with one decimal."""
        if value is None:
            return ("—",)
        limits = self.result.grade_limits if origin == "score" else ()
        return (self._figure(numbers.points(value, limits), value, origin),)

    def percent(self, share: float, origin: str) -> Line:
        return (self._figure(numbers.percent(share), 100 * share, origin),)

    def fine_percent(self, share: float, origin: str) -> Line:
        """A share with two decimals, for weights."""
        return (self._figure(numbers.fine_percent(share), 100 * share, origin),)

    def count(self, value: int, origin: str) -> Line:
        return (self._figure(str(value), float(value), origin),)

    def year(self, year: int | None, origin: str) -> Line:
        return self.say("in_year", year=self._figure(str(year), float(year), origin)) if year else ()

    def number(self, value: float | str | None, origin: str) -> Line:
        if value is None or isinstance(value, str):
            return (value or "—",)
        return (self._figure(numbers.number(value), value, origin),)

    def quantity(self, value: float | str | None, unit: str | None, origin: str) -> Line:
        """A value with its unit."""
        if value is None or isinstance(value, str):
            return (value or "—",)
        return (self._figure(self._close(numbers.quantity(value, unit, self.language)), value, origin),)

    def bounded(self, given: Used | StatedValue, unit: str | None, origin: str) -> Line:
        """A stated value with its bounds, where it is unsure; one that is but the middle of
        its bounds is told by them alone."""
        told, low, high = self.quantity(given.value, unit, f"{origin}.value"), given.low, given.high
        if low is None and high is None:
            return told
        if high is None:
            return self.say("at_least", value=told)
        if low is None:
            return self.say("at_most", value=told)
        start, end = f"{origin}.low", f"{origin}.high"
        if numbers.is_midpoint(given.value, low, high):
            least = self.quantity(low, unit if numbers.is_share(unit) else None, start)
            return (*least, "–", *self.quantity(high, unit, end))
        return self.say("between", value=told, low=self.number(low, start), high=self.number(high, end))

    def shortfall(self, value: float, unit: str | None, origin: str) -> Line:
        return (self._figure(self._close(numbers.difference(value, unit, self.language)), value, origin),)

    def _close(self, text: str) -> str:
        """Chinese sets a unit right behind its number."""
        return text.replace(" ", "") if self.language == "zh" else text.rstrip()

    def interval(self, low: float, high: float, origin: str) -> Line:
        start = f"{origin}." if origin else ""
        return (*self.points(low, f"{start}low"), "–", *self.points(high, f"{start}high"))

    def gap(self, gate: GateResult) -> Line:
        """How far a clause is from its threshold, on either side of it."""
        return self.shortfall(gate.gap or 0.0, gate.unit, f"gates.{gate.id}.gap")

    def bounds(self, node: NodeResult) -> Line:
        """The bounds of a node; what does not apply has none."""
        none = node.status == "not_applicable"
        return ("—",) if none else self.interval(node.low, node.high, f"nodes.{node.id}")

    def _figure(self, text: str, value: float, origin: str) -> Figure:
        return Figure(text, value, self.prefix + origin)

    # What is told in many places

    def mode(self, id: str) -> str:
        """The name of an upgrading mode."""
        return mode_title(self.result, id, self.language)

    def holder(self, held_by: str | None) -> str:
        """The office that holds a fact."""
        key = f"holder_{held_by}"
        return self.word(key) if key in self else held_by or "—"

    def grounds(self, basis: str, verified: bool) -> str:
        return phrases.grounds(basis, verified, self.language)

    def used(self, owner: str, used: Used) -> Line:
        """A fact that an indicator or a warning used: title, year and value."""
        at = f"{owner}.used.{used.where}"
        value = self.bounded(used, self.measured(used.fact, used.unit), at)
        year = self.year(used.year, f"{at}.year")
        return self.say("used_in" if year else "used", title=used.title, year=year, value=value)

    def measured(self, fact: str, unit: str | None) -> str | None:
        """The unit of a fact, where its title does not say it already."""
        unit = phrases.unit_of(self.result, fact, unit)
        return None if self.language == "en" and unit in numbers.COUNTING_WORDS else unit

    def value(self, node: NodeResult) -> Line:
        """The value of an indicator, with its bounds where it is one that was stated."""
        one = node.stated_value
        if one is not None:
            return self.bounded(one, node.unit, f"nodes.{node.id}.used.{one.where}")
        return self.quantity(node.value, node.unit, f"nodes.{node.id}.value")

    def standing(self, node: NodeResult) -> Line:
        """The score of a node, or why it has none."""
        if node.status == "known":
            return self.points(node.score, f"nodes.{node.id}.score")
        return (say(f"screen.{node.status}", self.language),)

    def contribution(self, node: NodeResult) -> Line:
        """Points that come from a node; of an unknown one none can be told."""
        return self.points(node.known_contribution, f"nodes.{node.id}.contribution")
