"""What certain changes of the facts do to a judgement, and what they must do: `scenarios.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

import assess
from assess.engine.changes import Change, apply
from assess.io.library import default_library
from assess.model.facts import Fact, FactKind, Vocabulary
from assess.model.profile import Profile, Reading
from assess.model.text import FrozenModel, Text

Direction = Literal["not_up", "not_down", "down"]
SLACK = 1e-9


class Scenario(FrozenModel):
    """A change of facts, and the direction in which it must move score and grade."""

    id: str
    title: Text
    facts: tuple[str, ...] = ()
    kinds: tuple[FactKind, ...] = ()
    parts: bool = True
    """Whether the parts of a fact change with it."""
    times: float = 1.0
    plus: float = 0.0
    years: Literal["reporting", "all"] = "reporting"
    score: Direction | None = None
    grade: Direction | None = None
    at_most: float | None = None
    """Points by which the score may rise."""


class Outcome(NamedTuple):
    """A profile judged before and after a scenario."""

    before: assess.Result
    after: assess.Result
    rank_before: int
    rank_after: int

    def violations(self, scenario: Scenario) -> Iterator[str]:
        """What did not go as it must."""
        if self.before.score is None or self.after.score is None:
            return
        gained = self.after.score - self.before.score
        if not _goes(scenario.score, gained, SLACK):
            yield f"{scenario.id}: score {self.before.score:.2f} to {self.after.score:.2f}"
        if scenario.at_most is not None and gained > scenario.at_most:
            yield f"{scenario.id}: score rises by {gained:.2f}"
        if not _goes(scenario.grade, self.rank_after - self.rank_before, 0) and (
            scenario.grade != "down" or self.rank_before
        ):
            yield f"{scenario.id}: grade {self.rank_before} to {self.rank_after}"


def _goes(direction: Direction | None, step: float, slack: float) -> bool:
    if direction == "not_up":
        return step <= slack
    if direction == "not_down":
        return step >= -slack
    return direction is None or step < 0


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All of the file."""
    raw = yaml.safe_load((Path(__file__).parent / "scenarios.yaml").read_text(encoding="utf-8"))
    return tuple(map(Scenario.model_validate, raw["scenarios"]))


def outcome(scenario: Scenario, profile: Profile, rubric: str) -> Outcome:
    """A profile judged as it is and as the scenario would have it."""
    vocabulary = default_library().vocabulary
    changed = apply(profile, _changes(scenario, profile, vocabulary))
    before, after = assess.score(profile, rubric), assess.score(changed, rubric)
    return Outcome(before, after, _rank(before), _rank(after))


def _rank(result: assess.Result) -> int:
    limits = sorted(result.grades, key=lambda band: band.from_)
    return [band.id for band in limits].index(result.grade.id) if result.grade else -1


def _changes(scenario: Scenario, profile: Profile, vocabulary: Vocabulary) -> Iterator[Change]:
    for name, observation in profile.observations.items():
        fact = vocabulary[name]
        if not _is_meant(name, fact, scenario, vocabulary):
            continue
        latest = max(observation.readings, key=lambda year: year or 9999, default=None)
        for year, reading in observation.readings.items():
            if not isinstance(reading.value, str) and (scenario.years == "all" or year == latest):
                yield Change(name, year, reading, _changed(reading, fact, scenario))


def _is_meant(name: str, fact: Fact, scenario: Scenario, vocabulary: Vocabulary) -> bool:
    if fact.kind in scenario.kinds or name in scenario.facts:
        return True
    return (
        scenario.parts
        and fact.part_of is not None
        and any(whole in scenario.facts for whole in _wholes(fact, vocabulary))
    )


def _wholes(fact: Fact, vocabulary: Vocabulary) -> Iterator[str]:
    """What a fact is a part of, and what that is a part of."""
    if fact.part_of is not None:
        yield fact.part_of
        yield from _wholes(vocabulary[fact.part_of], vocabulary)


def _changed(reading: Reading, fact: Fact, scenario: Scenario) -> Reading:
    least, most = fact.limits

    def moved(value: float) -> float:
        value = min(max(value * scenario.times + scenario.plus, least), most)
        return float(round(value)) if fact.kind in ("count", "level") else value

    return reading._replace(value=moved(float(reading.value)), low=moved(reading.low), high=moved(reading.high))
