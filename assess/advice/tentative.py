"""Measures that may be tried while little is known: called for by stated problems and by gaps, and not yet confirmed.

None of them is refuted by what is known: each is undecided. A problem that its indicators
contradict calls for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..model.overview import StatedProblemResult, TentativeResult
from ..model.overview_rules import TentativeRules
from ..model.recommendation import AdviceResult, Named
from ..model.text import Text
from .conditions import demands, in_words
from .selection import Advice, TriggeredMeasure, availability_of

ASKED = 3
"""Facts named that would confirm a measure."""


def tentative_measures(
    rules: TentativeRules,
    problems: Sequence[StatedProblemResult],
    undecided: Sequence[AdviceResult],
    advice: Advice,
) -> tuple[TentativeResult, ...]:
    """The first few, the measures of several stated problems before those of one, these before those of gaps alone."""
    callers, measures = _callers(problems), {measure.id: measure for measure in undecided}
    open_ones = {
        each.name: each for each in advice.triggered if each.name in measures and _may_be_taken_up(each, advice)
    }
    called = [name for name in open_ones if name in callers or open_ones[name].trigger.gaps]
    called.sort(key=lambda name: _order(name, callers.get(name, ()), measures[name]))
    chosen: list[str] = []
    used: Counter[str] = Counter()
    for name in called:
        first = [problem.id for problem in callers.get(name, ())]
        if first and all(used[problem] >= rules.of_one_problem for problem in first):
            continue
        used.update(first)
        chosen.append(name)
    chosen = chosen[: rules.most]
    chosen += _built_on_strengths(open_ones, chosen, advice)[: max(0, rules.least - len(chosen))]
    return tuple(_tentative(measures[name], open_ones[name], callers.get(name, ()), advice) for name in chosen)


def _built_on_strengths(open_ones: Mapping[str, TriggeredMeasure], chosen: Sequence[str], advice: Advice) -> list[str]:
    """Measures of which something they build on is known to stand, those first of which least is not known."""
    known = {name: _strengths(each, advice) for name, each in open_ones.items() if name not in chosen}
    return sorted(
        (name for name, strengths in known.items() if strengths and not open_ones[name].measure.gate),
        key=lambda name: (len(open_ones[name].trigger.asks), -len(known[name]), name),
    )


def _strengths(triggered: TriggeredMeasure, advice: Advice) -> list[Text]:
    met = (each for each in demands(triggered.measure.when, advice.diagnosis) if each.holds)
    return [in_words(each.because) for each in met]


def _may_be_taken_up(triggered: TriggeredMeasure, advice: Advice) -> bool:
    """Whether nothing that is known forbids a measure; what it waits for may be unknown."""
    availability = availability_of(triggered.measure, advice.catalog, advice.diagnosis)
    return availability.state == "open" or (availability.state == "undecided" and bool(availability.asks))


def _callers(problems: Sequence[StatedProblemResult]) -> dict[str, tuple[StatedProblemResult, ...]]:
    """For every measure, the problems that call for it."""
    callers: dict[str, tuple[StatedProblemResult, ...]] = {}
    for problem in problems:
        if problem.status != "contradicted":
            for measure in problem.measures:
                callers[measure] = (*callers.get(measure, ()), problem)
    return callers


def _order(name: str, callers: Sequence[StatedProblemResult], measure: AdviceResult) -> tuple[object, ...]:
    """Confirmed problems count twice; then the place among the measures of a problem, least to ask, least effort."""
    weight = sum(2 if problem.status == "confirmed" else 1 for problem in callers)
    place = min((problem.measures.index(name) for problem in callers), default=len(measure.asks))
    return -weight, place, measure.fits is False, not measure.gaps, len(measure.asks), measure.effort, name


def _tentative(
    measure: AdviceResult,
    triggered: TriggeredMeasure,
    callers: Sequence[StatedProblemResult],
    advice: Advice,
) -> TentativeResult:
    diagnosis = advice.diagnosis
    asks = sorted(measure.asks, key=lambda ask: _ASKING.index(diagnosis.vocabulary[ask.id].asked_of))
    when = triggered.measure.when
    open_ones = [name for name in (*when.weak, *when.strong) if diagnosis.level(name) is None]
    return TentativeResult(
        id=measure.id,
        title=measure.title,
        mode=measure.mode,
        problems=tuple(Named(problem.id, problem.title) for problem in callers),
        gaps=measure.gaps,
        confirm=tuple(asks[:ASKED]),
        confirming=tuple(Named(name, diagnosis.title(name)) for name in open_ones if diagnosis.applies(name)),
        actors=measure.actors,
        conditions=measure.preconditions,
        precedent=measure.precedent.text if measure.precedent else None,
        cautions=measure.cautions,
        references=measure.references,
        strengths=() if callers or measure.gaps else tuple(_strengths(triggered, advice)),
    )


_ASKING = ("desk", "survey", "judgement")
"""What is easiest to ask first."""
