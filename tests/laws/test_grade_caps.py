"""Grades under a fall in size: held down by what is known, in doubt where it is not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assess
from assess.engine.grading import capped
from assess.io.library import default_library
from assess.model.grades import GradeCap

EXAMPLE = "examples/anping-county-made-up.yaml"
GRADES = default_library().rubric("cluster-upgrading").grades
BANDS = GRADES.worst_first


def cap(at_most: str | None = None, lower_by: int = 0) -> GradeCap:
    title = {"zh": "减少", "en": "Falls"}
    return GradeCap.model_validate(
        {"id": "x", "title": title, "any_of": ["growth(output) <= -10"], "at_most": at_most, "lower_by": lower_by}
        | {"basis": "expert"}
    )


caps = st.builds(cap, st.sampled_from([None, *(band.id for band in BANDS)]), st.integers(0, 5))


@given(band=st.sampled_from(BANDS), held=st.lists(caps, max_size=4))
def test_a_cap_never_raises_a_grade_and_order_changes_nothing(band, held):
    """Any caps in any order leave the same grade, none better than before; more caps leave none better."""
    left = {capped(GRADES, band, order) for order in itertools.permutations(held)}
    assert len(left) == 1
    rank = BANDS.index(left.pop())
    assert rank <= BANDS.index(band)
    assert all(rank <= BANDS.index(capped(GRADES, band, held[:count])) for count in range(len(held)))


@pytest.mark.parametrize(
    ("output", "grade", "by_score"),
    [(84.1, "fair", None), (76.0, "fair", None), (59.0, "fair", None), (58.8, "weak", "Fair"), (40.0, "weak", "Fair")],
)
def test_three_tenths_less_output_costs_a_grade(output, grade, by_score):
    """84.1 the year before: a tenth less leaves a middling grade as it is, three tenths less take one."""
    profile = assess.read(EXAMPLE)
    told = assess.suppose(profile, {"output@2025": output, "core_output@2025": output * 0.755}).after.grade
    assert (told.id, told.by_score and told.by_score.en) == (grade, by_score)
    assert (told.because is None) == (by_score is None)


def test_a_tenth_less_holds_the_best_grade_down():
    """What the ratios call excellent is good at most while firms go."""
    best, second = BANDS[-1], BANDS[-2]
    rules = [rule for rule in GRADES.caps if rule.at_most]
    assert rules
    assert all(capped(GRADES, best, [rule]) == second for rule in rules)
    assert all(capped(GRADES, second, [rule]) == second for rule in rules)


def test_a_grade_is_uncertain_while_a_fall_cannot_be_ruled_out():
    """Without last year's figures nobody can say that nothing fell."""
    profile = assess.read(EXAMPLE)
    assert assess.score(profile).grade.certain
    gone = assess.suppose(profile, ["output@2024=unknown"]).after
    assert gone.grade.id == assess.score(profile).grade.id
    assert not gone.grade.certain
