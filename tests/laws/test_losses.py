"""Losses add up to what is missing to full marks, for every way of combining."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.assessment import assess
from assess.io.result_builder import result_of
from assess.model.result import ResultContract
from assess.report.analysis import lost_below
from assess.report.losses import losses

from .. import strategies as some

WAYS = ["mean", "geometric", "harmonic", "weakest", {"power": 3}, {"power": 0.5}, {"power": -4}]


def told(combine: object, values: list[float], *, weights: tuple[float, float] = (1, 2)) -> ResultContract:
    """Two criteria, one of two indicators and one of one."""
    names = [f"n0{index}" for index in range(3)]
    children = [{"use": "a", "weight": weights[0]}, {"use": "b", "weight": weights[1]}]
    plain = some.rubric_of(
        [
            {"id": "first", "title": some.TEXT, "combine": combine, "weight": weights[1], "children": children},
            {"id": "second", "title": some.TEXT, "children": ["c"]},
        ],
        {
            key: {"title": some.TEXT, "value": name, "scale": some.IDENTITY}
            for key, name in zip("abc", names, strict=True)
        },
        combine,
    )
    rubric = some.Rubric.model_validate(plain)
    profile = some.stating(dict(zip(names, values, strict=True)))
    return result_of(assess(rubric, profile, some.vocabulary()))


@pytest.mark.parametrize("combine", WAYS, ids=str)
@given(
    values=st.lists(some.scores(), min_size=3, max_size=3), weights=st.tuples(some.weights(False), some.weights(False))
)
def test_losses_add_up_to_what_is_missing(combine, values, weights):
    result = told(combine, values, weights=weights)
    lost = losses(result)
    assert math.isclose(math.fsum(lost.values()), 100 - result.score, abs_tol=1e-6)
    assert all(points >= -1e-9 for points in lost.values())
    assert math.isclose(lost_below(result, "first") + lost_below(result, "second"), lost_below(result), abs_tol=1e-9)


def test_under_the_weakest_link_the_weakest_is_charged_with_everything():
    assert losses(told("weakest", [70, 40, 55])) == pytest.approx({"a": 0, "b": 60, "c": 0})
    assert losses(told("weakest", [40, 40, 55], weights=(1, 3))) == pytest.approx({"a": 15, "b": 45, "c": 0})


def test_under_a_plain_mean_each_loses_its_weight_times_what_it_lacks():
    assert losses(told("mean", [70, 40, 55])) == pytest.approx({"a": 2 / 9 * 30, "b": 4 / 9 * 60, "c": 1 / 3 * 45})


def test_of_what_is_unknown_nothing_is_charged():
    result = told("weakest", [70, 40, 55])
    assert losses(told("mean", [70, 40, math.nan])).keys() == {"a", "b"}
    assert losses(result).keys() == {"a", "b", "c"}


@pytest.mark.parametrize("combine", [way for way in WAYS if way != {"power": 3}], ids=str)
def test_a_score_of_nothing_loses_the_most(combine):
    lost = losses(told(combine, [0, 50, 50], weights=(1, 1)))
    assert lost["a"] == max(lost.values())
    assert math.isclose(sum(lost.values()), 100 - told(combine, [0, 50, 50], weights=(1, 1)).score)
