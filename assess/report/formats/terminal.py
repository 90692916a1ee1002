"""Documents on a terminal: columns stand below each other, Chinese characters counted as two wide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ...i18n.typography import width
from ..document import (
    Block,
    Callout,
    FieldList,
    ItemList,
    Line,
    Paragraph,
    Report,
    Section,
    Table,
    labels,
    line_text,
    strip_controls,
)

MAX_WIDTH: Final = 100
"""Columns after which text is folded."""
BAR_WIDTH: Final = 20
NO_BREAK_BEFORE: Final = "，。；：、）”》！？"


def render(report: Report, bars: bool = False) -> str:
    """Title and sections with an empty line between them.

    Args:
        report: a document; its summary, annexes and numbers are for print.
        bars: draw the bars of its tables.
    """
    terminal = _Terminal(labels(report), bars)
    groups = ["\n".join(map(strip_controls, report.title))]
    groups += ["\n".join(terminal.section(section)) for section in report.sections]
    return "\n\n".join(filter(None, groups)) + "\n"


class _Terminal(NamedTuple):
    names: Mapping[str, str]
    bars: bool

    def section(self, section: Section, level: int = 0) -> Iterator[str]:
        if section.title:
            yield _indent(level) + self.text(section.title)
        # Content is set one level deeper than its title.
        indent = _indent(level + bool(section.title))
        for block in section.blocks:
            yield from self.block(block, indent)
        for subsection in section.sections:
            yield ""
            yield from self.section(subsection, level + 1)

    def block(self, block: Block, indent: str) -> Iterator[str]:
        match block:
            case Paragraph(line):
                yield from fold(self.text(line), indent, indent)
            case FieldList():
                yield from self.fields(block, indent)
            case ItemList(items, ordered):
                for rank, item in enumerate(items, start=1):
                    mark = f"  {rank}. " if ordered else ""
                    yield from fold(self.text(item), indent + mark, indent + " " * len(mark))
            case Callout(title, text, (label, source)):
                yield f"{indent}! {self.text(title)}"
                yield from fold(self.text(text), indent + "  ", indent + "  ")
                yield f"{indent}  {label}  {self.text(source)}"
            case Table():
                yield from self.table(block, indent)
            case _:
                yield from fold(self.text(block.alt), indent, indent)

    def fields(self, fields: FieldList, indent: str) -> Iterator[str]:
        widest = max((width(label) for label, _ in fields.rows), default=0) if fields.aligned else 0
        for label, line in fields.rows:
            start = indent + padded(label, widest) + "  "
            then = " " * width(start) if fields.aligned else indent + "  "
            yield from fold(self.text(line), start, then)

    def table(self, table: Table, indent: str) -> Iterator[str]:
        heads = [column.head for column in table.columns]
        rows = [[self.text(cell) for cell in row] for row in table.rows]
        if self.bars and table.bars:
            rows = [[*row, bar(*ends)] for row, ends in zip(rows, table.bars, strict=True)]
        rows = [heads, *rows] if any(heads) else rows
        widths = [max(width(row[index]) for row in rows) for index in range(len(heads))]
        right = [column.align == "right" for column in table.columns]
        for row in rows:
            cells = [padded(*cell) for cell in zip(row, widths, right, strict=False)]
            yield (indent + "  ".join([*cells, *row[len(heads) :]])).rstrip()

    def text(self, line: Line) -> str:
        return line_text(line, self.names)


def _indent(level: int) -> str:
    """Nothing, two blanks, and three more for every level below, so that a number has room."""
    return " " * max(0, 3 * level - 1)


def bar(low: float, high: float) -> str:
    """Filled to the low end, shaded to the high one, in characters that GBK has."""
    start, end = (round(BAR_WIDTH * value / 100) for value in (low, high))
    return "█" * start + "▓" * (end - start) + "·" * (BAR_WIDTH - end)


def padded(text: str, columns: int, right: bool = False) -> str:
    """A text with the blanks that fill its columns."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def fold(text: str, first: str, then: str) -> Iterator[str]:
    """A text in lines that fit.

    Args:
        text: without line ends.
        first: what stands before it on its first line.
        then: the indent of all further lines.
    """
    start, line = first, first
    for piece in _unbreakable(text):
        if width(line) + width(piece.rstrip()) > MAX_WIDTH and line != start:
            yield line.rstrip()
            start, line = then, then + piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _unbreakable(text: str) -> Iterator[str]:
    """The pieces of a text: it may be broken at a space, and after a wide character unless a mark follows."""
    for word in re.findall(r"\s+|\S+", text, re.ASCII):
        start = 0
        for index in range(1, len(word)):
            if width(word[index - 1]) == 2 and word[index] not in NO_BREAK_BEFORE:
                yield word[start:index]
                start = index
        yield word[start:]
