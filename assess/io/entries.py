"""The entries of a fact become one observation: every statement with its period, coverage and source.

A fact has one entry, or several in a list, one for each source, period or coverage.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from ..model.facts import UNITS_OF_KINDS, Fact
from ..model.place import Place
from ..model.problems import Problem, nearest, shown
from ..model.profile import Bounds, Observation, Reading
from ..model.statement_words import NO_WORDS, StatementWords
from ..model.statements import choices, ordered
from .observations import MIDDLE, UNKNOWN_WORDS, Refusal, reading_of
from .periods import Period, day_in, months_in
from .profile_file import ObservationEntry

EARLIEST_YEAR: Final = 1949
Taken = TypeVar("Taken")


class StatementContext(NamedTuple):
    """What holds for all statements of a profile."""

    year: int
    """The reporting year."""
    words: StatementWords = NO_WORDS
    coverage: str | None = None
    """What a figure covers that says nothing of it."""
    sources: tuple[str, ...] = ()
    """Whose figure counts where sources differ."""


class PlacedEntry(NamedTuple):
    """An entry and where it stands."""

    entry: ObservationEntry
    place: Place
    places: Mapping[Any, Place] = MappingProxyType({})
    """Where the value of a year stands, if elsewhere; under None that without a year, and under their
    names months, as_of and coverage."""


def observe(
    name: str, entries: Sequence[PlacedEntry], fact: Fact, context: StatementContext
) -> tuple[Observation, list[Problem]]:
    """Read what a profile states of a fact.

    Args:
        name: the id of the fact.
        entries: at least one.

    Returns:
        The observation of what could be read, and every problem.
    """
    readers = [_EntryReader(placed, fact, context) for placed in entries]
    statements = _numbered(ordered([statement for reader in readers for statement in reader.statements()]))
    waived = next((reader for reader in readers if reader.entry.not_applicable is not None), None)
    if waived is not None:
        waived.check_waiver(bool(statements))
        statements = ()
    used = {choice.year: choice.reading for choice in choices(statements, context.sources, fact)}
    observation = Observation(
        fact=name,
        standing="not_applicable" if waived else "stated" if statements else "unknown",
        place=entries[0].place,
        readings={year: reading for year, reading in used.items() if reading is not None},
        reason=waived.entry.not_applicable if waived else None,
        **_common(statements or [reader.remarks(entries[0].place) for reader in readers]),
        statements=statements,
    )
    return observation, [problem for reader in readers for problem in reader.problems]


def observe_value(
    name: str, year: int | None, value: Any, fact: Fact, place: Place, reporting_year: int
) -> tuple[Observation, list[Problem]]:
    """Read a bare value of a fact; see `observe`."""
    entry = ObservationEntry.model_construct(values={year: value})
    return observe(name, [PlacedEntry(entry, place)], fact, StatementContext(reporting_year))


def _common(statements: Sequence[Reading]) -> dict[str, Any]:
    """What all statements say alike of themselves; what they do not is said by none."""
    names = ("source", "evidence", "note", "bounds")
    said = {name: {getattr(statement, name) for statement in statements} for name in names}
    return {name: values.pop() for name, values in said.items() if len(values) == 1}


def _numbered(statements: Sequence[Reading]) -> tuple[Reading, ...]:
    """Of several statements for one year each is told by its number; in a form its cell tells it."""
    numbered: list[Reading] = []
    for _, group in groupby(statements, key=lambda statement: statement.year):
        alike = list(group)
        for number, statement in enumerate(alike, 1):
            place = statement.place
            is_told = len(alike) == 1 or place.sheet is not None
            numbered.append(
                statement if is_told else statement._replace(place=place._replace(at=f"{place.at}.{number}"))
            )
    return tuple(numbered)


class _EntryReader:
    """Reads one entry; gathers problems rather than stopping at the first."""

    def __init__(self, placed: PlacedEntry, fact: Fact, context: StatementContext) -> None:
        self.entry, self.place, self.places = placed
        self.fact, self.context = fact, context
        self.values = self._values()
        self.bounds = self._bounds()
        self.problems: list[Problem] = []

    def statements(self) -> list[Reading]:
        """What the entry states, one a value."""
        self._check()
        period = self._attempt(self._period, self._period_place) or Period()
        coverage = self._attempt(self._coverage, self.places.get("coverage", self.place))
        statements = []
        for year, raw in self.values.items():
            place = self.places.get(year, self.place)
            statement = self._attempt(lambda: self._statement(year, raw, place), place, year)  # noqa: B023 (called at once)
            if statement is not None:
                statements.append(self._with_basis(statement, period, coverage))
        return statements

    def remarks(self, place: Place) -> Reading:
        """What is said beside a value that is not there."""
        return self._with_basis(Reading("", math.nan, math.nan, place), Period(), None)

    def check_waiver(self, has_values: bool) -> None:
        """See what is wrong with saying that the fact does not apply."""
        if not _words(self.entry.not_applicable):
            self._tell("E215", self.place)
        elif has_values:
            self._tell("E221", self.place)

    def _check(self) -> None:
        """What is said of the values and cannot be meant."""
        unit = _words(self.entry.unit)
        if unit is not None and unit != self.fact.unit:
            self._tell("E216", self.place, found=unit, allowed=self.fact.unit or "")
        if self.bounds.at_least and self.bounds.at_most:
            self._tell("E243", self.place)
        if not self.values and self._lacks_a_value:
            self._tell("W203", self.place)
        if self.entry.year is not None and self.entry.values:
            self._tell("E247", self.place, found=shown(self.entry.year))

    def _tell(self, code: str, place: Place, **details: object) -> None:
        unit = self.fact.unit or UNITS_OF_KINDS.get(self.fact.kind) or ""
        about = {"name": self.fact.title, "definition": self.fact.definition, "unit": unit}
        self.problems.append(Problem(code, place, {**about, **details}))

    def _attempt(self, read: Callable[[], Taken], place: Place, year: object = None) -> Taken | None:
        try:
            return read()
        except Refusal as refusal:
            self._tell(refusal.code, place, year=year, **refusal.details)
            return None

    # Values

    def _values(self) -> Mapping[int | str | None, Any]:
        """The values that say something, by year."""
        entry = self.entry
        year = entry.year if entry.year is not None or entry.as_of is None else _year_of(str(entry.as_of))
        pairs: list[tuple[int | str | None, Any]] = [*entry.values.items(), (year, entry.value)]
        values = {year: raw for year, raw in pairs if not _says_unknown(raw)}
        ends = [end for end in (entry.low, entry.high) if end is not None]
        if values or not ends:
            return values
        years: list[int | str | None] = [year for year, _ in pairs if year is not None]
        return dict.fromkeys(years or [None], ends[0] if len(ends) == 1 else MIDDLE)

    def _bounds(self) -> Bounds:
        """How sure the values are; one end that stands alone is the value, and the other end open."""
        entry = self.entry
        said = Bounds(entry.low, entry.high, entry.at_least, entry.at_most, entry.about)
        is_alone = (entry.low is None) != (entry.high is None)
        if not is_alone or any(not _says_unknown(raw) for raw in (*entry.values.values(), entry.value)):
            return said
        return Bounds(
            None, None, entry.at_least or entry.low is not None, entry.at_most or entry.high is not None, entry.about
        )

    @property
    def _lacks_a_value(self) -> bool:
        """Whether something is said of a value that is not there, and nowhere that it is unknown."""
        entry = self.entry
        if entry.not_applicable is not None or entry.value is not None or entry.values:
            return False
        of_value = (entry.year, entry.months, entry.as_of, entry.coverage, entry.unit)
        if any(said is not None for said in of_value) or any(self.bounds):
            return True
        # What follows from rows may have its source beside it.
        return self.fact.from_rows is None and any(map(_words, (entry.source, entry.evidence, entry.note)))

    def _statement(self, year: int | str | None, raw: Any, place: Place) -> Reading:
        has_unit = _words(self.entry.unit) is not None
        valid_year = _checked_year(year, self.context.year)
        return reading_of(raw, self.bounds, has_unit, self.fact, place)._replace(year=valid_year)

    # Period and coverage

    @property
    def _period_place(self) -> Place:
        return self.places.get("months") or self.places.get("as_of") or self.place

    def _period(self) -> Period:
        months, as_of = self.entry.months, _words(self.entry.as_of)
        if months is None and as_of is None:
            return Period()
        if not self.fact.is_measured or (months is not None and as_of is not None):
            raise Refusal("E246", found=shown(as_of if months is None else months))
        if as_of is not None:
            return self._day(as_of)
        period = months_in(str(months), self.context.words)
        if period is None:
            raise Refusal("E244", found=shown(months))
        if period.was_short and period.months is not None:
            self._tell("N215", self._period_place, found=shown(months), value=f"1—{period.months[1]}")
        return period

    def _day(self, as_of: str) -> Period:
        day = day_in(as_of)
        years = {year for year in (*self.entry.values, self.entry.year) if isinstance(year, int)}
        if day is None or years - {int(day[:4])}:
            raise Refusal("E245", found=shown(as_of))
        return Period(as_of=day, is_stated=True)

    def _coverage(self) -> str | None:
        stated = _words(self.entry.coverage)
        if stated is None:
            return self.context.coverage
        coverage = self.context.words.coverage(stated)
        if coverage is None:
            known = self.context.words.coverages
            allowed = [each.title for each in known.values()]
            raise Refusal("E248", found=shown(stated), allowed=allowed, meant=nearest(stated, known))
        return coverage

    def _with_basis(self, statement: Reading, period: Period, coverage: str | None) -> Reading:
        """A statement with all that is said of it, and what its words propose where no period is stated."""
        source, note = _words(self.entry.source), _words(self.entry.note)
        proposed = None
        if not period.is_stated and self.fact.is_measured:
            texts = (self.context.words.proposal(text, statement.year) for text in (note, source))
            proposed = next(filter(None, texts), None)
        return statement._replace(
            months=period.months,
            as_of=period.as_of,
            coverage=coverage,
            source=source,
            evidence=_words(self.entry.evidence),
            note=note,
            bounds=self.bounds,
            proposed=proposed,
            noted=self.context.words.coverage_in(note, statement.year),
        )


def _words(text: str | int | None) -> str | None:
    """A text that says something: an empty one cannot be told from none."""
    return None if text is None or not str(text).strip() else str(text)


def _says_unknown(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN_WORDS)


def _year_of(as_of: str) -> int | None:
    day = day_in(as_of)
    return int(day[:4]) if day else None


def _checked_year(year: int | str | None, reporting_year: int) -> int | None:
    if isinstance(year, str):
        raise Refusal("E242", found=shown(year))
    if year is not None and year > reporting_year:
        raise Refusal("E210", found=year, allowed=reporting_year)
    if year is not None and year < EARLIEST_YEAR:
        raise Refusal("E213", found=year, allowed=EARLIEST_YEAR)
    return year
