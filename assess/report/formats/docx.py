"""The report as a Word document: editable, in official form, with native charts."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from ...i18n.catalog import say
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
    strip_controls,
)
from . import docx_page as page
from . import docx_styles as styles
from .docx_xml import field_end, field_start, paragraph, reference, run

if TYPE_CHECKING:
    from .docx_template import House

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
EMU: Final = 635
"""English metric units in a twip."""
NARROW: Final = 14
"""Sum of column widths from which a table takes the whole width."""
SHORT: Final = 8
"""Rows up to which a table is kept on one page."""
BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The time every part of the package is given, so that equal reports are equal bytes."""


def render(report: Report, house: House | None = None) -> bytes:
    """A .docx.

    Args:
        report: what to tell.
        house: styles and page of a bureau's own, instead of ours.
    """
    import docx

    document = docx.Document()
    body = _Body(report, document.part, house)
    xml = body.xml()
    _dress(document, report, house)
    element = document.element
    element.remove(element.body)
    from docx.oxml import parse_xml

    element.append(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"))
    out = io.BytesIO()
    document.save(out)
    return _stilled(out.getvalue())


def _stilled(package: bytes) -> bytes:
    """The same package with its parts in order and without the time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, BEGINNING), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


# The package around the text


def _dress(document: Any, report: Report, house: House | None) -> None:
    from docx.oxml import parse_xml

    part, language = document.part, report.language
    part._styles_part._element = parse_xml(styles.styles_xml(language, house.styles if house else None))
    part.numbering_part._element = parse_xml(page.numbering_xml(language))
    part._settings_part._element = parse_xml(page.settings_xml(language))
    for relation in list(part.rels.values()):
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = page.fonts_xml().encode()
        elif relation.reltype.endswith(("/customXml", "/stylesWithEffects", "/webSettings")):
            del part.rels[relation.rId]
    package = part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = page.maker_xml().encode()
    _describe(document.core_properties, report)


def _describe(properties: Any, report: Report) -> None:
    day = datetime.datetime.fromisoformat(report.date)
    properties.title, properties.author, properties.comments = report.name[:255], "", ""
    properties.language = "zh-CN" if report.language == "zh" else "en-GB"
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision, properties.keywords = "", 1, ""


# The text


class _Body:
    """Writes the body of a report as XML."""

    def __init__(self, report: Report, part: Any, house: House | None) -> None:
        self.report, self.part = report, part
        self.names = labels(report)
        self.charts = 0
        self.bookmarks = 0
        footers = (_footer(part, "right"), _footer(part, "left"))
        own = house.page if house else {}
        self.sections = {wide: page.section_xml(wide, footers, own, report.language == "zh") for wide in (False, True)}
        self.width = {wide: page.text_width(wide, own) for wide in (False, True)}
        self.wide = False

    def xml(self) -> str:
        parts = [*self._front(), *self._contents()]
        annexed = False
        for heading in headings(self.report):
            # A chapter that changes the page begins with a section of its own; so do the annexes,
            # after the line that says who wrote the report.
            if heading.annex and not annexed:
                annexed = True
                parts += [*self._colophon()]
            wide = heading.section.wide if heading.level == 1 else self.wide
            if wide != self.wide:
                parts.append(self._turn(wide))
            parts += self._section(heading)
        parts += [] if annexed else [*self._colophon()]
        return "".join(parts) + self.sections[self.wide]

    def _front(self) -> Iterator[str]:
        for line in self.report.title:
            yield paragraph("Title", run(strip_controls(line)))
        if self.report.notice:
            yield paragraph("Subtitle", run(strip_controls(self.report.notice)))
        summary = self.report.summary
        if summary:
            yield paragraph("Lead", self._runs(summary.title))
            yield from (xml for block in summary.blocks for xml in self._block(block))

    def _contents(self) -> Iterator[str]:
        """A list of links to the chapters: a field that can be brought up to date, with its
        text already in place for programs that cannot."""
        yield paragraph("Lead", run(say("report.contents", self.report.language)))
        chapters = [heading for heading in headings(self.report) if heading.level == 1]
        start = field_start(r' TOC \o "1-1" \h \z \n \u ')
        for index, heading in enumerate(chapters):
            title = "".join(word for word, _ in iter_text(heading.section.title, self.names))
            gap = "　" if heading.annex or self.report.language == "en" else ""
            text = run(heading.number + gap + title)
            link = f'<w:hyperlink w:anchor={quoteattr(_mark(heading))} w:history="1">{text}</w:hyperlink>'
            end = field_end() if index == len(chapters) - 1 else ""
            together = "" if end else "<w:keepNext/>"
            yield paragraph("TOC1", (start if index == 0 else "") + link + end, together)

    def _colophon(self) -> Iterator[str]:
        for line in self.report.colophon:
            yield paragraph("Signature", self._runs(line))

    def _turn(self, wide: bool) -> str:
        """The end of a section of pages: what stood before keeps its page."""
        before = self.sections[self.wide]
        self.wide = wide
        return f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{before}</w:pPr></w:p>'

    def _section(self, heading: Heading) -> Iterator[str]:
        mark = self._bookmark(_mark(heading), "")
        title = self._runs(heading.section.title)
        if heading.annex and heading.level == 1:
            label = self._bookmark(f"_Ref_{heading.section.id}", run(heading.number))
            yield paragraph("Annex", mark + label + run("　") + title)
        else:
            yield paragraph(f"Heading{min(heading.level, 4)}", mark + title)
        for block in heading.section.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            style = {"body": "BodyText", "item": "Item", "note": "Note"}[block.kind]
            yield paragraph(style, self._runs(block.line))
        elif isinstance(block, Table):
            yield self._caption(block, "<w:keepNext/>")
            yield self._table(block)
        else:
            yield self._chart(block)
            yield self._caption(block, "")

    # Lines

    def _runs(self, line: Line) -> str:
        parts = []
        for word, piece in iter_text(line, self.names):
            parts.append(reference(f"_Ref_{piece.target}", word) if isinstance(piece, Ref) else run(word))
        return "".join(parts)

    def _bookmark(self, name: str, inside: str) -> str:
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(name)}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def _caption(self, block: Table | Chart, more: str) -> str:
        label = self.names[block.id]
        number = "".join(character for character in label if character.isdigit())
        word = label[: len(label) - len(number)]
        counted = field_start(f" SEQ {word.strip()} \\* ARABIC ") + run(number) + field_end()
        gap = "　" if self.report.language == "zh" else ". "
        marked = self._bookmark(f"_Ref_{block.id}", run(word) + counted)
        return paragraph("Caption", marked + run(gap + strip_controls(block.caption)), more)

    # Tables

    def _table(self, table: Table) -> str:
        total = sum(column.width for column in table.columns)
        # A table of few columns is not stretched over the whole page.
        across = self.width[self.wide] * min(1.0, total / NARROW)
        widths = [round(across * column.width / total) for column in table.columns]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row([(column.head,) for column in table.columns], table.columns, widths, head=True)
        last = len(table.rows) - 1
        # Of a long table no page has the first rows or the last one alone.
        kept = set(range(last)) if last < SHORT else {0, 1, last - 2, last - 1}
        rows = "".join(self._row(row, table.columns, widths, keep=i in kept) for i, row in enumerate(table.rows))
        alt = quoteattr(strip_controls(table.caption))
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1"/>'
            f"<w:tblCaption w:val={alt}/><w:tblDescription w:val={alt}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        ) + paragraph("TableText", "")

    def _row(
        self, cells: Any, columns: tuple[TableColumn, ...], widths: list[int], head: bool = False, keep: bool = False
    ) -> str:
        made = []
        for cell, column, width in zip(cells, columns, widths, strict=True):
            align = "" if head or column.align == "left" else f'<w:jc w:val="{column.align}"/>'
            more = ("<w:keepNext/>" if head or keep else "") + align
            text = paragraph("TableHead" if head else "TableText", self._runs(cell), more)
            made.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
            )
        header = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(made)}</w:tr>"

    # Charts

    def _chart(self, chart: Chart) -> str:
        self.charts += 1
        relation = _add_chart(self.part, chart, self.charts, self.report.language)
        from .docx_charts import height

        radar = chart.kind == "radar"
        across = round(self.width[False] * (0.8 if radar else 1.0)) * EMU
        down = round(across * 0.66) if radar else height(chart) * EMU
        alt = quoteattr("".join(word for word, _ in iter_text(chart.alt, self.names))[:1000])
        drawing = (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
            f'<wp:docPr id="{1000 + self.charts}" name="Chart {self.charts}" descr={alt}/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
        return paragraph("Chart", f"<w:r>{drawing}</w:r>")


def _mark(heading: Heading) -> str:
    return "_Toc_" + heading.anchor.replace("-", "_")


def _footer(part: Any, side: str) -> str:
    from docx.oxml import parse_xml

    made, relation = part.add_footer_part()
    made._element = parse_xml(page.footer_xml(side))
    return str(relation)


def _add_chart(part: Any, chart: Chart, number: int, language: str) -> str:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    from .docx_charts import chart_part, data_workbook

    fonts = (styles.ROMAN, styles.SONG)
    name = PackURI(f"/word/charts/chart{number}.xml")
    drawn = Part(name, CONTENT_TYPE.DML_CHART, chart_part(chart, fonts), part.package)
    behind = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    book = Part(behind, CONTENT_TYPE.SML_SHEET, data_workbook(chart), part.package)
    drawn.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    return str(part.relate_to(drawn, RELATIONSHIP_TYPE.CHART))
