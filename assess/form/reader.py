"""Filled forms: a workbook becomes the plain data that YAML would hold, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ..model.facts import Vocabulary
from ..model.fingerprint import facts_digests
from ..model.place import Place
from ..model.problems import InputError, Problem, ProblemList, nearest
from ..model.text import Text
from .cell_values import FieldReader
from .completeness import headless, losses
from .fact_rows import Cells, FactReader
from .form_data import FormData
from .layout import FIELDS, TEMPLATE, FormColumn, sheet_title, table_columns, with_choices
from .tables import FormTable, Identity, TableFinder, identity_of, plain_heading
from .workbook import Cell, Workbook, read_workbook


def read_form(source: Path | bytes, vocabulary: Vocabulary) -> tuple[FormData, list[Problem]]:
    """What a form states, as plain data, and what there is to say of its cells.

    Args:
        source: path of the workbook, or its bytes.
        vocabulary: the facts it may state.

    Raises:
        InputError: not a workbook that is read, or not a form.
    """
    reader = _FormReader(read_workbook(source), vocabulary)
    reader.read()
    return reader.data, reader.problems


class _FormReader:
    """Reads one workbook; gathers problems rather than stopping at the first."""

    def __init__(self, book: Workbook, vocabulary: Vocabulary) -> None:
        self.book, self.vocabulary, self.row_tables = book, vocabulary, vocabulary.tables
        self.data = FormData(book.file)
        self.problems: list[Problem] = ProblemList(book.file, book.problems)
        self._answers: dict[str, Cell] = {}
        """The cells of the basics that were read, by the codes of their lines."""

    def read(self) -> None:
        identity = identity_of(self.book)
        tables = TableFinder(self.row_tables).tables_of(self.book, self.problems)
        kinds = ("fields", "facts", *self.row_tables)
        of_kind = {kind: [table for table in tables if table.kind == kind] for kind in kinds}
        if not of_kind["facts"] and not of_kind["fields"]:
            raise InputError([Problem("E119", Place(self.book.file, ""))])
        self._history(identity)
        self.data.data["facts"] = {}
        for table in of_kind["fields"]:
            self._fields(table)
        facts = FactReader(self.data, self.vocabulary, identity, self.problems)
        for table in of_kind["facts"]:
            facts.read(table)
        facts.hand_over()
        lost = dict(headless(self.book, tables, facts.present, identity, self.vocabulary))
        self.problems += lost.values()
        if "facts" not in lost:
            asked = of_kind["facts"], facts.present, identity, self.vocabulary, self.data.data.get("year")
            self.problems += losses(self.book.file, *asked)
        for kind, declared in self.row_tables.items():
            was_asked = declared.asked == "core" or kind in identity.tables
            if was_asked and not of_kind[kind] and kind not in lost:
                self._tell_of_file("N209", declared.title)
            self._rows(kind, table_columns(declared), of_kind[kind])

    def _tell_of_file(self, code: str, found: object) -> None:
        self.problems.append(Problem(code, Place(self.book.file, ""), {"found": found}))

    def _history(self, identity: Identity) -> None:
        """What has changed since the form was made."""
        if identity.template is None:
            self._tell_of_file("N207", "")
            return
        _, digests = facts_digests({name: self.vocabulary[name] for name in identity.facts if name in self.vocabulary})
        changed = [self.vocabulary[name].title for name in digests if digests[name] != identity.facts[name]]
        if changed:
            self._tell_of_file("N204", changed)
        if gone := [name for name in identity.facts if name not in digests]:
            self._tell_of_file("N205", gone)
        if identity.template != TEMPLATE:
            self._tell_of_file("N208", identity.template)

    # 基本信息

    def _fields(self, table: FormTable) -> None:
        for cells in table.rows():
            field = _field_of(cells)
            if field is None:
                if "answer" in cells:
                    named = cells.get("code", cells.get("item", cells["answer"])).text
                    details = {"found": named, "meant": nearest(named, [field.title.zh for field in FIELDS])}
                    self.problems.append(Problem("E201", cells["answer"].place, details))
                continue
            cell = table.beside(cells, "answer")
            path = tuple(field.key.split("."))
            # Where it belongs is known though it be empty or refused.
            self.data.places.setdefault(path, cell.place)
            self.data.names[path] = field.title
            if cell.is_empty:
                continue
            before = self._answers.setdefault(field.key, cell)
            if before.sheet is not cell.sheet:
                self._tell_copy(sheet_title("basics"), cell, before)
                return
            if before is not cell:
                self.problems.append(Problem("E233", cell.place, {"found": field.title, "other": before.place.at}))
            else:
                self._put(path, with_choices(field, self.vocabulary.statement_words.titles), cell)

    # 龙头企业, 公共服务平台, 重点项目, 佐证材料目录

    def _rows(self, kind: str, columns: Sequence[FormColumn], tables: list[FormTable]) -> None:
        count = 0
        first: dict[Any, Cell] = {}
        for table in tables:
            self.data.places.setdefault((kind,), table.sheet.place(table.head, 0))
            for cells in table.rows():
                name = table.beside(cells, columns[0].key)
                # Two lists of documents may both begin with 1; two firms of one name count twice.
                same = (
                    name.text if not self.row_tables[kind].keeps_order else tuple(cell.text for cell in cells.values())
                )
                before = name if name.is_empty else first.setdefault(same, name)
                if before.sheet is not name.sheet:
                    self._tell_copy(self.row_tables[kind].title, name, before)
                    break
                self._row((kind, count), columns, table, cells)
                count += 1

    def _row(self, path: tuple[str, int], columns: Sequence[FormColumn], table: FormTable, cells: Cells) -> None:
        self.data.put(path, {}, table.beside(cells, columns[0].key).place)
        for column in columns:
            if column.key in cells:
                self._put((*path, column.key), column, cells[column.key])
            elif column.is_required:
                place = table.beside(cells, column.key).place
                self.problems.append(Problem("E234", place, {"found": column.title}))
                self.data.put((*path, column.key), "?", place)

    def _put(self, path: tuple[str | int, ...], column: FormColumn, cell: Cell) -> None:
        """Take the value of a cell, unless it is refused."""
        field = FieldReader(
            self.problems, column.title, column.unit or ("年" if column.kind in ("count", "year") else None)
        )
        value = field.read(cell, lambda cell: field.column_value(column, cell))
        if value is not None:
            self.data.put(path, value, cell.place, column.title)

    def _tell_copy(self, title: Text, cell: Cell, other: Cell) -> None:
        """A second table of a kind that says again what the first said; it is read no further."""
        self.problems.append(Problem("E239", cell.place, {"found": title, "other": other.place.at}))


def _names_of(field: FormColumn) -> tuple[str, ...]:
    return field.key, plain_heading(field.title.zh), plain_heading(field.title.en)


_FIELDS: Final = {name: field for field in FIELDS for name in _names_of(field)}
"""The lines of the basics, by code and by words."""


def _field_of(cells: Cells) -> FormColumn | None:
    """The line of the basics that a row is, by its code or by its words."""
    by_code = _FIELDS.get(cells["code"].text.strip()) if "code" in cells else None
    return by_code or (_FIELDS.get(plain_heading(cells["item"].text)) if "item" in cells else None)
