"""One assembly for everything a profile is read from: plain data in, a profile out.

YAML and forms differ in how plain data and its places are come by. What is stated is
checked here, once, in the same words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.facts import Vocabulary
from ..model.fingerprint import content_hash
from ..model.problems import InputError, Problem, ProblemList, nearest, shown
from ..model.profile import Bounds, KeyPath, Observation, Place, Profile, ProfileRow
from .derived_facts import canonical, from_rows
from .observations import EARLIEST, Entry, observe
from .profile_file import ObservationEntry, ProfileFile
from .validation import SourceData, validate_model

TABLES = ("firms", "platforms", "projects")
HEADER = ("cluster", "year", "place", "industry", "language", "invented", "about")


def assemble(paper: SourceData, vocabulary: Vocabulary, today: datetime.date) -> tuple[Profile, list[Problem]]:
    """The profile that plain data states, and every problem of it.

    Raises:
        InputError: the data has not the shape of a profile; with all problems found.
    """
    return _Assembly(paper, vocabulary, today).profile()


class _Assembly:
    """Reads one paper; gathers problems rather than stopping at the first."""

    def __init__(self, paper: SourceData, vocabulary: Vocabulary, today: datetime.date) -> None:
        self.paper, self.vocabulary, self.today = paper, vocabulary, today
        self.problems: list[Problem] = ProblemList(paper.file)
        self.order: dict[str, list[int]] = {}
        """Of each table, the numbers that its rows have in the file."""

    def profile(self) -> tuple[Profile, list[Problem]]:
        header = self._header()
        observations = dict(self._observations(header))
        self._check_years(header)
        self.problems += self._repeated_rows(header)
        rows = canonical({table: self._rows(table, getattr(header, table)) for table in TABLES}, self.vocabulary)
        derived, problems = from_rows(rows, observations, self.vocabulary, self._row_place)
        self.problems += problems
        observations |= derived
        self.problems += part_problems(observations, self.vocabulary)
        stated: dict[str, Any] = {name: getattr(header, name) for name in HEADER} | rows
        profile = Profile(
            file=self.paper.file,
            observations=observations,
            evidence=tuple(each.model_dump(exclude_none=True) for each in header.evidence),
            filing=header.filing.model_dump(exclude_none=True),
            **stated,
        )
        return content_hash(profile), self.problems

    def _repeated_rows(self, header: ProfileFile) -> Iterator[Problem]:
        """Rows that say word for word what another says count twice."""
        for table in TABLES:
            first: dict[str, int] = {}
            for index, row in enumerate(getattr(header, table)):
                before = first.setdefault(row.model_dump_json(), index)
                if before != index:
                    details = {"found": row.name, "other": self.paper.place((table, before)).told}
                    yield Problem("W209", self.paper.place((table, index)), details)

    def _rows(self, table: str, rows: tuple[Any, ...]) -> tuple[ProfileRow, ...]:
        """The rows in the order of their names; where each stood is remembered."""
        plain = [row.model_dump(exclude_none=True, exclude_defaults=False) for row in rows]
        self.order[table] = sorted(range(len(plain)), key=lambda index: str(plain[index]["name"]))
        return tuple(plain[index] for index in self.order[table])

    def _row_place(self, table: str, number: int | None, column: str | None) -> Place:
        if number is None:
            here = self.paper.place((table,))
            return here if here.sheet else here._replace(at=table)
        index = self.order[table][number]
        here = self.paper.place((table, index, *([column] if column else [])))
        name = self.paper.data[table][index]["name"]
        return here if here.sheet else here._replace(at=f"{table}.{name}")

    def _header(self) -> ProfileFile:
        """The shape of the file. Its faults are told together with those of the facts that
        can be read all the same."""
        data = self.paper.data
        try:
            return validate_model(self.paper, ProfileFile)
        except InputError as error:
            self.problems += error.problems
        facts = data.get("facts")
        usable = facts if isinstance(facts, dict) else {}
        header = ProfileFile.model_construct(facts=usable, cluster="?", year=self._year())
        list(self._observations(header))
        raise InputError(self.problems)

    def _year(self) -> int:
        year = self.paper.data.get("year")
        return year if isinstance(year, int) and not isinstance(year, bool) else self.today.year

    def _check_years(self, header: ProfileFile) -> None:
        place = self.paper.place(("year",))
        if header.year > self.today.year:
            self.problems.append(Problem("E225", place, {"found": header.year, "allowed": self.today.year}))
        elif header.year < EARLIEST:
            details = {"name": self.paper.name(("year",)), "found": header.year, "allowed": EARLIEST}
            self.problems.append(Problem("E213", place, details))

    def _observations(self, header: ProfileFile) -> Iterator[tuple[str, Observation]]:
        for name, raw in header.facts.items():
            path: KeyPath = ("facts", name)
            fact = self.vocabulary.get(str(name))
            if fact is None:
                details = {"found": shown(name), "meant": nearest(str(name), self.vocabulary)}
                self.problems.append(Problem("E203", self.paper.place(path, of_key=True), details))
                continue
            try:
                entry = self._entry(str(name), raw, path)
            except InputError as error:
                self.problems += error.problems
                continue
            observation, problems = observe(entry, fact, header.year)
            self.problems += problems
            yield str(name), observation

    def _entry(self, name: str, raw: Any, path: KeyPath) -> Entry:
        place = self.paper.place(path)
        if not isinstance(raw, dict):
            return Entry(name, place, {None: (raw, place)})
        if any(isinstance(key, int) for key in raw):
            return Entry(name, place, self._by_year(raw, path))
        told = validate_model(self.paper, ObservationEntry, raw, path)
        values = self._by_year(told.values, path, "values")
        if told.value is not None:
            values[None] = (told.value, self._place((*path, "value"), path))
        low, high = (None if bound is None else bound + 0.0 for bound in (told.low, told.high))
        bounds = Bounds(low, high, told.at_least, told.at_most, told.about)
        texts = {name: _said(getattr(told, name)) for name in ("unit", "source", "evidence", "note")}
        return Entry(name, place, values, bounds, not_applicable=told.not_applicable, **texts)

    def _by_year(self, values: Mapping[Any, Any], path: KeyPath, *inner: str) -> dict[int | None, tuple[Any, Place]]:
        return {year: (raw, self._place((*path, *inner, year), (*path, year))) for year, raw in values.items()}

    def _place(self, path: KeyPath, told: KeyPath) -> Place:
        """Where a value stands, told alike however the entry is written."""
        place = self.paper.place(path)
        return place if place.sheet else place._replace(at=".".join(map(str, told)))


def _said(text: str | int | None) -> str | None:
    """A text that says something: an empty one cannot be told from none."""
    return None if text is None or not str(text).strip() else str(text)


def part_problems(observations: Mapping[str, Observation], vocabulary: Vocabulary) -> list[Problem]:
    """Parts that exceed their whole in the same year."""
    problems = []
    for name, observation in observations.items():
        whole_name = vocabulary[name].part_of
        whole = observations.get(whole_name) if whole_name else None
        if whole is None or whole_name is None:
            continue
        for year, reading in observation.readings.items():
            other = whole.readings.get(year)
            if other is not None and reading.low > other.high:
                details = {
                    "name": vocabulary[name].title,
                    "found": reading.value,
                    "unit": vocabulary[name].unit or "",
                    "whole": vocabulary[whole_name].title,
                    "allowed": other.value,
                    "other": other.place,
                }
                problems.append(Problem("E208", reading.place, details))
    return problems
