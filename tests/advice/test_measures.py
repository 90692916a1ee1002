"""Every measure of the library: a case in which it is called for, and one in which it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assess.advice.conditions import demands, gap_of, holds, triggers
from assess.model.facts import Fact
from assess.model.scales import STRONG, WEAK
from tests.advice_strategies import cases, catalog, diagnosed, library
from tests.offenders import assert_none

CASES = cases("measures.yaml")
MEASURES = catalog().measures


def test_every_measure_has_its_two_cases() -> None:
    assert list(CASES) == list(MEASURES)
    assert len(CASES) == 93


def test_it_is_called_for(subtests: pytest.Subtests) -> None:
    for name, measure in MEASURES.items():
        with subtests.test(name):
            verdict = triggers(measure.when, diagnosed(CASES[name]["fires"]))
            assert verdict.holds is True
            assert verdict.gaps
            assert set(verdict.gaps) <= set(measure.when.weak)


def test_it_is_not_called_for() -> None:
    verdicts = {name: triggers(measure.when, diagnosed(CASES[name]["rests"])) for name, measure in MEASURES.items()}
    assert_none(name for name, verdict in verdicts.items() if verdict.holds is not False)


def test_each_condition_holds_in_one_case_and_is_turned_in_another(subtests: pytest.Subtests) -> None:
    """Every condition beside the gap: met in `fires`, and failing in a case of `turned` that keeps the gap."""
    for name, measure in MEASURES.items():
        with subtests.test(name):
            facts, when = CASES[name]["fires"], measure.when
            given = CASES[name].get("turned", ())
            turned = [diagnosed({**facts, **changes}) for changes in given]
            verdicts = [triggers(when, case) for case in turned]
            met = [demand.holds for demand in demands(when, diagnosed(facts))]
            failing = [[demand.holds is False for demand in demands(when, case)] for case in turned]
            done = [[holds(condition, case).holds is True for condition in when.unless] for case in turned]
            assert all(met)
            # Of another type of cluster the weak indicator may not apply; a choice that accepts every answer only asks.
            kept = [case for case, changes in zip(turned, given, strict=True) if "cluster_type" not in changes]
            free = any(set(answers) == set(library().vocabulary[fact].items) for fact, answers in when.choices.items())
            assert all(gap_of(when, case).holds for case in kept)
            assert_none(number for number, verdict in enumerate(verdicts) if verdict.holds is not False)
            assert free or not [number for number in range(len(met)) if not any(case[number] for case in failing)]
            assert_none(number for number in range(len(when.unless)) if not any(case[number] for case in done))


def test_the_library_has_some_ninety_conditions() -> None:
    """No condition is left as a remark: each is tested, or printed with its measure."""
    tested = [len(demands(measure.when, diagnosed(CASES[name]["fires"]))) for name, measure in MEASURES.items()]
    practices = [len(measure.when.unless) for measure in MEASURES.values()]
    printed = {name for name, measure in MEASURES.items() if measure.when.open}
    assert sum(tested) + sum(practices) >= 90
    assert printed == {"R46", "R83", "R89"}


def test_where_nothing_is_known_it_asks() -> None:
    nothing = diagnosed({})
    verdicts = {name: triggers(measure.when, nothing) for name, measure in MEASURES.items()}
    assert_none(name for name, verdict in verdicts.items() if verdict.holds is not None or not verdict.asks)


def test_each_fact_of_the_case_counts() -> None:
    """Without any one of its facts the case no longer holds for sure; the type of the cluster
    is stated wherever an indicator of the measure depends on it."""
    idle = []
    for name, measure in MEASURES.items():
        facts = CASES[name]["fires"]
        needed = {*facts} - ({"cluster_type"} if "cluster_type" not in measure.when.choices else set())
        for left_out in needed:
            rest = {fact: value for fact, value in facts.items() if fact != left_out}
            if triggers(measure.when, diagnosed(rest)).holds is True:
                idle.append((name, left_out))
    assert_none(idle)


def test_cases_state_what_a_form_would_accept() -> None:
    vocabulary = library().vocabulary
    for name, case in CASES.items():
        stated = [case["fires"], case["rests"], *({**case["fires"], **changes} for changes in case.get("turned", ()))]
        for facts in stated:
            assert all(_fits(vocabulary[fact], value) for fact, value in facts.items()), name
            assert _parts_fit(facts), name


def _fits(fact: Fact, value: Any) -> bool:
    if fact.kind == "choice":
        return value in fact.items
    if fact.kind == "list":
        return set(value) <= set(fact.items)
    return fact.limits[0] <= value <= fact.limits[1]


def _parts_fit(facts: Mapping[str, Any]) -> bool:
    vocabulary = library().vocabulary
    pairs = [(value, facts.get(vocabulary[fact].part_of or "")) for fact, value in facts.items()]
    return all(whole is None or value <= whole for value, whole in pairs)


def test_levels_of_gaps_and_strengths() -> None:
    assert (WEAK, STRONG) == (2, 4)
