"""Sheets of plain values: heads that stay in sight, texts that stay texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from .outline import Report, quiet
from .sentences import Teller

LONGEST: Final = 32000
"""Characters that a cell holds."""
UPRIGHT: Final = 6
"""Columns up to which a sheet is printed upright."""
Cell = str | float | int | None


class SheetWriter:
    """Formats of a workbook, and how a row and a cell are put into it."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report, self.result = book, report, report.results[0]
        self.tell = Teller(self.result, report.language)
        font = {"font_name": "宋体" if report.language == "zh" else "Arial", "font_size": 10, "valign": "top"}
        self.plain = book.add_format(font | {"text_wrap": True})
        self.number = book.add_format(font | {"num_format": "0.0###"})
        self.whole = book.add_format(font | {"num_format": "0"})
        self.head = book.add_format(font | {"bold": True, "bottom": 1, "bg_color": "#E7E6E6", "text_wrap": True})
        self.input = book.add_format(font | {"num_format": "General", "font_color": "#0000FF"})
        self.formula = book.add_format(font | {"num_format": "0.0000"})
        self.difference = book.add_format(font | {"num_format": "0E+00"})

    def sheet(self, name: str, columns: str, rows: Iterable[Sequence[Cell]]) -> Any:
        """A sheet with a head that stays in sight and is repeated on paper."""
        made = self.book.add_worksheet(name)
        for index, column in enumerate(columns.split(", ")):
            key, width = column.split()
            made.set_column(index, index, int(width))
            made.write_string(0, index, self.tell.word(key), self.head)
        for number, row in enumerate(rows, start=1):
            for index, cell in enumerate(row):
                self.put(made, number, index, cell)
        made.freeze_panes(1, 0)
        made.set_paper(9)
        if len(columns.split(", ")) > UPRIGHT:
            made.set_landscape()
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
        return made

    def put(self, sheet: Any, row: int, column: int, cell: Cell, form: Any = None) -> None:
        """A text as a text and a number as a number."""
        if cell is None or cell == "":
            return
        if isinstance(cell, int | float):
            sheet.write_number(row, column, cell, form or (self.whole if isinstance(cell, int) else self.number))
        else:
            told = quiet(cell)
            told = told if len(told) <= LONGEST else told[:LONGEST] + "…"
            sheet.write_string(row, column, told, form or self.plain)
