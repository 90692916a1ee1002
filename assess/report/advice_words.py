"""Advice in words: what every format says of stage, modes, warnings, measures and plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..i18n.catalog import say, say_each
from ..i18n.numbers import gain_between, number, points, quantity, rounded, signed_points
from ..i18n.typography import bracket, semicolon
from ..model.recommendation import AdviceResult, ModeResult, Named, PlanResult, WarningResult
from ..model.result import Result
from ..model.text import Language, Reference, comma
from .phrases import unit_of

Line = tuple[str, str]
"""A label and what is said under it."""
SHOWN = 10
"""Measures listed unless more are asked for."""
SHOWN_A_MODE = 2
"""Undecided measures listed of each mode."""


def standing(result: Result, language: Language) -> Iterator[Line]:
    """Stage and reach."""
    stage = result.stage
    name = stage.title.in_(language) if stage.title else say("advice.stage_open", language)
    why = bracket(stage.because.in_(language), language) if stage.because else ""
    yield say("advice.stage", language), name + why
    if stage.rank_title:
        yield say("advice.reach", language), stage.rank_title.in_(language)


def modes(result: Result, language: Language) -> list[list[str]]:
    """A table of the modes, heads first."""
    heads = [*say_each("advice", ("mode", "need", "readiness", "verdict"), language), say("screen.because", language)]
    return [heads, *(_mode(mode, language) for mode in result.modes)]


def _mode(mode: ModeResult, language: Language) -> list[str]:
    verdict = say(f"advice.verdict_{mode.verdict}", language)
    because = mode.because.in_(language)
    return [mode.title.in_(language), points(mode.need), points(mode.readiness), verdict, because]


def warning(told: WarningResult, language: Language) -> list[str]:
    """A warning: its head, then its text and grounds."""
    value = f" {quantity(float(rounded(told.value, 1)), told.unit, language)}" if told.value is not None else ""
    stated = [f"{used.title.in_(language)} {quantity(used.value, used.unit, language)}" for used in told.used]
    grounds = comma(stated, language) if stated else told.because.in_(language)
    return [f"{told.title.in_(language)}{value}{bracket(grounds, language)}", told.text.in_(language)]


def head(told: AdviceResult, result: Result, language: Language) -> str:
    """The first line of a measure."""
    tags = [mode_title(result, told.mode, language), say(f"advice.phase_{told.phase}", language)]
    tags += [say("advice.prior", language)] if told.gate else []
    tags += [say(f"advice.state_{told.state}", language)] if told.state in ("locked", "blocked") else []
    return f"{told.id} {told.title.in_(language)} [{' · '.join(tags)}]"


def mode_title(result: Result, mode: str, language: Language) -> str:
    """The name of a mode; what serves all of them has none among the verdicts."""
    named = {each.id: each.title.in_(language) for each in result.modes}
    return named.get(mode) or say("advice.cross_cutting", language)


def measure(told: AdviceResult, result: Result, language: Language) -> Iterator[Line]:
    """Everything that is said of a measure, line by line."""
    yield say("advice.gain", language), gain(told, result, language)
    if told.state != "undecided":
        yield say("screen.because", language), told.because.in_(language)
    if told.asks:
        yield say("advice.asks", language), _names(told.asks, language)
    if told.state_because:
        yield say(f"advice.state_{told.state}", language), told.state_because.in_(language)
    yield from _effects(told, result, language)
    yield say("advice.actors", language), f"{_names(told.actors, language)}  {_means(told, language)}"
    yield say("advice.effort", language), _effort(told, language)
    if told.preconditions:
        yield say("advice.preconditions", language), told.preconditions.in_(language)
    if told.precedent:
        case = f"{told.precedent.title.in_(language)}: " if told.precedent.title else ""
        yield say("advice.precedent", language), case + told.precedent.text.in_(language)
    for caution in told.cautions:
        yield say("advice.caution", language), caution.in_(language)
    if told.fits is False:
        yield say("advice.stage", language), say("advice.unfit", language, stages=_names(told.stages, language))
    yield say("advice.money", language), say("advice.money_none", language)
    yield say("screen.reference", language), cited(told.references)


def gain(told: AdviceResult, result: Result, language: Language) -> str:
    """The gain in points, as far as it can be told."""
    if told.gain_if is not None:
        return say("advice.gain_if", language, points=signed_points(told.gain_if))
    if not told.priced:
        return say("advice.gain_unknown", language)
    if result.score is not None and told.score is not None:
        moved, before, after = gain_between(told.gain, result.score, told.score, result.grade_limits)
        text = say("advice.gain_to", language, points=moved, before=before, after=after)
    else:
        text = say("advice.gain_points", language, points=signed_points(told.gain))
        text += say("advice.gain_ends", language, low=signed_points(told.gain_low), high=signed_points(told.gain_high))
    return semicolon(language).join([text + _criteria(told, language), *_elsewhere(told, language)])


def _elsewhere(told: AdviceResult, language: Language) -> list[str]:
    moved = [each for each in told.elsewhere if abs(each.gain) >= 0.005]
    return [
        say("advice.gain_elsewhere", language, rubric=each.title.in_(language), points=signed_points(each.gain))
        for each in moved
    ]


def _criteria(told: AdviceResult, language: Language) -> str:
    moved = [f"{each.title.in_(language)} {signed_points(each.gain)}" for each in told.criteria]
    return say("advice.gain_within", language, list=comma(moved, language)) if len(moved) > 1 else ""


def _effects(told: AdviceResult, result: Result, language: Language) -> Iterator[Line]:
    raised = [
        say("advice.level_to", language, title=each.title.in_(language), level=each.level, to=each.to_level)
        for each in told.raises
    ]
    if raised:
        yield say("advice.raises", language), comma(raised, language)
    changes = [
        f"{each.title.in_(language)} {number(each.before)}→"
        f"{quantity(each.after, unit_of(result, each.fact, each.unit), language)}"
        for each in told.changes
    ]
    if changes:
        yield say("advice.changes", language), comma(changes, language)
    if told.unpriced and told.state != "undecided":
        yield say("advice.unpriced", language), _names(told.unpriced, language)


def _means(told: AdviceResult, language: Language) -> str:
    return f"{say('advice.instruments', language)} {_names(told.instrument, language)}"


def _effort(told: AdviceResult, language: Language) -> str:
    scores = {each.aspect: each.score for each in told.ease}
    return say("advice.effort_points", language, effort=told.effort, **scores)


def cited(references: Sequence[Reference]) -> str:
    """Sources and places in them."""
    return "; ".join(f"{each.source} {each.at}".strip() for each in references)


def _names(named: Sequence[Named], language: Language) -> str:
    return comma([each.title.in_(language) for each in named], language)


def first_undecided(result: Result) -> list[AdviceResult]:
    """The undecided measures worth showing: the first few of each mode."""
    seen: dict[str, int] = {}
    shown = []
    for each in result.undecided:
        seen[each.mode] = seen.get(each.mode, 0) + 1
        if seen[each.mode] <= SHOWN_A_MODE:
            shown.append(each)
    return shown


def plan(told: PlanResult, result: Result, language: Language) -> Iterator[str]:
    """A plan, phase by phase."""
    score = points(told.score, result.grade_limits)
    if told.goal is not None:
        grade = told.goal.title.in_(language)
        yield say("advice.plan_goal", language, grade=grade, threshold=number(told.threshold))
    else:
        yield say("advice.plan_budget", language, budget=told.budget)
    if told.reached and not told.phases:
        yield say("advice.plan_nothing", language)
    elif told.reached:
        key = "advice.plan_cheapest" if told.goal else "advice.plan_best"
        yield say(key, language, effort=told.effort, score=score)
    else:
        yield from (say("advice.plan_short", language) + each.in_(language) for each in told.obstacles)
        known = say("advice.plan_known", language) if result.score is None else ""
        if told.score is not None:
            yield say("advice.plan_most", language, effort=told.effort, score=score) + known
    for phase in told.phases:
        name, score = say(f"advice.phase_{phase.id}", language), points(phase.score, result.grade_limits)
        listed = comma([f"{each.id} {each.title.in_(language)}" for each in phase.measures], language)
        head = say("advice.plan_phase", language, phase=name, effort=phase.effort, score=score)
        yield f"{head}  {listed}"
