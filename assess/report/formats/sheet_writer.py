"""Sheets of plain values: heads that stay in sight, texts that stay texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from ...form.style import height
from ..document import Report, strip_controls
from ..narrator import Narrator

MAX_CELL_TEXT: Final = 32000
"""Characters that a cell holds."""
MAX_UPRIGHT_COLUMNS: Final = 6
"""Columns up to which a sheet is printed upright."""
MAX_ROW_POINTS: Final = 409
"""Points that a row may be high."""
MARGIN_INCHES: Final = 0.4
"""Around a sheet on paper."""
A4: Final = 9
"""XlsxWriter's number of the paper."""
SheetValue = str | float | int | None


class SheetWriter:
    """Formats of a workbook, and how a row and a cell are put into it."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report, self.result = book, report, report.results[0]
        self.widths: dict[Any, list[int]] = {}
        self.language = report.language
        self.narrator = Narrator(self.result, report.language)
        font = {"font_name": "宋体" if report.language == "zh" else "Arial", "font_size": 10, "valign": "top"}
        self.plain = book.add_format(font | {"text_wrap": True})
        self.number = book.add_format(font | {"num_format": "0.0###"})
        self.whole = book.add_format(font | {"num_format": "0"})
        self.head = book.add_format(font | {"bold": True, "bottom": 1, "bg_color": "#E7E6E6", "text_wrap": True})
        self.input = book.add_format(font | {"num_format": "General", "font_color": "#0000FF"})
        self.formula = book.add_format(font | {"num_format": "0.0000"})
        self.difference = book.add_format(font | {"num_format": "0E+00"})

    def sheet(self, name: str, columns: str, rows: Iterable[Sequence[SheetValue]] = ()) -> Any:
        """A sheet with a head that stays in sight and is repeated on paper.

        Args:
            name: of the sheet.
            columns: key of the head and width in characters of each, as `id_head 14, node_head 24`.
            rows: values below the head; None leaves a cell empty.
        """
        sheet = self.book.add_worksheet(name)
        keys, widths = zip(*(column.split() for column in columns.split(", ")), strict=True)
        heads = [self.narrator.word(key) for key in keys]
        self.widths[sheet] = [int(width) for width in widths]
        for index, (head, width) in enumerate(zip(heads, self.widths[sheet], strict=True)):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, head, self.head)
        self.fit(sheet, 0, heads)
        for number, row in enumerate(rows, start=1):
            self.fit(sheet, number, row)
            for index, cell in enumerate(row):
                self.put(sheet, number, index, cell)
        sheet.freeze_panes(1, 0)
        sheet.set_paper(A4)
        sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES)
        if len(heads) > MAX_UPRIGHT_COLUMNS:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def fit(self, sheet: Any, row: int, cells: Sequence[SheetValue]) -> None:
        """Room for texts that take several lines, which not every program makes by itself."""
        texts = [(cell, width) for cell, width in zip(cells, self.widths[sheet], strict=False) if isinstance(cell, str)]
        sheet.set_row(row, min(MAX_ROW_POINTS, height(texts)))

    def put(self, sheet: Any, row: int, column: int, cell: SheetValue, form: Any = None) -> None:
        """A text as a text and a number as a number."""
        if cell is None or cell == "":
            return
        if isinstance(cell, int | float):
            sheet.write_number(row, column, cell, form or (self.whole if isinstance(cell, int) else self.number))
        else:
            text = strip_controls(cell)
            text = text if len(text) <= MAX_CELL_TEXT else text[:MAX_CELL_TEXT] + "…"
            sheet.write_string(row, column, text, form or self.plain)
