"""What a reader of values cannot see in the XML of a sheet, and how far its cells reach.

Error cells, formulas that were never calculated, pictures, values shown as per cent and merged
areas. One pass of a parser, in memory that the size of the part limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Final, Literal, NamedTuple
from xml.parsers import expat

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 256

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


class CellIssue(NamedTuple):
    """Why the value of a cell cannot be taken as it stands."""

    kind: Literal["error", "uncalculated", "picture", "formula"]
    text: str


@dataclass
class SheetScan:
    """What was seen of a sheet; cells by row and column, counted from 0."""

    name: str
    issues: dict[tuple[int, int], CellIssue] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    shared_texts: int = 0
    """Cells that hold a shared text."""
    rows: int = 0
    columns: int = 0
    """How far its values reach."""


class CellOutOfRange(Exception):
    """A cell beyond what any form reaches."""

    def __init__(self, sheet: str, row: int, column: int) -> None:
        super().__init__(sheet)
        self.at = f"{sheet}!{address(row, column)}"
        self.allowed = address(MAX_ROWS - 1, MAX_COLUMNS - 1)


# Addresses


def address(row: int, column: int) -> str:
    """A1 and so on; rows and columns count from 0."""
    return f"{_letters(column)}{row + 1}"


def position(reference: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an address.

    Raises:
        ValueError: no address.
    """
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, _column(letters)


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.strip("$"):
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


# Sheets


def scan_sheet(name: str, data: bytes, percent_styles: frozenset[int], is_whole: bool = True) -> SheetScan:
    """Scan the XML of a sheet.

    Args:
        is_whole: whether `data` is all of it; of a part that is too large only the beginning is looked at.

    Raises:
        CellOutOfRange: a value or formula stands beyond all limits.
        ExpatError, ValueError: not the XML of a sheet.
    """
    parser = _SheetParser(SheetScan(name), percent_styles)
    parser.expat.Parse(data, is_whole)
    return parser.scan


