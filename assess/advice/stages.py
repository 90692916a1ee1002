"""How far a cluster has grown and how far it reaches, with what is met and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..engine.assessment import Assessment
from ..engine.certainty import Answer
from ..i18n.catalog import text
from ..model.measures import StageRule, StagesFile
from ..model.recommendation import ElementResult, Named, StageResult
from ..model.text import Phrase, Text
from .conditions import ConditionResult, all_of, any_of, holds, in_words, negated
from .levels import Diagnosis, LevelRange, diagnose


class StageAssessment(NamedTuple):
    """Stage and rank, and the levels between which they lie."""

    result: StageResult
    names: frozenset[str]
    """Stages, ranks and their other names that measures may fit; empty where nothing is sure."""
    computed: Mapping[str, LevelRange]
    """Levels of the indicators that repeat the result as a judgement."""
    asks: Mapping[str, tuple[str, ...]]
    """Facts that would settle those levels."""
    standing: Mapping[str, Answer]
    """Whether the cluster stands at a stage or rank, by their names and other names."""


def diagnose_with_stage(file: StagesFile, assessments: Sequence[Assessment]) -> tuple[Diagnosis, StageAssessment]:
    """The diagnosis of a profile, with the levels that stage and rank stand for, and these themselves."""
    diagnosis = diagnose(assessments)
    stage = assess_stage(file, diagnosis)
    return diagnosis._replace(computed=stage.computed, computed_asks=stage.asks, standing=stage.standing), stage


def assess_stage(file: StagesFile, diagnosis: Diagnosis) -> StageAssessment:
    """Stage and rank. A stage includes those before it; a rank stands for itself, and is told
    once the last stage is reached."""
    stages = _Climb(_accumulated([_step(name, step, diagnosis) for name, step in file.stages.items()]))
    ranks = _Climb([_step(name, step, diagnosis) for name, step in file.ranks.items()])
    stage, rank = stages.highest, None if stages.above else ranks.highest
    levels = {
        file.cross_checks.stage: stages.levels(file.none_yet.level),
        file.cross_checks.rank: ranks.levels(file.none_yet.level),
    }
    result = StageResult(
        id=stage.name if stage else None,
        title=stage.step.title if stage else None,
        elements=stages.results(),
        rank=rank.name if rank else None,
        rank_title=rank.step.title if rank else None,
        conditions=ranks.results(),
        because=_because(stages),
        lowest=_named(stages.highest),
        highest=_named(stages.possible),
    )
    names, standing = _names(stages, rank, file.none_yet.stage), _standing(stages, ranks, file.none_yet.stage)
    asks = {file.cross_checks.stage: stages.asks(), file.cross_checks.rank: ranks.asks()}
    return StageAssessment(result, names, levels, asks, standing)


class _StageOutcome(NamedTuple):
    """A stage or a rank: its elements, and whether it is reached."""

    name: str
    step: StageRule
    elements: Mapping[str, ConditionResult]
    reached: Answer

    def titles(self, answer: Answer) -> list[Text]:
        """The elements with that answer, as they stand within a sentence."""
        return [_inside(self.step.elements[key].title) for key, each in self.elements.items() if each.holds is answer]


class _Climb:
    """Steps in rising order, and how far up the cluster stands."""

    def __init__(self, steps: Sequence[_StageOutcome]) -> None:
        count = max((number for number, step in enumerate(steps, 1) if step.reached), default=0)
        self.steps, self.above = steps, steps[count:]
        self.highest = steps[count - 1] if count else None
        may_be = max((number for number, step in enumerate(steps, 1) if step.reached is not False), default=0)
        self.possible = steps[may_be - 1] if may_be else None
        """The highest that is not ruled out."""
        self.is_sure = all(step.reached is False for step in self.above)

    def levels(self, none_yet: int) -> LevelRange:
        """Between which levels the result lies: with all that is unknown missing, and with all of it met."""
        return LevelRange(self._level(none_yet, if_unknown=False), self._level(none_yet, if_unknown=True))

    def _level(self, none_yet: int, if_unknown: bool) -> int:
        def is_met(answer: Answer) -> bool:
            return if_unknown if answer is None else answer

        count = max((number for number, step in enumerate(self.steps, 1) if is_met(step.reached)), default=0)
        following = self.steps[count] if count < len(self.steps) else None
        begun = following is not None and any(is_met(element.holds) for element in following.elements.values())
        if following is not None and begun and following.step.partly is not None:
            return following.step.partly
        return self.steps[count - 1].step.level if count else none_yet

    def asks(self) -> tuple[str, ...]:
        """Facts that would settle the first step of which it is not known whether it is reached."""
        step = next((step for step in self.steps if step.reached is None), None)
        elements = step.elements.values() if step else ()
        return tuple(dict.fromkeys(fact for element in elements if element.holds is None for fact in element.asks))

    def results(self) -> tuple[ElementResult, ...]:
        return tuple(
            ElementResult(f"{step.name}.{key}", step.step.elements[key].title, each.status, in_words(each.because))
            for step in self.steps
            for key, each in step.elements.items()
        )


def _step(name: str, step: StageRule, diagnosis: Diagnosis) -> _StageOutcome:
    elements = {key: holds(element.when, diagnosis) for key, element in step.elements.items()}
    return _StageOutcome(name, step, elements, all_of(list(elements.values())).holds)


def _accumulated(steps: Sequence[_StageOutcome]) -> list[_StageOutcome]:
    """Each step reached only with all before it."""
    answers = [ConditionResult(step.reached) for step in steps]
    return [step._replace(reached=all_of(answers[:number]).holds) for number, step in enumerate(steps, 1)]


def _names(stages: _Climb, rank: _StageOutcome | None, none_yet: Sequence[str]) -> frozenset[str]:
    if not stages.is_sure:
        return frozenset()
    if stages.highest is None:
        return frozenset(none_yet)
    return frozenset((stages.highest.name, *stages.highest.step.also, *((rank.name,) if rank else ())))


def _standing(stages: _Climb, ranks: _Climb, none_yet: Sequence[str]) -> dict[str, Answer]:
    """Where the cluster stands: at a step it has reached and none above it; at ranks once the last stage is reached."""
    told = {name: negated(ConditionResult(stages.steps[0].reached)).holds for name in none_yet}
    last = ConditionResult(stages.steps[-1].reached)
    for climb, demands in ((stages, []), (ranks, [last])):
        for number, step in enumerate(climb.steps):
            above = [negated(ConditionResult(other.reached)) for other in climb.steps[number + 1 :]]
            answer = all_of([ConditionResult(step.reached), *above, *demands]).holds
            for name in (step.name, *step.step.also):
                told[name] = any_of([ConditionResult(told.get(name, False)), ConditionResult(answer)]).holds
    return told


def _named(outcome: _StageOutcome | None) -> Named | None:
    return Named(outcome.name, outcome.step.title) if outcome else None


def _because(stages: _Climb) -> Text:
    """What keeps a cluster from the next stage."""
    if not stages.above:
        return text(Phrase("advice_reasons.all_elements_met"))
    following = stages.above[0]
    titles = {"lacking": following.titles(False), "unknown": following.titles(None)}
    why = [Phrase(f"advice_reasons.elements_{key}", {"elements": found}) for key, found in titles.items() if found]
    return text(Phrase("advice_reasons.short_of", {"stage": _inside(following.step.title), "why": why}))


def _inside(title: Text) -> Text:
    """A title within a sentence."""
    return Text(title.zh, title.en.lower())
