"""Sheets of plain values: heads that stay in sight, texts that stay texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from ...form.style import height
from ..document import Report, strip_controls
from ..narrator import Narrator

LONGEST: Final = 32000
"""Characters that a cell holds."""
UPRIGHT: Final = 6
"""Columns up to which a sheet is printed upright."""
HIGHEST: Final = 409
"""Points that a row may be high."""
MARGIN: Final = 0.4
"""Inches around a sheet on paper."""
Cell = str | float | int | None


class SheetWriter:
    """Formats of a workbook, and how a row and a cell are put into it."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report, self.result = book, report, report.results[0]
        self.widths: dict[Any, list[int]] = {}
        self.in_ = Narrator(self.result, report.language)
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
        heads, widths = zip(*(column.split() for column in columns.split(", ")), strict=True)
        for index, (key, width) in enumerate(zip(heads, widths, strict=True)):
            made.set_column(index, index, int(width))
            made.write_string(0, index, self.in_.word(key), self.head)
        self.widths[made] = [int(width) for width in widths]
        self.fit(made, 0, [self.in_.word(key) for key in heads])
        for number, row in enumerate(rows, start=1):
            self.fit(made, number, row)
            for index, cell in enumerate(row):
                self.put(made, number, index, cell)
        made.freeze_panes(1, 0)
        made.set_paper(9)
        made.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
        if len(columns.split(", ")) > UPRIGHT:
            made.set_landscape()
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
        return made

    def fit(self, sheet: Any, row: int, cells: Sequence[Cell]) -> None:
        """Room for texts that take several lines, which not every program makes by itself."""
        texts = [(cell, width) for cell, width in zip(cells, self.widths[sheet], strict=False) if isinstance(cell, str)]
        sheet.set_row(row, min(HIGHEST, height(texts)))

    def put(self, sheet: Any, row: int, column: int, cell: Cell, form: Any = None) -> None:
        """A text as a text and a number as a number."""
        if cell is None or cell == "":
            return
        if isinstance(cell, int | float):
            sheet.write_number(row, column, cell, form or (self.whole if isinstance(cell, int) else self.number))
        else:
            told = strip_controls(cell)
            told = told if len(told) <= LONGEST else told[:LONGEST] + "…"
            sheet.write_string(row, column, told, form or self.plain)
