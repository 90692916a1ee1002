"""How a table sits on a page of Word: columns that break no word, and rows that stay together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ...i18n.typography import width
from ..document import TableColumn

COLUMN: Final = 130
"""Twips that a column of text takes in a table; two of them hold a Chinese character."""
PADDING: Final = 260
"""Twips of a cell beside its text."""
FULL_WIDTH_UNITS: Final = 14
"""Sum of column widths from which a table takes the whole width."""
SHORT_HEAD: Final = 8
"""Columns of text up to which a head is kept in one line."""
UNBROKEN: Final = {"left": 0, "center": 10, "right": 18}
"""The same of cells by how they are set: of an amount with its unit, and of a year or a short verdict."""
SMALL_TABLE: Final = 8
"""Lines up to which a table is kept on one page: less than a fifth of it, so that it leaves no hole behind."""
WORDS: Final = re.compile(r"[^\s\u2e80-\uffef-]+-?")
"""What no line may break: Latin words and numbers; Chinese breaks between any two characters."""


def column_widths(columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], across: int) -> list[int]:
    """Twips of each column: as they were declared, but none narrower than its longest word.

    Args:
        columns: with their widths beside each other.
        rows: texts of the cells, without the head.
        across: twips of the page; a table of few columns is not stretched over all of it.
    """
    units = sum(column.width for column in columns)
    across = round(across * min(1.0, units / FULL_WIDTH_UNITS))
    wanted = [across * column.width / units for column in columns]
    least = [
        PADDING + COLUMN * max(_unbroken(column.head, SHORT_HEAD), *_unbroken_cells(column, texts), 1)
        for column, texts in zip(columns, zip(*rows, strict=True) if rows else [[""]] * len(columns), strict=True)
    ]
    short = sum(max(0.0, need - has) for need, has in zip(least, wanted, strict=True))
    spare = sum(max(0.0, has - need) for need, has in zip(least, wanted, strict=True))
    if short > spare:
        return [round(has) for has in wanted]
    part = short / spare if spare else 0.0
    return [round(need if has < need else has - part * (has - need)) for need, has in zip(least, wanted, strict=True)]


def kept_rows(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> set[int]:
    """Rows that stay with the next one: all of a small table; of others, so that no page has
    the first two rows or the last two apart."""
    last = len(rows) - 1
    lines = sum(max(map(_lines, row, widths)) for row in rows)
    return set(range(last)) if lines < SMALL_TABLE else {0, last - 1}


def _lines(text: str, across: int) -> int:
    return max(1, -(-width(text) * COLUMN // (across - PADDING)))


def _unbroken_cells(column: TableColumn, texts: Iterable[str]) -> Iterator[int]:
    return (_unbroken(text, UNBROKEN[column.align]) for text in texts)


def _unbroken(text: str, most: int) -> int:
    """Columns that are to stand in one line: all of a short text, or its longest word."""
    return width(text) if width(text) <= most else max(map(width, WORDS.findall(text)), default=0)
