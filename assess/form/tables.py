"""Finding the tables of a form by their headings, wherever they stand by now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from ..io.numerals import SAME_UNIT
from ..model.problems import Problem
from ..model.text import Text
from .layout import CODE, DEFINITION, FIELD_HEADS, NAME, TABLES, TAIL, TEMPLATE, UNDATED, UNIT, VALUE, WORDS
from .workbook import Cell, Sheet, Workbook

_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*年?度?")
_BRACKETS: Final = re.compile(r"[(（].*?[)）]")
LONGEST: Final = 40
"""Characters of a heading."""
UNITS: Final = frozenset(("元", "千元", "万元", "百万元", "千万元", "亿元", "美元", "万美元", "亿美元", "%", "‰",
                          *(f"{scale}{unit}" for scale in ("", "千", "万", "亿") for unit in "个家户人名件项吨"),
                          "千", "万", "百万", "亿"))  # fmt: skip
"""What people put into brackets behind a heading to say how its figures count."""
EACH_ITS_OWN: Final = Text("各行的计量单位", "the unit of each row")
_SCHEMAS: Final = {
    "fields": FIELD_HEADS,
    "facts": (CODE, NAME, UNIT, DEFINITION, UNDATED, VALUE, *TAIL, *WORDS),
    **TABLES,
}
_NEEDED: Final = {"fields": 3, "facts": 4, "firms": 4, "platforms": 4, "projects": 3, "evidence": 3}
"""Headings that must be there for a row to be taken for the head of a table."""
_TELLING: Final = {"fields": "answer", "facts": "name", "firms": "name", "platforms": "name", "projects": "name",
                   "evidence": "name"}  # fmt: skip


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading without spaces, brackets, case and full-width letters."""
    return _BRACKETS.sub("", "".join(unicodedata.normalize("NFKC", text).lower().split()))