class _SheetParser:
    """Looks at each cell once it is closed; one with nothing in it is not looked at.

    A form has thousands of cells, and a department hundreds of forms: what happens at every
    element is little, and most of it stands in one place.
    """

    def __init__(self, scan: SheetScan, percent_styles: frozenset[int]) -> None:
        self.scan, self.percent_styles = scan, percent_styles
        self.expat = _xml_parser()
        self.expat.StartElementHandler, self.expat.EndElementHandler = self._start, self._end
        self._texts: list[str] = []
        """All text since the last cell with something in it; an empty one where a value or a formula begins."""
        self.expat.CharacterDataHandler = self._texts.append
        self._row_number = -1
        self._reference = ""
        """Address of the last cell of the row."""
        self._cell: dict[str, str] | None = None
        self._value_at: int | None = None
        """Number of the text with which the value of the cell begins; likewise its formula."""
        self._formula_at: int | None = None
        self._is_behind_cells = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Prefixes are not resolved: the reader of values goes by what stands behind them, too."""
        if ":" in name:
            name = name.partition(":")[2]
        if name == "c":
            if self._cell is not None:
                raise self._nested()
            self._reference = attributes.get("r") or self._right_of_last()
            self._cell, self._value_at, self._formula_at = attributes, None, None
        elif name in ("v", "is"):
            self._texts.append("")
            self._value_at = len(self._texts)
        elif name == "f":
            self._texts.append("")
            self._formula_at = len(self._texts)
        elif name == "row":
            if self._cell is not None:
                raise self._nested()
            self._row_number, self._reference = int(attributes.get("r", self._row_number + 2)) - 1, ""
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.scan.merged.append((*position(first), *position(last or first)))
        elif name == "dataValidations" and self._is_behind_cells:
            # The drop-downs of a form, most of its bytes, say nothing of its cells.
            self.expat.StartElementHandler = None

    def _end(self, name: str) -> None:
        if ":" in name:
            name = name.partition(":")[2]
        if name == "c":
            if self._cell is not None and (self._value_at is not None or self._formula_at is not None):
                self._look_at(self._cell)
                self._texts.clear()
            self._cell = None
        elif name == "sheetData":
            # The reader of values reads no further than to the first end of the cells.
            self._is_behind_cells = True
        elif name == "dataValidations":
            self.expat.StartElementHandler = self._start

    def _nested(self) -> ValueError:
        """Readers differ in what they make of a cell inside a cell."""
        return ValueError(f"cells inside {self._reference}")

    def _right_of_last(self) -> str:
        row, column = position(self._reference) if self._reference else (self._row_number, -1)
        return address(row, column + 1)

    def _look_at(self, cell: dict[str, str]) -> None:
        scan, kind = self.scan, cell.get("t")
        at = row, column = position(self._reference)
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            raise CellOutOfRange(scan.name, row, column)
        if row >= scan.rows:
            scan.rows = row + 1
        if column >= scan.columns:
            scan.columns = column + 1
        if kind == "e":
            scan.issues[at] = CellIssue("error", self._text_from(self._value_at))
            return
        has_value = self._value_at is not None
        if kind == "s":
            scan.shared_texts += 1
        elif has_value and _whole_number(cell, "s") in self.percent_styles:
            scan.percents.add(at)
        if self._formula_at is not None:
            # A formula that gives an empty text was calculated; one that gives nothing was not.
            is_calculated = has_value and (kind == "str" or bool(self._text_from(self._value_at).strip()))
            scan.issues[at] = _formula_issue(self._text_from(self._formula_at), is_calculated)

    def _text_from(self, start: int | None) -> str:
        """The text of a value or a formula, as far as the mark at which another begins."""
        return "" if start is None else "".join(takewhile(bool, self._texts[start:]))


def _formula_issue(formula: str, is_calculated: bool) -> CellIssue:
    if "DISPIMG" in formula.upper():
        return CellIssue("picture", formula)
    return CellIssue("formula" if is_calculated else "uncalculated", formula)


# Other parts of a workbook


def attributes_of(element: str, data: bytes) -> list[Mapping[str, str]]:
    """The attributes of all elements of a name, whatever their prefix.

    Raises:
        ExpatError: not XML.
    """
    return [attributes for name, _, attributes in _elements(data) if name == element]


BUILT_IN_PERCENTS: Final = frozenset({9, 10})
"""Ids of the number formats 0% and 0.00%."""


def percent_styles(styles: bytes) -> frozenset[int]:
    """Indexes of the cell styles that show a value as per cent.

    Raises:
        ExpatError: not XML.
    """
    formats = dict.fromkeys(BUILT_IN_PERCENTS, True)
    cell_styles: list[int] = []
    for name, parent, attributes in _elements(styles):
        if name == "numFmt":
            formats[_whole_number(attributes, "numFmtId")] = _shows_percent(attributes.get("formatCode", ""))
        elif name == "xf" and parent == "cellXfs":
            cell_styles.append(_whole_number(attributes, "numFmtId"))
    return frozenset(index for index, number in enumerate(cell_styles) if formats.get(number))


_LITERAL: Final = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]')
"""What a format shows as it stands, leaves room for or repeats; and colours and conditions."""


def _shows_percent(code: str) -> bool:
    return "%" in _LITERAL.sub("", code)


def _elements(data: bytes) -> Iterable[tuple[str, str, Mapping[str, str]]]:
    """Name, name of the parent and attributes of every element, without prefixes."""
    elements: list[tuple[str, str, Mapping[str, str]]] = []
    around = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        elements.append((name, around[-1], attributes))
        around.append(name)

    parser = _xml_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, lambda _: around.pop()
    parser.Parse(data, True)
    return elements


def _xml_parser() -> expat.XMLParserType:
    """Of UTF-8 whatever the part says of itself, as the reader of values takes it."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    return parser


def _whole_number(attributes: Mapping[str, str], name: str) -> int:
    """A whole number among attributes; 0 where there is none."""
    text = attributes.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 20 else 0
