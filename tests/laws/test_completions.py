"""Whatever is said under partial knowledge stays true under every completion of what is unknown.

A stand-in is told "as measured", so what would make the formula computable for which it stands is
not found out. Nothing turns out not to apply that was not known to be so, and series are stated
as a whole or not at all, so that no earlier year stands in for the reporting year.
"""

from __future__ import annotations

import functools
import os
import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.advice.advisor import warnings_of
from assess.advice.modes import judge_modes
from assess.advice.pattern_judgement import PatternWords, judge_patterns
from assess.advice.selection import Advice, advise
from assess.engine.assessment import Assessment, assess
from assess.engine.gates import judge_gate
from assess.engine.verdicts import verdict_of
from assess.model.arithmetic import is_known
from assess.model.patterns import Pattern
from assess.model.profile import Profile
from assess.model.rubric import Rubric

from ..advice_strategies import catalog, library, rubrics
from .worlds import Knowledge, more_of, part_of, world

pytestmark = pytest.mark.slow

CAMPAIGN = os.environ.get("ASSESS_CAMPAIGN")
COMPLETIONS = 20 if CAMPAIGN else 2
ROUNDING = 1e-6


def worlds(examples: int) -> settings:
    """So many at the desk, two thousand in a campaign."""
    return settings(max_examples=2000 if CAMPAIGN else examples)


class Said(NamedTuple):
    """All that is said of a profile."""

    assessments: list[Assessment]
    advice: Advice
    by_standards: list[Assessment]

    @classmethod
    def of(cls, profile: Profile) -> Said:
        judged = [assess(rubric, profile, library().vocabulary) for rubric in rubrics()]
        by_standards = [assess(standard, profile, library().vocabulary) for standard in standards()]
        return cls(judged, advise(judged[0], catalog(), judged), by_standards)

    def stand_ins(self) -> set[str]:
        """What must not be found out for the stand-ins in use to stay what they are."""
        return {
            fact
            for assessment in self.assessments
            for leaf in assessment.rubric.tree.leaves()
            if assessment.judged[leaf.id].measured.stand_in
            for formula in leaf.indicator.formulas
            for fact in formula.facts
        }


@cache
def standards() -> tuple[Rubric, ...]:
    """All standards on the shelf."""
    return tuple(each for each in map(library().rubric, library().ids()) if each.kind == "standard" and each.gates)


seeds = st.integers(0, 2**32 - 1)


@worlds(6)
@given(seeds)
def test_nothing_that_is_said_turns_out_false(seed: int) -> None:
    """Scores, clauses, fired measures, locks, warnings, patterns, stage and modes, over random completions and a
    whole one."""
    dice = random.Random(seed)
    whole = world(dice)
    known = part_of(whole, dice)
    before = Said.of(known.profile)
    for number in range(COMPLETIONS):
        later = more_of(known, whole, dice, before.stand_ins(), everything=number == 0)
        wrong = list(contradictions(before, Said.of(later.profile)))
        assert not wrong, (seed, number, wrong)


@worlds(10)
@given(seeds)
def test_a_fact_that_arrives_never_widens(seed: int) -> None:
    """One fact or list of a world after the other, also where it opens another way to a quantity."""
    dice = random.Random(seed)
    whole = world(dice)
    known = part_of(whole, dice)
    before = scored(known.profile)
    for _ in range(3):
        frozen = {fact for assessment in before for fact in Said([assessment], None, []).stand_ins()}  # type: ignore[arg-type]
        later = one_more(known, more_of(known, whole, dice, frozen, everything=True), dice)
        after = scored(later.profile)
        wrong = [line for pair in zip(before, after, strict=True) for line in _scores(*pair)]
        assert not wrong, (seed, wrong)
        known, before = later, after


def scored(profile: Profile) -> list[Assessment]:
    return [assess(rubric, profile, library().vocabulary) for rubric in rubrics()]


def one_more(known: Knowledge, all_there_is: Knowledge, dice: random.Random) -> Knowledge:
    """What is known and one fact or list more."""
    facts = [name for name, value in all_there_is.facts.items() if known.facts.get(name) != value]
    tables = [table for table, rows in all_there_is.rows.items() if known.rows[table] != rows]
    arriving = dice.choice([*facts, *tables] or [""])
    if arriving in tables:
        complete = {*known.complete, arriving} & set(all_there_is.complete)
        return known._replace(
            rows={**known.rows, arriving: all_there_is.rows[arriving]}, complete=tuple(sorted(complete))
        )
    return known._replace(facts={**known.facts, **({arriving: all_there_is.facts[arriving]} if arriving else {})})


