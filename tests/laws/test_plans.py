"""Laws of plans: the cheapest set is the cheapest there is, and each measure finds its preconditions met."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.advice.gains import rescored
from assess.advice.levels import Diagnosis, diagnose
from assess.advice.optimizer import Task, best_within, cheapest, granted
from assess.advice.plan import Aim, plan
from assess.advice.prospect import Option, Prospect
from assess.advice.selection import Advice, advise, availability_of
from assess.advice.stages import diagnose_with_stage
from assess.engine.assessment import Assessment, assess
from assess.engine.changes import Change, apply, joined, moved
from assess.model.arithmetic import is_known, reached
from assess.model.grades import Band
from assess.model.measures import Ease, Easiness, Measure, MeasureCatalog, When
from assess.model.profile import Profile
from assess.model.rubric import Rubric
from assess.model.task_targets import PHASES
from assess.model.text import Reference, Text
from tests import strategies as some
from tests.advice_strategies import (
    assessments,
    catalog,
    example,
    few,
    library,
    profile_of,
    random_options,
    random_profile,
    rubrics,
)

pytestmark = pytest.mark.slow

seeds = st.integers(0, 10**9)
COMBINES = ("mean", "geometric", "harmonic", "weakest", {"power": 0.5}, {"power": 3.0})


def combined_by(dice: random.Random) -> Rubric:
    """The main rubric, with criteria and the whole combined in random ways."""
    plain = rubrics()[0].model_dump(mode="json", by_alias=True, exclude_none=True)
    plain["combine"] = dice.choice(COMBINES)
    for criterion in plain["criteria"]:
        criterion["combine"] = dice.choice(COMBINES)
    return Rubric.model_validate(plain)


def true_score(assessment: Assessment, options: Iterable[Option]) -> float:
    changes = joined(change for option in options for change in option.changes)
    return float(rescored(assessment, changes)[assessment.rubric.rubric].score)


def subsets(options: Sequence[Option]) -> Iterable[tuple[Option, ...]]:
    return itertools.chain.from_iterable(itertools.combinations(options, n) for n in range(len(options) + 1))


def cost_of(options: Iterable[Option]) -> int:
    return sum(option.cost for option in options)


# Options


@few(40)
@given(seeds)
def test_the_cheapest_set_equals_brute_force(seed: int) -> None:
    dice = random.Random(seed)
    assessment = assess(combined_by(dice), random_profile(seed), library().vocabulary)
    options = random_options(assessment, dice.randint(1, 7), seed)
    found = {chosen: true_score(assessment, chosen) for chosen in subsets(options)}
    known = [score for score in found.values() if is_known(score)]
    if not known:
        return
    target = min(known) + dice.uniform(0.05, 1.05) * (max(known) - min(known))
    costs = [cost_of(chosen) for chosen, score in found.items() if score >= target]

    chosen = cheapest(Task(Prospect(assessment, options)), target)

    assert (chosen.cost if chosen else None) == min(costs, default=None)
    if chosen:
        assert chosen.score == true_score(assessment, [option for option in options if option.id in chosen.ids])
        assert chosen.score >= target


@few(25)
@given(seeds)
def test_the_best_within_a_budget_equals_brute_force(seed: int) -> None:
    dice = random.Random(seed)
    assessment = assess(combined_by(dice), random_profile(seed), library().vocabulary)
    options = random_options(assessment, dice.randint(1, 7), seed)
    budget = dice.randint(0, 30)
    scores = {chosen: true_score(assessment, chosen) for chosen in subsets(options) if cost_of(chosen) <= budget}
    best = best_within(Task(Prospect(assessment, options)), budget)

    assert best is not None
    known = [score for score in scores.values() if is_known(score)]
    if known:
        assert best.score == pytest.approx(max(known), abs=1e-8)
        assert best.cost == min(cost_of(chosen) for chosen, score in scores.items() if score >= best.score)
    assert best.cost <= budget


@few(10)
@given(seeds)
def test_no_set_lies_above_a_bound(seed: int) -> None:
    """Whatever is chosen and however the bound is split, the score stays below it."""
    dice = random.Random(seed)
    assessment = assess(combined_by(dice), random_profile(seed), library().vocabulary)
    options = random_options(assessment, dice.randint(1, 5), seed)
    prospect, names = Prospect(assessment, options), [option.id for option in options]
    chosen = [name for name in names if dice.random() < 0.3]
    left = [name for name in names if name not in chosen]

    bound = prospect.bound(chosen, left)
    if bound is None:
        return
    start, gains = granted(bound, left, {name: dice.choice((0.0, 0.4, 1.0)) for name in bound.gains})
    for more in itertools.chain.from_iterable(itertools.combinations(left, n) for n in range(len(left) + 1)):
        score = prospect.score((*chosen, *more))
        assert not score > bound.most + 1e-9
        assert not score > start + sum(gains[name] for name in more) + 1e-9


def test_a_measure_that_nothing_can_open_does_not_slow_the_search() -> None:
    """Every set with such a measure is out of the question, and there are as many of them as of all others."""
    judged = assessments(example("anping-county-made-up"))
    found = diagnose(judged).findings
    weak = [name for name in judged[0].rubric.indicators if found[name].level in (1, 2)]
    moved = {fact for name in weak for fact in found[name].leaf.indicator.facts}
    still = [
        name for name, each in found.items() if each.level in (1, 2) and moved.isdisjoint(each.leaf.indicator.facts)
    ]
    dice = random.Random(0)
    measures = {f"X{n}": random_measure(dice, weak, [], {min(still): 5} if n < 3 else {}) for n in range(40)}
    advice = advise(judged[0], with_measures(measures), judged)

    assert {each.availability.state for each in advice.triggered} == {"open", "locked"}
    assert plan(advice, Aim(None, 10**6)).effort > 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_forty_options_are_few_steps(seed: int, share: float) -> None:
    """At half a millisecond a step this is far below two seconds."""
    assessment = assessments(example("anping-county-made-up"))[0]
    options = random_options(assessment, 40, seed)
    prospect = Prospect(assessment, options)
    now, most = prospect.score(()), prospect.score(option.id for option in options)

    assert cheapest(Task(prospect), now + share * (most - now)) is not None
    assert prospect.asked < 2000


# Libraries


def random_library(dice: random.Random, weak: Sequence[str]) -> MeasureCatalog:
    """Up to six measures that lift a few indicators, with random companions and preconditions."""
    measures: dict[str, Measure] = {}
    for number in range(dice.randint(1, 6)):
        before = [name for name in measures if dice.random() < 0.2]
        requires = {dice.choice(weak): dice.randint(2, 4)} if dice.random() < 0.3 else {}
        measures[f"X{number}"] = random_measure(dice, weak, before, requires)
    return with_measures(measures)


def with_measures(measures: dict[str, Measure]) -> MeasureCatalog:
    own = catalog()
    return own._replace(measures_file=own.measures_file.model_copy(update={"measures": measures}))


def random_measure(dice: random.Random, weak: Sequence[str], before: list[str], requires: dict[str, int]) -> Measure:
    word = Text("某", "some")
    easy = [Easiness(score=dice.randint(1, 3), why=word) for _ in range(3)]
    return Measure(
        title=word,
        mode="process",
        when=When(weak=tuple(weak)),
        after=tuple(before),
        requires=requires,
        actors=("government",),
        instruments=("planning",),
        stages=("any",),
        raises={name: dice.randint(1, 2) for name in dice.sample(weak, min(len(weak), dice.randint(1, 3)))},
        ease=Ease(people=easy[0], time=easy[1], money=easy[2]),
        phase=dice.choice(PHASES),
        government="complement",
        gate=dice.random() < 0.1,
        references=(Reference("D0"),),
    )


def feasible_sets(advice: Advice) -> set[frozenset[str]]:
    """All sets that some order leads to, each measure with its preconditions met when its turn comes."""
    called = {each.name: each for each in advice.triggered}
    found, waiting = {frozenset[str]()}, [frozenset[str]()]
    while waiting:
        done = waiting.pop()
        for name, each in called.items():
            more = done | {name}
            if more in found or not set(each.measure.after) & set(called) <= done:
                continue
            if availability_of(each.measure, advice.catalog, diagnosis_after(advice, done)).state == "open":
                found.add(more)
                waiting.append(more)
    return found


def diagnosis_after(advice: Advice, done: frozenset[str]) -> Diagnosis:
    changes = joined(c for each in advice.triggered if each.name in done for c in each.changes)
    changed = assessments(apply(advice.assessment.profile, changes))
    return diagnose_with_stage(advice.catalog.stages_file, changed)[0]


@few(25)
@given(seeds)
def test_a_plan_equals_brute_force_over_libraries(seed: int) -> None:
    dice, judged = random.Random(seed), assessments(random_profile(seed))
    weak = [name for name, found in diagnose(judged[:1]).findings.items() if found.level in (1, 2)]
    if not weak:
        return
    advice = advise(judged[0], random_library(dice, dice.sample(weak, min(4, len(weak)))), judged)
    called = {each.name: each for each in advice.triggered}
    checks = [each for each in advice.triggered if each.measure.gate and each.availability.state == "open"]
    forced = {each.name for each in checks if not set(each.measure.after) & set(called)}
    sets = [done for done in feasible_sets(advice) if forced <= done]
    scores = {done: true_score(judged[0], [as_option(called[name].name, advice) for name in done]) for done in sets}
    target = dice.choice(sorted(scores.values())) if scores else 0.0
    costs = [
        sum(called[n].measure.ease.effort for n in done) for done, s in scores.items() if s >= reached(target, 100)
    ]

    told = plan(
        advice, Aim(Band.model_validate({"id": "g", "from": target, "label": {"zh": "某", "en": "some"}}), None)
    )

    if not judged[0].is_sufficient:
        # Of a score that is not given nobody can say what it takes.
        assert (told.phases, told.score, told.reached) == ((), None, False)
        return
    if not sets:
        # A prior check that can never be made leaves nothing to compare.
        assert not told.reached
        return
    assert (told.effort if told.phases or told.score >= reached(target, 100) else None) == min(costs, default=None)
    assert [phase.id for phase in told.phases] == [p for p in PHASES if p in {phase.id for phase in told.phases}]


def as_option(name: str, advice: Advice) -> Option:
    each = next(each for each in advice.triggered if each.name == name)
    return Option(name, each.measure.ease.effort, each.changes)


def test_a_plan_for_a_cluster_of_which_nothing_is_known_tells_no_score() -> None:
    assessment = assess(rubrics()[0], profile_of({}), library().vocabulary)
    told = plan(advise(assessment, catalog(), [assessment]), Aim(None, 10))
    assert told.score is None
    assert all(phase.score is None for phase in told.phases)


def test_an_unknown_indicator_that_holds_the_score_does_not_mislead_the_search() -> None:
    """Whose scale gives at most 10: what is known cannot lift the whole as far as it would alone."""
    narrow = {"scale": {"points": {0: 0, 100: 10}, "basis": "expert"}}
    profile = some.stating({"n00": 20.0, "n01": 10.0})
    assessment = assess(some.rubric_over({}, {}, narrow), profile, some.vocabulary())

    def lift(name: str, cost: int, **values: float) -> Option:
        now = {fact: profile.observations[fact].readings[None] for fact in values}
        return Option(name, cost, tuple(Change(f, None, now[f], moved(now[f], to)) for f, to in values.items()))

    options = [lift("M0", 4, n00=70, n01=30), lift("M1", 7, n00=100, n01=50), lift("M2", 5, n00=100, n01=70)]
    prospect = Prospect(assessment, options)
    assert prospect.score(["M0"]) > 34.35
    chosen = cheapest(Task(prospect), 34.35)
    assert chosen is not None
    assert chosen.ids == ("M0",)


@pytest.mark.parametrize("combine", COMBINES)
def test_a_score_held_within_its_bounds_is_searched_through(combine: object) -> None:
    """Beside an unknown indicator of a narrow scale, with values that lie within bounds."""
    scales = [{"scale": {"points": {0: low, 100: high}, "basis": "expert"}} for low, high in ((0, 10), (60, 100))]
    for scale, seed in itertools.product(scales, range(20)):
        dice = random.Random(seed)
        values = {f"n{n:02}": dice.uniform(1, 60) for n in range(3)}
        profile = some.stating(values)
        assessment = assess(some.rubric_over({}, {}, {}, scale, combine=combine), profile, some.vocabulary())
        options = [Option(f"M{n}", dice.randint(3, 9), random_lifts(profile, dice)) for n in range(4)]
        scores = {chosen: true_score(assessment, chosen) for chosen in subsets(options)}
        prospect = Prospect(assessment, options)
        for target in scores.values():
            chosen = cheapest(Task(prospect), target)
            assert chosen is not None
            assert chosen.cost == min(cost_of(options) for options, score in scores.items() if score >= target)


def random_lifts(profile: Profile, dice: random.Random) -> tuple[Change, ...]:
    names = dice.sample(sorted(profile.observations), 2)
    readings = {name: profile.observations[name].readings[None] for name in names}
    return tuple(Change(name, None, now, moved(now, dice.uniform(20, 100))) for name, now in readings.items())
