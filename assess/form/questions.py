"""Which facts a form asks, for which years, and under which heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, get_args

from ..i18n.catalog import template
from ..model.facts import Vocabulary
from ..model.profile import Bounds, Observation, ObservationStatus, Profile, ProfileRow, Reading
from ..model.row_tables import Depth
from ..model.rubric import Branch, Rubric
from ..model.text import Text
from .scope import FormScope
from .statement_rows import rows_of


def years_of(year: int, profile: Profile | None) -> tuple[int, ...]:
    """The reporting year and two before it, and whatever else a profile has values of."""
    years = {year - 2, year - 1, year}
    for observation in profile.observations.values() if profile else ():
        if not observation.derived:
            stated = (*observation.readings, *(statement.year for statement in observation.statements))
            years |= {each for each in stated if each is not None}
    return tuple(sorted(years))


class QuestionGroup(NamedTuple):
    """Facts under one heading."""

    title: Text
    facts: tuple[str, ...]


def groups(scope: FormScope, vocabulary: Vocabulary, profile: Profile | None) -> tuple[QuestionGroup, ...]:
    """The facts that a form asks, each at the first criterion that uses it; then those of gates, those that measures
    depend on, those that nothing but figures reads, and whatever the profile states besides. Within a group, as the
    vocabulary has them."""
    seen: set[str] = set(basic_facts(vocabulary, profile))
    left_out = set(vocabulary) - scope.facts if scope.facts is not None else set[str]()
    within = seen | left_out
    asked = [group for rubric in scope.headings or scope.rubrics for group in _of_rubric(rubric, within)]
    asked.append(
        _fresh(template("form.for_advice"), (name for name in vocabulary if vocabulary[name].for_advice), within)
    )
    asked.append(_fresh(template("form.reported"), scope.facts or (), within))
    stated = profile.observations if profile else {}
    said = (name for name in stated if _is_said(stated[name]))
    asked.append(_fresh(template("form.other"), said, within - left_out))
    order = {name: place for place, name in enumerate(vocabulary)}
    return tuple(
        QuestionGroup(group.title, tuple(sorted(group.facts, key=order.__getitem__))) for group in asked if group.facts
    )


def basic_facts(vocabulary: Vocabulary, profile: Profile | None) -> tuple[str, ...]:
    """The negative list: what every form asks, unless more is stated of it than its columns hold."""
    return tuple(name for name, fact in vocabulary.items() if fact.always and _is_plain(name, profile, vocabulary))


def _of_rubric(rubric: Rubric, seen: set[str]) -> Iterator[QuestionGroup]:
    for part in rubric.tree.parts:
        if isinstance(part.node, Branch) and part.node.criterion:
            indicators = [leaf.indicator for leaf in part.node.leaves()]
            read = (fact for indicator in indicators for fact in (*indicator.applies_when, *indicator.facts))
            yield _fresh(part.node.criterion.title, read, seen)
    yield _fresh(template("form.gates"), (fact for gate in rubric.gates for fact in gate.facts), seen)
    yield _fresh(template("form.patterns"), _pattern_facts(rubric), seen)


def _pattern_facts(rubric: Rubric) -> Iterator[str]:
    for leaf in rubric.untreed:
        yield from (*leaf.indicator.applies_when, *leaf.indicator.facts)
    yield from (fact for pattern in rubric.patterns for fact in pattern.facts())


def _fresh(title: Text, facts: Iterable[str], seen: set[str]) -> QuestionGroup:
    fresh = tuple(fact for fact in dict.fromkeys(facts) if fact not in seen)
    seen.update(fresh)
    return QuestionGroup(title, fresh)


def _is_said(observation: Observation) -> bool:
    return not observation.derived or bool(observation.source or observation.evidence or observation.note)


def _is_plain(fact: str, profile: Profile | None, vocabulary: Vocabulary) -> bool:
    """Whether one row without years, bounds, period and coverage says all that is stated of a fact."""
    observation = profile.observations.get(fact) if profile else None
    if profile is None or observation is None:
        return True
    row, *more = rows_of(observation, profile, vocabulary)
    beside = (row.months, row.as_of, row.coverage)
    return not more and set(row.readings) <= {None} and row.bounds == Bounds() and not any(beside)


def descriptors(rubrics: Iterable[Rubric], vocabulary: Vocabulary) -> dict[str, tuple[Text, ...]]:
    """Words for levels 1 to 5 of the facts that are judged as they stand."""
    return {
        formula.facts[0]: indicator.descriptors
        for rubric in rubrics
        for indicator in rubric.indicators.values()
        for formula in indicator.formulas
        if indicator.descriptors and len(formula.facts) == 1 and vocabulary[formula.facts[0]].kind == "level"
    }


def tables_asked(scope: FormScope, vocabulary: Vocabulary, profile: Profile | None) -> list[str]:
    """The tables that have a sheet in a form of this depth, or since something stands in them."""
    depths = get_args(Depth)
    asked = depths[: depths.index(scope.depth) + 1]
    return [
        name
        for name, table in vocabulary.tables.items()
        if table.asked in asked or (profile is not None and (profile.rows(name) or name in profile.complete))
    ]


_FIGURES_OF_A_YEAR: Final = ("firms", "platforms", "projects")
"""Tables of which only the names stay when a year has passed."""


def carried_forward(profile: Profile, year: int) -> Profile:
    """Last year's profile as the beginning of a later one.

    Values of a known year stay, as do sources, reasons and the names of firms, platforms and
    projects. A value without a year would be taken for this year's, so it is asked again.
    """
    if year <= profile.year:
        return profile
    observations = {name: _carried(stated) for name, stated in profile.observations.items() if not stated.derived}
    return profile._replace(
        year=year,
        observations=observations,
        filing={},
        tables={
            name: tuple(map(_names_only, rows)) if name in _FIGURES_OF_A_YEAR else rows
            for name, rows in profile.tables.items()
            if name != "evidence"
        },
    )


def _carried(observation: Observation) -> Observation:
    if observation.standing != "stated":
        return observation
    dated: dict[int | None, Reading] = {year: value for year, value in observation.readings.items() if year}
    standing: ObservationStatus = "stated" if dated or any(each.year for each in observation.statements) else "unknown"
    bounds = observation.bounds if dated else Bounds()
    statements = tuple(each._replace(evidence=None) for each in observation.statements if each.year is not None)
    return observation._replace(readings=dated, standing=standing, bounds=bounds, evidence=None, statements=statements)


def _names_only(row: ProfileRow) -> ProfileRow:
    """A row without its figures, which were last year's."""
    return {key: value for key, value in row.items() if isinstance(value, str | bool | tuple) and key != "note"}
