"""The scan of the cells of an .ods file: what a reader of values cannot see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .cell_scans import AREA, COLUMNS, ROWS, Blemish, SheetMarks, TooFar, parse, parser

TABLE, ROW = "table:table", "table:table-row"
CELLS: Final = ("table:table-cell", "table:covered-table-cell")
"""Names with the prefix by which the reader of values knows them."""


class OdsScan:
    """All sheets of an .ods file, which stand in one part."""

    def __init__(self) -> None:
        self.sheets: list[SheetMarks] = []
        self.characters = 0
        self.area = 0
        """Cells from the first to the last of each sheet, all sheets together; past the limit
        nothing more is noted."""
        self._last = (-1, -1)
        self._row = self._column = self._row_repeat = 0
        self._depth = 0
        """Tables around: one within a cell is not read, and must not make rows count anew."""
        self._cell: dict[str, str] | None = None
        self._said: list[str] = []

    def feed(self, data: bytes, whole: bool) -> None:
        """Scan the content of the document.

        Raises:
            TooFar: a value stands beyond all limits.
            SyntaxError: not XML.
        """
        self._parser = parser(self._start, self._end)
        parse(self._parser, data, whole)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += name == TABLE
        if self._depth != 1:
            return
        if (self._cell is not None and name in CELLS) or (self._row_repeat and name == ROW):
            raise SyntaxError(f"{name} inside another")
        if name == TABLE:
            self.sheets.append(SheetMarks(attributes.get("table:name", ""), {}, set(), []))
            self._row, self._last = 0, (-1, -1)
        elif name == ROW:
            self._column, self._row_repeat = 0, _count(attributes, "number-rows-repeated")
        elif name in CELLS:
            self._cell, self._said = attributes, []
            self._parser.CharacterDataHandler = self._said.append

    def _end(self, name: str) -> None:
        inside, self._depth = self._depth, self._depth - (name == TABLE)
        if inside != 1:
            return
        if name == ROW:
            self._row, self._row_repeat = self._row + self._row_repeat, 0
        elif name in CELLS and self._cell is not None:
            self._parser.CharacterDataHandler = None
            self._judge(self._cell, "".join(self._said))
            self._column += _count(self._cell, "number-columns-repeated")
            self._cell = None

    def _judge(self, cell: Mapping[str, str], text: str) -> None:
        kind = cell.get("office:value-type", "")
        formula = cell.get("table:formula")
        if not (kind or text or formula):
            return
        wide = _count(cell, "number-columns-repeated")
        last = self._row + self._row_repeat - 1, self._column + wide - 1
        marks = self.sheets[-1]
        if last[0] >= ROWS or last[1] >= COLUMNS:
            raise TooFar(marks.name, *last)
        self._reach(*last)
        if self.area > AREA:
            return
        self.characters += wide * self._row_repeat * len(text)
        blemish = _ods_blemish(cell, formula, text)
        if kind == "percentage" or blemish:
            here = [(self._row + i, self._column + j) for i in range(self._row_repeat) for j in range(wide)]
            marks.percents.update(here if kind == "percentage" else ())
            marks.blemishes.update(dict.fromkeys(here, blemish) if blemish else ())
        spans = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if spans != (1, 1):
            marks.merged.append((self._row, self._column, self._row + spans[0] - 1, self._column + spans[1] - 1))

    def _reach(self, row: int, column: int) -> None:
        """Widen the sheet to a cell, and what all sheets come to with it."""
        before, self._last = self._last, (max(self._last[0], row), max(self._last[1], column))
        self.area += (self._last[0] + 1) * (self._last[1] + 1) - (before[0] + 1) * (before[1] + 1)


def _count(attributes: Mapping[str, str], name: str) -> int:
    return max(1, int(attributes.get(f"table:{name}", "1")))


def _ods_blemish(cell: Mapping[str, str], formula: str | None, text: str) -> Blemish | None:
    if cell.get("calcext:value-type") == "error":
        return Blemish("error", text)
    if formula is None:
        return None
    if "DISPIMG" in formula.upper():
        return Blemish("picture", formula)
    return Blemish("formula" if cell.get("office:value-type") else "uncalculated", formula)
