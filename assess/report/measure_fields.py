"""What is said of one measure, each thing under its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..i18n.catalog import say
from ..i18n.numbers import VISIBLE_GAIN, gain_between, number, quantity, signed_points
from ..i18n.typography import semicolon
from ..model.recommendation import AdviceResult, Named
from ..model.result import Result
from ..model.text import Language, Reference, comma
from .phrases import mode_title, unit_of


def heading(measure: AdviceResult, result: Result, language: Language) -> str:
    """Id, title, mode, phase and whatever keeps it from being taken now."""
    tags = [mode_title(result, measure.mode, language), say(f"advice.phase_{measure.phase}", language)]
    tags += [say("advice.prior", language)] if measure.gate else []
    tags += [say(f"advice.state_{measure.state}", language)] if measure.state in ("locked", "blocked") else []
    return f"{measure.id} {measure.title.in_(language)} [{' · '.join(tags)}]"


def measure_fields(measure: AdviceResult, result: Result, language: Language) -> Iterator[tuple[str, str]]:
    """Labels and texts: gain and grounds, effects, means and effort, precedent and cautions."""
    yield say("advice.gain", language), _gain(measure, result, language)
    if measure.state != "undecided":
        yield say("screen.because", language), measure.because.in_(language)
    if measure.asks:
        yield say("advice.asks", language), _titles(measure.asks, language)
    if measure.state_because:
        yield say(f"advice.state_{measure.state}", language), measure.state_because.in_(language)
    yield from _effects(measure, result, language)
    actors, means = _titles(measure.actors, language), _titles(measure.instrument, language)
    yield say("advice.actors", language), f"{actors}  {say('advice.instruments', language)} {means}"
    ease = {ease.aspect: ease.score for ease in measure.ease}
    yield say("advice.effort", language), say("advice.effort_points", language, effort=measure.effort, **ease)
    if measure.preconditions:
        yield say("advice.preconditions", language), measure.preconditions.in_(language)
    if measure.precedent:
        case = f"{measure.precedent.title.in_(language)}: " if measure.precedent.title else ""
        yield say("advice.precedent", language), case + measure.precedent.text.in_(language)
    for caution in measure.cautions:
        yield say("advice.caution", language), caution.in_(language)
    if measure.fits is False:
        stages = _titles(measure.stages, language)
        yield say("advice.stage", language), say("advice.unfit", language, stages=stages)
    yield say("advice.money", language), say("advice.money_none", language)
    yield say("screen.reference", language), cited(measure.references)


def _gain(measure: AdviceResult, result: Result, language: Language) -> str:
    """The gain in points, as far as it is known."""
    if measure.gain_if is not None:
        return say("advice.gain_if", language, points=signed_points(measure.gain_if))
    if not measure.priced:
        return say("advice.gain_unknown", language)
    if result.score is not None and measure.score is not None:
        difference, before, after = gain_between(measure.gain, result.score, measure.score, result.grade_limits)
        text = say("advice.gain_to", language, points=difference, before=before, after=after)
    else:
        text = say("advice.gain_points", language, points=signed_points(measure.gain))
        low, high = signed_points(measure.gain_low), signed_points(measure.gain_high)
        text += say("advice.gain_ends", language, low=low, high=high)
    criteria = [f"{gain.title.in_(language)} {signed_points(gain.gain)}" for gain in measure.criteria]
    if len(criteria) > 1:
        text += say("advice.gain_within", language, list=comma(criteria, language))
    elsewhere = [
        say("advice.gain_elsewhere", language, rubric=gain.title.in_(language), points=signed_points(gain.gain))
        for gain in measure.elsewhere
        if abs(gain.gain) >= VISIBLE_GAIN
    ]
    return semicolon(language).join([text, *elsewhere])


def _effects(measure: AdviceResult, result: Result, language: Language) -> Iterator[tuple[str, str]]:
    raises = [
        say("advice.level_to", language, title=lift.title.in_(language), level=lift.level, to=lift.to_level)
        for lift in measure.raises
    ]
    if raises:
        yield say("advice.raises", language), comma(raises, language)
    changes = []
    for change in measure.changes:
        after = quantity(change.after, unit_of(result, change.fact, change.unit), language)
        changes.append(f"{change.title.in_(language)} {number(change.before)}→{after}")
    if changes:
        yield say("advice.changes", language), comma(changes, language)
    if measure.unpriced and measure.state != "undecided":
        yield say("advice.unpriced", language), _titles(measure.unpriced, language)


def cited(references: Sequence[Reference]) -> str:
    """Sources and places in them."""
    return "; ".join(f"{reference.source} {reference.at}".strip() for reference in references)


def _titles(named: Sequence[Named], language: Language) -> str:
    return comma([item.title.in_(language) for item in named], language)
