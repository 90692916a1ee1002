"""A profile: what one cluster states, each value with the place it was written at."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

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


class Reading(NamedTuple):
    """One value of a fact, with the bounds within which the truth lies."""

    value: Value
    low: float
    high: float
    place: Place
    items: tuple[str, ...] = ()
    """What was ticked of a list; empty where only their number is known."""

    @property
    def is_exact(self) -> bool:
        return isinstance(self.value, str) or self.low == self.high


ObservationStatus = Literal["stated", "unknown", "not_applicable"]


class Observation(NamedTuple):
    """What a profile says of a fact.

    `readings` has a value per year; the year None holds a value stated without one.
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


ProfileRow = Mapping[str, object]


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
    firms: tuple[ProfileRow, ...] = ()
    platforms: tuple[ProfileRow, ...] = ()
    projects: tuple[ProfileRow, ...] = ()
    evidence: tuple[ProfileRow, ...] = ()
    filing: Mapping[str, str] = MappingProxyType({})
    """Who filled the form in, for whom and with which coverage."""
    sha256: str = ""
    """Hash of what is stated, not of how it is written down: the same facts as YAML, with
    other line breaks or as a workbook, give the same hash."""
    notices: tuple[Problem, ...] = ()
    """What was read otherwise than it stands."""
