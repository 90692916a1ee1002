"""The look of a form: XlsxWriter held so that the same form gives the same bytes."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..i18n.catalog import knows, say
from ..model.problems import shown
from ..model.text import Language, Text
from .exact_numbers import Address, is_cut, with_all_digits
from .layout import AnswerTitles, FormColumn, sheet_title

CREATED: Final = datetime.datetime(2020, 1, 1)
"""Of every form: the moment it was made would make equal forms differ."""
BODY, HEAD = "宋体", "黑体"
INK, GREY, LINE = "#1F2A37", "#7A8594", "#B8C1CC"
PLAIN: Final[Mapping[str, Any]] = {
    "font_name": BODY, "font_size": 10, "font_color": INK, "valign": "vcenter", "text_wrap": True,
}  # fmt: skip
CELL_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"font_name": HEAD, "bold": True, "font_size": 16, "text_wrap": False},
    "line": {"font_size": 9, "font_color": GREY, "text_wrap": False},
    "text": {"valign": "top"},
    "strong": {"font_name": HEAD, "bold": True, "font_size": 11, "text_wrap": False},
    "head": {
        "font_name": HEAD,
        "bold": True,
        "bg_color": "#DCE6F1",
        "align": "center",
        "border": 1,
        "border_color": LINE,
    },
    "group": {
        "font_name": HEAD,
        "bg_color": "#EEF2F7",
        "text_wrap": False,
        "top": 1,
        "bottom": 1,
        "border_color": LINE,
    },
    "code": {"font_size": 7, "font_color": GREY, "border": 1, "border_color": LINE},
    "label": {"border": 1, "border_color": LINE, "bg_color": "#F7F9FB"},
    "small": {"border": 1, "border_color": LINE, "bg_color": "#F7F9FB", "font_size": 8.5},
    "input": {"locked": False, "border": 1, "border_color": LINE},
    "wanted": {"locked": False, "border": 1, "border_color": LINE, "bg_color": "#FFF8DC"},
    "required": {"locked": False, "border": 1, "border_color": LINE, "bg_color": "#FFE3C2"},
}
MAX_BESIDE_CELL: Final = {"input_title": 32, "input_message": 255, "error_title": 32, "error_message": 255}
"""Characters that a spreadsheet shows beside a cell."""


class FormBook:
    """A workbook being written."""

    def __init__(self, language: Language) -> None:
        import xlsxwriter

        self.language: Language = language
        self._bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self.book.set_properties({"created": CREATED, "title": "assess"})
        self.book.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._lists: dict[tuple[str | int, ...], str] = {}
        self._cut: dict[Address, float] = {}

    def phrase(self, key: str, **values: object) -> str:
        """Words of the form."""
        return say(f"form.{key}", self.language, **values)

    def help(self, column: FormColumn) -> str:
        """What is said beside a heading or a line; mostly nothing."""
        if column.help:
            return column.help.in_(self.language)
        return self.phrase(f"help.{column.key}") if knows(f"form.help.{column.key}") else ""

    def several(self, items: AnswerTitles) -> str:
        """What is said beside a cell in which several answers may stand."""
        return self.phrase("several") + "、".join(title.in_(self.language) for title in items.values())

    def sheet(self, title: Text) -> Any:
        """A sheet of that name."""
        return self.book.add_worksheet(title.in_(self.language))

    def style(self, name: str, **more: Any) -> Any:
        """A format, made once."""
        properties = {**PLAIN, **CELL_STYLES[name], **more}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def number(self, sheet: Any, row: int, column: int, number: float, style: Any) -> None:
        """Write a number with all its digits."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        sheet.write_number(row, column, number, style)
        if is_cut(number):
            part = f"xl/worksheets/sheet{self.book.worksheets().index(sheet) + 1}.xml"
            self._cut[part, xl_rowcol_to_cell(row, column)] = number

    def one_of(self, answers: Iterable[str | int]) -> dict[str, Any]:
        """A rule that offers answers in a drop-down list and warns of others."""
        name = self._lists.setdefault(tuple(answers), f"list_{len(self._lists) + 1}")
        return {"validate": "list", "source": f"={name}", "error_type": "warning"}

    def bytes(self) -> bytes:
        """Write the lists, close the book."""
        from xlsxwriter.utility import xl_col_to_name

        lists = self.sheet(sheet_title("lists"))
        lists.hide()
        for column, (answers, name) in enumerate(self._lists.items()):
            lists.write(0, column, name, self.style("code"))
            lists.write_column(1, column, answers)
            letter = xl_col_to_name(column)
            self.book.define_name(name, f"='{lists.name}'!${letter}$2:${letter}${len(answers) + 1}")
        self.book.close()
        return with_all_digits(self._bytes.getvalue(), self._cut)


def between(least: float, most: float) -> dict[str, Any]:
    """A rule that warns of numbers beyond limits."""
    limits = {"criteria": "between", "minimum": least, "maximum": most}
    return {"validate": "decimal", "error_type": "warning", **limits}


def beside_cell(**words: str) -> dict[str, str]:
    """Words beside a cell, cut to what a spreadsheet takes."""
    return {key: shown(text, MAX_BESIDE_CELL[key]) for key, text in words.items()}


def height(texts: Iterable[tuple[str, float]], size: float = 10) -> float:
    """Height of a row, from its texts and the widths of their columns."""
    lines = max((sum(_lines(line, width, size) for line in text.split("\n")) for text, width in texts), default=1)
    return max(20.0, lines * size * 1.36 + 5)


def _lines(text: str, width: float, size: float) -> int:
    wide = sum(1.9 if ord(character) > 0x2E7F else 1.05 for character in text) * size / 10.5
    return max(1, math.ceil(wide / max(1.0, width - 1)))


def set_widths(sheet: Any, widths: Iterable[float]) -> None:
    """Set the widths of the first columns."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def set_landscape(sheet: Any, scale: tuple[int, int] = (1, 0)) -> None:
    """Print across A4 on so many pages beside and below one another; 0 as many as it takes."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(*scale)
    sheet.hide_gridlines(2)


def set_page(sheet: Any, book: FormBook, header_row: int, columns: int, scale: tuple[int, int] = (1, 0)) -> None:
    """Print on A4, as wide as the page, with the headings on every page."""
    set_landscape(sheet, scale)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(header_row)
    sheet.set_footer("&C&9" + book.phrase("page"))
    sheet.print_area(0, 0, max(sheet.dim_rowmax or 0, header_row), columns - 1)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True,
                       "sort": True, "autofilter": True, "objects": True})  # fmt: skip
