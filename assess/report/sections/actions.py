"""五、对策建议: what to do, and what not to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.recommendation import AdviceResult, GapGainResult
from ..analysis import advised, by_rubric, first_undecided, notes_on, open_advice
from ..document import Line, Paragraph, Ref, Section
from ..extent import Extent
from ..narrator import Narrator
from ..target_lines import effects, target_line
from . import charts

CLOSED = 8
"""Measures named that must wait."""
PRINTED = 0.05
"""Points that do not come out as nothing at one decimal."""


def recommendations(narrator: Narrator, extent: Extent) -> Section:
    """对策建议: the measures, each with what it changes and rests on; fewer where a report is no full one."""
    measures = open_advice(narrator.result)
    rest = (*_undecided(narrator), *_never(narrator, extent))
    if not measures:
        key = "no_open_measures" if advised(narrator.result) else "no_advice_long"
        return narrator.section("advice", narrator.paragraph(key), sections=rest)
    shown = [charts.gains(narrator, extent.measures)] if extent.is_full else []
    opening = narrator.say(
        "advice_opening" if narrator.result.score is not None else "advice_opening_known",
        count=narrator.counted(measures, "advice.open"),
        shown=narrator.joined((Ref(id),) for id in (*(chart.id for chart in shown), "tasks")),
    )
    told = measures[: extent.measures]
    more = narrator.say("told_at_length", told=str(len(told))) if len(measures) > len(told) else ()
    parts = [_measure(measure, narrator, extent) for measure in told]
    noted = [
        narrator.say("noted", text=note, list=narrator.joined(each.title for each in kind))
        for note, kind in notes_on(told)
    ]
    return narrator.section(
        "advice",
        narrator.body(opening, more),
        *shown,
        *(Paragraph(line, "note") for line in noted),
        sections=(*parts, *rest),
    )


# One measure


def _measure(measure: AdviceResult, narrator: Narrator, extent: Extent) -> Section:
    told = _in_full(measure, narrator) if extent.is_full else _in_short(measure, narrator)
    return Section(narrator.line(measure.title), tuple(told), id=f"measure-{measure.id}")


def _in_short(measure: AdviceResult, narrator: Narrator) -> Iterator[Paragraph]:
    """What a measure gains, why it is called for, what it depends on and what to heed; targets stand in its task."""
    because = narrator.say("because", because=measure.because)
    yield narrator.body(_on_gaps(measure, narrator), _gain(measure, narrator), because, *_conditions(measure, narrator))
    precedent = narrator.say("precedent", text=measure.precedent.text) if measure.precedent else ()
    heed = [_unfit(measure, narrator), precedent, *_cautions(measure, narrator)]
    if any(heed):
        yield narrator.body(*heed)


def _in_full(measure: AdviceResult, narrator: Narrator) -> Iterator[Paragraph]:
    yield narrator.body(_on_gaps(measure, narrator), _gain(measure, narrator), *_targets(measure, narrator))
    because = narrator.say("because", because=measure.because)
    yield narrator.body(because, *_conditions(measure, narrator), *_means(measure, narrator))
    if unfit := _unfit(measure, narrator):
        yield narrator.body(unfit)
    if measure.ease:
        aspects = [narrator.say("ease", aspect=narrator.word(ease.aspect), why=ease.why) for ease in measure.ease]
        yield narrator.paragraph("ease_told", list=narrator.statements(aspects))
    if measure.precedent:
        yield narrator.paragraph("precedent", text=measure.precedent.text)
    yield from map(narrator.body, _cautions(measure, narrator))
    if measure.references:
        yield Paragraph(narrator.say("references", list=narrator.cited_titles(measure.references)), "note")


def _unfit(measure: AdviceResult, narrator: Narrator) -> Line:
    if measure.fits is not False:
        return ()
    return narrator.say("unfit", stages=narrator.joined(stage.title for stage in measure.stages))


def _cautions(measure: AdviceResult, narrator: Narrator) -> list[Line]:
    return [narrator.say("caution", text=caution) for caution in measure.cautions]


def _on_gaps(measure: AdviceResult, narrator: Narrator) -> Line:
    """What a measure gains where it is called for, which is why it stands where it does."""
    if not measure.priced:
        return ()
    seen = by_rubric(measure.gap_gains, PRINTED) or by_rubric(measure.gap_gains)
    gaps = [_gaps(measure, rubric, gaps, narrator) for rubric, gaps in seen.items()]
    if not gaps:
        return narrator.say("gain_on_no_gap")
    total = narrator.points(measure.gap_gain, f"advice.{measure.id}.gap_gain")
    return narrator.say("gain_on_gaps", gain=total, list=narrator.statements(gaps))


def _gaps(measure: AdviceResult, rubric: str, gaps: Sequence[GapGainResult], narrator: Narrator) -> Line:
    """Gaps under one rubric, each with what it gains."""
    origin = f"advice.{measure.id}.gap_gains"
    told = narrator.joined(
        narrator.say("gap_gained", title=gap.title, gain=narrator.points(gap.gain, f"{origin}.{gap.id}.gain"))
        for gap in gaps
    )
    if rubric == narrator.result.rubric.id:
        return told
    return narrator.say("gaps_gained_under", rubric=gaps[0].rubric_title, list=told)


def _gain(measure: AdviceResult, narrator: Narrator) -> Line:
    if narrator.result.score is not None and abs(measure.gain) < PRINTED:
        return ()
    gain, low, high = (
        narrator.points(points, f"advice.{measure.id}.{name}")
        for name, points in (("gain", measure.gain), ("gain_low", measure.gain_low), ("gain_high", measure.gain_high))
    )
    if narrator.result.score is not None:
        return narrator.say("gain_scored", gain=gain)
    return narrator.say("gain_known", gain=gain, low=low, high=high)


def _targets(measure: AdviceResult, narrator: Narrator) -> Iterator[Line]:
    targets = [target_line(change, f"advice.{measure.id}", narrator) for change in measure.changes if change.is_target]
    if targets:
        yield narrator.say("targets", list=narrator.statements(targets))
    expected = list(effects(measure, narrator))
    if expected:
        yield narrator.say("expected", list=narrator.statements(expected))


def _conditions(measure: AdviceResult, narrator: Narrator) -> Iterator[Line]:
    if measure.authority and measure.upward is not False:
        yield narrator.say("authority", level=measure.authority.title)
    if measure.open_conditions:
        yield narrator.say("applies_if", list=narrator.statements(map(narrator.line, measure.open_conditions)))
    if measure.preconditions:
        yield narrator.say("preconditions", text=measure.preconditions)


def _means(measure: AdviceResult, narrator: Narrator) -> Iterator[Line]:
    """The instruments of a measure, and where it belongs."""
    if measure.instrument:
        means = narrator.joined(instrument.title for instrument in measure.instrument)
        yield narrator.say("instruments", list=means)
    yield narrator.say("kinds", list=narrator.statements(narrator.kinds(measure)))


# What cannot be told, and what not to do


def _undecided(narrator: Narrator) -> Iterator[Section]:
    """The foremost measures of each mode that may be called for, with the facts to ask for."""
    undecided = narrator.result.undecided
    if undecided:
        opening = narrator.paragraph("undecided_opening", count=narrator.counted(undecided, "undecided"))
        items = [narrator.item(_asked(measure, narrator)) for measure in first_undecided(narrator.result)]
        yield narrator.section("undecided_title", opening, *items)


def _asked(measure: AdviceResult, narrator: Narrator) -> Line:
    facts = narrator.joined(fact.title for fact in measure.asks)
    return narrator.say("undecided_item", title=measure.title, mode=narrator.mode(measure.mode), list=facts)


def _never(narrator: Narrator, extent: Extent) -> Iterator[Section]:
    """Measures that must wait; in a full report also modes whose time has not come, and what must not wait: to guard
    against risks. Of both, a shorter one tells in the chapters before."""
    result, say = narrator.result, narrator.say
    early = [mode for mode in result.modes if mode.verdict == "too early" and extent.is_full]
    items = [say("not_mode", title=mode.title, because=mode.because) for mode in early]
    closed = [measure for measure in result.advice if measure.state in ("locked", "blocked")]
    items += [
        say(f"not_{measure.state}", title=measure.title, because=measure.state_because or measure.because)
        for measure in closed[:CLOSED]
    ]
    if items:
        yield narrator.section("never_title", narrator.paragraph("never_opening"), *map(narrator.item, items))
    cautions = [say("beware", title=warning.title) for warning in result.warnings if extent.is_full]
    if cautions:
        yield narrator.section("beware_title", narrator.paragraph("beware_opening"), *map(narrator.item, cautions))
