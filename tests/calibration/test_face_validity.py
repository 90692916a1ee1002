"""What any reader expects of a judgement when a county changes: the scenarios hold on the complete example and on
plausible profiles, whatever a rubric rewards."""

from __future__ import annotations

import pytest

import assess
from assess.io.library import default_library
from tests.calibration.face_validity import Scenario, outcome, scenarios
from tests.calibration.random_profiles import profiles
from tests.offenders import assert_none

RUBRICS = ("cluster-upgrading", "cluster-context")
by_id = pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.id)


@by_id
@pytest.mark.parametrize("rubric", RUBRICS)
def test_on_the_complete_example(scenario: Scenario, rubric: str) -> None:
    profile = assess.read("examples/anping-county-made-up.yaml")
    assert_none(outcome(scenario, profile, rubric).violations(scenario))


@pytest.mark.slow
@by_id
def test_on_plausible_profiles(scenario: Scenario) -> None:
    """Under the default rubric, for forty counties with two equal years behind them."""
    library = default_library()
    rubric = library.rubric("cluster-upgrading")
    drawn = profiles(rubric, library.vocabulary, 40, seed=11)
    outcomes = [outcome(scenario, profile, rubric.rubric) for profile in drawn]
    assert sum(each.before.grade is not None for each in outcomes) > 30
    assert_none(each for told in outcomes for each in told.violations(scenario))


def test_a_scenario_that_goes_wrong_is_told() -> None:
    """Read the other way round, a scenario that holds is a violation."""
    profile = assess.read("examples/anping-county-made-up.yaml")
    scenario = next(each for each in scenarios() if each.id == "levels_up")
    wrong = scenario.model_copy(update={"score": "not_up"})
    assert list(outcome(wrong, profile, RUBRICS[0]).violations(wrong))
