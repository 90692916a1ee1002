"""Pieces of a Word text as XML: paragraphs, runs, fields, tables and charts. All text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

KEEP_NEXT: Final = "<w:keepNext/>"
"""A property of paragraphs: on the same page as the next one."""
EMU_PER_TWIP: Final = 635
"""English metric units, in which drawings are measured."""
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def paragraph(style: str, runs: str, more: str = "") -> str:
    """A paragraph.

    Args:
        style: id of its style.
        runs: its content, as XML.
        more: its own properties, as XML in the order of the schema.
    """
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{more}</w:pPr>{runs}</w:p>"


def run(text: str) -> str:
    """A run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def field_start(code: str) -> str:
    """A field up to its text. Codes are ours alone; nothing from outside goes into them."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def reference(bookmark: str, text: str) -> str:
    """A cross-reference to a bookmark, with its text in place."""
    return field_start(f" REF {bookmark} \\h ") + run(text) + field_end()


def table(widths: Sequence[int], rows: Sequence[str], description: str) -> str:
    """A table of columns of so many twips; its description is for those who do not see it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    described = quoteattr(description)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={described}/><w:tblDescription w:val={described}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def table_row(widths: Sequence[int], paragraphs: Sequence[str], head: bool) -> str:
    """A row that is not broken over two pages; a head is repeated on every page."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
        for width, text in zip(widths, paragraphs, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def chart(relation: str, number: int, across: int, down: int, description: str) -> str:
    """A run that shows a chart of the package, so many EMU across and down."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{1000 + number}" name="Chart {number}" descr={quoteattr(description)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
