"""What breaks in other tools: each test is a defect found there, and named by tool and number of its issue."""

from __future__ import annotations

import pytest

from assess.model.rubric import Rubric

from .. import strategies as some
from .scoring_helpers import judged, total


def test_one_cluster_alone_has_a_score():
    """Compared with nobody, and with an indicator that never varies: a score, not NaN (COINr 6, scikit-criteria 9)."""
    assert total(some.rubric_over({}, {}, combine="geometric"), {"n00": 50.0, "n01": 50.0}).score == pytest.approx(50)


def test_zeros_are_no_hindrance_to_a_geometric_mean():
    """A zero gives zero, not NaN (COINr 6, ProMCDA 15)."""
    assert total(some.rubric_over({}, {}, combine="geometric"), {"n00": 0.0, "n01": 50.0}).score == 0


def test_one_gap_spoils_nothing():
    """One unknown value leaves every other row and every other node its score (scikit-criteria 9)."""
    whole = total(some.rubric_over({}, {}, {}), {"n00": 40.0, "n01": 60.0})
    assert (whole.score, whole.coverage) == (50, pytest.approx(2 / 3))


@pytest.mark.parametrize("way", ["mean", "geometric", "harmonic", "weakest", {"power": 2}])
def test_a_gap_is_treated_alike_by_all_means(way):
    """Every way of combining leaves out the weight of what is unknown (COINr 5)."""
    assert total(some.rubric_over({}, {}, combine=way), {"n00": 40.0}).score == pytest.approx(40)


@pytest.mark.parametrize("weight", [-1, float("inf"), float("nan"), "much"])
def test_a_weight_below_zero_is_refused(weight):
    """Not taken without a word (COINr 6, scikit-criteria and others 10)."""
    indicators = {"i": {"title": some.TEXT, "value": "n00", "scale": some.IDENTITY}}
    children = [{"use": "i", "weight": weight}]
    with pytest.raises(ValueError, match=r"E302|weight"):
        Rubric.model_validate(some.rubric_of([{"id": "b", "title": some.TEXT, "children": children}], indicators))


def test_weights_need_not_add_up_to_one():
    """Only their ratio counts, so no score leaves the scale (10)."""
    indicators = {f"i{n}": {"title": some.TEXT, "value": some.NUMBERS[n], "scale": some.IDENTITY} for n in range(2)}
    children = [{"use": "i0", "weight": 7}, {"use": "i1", "weight": 21}]
    rubric = Rubric.model_validate(some.rubric_of([{"id": "b", "title": some.TEXT, "children": children}], indicators))
    assert total(rubric, {"n00": 100.0, "n01": 80.0}).score == 85


def test_different_ways_of_combining_stand_in_one_tree():
    """A mean beside a weakest link beside a geometric mean, on one level (COINr issue 35)."""
    indicators = {f"i{n}": {"title": some.TEXT, "value": some.NUMBERS[n], "scale": some.IDENTITY} for n in range(6)}
    criteria = [
        {"id": f"b{n}", "title": some.TEXT, "combine": way, "children": [f"i{2 * n}", f"i{2 * n + 1}"]}
        for n, way in enumerate(["mean", "weakest", "geometric"])
    ]
    values = {some.NUMBERS[n]: (20.0, 80.0)[n % 2] for n in range(6)}
    found = judged(Rubric.model_validate(some.rubric_of(criteria, indicators)), some.stating(values))
    assert [found[f"b{n}"].score for n in range(3)] == [50, 20, pytest.approx(40)]