def _by_words() -> dict[str, list[tuple[str, str]]]:
    """For every heading, the tables that have it and the key of its column there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, columns in _SCHEMAS.items():
        for column in columns:
            for words in {plain(column.title.zh), plain(column.title.en)}:
                found.setdefault(words, []).append((kind, column.key))
    return found


_WORDS: Final = _by_words()


class Table(NamedTuple):
    """A table of a form: where its columns are and which rows are below its headings."""

    kind: str
    sheet: Sheet
    head: int
    columns: Mapping[str, int]
    end: int
    """The row after its last."""

    def rows(self) -> Iterator[Mapping[str, Cell]]:
        """The cells of each row by the keys of the columns; empty cells are left out."""
        for row in range(self.head + 1, self.end):
            found = self.sheet.filled(row, self.columns)
            if found:
                yield found

    def beside(self, cells: Mapping[str, Cell], key: str) -> Cell:
        """The cell of a row in a column, empty or not."""
        row = next(iter(cells.values())).row
        return self.sheet.cell(row, self.columns.get(key, 0))


class Identity(NamedTuple):
    """What a form says of itself."""

    template: str | None = None
    facts: Mapping[str, str] = {}
    """Digest of every fact it asked when it was made."""


def identity_of(book: Workbook) -> Identity:
    """The identity of a form; an empty one if its sheet is gone."""
    for sheet in book.sheets:
        if is_identity(sheet):
            lines = [[str(value) for value in row] for row in sheet.rows]
            return Identity(
                sheet.cell(0, 0).text, {line[1]: line[2] for line in lines if line[0] == "fact" and len(line) > 2}
            )
    return Identity()


def is_identity(sheet: Sheet) -> bool:
    """Whether it is the hidden sheet that says what the form asked."""
    return sheet.cell(0, 0).text.startswith(TEMPLATE.rpartition("/")[0])


def tables_of(book: Workbook, problems: list[Problem]) -> list[Table]:
    """All tables, in the order they stand in; what is said twice or not read is a problem."""
    found: list[Table] = []
    for sheet in book.sheets:
        heads = [(row, *head) for row in range(len(sheet.rows)) if (head := _head(sheet, row))]
        if not heads:
            continue
        ends = [row for row, *_ in heads[1:]] + [len(sheet.rows)]
        for (row, kind, columns), end in zip(heads, ends, strict=True):
            table = Table(kind, sheet, row, _single(columns), end)
            problems += _repeated(sheet, row, columns)
            problems += _other_units(table)
            problems += _unread(table, {column for places in columns.values() for column in places})
            found.append(table)
    return found


def _head(sheet: Sheet, row: int) -> tuple[str, dict[str, list[int]]] | None:
    """What kind of table a row is the head of, and where each heading stands."""
    columns: dict[str, dict[str, list[int]]] = {}
    for column, value in enumerate(sheet.rows[row]):
        # Cut, so that what is remembered stays small.
        for kind, key in _meanings(value[: LONGEST + 1] if isinstance(value, str) else value):
            columns.setdefault(kind, {}).setdefault(key, []).append(column)
    enough = [
        (len(found), kind)
        for kind, found in columns.items()
        if len(found) >= _NEEDED[kind] and (_TELLING[kind] in found or "code" in found)
    ]
    return (max(enough)[1], columns[max(enough)[1]]) if enough else None


@lru_cache(maxsize=4096)
def _meanings(value: object) -> list[tuple[str, str]]:
    """The headings a cell may be, in which kinds of tables."""
    heading = _heading(value)
    return _WORDS.get(heading) or _year(heading)


def _heading(value: object) -> str:
    """A heading may be a bare year, which a spreadsheet keeps as a number; a long text is none."""
    if isinstance(value, str):
        return plain(value) if len(value) <= LONGEST else ""
    return f"{value:g}" if isinstance(value, float) else ""


def _year(text: str) -> list[tuple[str, str]]:
    match = _YEAR.fullmatch(text) if text[:2] in ("19", "20") else None
    return [("facts", match[1])] if match else []


def _single(columns: Mapping[str, list[int]]) -> dict[str, int]:
    return {key: places[0] for key, places in columns.items()}


def _repeated(sheet: Sheet, row: int, columns: Mapping[str, list[int]]) -> Iterator[Problem]:
    for places in columns.values():
        for column in places[1:]:
            details = {"found": sheet.cell(row, column).text, "other": sheet.place(row, places[0]).at}
            yield Problem("E235", sheet.place(row, column), details)


def _other_units(table: Table) -> Iterator[Problem]:
    """Units in headings that are not those of the form: figures below them mean something else."""
    own = {column.key: column for column in _SCHEMAS[table.kind]}
    for key, place in table.columns.items():
        heading = table.sheet.cell(table.head, place)
        found = _BRACKETS.findall(unicodedata.normalize("NFKC", heading.text))
        said = next((each for each in ("".join(each[1:-1].split()) for each in found) if each in UNITS), None)
        column = own.get(key)
        unit = column.unit if column else None
        is_number = column is None or column.unit is not None or column.key in ("undated", "low", "high")
        if said is not None and is_number and said != unit and unit not in SAME_UNIT.get(said, ()):
            details = {"name": plain(heading.text), "found": said, "allowed": unit or EACH_ITS_OWN}
            yield Problem("E216", heading.place, details)


def _unread(table: Table, claimed: set[int]) -> Iterator[Problem]:
    """Columns with something in them that no heading claims."""
    told: set[int] = set()
    for row in range(table.head + 1, table.end):
        for column, value in enumerate(table.sheet.rows[row]):
            if column not in claimed and column not in told and value not in ("", None):
                told.add(column)
                cell = table.sheet.cell(row, column)
                heading = table.sheet.cell(table.head, column).text
                yield Problem("W204", cell.place, {"found": cell.text[:40], "heading": heading})


def named(tables: Iterable[Table], kind: str) -> list[Table]:
    """The tables of a kind."""
    return [table for table in tables if table.kind == kind]
