"""Finding the tables of a form by their headings, wherever they stand by now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ..i18n.catalog import template
from ..io.numerals import SAME_UNIT
from ..model.problems import Problem
from ..model.row_tables import RowTable
from .layout import (
    ANSWER,
    BOUNDS,
    CODE,
    COVERAGE,
    DEFINITION,
    FIELD_HEADS,
    NAME,
    PERIOD,
    REMARKS,
    TEMPLATE,
    UNDATED,
    UNIT,
    FormColumn,
    table_columns,
)
from .workbook import Cell, Sheet, Workbook

_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*年?度?")
_BRACKETS: Final = re.compile(r"[(（].*?[)）]")
MAX_HEADING: Final = 40
"""Characters of a heading."""
UNITS_IN_BRACKETS: Final = frozenset(
    ("元", "千元", "万元", "百万元", "千万元", "亿元", "美元", "万美元", "亿美元", "%", "‰", "千", "万", "百万", "亿",
     *(f"{scale}{unit}" for scale in ("", "千", "万", "亿") for unit in "个家户人名件项吨"))
)  # fmt: skip
"""What people put behind a heading to say how its figures count."""
HEADINGS: Final = {"fields": 3, "facts": 4}
"""How many must be there for a row to be taken for the head of a table; tables of rows say it themselves."""


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """A heading without spaces, brackets, case and full-width letters."""
    return _BRACKETS.sub("", "".join(unicodedata.normalize("NFKC", text).lower().split()))


class FormTable(NamedTuple):
    """A table of a form: where its columns are and which rows are below its headings."""

    kind: str
    sheet: Sheet
    head: int
    columns: Mapping[str, int]
    end: int
    """The row after its last."""

    def rows(self) -> Iterator[Mapping[str, Cell]]:
        """The cells of each row by the keys of the columns; empty cells are left out."""
        filled = (self.sheet.filled(row, self.columns) for row in range(self.head + 1, self.end))
        return (cells for cells in filled if cells)

    def beside(self, cells: Mapping[str, Cell], key: str) -> Cell:
        """The cell of a row in a column, empty or not."""
        row = next(iter(cells.values())).row
        return self.sheet.cell(row, self.columns.get(key, 0))


class Identity(NamedTuple):
    """What a form says of itself."""

    template: str | None = None
    tables: tuple[str, ...] = ()
    """Tables that it asked beside those of every form."""
    facts: Mapping[str, str] = {}
    """Digest of every fact it asked when it was made."""


def identity_of(book: Workbook) -> Identity:
    """The identity of a form; an empty one if its sheet is gone."""
    for sheet in book.sheets:
        if is_identity(sheet):
            lines = [[str(value) for value in row] for row in sheet.rows]
            facts = {line[1]: line[2] for line in lines if line[0] == "fact" and len(line) > 2}
            tables = tuple(line[1] for line in lines if line[0] == "table" and len(line) > 1)
            return Identity(sheet.cell(0, 0).text, tables, facts)
    return Identity()


def is_identity(sheet: Sheet) -> bool:
    """Whether it is the hidden sheet that says what the form asked."""
    return sheet.cell(0, 0).text.startswith(TEMPLATE.rpartition("/")[0])


class TableFinder:
    """Knows every heading of a form."""

    def __init__(self, row_tables: Mapping[str, RowTable]) -> None:
        self.columns: Mapping[str, tuple[FormColumn, ...]] = {
            "fields": FIELD_HEADS,
            "facts": (CODE, NAME, UNIT, DEFINITION, UNDATED, ANSWER, *BOUNDS, PERIOD, COVERAGE, *REMARKS),
            **{name: table_columns(table) for name, table in row_tables.items()},
        }
        self.keys = {"fields": "answer", "facts": "name"} | {name: table.key for name, table in row_tables.items()}
        """The heading that a table cannot be without."""
        self.needed = HEADINGS | {name: table.headings for name, table in row_tables.items()}
        self.by_heading = _columns_by_heading(self.columns)

    def tables_of(self, book: Workbook, problems: list[Problem]) -> list[FormTable]:
        """All tables, in the order they stand in; what is said twice or not read is a problem."""
        tables: list[FormTable] = []
        for sheet in book.sheets:
            heads = [(row, *head) for row in range(len(sheet.rows)) if (head := self._head(sheet, row))]
            ends = [row for row, *_ in heads[1:]] + [len(sheet.rows)]
            for (row, kind, places), end in zip(heads, ends, strict=False):
                table = FormTable(kind, sheet, row, {key: columns[0] for key, columns in places.items()}, end)
                problems += _repeated_headings(table, places)
                problems += _other_units(table, self.columns[kind])
                problems += _unread_columns(table, {column for columns in places.values() for column in columns})
                tables.append(table)
        return tables

    def _head(self, sheet: Sheet, row: int) -> tuple[str, dict[str, list[int]]] | None:
        """What kind of table a row is the head of, and where each heading stands."""
        by_kind: dict[str, dict[str, list[int]]] = {}
        for column, value in enumerate(sheet.rows[row]):
            for kind, key in self._meanings(value) if value != "" else ():
                by_kind.setdefault(kind, {}).setdefault(key, []).append(column)
        enough = [
            (len(places), kind)
            for kind, places in by_kind.items()
            if len(places) >= self.needed[kind] and ("code" in places or self.keys[kind] in places)
        ]
        best = max(enough, default=None)
        return (best[1], by_kind[best[1]]) if best else None

    def _meanings(self, value: object) -> Sequence[tuple[str, str]]:
        """The headings a cell may be, in which kinds of tables; a spreadsheet keeps a bare year as a number."""
        if isinstance(value, float):
            return _years_column(f"{value:g}")
        if not isinstance(value, str) or len(value) > MAX_HEADING:
            return ()
        heading = plain_heading(value)
        return self.by_heading.get(heading) or _years_column(heading)


@lru_cache(maxsize=4096)
def _years_column(heading: str) -> Sequence[tuple[str, str]]:
    """The column that a heading is if it names a year."""
    year = _YEAR.fullmatch(heading)
    return [("facts", year[1])] if year else []


def _columns_by_heading(columns_by_kind: Mapping[str, tuple[FormColumn, ...]]) -> dict[str, list[tuple[str, str]]]:
    """For every heading, the tables that have it and the key of its column there."""
    by_heading: dict[str, list[tuple[str, str]]] = {}
    for kind, columns in columns_by_kind.items():
        for column in columns:
            for heading in {plain_heading(column.title.zh), plain_heading(column.title.en)}:
                by_heading.setdefault(heading, []).append((kind, column.key))
    return by_heading


def _repeated_headings(table: FormTable, places: Mapping[str, list[int]]) -> Iterator[Problem]:
    for first, *others in places.values():
        for column in others:
            cell = table.sheet.cell(table.head, column)
            yield Problem("E235", cell.place, {"found": cell.text, "other": table.sheet.place(table.head, first).at})


def _other_units(table: FormTable, asked: tuple[FormColumn, ...]) -> Iterator[Problem]:
    """Units in headings that are not those of the form: figures below them mean something else."""
    columns = {column.key: column for column in asked}
    for key, place in table.columns.items():
        heading = table.sheet.cell(table.head, place)
        in_brackets = ("".join(words[1:-1].split()) for words in _BRACKETS.findall(_half_width(heading.text)))
        unit = next((words for words in in_brackets if words in UNITS_IN_BRACKETS), None)
        own = columns[key].unit if key in columns else None
        is_number = key not in columns or own is not None or key in ("undated", "low", "high")
        if unit is not None and is_number and unit != own and own not in SAME_UNIT.get(unit, ()):
            allowed = own or template("form.each_own")
            details = {"name": plain_heading(heading.text), "found": unit, "allowed": allowed}
            yield Problem("E216", heading.place, details)


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _unread_columns(table: FormTable, claimed: set[int]) -> Iterator[Problem]:
    """Columns with something in them that no heading claims."""
    seen = set(claimed)
    for row in range(table.head + 1, table.end):
        for column, value in enumerate(table.sheet.rows[row]):
            if column not in seen and value not in ("", None):
                seen.add(column)
                cell = table.sheet.cell(row, column)
                heading = table.sheet.cell(table.head, column).text
                yield Problem("W204", cell.place, {"found": cell.text[:40], "heading": heading})
