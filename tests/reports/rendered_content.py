"""What stands in a face of a report: its text and its numbers."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

from lxml import etree

from assess.report.document import FieldList, Report, Table, blocks, headings, labels, line_text

from .report_lines import iter_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def report_text(report: Report) -> str:
    """All text of a report before it has a format."""
    names = labels(report)
    parts = [*report.title, report.notice or "", *names.values(), report.date]
    parts += [heading.number for heading in headings(report)]
    parts += [line_text(line, names) for line in iter_lines(report)]
    for block in blocks(report):
        if hasattr(block, "caption"):
            parts.append(block.caption)
        if isinstance(block, Table):
            parts += [column.head for column in block.columns]
    for section in (section for chain in report.chains for section in chain.sections):
        for block in section.blocks:
            parts += [label for label, _ in block.rows] if isinstance(block, FieldList) else []
            parts += [column.head for column in block.columns] if isinstance(block, Table) else []
    return "\n".join(parts)


def word_text(raw: bytes) -> str:
    """Text of a .docx, a line a paragraph; codes of fields are none."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


def chart_numbers(raw: bytes) -> list[float]:
    """The numbers that the charts of a .docx show."""
    found = []
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/charts/chart\d+\.xml", name):
                root = etree.fromstring(package.read(name))
                found += [float(v.text) for cache in root.iter(f"{C}numCache") for v in cache.iter(f"{C}v")]
    return found


def workbook_cells(raw: bytes) -> dict[str, list[tuple[str, Any]]]:
    """Cells of an .xlsx by sheet: address and content, formulas as their text."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {
        sheet.title: [
            (cell.coordinate, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        for sheet in book
    }


class Page(HTMLParser):
    """An HTML page taken apart: elements with their attributes, and the text outside styles."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.titles: list[tuple[str, str]] = []
        self._here = ""
        self.feed(raw.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._here = "axis" if dict(attrs).get("class") == "mark" else tag
        if tag in (
            "text",
            "title",
            "desc",
            "dd",
            "p",
            "tr",
            "li",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "figcaption",
            "caption",
            "td",
            "th",
            "summary",
        ):
            self.parts.append("\n")
        if re.fullmatch(r"h[1-6]", tag):
            self.titles.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._here = ""

    def handle_data(self, data: str) -> None:
        if self._here not in ("style", "script", "axis"):
            self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
