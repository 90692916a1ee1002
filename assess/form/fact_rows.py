"""The rows of facts of a form: values by year, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from ..io.observations import Refusal, looks_like_fraction
from ..io.periods import day_in
from ..model.facts import Fact, Vocabulary
from ..model.place import KeyPath, Place
from ..model.problems import Problem, nearest, shown
from .cell_values import FieldReader, choice, items, qualifiers, standing_in, yes_no
from .form_data import FormData
from .layout import LABELS, STANDINGS
from .tables import FormTable, Identity
from .workbook import Cell

Cells = Mapping[str, Cell]
"""The cells of a row that are not empty, by the keys of their columns."""


class FactReader:
    """Reads tables of facts into the plain data of a form."""

    def __init__(self, data: FormData, vocabulary: Vocabulary, identity: Identity, problems: list[Problem]) -> None:
        self.data, self.vocabulary, self.identity, self.problems = data, vocabulary, identity, problems
        self.present: set[str] = set()
        """Codes and names of all rows, filled in or not."""
        self._rows: dict[str, list[_FactRow]] = {}
        """The rows of each fact; more than one where it has several statements."""

    def read(self, table: FormTable) -> None:
        """Read every row that has something filled in."""
        rows = list(table.rows())
        late_years = set(self._late_years(table, rows))
        for cells in rows:
            self.present |= {cells[key].text.strip() for key in ("code", "name") if key in cells}
            inputs = {key: cell for key, cell in cells.items() if key not in LABELS and key not in late_years}
            name = self._fact_of(cells, inputs) if inputs else None
            if name is None:
                continue
            row = _FactRow(self, table, name, cells, inputs)
            before = self._rows.setdefault(name, [])
            other = next((other for other in before if other.says_the_same(row) or other.is_elsewhere(row)), None)
            if other is not None:
                details = {"found": self.vocabulary[name].title, "other": other.first.place.at}
                self.problems.append(Problem("E233", row.first.place, details))
                continue
            before.append(row)
            row.read()

    def hand_over(self) -> None:
        """Put every fact into the data of the form: the entry of its row, or a list of them."""
        for name, rows in self._rows.items():
            sound = [row for row in rows if row.is_sound]
            for number, row in enumerate(sound):
                row.hand_over(("facts", name) if len(sound) == 1 else ("facts", name, number))

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The facts by their titles, in both languages."""
        return {words: name for name, fact in self.vocabulary.items() for words in (fact.title.zh, fact.title.en)}

    def _late_years(self, table: FormTable, rows: list[Cells]) -> Iterator[str]:
        """Years after the reporting year: told once, at their heading."""
        reporting = self.data.data.get("year")
        for key, column in table.columns.items():
            is_late = key.isdigit() and isinstance(reporting, int) and int(key) > reporting
            if is_late and any(key in cells for cells in rows):
                head = table.sheet.cell(table.head, column)
                details = {"name": head.text, "found": key, "allowed": reporting}
                self.problems.append(Problem("E210", head.place, details))
                yield key

    def _fact_of(self, cells: Cells, inputs: Cells) -> str | None:
        """The fact that a filled row is about, by its code or by its title."""
        code = cells["code"].text.strip() if "code" in cells else ""
        title = cells["name"].text.strip() if "name" in cells else ""
        by_title = self._titles.get(title)
        if code in self.vocabulary:
            own = self.vocabulary[code].title
            if by_title is not None and title not in (own.zh, own.en):
                details: dict[str, object] = {"found": title, "name": own}
                self.problems.append(Problem("E237", cells["code"].place, details))
                return None
            return code
        if by_title is not None and code:
            details = {"found": code, "name": self.vocabulary[by_title].title}
            self.problems.append(Problem("N212", cells["code"].place, details))
        if by_title is None and code not in self.identity.facts:
            named = code or title
            place = (cells.get("code") or cells.get("name") or _leftmost(inputs)).place
            details = {"found": shown(named), "meant": nearest(named, [*self.vocabulary, *self._titles])}
            self.problems.append(Problem("E203" if named else "E232", place, details))
        return by_title


