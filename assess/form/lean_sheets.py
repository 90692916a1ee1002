"""The XML of a sheet with less in it: most of a form is of no use to whoever reads it.

Expressions over bytes do this many times as fast as a parser. They match only whole cells
in the very form in which spreadsheets write them; whatever is written otherwise stays, and
is looked at cell by cell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_EMPTY: Final = re.compile(rb'<c r="\w+" s="\w+"/>')
_LISTS: Final = b"<dataValidations ", b"</dataValidations>"
_UNADDRESSED: Final = re.compile(rb'<c(?![a-zA-Z]| r=")'), re.compile(rb':c(?![a-zA-Z]| r=")')
"""A cell that does not begin with its address may stand right of the one before it; its name
may have a prefix. Two expressions: one that begins with a choice would be slower by far."""


def bare(sheet: bytes) -> bytes:
    """A sheet without empty cells and drop-down lists."""
    start = sheet.find(_LISTS[0])
    end = sheet.find(_LISTS[1], start)
    if 0 <= start < end:
        sheet = sheet[:start] + sheet[end + len(_LISTS[1]) :]
    return sheet if _has_unaddressed(sheet) else _EMPTY.sub(b"", sheet)


def _has_unaddressed(sheet: bytes) -> bool:
    return any(each.search(sheet) for each in _UNADDRESSED)


class Left(NamedTuple):
    """What is left of a sheet, and what is to be known of the cells that were taken out."""

    sheet: bytes
    texts: int = 0
    """How many of them held a shared text."""
    rows: frozenset[bytes] = frozenset()
    """The numbers of their rows."""
    columns: frozenset[str] = frozenset()


def remarkable(sheet: bytes, percents: frozenset[int]) -> Left:
    """A sheet without its ordinary cells: a number or a shared text, within the limits, not
    shown as per cent.

    A blank is left in the place of a cell, so that what stood around it cannot join to
    something new.
    """
    if _has_unaddressed(sheet):
        return Left(sheet)
    # Between the pieces that stay stand the column and the row of each cell taken out.
    pieces = _ordinary(percents).split(sheet)
    left = b" ".join(pieces[::3])
    columns = frozenset(column.decode() for column in set(pieces[1::3]))
    return Left(left, sheet.count(_TEXT) - left.count(_TEXT), frozenset(pieces[2::3]), columns)


_TEXT: Final = b' t="s"><v>'


@lru_cache(maxsize=64)
def _ordinary(percents: frozenset[int]) -> re.Pattern[bytes]:
    """Up to column IV and row 4999."""
    spared = b"|".join(b"%d" % style for style in sorted(percents))
    style = rb'(?: s="(?!(?:%s)")\d+")' % spared if percents else rb'(?: s="\d+")'
    # A cell that names no style has style 0.
    style += b"" if 0 in percents else b"?"
    at = rb'<c r="([A-Z]|[A-H][A-Z]|I[A-V])([1-9]\d{0,2}|[1-4]\d{3})"'
    return re.compile(at + style + rb'(?: t="[sn]")?><v>[^<]*</v></c>')
