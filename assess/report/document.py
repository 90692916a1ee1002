"""The Report: a document as a noun, before it has any format.

A line of it is a row of pieces: words, figures that remember where in the result they
come from, and references to tables, charts and annexes. Every format renders the same
pieces, so no two of them can tell different numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ..model.result import ResultContract
from ..model.text import Language

Length = Literal["brief", "standard", "full"]
"""Of a report: about 4 pages, about 12, or all of it with its annexes."""


class Figure(NamedTuple):
    """A number as it is shown, the number itself, and its place in the result."""

    text: str
    value: float
    origin: str
    """Path in the result, `nodes.SP01.score`, or what was derived, `lost(SP01)`."""


class Ref(NamedTuple):
    """Points to a table, a chart or an annex by its id."""

    target: str


class Code(NamedTuple):
    """A name as it is written in files, such as that of a fact."""

    text: str


Piece = str | Figure | Ref | Code
Line = tuple[Piece, ...]


class Paragraph(NamedTuple):
    """Running text."""

    line: Line
    kind: Literal["body", "item", "note", "footnote"] = "body"


class FieldList(NamedTuple):
    """Labels, each with its text."""

    rows: tuple[tuple[str, Line], ...]
    aligned: bool = True
    """All texts begin in one column."""


class ItemList(NamedTuple):
    """Short lines below each other."""

    items: tuple[Line, ...]
    ordered: bool = False


class Callout(NamedTuple):
    """A warning that stands out: what is wrong, what to do, and the source under its label."""

    title: Line
    text: Line
    source: tuple[str, Line]


class TableColumn(NamedTuple):
    """A column of a table; widths count beside each other."""

    head: str
    width: float
    align: Literal["left", "right", "center"] = "left"


class Table(NamedTuple):
    """A table; its number is given by the order of the document."""

    id: str
    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Line, ...], ...]
    bars: tuple[tuple[float, float], ...] = ()
    """Low and high end of a bar beside each row, from 0 to 100; for a terminal."""


class Series(NamedTuple):
    """Values of a chart under one name."""

    name: str
    values: tuple[float | None, ...]
    """None where nothing is known: a gap, and no zero."""


class Chart(NamedTuple):
    """A chart as data. A radar has one axis a label; bars lie one below the other."""

    id: str
    kind: Literal["radar", "bars"]
    caption: str
    alt: Line
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str


Block = Paragraph | FieldList | ItemList | Callout | Table | Chart
"""What stands in a section. Lists and callouts are for screens; a report has none of them."""


class Section(NamedTuple):
    """A heading with what stands below it."""

    title: Line
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    wide: bool = False
    """Set across the page, for its tables."""
    id: str = ""


class Report(NamedTuple):
    """A document in one language: a full report, or what a command shows."""

    language: Language
    title: tuple[str, ...]
    """One line after the other."""
    sections: tuple[Section, ...] = ()
    notice: str | None = None
    summary: Section | None = None
    annexes: tuple[Section, ...] = ()
    colophon: tuple[Line, ...] = ()
    date: str = ""
    chains: tuple[Section, ...] = ()
    """How every number came about, for a page on which numbers are links."""
    results: tuple[ResultContract, ...] = ()
    numbered: bool = True
    """Headings are numbered; on a screen they are not."""

    @property
    def name(self) -> str:
        """The title in one line."""
        return strip_controls("".join(self.title) if self.language == "zh" else " ".join(self.title))


class Heading(NamedTuple):
    """A section in its place: level from 1, its number, and the id to link to."""

    level: int
    number: str
    section: Section
    anchor: str
    annex: bool = False

    @property
    def prefix(self) -> str:
        """The number, with what stands between it and the title."""
        return self.number if self.number.endswith(("、", "）", ".")) or not self.number else self.number + " "


def headings(report: Report) -> Iterator[Heading]:
    """All headings in reading order, numbered; the summary has none."""
    for heading in _numbered(report.sections, (), report.language):
        yield heading if report.numbered else heading._replace(number="")
    for index, annex in enumerate(report.annexes, start=1):
        number = f"附表{index}" if report.language == "zh" else f"Annex {index}"
        yield Heading(1, number, annex, f"annex-{index}", annex=True)
        yield from _numbered(annex.sections, (index,), report.language, "annex")


def _numbered(
    sections: Sequence[Section], above: tuple[int, ...], language: Language, start: str = "section"
) -> Iterator[Heading]:
    for index, section in enumerate(sections, start=1):
        path = (*above, index)
        anchor = "-".join([start, *map(str, path)])
        yield Heading(len(path), numeral(path, language), section, anchor, annex=start == "annex")
        yield from _numbered(section.sections, path, language, start)


def numeral(path: tuple[int, ...], language: Language) -> str:
    """Number of a heading: 一、 （一） 1. （1） in Chinese, 1.2.3 in English."""
    if language == "en":
        return ".".join(map(str, path))
    forms = (f"{chinese(path[-1])}、", f"（{chinese(path[-1])}）", f"{path[-1]}.", f"（{path[-1]}）")
    return forms[min(len(path), 4) - 1]


def chinese(number: int) -> str:
    """A number from 1 to 999 in Chinese."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    before = digits[hundreds] + "百" if hundreds else ""
    if tens:
        before += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        before += "零"
    return before + (digits[ones] if ones else "")


def blocks(report: Report) -> Iterator[Block]:
    """All blocks in reading order."""
    if report.summary:
        yield from report.summary.blocks
    for heading in headings(report):
        yield from heading.section.blocks


def labels(report: Report) -> dict[str, str]:
    """What a reference says: 表1, 图2, 附表3."""
    words = {Table: ("表", "Table "), Chart: ("图", "Figure ")}
    counts = {Table: 0, Chart: 0}
    named = {heading.section.id: heading.number for heading in headings(report) if heading.section.id}
    for block in blocks(report):
        if isinstance(block, Table | Chart):
            counts[type(block)] += 1
            word = words[type(block)][report.language == "en"]
            named[block.id] = f"{word}{counts[type(block)]}"
    return named


def line_text(line: Line, names: Mapping[str, str]) -> str:
    """A line as plain text."""
    return "".join(word for word, _ in iter_text(line, names))


def iter_text(line: Line, names: Mapping[str, str]) -> Iterator[tuple[str, Piece]]:
    """The text of every piece, with the piece; nothing in it can steer a reader's program."""
    for piece in line:
        if isinstance(piece, Ref):
            yield names[piece.target], piece
        else:
            yield strip_controls(piece if isinstance(piece, str) else piece.text), piece


def strip_controls(text: str) -> str:
    """Text from outside without characters that control a terminal, a parser or the
    direction of writing."""
    return "".join(character if character.isprintable() or character == "\u3000" else " " for character in text)
