"""The sentences of a report: words of `report.yaml`, their gaps filled with figures that know their origin."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ..i18n import numbers
from ..i18n.catalog import knows, say, template
from ..i18n.typography import colon, semicolon
from ..model.judgement import GateResult, NodeResult, StatedValue, Used
from ..model.result import Result
from ..model.text import Language, Reference, Text, comma_between
from . import phrases
from .analysis import mode_title
from .document import Block, Figure, Line, Paragraph, Piece, Ref, Section, Table, TableColumn

Filling = Text | Piece | tuple[Any, ...]
"""What fills a gap or a cell: words in both languages, a piece of a line, or a whole line."""
Listed = TypeVar("Listed")


class Column(NamedTuple, Generic[Listed]):
    """A column of a table: the key of its head, its width, and what stands in the row of an item."""

    head: str
    width: float
    cell: Callable[[Listed], Filling]
    align: Literal["left", "right", "center"] = "left"


class Sentences:
    """Lines, paragraphs and tables in one language, out of the words of `report.yaml`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **fillings: Filling) -> Line:
        """A sentence, its gaps filled with words, figures and lines."""
        pieces: list[Piece] = []
        for words, gap, _, _ in string.Formatter().parse(self.word(key)):
            pieces += [words] if words else []
            pieces += self.line(fillings[gap]) if gap else ()
        return tuple(pieces)

    def word(self, key: str) -> str:
        """Words without gaps."""
        return template(f"report.{key}").in_(self.language)

    def line(self, filling: Filling) -> Line:
        """What fills a gap, as a line."""
        if isinstance(filling, Text):
            return (filling.in_(self.language),)
        if isinstance(filling, str | Figure | Ref):
            return (filling,)
        return filling

    # Lines in a row

    def run(self, *sentences: Line) -> Line:
        """Sentences one after the other."""
        return self.joined(filter(None, sentences), "" if self.language == "zh" else " ")

    def statements(self, fillings: Iterable[Filling]) -> Line:
        """Lines in a row, with a semicolon between them."""
        return self.joined(fillings, semicolon(self.language))

    def joined(self, fillings: Iterable[Filling], separator: str | None = None) -> Line:
        """Lines in a row, with 、 or a comma between them, or a stronger mark where one holds such."""
        lines = [self.line(filling) for filling in fillings]
        if separator is None:
            texts = ["".join(piece for piece in line if isinstance(piece, str)) for line in lines]
            separator = comma_between(texts, self.language)
        pieces: list[Piece] = []
        for line in lines:
            pieces += [separator] if pieces and separator else []
            pieces += line
        return tuple(pieces)

    # Blocks

    def body(self, *sentences: Line) -> Paragraph:
        return Paragraph(self.run(*sentences))

    def item(self, *sentences: Line) -> Paragraph:
        return Paragraph(self.run(*sentences), "item")

    def paragraph(self, key: str, **fillings: Filling) -> Paragraph:
        """A paragraph of one sentence."""
        return self.body(self.say(key, **fillings))

    def table(self, id: str, items: Iterable[Listed], columns: Sequence[Column[Listed]], caption: str = "") -> Table:
        """A table with one row an item.

        Args:
            id: of the table; its caption is `{id}_table` unless one is given.
            items: what is listed.
            columns: heads and cells.
            caption: other words above it.
        """
        heads = tuple(TableColumn(self.word(column.head), column.width, column.align) for column in columns)
        rows = tuple(tuple(self.line(column.cell(item)) for column in columns) for item in items)
        return Table(id, caption or self.word(f"{id}_table"), heads, rows)

    def section(
        self, title: str, *blocks: Block, sections: Iterable[Section] = (), wide: bool = False, id: str = ""
    ) -> Section:
        """A section by the key of its title."""
        return Section((self.word(title),), blocks, tuple(sections), wide, id)

    # What stands in many places

    def unit(self, unit: str | None) -> str | None:
        """A unit as it stands in the head of a column; counting words are Chinese alone."""
        if self.language == "zh" or not unit:
            return unit
        return None if unit in numbers.COUNTING_WORDS else numbers.unit_in(unit, "en").removeprefix("× ")

    def references(self, references: Iterable[Reference]) -> Line:
        return self.statements(f"{reference.source} {reference.at}".strip() for reference in references)

    def grounds(self, basis: str, verified: bool) -> str:
        return phrases.grounds(basis, verified, self.language)

    def holder(self, held_by: str | None) -> str:
        """The office that holds a fact."""
        key = f"holder_{held_by}"
        return self.word(key) if knows(f"report.{key}") else held_by or "—"

    def scale(self, written: Mapping[str, Any]) -> str:
        """A scale: the values its author chose, and their scores."""
        parts = [(key, value) for key, value in written.items() if key not in ("note", "basis_of")]
        shown = [f"{self._scale_word(key)}{colon(self.language)}{self._scale_part(value)}" for key, value in parts]
        return semicolon(self.language).join(shown)

    def _scale_word(self, name: str) -> str:
        return self.word(f"scale {name}") if knows(f"report.scale {name}") else name

    def _scale_part(self, value: object) -> str:
        if isinstance(value, Mapping):
            return ", ".join(f"{self._scale_part(key)}→{self._scale_part(score)}" for key, score in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(map(self._scale_part, value))
        return numbers.number(value) if isinstance(value, float) else self._scale_word(str(value))


class Narrator(Sentences):
    """Tells a result: its figures, each with its origin."""

    def __init__(self, result: Result, language: Language, prefix: str = "") -> None:
        super().__init__(language)
        self.result = result
        self.prefix = prefix
        """Stands before the origin of every figure, where a report tells of several results."""

    # Figures: what is printed, the number, and its place in the result

    def points(self, value: float | None, origin: str) -> Line:
        """Points with one decimal."""
        limits = self.result.grade_limits if origin == "score" else ()
        return ("—",) if value is None else self._figure(numbers.points(value, limits), value, origin)

    def interval(self, low: float, high: float, origin: str) -> Line:
        start = f"{origin}." if origin else ""
        return (*self.points(low, f"{start}low"), "–", *self.points(high, f"{start}high"))

    def percent(self, share: float, origin: str) -> Line:
        return self._figure(numbers.percent(share), 100 * share, origin)

    def fine_percent(self, share: float, origin: str) -> Line:
        """A share with two decimals, for weights."""
        return self._figure(numbers.fine_percent(share), 100 * share, origin)

    def count(self, value: int, origin: str) -> Line:
        return self._figure(str(value), float(value), origin)

    def year(self, year: int | None, origin: str) -> Line:
        return self.say("in_year", year=self.count(year, origin)) if year else ()

    def number(self, value: float, origin: str) -> Line:
        return self._figure(numbers.number(value), value, origin)

    def quantity(self, value: float | str | None, unit: str | None, origin: str) -> Line:
        """A value with its unit."""
        if value is None or isinstance(value, str):
            return (value or "—",)
        return self._figure(self._close(numbers.quantity(value, unit, self.language)), value, origin)

    def bounded(self, stated: Used | StatedValue, unit: str | None, origin: str) -> Line:
        """A stated value with its bounds, where it is unsure; one that is but the middle of
        its bounds is told by them alone."""
        value, low, high = self.quantity(stated.value, unit, f"{origin}.value"), stated.low, stated.high
        if low is None and high is None:
            return value
        if low is None or high is None:
            return self.say("at_most" if low is None else "at_least", value=value)
        start, end = f"{origin}.low", f"{origin}.high"
        if numbers.is_midpoint(stated.value, low, high):
            least = self.quantity(low, unit if numbers.is_share(unit) else None, start)
            return (*least, "–", *self.quantity(high, unit, end))
        return self.say("between", value=value, low=self.number(low, start), high=self.number(high, end))

    def _close(self, text: str) -> str:
        """Chinese sets a unit right behind its number."""
        return text.replace(" ", "") if self.language == "zh" else text.rstrip()

    def _figure(self, text: str, value: float, origin: str) -> Line:
        return (Figure(text, value, self.prefix + origin),)

    # Nodes and clauses

    def score(self, node: NodeResult) -> Line:
        return self.points(node.score, f"nodes.{node.id}.score")

    def score_or_status(self, node: NodeResult) -> Line:
        """The score of a node, or why it has none."""
        return self.score(node) if node.status == "known" else (say(f"screen.{node.status}", self.language),)

    def bounds(self, node: NodeResult) -> Line:
        """The bounds of a node; what does not apply has none."""
        none = node.status == "not_applicable"
        return ("—",) if none else self.interval(node.low, node.high, f"nodes.{node.id}")

    def coverage(self, node: NodeResult) -> Line:
        return self.percent(node.coverage, f"nodes.{node.id}.coverage")

    def share(self, node: NodeResult) -> Line:
        return self.fine_percent(node.share, f"nodes.{node.id}.share")

    def contribution(self, node: NodeResult) -> Line:
        """Points that come from a node; of an unknown one none can be told."""
        return self.points(node.known_contribution, f"nodes.{node.id}.contribution")

    def value(self, node: NodeResult) -> Line:
        """The value of an indicator, with its bounds where it is one that was stated."""
        stated = node.stated_value
        if stated is not None:
            return self.bounded(stated, node.unit, f"nodes.{node.id}.used.{stated.where}")
        return self.quantity(node.value, node.unit, f"nodes.{node.id}.value")

    def threshold(self, gate: GateResult) -> Line:
        """What a clause asks for."""
        return (f"{gate.printed_sign} ", *self.quantity(gate.threshold, gate.unit, f"gates.{gate.id}.threshold"))

    def gap(self, gate: GateResult) -> Line:
        """How far a clause is from its threshold, on either side of it."""
        text = numbers.difference(gate.gap or 0.0, gate.unit, self.language)
        return self._figure(self._close(text), gate.gap or 0.0, f"gates.{gate.id}.gap")

    # Facts and modes

    def used(self, owner: str, used: Used) -> Line:
        """A fact that an indicator or a warning used: title, year and value."""
        origin = f"{owner}.used.{used.where}"
        value = self.bounded(used, self.spoken_unit(used.fact, used.unit), origin)
        year = self.year(used.year, f"{origin}.year")
        return self.say("used_in" if year else "used", title=used.title, year=year, value=value)

    def spoken_unit(self, fact: str, unit: str | None) -> str | None:
        """The unit of a fact, where its title does not say it already."""
        unit = phrases.unit_of(self.result, fact, unit)
        return None if self.language == "en" and unit in numbers.COUNTING_WORDS else unit

    def mode(self, id: str) -> str:
        """The name of an upgrading mode."""
        return mode_title(self.result, id, self.language)
