"""One way to a profile for everything it is read from: plain data in, a profile out.

YAML, forms and Python differ in how plain data and its places are come by. What is stated is
checked here, once, in the same words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..model.facts import Fact, Vocabulary
from ..model.fingerprint import content_hash
from ..model.formula import parse_clause
from ..model.place import KeyPath, Place
from ..model.problems import InputError, Problem, ProblemList, nearest, shown
from ..model.profile import Observation, Profile, ProfileRow
from ..model.row_tables import RowTable
from ..model.statements import unlike
from ..model.text import id_of
from .derived_facts import RowLists, derive, with_item_ids
from .entries import EARLIEST_YEAR, PlacedEntry, StatementContext, observe
from .observations import fact_named
from .profile_file import ObservationEntry, ProfileFile, profile_model
from .validation import SourceData, validate_model

RowCell = tuple[str, int, str]
"""Table, number of the row, column."""
HEADER: Final = ("cluster", "year", "place", "industry", "language", "invented", "about", "sources")


def build_profile(source: SourceData, vocabulary: Vocabulary, today: datetime.date) -> tuple[Profile, list[Problem]]:
    """The profile that plain data states, and every problem of it.

    Raises:
        InputError: the data has not the shape of a profile; with all problems found.
    """
    return _ProfileBuilder(source, vocabulary, today).build()


class _ProfileBuilder:
    """Reads one source; gathers problems rather than stopping at the first."""

    def __init__(self, source: SourceData, vocabulary: Vocabulary, today: datetime.date) -> None:
        self.source, self.vocabulary, self.today = source, vocabulary, today
        self.tables = vocabulary.tables
        self.problems: list[Problem] = ProblemList(source.file)
        self.row_numbers: dict[str, list[int]] = {}
        """Of each table, the numbers that its rows have in the file."""

    def build(self) -> tuple[Profile, list[Problem]]:
        file = self._profile_file()
        coverage = self._coverage(file.filing.coverage)
        context = StatementContext(file.year, self.vocabulary.statement_words, coverage, file.sources)
        observations = dict(self._observations(file.facts, context))
        self._check_year(file.year)
        self.problems += self._repeated_rows(file)
        written = {name: self._rows(name, table, getattr(file, name, ())) for name, table in self.tables.items()}
        rows = with_item_ids({name: found for name, found in written.items() if found}, self.vocabulary)
        listed = RowLists(rows, frozenset(file.complete.names), file.year, self._row_place)
        derived, problems = derive(listed, observations, self.vocabulary)
        self.problems += problems
        observations |= {name: _covering(observation, context.coverage) for name, observation in derived.items()}
        self.problems += part_problems(observations, self.vocabulary)
        stated: dict[str, Any] = {name: getattr(file, name) for name in HEADER}
        profile = Profile(
            file=self.source.file,
            observations=observations,
            tables=rows,
            filing=file.filing.model_dump(exclude_none=True) | ({"coverage": coverage} if coverage else {}),
            row_places=dict(self._number_places(rows)),
            complete=file.complete.names,
            **stated,
        )
        return content_hash(profile), self.problems

    # The header

    def _profile_file(self) -> ProfileFile:
        """The source in its shape. Faults of shape are told together with those of the facts
        that can be read all the same."""
        data = self.source.data
        stated = {name: table for name, table in self.vocabulary.tables.items() if name in data}
        try:
            return validate_model(self.source, profile_model(stated))
        except InputError:
            # What is not stated takes time to describe, and is needed only to say what may have been meant.
            model = profile_model(self.vocabulary.tables)
        try:
            return validate_model(self.source, model)
        except InputError as error:
            self.problems += error.problems
        facts, year = data.get("facts"), data.get("year")
        is_year = isinstance(year, int) and not isinstance(year, bool)
        context = StatementContext(year if is_year else self.today.year, self.vocabulary.statement_words)
        list(self._observations(facts if isinstance(facts, dict) else {}, context))
        raise InputError(self.problems)

    def _check_year(self, year: int) -> None:
        place = self.source.place(("year",))
        if year > self.today.year:
            self.problems.append(Problem("E225", place, {"found": year, "allowed": self.today.year}))
        elif year < EARLIEST_YEAR:
            details = {"name": self.source.name(("year",)), "found": year, "allowed": EARLIEST_YEAR}
            self.problems.append(Problem("E213", place, details))

    # Rows

    def _repeated_rows(self, file: ProfileFile) -> Iterator[Problem]:
        """Rows that say word for word what another says count twice."""
        for table, declared in self.tables.items():
            first: dict[str, int] = {}
            for index, row in enumerate(() if declared.keeps_order else getattr(file, table, ())):
                before = first.setdefault(row.model_dump_json(), index)
                if before != index:
                    details = {"found": getattr(row, declared.key), "other": self.source.place((table, before)).told}
                    yield Problem("W209", self.source.place((table, index)), details)

    def _rows(self, name: str, table: RowTable, rows: tuple[Any, ...]) -> tuple[ProfileRow, ...]:
        """The rows in the order of their names; where each stood is remembered."""
        plain = [self._with_facts(row.model_dump(exclude_none=True), name, number) for number, row in enumerate(rows)]
        names = [str(row[table.key]) for row in plain]
        totals = [number for number in range(len(rows)) if table.is_total(names[number])]
        for number in totals:
            details = {"found": names[number], "table": table.title}
            self.problems.append(Problem("W219", self.source.place((name, number)), details))
        listed = [number for number in range(len(rows)) if number not in totals]
        self.row_numbers[name] = listed if table.keeps_order else sorted(listed, key=names.__getitem__)
        return tuple(plain[number] for number in self.row_numbers[name])

    def _with_facts(self, row: dict[str, Any], table: str, number: int) -> ProfileRow:
        """A row with the facts that it names under their ids."""
        for key, column in self.tables[table].columns.items():
            if column.kind == "fact" and key in row:
                named = fact_named(row[key], self.vocabulary)
                if named is None:
                    words = [word for name, fact in self.vocabulary.items() for word in (name, fact.title.zh)]
                    details = {"found": shown(row[key]), "meant": nearest(row[key], words)}
                    self.problems.append(Problem("E203", self.source.place((table, number, key)), details))
                row[key] = named or row[key]
            for fact in parse_clause(row[key]).facts if column.kind == "clause" and key in row else ():
                if fact not in self.vocabulary:
                    details = {"found": fact, "meant": nearest(fact, self.vocabulary)}
                    self.problems.append(Problem("E203", self.source.place((table, number, key)), details))
        return row

    def _row_place(self, table: str, number: int | None, column: str | None) -> Place:
        if number is None:
            return self._place((table,), (table,))
        index = self.row_numbers[table][number]
        name = self.source.data[table][index][self.tables[table].key]
        return self._place((table, index, *([column] if column else [])), (table, name))

    def _number_places(self, tables: Mapping[str, tuple[ProfileRow, ...]]) -> Iterator[tuple[RowCell, Place]]:
        """Where the numbers of the rows stand."""
        for table, rows in tables.items():
            numbers = [key for key, column in self.tables[table].columns.items() if column.is_figure]
            for number, row in enumerate(rows):
                for key in numbers:
                    if row.get(key) is not None:
                        yield (table, number, key), self._row_place(table, number, key)

    # Facts

    def _coverage(self, stated: str | None) -> str | None:
        """What the figures of the whole profile cover."""
        words = self.vocabulary.statement_words
        coverage = words.coverage(stated) if stated else None
        if stated and coverage is None:
            path = ("filing", "coverage")
            details = {
                "name": self.source.name(path),
                "found": shown(stated),
                "meant": nearest(stated, words.coverages),
            }
            allowed = list(words.titles.values())
            self.problems.append(Problem("E248", self.source.place(path), {**details, "allowed": allowed}))
        return coverage

    def _observations(self, facts: Mapping[Any, Any], context: StatementContext) -> Iterator[tuple[str, Observation]]:
        for key, raw in facts.items():
            name, path = str(key), ("facts", key)
            fact = self.vocabulary.get(name)
            if fact is None:
                details = {"found": shown(name), "meant": nearest(name, self.vocabulary)}
                self.problems.append(Problem("E203", self.source.place(path, of_key=True), details))
                continue
            notes = item_notes(raw, fact)
            try:
                entries = list(self._entries(list(notes) if notes else raw, path))
            except InputError as error:
                self.problems += error.problems
                continue
            observation, problems = observe(name, entries, fact, context)
            self.problems += (problem._replace(details={"fact": name, **problem.details}) for problem in problems)
            yield name, observation._replace(item_notes=notes) if notes else with_item_notes(observation, fact)

    def _entries(self, raw: Any, path: KeyPath) -> Iterator[PlacedEntry]:
        """What is said of a fact: one entry, or a list of them."""
        if isinstance(raw, list) and any(isinstance(item, dict) for item in raw):
            for number, item in enumerate(raw):
                entry = validate_model(self.source, ObservationEntry, item, (*path, number))
                yield self._placed(entry, (*path, number), path)
        elif not isinstance(raw, dict):
            yield PlacedEntry(ObservationEntry.model_construct(value=raw), self.source.place(path))
        elif any(isinstance(key, int) for key in raw):
            entry = ObservationEntry.model_construct(values=raw)
            places = {year: self.source.place((*path, year)) for year in raw}
            yield PlacedEntry(entry, self.source.place(path), places)
        else:
            yield self._placed(validate_model(self.source, ObservationEntry, raw, path), path, path)

    def _placed(self, entry: ObservationEntry, path: KeyPath, fact_path: KeyPath) -> PlacedEntry:
        """An entry with the places of its values, told by the fact and the year."""
        places: dict[Any, Place] = {
            year: self._place((*path, "values", year), (*fact_path, year)) for year in entry.values
        }
        of_value = (*fact_path, entry.year) if entry.year is not None else fact_path
        places.setdefault(entry.year, self._place((*path, "value"), of_value))
        said = (key for key in ("months", "as_of", "coverage") if getattr(entry, key) is not None)
        places |= {key: self.source.place((*path, key)) for key in said}
        return PlacedEntry(entry, self.source.place(path), places)

    def _place(self, path: KeyPath, told: KeyPath) -> Place:
        """Where a piece stands, told alike however it is written."""
        place = self.source.place(path)
        return place if place.sheet else place._replace(at=".".join(map(str, told)))


def with_item_notes(observation: Observation, fact: Fact) -> Observation:
    """A list whose note has a line of evidence for each of its items, with these in place of the note."""
    reading = next(iter(observation.readings.values()), None)
    if fact.kind != "list" or reading is None or not reading.items:
        return observation
    lines = [line.replace(":", "：", 1).partition("：") for line in (reading.note or "").splitlines() if line.strip()]
    notes = {id_of(title.strip(), fact.items): text.strip() for title, _, text in lines}
    if set(notes) != set(reading.items):
        return observation
    return observation._replace(
        note=None,
        readings={year: each._replace(note=None) for year, each in observation.readings.items()},
        statements=tuple(each._replace(note=None) for each in observation.statements),
        item_notes={str(item): text for item, text in notes.items()},
    )


def item_notes(raw: Any, fact: Fact) -> Mapping[str, str]:
    """The evidence of each item, where a list is stated as items with a line each."""
    if fact.kind != "list" or not isinstance(raw, dict):
        return {}
    named = {id_of(str(key), fact.items): text for key, text in raw.items()}
    if None in named or not all(isinstance(text, str | None) for text in named.values()):
        return {}
    return {str(item): text or "" for item, text in named.items()}


def _covering(observation: Observation, coverage: str | None) -> Observation:
    """Rows cover what the profile says all its figures do."""
    readings = {year: reading._replace(coverage=coverage) for year, reading in observation.readings.items()}
    return observation._replace(readings=readings)


def part_problems(observations: Mapping[str, Observation], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Stated parts that exceed their whole in the same year, where both cover alike; sums of rows are asked about."""
    for name, observation in observations.items():
        if observation.derived:
            continue
        whole_name = vocabulary[name].part_of
        whole = observations.get(whole_name) if whole_name else None
        if whole is None or whole_name is None:
            continue
        for year, reading in observation.readings.items():
            other = whole.readings.get(year)
            if other is not None and reading.low > other.high and unlike([reading], [other]) is None:
                details = {
                    "fact": name,
                    "name": vocabulary[name].title,
                    "found": reading.value if reading.has_value else reading.low,
                    "unit": vocabulary[name].unit or "",
                    "whole": vocabulary[whole_name].title,
                    "allowed": other.value,
                    "other": other.place,
                }
                yield Problem("E208", reading.place, details)
