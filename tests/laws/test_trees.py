"""Scores keep to their scale, rise with what is better, and do not hang on the way of writing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.profile import Profile
from assess.model.rubric import Rubric

from .. import strategies as some
from .scoring_helpers import assert_same, branches, changed, judged, known

pytestmark = pytest.mark.slow

PAIRS = st.one_of(some.judged_pairs(answers=some.BOTH, formula=some.formulas), some.judged_pairs(), some.real_pairs())


@given(PAIRS)
def test_scores_keep_to_the_scale(pair):
    """0 <= low <= score <= high <= 100, and coverage and share from 0 to 1, at every node that applies."""
    rubric, profile = pair
    for name, each in judged(rubric, profile).items():
        if each.applies:
            assert 0 <= each.low <= each.high <= 100, name
            assert not known(each.score) or each.low <= each.score <= each.high, name
        assert 0 <= each.coverage <= 1, name
        assert 0 <= each.share <= 1 + 1e-12, name


@given(PAIRS)
def test_known_means_known_below(pair):
    """A criterion has a score exactly where one of its children with weight has one."""
    rubric, profile = pair
    found = judged(rubric, profile)
    for branch in rubric.criteria_by_id:
        node = next(b for b in branches(rubric.tree) if b.id == branch)
        counted = [found[part.node.id] for part in node.parts if part.weight.value > 0]
        assert known(found[branch].score) == any(known(each.score) and each.applies for each in counted)


RISING = some.scales(turning=False)


@given(some.judged_pairs(scale=RISING, years=False, doubt=False), st.data())
def test_a_better_value_never_lowers_a_score(pair, data):
    """Raise one indicator's score: no node's score, low or high falls (1e-9 for rounding)."""
    rubric, profile = pair
    name = data.draw(st.sampled_from(sorted(rubric.indicators)))
    fact = rubric.indicators[name].facts[0]
    values = data.draw(st.tuples(*2 * [some.values_of(some.vocabulary()[fact], some.edges_of(rubric)[fact])]))
    one, other = (judged(rubric, _with(profile, fact, value)) for value in values)
    worse, better = (one, other) if one[name].score <= other[name].score else (other, one)
    for node, each in worse.items():
        for low, high in [
            (each.low, better[node].low),
            (each.high, better[node].high),
            (each.score, better[node].score),
        ]:
            assert not low > high + 1e-9, (node, low, high)


def _with(profile: Profile, fact: str, value: float) -> Profile:
    said = {**profile.observations, fact: some.observation(fact, some.reading(value))}
    return profile._replace(observations=said)


@given(some.plain_rubrics(answers=some.BOTH), st.data())
def test_doubled_weights_change_nothing(plain, data):
    """Only the ratio of weights counts, to the bit."""
    doubled = changed(plain, lambda node: {**node, "weight": 2 * node["weight"]})
    profile = data.draw(some.profiles(Rubric.model_validate(plain)))
    assert_same(*(judged(Rubric.model_validate(each), profile) for each in (plain, doubled)))


@given(some.plain_rubrics(answers=some.BOTH, formula=some.formulas), st.data())
def test_order_changes_nothing(plain, data):
    """Criteria, children, indicators and facts in any order: the same, to the bit."""
    profile = data.draw(some.profiles(Rubric.model_validate(plain)))
    shuffle = random.Random(data.draw(st.integers(0, 99)))
    other = Rubric.model_validate(shuffled(plain, shuffle))
    said = list(profile.observations.items())
    shuffle.shuffle(said)
    assert_same(judged(Rubric.model_validate(plain), profile), judged(other, profile._replace(observations=dict(said))))


def shuffled(plain: some.Plain, shuffle: random.Random) -> some.Plain:
    def mix(nodes: list) -> list:
        return shuffle.sample(nodes, len(nodes))

    mixed = changed(plain, lambda node: {**node, "children": mix(node["children"])} if "children" in node else node)
    return {**mixed, "criteria": mix(mixed["criteria"]), "indicators": dict(mix(list(plain["indicators"].items())))}


@given(some.plain_rubrics(answers=some.BOTH), st.data())
def test_a_weight_of_zero_is_as_good_as_none(plain, data):
    """A child without weight, whatever it scores, leaves every number above it alone."""
    extra = {"use": "zero", "weight": 0.0}
    child = {"title": some.TEXT, "value": some.NUMBERS[-1], "scale": some.IDENTITY}
    first = {**plain["criteria"][0], "children": [*plain["criteria"][0]["children"], extra]}
    more = {
        **plain,
        "criteria": [first, *plain["criteria"][1:]],
        "indicators": {**plain["indicators"], "zero": child},
    }
    profile = data.draw(some.profiles(Rubric.model_validate(more)))
    found = judged(Rubric.model_validate(more), profile)
    assert found.pop("zero").contribution == 0
    assert_same(judged(Rubric.model_validate(plain), profile), found)
