"""Workbooks: the values of all cells at their exact addresses."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ..io.files import read_bytes
from ..model.problems import Problem, input_error
from ..model.profile import Place
from .cell_scans import Blemish, SheetMarks, address
from .gate import LARGEST, admit

Typed = str | float | bool | datetime.date | datetime.time | datetime.timedelta | None


class Cell:
    """A cell with something in it, or an empty one."""

    __slots__ = ("column", "row", "sheet", "value")

    def __init__(self, sheet: Sheet, row: int, column: int, value: Typed) -> None:
        self.sheet, self.row, self.column, self.value = sheet, row, column, value

    def holding(self, value: Typed) -> Cell:
        """The same cell with another value."""
        return Cell(self.sheet, self.row, self.column, value)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sheet.place(self.row, self.column)

    @property
    def percent(self) -> bool:
        """Whether it is shown as per cent: 0.125 is then seen as 12.5 %."""
        return (self.row, self.column) in self.sheet.marks.percents

    @property
    def blemish(self) -> Blemish | None:
        """Why its value cannot be taken as it stands."""
        return self.sheet.marks.blemishes.get((self.row, self.column))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing; a formula that gives nothing says nothing either."""
        value = self.value
        blank = value is None or (isinstance(value, str) and not value.strip())
        return blank and (self.blemish is None or self.blemish.kind == "formula")

    @property
    def text(self) -> str:
        """What it says, as plain text."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, datetime.date):
            return value.isoformat()[:10]
        return "" if value is None else str(value)


class Sheet:
    """The cells of one sheet."""

    def __init__(self, file: str, number: int, name: str, rows: list[list[Any]], marks: SheetMarks) -> None:
        self.file, self.number, self.name, self.rows, self.marks = file, number, name, rows, marks

    def merged(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """The merged area that a cell is part of: its first and its last row and column."""
        here = self._merged.get(row, ())
        return next((each for each in here if each[1] <= column <= each[3]), None)

    @cached_property
    def _merged(self) -> Mapping[int, list[tuple[int, int, int, int]]]:
        """Merged areas by row."""
        found: dict[int, list[tuple[int, int, int, int]]] = {}
        for area in self.marks.merged:
            for row in range(area[0], min(area[2], len(self.rows)) + 1):
                found.setdefault(row, []).append(area)
        return found

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column, counted from 0."""
        cells = self.rows[row] if row < len(self.rows) else []
        value = cells[column] if column < len(cells) else None
        return Cell(self, row, column, None if value == "" else value)

    def filled(self, row: int, columns: Mapping[str, int]) -> dict[str, Cell]:
        """The cells of a row that are not empty, of these columns, by their keys."""
        cells, blemished = self.rows[row], self.marks.blemishes
        found = {
            key: self.cell(row, column)
            for key, column in columns.items()
            if (column < len(cells) and cells[column] != "") or (row, column) in blemished
        }
        return {key: cell for key, cell in found.items() if not cell.is_empty}

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands: `指标!E14`."""
        return Place(self.file, f"{self.name}!{address(row, column)}", row + 1, column + 1, self.number)


class Workbook(NamedTuple):
    """A workbook that passed the gate."""

    file: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]


def read_workbook(path: Path) -> Workbook:
    """All sheets of an .xlsx or .ods file.

    Raises:
        InputError: missing, too large, protected, damaged, hostile or of another kind.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    place = Place(path.name, "")
    raw = read_bytes(path, LARGEST)
    if not raw:
        raise input_error("E105", place)
    passed = admit(raw, path.name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(passed.content))
        seen = {marks.name: marks for marks in passed.marks}
        sheets = tuple(
            Sheet(path.name, number + 1, name, _rows(book, name), seen[name])
            for number, name in enumerate(book.sheet_names)
            if name in seen
        )
    except CalamineError as error:
        raise input_error("E118", place, why=str(error)[:80]) from None
    notices = (Problem("N206", place),) if passed.has_macros else ()
    return Workbook(path.name, sheets, notices)


def _rows(book: Any, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows
