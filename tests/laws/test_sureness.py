"""What holds of a judgement under other weights and cut-points."""

from __future__ import annotations

from dataclasses import replace

import pytest

import assess
from assess.api import _assessed
from assess.engine.sureness import sureness_of
from assess.io.library import default_library

EXAMPLE = "examples/anping-county-made-up.yaml"
RUBRIC = default_library().rubric("cluster-upgrading")


def sureness(profile, **changes):
    rule = RUBRIC.sureness.model_copy(update=changes)
    return sureness_of(_assessed(profile, RUBRIC.model_copy(update={"sureness": rule})))


@pytest.fixture(scope="module")
def profile():
    return assess.read(EXAMPLE)


def test_the_same_profile_gives_the_same_draws(profile):
    """The seed is fixed; another seed draws otherwise and says nearly the same."""
    first, again, other = (sureness(profile, draws=60, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert other != first
    assert abs(other.grade_holds - first.grade_holds) < 0.25


def test_nothing_moves_where_nothing_may_be_moved(profile):
    """Weights times one and cut-points as they are: every draw is the judgement itself."""
    told = sureness(profile, draws=20, weights=1, cut_points=0)
    score = assess.score(profile).score
    assert (told.grade_holds, told.order_holds) == (1, 1)
    assert told.low == pytest.approx(score) == told.high
    assert told.hanging == ()


def test_what_is_verified_stays(profile):
    """Where weights are verified they are not drawn: cut-points alone spread less."""
    verified = RUBRIC.weights.model_copy(update={"verified": True})
    kept = RUBRIC.sureness.model_copy(update={"draws": 20, "cut_points": 0})
    told = sureness_of(_assessed(profile, RUBRIC.model_copy(update={"weights": verified, "sureness": kept})))
    assert told.grade_holds == 1
    assert told.low == pytest.approx(told.high)


def test_a_score_on_the_edge_hangs_on_single_cut_points(profile):
    """With the limit of a grade laid right under the score, cut-points of single indicators decide."""
    assert sureness(profile, draws=20).hanging == ()
    score = assess.score(profile).score
    bands = tuple(
        band if band.id != "good" else band.model_copy(update={"from_": score - 0.01}) for band in RUBRIC.grades.bands
    )
    grades = RUBRIC.grades.model_copy(update={"bands": bands})
    rubric = RUBRIC.model_copy(update={"grades": grades})
    told = sureness_of(_assessed(profile, rubric))
    assert told.limit.distance == pytest.approx(0.01)
    unverified = {name for name, indicator in rubric.indicators.items() if not indicator.scale.verified}
    assert told.hanging
    assert {indicator.indicator for indicator in told.hanging} <= unverified


def test_levels_count_with_their_evidence(profile):
    """Levels judged by oneself are told with how many name evidence."""
    levels = sureness(profile, draws=20).levels
    assert 0 < levels.with_evidence == levels.count
    name = "mutual_trust"
    bare = profile.observations[name]._replace(evidence=None, source=None)
    less = sureness(profile._replace(observations={**profile.observations, name: bare}), draws=20).levels
    assert (less.count, less.with_evidence, less.with_source) == (levels.count, levels.count - 1, levels.count - 1)


def test_without_a_score_nothing_is_said():
    """Below the floor of coverage there is nothing that could hold."""
    assert assess.advise(assess.read("examples/tongbai-peanut.yaml")).sureness is None


def test_it_is_kept_with_the_result(profile, tmp_path):
    """Saved and loaded, it says the same; a result of before loads without it."""
    result = assess.advise(profile)
    result.save(tmp_path / "result.json")
    assert assess.Result.load(tmp_path / "result.json").sureness == result.sureness
    replace(result, sureness=None).save(tmp_path / "plain.json")
    assert assess.Result.load(tmp_path / "plain.json").sureness is None
