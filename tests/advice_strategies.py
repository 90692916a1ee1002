"""What the tests of advice share: the library of the product, and small worlds made up around it."""

from __future__ import annotations

import functools
import os
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from hypothesis import settings

from assess.advice.advisor import with_advice
from assess.advice.levels import Diagnosis, diagnose
from assess.advice.levers import required_change
from assess.advice.prospect import Option
from assess.advice.selection import advise
from assess.advice.stages import diagnose_with_stage
from assess.engine.assessment import Assessment, assess
from assess.engine.changes import joined
from assess.form.profiles import read_profile
from assess.io.library import Library, default_library
from assess.io.result_builder import result_of
from assess.model.facts import Fact, Vocabulary
from assess.model.measures import MeasureCatalog
from assess.model.place import Place
from assess.model.profile import Observation, Profile, Reading
from assess.model.result import ResultContract
from assess.model.rubric import Rubric

ROOT = Path(__file__).parent.parent
EXAMPLES = ("anping-county-made-up", "datang-hosiery", "shaoxing-textiles", "tongbai-peanut", "tongbai-tea")


def few(examples: int) -> settings:
    """So many examples at the desk, a thousand in a campaign."""
    return settings(max_examples=1000 if os.environ.get("ASSESS_CAMPAIGN") else examples)


@functools.cache
def library() -> Library:
    return default_library()


@functools.cache
def catalog() -> MeasureCatalog:
    return library().measures


@functools.cache
def rubrics() -> tuple[Rubric, ...]:
    """The rubrics that measures are judged under, the one whose score is told first."""
    return tuple(library().rubric(name) for name in catalog().measures_file.judged_under)


def profile_of(facts: Mapping[str, Any], year: int = 2025) -> Profile:
    """A profile that states values without a year; lists by their items."""
    return Profile("某集群", year, "test.yaml", observations={k: _observation(k, v) for k, v in facts.items()})


def _observation(fact: str, value: Any) -> Observation:
    number = float(len(value)) if isinstance(value, list) else value
    bounds = (float("nan"),) * 2 if isinstance(number, str) else (float(number),) * 2
    items = tuple(value) if isinstance(value, list) else ()
    reading = Reading(number if isinstance(number, str) else float(number), *bounds, Place("test.yaml", fact), items)
    return Observation(fact, "stated", reading.place, {None: reading})


def assessments(profile: Profile) -> list[Assessment]:
    return [assess(rubric, profile, library().vocabulary, library().sources) for rubric in rubrics()]


def diagnosed(facts: Mapping[str, Any]) -> Diagnosis:
    return diagnose_with_stage(catalog().stages_file, assessments(profile_of(facts)))[0]


def advised_on(profile: Profile, changed: MeasureCatalog | None = None) -> ResultContract:
    judged = assessments(profile)
    return with_advice(result_of(judged[0]), advise(judged[0], changed or catalog(), judged))


@functools.cache
def example(name: str) -> Profile:
    return read_profile(str(ROOT / "examples" / f"{name}.yaml"), library().vocabulary)[0]


def cases(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "tests" / "advice" / name).read_text(encoding="utf-8")))


# Random profiles


def random_profile(seed: int) -> Profile:
    """A profile that states most facts of the vocabulary, within what is usual, parts within wholes."""
    dice, vocabulary = random.Random(seed), library().vocabulary
    stated: dict[str, Any] = {}
    known = dice.choice((0.3, 0.7, 1.0))
    for name in _wholes_first(vocabulary):
        if dice.random() < known:
            stated[name] = _value(dice, vocabulary[name], stated)
    return profile_of(stated)


def _wholes_first(vocabulary: Vocabulary) -> list[str]:
    return sorted(vocabulary, key=lambda name: (depth(name, vocabulary), name))


def depth(name: str, vocabulary: Vocabulary) -> int:
    """Of how many wholes, one within the other, a fact is a part."""
    whole = vocabulary[name].part_of
    return 0 if whole is None else 1 + depth(whole, vocabulary)


def _value(dice: random.Random, fact: Fact, stated: Mapping[str, Any]) -> Any:
    if fact.kind == "choice":
        return dice.choice(list(fact.items))
    if fact.kind == "list":
        return dice.sample(list(fact.items), dice.randint(0, len(fact.items)))
    least, most = fact.usual or fact.limits
    most = min(most, least + 5000)
    if fact.part_of in stated:
        least, most = 0, stated[fact.part_of]
    if fact.kind in ("level", "count", "yes_no"):
        return dice.randint(int(least), int(most))
    return round(dice.uniform(least, most), 2)


def random_options(assessment: Assessment, count: int, seed: int) -> Sequence[Option]:
    """Options that lift one to five random indicators each."""
    dice, diagnosis = random.Random(seed), diagnose([assessment])
    names = [name for name, found in diagnosis.findings.items() if found.level is not None and found.level < 5]
    options: list[Option] = []
    while len(options) < count and names:
        picked = dice.sample(names, min(len(names), dice.randint(1, 5)))
        lifts = [required_change(diagnosis.findings[name], dice.choice((1, 1, 1, 2))) for name in picked]
        changes = joined(change for change in lifts if change is not None)
        options.append(Option(f"M{len(options):02}", dice.randint(3, 9), changes))
    return options
