"""The rows of facts of a form: values by year, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from ..model.facts import Fact, Vocabulary
from ..model.problems import Problem, nearest, shown
from .cell_values import (
    Asked,
    Number,
    Refusal,
    items,
    number,
    qualifiers,
    says_not_applicable,
    says_unknown,
    sound,
    standing,
    words,
    yes_no,
)
from .tables import Identity, Table
from .workbook import Cell

if TYPE_CHECKING:
    from .form_data import FormData

LABELS: Final = ("code", "name", "unit", "definition")
TEXTS: Final = ("source", "evidence", "note")


class FactReader:
    """Reads tables of facts into the plain data of a form."""

    def __init__(self, paper: FormData, vocabulary: Vocabulary, identity: Identity, problems: list[Problem]) -> None:
        self.paper, self.vocabulary, self.identity, self.problems = paper, vocabulary, identity, problems
        self.present: set[str] = set()
        """Codes and names of all rows, filled in or not."""
        self._seen: dict[str, Cell] = {}

    def read(self, table: Table) -> None:
        """Read every row that has something filled in."""
        rows = list(table.rows())
        late = set(self._late_years(table, rows))
        for cells in rows:
            self.present |= {cells[key].text.strip() for key in ("code", "name") if key in cells}
            inputs = {key: cell for key, cell in cells.items() if key not in LABELS and key not in late}
            name = self._name(cells, inputs)
            if name is None:
                continue
            if name in self._seen:
                details = {"found": self.vocabulary[name].title, "other": self._seen[name].place.at}
                self.problems.append(Problem("E233", _first(cells).place, details))
                continue
            self._seen[name] = _first(cells)
            _Row(self, table, name, cells, inputs).read()

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The facts by their titles, in both languages."""
        return {words: name for name, fact in self.vocabulary.items() for words in (fact.title.zh, fact.title.en)}

    def _late_years(self, table: Table, rows: list[Mapping[str, Cell]]) -> Iterator[str]:
        """Years after the reporting year: told once, at their heading."""
        reporting = self.paper.data.get("year")
        for key, column in table.columns.items():
            is_late = key.isdigit() and isinstance(reporting, int) and int(key) > reporting
            if is_late and any(key in cells for cells in rows):
                head = table.sheet.cell(table.head, column)
                details = {"name": head.text, "found": key, "allowed": reporting}
                self.problems.append(Problem("E210", head.place, details))
                yield key

    def _name(self, cells: Mapping[str, Cell], inputs: Mapping[str, Cell]) -> str | None:
        """The fact that a filled row is about, by its code or by its title."""
        if not inputs:
            return None
        code = cells["code"].text.strip() if "code" in cells else ""
        title = cells["name"].text.strip() if "name" in cells else ""
        if code in self.vocabulary:
            own = self.vocabulary[code].title
            if title not in ("", own.zh, own.en) and title in self._titles:
                details = {"found": title, "name": self.vocabulary[code].title}
                self.problems.append(Problem("E237", cells["code"].place, details))
                return None
            return code
        by_title = self._titles.get(title)
        if by_title is not None and code:
            details = {"found": code, "name": self.vocabulary[by_title].title}
            self.problems.append(Problem("N212", cells["code"].place, details))
        if by_title is None and code not in self.identity.facts:
            found = code or title
            meant = nearest(found, [*self.vocabulary, *self._titles])
            cell = cells.get("code") or cells.get("name") or _first(inputs)
            self.problems.append(
                Problem("E203" if found else "E232", cell.place, {"found": shown(found), "meant": meant})
            )
        return by_title


