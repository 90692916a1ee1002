"""Scans of the cells of a sheet: what a reader of values cannot see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple
from xml.parsers import expat

from .lean_sheets import remarkable

ROWS: Final = 5_000
COLUMNS: Final = 256
AREA: Final = 2_000_000
"""Cells between the first and the last of a workbook's sheets together."""
BUILT_IN_PERCENTS: Final = frozenset({9, 10})
"""Ids of the number formats 0% and 0.00%."""


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


def _parser(start: Any, end: Any) -> Any:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.buffer_text = True
    return parser


def _parse(parser: Any, data: bytes, whole: bool) -> None:
    try:
        parser.Parse(data, whole)
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
        self._percents = percents
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._has_formula = self._has_value = False
        self._formula_said: list[str] = []
        self._value_said: list[str] = []
        self._handlers: dict[str, Callable[[dict[str, str]], None]] = {}

    def feed(self, data: bytes, whole: bool) -> None:
        """Scan the XML of the sheet.

        Raises:
            TooFar: a value stands beyond all limits.
            SyntaxError: not XML.
        """
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._root
        self._parser.buffer_text = True
        data, self.texts = remarkable(data, self._percents)
        _parse(self._parser, data, whole)
        self._close()

    def _root(self, name: str, _: dict[str, str]) -> None:
        """The first element tells the prefix of all others."""
        prefix = name.rpartition(":")[0]
        prefix = prefix and f"{prefix}:"
        handlers = {"c": self._open, "v": self._value, "is": self._value, "f": self._formula, "row": self._next_row,
                    "mergeCell": self._merged}  # fmt: skip
        self._handlers = {prefix + element: handler for element, handler in handlers.items()}
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._handlers.get(name)
        if handler is not None:
            handler(attributes)

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
        elif self._has_value and _number(cell, "s") in self._percents:
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


def percent_styles(styles: bytes) -> frozenset[int]:
    """Indexes of the cell styles that show a value as per cent."""
    formats = dict.fromkeys(BUILT_IN_PERCENTS, True)
    found: list[int] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        inside.append(name)
        if name == "numFmt":
            formats[_number(attributes, "numFmtId")] = _shows_percent(attributes.get("formatCode", ""))
        elif name == "xf" and "cellXfs" in inside[-2:]:
            found.append(_number(attributes, "numFmtId"))

    parser = _parser(start, lambda _: inside.pop())
    _parse(parser, styles, True)
    return frozenset(index for index, number in enumerate(found) if formats.get(number))


def _shows_percent(code: str) -> bool:
    quoted = False
    for before, character in zip(" " + code, code, strict=False):
        if character == '"':
            quoted = not quoted
        elif character == "%" and not quoted and before != "\\":
            return True
    return False


def _number(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return int(text) if text.isdigit() else 0


class OdsScan:
    """All sheets of an .ods file, which stand in one part."""

    def __init__(self) -> None:
        self.sheets: list[SheetMarks] = []
        self.characters = 0
        self._row = self._column = self._row_repeat = 0
        self._cell: dict[str, str] | None = None
        self._said: list[str] = []

    def feed(self, data: bytes, whole: bool) -> None:
        """Scan the content of the document.

        Raises:
            TooFar: a value stands beyond all limits.
            SyntaxError: not XML.
        """
        self._parser = _parser(self._start, self._end)
        _parse(self._parser, data, whole)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "table":
            self.sheets.append(SheetMarks(attributes.get("table:name", ""), {}, set(), []))
            self._row = 0
        elif name == "table-row":
            self._column, self._row_repeat = 0, int(attributes.get("table:number-rows-repeated", "1"))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._said = attributes, []
            self._parser.CharacterDataHandler = self._said.append

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "table-row":
            self._row += self._row_repeat
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._parser.CharacterDataHandler = None
            self._judge(self._cell, "".join(self._said))
            self._column += int(self._cell.get("table:number-columns-repeated", "1"))
            self._cell = None

    def _judge(self, cell: Mapping[str, str], text: str) -> None:
        kind = cell.get("office:value-type", "")
        formula = cell.get("table:formula")
        if not (kind or text or formula):
            return
        wide = int(cell.get("table:number-columns-repeated", "1"))
        last = self._row + self._row_repeat - 1, self._column + wide - 1
        marks = self.sheets[-1]
        if last[0] >= ROWS or last[1] >= COLUMNS:
            raise TooFar(marks.name, *last)
        self.characters += wide * self._row_repeat * len(text)
        here = [(self._row + i, self._column + j) for i in range(self._row_repeat) for j in range(wide)]
        if kind == "percentage":
            marks.percents.update(here)
        blemish = _ods_blemish(cell, formula, text)
        if blemish:
            marks.blemishes.update(dict.fromkeys(here, blemish))
        spans = int(cell.get("table:number-rows-spanned", "1")), int(cell.get("table:number-columns-spanned", "1"))
        if spans != (1, 1):
            marks.merged.append((self._row, self._column, self._row + spans[0] - 1, self._column + spans[1] - 1))


def _ods_blemish(cell: Mapping[str, str], formula: str | None, text: str) -> Blemish | None:
    if cell.get("calcext:value-type") == "error":
        return Blemish("error", text)
    if formula is None:
        return None
    if "DISPIMG" in formula.upper():
        return Blemish("picture", formula)
    return Blemish("formula" if cell.get("office:value-type") else "uncalculated", formula)
