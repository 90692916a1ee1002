"""Every line and every figure of a report, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from assess.report.document import (
    Block,
    Callout,
    Chart,
    FieldList,
    Figure,
    ItemList,
    Line,
    Paragraph,
    Report,
    Section,
    Table,
)


def iter_lines(report: Report) -> Iterator[Line]:
    """All lines of a report, wherever they stand."""
    summary = (report.summary,) if report.summary else ()
    for section in (*summary, *report.sections, *report.annexes, *report.chains):
        yield from _section_lines(section)
    yield from report.colophon


def _section_lines(section: Section) -> Iterator[Line]:
    yield section.title
    for block in section.blocks:
        yield from _block_lines(block)
    for subsection in section.sections:
        yield from _section_lines(subsection)


def _block_lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(line):
            yield line
        case FieldList(rows):
            yield from (line for _, line in rows)
        case ItemList(items):
            yield from items
        case Callout(title, text, (_, source)):
            yield from (title, text, source)
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Chart():
            yield block.alt


def all_figures(report: Report) -> Iterator[Figure]:
    """Every figure of a report."""
    return (piece for line in iter_lines(report) for piece in line if isinstance(piece, Figure))
