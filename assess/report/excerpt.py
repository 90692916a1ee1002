"""A report without its annexes: what points to them names the full report."""

from __future__ import annotations

from collections.abc import Mapping

from ..i18n.catalog import say
from .document import Block, Line, Paragraph, Ref, Report, Section, Table, labels


def without_annexes(report: Report) -> Report:
    """The report with the annexes left out; no reference points to what is not there."""
    names, short = labels(report), report._replace(annexes=())
    here = labels(short)
    elsewhere = {
        target: say("glance.in_full", report.language, annex=name)
        for target, name in names.items()
        if target not in here
    }
    summary = _section(report.summary, elsewhere) if report.summary else None
    return short._replace(summary=summary, sections=tuple(_section(each, elsewhere) for each in report.sections))


def _section(section: Section, elsewhere: Mapping[str, str]) -> Section:
    return section._replace(
        title=_line(section.title, elsewhere),
        blocks=tuple(_block(block, elsewhere) for block in section.blocks),
        sections=tuple(_section(inner, elsewhere) for inner in section.sections),
    )


def _block(block: Block, elsewhere: Mapping[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return block._replace(line=_line(block.line, elsewhere))
    if isinstance(block, Table):
        return block._replace(rows=tuple(tuple(_line(line, elsewhere) for line in row) for row in block.rows))
    return block


def _line(line: Line, elsewhere: Mapping[str, str]) -> Line:
    return tuple(elsewhere.get(piece.target, piece) if isinstance(piece, Ref) else piece for piece in line)
