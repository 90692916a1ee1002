"""What the engine reads facts from: one profile, or columns of many.

Both answer the same questions, so the engine above does not know which it is asking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from ..model.arithmetic import FLOATS, UNKNOWN, Arithmetic, Arrays, Mask, ValueOrArray, is_known
from ..model.formula import Formula, Read
from ..model.intervals import Interval, bounds_of
from ..model.profile import Profile, Reading
from ..model.statements import Difference, unlike

Year = int | None
"""The year a formula is computed for; None when all its facts were stated without one."""


class Readings(Protocol):
    """Facts of one profile, or of many side by side."""

    ops: Arithmetic
    reporting_year: int

    def years(self, formula: Formula) -> Sequence[int]:
        """Years a formula can be computed for, latest first."""

    def value(self, formula: Formula, year: Year) -> ValueOrArray:
        """Value of a formula for a year; NaN where it lacks one, or would compare what cannot be compared."""

    def bounds(self, formula: Formula, year: int, value: ValueOrArray) -> tuple[ValueOrArray, ValueOrArray]:
        """Least and greatest value of a formula for a year: the value itself where all it reads is exact,
        NaN where nothing bounds it."""

    def not_applicable(self, fact: str) -> Mask:
        """Whether a fact was argued not to apply."""

    def has_value(self, fact: str) -> Mask:
        """Whether a choice fact has an answer."""

    def matches(self, fact: str, accepted: Sequence[str]) -> Mask:
        """Whether a choice fact has one of the answers, or none at all."""


class ProfileReadings(Readings):
    """Facts of one profile, up to its reporting year."""

    ops: Arithmetic = FLOATS

    def __init__(self, profile: Profile) -> None:
        self._observations = profile.observations
        self.reporting_year = profile.year

    def years(self, formula: Formula) -> Sequence[int]:
        """A formula takes all its facts from one year; a value stated without a year counts as
        of the reporting year, and beside one of an earlier year for that, but never for the year before."""
        return [year for year in self._candidates(formula) if not self._lacking(formula, year, if_bounded=True)]

    def absent(self, formula: Formula, but_bounded: bool = False) -> tuple[str, ...]:
        """Facts that keep a formula from being computed, in the year that lacks fewest of them; none where
        there is such a year and it is the values that have no result.

        Args:
            formula: what is to be computed.
            but_bounded: only those of which bounds are stated.
        """
        fewest = min(self._candidates(formula), key=lambda year: len(self._lacking(formula, year)))
        stated = set(self._lacking(formula, fewest, if_bounded=True)) if but_bounded else set()
        return tuple(dict.fromkeys(fact for fact in self._lacking(formula, fewest) if fact not in stated))

    def unsure(self, formula: Formula | None, year: Year) -> tuple[str, ...]:
        """Facts that a formula takes for a year and that are not exact."""
        pairs = [(fact, self.reading(fact, year, lag)) for fact, lag in formula.readings] if formula else []
        return tuple(dict.fromkeys(fact for fact, reading in pairs if reading is not None and not reading.is_exact))

    def _candidates(self, formula: Formula) -> list[int]:
        """The reporting year, and years before it for which any of its facts is stated, latest first."""
        stated = {year + lag for fact, lag in formula.readings for year in self._readings(fact) if year is not None}
        return sorted({self.reporting_year, *(year for year in stated if year < self.reporting_year)}, reverse=True)

    def _lacking(self, formula: Formula, year: Year, if_bounded: bool = False) -> list[str]:
        """Facts without a value for a year; `if_bounded`: without bounds either."""
        needed = [pair for pair in formula.readings if not (if_bounded and pair in formula.optional)]
        pairs = [(fact, self.reading(fact, year, lag)) for fact, lag in needed]
        absent = [fact for fact, reading in pairs if reading is None or not (if_bounded or reading.has_value)]
        return absent or (list(formula.facts) if self.unlike(formula, year) else [])

    def missing_years(self, formula: Formula, year: int) -> dict[str, list[int]]:
        """Of each fact, the years up to `year` that a formula lacks a value of, first to last."""
        lacking: dict[str, list[int]] = {}
        for fact, lag in sorted(formula.readings, key=lambda pair: -pair[1]):
            reading = self.reading(fact, year, lag)
            if reading is None or not reading.has_value:
                lacking.setdefault(fact, []).append(year - lag)
        return lacking

    def difference(self, formula: Formula) -> Difference | None:
        """What alone keeps a formula from being computed for the year that lacks fewest: its readings are
        there and cannot be compared."""
        years = self._candidates(formula)
        return self.unlike(formula, min(years, key=lambda year: len(self._lacking(formula, year))))

    def unlike(self, formula: Formula, year: Year) -> Difference | None:
        """Why a formula that looks back may not be computed from the readings of a year, if it has them all.

        Years are compared only between readings of equal period and coverage.
        """
        if not formula.looks_back:
            return None
        series: dict[str, list[Reading]] = {}
        for fact, lag in formula.readings:
            if (fact, lag) in formula.optional:
                continue
            reading = self.reading(fact, year, lag)
            if reading is None:
                return None
            series.setdefault(fact, []).append(reading)
            if not lag and year != self.reporting_year and year not in self._readings(fact):
                return "period"  # Without a year it counts as of the reporting year.
        return unlike(*series.values())

    def is_dated(self, formula: Formula, year: int) -> bool:
        """Whether any value that a formula takes for a year was stated with its year."""
        return any(year - lag in self._readings(fact) for fact, lag in formula.readings)

    def bounds(self, formula: Formula, year: int, value: ValueOrArray) -> tuple[ValueOrArray, ValueOrArray]:
        used = [self.reading(fact, year, lag) for fact, lag in formula.readings]
        if self.unlike(formula, year):
            return UNKNOWN, UNKNOWN
        is_exact = all(reading is None or reading.is_exact for reading in used)
        if is_exact and (is_known(value) or not formula.optional):
            return value, value
        interval = bounds_of(formula, self.between(year))
        return interval.low, interval.high

    def value(self, formula: Formula, year: Year) -> ValueOrArray:
        return UNKNOWN if self.unlike(formula, year) else formula.evaluate(self.ops, self.at(year))

    def at(self, year: Year) -> Read:
        """Reader of the values for one year."""
        return lambda fact, lag: _value(self.reading(fact, year, lag))

    def between(self, year: Year) -> Callable[[str, int], Interval]:
        """Reader of the bounds of the values for one year."""
        return lambda fact, lag: _bounds(self.reading(fact, year, lag))

    def reading(self, fact: str, year: Year, lag: int) -> Reading | None:
        """The reading that a formula for `year` takes of a fact."""
        readings = self._readings(fact)
        dated = readings.get(year - lag) if year is not None else None
        return dated or (readings.get(None) if lag == 0 else None)

    def not_applicable(self, fact: str) -> bool:
        observation = self._observations.get(fact)
        return observation is not None and observation.standing == "not_applicable"

    def has_value(self, fact: str) -> bool:
        return self.latest(fact) is not None

    def matches(self, fact: str, accepted: Sequence[str]) -> bool:
        reading = self.latest(fact)
        return reading is None or reading.value in accepted

    def statements(self, fact: str) -> tuple[Reading, ...]:
        """Everything that was said of a fact, whether it is used or not."""
        return self._observations[fact].statements if fact in self._observations else ()

    def why_unused(self, fact: str) -> Literal["part_of_year", "exclusive"] | None:
        """Why nothing is used of what was stated: only parts of years, or answers that exclude each other."""
        statements = self.statements(fact)
        if not statements or self._readings(fact):
            return None
        return "part_of_year" if all(statement.months for statement in statements) else "exclusive"

    def least(self, fact: str) -> float | None:
        """The least value of a fact that is known only to lie within bounds."""
        reading = self.latest(fact)
        return None if reading is None or reading.has_value else reading.low

    def latest(self, fact: str) -> Reading | None:
        """The reading of the latest year up to the reporting year, or the one without a year."""
        readings = self._readings(fact)
        year = max((year for year in readings if year is not None and year <= self.reporting_year), default=None)
        return readings.get(year)

    def _readings(self, fact: str) -> Mapping[Year, Reading]:
        observation = self._observations.get(fact)
        return observation.readings if observation else {}


class TableReadings(Readings):
    """Facts of many profiles: a column a fact, NaN where it is unknown.

    A column is named by its fact (`output`: the value without a year) or by fact and year
    (`output@2024`).
    """

    def __init__(
        self,
        columns: Mapping[str, ValueOrArray],
        excused: Mapping[str, ValueOrArray],
        rows: slice,
        ops: Arrays,
        reporting: int | None = None,
    ) -> None:
        self.ops = ops
        self._columns, self._excused, self._rows = columns, excused, rows
        self._no_answer = ops.np.full(rows.stop - rows.start, "")
        self._choices = {name.partition("@")[0] for name, column in columns.items() if column.dtype.kind == "U"}
        self._years = sorted({int(name.split("@")[1]) for name in columns if "@" in name}, reverse=True)
        self.reporting_year = reporting or max(self._years, default=0)

    def years(self, formula: Formula) -> Sequence[int]:
        lags = {lag for _, lag in formula.readings}
        years = {year + lag for year in self._years for lag in lags}
        return sorted({self.reporting_year, *(year for year in years if year < self.reporting_year)}, reverse=True)

    def value(self, formula: Formula, year: Year) -> ValueOrArray:
        # Beside values of earlier years one without a year counts as of the reporting year.
        return formula.evaluate(self.ops, self._at(year, not formula.looks_back or year == self.reporting_year))

    def _at(self, year: Year, undated_counts: bool) -> Read:
        def read(fact: str, lag: int) -> ValueOrArray:
            undated = self._column(fact) if lag == 0 and undated_counts else UNKNOWN
            if year is None or f"{fact}@{year - lag}" not in self._columns:
                return undated
            dated = self._column(f"{fact}@{year - lag}")
            return self.ops.where(self.ops.known(dated), dated, undated)

        return read

    def bounds(self, formula: Formula, year: int, value: ValueOrArray) -> tuple[ValueOrArray, ValueOrArray]:
        return value, value

    def not_applicable(self, fact: str) -> Mask:
        return self._excused[fact][self._rows] if fact in self._excused else False

    def has_value(self, fact: str) -> Mask:
        return self.ops.known(self._answers(fact))

    def matches(self, fact: str, accepted: Sequence[str]) -> Mask:
        column = self._answers(fact)
        matching = self.ops.negate(self.ops.known(column))
        for answer in accepted:
            matching = matching | (column == answer)
        return matching

    def _answers(self, fact: str) -> ValueOrArray:
        """The latest answer to a choice; a column of NaN holds none either."""
        column = UNKNOWN
        for name in (*(f"{fact}@{year}" for year in self._years if year <= self.reporting_year), fact):
            if name in self._columns:
                column = self.ops.where(self.ops.known(column), column, self._column(name))
        return column

    def _column(self, name: str) -> ValueOrArray:
        """A column of a choice holds answers, even if this year's has none."""
        column = self._columns[name][self._rows] if name in self._columns else None
        if name.partition("@")[0] in self._choices:
            return column if column is not None and column.dtype.kind == "U" else self._no_answer
        return UNKNOWN if column is None else column


def _value(reading: Reading | None) -> ValueOrArray:
    return UNKNOWN if reading is None else reading.value


def _bounds(reading: Reading | None) -> Interval:
    return Interval(UNKNOWN, UNKNOWN) if reading is None else Interval(reading.low, reading.high)
