"""What the engine reads facts from: one profile, or columns of many.

Both answer the same questions, so the engine above does not know which it is asking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .arithmetic import FLOATS, INTERVALS, UNKNOWN, Arithmetic, Arrays, Interval, Mask, Number
from .formula import Formula, Read
from .profile import Profile, Reading

Year = int | None
"""The year a formula is computed for; None when all its facts were stated without one."""


class Readings:
    """Facts of one profile, or of many side by side."""

    ops: Arithmetic

    def years(self, formula: Formula) -> Sequence[Year]:
        """Years a formula can be computed for, latest first."""
        raise NotImplementedError

    def at(self, year: Year) -> Read:
        """Reader of the values for one year."""
        raise NotImplementedError

    def waived(self, fact: str) -> Mask:
        """Whether a fact was argued not to apply."""
        raise NotImplementedError

    def answered(self, fact: str, accepted: Sequence[str]) -> Mask:
        """Whether a choice fact has one of the answers, or is not known to have another."""
        raise NotImplementedError


class ProfileReadings(Readings):
    """Facts of one profile, up to its reporting year."""

    ops = FLOATS

    def __init__(self, profile: Profile) -> None:
        self._observations = profile.observations
        self._year = profile.year

    def years(self, formula: Formula) -> Sequence[Year]:
        """A formula takes all its facts from one year; a value stated without a year
        stands for any, but not for the year before."""
        common: set[int] | None = None
        for fact, lag in formula.readings:
            observed = self._readings(fact)
            if None in observed and lag == 0:
                continue
            dated = {year + lag for year in observed if year is not None and year + lag <= self._year}
            common = dated if common is None else common & dated
        return (None,) if common is None else sorted(common, reverse=True)

    def at(self, year: Year) -> Read:
        return lambda fact, lag: _value(self.reading(fact, year, lag))

    def between(self, year: Year) -> Callable[[str, int], Interval]:
        """Reader of the bounds of the values for one year."""
        return lambda fact, lag: _bounds(self.reading(fact, year, lag))

    def reading(self, fact: str, year: Year, lag: int) -> Reading | None:
        """The reading that a formula for `year` takes of a fact."""
        observed = self._readings(fact)
        dated = observed.get(year - lag) if year is not None else None
        return dated or (observed.get(None) if lag == 0 else None)

    def waived(self, fact: str) -> bool:
        observation = self._observations.get(fact)
        return observation is not None and observation.standing == "not_applicable"

    def answered(self, fact: str, accepted: Sequence[str]) -> bool:
        reading = self.latest(fact)
        return reading is None or reading.value in accepted

    def latest(self, fact: str) -> Reading | None:
        """The reading of the latest year up to the reporting year, or the one without a year."""
        observed = self._readings(fact)
        year = max((year for year in observed if year is not None and year <= self._year), default=None)
        return observed.get(year)

    def _readings(self, fact: str) -> Mapping[Year, Reading]:
        observation = self._observations.get(fact)
        return observation.readings if observation else {}


class TableReadings(Readings):
    """Facts of many profiles: a column a fact, NaN where it is unknown.

    A column is named by its fact (`output`: the value without a year) or by fact and year
    (`output@2024`).
    """

    def __init__(self, columns: Mapping[str, Number], waived: Mapping[str, Number], rows: slice, ops: Arrays) -> None:
        self.ops: Arithmetic = ops
        self._columns, self._waived, self._rows = columns, waived, rows
        self._size = rows.stop - rows.start
        self._years = sorted({int(name.split("@")[1]) for name in columns if "@" in name}, reverse=True)

    def years(self, formula: Formula) -> Sequence[Year]:
        return (*self._years, None) if self._years else (None,)

    def at(self, year: Year) -> Read:
        def read(fact: str, lag: int) -> Number:
            undated = self._column(fact) if lag == 0 else UNKNOWN
            if year is None or f"{fact}@{year - lag}" not in self._columns:
                return undated
            dated = self._column(f"{fact}@{year - lag}")
            return self.ops.where(self.ops.known(dated), dated, undated)

        return read

    def waived(self, fact: str) -> Mask:
        return self._waived[fact][self._rows] if fact in self._waived else False

    def answered(self, fact: str, accepted: Sequence[str]) -> Mask:
        names = [name for name in (*(f"{fact}@{year}" for year in self._years), fact) if name in self._columns]
        if not names:
            return True
        column = self._column(names[0])
        for name in names[1:]:
            column = self.ops.where(self.ops.known(column), column, self._column(name))
        # A column of NaN holds no answer either.
        answered = self.ops.negate(self.ops.known(column))
        for answer in accepted:
            answered = answered | (column == answer)
        return answered

    def _column(self, name: str) -> Number:
        return self._columns[name][self._rows] if name in self._columns else UNKNOWN


def bounds_of(formula: Formula, readings: ProfileReadings, year: Year) -> Interval:
    """All values a formula can have while its facts stay within their bounds."""
    result = formula.evaluate(INTERVALS, readings.between(year))
    return result if isinstance(result, Interval) else Interval(result, result)


def _value(reading: Reading | None) -> Number:
    return UNKNOWN if reading is None else reading.value


def _bounds(reading: Reading | None) -> Interval:
    return Interval(UNKNOWN, UNKNOWN) if reading is None else Interval(reading.low, reading.high)
