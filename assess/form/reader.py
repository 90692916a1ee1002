"""Filled forms: a workbook becomes the plain data that YAML would hold, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model.facts import Vocabulary
from ..model.fingerprint import facts_digests
from ..model.problems import InputError, Problem, ProblemList, nearest
from ..model.profile import Place
from .cell_values import Asked, Refusal, choice, items, number, sound, words, yes_no
from .completeness import headless, losses
from .fact_rows import FactReader
from .form_data import FormData, inside
from .layout import FIELDS, SHEETS, TABLES, TEMPLATE, Column
from .tables import Identity, Table, identity_of, named, plain, tables_of
from .workbook import Cell, Workbook, read_workbook


def read_form(source: Path | bytes, vocabulary: Vocabulary, file: str = "form") -> tuple[FormData, list[Problem]]:
    """What a form states, as plain data, and what there is to say of its cells.

    Raises:
        InputError: not a workbook that is read, or not a form.
    """
    book = read_workbook(source, file)
    reader = _FormReader(book, vocabulary)
    reader.read()
    return reader.paper, reader.problems


class _FormReader:
    """Reads one workbook; gathers problems rather than stopping at the first."""

    def __init__(self, book: Workbook, vocabulary: Vocabulary) -> None:
        self.book, self.vocabulary = book, vocabulary
        self.paper = FormData(book.file)
        self._answers: dict[str, Cell] = {}
        """The cells of the basics that were read, by the codes of their lines."""
        self.problems: list[Problem] = ProblemList(book.file, book.problems)

    def read(self) -> None:
        identity = identity_of(self.book)
        tables = tables_of(self.book, self.problems)
        if not named(tables, "facts") and not named(tables, "fields"):
            raise InputError([Problem("E119", Place(self.book.file, ""))])
        self.problems += self._history(identity)
        self.paper.data["facts"] = {}
        for table in named(tables, "fields"):
            self._fields(table)
        facts = FactReader(self.paper, self.vocabulary, identity, self.problems)
        for table in named(tables, "facts"):
            facts.read(table)
        lost = dict(headless(self.book, tables, facts.present, identity, self.vocabulary))
        self.problems += lost.values()
        if "facts" not in lost:
            asked = named(tables, "facts"), facts.present, identity, self.vocabulary, self.paper.data.get("year")
            self.problems += losses(self.book.file, *asked)
        for kind in TABLES:
            if not named(tables, kind) and kind not in lost:
                self.problems.append(Problem("N209", Place(self.book.file, ""), {"found": SHEETS[kind]}))
            self._rows(kind, named(tables, kind))

    def _history(self, identity: Identity) -> list[Problem]:
        """What has changed since the form was made."""
        place = Place(self.book.file, "")
        if identity.template is None:
            return [Problem("N207", place)]
        _, now = facts_digests({name: self.vocabulary[name] for name in identity.facts if name in self.vocabulary})
        changed = [self.vocabulary[name].title for name in now if now[name] != identity.facts[name]]
        gone = [name for name in identity.facts if name not in now]
        problems = [Problem("N204", place, {"found": changed})] if changed else []
        problems += [Problem("N205", place, {"found": gone})] if gone else []
        return problems + (
            [] if identity.template == TEMPLATE else [Problem("N208", place, {"found": identity.template})]
        )

    # 基本信息

    def _fields(self, table: Table) -> None:
        for cells in table.rows():
            field = _field(cells)
            if field is None:
                if "answer" in cells:
                    found = cells.get("code", cells.get("item", cells["answer"])).text
                    details = {"found": found, "meant": nearest(found, [each.title.zh for each in FIELDS])}
                    self.problems.append(Problem("E201", cells["answer"].place, details))
                continue
            cell = table.beside(cells, "answer")
            path = tuple(field.key.split("."))
            # Where it belongs is known though it be empty or refused.
            self.paper.places.setdefault(path, cell.place)
            self.paper.names[path] = field.title
            if cell.is_empty:
                continue
            before = self._answers.setdefault(field.key, cell)
            if before.sheet is not cell.sheet:
                self.problems.append(_copy("basics", cell, before))
                return
            if before is not cell:
                self.problems.append(Problem("E233", cell.place, {"found": field.title, "other": before.place.at}))
                continue
            value = self._value(cell, table, field)
            if value is not None:
                self.paper.put(path, value, cell.place)

    # 龙头企业, 公共服务平台, 重点项目, 佐证材料目录

    def _rows(self, kind: str, tables: list[Table]) -> None:
        count = 0
        first: dict[Any, Cell] = {}
        for table in tables:
            self.paper.places.setdefault((kind,), table.sheet.place(table.head, 0))
            for cells in table.rows():
                name = table.beside(cells, TABLES[kind][0].key)
                # Two lists of documents may both begin with 1; two firms of one name count twice.
                same = name.text if kind != "evidence" else tuple(each.text for each in cells.values())
                before = name if name.is_empty else first.setdefault(same, name)
                if before.sheet is not name.sheet:
                    self.problems.append(_copy(kind, name, before))
                    break
                self._row(kind, count, table, cells)
                count += 1

    def _row(self, kind: str, index: int, table: Table, cells: Mapping[str, Cell]) -> None:
        self.paper.places[(kind, index)] = table.beside(cells, TABLES[kind][0].key).place
        inside(self.paper.data.setdefault(kind, []), index, {})
        for column in TABLES[kind]:
            if column.key in cells:
                value = self._value(cells[column.key], table, column)
                if value is not None:
                    self.paper.put((kind, index, column.key), value, cells[column.key].place, column.title)
            elif column.required:
                place = table.beside(cells, column.key).place
                self.problems.append(Problem("E234", place, {"found": column.title}))
                self.paper.put((kind, index, column.key), "?", place)

    def _value(self, cell: Cell, table: Table, column: Column) -> Any:
        """The plain value of a cell; None once it was refused."""
        asked = Asked(column.title, column.unit)
        try:
            self.problems += sound(cell, table.sheet, asked)
            return self._plain(cell, column, asked)
        except Refusal as refusal:
            self.problems.append(asked.problem(refusal.code, cell, **refusal.details))
            return None

    def _plain(self, cell: Cell, column: Column, asked: Asked) -> Any:
        if column.kind == "choice":
            return choice(cell.text, column.choices)
        if column.kind == "yes_no":
            return yes_no(cell)
        if column.kind == "items":
            found = items(cell)
            return found if isinstance(found, list) else [str(found)]
        if column.kind in ("text", "number"):
            return words(cell, asked, self.problems, numbers=column.kind == "number")
        if column.kind == "date":
            return cell.text
        value = number(cell, Asked(column.title, column.unit or "年"), False, self.problems).value
        if column.kind == "count" and not isinstance(value, int):
            raise Refusal("E207", found=value)
        if value < 0 or (column.kind == "score" and value > 100):
            raise Refusal("E218", found=value, allowed="0–100" if column.kind == "score" else "≥ 0")
        return value


def _copy(kind: str, cell: Cell, other: Cell) -> Problem:
    """A second table of a kind that says again what the first said; it is read no further."""
    return Problem("E239", cell.place, {"found": SHEETS[kind], "other": other.place.at})


def _field(cells: Mapping[str, Cell]) -> Column | None:
    """The line of the basics that a row is, by its code or by its words."""
    code = cells["code"].text.strip() if "code" in cells else ""
    item = plain(cells["item"].text) if "item" in cells else ""
    by_code = next((field for field in FIELDS if field.key == code), None)
    return by_code or next((f for f in FIELDS if item and item in (plain(f.title.zh), plain(f.title.en))), None)
