"""Clauses of standards: what is said stays true as more is known, and what nobody verified decides nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.assessment import assess
from assess.io.result_builder import result_of
from assess.model.clause_results import GateResult
from assess.model.profile import Observation, Profile
from assess.model.result import ResultContract

from .. import strategies as some

YEARS = (some.YEAR, some.YEAR - 1, some.YEAR - 2)
AMOUNTS, QUESTIONS, CHOICE = some.NUMBERS[:3], ("q0", "q1"), some.CHOICES[0]
FACTS = {
    name: {"title": some.TEXT, "kind": "yes_no", "definition": some.TEXT, "held_by": "statistics"} for name in QUESTIONS
}
WORDS = {"met": some.TEXT, "failed": some.TEXT, "open": some.TEXT}
World = dict[tuple[str, int | None], float | str]
"""The truth: values by fact and year, answers by fact."""


def judged(gates: list[some.Plain], profile: Profile) -> ResultContract:
    whole = [
        {"id": f"g{n}", "title": some.TEXT, "basis": "official", "verified": True} | g for n, g in enumerate(gates)
    ]
    rubric = some.rubric_over({"value": "n39"}, gates=whole, verdict=WORDS, facts=FACTS)
    return result_of(assess(rubric, profile, some.vocabulary()))


def one(gate: some.Plain, *observations: Observation) -> GateResult:
    return judged([gate], some.profile_of(*observations)).gates[0]


def series(name: str, *values: float | None) -> Observation:
    """Values of the reporting year and of the years before it."""
    pairs = zip(YEARS, values, strict=False)
    return some.observation(name, **{f"y{year}": some.reading(value) for year, value in pairs if value is not None})


# Any gates, any world, and any part of it that is known

CLAUSES = st.one_of(
    st.sampled_from(AMOUNTS).map(lambda name: f"{name} >= 5"),
    st.sampled_from(AMOUNTS).map(lambda name: f"{name} > 5"),
    st.sampled_from(AMOUNTS).map(lambda name: f"least({name}, 3) >= 5"),
    st.sampled_from(AMOUNTS).map(lambda name: f"growth({name}, 3) > 10"),
    st.sampled_from(QUESTIONS),
    st.sampled_from(QUESTIONS).map(lambda name: f"not {name}"),
)
WHEN = st.one_of(
    st.just({}),
    st.lists(st.sampled_from(some.ANSWERS), min_size=1, max_size=2, unique=True).map(lambda a: {"when": {CHOICE: a}}),
)


def group(members: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keyed = st.tuples(st.sampled_from(["all_of", "any_of"]), st.lists(members, min_size=1, max_size=3))
    return st.tuples(keyed, WHEN).map(lambda pair: {pair[0][0]: pair[0][1], **pair[1]})


GATES = group(st.recursive(CLAUSES, group, max_leaves=5))
GROUNDS = st.fixed_dictionaries(
    {"duty": st.sampled_from(["binding", "binding", "guiding"]), "verified": st.booleans(), "veto": st.booleans()}
)


def world_of(dice: random.Random) -> World:
    amounts = {(name, year): float(dice.choice([1, 4, 5, 5, 6, 9])) for name in AMOUNTS for year in YEARS}
    questions = {(name, None): float(dice.random() < 0.5) for name in QUESTIONS}
    return {**amounts, **questions, (CHOICE, None): dice.choice(some.ANSWERS)}


def known_of(world: World, dice: random.Random) -> dict[tuple[str, int | None], Any]:
    """Some of it, some of that within bounds. A series lacks earlier years only, so that none of them stands in for
    the reporting year."""
    hidden = {name for name, _ in world if dice.random() < 0.3}
    kept = {key: value for key, value in world.items() if key[0] not in hidden and not _is_lost(key, dice)}
    return {key: _doubted(value, dice) if key[1] else some.reading(value) for key, value in kept.items()}


def _is_lost(key: tuple[str, int | None], dice: random.Random) -> bool:
    return key[1] not in (None, some.YEAR) and dice.random() < 0.3


def _doubted(value: Any, dice: random.Random) -> Any:
    spread = dice.choice([0.0, 0.0, 1.0, 4.0])
    return some.reading(value, max(0.5, value - spread), value + spread)


def profile_of(known: dict[tuple[str, int | None], Any]) -> Profile:
    names = dict.fromkeys(name for name, _ in known)
    return some.profile_of(
        *(
            Observation(name, "stated", reading.place, {y: r for (n, y), r in known.items() if n == name})
            for name in names
            for reading in [next(r for (n, _), r in known.items() if n == name)]
        )
    )


def contradictions(before: ResultContract, after: ResultContract) -> Iterator[str]:
    for was, now in zip(before.gates, after.gates, strict=True):
        if was.status not in ("unknown", now.status):
            yield f"{was.id}: {was.status} became {now.status}"
    assert before.verdict is not None
    assert after.verdict is not None
    if before.verdict.id not in ("open", after.verdict.id):
        yield f"verdict: {before.verdict.id} became {after.verdict.id}"


@given(st.lists(GATES, min_size=1, max_size=3), st.integers(0, 2**32 - 1))
def test_what_is_said_of_a_clause_stays_true_as_more_is_known(gates, seed):
    """Clauses with the least of several years, with questions, and for some clusters only; and the verdict."""
    dice = random.Random(seed)
    world = world_of(dice)
    known = known_of(world, dice)
    whole = {key: some.reading(value) for key, value in world.items()}
    more = {key: whole[key] for key in whole if key in known or dice.random() < 0.5}
    before = judged(gates, profile_of(known))
    for later in (more, whole):
        assert not list(contradictions(before, judged(gates, profile_of(later))))


@given(st.lists(st.tuples(GATES, GROUNDS), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_what_does_not_count_changes_nothing(pairs, seed):
    """With or without its guiding and unverified clauses, a standard comes to the same verdict and the same grade."""
    dice = random.Random(seed)
    profile = profile_of({**known_of(world_of(dice), dice), ("n39", None): some.reading(70.0)})
    gates = [{"id": f"x{n}", **gate, **grounds} for n, (gate, grounds) in enumerate(pairs)]
    whole, counted = (judged(each, profile) for each in (gates, [gate for gate in gates if _counts(gate)]))
    assert [gate.counts for gate in whole.gates] == [_counts(gate) for gate in gates]
    assert whole.verdict is not None
    assert counted.verdict is not None
    assert (whole.verdict.id, whole.grade) == (counted.verdict.id, counted.grade)


def _counts(gate: some.Plain) -> bool:
    return gate["duty"] == "binding" and bool(gate["verified"])


# The verdict


@pytest.mark.parametrize(
    ("values", "verdict"),
    [((9, 9), "met"), ((9, 1), "failed"), ((9, None), "open"), ((1, None), "failed"), ((None, None), "open")],
)
def test_one_failure_settles_the_verdict(values, verdict):
    said = [series(name, value) for name, value in zip(AMOUNTS, values, strict=False)]
    told = judged([{"all_of": [f"{name} >= 5"]} for name in AMOUNTS[:2]], some.profile_of(*said))
    assert told.verdict is not None
    assert told.verdict.id == verdict


@pytest.mark.parametrize("basis", ["document", "expert", "literature"])
def test_only_official_clauses_decide(basis):
    """A warning line of ours is met or not, and makes nothing eligible."""
    told = judged([{"all_of": ["n00 >= 5"], "basis": basis}], some.stating({"n00": 9.0})).verdict
    assert told is not None
    assert (told.id, told.uncounted) == ("open", ("g0",))


# For whom it is


@pytest.mark.parametrize(
    ("answer", "value", "status"),
    [
        (some.ANSWERS[0], 9, "pass"),
        (some.ANSWERS[0], 1, "fail"),
        (some.ANSWERS[1], 1, "not_applicable"),
        (None, 9, "unknown"),
        (None, 1, "unknown"),
    ],
)
def test_a_clause_for_some_clusters(answer, value, status):
    """It does not apply to others; while that is not known, neither is the clause, and the answer is asked for."""
    said = [series("n00", value), *([some.observation(CHOICE, some.reading(answer))] if answer else [])]
    found = one({"when": {CHOICE: [some.ANSWERS[0]]}, "all_of": ["n00 >= 5"]}, *said)
    assert found.status == status
    assert bool(found.lacks) == (answer is None)


def test_why_a_clause_does_not_apply():
    """Another answer, or none where the question was argued away."""
    gate = {"when": {CHOICE: [some.ANSWERS[0]]}, "all_of": ["n00 >= 5"]}
    for said in (some.observation(CHOICE, some.reading("b")), some.observation(CHOICE, standing="not_applicable")):
        found = one(gate, series("n00", 9), said)
        assert found.status == "not_applicable"
        assert "某" in found.because.zh


@pytest.mark.parametrize(
    ("answer", "value", "status"),
    [
        (some.ANSWERS[0], 200, "pass"),
        (some.ANSWERS[1], 200, "fail"),
        (None, 200, "unknown"),
        (None, 100, "fail"),
        (None, 300, "pass"),
        (some.ANSWERS[1], 300, "pass"),
    ],
)
def test_relief_within_a_clause(answer, value, status):
    """300, or 150 for some: an unknown answer matters only between the two."""
    said = [series("n00", value), *([some.observation(CHOICE, some.reading(answer))] if answer else [])]
    relief = {"when": {CHOICE: [some.ANSWERS[0]]}, "all_of": ["n00 >= 150"]}
    found = one({"any_of": ["n00 >= 300", relief]}, *said)
    assert found.status == status
    others = [each.status for each in found.members]
    assert (others[1] == "not_applicable") == (answer == some.ANSWERS[1])


# Questions, and the least of several years


@pytest.mark.parametrize(("written", "answer"), [("q0", 1.0), ("not q0", 0.0)])
def test_a_question_is_met_by_its_answer(written, answer):
    for given_, status in ((answer, "pass"), (1 - answer, "fail"), (None, "unknown")):
        said = [] if given_ is None else [some.observation("q0", some.reading(given_))]
        found = one({"all_of": [written]}, *said)
        assert (found.status, found.yes_no, found.threshold) == (status, True, answer)
        assert found.gap == (0.0 if status == "pass" else None)


@pytest.mark.parametrize(
    ("values", "status", "value"),
    [
        ((40, 41, 42), "pass", 40),
        ((42, 39.9, 42), "fail", 39.9),
        ((42, None, 42), "unknown", None),
        ((39.9, None, None), "fail", None),
        ((42, None, 39.9), "fail", None),
        ((None, 42, 42), "unknown", None),
        ((None, 39.9, 42), "fail", None),
        ((None, None, None), "unknown", None),
    ],
)
def test_the_least_of_three_years(values, status, value):
    """All must be known to pass; one year below is enough to fail."""
    found = one({"all_of": ["least(n00, 3) >= 40"]}, series("n00", *values))
    assert (found.status, found.value) == (status, value)
    used = [each.year for member in found.members for each in member.used]
    assert set(used) >= {year for year, said in zip(YEARS, values, strict=True) if said is not None}


def test_the_least_may_be_bounded():
    bounded = some.observation("n00", **{f"y{year}": some.reading(45.0, 41.0, 50.0) for year in YEARS})
    assert one({"all_of": ["least(n00, 3) >= 40"]}, bounded).status == "pass"
    assert one({"all_of": ["least(n00, 3) >= 42"]}, bounded).status == "unknown"


def test_the_years_that_are_lacking_are_named():
    found = one({"all_of": ["least(n00, 3) >= 40"]}, series("n00", 42, None, 42))
    assert str(some.YEAR - 1) in found.because.zh
    assert [str(some.YEAR - 1) in each.zh for each in found.lacks] == [True]


# On the threshold, and the way there


@pytest.mark.parametrize(("sign", "status"), [(">", "fail"), (">=", "pass"), ("<", "fail"), ("<=", "pass")])
def test_on_the_threshold(sign, status):
    """A clause that asks for more says so of what lies on it."""
    found = one({"all_of": [f"n00 {sign} 70"]}, series("n00", 70))
    assert found.status == status
    assert ("恰好等于" in found.because.zh) == (status == "fail")


@pytest.mark.parametrize(
    ("clause", "values", "year"),
    [
        ("n00 >= 100", (81, 75), 3),
        ("least(n00, 3) >= 100", (110, 100, 90), 1),
        ("least(n00, 2) >= 100", (90.9, 82.6), 2),
        ("growth(n00, 3) > 10", (134, 120, 119), 1),
        ("n00 >= 100", (80, 81), None),
        ("n00 >= 100", (80,), None),
        ("n00 <= 50", (80, 100), 3),
        ("n00 + n01 >= 100", (80, 75), None),
    ],
)
def test_the_year_in_which_it_will_be_met(clause, values, year):
    """At the growth of the last year; nothing where there is none, where it leads away, or where a figure of the
    formula has none."""
    said = [series("n00", *values), *([series("n01", 5)] if "n01" in clause else [])]
    found = one({"all_of": [clause]}, *said)
    assert found.status == "fail"
    assert found.met_in == (None if year is None else some.YEAR + year)


def test_what_is_met_is_not_foreseen():
    assert one({"all_of": ["n00 >= 5"]}, series("n00", 9, 8)).met_in is None


@pytest.mark.parametrize(
    ("clause", "unit"),
    [
        ("n00 >= 1", "亿元"),
        ("least(n00, 3) >= 1", "亿元"),
        ("100 * n00 / n01 >= 1", "%"),
        ("100 * (n00 + n02) / n01 >= 1", "%"),
        ("n00 + n01 >= 1", "亿元"),
        ("growth(n00, 3) >= 1", "%"),
        ("n00 / n01 >= 1", None),
        ("100 * n00 >= 1", None),
        ("q0", None),
    ],
)
def test_a_gap_is_told_in_the_unit_of_its_clause(clause, unit):
    assert one({"all_of": [clause]}).members[0].unit == unit
