"""The report as a Word document: editable, in official form, with native charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from ...i18n.catalog import say
from ...i18n.typography import width
from ..document import (
    Block,
    Chart,
    Heading,
    Line,
    Paragraph,
    Ref,
    Report,
    Table,
    TableColumn,
    headings,
    iter_text,
    labels,
    line_text,
    strip_controls,
)
from . import docx_charts, docx_xml
from .docx_base import BaseDocument, base_document
from .docx_package import WordPackage
from .docx_table import column_widths, kept_rows
from .docx_template import read_template
from .docx_xml import KEEP_NEXT, field_end, field_start, paragraph, reference, run

LEAST_CHAPTERS: Final = 4
"""From so many chapters on a report has a list of them."""
SHORT_PARAGRAPH: Final = 112
"""Columns of text up to which a paragraph has about two lines."""


def render(report: Report, template: str | PathLike[str] | None = None) -> bytes:
    """A .docx, with the styles, page, headers and footers of a base document: ours, or a bureau's template."""
    base = base_document(report.language, read_template(Path(template)) if template is not None else None)
    package = WordPackage(base)
    body = _BodyWriter(report, base, package).xml()
    return package.write(base.document_xml(body), report)


class _BodyWriter:
    """Writes the text of a report as XML."""

    def __init__(self, report: Report, base: BaseDocument, package: WordPackage) -> None:
        self._report, self._base, self._package = report, base, package
        self._names = labels(report)
        self._charts = 0
        self._bookmarks = 0
        self._wide = False
        self._first_section = True

    def xml(self) -> str:
        """All paragraphs and tables, with the properties of their pages."""
        parts = [*self._front(), *self._contents()]
        annexed = False
        for heading in headings(self._report):
            if heading.annex and not annexed:
                annexed = True
                parts += self._colophon()  # says who wrote the report, before its annexes
            wide = heading.section.wide if heading.level == 1 else self._wide
            if wide != self._wide:
                parts.append(self._turn_page(wide))
            parts += self._section(heading)
        parts += [] if annexed else self._colophon()
        return "".join(parts) + self._base.section_xml(self._wide, self._first_section)

    def _front(self) -> Iterator[str]:
        for line in self._report.title:
            yield self._paragraph("Title", run(strip_controls(line)))
        if self._report.notice:
            yield self._paragraph("Subtitle", run(strip_controls(self._report.notice)))
        summary = self._report.summary
        if summary:
            yield self._paragraph("Lead", self._runs(summary.title))
            yield from (xml for block in summary.blocks for xml in self._block(block))

    def _contents(self) -> Iterator[str]:
        """A list of links to the chapters: a field that can be brought up to date, with its
        text already in place for programs that cannot."""
        chapters = [heading for heading in headings(self._report) if heading.level == 1]
        if len(chapters) < LEAST_CHAPTERS:
            return
        yield self._paragraph("Lead", run(say("report.contents", self._report.language)))
        start = field_start(r' TOC \o "1-1" \h \z \n \u ')
        for index, heading in enumerate(chapters):
            gap = "　" if heading.annex or self._report.language == "en" else ""
            text = run(heading.number + gap + line_text(heading.section.title, self._names))
            link = f'<w:hyperlink w:anchor={quoteattr(_anchor(heading))} w:history="1">{text}</w:hyperlink>'
            end = field_end() if index == len(chapters) - 1 else ""
            yield self._paragraph("toc 1", (start if index == 0 else "") + link + end, "" if end else KEEP_NEXT)

    def _colophon(self) -> Iterator[str]:
        return (self._paragraph("Signature", self._runs(line)) for line in self._report.colophon)

    def _turn_page(self, wide: bool) -> str:
        """The end of a section of pages; the next one lies the other way."""
        before = self._base.section_xml(self._wide, self._first_section)
        self._wide, self._first_section = wide, False
        return self._paragraph("Table Text", "", before)

    def _section(self, heading: Heading) -> Iterator[str]:
        mark = self._bookmark(_anchor(heading), "")
        title = self._runs(heading.section.title)
        if heading.annex and heading.level == 1:
            label = self._bookmark(f"_Ref_{heading.section.id}", run(heading.number))
            yield self._paragraph("Annex", mark + label + run("　") + title)
        else:
            yield self._paragraph(f"heading {min(heading.level, 4)}", mark + title)
        blocks = heading.section.blocks
        for index, block in enumerate(blocks):
            # A short last paragraph of a section never has a page to itself; a long one fills enough of it.
            before_last = index == len(blocks) - 2 and self._is_short(blocks[-1])
            yield from self._block(block, KEEP_NEXT if before_last else "")

    def _is_short(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and width(line_text(block.line, self._names)) <= SHORT_PARAGRAPH

    def _block(self, block: Block, more: str = "") -> Iterator[str]:
        if isinstance(block, Paragraph):
            style = {"body": "Body Text", "item": "Item", "note": "Note"}[block.kind]
            yield self._paragraph(style, self._runs(block.line), more)
        elif isinstance(block, Table):
            yield self._caption(block, KEEP_NEXT)
            yield self._table(block)
        elif isinstance(block, Chart):
            yield self._chart(block)
            yield self._caption(block)

    # Lines

    def _paragraph(self, style: str, runs: str, more: str = "") -> str:
        return paragraph(self._base.style_ids[style.lower()], runs, more)

    def _runs(self, line: Line) -> str:
        return "".join(
            reference(f"_Ref_{piece.target}", text) if isinstance(piece, Ref) else run(text)
            for text, piece in iter_text(line, self._names)
        )

    def _bookmark(self, name: str, inside: str) -> str:
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name={quoteattr(name)}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def _caption(self, block: Table | Chart, more: str = "") -> str:
        label = self._names[block.id]
        word = label.rstrip("0123456789")
        number = label[len(word) :]
        counted = field_start(f" SEQ {word.strip()} \\* ARABIC ") + run(number) + field_end()
        gap = "　" if self._report.language == "zh" else ". "
        marked = self._bookmark(f"_Ref_{block.id}", run(word) + counted)
        return self._paragraph("caption", marked + run(gap + strip_controls(block.caption)), more)

    # Tables

    def _table(self, table: Table) -> str:
        texts = [[line_text(cell, self._names) for cell in row] for row in table.rows]
        widths = column_widths(table.columns, texts, self._base.text_width(self._wide))
        kept = kept_rows(texts, widths)
        head = self._row([(column.head,) for column in table.columns], table.columns, widths, head=True)
        rows = [self._row(row, table.columns, widths, keep=i in kept) for i, row in enumerate(table.rows)]
        return docx_xml.table(widths, [head, *rows], strip_controls(table.caption)) + self._paragraph("Table Text", "")

    def _row(
        self,
        cells: Sequence[Line],
        columns: Sequence[TableColumn],
        widths: Sequence[int],
        head: bool = False,
        keep: bool = False,
    ) -> str:
        texts = []
        for cell, column in zip(cells, columns, strict=True):
            align = "" if head or column.align == "left" else f'<w:jc w:val="{column.align}"/>'
            more = (KEEP_NEXT if head or keep else "") + align
            texts.append(self._paragraph("Table Head" if head else "Table Text", self._runs(cell), more))
        return docx_xml.table_row(widths, texts, head)

    # Charts

    def _chart(self, chart: Chart) -> str:
        self._charts += 1
        relation = self._package.add_chart(docx_charts.chart_part(chart), docx_charts.data_workbook(chart))
        radar = chart.kind == "radar"
        across = round(self._base.text_width(wide=False) * (0.75 if radar else 1.0)) * docx_xml.EMU_PER_TWIP
        down = round(across * 0.6) if radar else docx_charts.bars_height(chart) * docx_xml.EMU_PER_TWIP
        description = line_text(chart.alt, self._names)[:1000]
        return self._paragraph("Chart", docx_xml.chart(relation, self._charts, across, down, description))


def _anchor(heading: Heading) -> str:
    return "_Toc_" + heading.anchor.replace("-", "_")
