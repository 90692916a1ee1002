"""Which of several statements is used, and which of them are compared over the years."""

from __future__ import annotations

import math
import random

from hypothesis import given
from hypothesis import strategies as st

from assess.engine.fact_sources import ProfileReadings
from assess.model.facts import Fact
from assess.model.formula import parse
from assess.model.place import Place
from assess.model.profile import MIXED_COVERAGE, Observation, Profile, Reading
from assess.model.statements import choices, conflicts, ordered

from .. import strategies as some

YEAR = 2025
AMOUNT: Fact = some.vocabulary()["n00"]
CHOICE = next(fact for fact in some.vocabulary().values() if fact.kind == "choice")
COVERAGES = st.sampled_from([None, None, "all", "above_scale", "whole_chain"])
PERIODS = [*[(None, None)] * 4, ((1, 8), None), ((1, 6), None), (None, "06"), (None, "12")]
GUESSES = st.sampled_from([None, None, None, "累计"])
SOURCES = ("统计局", "工信局")
TRENDS = ("growth(n00)", "growth(n00, 3)", "n00 / previous(n01)", "(n00 / n01) / (previous(n00) / previous(n01))")


@st.composite
def statements(draw: st.DrawFn) -> Reading:
    value = draw(st.integers(1, 30).map(float))
    spread = draw(st.sampled_from([(0.0, 0.0), (0.0, 0.0), (2.0, 3.0), (0.0, math.inf)]))
    months, day = draw(
        st.sampled_from([(None, None)] * 4 + [((1, 8), None), ((1, 6), None), (None, "06"), (None, "12")])
    )
    year = draw(st.sampled_from([YEAR - 2, YEAR - 1, YEAR, None]))
    return Reading(
        value,
        value - spread[0],
        value + spread[1],
        Place("p.yaml", "here"),
        year=year,
        months=months,
        as_of=f"{year or YEAR}-{day}" if day else None,
        coverage=draw(COVERAGES),
        source=draw(st.sampled_from([None, "县统计局年报", "县工信局快报", "新闻稿"])),
        proposed=draw(st.sampled_from([None, None, None, "累计"])) if months is None and not day else None,
    )


SEVERAL = st.lists(statements(), min_size=1, max_size=6)
ORDERS = st.lists(st.sampled_from(SOURCES), unique=True).map(tuple)


def rank(statement: Reading, sources: tuple[str, ...]) -> tuple[int, int, int]:
    """The rule as it is promised, said once more: period, day, source."""
    guessed = statement.proposed is not None
    day = int(statement.as_of[5:7]) if statement.as_of else 12
    named = [place for place, name in enumerate(sources) if name in (statement.source or "")]
    return 2 if guessed else int(day != 12), -day, named[0] if named else len(sources)


@given(SEVERAL, ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_writing_plays_no_part(several, sources, dice: random.Random):
    mixed = dice.sample(several, len(several))
    assert list(choices(several, sources, AMOUNT)) == list(choices(mixed, sources, AMOUNT))


@given(SEVERAL, ORDERS)
def test_the_range_holds_every_whole_year_of_the_highest_rank_and_no_more(several, sources):
    for choice in choices(several, sources, AMOUNT):
        whole = [each for each in choice.among if each.months is None]
        assert (choice.reading is None) == (not whole)
        if choice.reading is not None:
            best = min(rank(each, sources) for each in whole)
            foremost = [each for each in whole if rank(each, sources) == best]
            assert choice.reading.low == min(each.low for each in foremost)
            assert choice.reading.high == max(each.high for each in foremost)
            assert choice.reading.low <= float(choice.reading.value) <= choice.reading.high


@given(SEVERAL, statements(), ORDERS)
def test_one_more_statement_never_narrows_wrongly(several, another, sources):
    """Of equal rank it widens, of lower rank it changes nothing; only a better one replaces."""
    before = {choice.year: choice for choice in choices(several, sources, AMOUNT)}.get(another.year)
    after = {choice.year: choice for choice in choices([*several, another], sources, AMOUNT)}[another.year]
    if before is None or before.reading is None:
        return
    old, new = before.reading, after.reading
    assert new is not None
    best = min(rank(each, sources) for each in before.among if each.months is None)
    if another.months is None and rank(another, sources) < best:
        assert (new.low, new.high) == (another.low, another.high)
    else:
        assert new.low <= old.low <= old.high <= new.high


@given(SEVERAL, ORDERS)
def test_a_part_of_the_year_is_never_used_as_the_whole(several, sources):
    assert all(choice.reading is None or choice.reading.months is None for choice in choices(several, sources, AMOUNT))


@given(st.lists(statements(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_statements_that_can_all_be_true_are_no_conflict(several, dice: random.Random):
    """Ranges around one value overlap, whatever their sources."""
    truth = 50.0
    alike = [each._replace(value=truth, low=truth - dice.random(), high=truth + dice.random()) for each in several]
    kinds = [kind for choice in choices(alike, (), AMOUNT) for kind, _ in conflicts(choice)]
    assert set(kinds) <= {"period"}


def test_answers_that_exclude_each_other_are_not_joined():
    place = Place("p.yaml", "here")
    one, other = (Reading(answer, math.nan, math.nan, place, source=answer) for answer in sorted(CHOICE.items)[:2])
    (choice,) = choices([one, other], (), CHOICE)
    assert choice.reading is None
    assert choice.rule == "none"
    (settled,) = choices([one, other], (str(other.source),), CHOICE)
    assert settled.reading == other


# Trends


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    observations = {}
    for name in ("n00", "n01"):
        said = ordered(draw(SEVERAL))
        used = {choice.year: choice.reading for choice in choices(said, (), AMOUNT) if choice.reading is not None}
        observations[name] = Observation(name, "stated", Place("p.yaml", name), used, statements=said)
    return Profile("某集群", YEAR, "p.yaml", observations=observations)


@given(profiles(), st.sampled_from(TRENDS))
def test_no_trend_mixes_periods_or_coverages(profile, text):
    formula, readings = parse(text), ProfileReadings(profile)
    computed = readings.years(formula)
    for year in range(YEAR - 4, YEAR + 1):
        used = [(fact, readings.reading(fact, year, lag)) for fact, lag in formula.readings]
        if year not in computed:
            assert math.isnan(readings.value(formula, year))
            continue
        assert all(reading is not None and reading.proposed is None for _, reading in used)
        assert len({(each.months, each.day and each.day[5:]) for _, each in used if each}) == 1
        assert len({each.coverage for _, each in used if each} - {None}) <= 1
        assert MIXED_COVERAGE not in {each.coverage for _, each in used if each}
        for fact in formula.facts:
            assert len({each.coverage for name, each in used if each and name == fact}) == 1


@given(profiles(), st.sampled_from(TRENDS))
def test_why_there_is_no_trend_can_be_told(profile, text):
    """Either something is lacking, or what is there cannot be compared."""
    formula, readings = parse(text), ProfileReadings(profile)
    if not readings.years(formula):
        assert readings.absent(formula) or readings.difference(formula)
