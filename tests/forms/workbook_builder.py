"""Workbooks written by hand, cell by cell, so that they can be broken in any way."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from python_calamine import CalamineWorkbook

from assess.form.scope import FormScope
from assess.form.sheet_scan import address, position
from assess.form.writer import render_form
from assess.io.library import default_library

from .profile_strategies import ROOT, read


class Raw(NamedTuple):
    """A cell that is no plain value: its attributes and what stands inside it."""

    attributes: str
    inside: str


def percent(value: float) -> Raw:
    return Raw(' s="1"', f"<v>{value!r}</v>")


def date(serial: float) -> Raw:
    return Raw(' s="2"', f"<v>{serial!r}</v>")


def error(text: str) -> Raw:
    return Raw(' t="e"', f"<v>{text}</v>")


def formula(text: str, value: float | str | None = None) -> Raw:
    kind = ' t="str"' if isinstance(value, str) else ""
    return Raw(kind, f"<f>{escape(text)}</f>" + ("" if value is None else f"<v>{escape(str(value))}</v>"))


Grid = dict[tuple[int, int], Any]


@dataclass
class Book:
    """Sheets as grids of cells, and what else a workbook has."""

    sheets: dict[str, Grid]
    merged: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    """XML of <cols> by sheet, to hide some."""
    more: dict[str, bytes] = field(default_factory=dict)
    """Further parts of the file."""

    def copy(self) -> Book:
        return deepcopy(self)

    def __getitem__(self, place: str) -> Any:
        sheet, _, at = place.rpartition("!")
        return self.sheets[sheet].get(position(at))

    def __setitem__(self, place: str, value: Any) -> None:
        sheet, _, at = place.rpartition("!")
        if value is None:
            self.sheets[sheet].pop(position(at), None)
        else:
            self.sheets[sheet][position(at)] = value

    def find(self, sheet: str, text: str, column: int | None = None) -> tuple[int, int]:
        """The first cell of a sheet that holds a text."""
        cells = sorted(self.sheets[sheet].items())
        return next(at for at, value in cells if value == text and column in (None, at[1]))

    def fact(self, name: str, heading: str) -> str:
        """The cell of a fact below a heading."""
        row = self.find("指标", name)[0]
        return f"指标!{address(row, self.find('指标', heading)[1])}"

    def shift(self, sheet: str, row: int, by: int) -> None:
        """Insert (by > 0) or delete rows at a row."""
        moved = {}
        for (line, column), value in self.sheets[sheet].items():
            if line < row:
                moved[line, column] = value
            elif by > 0 or line >= row - by:
                moved[line + by, column] = value
        self.sheets[sheet] = moved

    def swap_columns(self, sheet: str, first: int, second: int) -> None:
        turn = {first: second, second: first}
        self.sheets[sheet] = {(row, turn.get(c, c)): value for (row, c), value in self.sheets[sheet].items()}

    def drop_column(self, sheet: str, column: int) -> None:
        kept = {(row, c): value for (row, c), value in self.sheets[sheet].items() if c != column}
        self.sheets[sheet] = {(row, c - (c > column)): value for (row, c), value in kept.items()}

    def bytes(self) -> bytes:
        names = list(self.sheets)
        parts = {
            "[Content_Types].xml": _types(len(names)),
            "_rels/.rels": RELS,
            "xl/workbook.xml": _workbook(names),
            "xl/_rels/workbook.xml.rels": _links(len(names)),
            "xl/styles.xml": STYLES,
        }
        for number, name in enumerate(names, 1):
            parts[f"xl/worksheets/sheet{number}.xml"] = self._sheet(name)
        return packed({name: text.encode() for name, text in parts.items()} | self.more)

    def _sheet(self, name: str) -> str:
        lines: dict[int, list[str]] = {}
        for (row, column), value in sorted(self.sheets[name].items()):
            lines.setdefault(row, []).append(_cell(address(row, column), value))
        rows = "".join(f'<row r="{row + 1}">{"".join(cells)}</row>' for row, cells in lines.items())
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in self.merged.get(name, []))
        merged = f"<mergeCells>{areas}</mergeCells>" if areas else ""
        columns = self.columns.get(name, "")
        return f'{XML}<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>'


def _cell(at: str, value: Any) -> str:
    if isinstance(value, Raw):
        return f'<c r="{at}"{value.attributes}>{value.inside}</c>'
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _form() -> bytes:
    profile = read(ROOT / "examples" / "anping-county-made-up.yaml")
    return render_form(
        FormScope((default_library().rubric("cluster-upgrading"),)), default_library().vocabulary, profile
    )


def form() -> bytes:
    """A form as the product writes it, filled in."""
    return _form()


@cache
def _filled() -> Book:
    book = CalamineWorkbook.from_filelike(io.BytesIO(form()))
    sheets = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        sheets[name] = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value != ""}
    return Book(sheets)


def filled() -> Book:
    """The same form as cells that can be changed."""
    return _filled().copy()


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


def _types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET}.styles+xml"/>{sheets}</Types>'
    )


def _workbook(names: list[str]) -> str:
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _links(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{sheets}{styles}</Relationships>'


def without(raw: bytes, pattern: str, instead: str = "") -> bytes:
    """A file with something in its XML replaced."""
    return packed({name: re.sub(pattern.encode(), instead.encode(), data) for name, data in parts_of(raw).items()})
