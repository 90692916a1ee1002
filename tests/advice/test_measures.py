"""Every measure of the library: a case in which it is called for, and one in which it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assess.advice.conditions import triggers
from assess.model.facts import Fact
from assess.model.scales import STRONG, WEAK
from tests.advice_strategies import cases, catalog, diagnosed, library
from tests.offenders import assert_none

CASES = cases("measures.yaml")
MEASURES = catalog().measures


def test_every_measure_has_its_two_cases() -> None:
    assert list(CASES) == list(MEASURES)
    assert len(CASES) == 90


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
        for left_out in facts if "cluster_type" in measure.when.choices else {*facts} - {"cluster_type"}:
            rest = {fact: value for fact, value in facts.items() if fact != left_out}
            if triggers(measure.when, diagnosed(rest)).holds is True:
                idle.append((name, left_out))
    assert_none(idle)


def test_cases_state_what_a_form_would_accept() -> None:
    vocabulary = library().vocabulary
    for name, case in CASES.items():
        for facts in case.values():
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
