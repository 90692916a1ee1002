"""Measures that may be tried while little is known: called for by stated problems and by gaps, and not yet confirmed.

None of them is refuted by what is known: each is undecided. A problem that its indicators
contradict calls for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from ..model.facts import EASIEST_ASKED
from ..model.overview import StatedProblemResult, TentativeResult
from ..model.overview_rules import TentativeRules
from ..model.recommendation import Named
from ..model.text import Text
from .conditions import demands, in_words
from .descriptions import cautions_of, fits_stage, named, named_facts, named_indicators
from .gains import is_worth_trying
from .selection import Advice, TriggeredMeasure, availability_of

ASKED = 3
"""Facts named that would confirm a measure."""


def tentative_measures(
    rules: TentativeRules, problems: Sequence[StatedProblemResult], advice: Advice
) -> tuple[TentativeResult, ...]:
    """The first few, the measures of several stated problems before those of one, these before those of gaps alone."""
    callers = _callers(problems)
    open_ones = {each.name: each for each in advice.triggered if not each.trigger.holds and _is_open(each, advice)}
    called = [name for name in open_ones if name in callers or open_ones[name].trigger.gaps]
    called.sort(key=lambda name: _order(open_ones[name], callers.get(name, ()), advice))
    chosen: list[str] = []
    used: Counter[str] = Counter()
    for name in called:
        first = [problem.id for problem in callers.get(name, ())]
        is_new = not first or any(used[problem] < rules.of_one_problem for problem in first)
        if len(chosen) < rules.most and is_new and is_worth_trying(open_ones[name], advice):
            used.update(first)
            chosen.append(name)
    on_strengths = (
        name for name in _built_on_strengths(open_ones, chosen, advice) if is_worth_trying(open_ones[name], advice)
    )
    chosen += islice(on_strengths, max(0, rules.least - len(chosen)))
    return tuple(_tentative(open_ones[name], callers.get(name, ()), advice) for name in chosen)


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


def _is_open(triggered: TriggeredMeasure, advice: Advice) -> bool:
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


def _order(triggered: TriggeredMeasure, callers: Sequence[StatedProblemResult], advice: Advice) -> tuple[object, ...]:
    """Confirmed problems count twice; then the place among the measures of a problem, least to ask, least effort."""
    name, measure, asks = triggered.name, triggered.measure, _asks(triggered)
    weight = sum(2 if problem.status == "confirmed" else 1 for problem in callers)
    place = min((problem.measures.index(name) for problem in callers), default=len(asks))
    is_unfit = fits_stage(measure.stages, advice.stage.names) is False
    return -weight, place, is_unfit, not triggered.trigger.gaps, len(asks), measure.ease.effort, name


def _asks(triggered: TriggeredMeasure) -> tuple[str, ...]:
    """Facts that would tell whether a measure is called for and can be taken up, each once."""
    return tuple(dict.fromkeys((*triggered.trigger.asks, *triggered.availability.asks)))


def _tentative(triggered: TriggeredMeasure, callers: Sequence[StatedProblemResult], advice: Advice) -> TentativeResult:
    diagnosis, measure, when = advice.diagnosis, triggered.measure, triggered.measure.when
    asks = sorted(_asks(triggered), key=lambda fact: EASIEST_ASKED.index(diagnosis.vocabulary[fact].asked_of))
    open_ones = [name for name in (*when.weak, *when.strong) if diagnosis.level(name) is None]
    gaps = triggered.trigger.gaps
    return TentativeResult(
        id=triggered.name,
        title=measure.title,
        mode=measure.mode,
        problems=tuple(Named(problem.id, problem.title) for problem in callers),
        gaps=named_indicators(gaps, diagnosis),
        confirm=named_facts(asks[:ASKED], diagnosis),
        confirming=named_indicators(list(filter(diagnosis.applies, open_ones)), diagnosis),
        actors=named(measure.actors, advice.catalog.measures_file.actors),
        conditions=measure.preconditions,
        precedent=measure.precedent.text if measure.precedent else None,
        cautions=cautions_of(triggered.name, measure, diagnosis, advice.catalog),
        references=measure.references,
        strengths=() if callers or gaps else tuple(_strengths(triggered, advice)),
    )
