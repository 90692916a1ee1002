"""Laws of advice: what is promised is what re-scoring gives, and nothing is added twice."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assess.advice.gains import rescored
from assess.advice.levels import diagnose
from assess.advice.levers import required_change
from assess.engine.assessment import assess
from assess.engine.changes import Change, apply, joined, moved
from assess.io.results import to_json
from assess.model.place import Place
from assess.model.profile import Reading
from assess.model.scales import level_of
from tests.advice_strategies import advised_on, assessments, few, library, profile_of, random_profile, rubrics

pytestmark = pytest.mark.slow

seeds = st.integers(0, 10**9)


@few(20)
@given(seeds)
def test_the_promise_is_kept(seed: int) -> None:
    """Typing the stated change into the profile gives exactly the promised score."""
    profile = random_profile(seed)
    result = advised_on(profile)
    before = {name: each.readings[None].value for name, each in profile.observations.items()}

    for told in result.advice[:12]:
        assert all(change.before == before[change.fact] for change in told.changes)
        typed = profile_of(before | {change.fact: change.after for change in told.changes})
        again = assess(rubrics()[0], typed, library().vocabulary).root
        now = assess(rubrics()[0], profile, library().vocabulary).root
        assert told.score == again.score or (told.score is None and math.isnan(again.score))
        if told.score is not None:
            assert told.gain == again.score - now.score
            assert told.gain_low == again.low - now.low
            assert told.gain_high == again.high - now.high


@few(8)
@given(seeds)
def test_gains_by_criterion_add_up(seed: int) -> None:
    for told in advised_on(random_profile(seed)).advice[:12]:
        assert math.fsum(each.gain for each in told.criteria) == pytest.approx(told.gain, abs=1e-6)


@few(12)
@given(seeds, st.integers(1, 4))
def test_a_lift_reaches_the_edge_and_goes_no_farther(seed: int, levels: int) -> None:
    """A whole number less, or a thousandth less, would not reach the level."""
    (assessment, *_) = assessments(random_profile(seed))
    for finding in diagnose([assessment]).findings.values():
        change = required_change(finding, levels)
        if change is None:
            continue
        assert finding.level is not None
        target = min(5, finding.level + levels)
        assert level_of(rescored(assessment, [change])[finding.leaf.id].score) >= target
        assert level_of(rescored(assessment, [_short_of(change)])[finding.leaf.id].score) < target


def _short_of(change: Change) -> Change:
    assert change.before is not None
    assert change.after is not None
    before, after = float(change.before.value), float(change.after.value)
    kind = library().vocabulary[change.fact].kind
    step = 1.0 if kind not in ("amount", "ratio") else max(abs(after) * 2e-3, 1e-9)
    short = after - math.copysign(min(step, abs(after - before)), after - before)
    return change._replace(after=moved(change.before, short))


@few(8)
@given(seeds)
def test_changes_stay_within_what_a_form_accepts(seed: int) -> None:
    profile, vocabulary = random_profile(seed), library().vocabulary
    for told in advised_on(profile).advice[:12]:
        for change in told.changes:
            least, most = vocabulary[change.fact].limits
            assert least <= change.after <= most
            whole = profile.observations.get(vocabulary[change.fact].part_of or "")
            assert whole is None or change.after <= max(float(whole.readings[None].value), change.before or 0)


@few(4)
@given(seeds)
def test_the_same_input_gives_the_same_bytes(seed: int) -> None:
    profile = random_profile(seed)

    assert to_json(advised_on(profile)) == to_json(advised_on(profile))


# Changes together

values = st.floats(-100, 100).map(lambda x: round(x, 2))


def change(before: float, after: float) -> Change:
    place = Place("t", "x")
    reading = Reading(before, before, before, place)
    return Change("x", None, reading, moved(reading, after))


def value(changes: tuple[Change, ...]) -> float:
    (only,) = changes
    assert only.after is not None
    return float(only.after.value)


@given(values, st.lists(values, min_size=1, max_size=5), st.randoms())
def test_changes_together_do_not_depend_on_their_order(before: float, afters: list[float], dice: object) -> None:
    changes = [change(before, after) for after in afters]
    shuffled = list(changes)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    assert value(joined(changes)) == value(joined(shuffled))


@given(values, st.lists(values, min_size=1, max_size=5))
def test_of_two_that_raise_the_same_the_farther_counts_once(before: float, afters: list[float]) -> None:
    assume(all(after >= before for after in afters))

    assert value(joined(change(before, after) for after in afters)) == max(afters)


@given(values, values)
def test_a_change_alone_is_what_it_says(before: float, after: float) -> None:
    assert value(joined([change(before, after)])) == after


@given(values, st.floats(0, 50), st.floats(0, 50), values)
def test_doubt_never_contradicts_the_value(before: float, below: float, above: float, after: float) -> None:
    reading = moved(Reading(before, before - below, before + above, Place("t", "x")), after)

    assert reading.low <= reading.value <= reading.high


@given(seeds)
def test_applying_nothing_changes_nothing(seed: int) -> None:
    profile = random_profile(seed)

    assert apply(profile, ()) == profile
