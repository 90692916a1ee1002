"""Unknown is not zero, and what does not apply is not unknown."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assess.engine.scoring import NodeScore, NodeScores
from assess.model.arithmetic import FLOATS
from assess.model.indicators import Indicator
from assess.model.profile import Profile
from assess.model.rubric import Rubric

from .. import strategies as some
from .scoring_helpers import assert_same, judged, known, total, without

pytestmark = pytest.mark.slow

ROUNDING = 1e-9
PAIRS = st.one_of(
    some.judged_pairs(doubt=False),
    some.judged_pairs(doubt=False, formula=some.formulas),
    some.judged_pairs(formula=some.arithmetic),
)


def gaps(rubric: Rubric, profile: Profile) -> list[str]:
    """Facts the profile says nothing of."""
    said = profile.observations
    return [fact for fact in sorted(some.facts_of(rubric)) if fact not in said or said[fact].standing == "unknown"]


def stating_too(profile: Profile, *observations) -> Profile:
    return profile._replace(observations={**profile.observations, **{each.fact: each for each in observations}})


@st.composite
def fillings(draw: st.DrawFn, rubric: Rubric, profile: Profile) -> Profile:
    """The profile with some of its gaps filled, and any value within its bounds."""
    filled = []
    for fact in gaps(rubric, profile):
        shown = some.observations(fact, some.vocabulary()[fact], some.edges_of(rubric).get(fact, ()), doubt=False)
        arrived = draw(st.one_of(st.none(), shown.filter(lambda each: each.standing == "stated")))
        filled += [arrived] if arrived else []
    for fact, observation in profile.observations.items():
        for reading in observation.readings.values():
            if not reading.is_exact:
                low, high = max(reading.low, -1000), min(reading.high, 1000)
                filled.append(some.observation(fact, some.reading(draw(st.floats(low, high)))))
    return stating_too(profile, *filled)


def within(inner: NodeScores, outer: NodeScores) -> None:
    for name, each in outer.items():
        if each.applies:
            found = inner[name]
            assert each.low - ROUNDING <= found.low, name
            assert found.high <= each.high + ROUNDING, name
            assert not known(found.score) or each.low - ROUNDING <= found.score <= each.high + ROUNDING, name
            assert found.coverage >= each.coverage - 1e-12, name


@given(PAIRS, st.data())
def test_no_filling_leaves_the_interval(pair, data):
    """Whatever the truth is, at every node its score and its interval lie within the interval told before."""
    rubric, profile = pair
    within(judged(rubric, data.draw(fillings(rubric, profile))), judged(rubric, profile))


@given(some.judged_pairs(answers=("choice",)), st.data())
def test_no_answer_leaves_the_interval(pair, data):
    """The same where a gap is an answer that is scored."""
    rubric, profile = pair
    within(judged(rubric, data.draw(fillings(rubric, profile))), judged(rubric, profile))


@pytest.mark.parametrize("said", [{"n00": 90.0}, {"n00": 90.0, "n01": 30.0}])
def test_an_open_question_of_kind_leaves_room(said):
    """While it is open whether an indicator applies, the interval holds the score without it, too."""
    narrow = {"points": {0: 20, 100: 60}, "basis": "expert"}
    rubric = some.rubric_over({}, {"scale": narrow, "applies_when": {"c0": ["a"]}})
    before, after = total(rubric, said), total(rubric, {**said, "c0": "b"})
    assert before.low - ROUNDING <= after.score <= before.high + ROUNDING


def value_with(indicator: Indicator, choose) -> float:
    """A value with the least or greatest score of the scale."""
    candidates = [-1e6, *indicator.scale.thresholds, 1e6]
    return choose(candidates, key=lambda value: indicator.scale.score(value, FLOATS))


@given(some.judged_pairs(doubt=False, years=False))
def test_both_ends_are_reached(pair):
    """With unknown indicators at their worst the score is the low, at their best the high."""
    rubric, profile = pair
    before = judged(rubric, profile)
    unknown = [
        indicator for name, indicator in rubric.indicators.items() if before[name].applies and not before[name].coverage
    ]
    for choose, end in ((min, "low"), (max, "high")):
        values = {each.facts[0]: value_with(each, choose) for each in unknown}
        filled = stating_too(profile, *(some.observation(fact, some.reading(x)) for fact, x in values.items()))
        for name, each in judged(rubric, filled).items():
            if each.applies:
                assert math.isclose(each.score, getattr(before[name], end), abs_tol=ROUNDING), (name, end)


@given(PAIRS)
def test_coverage_is_the_known_share(pair):
    """Coverage is what the known leaves weigh among those that apply."""
    rubric, profile = pair
    found = judged(rubric, profile)
    told = [found[leaf.id] for leaf in rubric.tree.leaves()]
    assert math.isclose(
        found["whole"].coverage, math.fsum(each.share for each in told if known(each.score)), abs_tol=1e-12
    )


@given(some.judged_pairs(doubt=False, years=False), st.data())
def test_a_fact_taken_away_costs_coverage(pair, data):
    """Without one of the known facts the coverage is lower by its share, and the interval no narrower."""
    rubric, profile = pair
    before = judged(rubric, profile)
    stated = [name for name, i in rubric.indicators.items() if before[name].coverage]
    assume(stated)
    name = data.draw(st.sampled_from(stated))
    after = judged(rubric, stating_too(profile, some.observation(rubric.indicators[name].facts[0], standing="unknown")))
    assert math.isclose(after["whole"].coverage, before["whole"].coverage - before[name].share, abs_tol=1e-12)
    within(before, after)


@given(some.judged_pairs(scale=some.full_scales(), doubt=False, years=False))
def test_the_score_uses_the_known_weight_only(pair):
    """Where scales reach from 0 to 100, the unknown indicators might as well not be there."""
    rubric, profile = pair
    gone = [some.observation(fact, standing="not_applicable") for fact in gaps(rubric, profile)]
    one, other = judged(rubric, profile), judged(rubric, stating_too(profile, *gone))
    for name in one:
        if known(one[name].score):
            assert math.isclose(one[name].score, other[name].score, abs_tol=ROUNDING), name


# Not applicable


@given(some.plain_rubrics(), st.data())
def test_what_does_not_apply_takes_its_weight_out(plain, data):
    """As if the rubric had never had those indicators, to the bit."""
    rubric = Rubric.model_validate(plain)
    names = data.draw(st.sets(st.sampled_from(sorted(rubric.indicators))))
    profile = data.draw(some.profiles(rubric))
    waived = [some.observation(rubric.indicators[name].facts[0], standing="not_applicable") for name in names]
    compare_without(plain, names, judged(rubric, stating_too(profile, *waived)), profile)


@given(some.plain_rubrics(), st.data())
def test_the_wrong_kind_of_cluster_takes_its_weight_out(plain, data):
    """An indicator meant for another answer is gone as well, whatever value it has."""
    rubric = Rubric.model_validate(plain)
    names = data.draw(st.sets(st.sampled_from(sorted(rubric.indicators))))
    bound = {n: {**i, "applies_when": {"c0": ["b"]}} if n in names else i for n, i in plain["indicators"].items()}
    conditional = Rubric.model_validate({**plain, "indicators": bound})
    profile = stating_too(data.draw(some.profiles(rubric)), some.observation("c0", some.reading("a")))
    compare_without(plain, names, judged(conditional, profile), profile)


def compare_without(plain: some.Plain, names: set[str], found: NodeScores, profile: Profile) -> None:
    rest = without(plain, names)
    assume(rest["criteria"])
    expected = judged(Rubric.model_validate(rest), profile)
    assert_same(expected, {name: found[name] for name in expected})
    for name in names:
        assert not found[name].applies
        assert found[name].share == found[name].contribution == 0


@pytest.mark.parametrize(
    ("said", "applies", "score"),
    [
        ({"n00": 40.0, "n01": 60.0}, True, 40),
        ({"n01": 60.0}, True, 60),
        ({"n00": None, "n01": 60.0}, True, 60),
        ({"n00": None}, True, math.nan),
        ({"n00": None, "n01": None}, False, math.nan),
        ({"n01": None}, True, math.nan),
        ({}, True, math.nan),
    ],
)
def test_the_first_formula_that_can_be_computed_is_used(said, applies, score):
    """Two ways to a value: one argued away leaves the other, both argued away leave none. None is argued away."""
    rubric = some.rubric_over({"value": ["n00", "n01"]})
    observations = [
        some.observation(fact, standing="not_applicable")
        if value is None
        else some.observation(fact, some.reading(value))
        for fact, value in said.items()
    ]
    found: NodeScore = judged(rubric, some.profile_of(*observations))["i0"]
    assert found.applies == applies
    assert found.score == score or math.isnan(score) == math.isnan(found.score)