class _FactRow:
    """One row: one fact."""

    def __init__(self, reader: FactReader, table: FormTable, name: str, cells: Cells, inputs: Cells) -> None:
        self.table, self.name, self.cells, self.inputs = table, name, cells, inputs
        self.data, self.problems = reader.data, reader.problems
        self.fact: Fact = reader.vocabulary[name]
        self.field = FieldReader(reader.problems, self.fact.title, self.fact.unit, self.fact.definition)
        self.entry: dict[str, Any] = {}
        self.values: dict[int | None, Any] = {}
        self.has_percents = False
        self.is_doubtful = False
        """Whether a number without a per cent sign of its own may be meant as a fraction."""
        self.not_applicable: Cell | None = None
        self.is_sound = False
        """Whether nothing of it was refused."""

    @property
    def first(self) -> Cell:
        return _leftmost(self.cells)

    def says_the_same(self, other: _FactRow) -> bool:
        """Whether it was copied, and nothing of it changed."""
        mine, others = ({key: cell.text for key, cell in row.inputs.items()} for row in (self, other))
        return mine == others

    def is_elsewhere(self, other: _FactRow) -> bool:
        """Whether it stands in another table, which is then a copy of this one."""
        return self.table.sheet is not other.table.sheet or self.table.head != other.table.head

    def read(self) -> None:
        """Read the row; a refused one is told already and said no more of."""
        before = len(self.problems)
        dated = [key for key in self.inputs if key == "undated" or key.isdigit()]
        for key in dated:
            self._take(key, partial(self._value, key, len(dated) == 1))
        for key in ("low", "high"):
            self._take(key, partial(self._bound, key))
        self._take("qualifier", lambda cell: self.entry.update(dict.fromkeys(qualifiers(cell), True)))
        self._take("period", self._period)
        for key in ("coverage", "source", "evidence", "note"):
            self._take(key, partial(self._words, key))
        self._check_unit()
        self._take("standing", self._standing)
        self._check_reason()
        self.is_sound = not any(problem.stops for problem in self.problems[before:])

    def _take(self, key: str, convert: Callable[[Cell], None]) -> None:
        if key in self.inputs:
            self.field.read(self.inputs[key], convert)

    def _value(self, key: str, is_alone: bool, cell: Cell) -> None:
        year = None if key == "undated" else int(key)
        standing = standing_in(cell)
        if standing == "not_applicable":
            self.not_applicable = cell
        elif standing == "unknown":
            self.entry.setdefault("value", "unknown")
        elif self.fact.kind == "list":
            self.values[year] = items(cell)
        elif self.fact.kind == "yes_no":
            self.values[year] = yes_no(cell)
        elif self.fact.kind == "choice":
            self.values[year] = cell.text
        else:
            # "About" and ranges qualify the whole row: they are read only where nothing else does.
            self._number(year, cell, is_alone and not self.inputs.keys() & {"qualifier", "low", "high"})

    def _number(self, year: int | None, cell: Cell, may_qualify: bool) -> None:
        ends = self.field.range(cell) if may_qualify else None
        if ends is not None:
            self.entry["low"], self.entry["high"] = ends
            if year is not None:
                self.entry["year"] = year
            return
        number = self.field.number(cell, may_qualify)
        self.values[year] = number.value
        self.has_percents |= number.unit_is_stated
        self.is_doubtful |= not number.unit_is_stated and looks_like_fraction(number.value, self.fact)
        if number.qualifier:
            self.entry[number.qualifier] = True

    def _bound(self, key: str, cell: Cell) -> None:
        self.entry[key] = self.field.number(cell).value

    def _period(self, cell: Cell) -> None:
        text = self.field.words(cell, are_numbers=True)
        self.entry["months" if day_in(text) is None else "as_of"] = text

    def _words(self, key: str, cell: Cell) -> None:
        self.entry[key] = self.field.words(cell, are_numbers=key == "evidence")

    def _check_unit(self) -> None:
        """The unit is printed on the form; another one was put in its place by hand."""
        if "unit" in self.cells and (self.values or self.entry.keys() & {"low", "high"}):
            unit = self.cells["unit"].text.strip()
            own = ("级", "level", "") if self.fact.kind == "level" else (self.fact.unit or "",)
            if unit not in own:
                self.field.tell("E216", self.cells["unit"], found=unit, allowed=own[0])

    def _standing(self, cell: Cell) -> None:
        standing = choice(cell.text, STANDINGS)
        if standing == "not_applicable":
            self.not_applicable = cell
        elif standing == "unknown":
            if self.values:
                raise Refusal("E236", found=cell.text)
            self.entry.setdefault("value", "unknown")
        elif not self.values and not self.entry and self.not_applicable is None:
            # What is said beside a value that is missing is told where statements are read.
            self.field.tell("W203", cell)

    def _check_reason(self) -> None:
        """A reason and "not applicable" belong together, and no value beside them."""
        reason = self.inputs.get("reason")
        if self.not_applicable is None:
            if reason is not None:
                self.field.tell("E238", reason, found=reason.text[:40])
            return
        self.entry["not_applicable"] = reason.text if reason else ""
        if self.values:
            self.field.tell("E221", self.not_applicable)
        elif not reason:
            has_column = "reason" in self.table.columns
            self.field.tell("E215", self.table.beside(self.cells, "reason") if has_column else self.not_applicable)

    def hand_over(self, path: KeyPath) -> None:
        """Put the entry of the row at a path, each piece with its cell."""
        self.data.put(path, self.entry, self._place())
        for key in ("months", "as_of", "coverage"):
            if key in self.entry:
                self.data.places[(*path, key)] = self.inputs["coverage" if key == "coverage" else "period"].place
        if "year" in self.entry:
            self.data.places[(*path, "value")] = self.inputs[str(self.entry["year"])].place
        if self.has_percents and not self.is_doubtful:
            self.entry["unit"] = self.fact.unit
        if self.values.keys() - {None}:
            self.entry["values"] = {}
        for year, value in self.values.items():
            place = self.inputs["undated" if year is None else str(year)].place
            self.data.put((*path, "value") if year is None else (*path, "values", year), value, place)

    def _place(self) -> Place:
        """Where problems of the whole row stand: at what they will most likely be about."""
        for key in ("reason", "standing", "low", "high", "qualifier"):
            if key in self.inputs:
                return self.inputs[key].place
        return _leftmost(self.inputs).place


def _leftmost(cells: Cells) -> Cell:
    return min(cells.values(), key=lambda cell: cell.column)
