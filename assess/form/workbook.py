"""Workbooks: the values of all cells at their exact addresses."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..io.files import read_bytes
from ..io.reasons import input_words
from ..model.place import Place
from ..model.problems import Problem, input_error
from .gate import check_workbook
from .sheet_scan import Area, CellIssue, SheetScan, address

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
"""A filled form has some 100,000; pictures may be in it."""

NAMELESS: Final = "form"
"""What bytes are called in messages."""

CellValue = str | float | bool | datetime.date | datetime.time | datetime.timedelta | None


class Cell(NamedTuple):
    """A cell with something in it, or an empty one; row and column count from 0."""

    sheet: Sheet
    row: int
    column: int
    value: CellValue

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sheet.place(self.row, self.column)

    @property
    def is_percent(self) -> bool:
        """Whether it is shown as per cent: 0.125 is then seen as 12.5 %."""
        return (self.row, self.column) in self.sheet.scan.percents

    @property
    def issue(self) -> CellIssue | None:
        """Why its value cannot be taken as it stands."""
        return self.sheet.scan.issues.get((self.row, self.column))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing; a formula that gives nothing says nothing either."""
        is_blank = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return is_blank and (self.issue is None or self.issue.kind == "formula")

    @property
    def text(self) -> str:
        """What it says, as plain text."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, datetime.date):
            return value.isoformat()[:10]
        return "" if value is None else str(value)


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of one sheet."""

    file: str
    number: int
    name: str
    rows: list[list[Any]]
    scan: SheetScan

    def merged_area(self, row: int, column: int) -> Area | None:
        """The merged area that a cell is part of."""
        for area in self._merged_by_row.get(row, ()):
            if area[1] <= column <= area[3]:
                return area
        return None

    @cached_property
    def _merged_by_row(self) -> Mapping[int, list[Area]]:
        by_row: dict[int, list[Area]] = {}
        for area in self.scan.merged:
            for row in range(area[0], min(area[2], len(self.rows)) + 1):
                by_row.setdefault(row, []).append(area)
        return by_row

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column, counted from 0."""
        cells = self.rows[row] if row < len(self.rows) else []
        value = cells[column] if column < len(cells) else None
        return Cell(self, row, column, None if value == "" else value)

    def filled(self, row: int, columns: Mapping[str, int]) -> dict[str, Cell]:
        """The cells of a row that are not empty, of these columns, by their keys."""
        values, has_issues = self.rows[row], row in self._rows_with_issues
        filled = {}
        for key, column in columns.items():
            is_blank = column >= len(values) or values[column] == ""
            if has_issues or not is_blank:
                cell = self.cell(row, column)
                if not cell.is_empty:
                    filled[key] = cell
        return filled

    @cached_property
    def _rows_with_issues(self) -> frozenset[int]:
        return frozenset(row for row, _ in self.scan.issues)

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands: `指标!E14`."""
        return Place(self.file, f"{self.name}!{address(row, column)}", row + 1, column + 1, self.number)


class Workbook(NamedTuple):
    """A workbook that passed the gate."""

    file: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]


def read_workbook(source: Path | bytes) -> Workbook:
    """All sheets of an .xlsx file, from its path or its bytes.

    Raises:
        InputError: missing, too large, protected, damaged, hostile or of another kind.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    file = source.name if isinstance(source, Path) else NAMELESS
    source = read_bytes(source, MAX_FILE_BYTES) if isinstance(source, Path) else source
    place = Place(file, "")
    if not source:
        raise input_error("E105", place)
    safe = check_workbook(source, file)
    scans = {scan.name: scan for scan in safe.sheets}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(safe.content))
        sheets = tuple(
            Sheet(file, number, name, book.get_sheet_by_name(name).to_python(skip_empty_area=False), scans[name])
            for number, name in enumerate(book.sheet_names, 1)
            if name in scans
        )
    except CalamineError:
        raise input_error("E118", place, why=input_words("broken_sheets")) from None
    return Workbook(file, sheets, (Problem("N206", place),) if safe.has_macros else ())
