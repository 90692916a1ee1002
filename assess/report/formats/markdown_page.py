"""The report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..document import (
    Block,
    Chart,
    Line,
    Paragraph,
    Report,
    Table,
    headings,
    labels,
    line_text,
    strip_controls,
)
from .markdown import escape


def render(report: Report) -> bytes:
    """Headings, paragraphs, tables; a chart is told in words."""
    names = labels(report)
    lines = [f"# {escape(report.name)}", ""]
    if report.notice:
        lines += [f"**{escape(report.notice)}**", ""]
    if report.summary:
        lines += [f"## {_text(report.summary.title, names)}", "", *_blocks(report.summary.blocks, names)]
    signed = False
    for heading in headings(report):
        if heading.annex and not signed:
            lines += _colophon(report, names)
            signed = True
        gap = "" if heading.number.endswith(("、", "）", ".")) else " "
        lines += ["#" * (heading.level + 1) + f" {heading.number}{gap}{_text(heading.section.title, names)}", ""]
        lines += _blocks(heading.section.blocks, names)
    lines += [] if signed else _colophon(report, names)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _colophon(report: Report, names: Mapping[str, str]) -> list[str]:
    return [piece for line in report.colophon for piece in (_text(line, names), "")]


def _text(line: Line, names: Mapping[str, str]) -> str:
    return escape(line_text(line, names))


def _blocks(blocks: Sequence[Block], names: Mapping[str, str]) -> Iterator[str]:
    number = 0
    for block in blocks:
        number = number + 1 if isinstance(block, Paragraph) and block.kind == "item" else 0
        yield from _block(block, number, names)
        yield ""


def _block(block: Block, number: int, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield (f"{number}. " if number else "") + _text(block.line, names)
    elif isinstance(block, Table):
        yield from _table(block, names)
    elif isinstance(block, Chart):
        yield f"*{names[block.id]} {escape(strip_controls(block.caption))}*: {_text(block.alt, names)}"


def _table(table: Table, names: Mapping[str, str]) -> Iterator[str]:
    yield f"*{names[table.id]} {escape(strip_controls(table.caption))}*"
    yield ""
    yield "| " + " | ".join(escape(column.head) for column in table.columns) + " |"
    yield "|" + "".join(" ---: |" if column.align == "right" else " --- |" for column in table.columns)
    for row in table.rows:
        yield "| " + " | ".join(_text(cell, names) for cell in row) + " |"
