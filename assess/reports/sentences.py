"""Sentences of the report: the words of report.yaml, filled with pieces."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..judged_results import NodeResult, Used
from ..results import Result
from ..text import Language, Text
from . import wording
from .outline import Column, Figure, Line, Paragraph, Piece, Ref

Filling = Text | Piece | tuple[Any, ...]


@cache
def _sentences() -> dict[str, Text]:
    import yaml

    path = Path(__file__).resolve().parent / "report.yaml"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (our own file)
    return {key: Text(**words) for key, words in raw.items()}


def sentence(key: str) -> Text:
    """Words of the report by their key."""
    return _sentences()[key]


class Phrases:
    """The words of the report in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **fillings: Filling) -> Line:
        """A sentence, its gaps filled with words, figures and lines."""
        pieces: list[Piece] = []
        for words, name, _, _ in string.Formatter().parse(_sentences()[key].tell(self.language)):
            pieces += [words] if words else []
            pieces += self.line(fillings[name]) if name else ()
        return tuple(pieces)

    def line(self, filling: Filling) -> Line:
        """What fills a blank, as a line."""
        if isinstance(filling, Text):
            return (filling.tell(self.language),)
        if isinstance(filling, str | Figure | Ref):
            return (filling,)
        return filling

    def word(self, key: str) -> str:
        """Words without gaps."""
        return _sentences()[key].tell(self.language)

    def __contains__(self, key: str) -> bool:
        return key in _sentences()

    def body(self, *told: Line) -> Paragraph:
        return Paragraph(self.run(*told))

    def item(self, *told: Line) -> Paragraph:
        return Paragraph(self.run(*told), "item")

    def run(self, *told: Line) -> Line:
        """Sentences one after the other."""
        return self.joined([line for line in told if line], "" if self.language == "zh" else " ")

    def joined(self, told: Any, separator: str | None = None) -> Line:
        """Lines in a row, with 、 or a comma between them."""
        between = ("、" if self.language == "zh" else ", ") if separator is None else separator
        pieces: list[Piece] = []
        for line in told:
            pieces += [between] if pieces and between else []
            pieces += self.line(line)
        return tuple(pieces)

    def columns(self, *columns: tuple[str, float] | tuple[str, float, str]) -> tuple[Column, ...]:
        """Columns by the key of their head, width and alignment."""
        return tuple(Column(self.word(key), *rest) for key, *rest in columns)

    def unit(self, unit: str | None) -> str | None:
        """A unit in the language of the report; counting words are Chinese alone."""
        key = f"unit {unit}"
        return self.word(key).strip() if unit and self.language == "en" and key in self else unit

    def references(self, references: Any) -> Line:
        return self.joined(
            [f"{each.source} {each.at}".strip() for each in references], "；" if self.language == "zh" else "; "
        )

    def scale(self, written: Mapping[str, Any]) -> str:
        """A scale: the values its author chose, and their scores."""
        parts = [(key, value) for key, value in written.items() if key not in ("note", "basis_of")]
        colon, between = ("：", "；") if self.language == "zh" else (": ", "; ")
        return between.join(f"{self._scale_word(key)}{colon}{self._shape(value)}" for key, value in parts)

    def _scale_word(self, key: str) -> str:
        return self.word(f"scale {key}") if f"scale {key}" in self else key

    def _shape(self, value: object) -> str:
        if isinstance(value, Mapping):
            return ", ".join(f"{self._shape(key)}→{self._shape(item)}" for key, item in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(self._shape(item) for item in value)
        return wording.number(value) if isinstance(value, float) else self._scale_word(str(value))


class Teller(Phrases):
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
        limits = wording.edges(self.result) if origin == "score" else ()
        return (self._figure(wording.points(value, limits), value, origin),)

    def percent(self, share: float, origin: str) -> Line:
        return (self._figure(wording.percent(share), 100 * share, origin),)

    def fine_percent(self, share: float, origin: str) -> Line:
        """A share with two decimals, for weights."""
        return (self._figure(f"{100 * share:.2f}%", 100 * share, origin),)

    def count(self, value: int, origin: str) -> Line:
        return (self._figure(str(value), float(value), origin),)

    def year(self, year: int | None, origin: str) -> Line:
        return self.say("in_year", year=self._figure(str(year), float(year), origin)) if year else ()

    def number(self, value: float | str | None, origin: str) -> Line:
        if value is None or isinstance(value, str):
            return (value or "—",)
        return (self._figure(wording.number(value), value, origin),)

    def quantity(self, value: float | str | None, unit: str | None, origin: str) -> Line:
        """A value with its unit."""
        if value is None or isinstance(value, str):
            return (value or "—",)
        return (self._figure(self._close(wording.quantity(value, unit, self.language)), value, origin),)

    def bounded(self, told: Line, low: float | None, high: float | None, origin: str) -> Line:
        """A value with its bounds, where it is unsure."""
        if low is None and high is None:
            return told
        if high is None:
            return self.say("at_least", value=told)
        if low is None:
            return self.say("at_most", value=told)
        return self.say(
            "between", value=told, low=self.number(low, f"{origin}.low"), high=self.number(high, f"{origin}.high")
        )

    def shortfall(self, value: float, unit: str | None, origin: str) -> Line:
        return (self._figure(self._close(wording.shortfall(value, self.unit(unit), self.language)), value, origin),)

    def _close(self, text: str) -> str:
        """Chinese sets a unit right behind its number."""
        return text.replace(" ", "") if self.language == "zh" else text.rstrip()

    def interval(self, low: float, high: float, origin: str) -> Line:
        start = f"{origin}." if origin else ""
        return (*self.points(low, f"{start}low"), "–", *self.points(high, f"{start}high"))

    def _figure(self, text: str, value: float, origin: str) -> Figure:
        return Figure(text, value, self.prefix + origin)

    # What is told in many places

    def mode(self, id: str) -> str:
        """The name of an upgrading mode."""
        named = next((mode.title.tell(self.language) for mode in self.result.modes if mode.id == id), None)
        key = f"mode_name_{id}"
        return named or (self.word(key) if key in self else id)

    def holder(self, held_by: str | None) -> str:
        """The office that holds a fact."""
        key = f"holder_{held_by}"
        return self.word(key) if key in self else held_by or "—"

    def grounds(self, basis: str, verified: bool) -> str:
        return wording.grounds(basis, verified, self.language)

    def used(self, node: NodeResult, used: Used) -> Line:
        """A fact that an indicator used: title, year and value."""
        at = f"nodes.{node.id}.used.{used.where}"
        value = self.bounded(self.quantity(used.value, used.unit, f"{at}.value"), used.low, used.high, at)
        return self.run(self.line(used.title), self.year(used.year, f"{at}.year"), value)

    def standing(self, node: NodeResult) -> Line:
        """The score of a node, or why it has none."""
        if node.status == "known":
            return self.points(node.score, f"nodes.{node.id}.score")
        return (wording.say(node.status, self.language),)

    def contribution(self, node: NodeResult) -> Line:
        """Points that come from a node; of an unknown one none can be told."""
        return self.points(node.contribution if node.status == "known" else None, f"nodes.{node.id}.contribution")
