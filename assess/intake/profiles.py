"""Profiles from YAML files."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem, shown
from ..facts import Vocabulary
from ..identity import content_hash
from ..profile import Observation, Place, Profile
from .documents import Document, Path_, parse_yaml, read_stream, read_yaml
from .observing import Entry, observe
from .profile_file import ObservationEntry, ProfileFile
from .rows import from_rows
from .shapes import nearest, shape

EARLIEST = 1949


def read_profile(
    name: str, vocabulary: Vocabulary, today: datetime.date | None = None
) -> tuple[Profile, tuple[Problem, ...]]:
    """Read a profile from a file, or from standard input for `-`.

    Args:
        name: path of a .yaml file, or -.
        vocabulary: the facts it may state.
        today: for years that have not come yet; the clock's by default.

    Returns:
        The profile, and what is worth a word though it does not stop the work.

    Raises:
        InputError: with every problem of the file.
    """
    document = _document(name)
    reader = _ProfileReader(document, vocabulary, today or datetime.date.today())
    profile, problems = reader.read()
    if any(problem.stops for problem in problems):
        raise InputError(problems)
    return profile, tuple(problems)


def _document(name: str) -> Document:
    if name == "-":
        return parse_yaml(read_stream(sys.stdin.buffer, "-"), "-")
    return read_yaml(Path(name))


class _ProfileReader:
    """Reads one document; gathers problems rather than stopping at the first."""

    def __init__(self, document: Document, vocabulary: Vocabulary, today: datetime.date) -> None:
        self.document, self.vocabulary, self.today = document, vocabulary, today
        self.problems: list[Problem] = []

    def read(self) -> tuple[Profile, list[Problem]]:
        header = self._header()
        observations = dict(self._observations(header))
        self._check_years(header)
        rows = {"firms": _rows(header.firms), "platforms": _rows(header.platforms), "projects": _rows(header.projects)}
        derived, problems = from_rows(rows, observations, self.vocabulary, self._row_place)
        self.problems += problems
        observations |= derived
        self.problems += part_problems(observations, self.vocabulary)
        profile = Profile(
            cluster=header.cluster,
            year=header.year,
            file=self.document.file,
            place=header.place,
            industry=header.industry,
            language=header.language,
            invented=header.invented,
            about=header.about,
            observations=observations,
            firms=rows["firms"],
            platforms=rows["platforms"],
            projects=rows["projects"],
        )
        return content_hash(profile), self.problems

    def _row_place(self, table: str, name: str | None) -> Place:
        rows = self.document.data.get(table) or []
        index = next((i for i, row in enumerate(rows) if name is not None and row.get("name") == name), None)
        here = self.document.place((table,) if index is None else (table, index))
        return here._replace(at=table if name is None else f"{table}.{name}")

    def _header(self) -> ProfileFile:
        """The shape of the file. Its faults are told together with those of the facts that
        can be read all the same."""
        data = self.document.data
        try:
            return shape(self.document, ProfileFile)
        except InputError as error:
            self.problems += error.problems
        facts = data.get("facts")
        usable = facts if isinstance(facts, dict) else {}
        header = ProfileFile.model_construct(facts=usable, cluster="?", year=self._year())
        list(self._observations(header))
        raise InputError(self.problems)

    def _year(self) -> int:
        year = self.document.data.get("year")
        return year if isinstance(year, int) and not isinstance(year, bool) else self.today.year

    def _check_years(self, header: ProfileFile) -> None:
        place = self.document.place(("year",))
        if header.year > self.today.year:
            self.problems.append(Problem("E225", place, {"found": header.year, "allowed": self.today.year}))
        elif header.year < EARLIEST:
            self.problems.append(Problem("E213", place, {"name": "year", "found": header.year, "allowed": EARLIEST}))

    def _observations(self, header: ProfileFile) -> Iterator[tuple[str, Observation]]:
        for name, raw in header.facts.items():
            path: Path_ = ("facts", name)
            fact = self.vocabulary.get(str(name))
            if fact is None:
                details = {"found": shown(name), "meant": nearest(str(name), self.vocabulary)}
                self.problems.append(Problem("E203", self.document.place((*path, "=")), details))
                continue
            try:
                entry = self._entry(str(name), raw, path)
            except InputError as error:
                self.problems += error.problems
                continue
            observation, problems = observe(entry, fact, header.year)
            self.problems += problems
            yield str(name), observation

    def _entry(self, name: str, raw: Any, path: Path_) -> Entry:
        place = self.document.place(path)
        if not isinstance(raw, dict):
            return Entry(name, place, {None: (raw, place)})
        if any(isinstance(key, int) for key in raw):
            return Entry(name, place, self._by_year(raw, path))
        told = shape(self.document, ObservationEntry, raw, path)
        values = self._by_year(told.values, (*path, "values"))
        if told.value is not None:
            values[None] = (told.value, self.document.place((*path, "value")))
        plain = told.model_dump(exclude={"value", "values", "evidence"})
        return Entry(name, place, values, evidence=None if told.evidence is None else str(told.evidence), **plain)

    def _by_year(self, values: Mapping[int, Any], path: Path_) -> dict[int | None, tuple[Any, Place]]:
        return {year: (raw, self.document.place((*path, year))) for year, raw in values.items()}


def _rows(rows: tuple[Any, ...]) -> tuple[dict[str, object], ...]:
    plain = [row.model_dump(exclude_none=True, exclude_defaults=False) for row in rows]
    return tuple(sorted(plain, key=lambda row: str(row["name"])))


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
