"""What people type into cells becomes the plain values that YAML would hold.

Whatever is read otherwise than it stands is told; whatever can be read in two ways is
refused with the reading proposed.
"""

from __future__ import annotations

import datetime
import math
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeVar

from ..io.numerals import Numeral, numeral, span
from ..io.observations import Refusal
from ..model.problems import Problem, nearest
from ..model.text import Text
from .layout import QUALIFIERS, STANDINGS, YES_NO, AnswerTitles, FormColumn, split_answers
from .workbook import Cell

PlainValue = TypeVar("PlainValue")

ZERO_OR_UNKNOWN: Final = frozenset(
    ("无", "没有", "暂无", "不详", "未知", "待定", "待核", "-", "--", "—", "——", "/", "?", "n/a", "na", "none", "nil")
)
ISSUE_CODES: Final = {"error": "E228", "uncalculated": "E229", "picture": "E230"}
DATES: Final = (datetime.date, datetime.time, datetime.timedelta)


class FieldReader:
    """Reads cells that are asked for one thing; what is wrong with them goes to the problems."""

    def __init__(
        self, problems: list[Problem], title: Text, unit: str | None = None, definition: Text | str = ""
    ) -> None:
        self.problems, self.unit = problems, unit
        self._about = {"name": title, "unit": unit or "", "definition": definition}

    def tell(self, code: str, cell: Cell, **details: object) -> None:
        """Add a problem of a cell."""
        self.problems.append(Problem(code, cell.place, {**self._about, **details}))

    def read(self, cell: Cell, convert: Callable[[Cell], PlainValue]) -> PlainValue | None:
        """The value of a cell; None, and a problem, where it cannot be taken."""
        try:
            check_cell(cell)
            if cell.issue is not None:
                self.tell("N202", cell, found=cell.text[:40], formula=cell.issue.text[:60])
            return convert(cell)
        except Refusal as refusal:
            self.tell(refusal.code, cell, **refusal.details)
            return None

    def number(self, cell: Cell, may_qualify: bool = False) -> Numeral:
        """The number in a cell.

        Args:
            may_qualify: whether "about" may be read, which qualifies a whole row.

        Raises:
            Refusal: no number, or one that can be read in two ways.
        """
        value = cell.value
        if isinstance(value, bool):
            raise Refusal("E205", found=str(value))
        if isinstance(value, DATES):
            raise Refusal("E227", found=str(value))
        if isinstance(value, float):
            return self._as_shown(value, cell)
        text = str(value).strip()
        if text.lower() in ZERO_OR_UNKNOWN:
            raise Refusal("E226", found=text)
        number = numeral(text, self.unit)
        if number is None:
            raise Refusal("E205", found=text[:40])
        if not number.is_sure or (number.qualifier and not may_qualify):
            raise Refusal("E205", found=text, proposal=number.value)
        mark = QUALIFIERS[number.qualifier] if number.qualifier else ""
        self.tell("N201", cell, found=text, value=number.value, mark=mark)
        return number._replace(value=_whole(number.value))

    def _as_shown(self, value: float, cell: Cell) -> Numeral:
        if not cell.is_percent:
            return Numeral(_whole(value), is_sure=True)
        percent = _in_percent(value)
        if not (self.unit or "").startswith("%"):
            raise Refusal("E205", found=f"{percent:g}%")
        return Numeral(_whole(percent), is_sure=True, unit_is_stated=True)

    def range(self, cell: Cell) -> tuple[float, float] | None:
        """Both ends of a range such as 3—4; None if the cell holds none."""
        ends = span(cell.value.strip(), self.unit) if isinstance(cell.value, str) else None
        if ends is not None:
            self.tell("N201", cell, found=cell.text.strip(), value=f"{ends[0]:g}–{ends[1]:g}", mark="")
        return ends

    def words(self, cell: Cell, are_numbers: bool = False) -> str:
        """The text in a cell, a share as it is shown and a date as people of all countries read it.

        Args:
            are_numbers: whether numbers of pages or documents are asked for.

        Raises:
            Refusal: a date among numbers, which the spreadsheet has made of 3-5 or 1-2.
        """
        if isinstance(cell.value, DATES):
            if are_numbers:
                raise Refusal("E241", found=cell.text)
            self.tell("N214", cell, found=cell.text)
        elif cell.is_percent and isinstance(cell.value, float):
            return f"{_in_percent(cell.value):g}%"
        return cell.text

    def column_value(self, column: FormColumn, cell: Cell) -> Any:
        """What stands in a column or line of a form.

        Raises:
            Refusal: not what is asked for there.
        """
        match column.kind:
            case "choice":
                return choice(cell.text, column.choices)
            case "yes_no":
                return yes_no(cell)
            case "items":
                ticked = items(cell)
                return ticked if isinstance(ticked, list) else [str(ticked)]
            case "text" | "number" | "fact" | "clause":
                return self.words(cell, are_numbers=column.kind == "number")
            case "date":
                return cell.text
        number = self.number(cell).value
        if column.kind in ("count", "year") and not isinstance(number, int):
            raise Refusal("E207", found=number)
        return number


