"""Contributions of the leaves add up to the score, for every way of combining."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.fact_sources import ProfileReadings
from assess.engine.scoring import NodeScores, score_indicators, score_tree
from assess.model.arithmetic import FLOATS
from assess.model.means import NAMED_MEANS, Mean
from assess.model.rubric import Branch, Leaf

from .. import strategies as some
from .scoring_helpers import branches, judged, known

pytestmark = pytest.mark.slow

FULL = some.full_scales()
PAIRS = st.one_of(
    some.judged_pairs(scale=FULL),
    some.judged_pairs(scale=FULL, formula=some.formulas),
    some.real_pairs(),
)


def below(node: Branch | Leaf, found: NodeScores) -> float:
    return math.fsum(found[leaf.id].contribution for leaf in node.leaves())


def close(x: float, y: float) -> bool:
    return math.isclose(x, y, rel_tol=0, abs_tol=1e-9)


@given(PAIRS)
def test_leaves_add_up_to_every_node(pair):
    """Below every node, what the leaves contribute is what the node contributes; at the top, the score."""
    rubric, profile = pair
    found = judged(rubric, profile)
    whole = found[rubric.rubric]
    assert not known(whole.score) or whole.contribution == whole.score
    for branch in branches(rubric.tree):
        assert close(below(branch, found), found[branch.id].contribution), branch.id


@given(PAIRS)
def test_every_criterion_is_the_sum_of_its_own_leaves(pair):
    """NodeScore as a root of its own, every criterion is shared out among its leaves."""
    rubric, profile = pair
    scored = score_indicators(rubric, ProfileReadings(profile))
    for branch in branches(rubric.tree):
        alone = score_tree(branch, scored, FLOATS)
        if known(alone[branch.id].score):
            assert close(below(branch, alone), alone[branch.id].score), branch.id


@given(some.judged_pairs())
def test_every_scale_adds_up_when_all_is_known(pair):
    """Scales that do not reach from 0 to 100 add up as well, once nothing is unknown."""
    rubric, profile = pair
    found = judged(rubric, profile)
    if found["whole"].coverage == 1:
        assert close(below(rubric.tree, found), found["whole"].score)


@pytest.mark.parametrize(("value", "least", "most"), [(90.0, 20, 60), (0.0, 20, 60), (90.0, 0, 80), (30.0, 50, 50)])
@pytest.mark.parametrize("way", ["mean", "geometric", "harmonic", "weakest", {"power": 3}])
def test_a_score_held_within_its_interval_adds_up(way, value, least, most):
    """Where the known part alone lies beyond what is possible, score and contributions keep to the same number."""
    narrow = {"points": {0: least, 1: most}, "basis": "expert"}
    rubric = some.rubric_over({}, {"value": "n01"}, {"value": "n39", "scale": narrow}, combine=way)
    found = judged(rubric, some.stating({"n00": value, "n01": value / 2 + 1}))
    assert found["b"].low <= found["b"].score <= found["b"].high
    assert close(below(rubric.tree, found), found["b"].score)


@given(PAIRS)
def test_shares_add_up_to_one(pair):
    """The shares of the leaves that apply are 1 in all; what does not apply has none."""
    rubric, profile = pair
    found = judged(rubric, profile)
    if found[rubric.rubric].applies:
        assert math.isclose(math.fsum(found[leaf.id].share for leaf in rubric.tree.leaves()), 1, abs_tol=1e-12)
    for leaf in rubric.tree.leaves():
        if not found[leaf.id].applies:
            assert found[leaf.id].share == found[leaf.id].contribution == 0


@given(PAIRS)
def test_unknown_contributes_nothing(pair):
    """What is unknown has no points, and takes none away."""
    rubric, profile = pair
    found = judged(rubric, profile)
    assert all(each.contribution == 0 for each in found.values() if not known(each.score))


# The means by themselves

EXPONENTS = st.one_of(some.decimals(-50, -0.1), some.decimals(0.1, 50))
MEANS = st.one_of(st.sampled_from(list(NAMED_MEANS.values())), EXPONENTS.map(Mean))
WEIGHED = st.lists(st.tuples(some.scores(), some.weights(none=False)), min_size=1, max_size=6)


@given(MEANS, WEIGHED)
def test_a_mean_lies_between_its_scores(mean, weighed):
    """No mean lies beyond the least or the greatest of its scores."""
    scores, weights = map(list, zip(*weighed, strict=True))
    value = mean.value(scores, weights, FLOATS)
    assert min(scores) - 1e-9 <= value <= max(scores) + 1e-9


@given(WEIGHED, st.lists(EXPONENTS, min_size=2, max_size=5))
def test_a_smaller_exponent_forgives_less(weighed, exponents):
    """Weakest <= harmonic <= geometric <= mean, and so for the exponents between."""
    scores, weights = map(list, zip(*weighed, strict=True))
    ordered = [Mean(p) for p in sorted({-math.inf, -1.0, 0.0, 1.0, *exponents})]
    values = [mean.value(scores, weights, FLOATS) for mean in ordered]
    assert all(low <= high + 1e-9 for low, high in pairwise(values))


@given(MEANS, WEIGHED, some.decimals(0.01, 1))
def test_a_mean_scales_with_its_scores(mean, weighed, factor):
    """Degree one: all scores by a factor, the mean by that factor. Therefore the parts add up."""
    scores, weights = map(list, zip(*weighed, strict=True))
    scaled = mean.value([factor * s for s in scores], weights, FLOATS)
    assert math.isclose(scaled, factor * mean.value(scores, weights, FLOATS), rel_tol=1e-9, abs_tol=1e-9)


NEAR_ZERO = [0.01, -0.01, 1e-4, -1e-4, 1e-12, 1e-17, -1e-300]


@pytest.mark.parametrize("exponent", NEAR_ZERO)
def test_an_exponent_next_to_zero_is_next_to_the_geometric_mean(exponent):
    """A power mean has no jump at zero: its value and its parts pass into the geometric ones."""
    scores, weights = [20.0, 50.0, 90.0], [1.0, 2.0, 1.0]
    near, geometric = Mean(exponent), NAMED_MEANS["geometric"]
    value = near.value(scores, weights, FLOATS)
    assert math.isclose(value, geometric.value(scores, weights, FLOATS), rel_tol=abs(exponent) + 1e-9)
    slopes = near.slopes(scores, weights, value, FLOATS)
    assert close(math.fsum(s * slope for s, slope in zip(scores, slopes, strict=True)), value)


@pytest.mark.parametrize("way", ["geometric", "harmonic", "weakest", {"power": -2}, {"power": 0.5}])
def test_zeros_share_out(way):
    """A zero pulls a mean to zero, or not; either way the parts add up."""
    rubric = some.rubric_over({}, {}, {}, combine=way)
    found = judged(rubric, some.stating({"n00": 0.0, "n01": 40.0, "n02": 90.0}))
    assert (found["b"].score == 0) == (way != {"power": 0.5})
    assert close(below(rubric.tree, found), found["b"].score)