class _Row:
    """One row: one fact."""

    def __init__(
        self, reader: FactReader, table: Table, name: str, cells: Mapping[str, Cell], inputs: Mapping[str, Cell]
    ) -> None:
        self.reader, self.table, self.name, self.cells, self.inputs = reader, table, name, cells, inputs
        self.fact: Fact = reader.vocabulary[name]
        self.asked = Asked(self.fact.title, self.fact.unit, self.fact.definition)
        self.told: dict[str, Any] = {}
        self.values: dict[int | None, Any] = {}
        self.stated_units = 0
        self.refused = False
        self.waived_at = _first(cells)

    def read(self) -> None:
        before = len(self.reader.problems)
        dated = [key for key in self.inputs if key == "undated" or key.isdigit()]
        for key in dated:
            self._try(self.inputs[key], partial(self._value, key, len(dated) == 1))
        for key in ("low", "high"):
            self._on(key, partial(self._bound, key))
        self._on("qualifier", lambda cell: self.told.update(dict.fromkeys(qualifiers(cell), True)))
        for key in TEXTS:
            self._on(key, partial(self._text, key))
        self._unit()
        self._on("standing", self._standing)
        self._waiver()
        self.refused = any(problem.stops for problem in self.reader.problems[before:])
        self._put()

    def _put(self) -> None:
        """Hand the row over; a refused one is told already and said no more of."""
        if self.refused:
            return
        paper, path = self.reader.paper, ("facts", self.name)
        paper.put(path, self.told, self._place())
        if self.stated_units and self.stated_units == len(self.values):
            self.told["unit"] = self.fact.unit
        if set(self.values) - {None}:
            self.told["values"] = {}
        for year, value in self.values.items():
            cell = self.inputs["undated" if year is None else str(year)]
            if year is None:
                paper.put((*path, "value"), value, cell.place)
            else:
                paper.put((*path, "values", year), value, cell.place)

    def _place(self) -> Any:
        """Where problems of the whole row stand: at what they will most likely be about."""
        for key in ("reason", "standing", "low", "high", "qualifier"):
            if key in self.inputs:
                return self.inputs[key].place
        return _first(self.inputs).place

    def _bound(self, key: str, cell: Cell) -> None:
        self.told[key] = self._number(cell).value

    def _text(self, key: str, cell: Cell) -> None:
        self.told[key] = words(cell, self.asked, self.reader.problems, numbers=key == "evidence")

    def _on(self, key: str, take: Callable[[Cell], None]) -> None:
        if key in self.inputs:
            self._try(self.inputs[key], take)

    def _try(self, cell: Cell, take: Callable[[Cell], None]) -> None:
        try:
            self.reader.problems += sound(cell, self.table.sheet, self.asked)
            take(cell)
        except Refusal as refusal:
            self.reader.problems.append(self.asked.problem(refusal.code, cell, **refusal.details))

    def _value(self, key: str, alone: bool, cell: Cell) -> None:
        year = None if key == "undated" else int(key)
        if says_not_applicable(cell):
            self._waive(cell)
        elif says_unknown(cell):
            self.told.setdefault("value", "unknown")
        elif self.fact.kind == "list":
            self.values[year] = items(cell)
        elif self.fact.kind == "yes_no":
            self.values[year] = yes_no(cell)
        elif self.fact.kind == "choice":
            self.values[year] = cell.text
        else:
            self._typed(year, self._number(cell, alone))

    def _typed(self, year: int | None, typed: Number) -> None:
        if typed.value is not None:
            self.values[year] = typed.value
            self.stated_units += typed.unit_is_stated
        for key in ("low", "high"):
            if getattr(typed, key) is not None:
                self.told[key] = getattr(typed, key)
        if typed.mark:
            self.told[typed.mark] = True

    def _number(self, cell: Cell, alone: bool = False) -> Number:
        """A number of the row; "about" and ranges only where nothing else qualifies it."""
        free = alone and not any(key in self.inputs for key in ("qualifier", "low", "high"))
        return number(cell, self.asked, free, self.reader.problems)

    def _unit(self) -> None:
        """The unit is printed on the form; another one was put in its place by hand."""
        if "unit" in self.cells and (self.values or self.told.keys() & {"low", "high"}):
            told = self.cells["unit"].text.strip()
            own = ("级", "level", "") if self.fact.kind == "level" else (self.fact.unit or "",)
            if told not in own:
                self.reader.problems.append(self.asked.problem("E216", self.cells["unit"], found=told, allowed=own[0]))

    def _standing(self, cell: Cell) -> None:
        said = standing(cell)
        has_bounds = "low" in self.told or "high" in self.told
        if said == "not_applicable":
            self._waive(cell)
        elif said == "unknown":
            if self.values:
                raise Refusal("E236", found=cell.text)
            self.told.setdefault("value", "unknown")
        elif not self.values and not has_bounds and "value" not in self.told and "not_applicable" not in self.told:
            self.reader.problems.append(self.asked.problem("W203", cell))

    def _waive(self, cell: Cell) -> None:
        self.told["not_applicable"] = ""
        self.waived_at = cell

    def _waiver(self) -> None:
        """A reason and "not applicable" belong together, and no value beside them."""
        reason = self.inputs.get("reason")
        if "not_applicable" not in self.told:
            if reason is not None:
                self.reader.problems.append(self.asked.problem("E238", reason, found=reason.text[:40]))
            return
        self.told["not_applicable"] = reason.text if reason else ""
        if self.values:
            self.reader.problems.append(self.asked.problem("E221", self.waived_at))
        elif not reason:
            where = self.table.beside(self.cells, "reason") if "reason" in self.table.columns else self.waived_at
            self.reader.problems.append(self.asked.problem("E215", where))


def _first(cells: Mapping[str, Cell]) -> Cell:
    return min(cells.values(), key=lambda cell: cell.column)
