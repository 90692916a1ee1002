"""How far a cluster has grown and how far it reaches, with what is met and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..i18n import advice_reasons
from ..model.measures import StagesFile, Step
from ..model.recommendation import ElementResult, StageResult
from ..model.text import Text
from .conditions import Answer, ConditionResult, all_of, holds
from .levels import Diagnosis


class StageAssessment(NamedTuple):
    """Stage and rank, and the levels they stand for where these are beyond doubt."""

    result: StageResult
    names: frozenset[str]
    """Stages, ranks and their other names that measures may fit; empty where nothing is sure."""
    computed: Mapping[str, int]
    """Levels of the indicators that repeat the result as a judgement."""


class _Found(NamedTuple):
    """One of the steps, judged: its elements, and whether it is reached."""

    name: str
    step: Step
    elements: Mapping[str, ConditionResult]
    reached: Answer


def stand(steps: StagesFile, diagnosis: Diagnosis) -> StageAssessment:
    """Tell stage and rank. A stage includes those before it; a rank stands for itself."""
    stages = _accumulated([_judged(name, step, diagnosis) for name, step in steps.stages.items()])
    ranks = [_judged(name, step, diagnosis) for name, step in steps.ranks.items()]
    stage, rank = _highest(stages), _highest(ranks)
    is_last = stage is not None and stage is stages[-1]
    told_rank = rank if is_last else None
    checks = steps.cross_checks
    levels = {
        checks.stage: _level(stages, stage, steps.none_yet.level),
        checks.rank: _level(ranks, rank, steps.none_yet.level),
    }
    return StageAssessment(
        StageResult(
            id=stage.name if stage else None,
            title=stage.step.title if stage else None,
            elements=_results(stages),
            rank=told_rank.name if told_rank else None,
            rank_title=told_rank.step.title if told_rank else None,
            conditions=_results(ranks),
            because=_because(stages, stage),
        ),
        _names(stages, stage, told_rank, steps.none_yet.stage),
        {name: level for name, level in levels.items() if level is not None},
    )


def _judged(name: str, step: Step, diagnosis: Diagnosis) -> _Found:
    elements = {key: holds(element.when, diagnosis) for key, element in step.elements.items()}
    return _Found(name, step, elements, all_of(list(elements.values())).holds)


def _accumulated(found: list[_Found]) -> list[_Found]:
    """Each step reached only with all before it."""
    so_far: list[ConditionResult] = []
    result = []
    for each in found:
        so_far.append(ConditionResult(each.reached))
        result.append(each._replace(reached=all_of(so_far).holds))
    return result


def _highest(found: list[_Found]) -> _Found | None:
    return next((each for each in reversed(found) if each.reached), None)


def _level(found: list[_Found], highest: _Found | None, none_yet: int) -> int | None:
    """The level that the result stands for; None while a higher one could still be reached."""
    above = found[found.index(highest) + 1 :] if highest else found
    if any(each.reached is None for each in above):
        return None
    if above and above[0].step.partly is not None:
        answers = {verdict.holds for verdict in above[0].elements.values()}
        if True in answers:
            return above[0].step.partly
        if None in answers:
            return None
    return highest.step.level if highest else none_yet


def _names(
    stages: list[_Found], stage: _Found | None, rank: _Found | None, none_yet: tuple[str, ...]
) -> frozenset[str]:
    above = stages[stages.index(stage) + 1 :] if stage else stages
    if any(each.reached is None for each in above):
        return frozenset()
    if stage is None:
        return frozenset(none_yet)
    return frozenset((stage.name, *stage.step.also, *((rank.name,) if rank else ())))


def _results(found: list[_Found]) -> tuple[ElementResult, ...]:
    return tuple(
        ElementResult(
            id=f"{each.name}.{key}",
            title=each.step.elements[key].title,
            status=verdict.status,
            because=advice_reasons.joined(verdict.because),
        )
        for each in found
        for key, verdict in each.elements.items()
    )


def _because(stages: list[_Found], stage: _Found | None) -> Text:
    reached = stages.index(stage) + 1 if stage else 0
    if reached == len(stages):
        return advice_reasons.all_elements_met()
    following = stages[reached]
    lacks = [following.step.elements[k].title for k, v in following.elements.items() if v.holds is False]
    unknown = [following.step.elements[k].title for k, v in following.elements.items() if v.holds is None]
    return advice_reasons.short_of(following.step.title, lacks, unknown)
