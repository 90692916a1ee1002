"""The sentences of reports and handbooks: words of `report.yaml`, their gaps filled, and tables out of them."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar

from ..i18n.catalog import knows, template
from ..i18n.numbers import COUNTING_WORDS, number, unit_in
from ..i18n.typography import bracket, colon, semicolon
from ..model.text import Language, Reference, Text, comma_between
from .document import Block, FieldList, Figure, Line, Paragraph, Piece, Ref, Section, Table, TableColumn

Filling = Text | Piece | tuple[Any, ...]
"""What fills a gap or a cell: words in both languages, a piece of a line, or a whole line."""
LabelledText = tuple[str, Filling]
Listed = TypeVar("Listed")


class Column(NamedTuple, Generic[Listed]):
    """A column of a table: the key of its head, its width, and what stands in the row of an item."""

    head: str
    width: float
    cell: Callable[[Listed], Filling]
    align: Literal["left", "right", "center"] = "left"


class Sentences:
    """Lines, paragraphs and tables in one language, out of the words of `report.yaml`."""

    words: ClassVar = "report"
    """The file of its words."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **fillings: Filling) -> Line:
        """A sentence, its gaps filled with words, figures and lines.

        Args:
            key: in the file of this narrator's words, or, with the name of a file before it,
                in another: `screen.note`.
            fillings: what stands in the gaps.
        """
        pieces: list[Piece] = []
        for words, gap, _, _ in string.Formatter().parse(self.word(key)):
            pieces += [words] if words else []
            pieces += self.line(fillings[gap]) if gap else ()
        return tuple(pieces)

    def word(self, key: str) -> str:
        """Words without gaps."""
        return template(key if "." in key else f"{self.words}.{key}").in_(self.language)

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

    def run_on(self, *parts: Line) -> Line:
        """Parts of one sentence, with a comma between those there are."""
        return self.joined(filter(None, parts), "，" if self.language == "zh" else ", ")

    def bracketed(self, line: Line) -> Line:
        """A line as an aside."""
        return ("（", *line, "）") if self.language == "zh" else (" (", *line, ")")

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

    def grid(self, heads: Iterable[str], rows: Iterable[Sequence[Filling]], right: Sequence[int] = ()) -> Table:
        """A table without number and caption.

        Args:
            heads: keys of the words above the columns, "" for none.
            rows: cells, one a column.
            right: the columns set to the right.
        """
        columns = tuple(
            TableColumn(self.word(head) if head else "", 1, "right" if index in right else "left")
            for index, head in enumerate(heads)
        )
        return Table("", "", columns, tuple(tuple(map(self.line, row)) for row in rows))

    def fields(self, rows: Iterable[LabelledText], aligned: bool = True) -> FieldList:
        """Labels, each with its text."""
        return FieldList(tuple((label, self.line(filling)) for label, filling in rows), aligned)

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
        return None if unit in COUNTING_WORDS else unit_in(unit, "en")

    def references(self, references: Iterable[Reference]) -> Line:
        return self.statements(f"{reference.source} {reference.at}".strip() for reference in references)

    def grounds(self, basis: str, verified: bool) -> str:
        """What a number rests on. An unverified official number is never called official."""
        checked = self.word("screen.verified" if verified else "screen.unverified")
        name = "expert" if basis == "official" and not verified else basis
        return self.word(f"screen.{name}") + bracket(checked, self.language)

    def duty(self, duty: str, basis: str) -> str:
        """Whether a clause binds or guides; our own lines do neither."""
        return self.word(f"clauses.duty_{duty}") if basis == "official" else "—"

    def mean(self, combine: str | None) -> str:
        """The name of a way of combining."""
        key = f"screen.mean_{combine}"
        return self.word(key) if knows(key) else combine or "—"

    def holder(self, held_by: str | None) -> str:
        """The office that holds a fact."""
        key = f"report.holder_{held_by}"
        return self.word(key) if knows(key) else held_by or "—"

    def scale(self, written: Mapping[str, Any]) -> str:
        """A scale: the values its author chose, and their scores."""
        parts = [(key, value) for key, value in written.items() if key not in ("note", "basis_of")]
        shown = [f"{self._scale_word(key)}{colon(self.language)}{self._scale_part(value)}" for key, value in parts]
        return semicolon(self.language).join(shown)

    def _scale_word(self, name: str) -> str:
        key = f"report.scale {name}"
        return self.word(key) if knows(key) else name

    def _scale_part(self, value: object) -> str:
        if isinstance(value, Mapping):
            return ", ".join(f"{self._scale_part(key)}→{self._scale_part(score)}" for key, score in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(map(self._scale_part, value))
        return number(value) if isinstance(value, float) else self._scale_word(str(value))
