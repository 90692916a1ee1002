"""Gates: three-valued, with the gap in the unit of the fact."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.assessment import assess
from assess.engine.fact_sources import ProfileReadings
from assess.engine.gates import judge_clause
from assess.io.result_builder import result_of
from assess.model.clause_results import GateResult
from assess.model.formula import parse_clause
from assess.model.profile import Profile
from assess.model.result import ResultContract

from .. import strategies as some

STATES = {"pass": some.reading(10.0), "fail": some.reading(1.0), "unknown": None}
VALUE_OF = {"pass": True, "fail": False, "unknown": None}


def result(gate: some.Plain, profile: Profile) -> ResultContract:
    gates = [{"id": "gate", "title": some.TEXT, "basis": "expert", **gate}]
    rubric = some.rubric_over({"value": "n39"}, gates=gates)
    return result_of(assess(rubric, profile, some.vocabulary()))


def score_nodes(gate: some.Plain, *observations: Any) -> GateResult:
    return result(gate, some.profile_of(*observations)).gates[0]


def facts_in(states: tuple[str, ...]) -> list[Any]:
    return [
        some.observation(name, STATES[state]) if STATES[state] else some.observation(name, standing="unknown")
        for name, state in zip(some.NUMBERS, states, strict=False)
    ]


def kleene(states: list[bool | None], every: bool) -> bool | None:
    """And / or over true, false and unknown."""
    if (not every) in states:
        return not every
    return None if None in states else every


@pytest.mark.parametrize("key", ["all_of", "any_of"])
def test_all_and_any_follow_the_truth_table(key):
    """Unknown only where it could still turn either way."""
    clauses = [f"{name} >= 5" for name in some.NUMBERS[:3]]
    for states in product(STATES, repeat=3):
        found = score_nodes({key: clauses}, *facts_in(states))
        assert VALUE_OF[found.status] is kleene([VALUE_OF[state] for state in states], key == "all_of"), states


GROUPS = st.recursive(
    st.sampled_from(some.NUMBERS[:6]),
    lambda inner: st.tuples(st.sampled_from(["all_of", "any_of"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def written(group: Any) -> Any:
    return f"{group} >= 5" if isinstance(group, str) else {group[0]: [written(each) for each in group[1]]}


def truth(group: Any, states: dict[str, str]) -> bool | None:
    if isinstance(group, str):
        return VALUE_OF[states[group]]
    return kleene([truth(each, states) for each in group[1]], group[0] == "all_of")


@given(GROUPS, st.tuples(*6 * [st.sampled_from(list(STATES))]))
def test_groups_within_groups(group, states):
    """However deep, a gate is true, false or unknown as its clauses make it."""
    gate = written(("all_of", [group]))
    expected = truth(group, dict(zip(some.NUMBERS, states, strict=False)))
    assert VALUE_OF[score_nodes(gate, *facts_in(states)).status] is expected


@given(st.sampled_from([">=", ">", "<=", "<"]), some.decimals(), some.decimals(), st.booleans())
def test_the_gap_is_what_is_missing(sign, value, threshold, tie):
    """Zero where the clause holds, otherwise the way to the threshold, in the unit of the fact."""
    value = threshold if tie else value
    found = score_nodes({"all_of": [f"n00 {sign} {threshold}"]}, some.observation("n00", some.reading(value)))
    holds = {">=": value >= threshold, ">": value > threshold, "<=": value <= threshold, "<": value < threshold}[sign]
    assert found.status == ("pass" if holds else "fail")
    assert (found.value, found.threshold, found.unit) == (value, threshold, "亿元")
    assert found.gap == (0 if holds else abs(threshold - value))


@given(st.tuples(some.decimals(), some.decimals(), some.decimals()), some.decimals())
def test_bounds_on_both_sides_are_unknown(values, threshold):
    """An unsure value passes or fails only where all it may be does."""
    low, value, high = sorted(values)
    found = score_nodes({"all_of": [f"n00 >= {threshold}"]}, some.observation("n00", some.reading(value, low, high)))
    expected = "pass" if low >= threshold else "fail" if high < threshold else "unknown"
    assert found.status == expected
    assert found.value == value


@pytest.mark.parametrize(
    ("low", "value", "high", "status"),
    [
        (10, 10, math.inf, "pass"),
        (3, 3, math.inf, "unknown"),
        (-math.inf, 3, 3, "fail"),
        (-math.inf, 10, 10, "unknown"),
        (5, 5, 5, "pass"),
        (5, 6, 7, "pass"),
        (4.99, 6, 7, "unknown"),
    ],
)
def test_at_least_and_at_most(low, value, high, status):
    """ "At least 10" passes a floor of 5, "at least 3" leaves it open."""
    assert (
        score_nodes({"all_of": ["n00 >= 5"]}, some.observation("n00", some.reading(value, low, high))).status == status
    )


def test_a_ratio_whose_divisor_may_be_zero_is_unknown():
    """Where the value has no bounds at all, no clause is taken to hold."""
    said = some.observation("n00", some.reading(5.0)), some.observation("n01", some.reading(10.0, 0.0, 20.0))
    assert score_nodes({"all_of": ["100 * n00 / n01 <= 70"]}, *said).status == "unknown"


def test_an_unknown_clause_names_what_is_missing():
    """Unknown for want of a fact: no value, no gap, and the fact is named."""
    found = score_nodes({"all_of": ["n00 >= 5"]})
    assert (found.status, found.value, found.gap) == ("unknown", None, None)
    assert "缺少" in found.because.zh


def test_the_nearest_of_several_ways_is_told():
    """Of an any-of that fails, the clause with the least to go; of an all-of, the one with the most."""
    said = [some.observation("n00", some.reading(9.0)), some.observation("n01", some.reading(1.0))]
    clauses = ["n00 >= 10", "n01 >= 10"]
    assert score_nodes({"any_of": clauses}, *said).gap == 1
    assert score_nodes({"all_of": clauses}, *said).gap == 9


def test_a_clause_that_does_not_decide_is_not_told():
    """A failing clause of an any-of that passes another way is not what keeps the gate shut."""
    said = [some.observation(name, some.reading(value)) for name, value in [("n00", 1.0), ("n01", 10.0), ("n02", 8.0)]]
    found = score_nodes({"all_of": [{"any_of": ["n00 >= 10", "n01 >= 10"]}, "n02 >= 10"]}, *said)
    assert (found.status, found.value, found.gap) == ("fail", 8, 2)


def test_a_gate_takes_the_latest_year():
    """As indicators do; growth over three years of 100, 110, 121 is 10 %."""
    series = some.observation("n00", y2023=some.reading(100.0), y2024=some.reading(110.0), y2025=some.reading(121.0))
    assert score_nodes({"all_of": ["growth(n00, 3) >= 10"]}, series).status == "pass"
    assert score_nodes({"all_of": ["growth(n00, 3) > 10"]}, series).status == "fail"
    assert score_nodes({"all_of": ["n00 >= 121"]}, series).value == 121


@pytest.mark.parametrize(
    ("more", "value", "graded"),
    [
        ({"veto": True, "verified": True}, 1, False),
        ({"veto": True, "verified": True}, 10, True),
        ({"veto": False, "verified": True}, 1, True),
        ({"veto": True, "verified": False}, 1, True),
        ({"veto": True, "verified": True, "duty": "guiding"}, 1, True),
    ],
)
def test_a_veto_withholds_the_grade(more, value, graded):
    """A failing veto leaves the score and takes the grade; an unknown or passing one takes nothing, nor does one
    that is guiding, or that nobody has checked against its text."""
    profile = some.stating({"n39": 70.0, "n00": float(value)})
    told = result({"all_of": ["n00 >= 5"], **more}, profile)
    assert told.score == 70
    assert (told.grade is not None) == graded


def test_an_unknown_veto_takes_nothing():
    """What is not known to fail is not punished."""
    gate = {"all_of": ["n00 >= 5"], "veto": True, "verified": True}
    assert result(gate, some.stating({"n39": 70.0})).grade is not None


@given(st.sampled_from([">=", ">", "<=", "<"]), some.decimals(), st.data())
def test_a_clause_holds_for_all_or_for_none_within_sure_bounds(sign, threshold, data):
    """Where a clause with an unsure fact passes or fails, it does so for every value within the bounds."""
    reading = data.draw(some.unsure(some.vocabulary()["n00"], (threshold,)))
    clause = parse_clause(f"n00 {sign} {threshold}")
    profile = some.profile_of(some.observation("n00", reading))
    verdict = judge_clause(clause, ProfileReadings(profile), some.vocabulary()).verdict
    value = data.draw(st.floats(max(reading.low, -1e4), min(reading.high, 1e4)))
    assert verdict == "unknown" or clause.holds(value) == (verdict == "pass")


@pytest.mark.parametrize("gate", [{}, {"all_of": ["n00 > 1"], "any_of": ["n00 > 1"]}, {"all_of": []}])
def test_a_gate_has_one_list_of_clauses(gate):
    """Neither none nor two."""
    with pytest.raises(ValueError, match="group"):
        score_nodes(gate)
