"""What people type into cells becomes the plain values that YAML would hold.

Whatever is read otherwise than it stands is told; whatever can be read in two ways is
refused with the reading proposed.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ..io.numerals import numeral, span
from ..model.problems import Problem, nearest
from ..model.text import Text
from .layout import QUALIFIERS, STANDINGS, YES_NO
from .workbook import Cell, Sheet

SEPARATORS: Final = re.compile(r"[、，,;；\n]")
NEITHER: Final = frozenset(
    ("无", "没有", "暂无", "不详", "未知", "待定", "待核", "-", "--", "—", "——", "/", "?", "n/a", "na", "none", "nil")
)
"""What may be zero and may be unknown."""


class Refusal(Exception):
    """A cell that cannot be taken; the problem is told where it stands."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Asked:
    """What a cell is asked for, with the words for its problems."""

    def __init__(self, title: Text | str, unit: str | None = None, definition: Text | str = "") -> None:
        self.unit = unit
        self.about = {"name": title, "unit": unit or "", "definition": definition}

    def problem(self, code: str, cell: Cell, **details: object) -> Problem:
        return Problem(code, cell.place, {**self.about, **details})


def sound(cell: Cell, sheet: Sheet, asked: Asked) -> list[Problem]:
    """Notices about a cell that is going to be read.

    Raises:
        Refusal: its value cannot be taken: an error, a formula without a result, a picture,
            a number without end, or one value for several cells.
    """
    issue = cell.issue
    if issue is not None and issue.kind != "formula":
        code = {"error": "E228", "uncalculated": "E229", "picture": "E230"}[issue.kind]
        raise Refusal(code, found=issue.text[:60])
    if isinstance(cell.value, float) and not math.isfinite(cell.value):
        raise Refusal("E206", found=cell.text)
    area = sheet.merged_area(cell.row, cell.column)
    if area is not None and area[:2] != area[2:]:
        last = sheet.place(area[2], area[3]).at.rpartition("!")[2]
        raise Refusal("E231", found=f"{cell.place.at.rpartition('!')[2]}:{last}")
    return [asked.problem("N202", cell, found=_shown(cell), formula=issue.text[:60])] if issue else []


class Number:
    """A number as typed, and what came with it."""

    def __init__(self, value: Any, mark: str | None = None, unit_is_stated: bool = False) -> None:
        self.value, self.mark, self.unit_is_stated = value, mark, unit_is_stated
        self.low: float | None = None
        self.high: float | None = None


def number(cell: Cell, asked: Asked, alone: bool, notices: list[Problem]) -> Number:
    """The number in a cell.

    Args:
        alone: whether "about" and a range may be read: they qualify a whole row.
        notices: takes what was read otherwise than it stands.

    Raises:
        Refusal: no number, or one that can be read in two ways.
    """
    value = cell.value
    if isinstance(value, bool):
        raise Refusal("E205", found=str(value))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise Refusal("E227", found=str(value))
    if isinstance(value, int | float):
        return _shown_number(float(value), cell, asked)
    text = str(value).strip()
    if text.lower() in NEITHER:
        raise Refusal("E226", found=text)
    found = numeral(text, asked.unit)
    if found is None:
        return _range(text, cell, asked, alone, notices)
    if not found.sure or (found.mark and not alone):
        raise Refusal("E205", found=text, proposal=found.value)
    notices.append(asked.problem("N201", cell, found=text, value=found.value, mark=_mark(found.mark)))
    return Number(_plain(found.value), found.mark, found.unit_is_stated)


def _shown_number(value: float, cell: Cell, asked: Asked) -> Number:
    if not cell.is_percent:
        return Number(_plain(value))
    shown = float(Decimal(repr(value)).scaleb(2))
    if not (asked.unit or "").startswith("%"):
        raise Refusal("E205", found=f"{shown:g}%")
    return Number(_plain(shown), unit_is_stated=True)


def _range(text: str, cell: Cell, asked: Asked, alone: bool, notices: list[Problem]) -> Number:
    ends = span(text, asked.unit) if alone else None
    if ends is None:
        raise Refusal("E205", found=text[:40])
    made = Number(None)
    made.low, made.high = ends
    notices.append(asked.problem("N201", cell, found=text, value=f"{ends[0]:g}–{ends[1]:g}", mark=""))
    return made


def _mark(mark: str | None) -> Text | str:
    return QUALIFIERS[mark] if mark else ""


def _plain(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def words(cell: Cell, asked: Asked, notices: list[Problem], numbers: bool = False) -> str:
    """The text in a cell, a share as it is shown and a date as people of all countries read it.

    Args:
        notices: takes what was read otherwise than it stands.
        numbers: whether numbers of pages or documents are asked for.

    Raises:
        Refusal: a date among numbers, which the spreadsheet has made of 3-5 or 1-2.
    """
    if isinstance(cell.value, datetime.date | datetime.time | datetime.timedelta):
        if numbers:
            raise Refusal("E241", found=cell.text)
        notices.append(asked.problem("N214", cell, found=cell.text))
        return cell.text
    if cell.is_percent and isinstance(cell.value, int | float):
        return f"{float(Decimal(repr(cell.value)).scaleb(2)):g}%"
    return cell.text


def choice(text: str, answers: Mapping[str, Text]) -> str:
    """The id of the answer that a text names.

    Raises:
        Refusal: it is none of them.
    """
    found = answer(text, answers)
    if found is None:
        words = [title.zh for title in answers.values()] + list(answers)
        allowed = Text("、".join(title.zh for title in answers.values()), ", ".join(t.en for t in answers.values()))
        raise Refusal("E212", found=text[:40], allowed=allowed, meant=nearest(text, words))
    return found


def answer(text: str, answers: Mapping[str, Text]) -> str | None:
    """The id of an answer told in either language or by its id."""
    plain = _folded(text)
    named = ((name, (name, title.zh, title.en)) for name, title in answers.items())
    return next((name for name, words in named if plain in map(_folded, words)), None)


def qualifiers(cell: Cell) -> Iterable[str]:
    """The qualifiers in a cell.

    Raises:
        Refusal: a word that is none.
    """
    return [choice(word, QUALIFIERS) for word in SEPARATORS.split(cell.text) if word.strip()]


def standing(cell: Cell) -> str:
    """Known, unknown or not applicable.

    Raises:
        Refusal: another word.
    """
    return choice(cell.text, STANDINGS)


def says_not_applicable(cell: Cell) -> bool:
    """Whether a cell says that the fact does not apply."""
    return isinstance(cell.value, str) and answer(cell.value, STANDINGS) == "not_applicable"


def says_unknown(cell: Cell) -> bool:
    """Whether a cell says that the fact is not known."""
    return isinstance(cell.value, str) and answer(cell.value, STANDINGS) == "unknown"


def yes_no(cell: Cell) -> bool:
    """Yes or no, in words or as a spreadsheet's own truth.

    Raises:
        Refusal: neither.
    """
    if isinstance(cell.value, bool):
        return cell.value
    found = answer(cell.text, YES_NO)
    if found is None:
        raise Refusal("E222", found=cell.text[:40])
    return found == "yes"


def items(cell: Cell) -> list[str] | float | int:
    """What is ticked in a cell, or how much of it."""
    if isinstance(cell.value, float | int) and not isinstance(cell.value, bool):
        return _plain(float(cell.value))
    words = [word.strip() for word in SEPARATORS.split(cell.text) if word.strip()]
    return int(words[0]) if len(words) == 1 and words[0].isdigit() else words


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _shown(cell: Cell) -> str:
    return cell.text[:40]
