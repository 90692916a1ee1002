"""A profile: what one cluster states, each value with the place it was written at."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from .arithmetic import is_known
from .place import Place
from .problems import Problem
from .text import Language, Text

Value = float | str
"""A number, or the id of an answer for a choice."""


class Bounds(NamedTuple):
    """How sure a statement is of its values, as its author wrote it."""

    low: float | None = None
    high: float | None = None
    at_least: bool = False
    at_most: bool = False
    about: bool = False

    @property
    def middle(self) -> float | None:
        """The middle of a range; None where an end of it is open."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2


Months = tuple[int, int]
"""First and last month of a part of a year, both included."""


MIXED_COVERAGE: Final = "mixed"
"""The coverage of a range that holds readings of several."""


class Reading(NamedTuple):
    """One statement of a figure: the value, the bounds within which the truth lies, and what it covers.

    Of several statements for one year the one that the judgement uses is a reading too.
    """

    value: Value
    low: float
    high: float
    place: Place
    items: tuple[str, ...] = ()
    """What was ticked of a list; empty where only their number is known."""
    year: int | None = None
    months: Months | None = None
    """The part of the year it covers; None is the whole of it."""
    as_of: str | None = None
    """Of what is counted on a day: `2024-06` or `2024-06-30`; None is the end of the year."""
    coverage: str | None = None
    """Id of what it covers; where nothing is said, that of the whole profile."""
    source: str | None = None
    evidence: str | None = None
    note: str | None = None
    bounds: Bounds = Bounds()
    proposed: str | None = None
    """Words of its note or source that speak of a part of the year, where nothing is said of its period."""
    noted: str | None = None
    """The coverage that its note names."""

    @property
    def has_value(self) -> bool:
        """Whether there is a value, and not bounds alone; where there is none it is NaN, which goes no farther."""
        return is_known(self.value)

    @property
    def told(self) -> Value | None:
        """The value as it leaves the engine: none where there are bounds alone."""
        return self.value if self.has_value else None

    @property
    def is_exact(self) -> bool:
        return isinstance(self.value, str) or self.low == self.high

    @property
    def period(self) -> str | None:
        """Its months as they are written, `1-8`; None for the whole year."""
        return None if self.months is None else f"{self.months[0]}-{self.months[1]}"

    @property
    def day(self) -> str | None:
        """The day it was counted on, where that is not the end of the year."""
        return None if self.as_of is None or self.as_of[5:7] == "12" else self.as_of[:7]


ObservationStatus = Literal["stated", "unknown", "not_applicable"]


class Observation(NamedTuple):
    """What a profile says of a fact.

    `readings` has the value per year that the judgement uses, whole years only; the year None
    holds a value stated without one. `statements` has everything that was said.
    """

    fact: str
    standing: ObservationStatus
    place: Place
    readings: Mapping[int | None, Reading] = MappingProxyType({})
    reason: str | None = None
    """Why the fact does not apply."""
    source: str | None = None
    evidence: str | None = None
    note: str | None = None
    bounds: Bounds = Bounds()
    derived: bool = False
    """Whether its readings were computed from the rows of the profile."""
    item_notes: Mapping[str, str] = MappingProxyType({})
    """Of a list, the line of evidence of each item that has one."""
    statements: tuple[Reading, ...] = ()
    """In the order of `statements.ordered`. Where several differ in source, note or bounds, those
    of the observation are empty."""


ProfileRow = Mapping[str, object]


class ProfilePart(NamedTuple):
    """A sub-cluster of a cluster."""

    name: str
    weight: float
    """Among the parts."""
    profile: "Profile"


class Profile(NamedTuple):
    """One cluster in one reporting year."""

    cluster: str
    year: int
    file: str
    place: str | None = None
    industry: str | None = None
    language: Language = "zh"
    invented: bool = False
    about: Text | None = None
    observations: Mapping[str, Observation] = MappingProxyType({})
    tables: Mapping[str, tuple[ProfileRow, ...]] = MappingProxyType({})
    """The rows of each table of `rubrics/tables` that has any."""
    filing: Mapping[str, str] = MappingProxyType({})
    """Who filled the form in, for whom and with which coverage."""
    sources: tuple[str, ...] = ()
    """Whose figure counts where sources differ, the first before the second."""
    parts: tuple[ProfilePart, ...] = ()
    """Sub-clusters, whose scores roll up by their weights; none has parts of its own."""
    complete: tuple[str, ...] = ()
    """Tables that list all there are; of any other, what follows from its rows is a lower bound."""
    row_places: Mapping[tuple[str, int, str], Place] = MappingProxyType({})
    """Where the numbers of rows stand, by table, number of the row and column."""
    sha256: str = ""
    """Hash of what is stated, not of how it is written down: the same facts as YAML, with
    other line breaks or as a workbook, give the same hash."""
    notices: tuple[Problem, ...] = ()
    """What was read otherwise than it stands."""

    def rows(self, table: str) -> tuple[ProfileRow, ...]:
        """The rows of a table."""
        return self.tables.get(table, ())

    @property
    def firms(self) -> tuple[ProfileRow, ...]:
        return self.rows("firms")

    @property
    def platforms(self) -> tuple[ProfileRow, ...]:
        return self.rows("platforms")

    @property
    def projects(self) -> tuple[ProfileRow, ...]:
        return self.rows("projects")

    @property
    def evidence(self) -> tuple[ProfileRow, ...]:
        return self.rows("evidence")