def check_cell(cell: Cell) -> None:
    """See whether the value of a cell can be taken as it stands.

    Raises:
        Refusal: an error, a formula without a result, a picture, a number without end, or one
            value for several cells.
    """
    issue = cell.issue
    if issue is not None and issue.kind != "formula":
        raise Refusal(ISSUE_CODES[issue.kind], found=issue.text[:60])
    if isinstance(cell.value, float) and not math.isfinite(cell.value):
        raise Refusal("E206", found=cell.text)
    area = cell.sheet.merged_area(cell.row, cell.column)
    if area is not None and area[:2] != area[2:]:
        first, last = (place.at.rpartition("!")[2] for place in (cell.place, cell.sheet.place(*area[2:])))
        raise Refusal("E231", found=f"{first}:{last}")


def choice(text: str, answers: AnswerTitles) -> str:
    """The id of the answer that a text names.

    Raises:
        Refusal: it is none of them.
    """
    answer = answer_id(text, answers)
    if answer is None:
        words = [title.zh for title in answers.values()] + list(answers)
        allowed = Text("、".join(title.zh for title in answers.values()), ", ".join(t.en for t in answers.values()))
        raise Refusal("E212", found=text[:40], allowed=allowed, meant=nearest(text, words))
    return answer


def answer_id(text: str, answers: AnswerTitles) -> str | None:
    """The id of an answer told in either language or by its id."""
    folded = _folded(text)
    named = ((name, (name, title.zh, title.en)) for name, title in answers.items())
    return next((name for name, words in named if folded in map(_folded, words)), None)


def standing_in(cell: Cell) -> str | None:
    """Whether a cell says that something is known, unknown or does not apply."""
    return answer_id(cell.value, STANDINGS) if isinstance(cell.value, str) else None


def qualifiers(cell: Cell) -> list[str]:
    """The qualifiers in a cell.

    Raises:
        Refusal: a word that is none.
    """
    return [choice(word, QUALIFIERS) for word in split_answers(cell.text)]


def yes_no(cell: Cell) -> bool:
    """Yes or no, in words or as a spreadsheet's own truth.

    Raises:
        Refusal: neither.
    """
    if isinstance(cell.value, bool):
        return cell.value
    answer = answer_id(cell.text, YES_NO)
    if answer is None:
        raise Refusal("E222", found=cell.text[:40])
    return answer == "yes"


def items(cell: Cell) -> list[str] | float:
    """What is ticked in a cell, or how much of it."""
    if isinstance(cell.value, float):
        return _whole(cell.value)
    words = split_answers(cell.text)
    return int(words[0]) if len(words) == 1 and words[0].isdigit() else words


def _in_percent(value: float) -> float:
    return float(Decimal(repr(value)).scaleb(2))


def _whole(value: float) -> float:
    """A whole number as one, unless it has more digits than a float can tell apart."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()