# What would be contradicted


def contradictions(before: Said, after: Said) -> Iterator[str]:
    """Everything that was said and is not true any more."""
    for one, other in zip(before.assessments, after.assessments, strict=True):
        yield from _scores(one, other)
        yield from _clauses(one, other)
    for one, other in zip(before.by_standards, after.by_standards, strict=True):
        yield from _clauses(one, other)
        verdict, later = _verdict(one), _verdict(other)
        if verdict not in ("open", later):
            yield f"{one.rubric.rubric}: {verdict} became {later}"
    yield from _measures(before.advice, after.advice)
    yield from _stage(before.advice, after.advice)
    yield from _modes(before.advice, after.advice)
    gone = {each.id for each in warnings_of(before.advice)} - {each.id for each in warnings_of(after.advice)}
    yield from (f"warning {name} is gone" for name in gone)
    yield from _patterns(before.advice, after.advice)


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """Those of all diagnoses on the shelf."""
    return tuple(each for name in library().ids_of("diagnoses") for each in library().rubric(name).patterns)


def _patterns(before: Advice, after: Advice) -> Iterator[str]:
    told, later = (judge_patterns(patterns(), each.diagnosis, PatternWords()) for each in (before, after))
    for one, other in zip(told, later, strict=True):
        if one.status not in ("unknown", other.status):
            yield f"pattern {one.id}: {one.status} became {other.status}"


def _scores(before: Assessment, after: Assessment) -> Iterator[str]:
    for name, one in before.judged.items():
        other = after.judged[name]
        if not (one.applies and other.applies):
            continue
        if other.low < one.low - ROUNDING or other.high > one.high + ROUNDING:
            yield f"{name}: {one.low}–{one.high} became {other.low}–{other.high}"
        if is_known(other.score) and not one.low - ROUNDING <= other.score <= one.high + ROUNDING:
            yield f"{name}: {other.score} is beyond {one.low}–{one.high}"


def _clauses(before: Assessment, after: Assessment) -> Iterator[str]:
    for gate in before.rubric.gates:
        one, other = (judge_gate(gate, each.readings, each.vocabulary).status for each in (before, after))
        if one not in ("unknown", other):
            yield f"{gate.id}: {one} became {other}"


def _verdict(judged: Assessment) -> str:
    statuses = (judge_gate(gate, judged.readings, judged.vocabulary).status for gate in judged.rubric.gates)
    return verdict_of(zip(judged.rubric.gates, statuses, strict=True))


def _measures(before: Advice, after: Advice) -> Iterator[str]:
    listed = {each.name: each for each in after.triggered}
    named = {each.name for each in before.triggered}
    yield from (f"{name} was ruled out and is not" for name in set(listed) - named)
    for each in before.triggered:
        if not each.trigger.holds:
            continue
        if each.name not in listed or not listed[each.name].trigger.holds:
            yield f"{each.name} was called for and is not"
        elif each.availability.state not in ("undecided", listed[each.name].availability.state):
            yield f"{each.name}: {each.availability.state} became {listed[each.name].availability.state}"


def _stage(before: Advice, after: Advice) -> Iterator[str]:
    names = [None, *catalog().stages_file.stages]
    one, other = before.stage.result, after.stage.result
    lowest = [names.index(each.lowest.id if each.lowest else None) for each in (one, other)]
    highest = [names.index(each.highest.id if each.highest else None) for each in (one, other)]
    if lowest[1] < lowest[0] or highest[1] > highest[0]:
        yield f"stage: {lowest[0]}–{highest[0]} became {lowest[1]}–{highest[1]}"
    for told, later in zip((*one.elements, *one.conditions), (*other.elements, *other.conditions), strict=True):
        if told.status not in ("unknown", later.status):
            yield f"{told.id}: {told.status} became {later.status}"


def _modes(before: Advice, after: Advice) -> Iterator[str]:
    file = catalog().modes_file
    for one, other in zip(judge_modes(file, before.diagnosis), judge_modes(file, after.diagnosis), strict=True):
        if one.verdict not in ("unknown", other.verdict):
            yield f"{one.id}: {one.verdict} became {other.verdict}"
        for low, value, high in (
            (one.need_low, other.need, one.need_high),
            (one.readiness_low, other.readiness, one.readiness_high),
        ):
            if None not in (low, value, high) and not low - ROUNDING <= value <= high + ROUNDING:  # type: ignore[operator]
                yield f"{one.id}: {value} is beyond {low}–{high}"
