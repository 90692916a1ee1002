"""Scans of the cells of a sheet: what a reader of values cannot see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple
from xml.parsers import expat

from .lean_sheets import remarkable

ROWS: Final = 5_000
COLUMNS: Final = 256
AREA: Final = 2_000_000
"""Cells from the first to the last of each sheet, all sheets together."""


class Blemish(NamedTuple):
    """Why the value of a cell cannot be taken as it stands."""

    kind: Literal["error", "uncalculated", "picture", "formula"]
    text: str


class SheetMarks(NamedTuple):
    """What was seen of a sheet; cells by row and column, counted from 0."""

    name: str
    blemishes: dict[tuple[int, int], Blemish]
    percents: set[tuple[int, int]]
    merged: list[tuple[int, int, int, int]]
    """First row, first column, last row, last column."""


class TooFar(Exception):
    """A cell beyond what any form reaches."""

    def __init__(self, sheet: str, row: int, column: int) -> None:
        super().__init__(sheet)
        self.at = f"{sheet}!{address(row, column)}"
        self.allowed = address(ROWS - 1, COLUMNS - 1)


def address(row: int, column: int) -> str:
    """A1 and so on; rows and columns count from 0."""
    return f"{_letters(column)}{row + 1}"


def position(reference: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an address.

    Raises:
        ValueError: no address.
    """
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, _column(letters)


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.strip("$"):
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def parser(start: Any, end: Any = None) -> Any:
    """A parser of XML that calls these at every start and end of an element."""
    made = expat.ParserCreate()
    made.StartElementHandler, made.EndElementHandler = start, end
    made.buffer_text = True
    return made


def parse(by: Any, data: bytes, whole: bool = True) -> None:
    """Let a parser read.

    Raises:
        SyntaxError: not XML.
    """
    try:
        by.Parse(data, whole)
    except expat.ExpatError as error:
        raise SyntaxError(str(error)) from None


class SheetScan:
    """One worksheet of an .xlsx file.

    Most cells are ordinary, and are taken out before; one without anything in it is not
    looked at.
    """

    def __init__(self, name: str, percents: frozenset[int]) -> None:
        self.marks = SheetMarks(name, {}, set(), [])
        self.texts = 0
        """Cells that hold a shared text."""
        self.last = (-1, -1)
        """The row and the column of the last cells with a value."""
        self._percents = percents
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._has_formula = self._has_value = False
        self._formula_said: list[str] = []
        self._value_said: list[str] = []
        self._handlers = {"c": self._open, "v": self._value, "is": self._value, "f": self._formula,
                          "row": self._next_row, "mergeCell": self._merged}  # fmt: skip

    def feed(self, data: bytes, whole: bool) -> None:
        """Scan the XML of the sheet.

        Raises:
            TooFar: a value stands beyond all limits.
            SyntaxError: not XML.
        """
        self._parser = parser(self._start)
        left = remarkable(data, self._percents)
        self.texts = left.texts
        self._reach(max(map(int, left.rows), default=0) - 1, max(map(_column, left.columns), default=-1))
        parse(self._parser, left.sheet, whole)
        self._close()

    @property
    def area(self) -> int:
        """Cells from the first of the sheet to its last."""
        return (self.last[0] + 1) * (self.last[1] + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Whatever its prefix: the reader of values goes by what stands behind it, too."""
        handler = self._handlers.get(name) or self._handlers.get(name.partition(":")[2])
        if handler is not None:
            handler(attributes)

    def _reach(self, row: int, column: int) -> None:
        self.last = max(self.last[0], row), max(self.last[1], column)

    def _open(self, attributes: dict[str, str]) -> None:
        if self._has_value or self._has_formula:
            self._close()
        if "r" not in attributes:
            self._column = (position(self._cell["r"])[1] if "r" in self._cell else self._column) + 1
        self._cell = attributes

    def _value(self, _: dict[str, str]) -> None:
        self._has_value = True
        row, column = self._at()
        if row >= ROWS or column >= COLUMNS:
            raise TooFar(self.marks.name, row, column)
        self._reach(row, column)
        # Most values are not listened to; that of a formula may be none at all.
        self._value_said = []
        told = self._has_formula or self._cell.get("t") == "e"
        self._parser.CharacterDataHandler = self._value_said.append if told else None

    def _formula(self, _: dict[str, str]) -> None:
        self._has_formula = True
        self._formula_said = []
        self._parser.CharacterDataHandler = self._formula_said.append

    def _next_row(self, attributes: dict[str, str]) -> None:
        self._close()
        self._row, self._column, self._cell = int(attributes.get("r", self._row + 2)) - 1, -1, {}

    def _merged(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        self.marks.merged.append((*position(first), *position(last or first)))

    def _at(self) -> tuple[int, int]:
        reference = self._cell.get("r")
        return position(reference) if reference else (self._row, self._column)

    def _close(self) -> None:
        """Judge the cell that has just ended."""
        if not (self._has_value or self._has_formula):
            return
        kind, cell = self._cell.get("t"), self._cell
        self._parser.CharacterDataHandler = None
        if kind == "s":
            self.texts += 1
        elif kind == "e":
            self.marks.blemishes[self._at()] = Blemish("error", "".join(self._value_said))
        elif self._has_value and whole_number(cell, "s") in self._percents:
            self.marks.percents.add(self._at())
        if self._has_formula and kind != "e":
            self.marks.blemishes[self._at()] = self._formula_blemish(kind)
        self._has_formula = self._has_value = False

    def _formula_blemish(self, kind: str | None) -> Blemish:
        """A formula that gives an empty text was calculated; one that gives nothing was not."""
        text = "".join(self._formula_said)
        if "DISPIMG" in text.upper():
            return Blemish("picture", text)
        calculated = self._has_value and (kind == "str" or bool("".join(self._value_said).strip()))
        return Blemish("formula" if calculated else "uncalculated", text)


def whole_number(attributes: Mapping[str, str], name: str) -> int:
    """A whole number among attributes; 0 where there is none."""
    text = attributes.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 20 else 0


def attributes_of(elements: str, data: bytes) -> Iterable[Mapping[str, str]]:
    """The attributes of all elements of a name, whatever their prefix.

    Raises:
        SyntaxError: not XML.
    """
    found: list[Mapping[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == elements:
            found.append(attributes)

    parse(parser(start), data)
    return found
