"""What is rounded, and what is told beside it, as officials expect: half up, no sign on nothing, sums that add up."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.i18n import numbers
from assess.i18n.numbers import gain_between, signed_points

EDGES = (0.0, 45.0, 60.0, 75.0)
SCORES = st.floats(min_value=0, max_value=100)


@pytest.mark.parametrize(
    ("score", "told"),
    [(81.25, "81.3"), (0.25, "0.3"), (-0.005, "0.0"), (-0.05, "-0.1"), (2.675, "2.7"), (99.95, "100.0")],
)
def test_half_is_rounded_up(score: float, told: str) -> None:
    assert numbers.points(score) == told


def test_every_number_is_rounded_alike() -> None:
    assert numbers.number(2.675) == "2.68"
    assert numbers.percent(0.145) == "15%"
    assert numbers.fine_percent(0.00125) == "0.13%"
    assert signed_points(0.25) == "+0.3"
    assert numbers.quantity(-0.5546, "百分点", "zh") == "-0.55 个百分点"
    assert numbers.quantity(-0.5546, "百分点", "en") == "-0.55 percentage points"


@given(SCORES, st.integers(1, 4))
def test_rounding_is_that_of_the_decimals_as_written(score: float, digits: int) -> None:
    exact = Decimal(repr(score)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)

    assert numbers.rounded(score, digits) == exact
    assert not str(numbers.rounded(-score, digits)).startswith("-0." + "0" * digits)


@given(SCORES, SCORES)
def test_a_gain_is_the_difference_of_the_scores_shown_beside_it(before: float, after: float) -> None:
    gain, first, last = gain_between(after - before, before, after, EDGES)

    assert Decimal(gain) == Decimal(last) - Decimal(first)
    assert abs(Decimal(gain) - Decimal(repr(after - before))) <= Decimal("0.051")
    assert not re.fullmatch(r"-0\.0+", gain)
    for shown, score in ((first, before), (last, after)):
        assert [float(shown) >= edge for edge in EDGES] == [score >= edge - 1e-10 for edge in EDGES]
