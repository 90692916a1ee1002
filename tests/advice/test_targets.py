"""Targets: set where somebody can be charged with them, worth a task, within reach, with a department and a year."""

from __future__ import annotations

import pytest

from assess.advice.pacing import Lever, Pace
from assess.engine.changes import Change, apply
from assess.model.place import Place
from assess.model.profile import Observation, Profile, Reading
from assess.model.recommendation import AdviceResult, ChangeResult
from tests.advice_strategies import EXAMPLES, advised_on, catalog, example, library, profile_of
from tests.offenders import assert_none

COMPLETE = "anping-county-made-up"
FILE = catalog().targets


def measures(name: str) -> tuple[AdviceResult, ...]:
    return advised_on(example(name)).advice


def changes(name: str) -> list[ChangeResult]:
    return [change for measure in measures(name) for change in measure.changes]


def reading(value: float, **more: object) -> Reading:
    return Reading(value, value, value, Place("t", "x"), **more)  # type: ignore[arg-type]


def firms(*values: float, coverage: str | None = None) -> Profile:
    """A county whose firms with research are counted in 2025 and the years before, latest first."""
    readings = {2025 - back: reading(value) for back, value in enumerate(values)}
    if coverage:
        readings[2024] = reading(values[1], coverage=coverage)
    observation = Observation("rd_firms", "stated", Place("t", "x"), readings)
    return profile_of({})._replace(observations={"rd_firms": observation})


def target(profile: Profile, aim: float, edge: float = -1e6) -> float:
    """What is aimed at in the middle phase instead of `aim`, where the score rises from `edge` on."""
    now = profile.observations["rd_firms"].readings[2025]
    lever = Lever("rd_firms", 2025, now, 0, 10_000, whole_only=True)
    way = 1 if aim > now.value else -1
    return pace(profile).target(lever, aim, lambda value: way * value if way * value >= edge else -1e9)


def pace(profile: Profile) -> Pace:
    return Pace(profile, library().vocabulary, FILE, "middle")


# Pace


def test_a_target_goes_no_farther_than_the_own_pace() -> None:
    assert target(firms(120, 110, 100), aim=200) == 150
    assert target(firms(120, 110, 100), aim=140) == 140


def test_a_target_is_worth_a_task() -> None:
    assert target(firms(120, 110, 100), aim=121) == 126
    assert target(firms(120), aim=121) == 126
    assert target(firms(7), aim=8) == 8


@pytest.mark.parametrize("values", [(120, 130, 140), (120, 120, 120), (120, 119, 118)])
def test_where_the_own_pace_leads_nowhere_the_level_is_a_leap(values: tuple[float, ...]) -> None:
    assert target(firms(*values), aim=200) == 200
    assert pace(firms(*values)).is_leap("rd_firms", 2025, 120, 200)


def test_where_the_own_pace_earns_nothing_the_level_is_a_leap() -> None:
    assert target(firms(120, 110, 100), aim=200, edge=180) == 200
    assert pace(firms(120, 110, 100)).is_leap("rd_firms", 2025, 120, 200)
    assert not pace(firms(120, 110, 100)).is_leap("rd_firms", 2025, 120, 150)


def test_a_pace_takes_three_years_of_one_coverage() -> None:
    assert target(firms(120, 110), aim=200) == 156
    assert not pace(firms(120, 110)).is_leap("rd_firms", 2025, 120, 156)
    assert target(firms(120, 110, 100, coverage="town"), aim=200) == 156


def test_without_a_pace_a_tenth_or_half_a_step_a_year_is_aimed_at() -> None:
    """The middle phase takes three years; of a small count one step is worth a task however short the phase."""
    assert target(firms(120), aim=500) == 156
    assert target(firms(120), aim=500, edge=400) == 500
    assert pace(firms(120)).is_leap("rd_firms", 2025, 120, 157)
    assert target(firms(5), aim=10) == 6
    assert target(firms(1), aim=4) == 2
    assert not pace(firms(1))._replace(phase="near").is_leap("rd_firms", 2025, 1, 2)


def test_a_fall_keeps_the_pace_too() -> None:
    assert target(firms(60, 70, 80), aim=10) == 30


# What is advised


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_what_may_be_a_target_is_one(name: str) -> None:
    vocabulary = library().vocabulary
    for change in changes(name):
        assert change.is_target == vocabulary[change.fact].may_be_target
        assert not (change.leap and not change.is_target)


def test_no_price_and_no_outcome_is_a_target() -> None:
    outcomes = (
        "main_product_price",
        "duplicate_clusters",
        "area_clusters",
        "households",
        "profit",
        "loss_firms",
        "firms",
    )
    outcomes += ("core_share", "leading_share", "domestic_share", "national_market", "demand_quality", "stage_judged")

    assert_none(fact for fact in outcomes if library().vocabulary[fact].may_be_target)
    assert {change.fact for change in changes(COMPLETE) if not change.is_target} & {*outcomes}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_target_is_at_least_a_step(name: str) -> None:
    vocabulary = library().vocabulary
    for change in changes(name):
        fact = vocabulary[change.fact]
        assert change.before is not None
        step, moved = FILE.step(fact, change.before), abs(change.after - change.before)
        assert moved >= step * (1 - 1e-9) or change.after in fact.limits or fact.part_of


def test_what_lies_beyond_the_own_pace_is_called_so() -> None:
    known = [change for change in changes(COMPLETE) if change.at_own_pace is not None and change.is_target]

    assert any(change.leap for change in known)
    for change in known:
        assert change.before is not None
        way = 1 if change.after > change.before else -1
        beyond = way * change.after > way * change.at_own_pace + 1e-3 * abs(change.before)  # type: ignore[operator]
        assert change.leap or not beyond, change


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_measure_has_a_department_and_a_year(name: str) -> None:
    result = advised_on(example(name))
    for measure in (*result.advice, *result.undecided):
        assert measure.by_year == result.profile.year + FILE.horizons[measure.phase]
        assert measure.lead is not None
        assert measure.lead.id not in FILE.leads.levels
        assert measure.lead.title.zh.endswith(("部门", "县政府办"))
    for change in changes(name):
        assert change.by_year
        assert change.lead


def test_a_level_is_told_by_what_will_be_different() -> None:
    levels = [change for change in changes(COMPLETE) if change.kind == "level"]

    assert levels
    assert all(
        change.aspect and change.stood and change.reached and change.stood != change.reached for change in levels
    )


def test_an_advice_promises_what_the_paced_change_gives() -> None:
    """What stands as the change is what was priced: typed in, it gives the score that was told."""
    profile = example(COMPLETE)
    for measure in measures(COMPLETE)[:10]:
        typed = []
        for change in measure.changes:
            now = profile.observations[change.fact].readings[change.year]
            typed.append(
                Change(
                    change.fact, change.year, now, now._replace(value=change.after, low=change.after, high=change.after)
                )
            )
        assert advised_on(apply(profile, typed)).score == measure.score
