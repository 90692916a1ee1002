"""Arithmetic on intervals never loses a possible value."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.arithmetic import FLOATS
from assess.model.formula import parse
from assess.model.intervals import INTERVALS, Interval

from .. import strategies as some
from .scoring_helpers import judged, known

pytestmark = pytest.mark.slow

FACTS = ("x", "y", "z")


@st.composite
def boxes(draw: st.DrawFn) -> dict[str, tuple[Interval, float]]:
    """Bounds for each fact, and a value within them."""
    made = {}
    for fact in FACTS:
        low, value, high = sorted(draw(st.tuples(*3 * [st.one_of(st.just(0.0), some.decimals())])))
        kind = draw(st.sampled_from(["both", "both", "both", "least", "most"]))
        bounds = Interval(-math.inf if kind == "most" else low, math.inf if kind == "least" else high)
        made[fact] = (bounds, value)
    return made


def holds(text: str, box: dict[str, tuple[Interval, float]], slack: float) -> None:
    formula = parse(text)
    bounds = formula.evaluate(INTERVALS, lambda fact, lag: box[fact][0])
    value = formula.evaluate(FLOATS, lambda fact, lag: box[fact][1])
    if isinstance(bounds, Interval) and known(bounds.low) and known(value):
        room = slack * max(1.0, abs(value))
        assert bounds.low - room <= value <= bounds.high + room


@given(some.arithmetic(FACTS), boxes())
def test_plain_arithmetic_holds_every_value(text, box):
    """+ - * / min max abs round upwards with what they are given: no value is lost, not by a bit."""
    holds(text, box, slack=0)


@given(
    st.sampled_from(["sqrt({})", "log({})", "exp({} / 500)", "growth(x, 3) + {}", "sqrt(abs({})) - z"]),
    some.arithmetic(FACTS, size=3),
    boxes(),
)
def test_roots_and_logarithms_hold_every_value(outer, inner, box):
    """The same of functions that rise throughout, but for the last digits."""
    holds(outer.format(inner), box, slack=1e-12)


@given(some.arithmetic(FACTS), boxes())
def test_exact_values_have_exact_bounds(text, box):
    """Of bounds without room between them, the bounds are the value."""
    formula = parse(text)
    exact = {fact: Interval(value, value) for fact, (_, value) in box.items()}
    bounds = formula.evaluate(INTERVALS, lambda fact, lag: exact[fact])
    value = formula.evaluate(FLOATS, lambda fact, lag: box[fact][1])
    low, high = (bounds.low, bounds.high) if isinstance(bounds, Interval) else (bounds, bounds)
    assert low == high == value or not known(value) or not known(low)


@given(some.judged_pairs(formula=some.formulas), st.data())
def test_bounds_of_a_fact_show_in_the_score(pair, data):
    """An unsure fact gives its indicator the scores of all the values it may have."""
    rubric, profile = pair
    for name, each in judged(rubric, profile).items():
        if each.measured.formula is None or not each.applies or not known(each.score):
            continue
        assert each.low <= each.high, name
        if not each.known:
            continue  # its facts have bounds, of which the formula makes no value
        assert each.low <= each.score <= each.high, name
        readings = [profile.observations[fact].readings.values() for fact in each.measured.formula.facts]
        if all(reading.is_exact for several in readings for reading in several):
            assert each.low == each.score == each.high, name
