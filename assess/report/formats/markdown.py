"""Documents as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..document import (
    Block,
    Callout,
    Chart,
    Code,
    FieldList,
    Heading,
    ItemList,
    Line,
    Paragraph,
    Report,
    Table,
    headings,
    iter_text,
    labels,
    strip_controls,
)


def render(report: Report) -> str:
    """Headings, paragraphs, lists, tables; a chart is told in words."""
    chunks = list(_Markdown(labels(report)).report(report))
    text = chunks[0].text
    for above, chunk in pairwise(chunks):
        text += ("\n" if above.listed and chunk.listed else "\n\n") + chunk.text
    return text.rstrip() + "\n"


class _Chunk(NamedTuple):
    """Lines that belong together; lists that follow each other run on."""

    text: str
    listed: bool = False


class _Markdown(NamedTuple):
    names: Mapping[str, str]

    def report(self, report: Report) -> Iterator[_Chunk]:
        yield _Chunk(f"# {escape(report.name)}")
        if report.notice:
            yield _Chunk(f"**{escape(report.notice)}**")
        if report.summary:
            yield _Chunk(f"## {self.text(report.summary.title)}")
            yield from self.blocks(report.summary.blocks)
        places = list(headings(report))
        for heading in places:
            if not heading.annex:
                yield from self.section(heading)
        yield from (_Chunk(self.text(line)) for line in report.colophon)
        for heading in places:
            if heading.annex:
                yield from self.section(heading)

    def section(self, heading: Heading) -> Iterator[_Chunk]:
        if heading.section.title:
            yield _Chunk("#" * (heading.level + 1) + " " + heading.prefix + self.text(heading.section.title))
        yield from self.blocks(heading.section.blocks)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[_Chunk]:
        rank = 0
        for block in blocks:
            rank = rank + 1 if isinstance(block, Paragraph) and block.kind == "item" else 0
            yield self.block(block, rank)

    def block(self, block: Block, rank: int) -> _Chunk:
        match block:
            case Paragraph(line, kind):
                text = self.text(line)
                return _Chunk({"item": f"{rank}. {text}", "footnote": f"*{text}*"}.get(kind, text))
            case FieldList(rows):
                items = [f"- {escape(label)}: {self.text(line)}" for label, line in rows]
            case ItemList(lines, ordered):
                items = [f"{'1.' if ordered else '-'} {self.text(line)}" for line in lines]
            case Callout(title, line, (_, source)):
                items = [f"- **{self.text(title)}** {self.text(line)} ({self.text(source)})"]
            case Table():
                return _Chunk("\n".join(self.table(block)))
            case Chart():
                return _Chunk(f"{self.caption(block)}: {self.text(block.alt)}")
        return _Chunk("\n".join(items), listed=True)

    def table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield f"{self.caption(table)}\n"
        yield "| " + " | ".join(escape(column.head) for column in table.columns) + " |"
        rules = [" ---: |" if table.caption and column.align == "right" else " --- |" for column in table.columns]
        yield "|" + "".join(rules)
        for row in table.rows:
            yield "| " + " | ".join(map(self.text, row)) + " |"

    def caption(self, block: Table | Chart) -> str:
        return f"*{self.names[block.id]} {escape(strip_controls(block.caption))}*"

    def text(self, line: Line) -> str:
        return "".join(
            f"`{word}`" if isinstance(piece, Code) else escape(word) for word, piece in iter_text(line, self.names)
        )


def escape(text: str) -> str:
    """Text from outside, so that no character of it acts as markup."""
    return "".join("\\" + character if character in "\\`*_{}[]<>#|!$~" else character for character in text)
