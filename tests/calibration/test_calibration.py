"""The limits of the grades stay where the calibration put them."""

import pytest

from assess.engine.batch import score_table
from assess.io.library import default_library
from tests.calibration.random_profiles import plausible

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["cluster-upgrading", "cluster-context"])
def test_one_in_twenty_is_excellent_and_three_in_ten_good(name: str) -> None:
    """On a spread of plausible profiles the grades are as sparing as official practice."""
    books = default_library()
    rubric = books.rubric(name)
    columns = plausible(rubric, books.vocabulary, 4000, seed=7)

    scores = score_table(rubric, columns)["score"]
    grades = [rubric.grades.at(score).id for score in scores]

    assert 0.03 <= grades.count("excellent") / len(grades) <= 0.07
    assert 0.25 <= grades.count("good") / len(grades) <= 0.35
