"""Scales of every kind: within their span, monotone, and bounded as they say."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from assess.model.arithmetic import FLOATS, Arrays, reached
from assess.model.scale_kinds import SCALE_KINDS, AnyScale
from assess.model.scales import Scale
from assess.model.text import FrozenModel

from .. import strategies as some
from .scoring_helpers import same

ARRAYS = Arrays()


class Holder(FrozenModel):
    """Something with a scale, as an indicator has one."""

    scale: AnyScale


def scale_of(plain: some.Plain) -> Scale:
    return Holder.model_validate({"scale": {"basis": "expert", **plain}}).scale


def near(scale: Scale) -> st.SearchStrategy[float]:
    """Values all over the scale, and the nearest floats on both sides of its thresholds."""
    size = max(map(abs, scale.thresholds))
    edges = [y for x in scale.thresholds for y in (x, math.nextafter(x, -math.inf), math.nextafter(x, math.inf))]
    edges += [sign * reached(sign * x, size) for x in scale.thresholds for sign in (1, -1)]
    return st.one_of(some.decimals(), st.floats(-1e6, 1e6), st.sampled_from(edges))


@st.composite
def scored(draw: st.DrawFn, count: int = 1, scales: Any = None) -> tuple[Any, ...]:
    scale = scale_of(draw(some.scales() if scales is None else scales))
    return (scale, *sorted(draw(near(scale)) for _ in range(count)))


HILL = {"optimum": [0, 10, 20, 30]}
FALLING = {"goalposts": {"worst": -8.37, "best": -730.43}}
RISING = {"goalposts": {"worst": -730.43, "best": -8.37}}


@given(scored())
@example((scale_of(FALLING), -8.370000000000001))
@example((scale_of(RISING), -8.370000000000001))
def test_the_span_holds_every_score(case):
    """No value scores beyond the span, not by the last bit: a score of -1e-14 has no logarithm."""
    scale, value = case
    least, most = scale.span
    assert 0 <= least <= scale.score(value, FLOATS) <= most <= 100


@given(scored())
@example((scale_of(RISING), -8.370000000000001))
@example((scale_of({"at_least": {1: 40, 3: 100}}), reached(3, 3)))
def test_a_column_scores_as_its_values(case):
    """A float and a column of floats score alike; with a logarithm to 1e-12."""
    scale, value = case
    one, column = scale.score(value, FLOATS), scale.score(ARRAYS.np.array([value, math.nan]), ARRAYS)
    log = getattr(getattr(scale, "goalposts", None), "log", False)
    assert math.isclose(one, column[0], abs_tol=1e-12, rel_tol=1e-12) if log else same(one, float(column[0]))
    assert math.isnan(column[1])


@given(scored(count=3))
@example((scale_of(HILL), 5.0, 15.0, 25.0))
@example((scale_of(HILL), -5.0, 12.0, 45.0))
def test_bounds_hold_every_value_between(case):
    """The bounds of an unsure value hold the score of every value within."""
    scale, low, middle, high = case
    least, most = scale.bounds(low, high)
    assert least - 1e-9 <= scale.score(middle, FLOATS) <= most + 1e-9
    assert scale.span[0] <= least <= most <= scale.span[1]


@given(scored(count=2))
def test_bounds_are_reached(case):
    """The bounds are scores of values within, so no interval is wider than it must be."""
    scale, low, high = case
    inside = [x for x in (low, *scale.thresholds, high) if low <= x <= high]
    reached = [scale.score(x, FLOATS) for x in inside]
    assert all(any(abs(bound - score) < 1e-9 for score in reached) for bound in scale.bounds(low, high))


@given(scored(count=2, scales=some.scales(turning=False)))
def test_all_but_the_optimum_are_monotone(case):
    """A scale rises throughout, or falls throughout; the optimum alone turns."""
    scale, low, high = case
    ends = scale.score(-math.inf, FLOATS), scale.score(math.inf, FLOATS)
    one, other = scale.score(low, FLOATS), scale.score(high, FLOATS)
    assert one <= other + 1e-9 if ends[0] <= ends[1] else other <= one + 1e-9


@given(some.optimum(), st.data())
def test_the_optimum_is_best_inside(plain, data):
    """100 from b to c, 0 outside a to d, and nothing in between is out of order."""
    scale = scale_of(plain)
    a, b, c, d = scale.thresholds
    value = data.draw(near(scale))
    score = scale.score(value, FLOATS)
    if b <= value <= c:
        assert score == 100
    if value <= a or value >= d:
        assert score == 0


@given(some.scales())
def test_unknown_scores_unknown(plain):
    """No scale makes a number of what is not known."""
    assert math.isnan(scale_of(plain).score(math.nan, FLOATS))


@given(some.choice_scales(), st.sampled_from([*some.ANSWERS, "other"]))
def test_a_choice_scores_by_its_table(plain, answer):
    """An answer has the score of the table; one without a score is unknown."""
    scale = scale_of(plain)
    assert same(scale.score(answer, FLOATS), plain["choices"].get(answer, math.nan))
    column = scale.score(ARRAYS.np.array([answer, ""]), ARRAYS)
    assert same(float(column[0]), scale.score(answer, FLOATS))
    assert math.isnan(column[1])


@given(some.goalposts(), st.data())
def test_goalposts_are_the_published_formula(plain, data):
    """100 (x - worst) / (best - worst), kept within 0 and 100; the same of logarithms."""
    ends = plain["goalposts"]
    value = data.draw(near(scale_of(plain)))
    value = abs(value) + 0.01 if ends["log"] else value
    place = math.log if ends["log"] else float
    way = 100 * (place(value) - place(ends["worst"])) / (place(ends["best"]) - place(ends["worst"]))
    assert math.isclose(scale_of(plain).score(value, FLOATS), min(max(way, 0), 100), abs_tol=1e-8)


@given(some.points())
def test_points_are_hit(plain):
    """At a given point the score is the given one."""
    scale = scale_of(plain)
    assert all(scale.score(x, FLOATS) == y for x, y in plain["points"].items())


@given(some.steps(), some.decimals())
def test_steps_are_taken_as_they_read(plain, value):
    """`at_least`: the highest threshold reached counts; `at_most`: the lowest not exceeded; else `otherwise`."""
    if "at_least" in plain:
        met = [score for threshold, score in plain["at_least"].items() if value >= threshold]
        expected = met[-1] if met else plain["otherwise"]
    else:
        met = [score for threshold, score in plain["at_most"].items() if value <= threshold]
        expected = met[0] if met else plain["otherwise"]
    assert scale_of(plain).score(value, FLOATS) == expected


@given(some.levels(), st.integers(1, 5))
def test_a_level_has_its_score(plain, level):
    """Level 1 has the first of the five scores, level 5 the last."""
    assert scale_of(plain).score(float(level), FLOATS) == plain["levels"][level - 1]


@given(some.yes_no())
def test_yes_and_no_have_theirs(plain):
    """1 is yes and 0 is no."""
    scale = scale_of(plain)
    assert (scale.score(1.0, FLOATS), scale.score(0.0, FLOATS)) == (plain["yes_no"]["yes"], plain["yes_no"]["no"])


def test_every_kind_has_a_generator():
    """A new kind of scale is tried by the laws only once tests/strategies.py makes some."""
    made = {"points", "at_least", "at_most", "goalposts", "optimum", "levels", "choices", "yes_no"}
    assert {scale.key for scale in SCALE_KINDS} == made


@pytest.mark.parametrize(
    "plain",
    [
        {"points": {0: 0, 1: 50, 0.5: 100}},
        {"points": {0: 0, 1: 50, 2: 40}},
        {"points": {0: 0}},
        {"points": {0: -1, 1: 100}},
        {"points": {0: 0, 1: 101}},
        {"at_least": {1: 100, 2: 50}},
        {"at_most": {1: 0, 2: 50, 3: 20}},
        {"goalposts": {"worst": 1, "best": 1}},
        {"goalposts": {"worst": 0, "best": 1, "log": True}},
        {"optimum": [0, 0, 1, 2]},
        {"optimum": [0, 1, 0.5, 2]},
        {"optimum": {0: 0, 1: 100, 2: 50, 3: 80}},
        {"optimum": {0: 0, 2: 100, 1: 50}},
        {"optimum": {0: 0, 1: 100}},
        {"levels": [0, 50, 25, 75, 100]},
        {"levels": [0, 25, 50, 75]},
        {"yes_no": {"yes": 100}},
        {"choices": {}},
        {"points": {0: 0, float("inf"): 100}},
        {"points": {0: 0, 1: 100}, "levels": [0, 25, 50, 75, 100]},
        {},
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(plain):
    """Backwards, constant at its ends, beyond 100, of two kinds or of none."""
    with pytest.raises(ValidationError):
        scale_of(plain)
