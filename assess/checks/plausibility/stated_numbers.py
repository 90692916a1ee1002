"""The numbers of a profile, each with the cell it stands in, and what facts come to by them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from ...i18n.typography import printable
from ...model.facts import Fact, Vocabulary
from ...model.intervals import Interval
from ...model.profile import MIXED_COVERAGE, Observation, Profile, Reading
from ...model.row_tables import RowTable
from ...model.text import Text

Scaling = Mapping["StatedNumber", float]
"""By what the values of some cells are multiplied, to see whether that would fit."""
AS_STATED: Final[Scaling] = {}
WHOLE_CLUSTER: Final = "all"
"""What a figure covers of which nothing is said."""


@dataclass(frozen=True, eq=False)
class StatedNumber:
    """A stated number and where it stands."""

    name: str
    """Id of its fact, or of its column."""
    title: Text
    unit: str | None
    reading: Reading
    limits: tuple[float, float]
    is_whole: bool
    """Whether it is counted in whole numbers."""
    year: int | None = None
    table: str | None = None

    def bounds(self, factor: float = 1.0) -> Interval:
        """Its bounds, multiplied; an end that nobody stated is endless."""
        low, high = self.reading.low, self.reading.high
        is_open = low < high and high >= self.limits[1]
        return Interval(low * factor, math.inf if is_open else high * factor)

    def could_be(self, factor: float) -> bool:
        """Whether so many times its value could have been stated."""
        value = self.scaled(factor)
        return self.limits[0] <= value <= self.limits[1] and (not self.is_whole or value.is_integer())

    def scaled(self, factor: float) -> float:
        """So many times its value, without the dust of binary fractions."""
        value = 0.0 if isinstance(self.reading.value, str) else self.reading.value
        return float(f"{value * factor:.12g}")


@dataclass(frozen=True, eq=False)
class Quantity:
    """What a fact comes to in a year: as stated, in one cell or several, or by the rows of a table."""

    name: str
    title: Text
    unit: str | None
    year: int | None
    cells: tuple[StatedNumber, ...]
    basis: object
    """What two must share to be compared; None compares with nothing."""
    take: Literal["stated", "sum", "max", "top4", "fixed"] = "stated"
    fixed: Interval | None = None
    """The bounds of what no cell holds, such as a number of rows."""
    is_open: bool = False
    """Whether rows may be missing."""

    def bounds(self, scaling: Scaling = AS_STATED) -> Interval:
        """Between which values it lies."""
        if not scaling or scaling.keys().isdisjoint(self.cells):
            return self._unscaled
        return self._bounds(scaling)

    @cached_property
    def _unscaled(self) -> Interval:
        return self._bounds(AS_STATED)

    def _bounds(self, scaling: Scaling) -> Interval:
        if not self.cells:
            return self.fixed or Interval(math.nan, math.nan)
        if len(self.cells) == 1 and self.take == "stated":
            return self.cells[0].bounds(scaling.get(self.cells[0], 1.0))
        changed = {cell: factor for cell, factor in scaling.items() if cell in self._as_stated}
        ends = [cell.bounds(factor) for cell, factor in changed.items()]
        # Of thousands of rows those that stay as they are need not be looked at again.
        kept = [end for cell, end in self._weightiest(len(changed)) if cell not in changed]
        if self.take == "stated":
            ends += kept
            return Interval(min(end.low for end in ends), max(end.high for end in ends))
        low, high = (self._taken(end, changed, kept, ends) for end in ("low", "high"))
        return Interval(low, math.inf if self.is_open else high)

    def _taken(self, end: str, changed: Scaling, kept: Sequence[Interval], scaled: Sequence[Interval]) -> float:
        if self.take == "sum":
            before = math.fsum(getattr(self._as_stated[cell], end) for cell in changed)
            after = math.fsum(getattr(bounds, end) for bounds in scaled)
            return float(getattr(self._total, end)) - before + after
        values = sorted(float(getattr(bounds, end)) for bounds in (*kept, *scaled))
        return values[-1] if self.take == "max" else math.fsum(values[-4:])

    @cached_property
    def _as_stated(self) -> Mapping[StatedNumber, Interval]:
        return {cell: cell.bounds() for cell in self.cells}

    @cached_property
    def _total(self) -> Interval:
        ends = self._as_stated.values()
        return Interval(math.fsum(end.low for end in ends), math.fsum(end.high for end in ends))

    @cached_property
    def _ordered(self) -> Sequence[tuple[StatedNumber, Interval]]:
        return sorted(self._as_stated.items(), key=lambda pair: -pair[1].low)

    def _weightiest(self, changed: int) -> Sequence[tuple[StatedNumber, Interval]]:
        return self._ordered if self.take == "stated" else self._ordered[: 4 + changed]

    @property
    def largest(self) -> StatedNumber:
        """Of its cells the one that weighs most."""
        return self.cells[0] if len(self.cells) == 1 else self._ordered[0][0]


class StatedNumbers:
    """All numbers of a profile by fact and year, and by table, row and column."""

    def __init__(self, profile: Profile, vocabulary: Vocabulary) -> None:
        self.reporting_year, self.vocabulary = profile.year, vocabulary
        self.rows = {name: tuple(_row_cells(name, table, profile)) for name, table in vocabulary.tables.items()}
        self.quantities: dict[str, dict[int | None, Quantity]] = {}
        self.statements: dict[str, tuple[StatedNumber, ...]] = {}
        """Every number stated of a fact, also of parts of a year."""
        for name, observation in profile.observations.items():
            fact = vocabulary.get(name)
            if fact is not None and fact.is_number and fact.kind not in ("level", "yes_no"):
                self._take(fact, observation)

    def quantity(self, name: str, year: int, lag: int = 0) -> Quantity | None:
        """What a fact comes to `lag` years before a year; stated without a year, in the reporting year."""
        by_year = self.quantities.get(name, {})
        return by_year.get(year - lag) or (by_year.get(None) if year - lag == self.reporting_year else None)

    def years(self, names: Sequence[str]) -> list[int]:
        """Years of which any of the facts states something, latest first."""
        stated = {year for name in names for year in self.quantities.get(name, {})}
        return sorted({year or self.reporting_year for year in stated}, reverse=True)

    def _take(self, fact: Fact, observation: Observation) -> None:
        name = observation.fact
        if observation.derived:
            self.quantities[name] = {
                year: self._from_rows(name, fact, year, reading) for year, reading in observation.readings.items()
            }
            return
        cells = {reading: _cell(name, fact, reading, reading.year) for reading in observation.statements}
        self.statements[name] = tuple(cells.values())
        self.quantities[name] = {}
        for year, reading in observation.readings.items():
            behind = _behind(reading, year, cells) or (_cell(name, fact, reading, year),)
            self.quantities[name][year] = Quantity(name, fact.title, fact.unit, year, behind, _basis(reading))

    def _from_rows(self, name: str, fact: Fact, year: int | None, reading: Reading) -> Quantity:
        rule, fixed = fact.from_rows, Interval(reading.low, reading.high)
        is_open = reading.high > reading.low
        if rule is None or rule.take not in ("sum", "max", "top4"):
            return Quantity(name, fact.title, fact.unit, year, (), _basis(reading), "fixed", fixed)
        rows = [row for row in self.rows[rule.table] if row.meets(rule.where)]
        cells = tuple(row.cells[rule.column] for row in rows if rule.column in row.cells)
        return Quantity(name, fact.title, fact.unit, year, cells, _basis(reading), rule.take, fixed, is_open)


@dataclass(frozen=True, eq=False)
class RowNumbers:
    """The numbers of one row."""

    row: Mapping[str, object]
    cells: Mapping[str | None, StatedNumber]

    def meets(self, where: Mapping[str, tuple[str | bool, ...]]) -> bool:
        """Whether its answers are among those asked for."""
        return all(self.row.get(key) in allowed for key, allowed in where.items())


def _row_cells(name: str, table: RowTable, profile: Profile) -> Iterator[RowNumbers]:
    rows: Sequence[Mapping[str, object]] = profile.rows(name)
    coverage = profile.filing.get("coverage")
    numbers = {key: column for key, column in table.columns.items() if column.is_figure}
    for number, row in enumerate(rows):
        cells: dict[str | None, StatedNumber] = {}
        for key, column in numbers.items():
            value, place = row.get(key), profile.row_places.get((name, number, key))
            if isinstance(value, int | float) and place is not None:
                of = printable(str(row.get("name", "")))
                title = Text(f"{of}的{column.title.zh}", f"{column.title.en} of {of}")
                reading = Reading(float(value), value, value, place, coverage=coverage)
                cells[key] = StatedNumber(
                    key, title, column.unit, reading, (0.0, math.inf), column.kind == "count", table=name
                )
        yield RowNumbers(row, cells)


def _cell(name: str, fact: Fact, reading: Reading, year: int | None) -> StatedNumber:
    return StatedNumber(name, fact.title, fact.unit, reading, fact.limits, fact.kind == "count", year)


def _behind(used: Reading, year: int | None, cells: Mapping[Reading, StatedNumber]) -> tuple[StatedNumber, ...]:
    """The cells of the statements that a reading was made of."""
    if used in cells:
        return (cells[used],)
    return tuple(
        cell
        for reading, cell in cells.items()
        if reading.year == year and reading.months is None and used.low <= reading.low and reading.high <= used.high
    )


def _basis(reading: Reading) -> object:
    """Period and coverage; the day within the year does not matter here."""
    if reading.proposed is not None or reading.coverage == MIXED_COVERAGE:
        return None
    return (reading.months, reading.coverage or reading.noted or WHOLE_CLUSTER)


def basis_of(cell: StatedNumber) -> object:
    """What a single cell can be compared by."""
    return _basis(cell.reading)
