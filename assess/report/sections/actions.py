"""五、对策建议 and 六、任务清单: what to do, what not to do, and who does it by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...i18n import numbers
from ...model.recommendation import AdviceResult, ChangeResult, GapGainResult
from ..analysis import advised, by_rubric, first_undecided, open_advice
from ..document import Line, Paragraph, Ref, Section
from ..narrator import Narrator
from ..sentences import Column
from . import charts

TOLD_AT_LENGTH = 8
"""Measures told at length; all open ones stand in the list of tasks."""
EASE = {3: "easy", 2: "middling", 1: "hard"}


def recommendations(narrator: Narrator) -> Section:
    """五、对策建议: the measures, each with what it changes and rests on."""
    measures = open_advice(narrator.result)
    rest = (*_undecided(narrator), *_never(narrator))
    if not measures:
        key = "no_open_measures" if advised(narrator.result) else "no_advice_long"
        return narrator.section("advice", narrator.paragraph(key), sections=rest)
    opening = narrator.say(
        "advice_opening" if narrator.result.score is not None else "advice_opening_known",
        count=narrator.counted(measures, "advice.open"),
        chart=Ref("gains"),
        table=Ref("tasks"),
    )
    more = narrator.say("told_at_length", told=str(TOLD_AT_LENGTH)) if len(measures) > TOLD_AT_LENGTH else ()
    told = [_measure(measure, narrator) for measure in measures[:TOLD_AT_LENGTH]]
    blocks = (narrator.body(opening, more), charts.gains(narrator, TOLD_AT_LENGTH))
    return narrator.section("advice", *blocks, sections=(*told, *rest))


# One measure


def _measure(measure: AdviceResult, narrator: Narrator) -> Section:
    return Section(narrator.line(measure.title), tuple(_paragraphs(measure, narrator)), id=f"measure-{measure.id}")


def _paragraphs(measure: AdviceResult, narrator: Narrator) -> Iterator[Paragraph]:
    yield narrator.body(_on_gaps(measure, narrator), _gain(measure, narrator), *_targets(measure, narrator))
    yield narrator.body(narrator.say("because", because=measure.because), *_conditions(measure, narrator))
    if measure.fits is False:
        yield narrator.paragraph("unfit", stages=narrator.joined(stage.title for stage in measure.stages))
    if measure.ease:
        aspects = [
            narrator.say(
                "ease",
                aspect=narrator.word(ease.aspect),
                mark=narrator.word(EASE.get(ease.score, "middling")),
                why=ease.why,
            )
            for ease in measure.ease
        ]
        yield narrator.paragraph("ease_told", list=narrator.statements(aspects))
    if measure.precedent:
        yield narrator.paragraph("precedent", text=measure.precedent.text)
    for caution in measure.cautions:
        yield narrator.paragraph("caution", text=caution)
    if measure.references:
        yield Paragraph(narrator.say("references", list=narrator.references(measure.references)), "note")


def _on_gaps(measure: AdviceResult, narrator: Narrator) -> Line:
    """What a measure gains where it is called for, which is why it stands where it does."""
    if not measure.priced:
        return ()
    gaps = [_gaps(measure, rubric, gaps, narrator) for rubric, gaps in by_rubric(measure.gap_gains).items()]
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
    gain, low, high = (
        narrator.points(points, f"advice.{measure.id}.{name}")
        for name, points in (("gain", measure.gain), ("gain_low", measure.gain_low), ("gain_high", measure.gain_high))
    )
    if narrator.result.score is not None:
        return narrator.say("gain_scored", gain=gain)
    return narrator.say("gain_known", gain=gain, low=low, high=high)


def _targets(measure: AdviceResult, narrator: Narrator) -> Iterator[Line]:
    if measure.changes:
        yield narrator.say("targets", list=narrator.joined(_changes(measure, narrator)))
    raised = [
        narrator.say(
            "raise",
            title=indicator.title,
            id=indicator.indicator,
            to=narrator.count(indicator.to_level, f"advice.{measure.id}.raises.{indicator.indicator}.to_level"),
        )
        for indicator in measure.raises
    ]
    if raised:
        yield narrator.say("raises", list=narrator.joined(raised))


def _changes(measure: AdviceResult, narrator: Narrator) -> list[Line]:
    return [_change(change, f"advice.{measure.id}.changes.{change.fact}", narrator) for change in measure.changes]


def _change(change: ChangeResult, origin: str, narrator: Narrator) -> Line:
    unit = narrator.spoken_unit(change.fact, change.unit)
    after = narrator.quantity(change.after, unit, f"{origin}.after")
    if change.before is None:
        return narrator.say("change_from_unknown", title=change.title, after=after)
    before = narrator.quantity(
        change.before, unit if narrator.language == "zh" or numbers.is_money(unit) else None, f"{origin}.before"
    )
    return narrator.say("change", title=change.title, before=before, after=after)


def _conditions(measure: AdviceResult, narrator: Narrator) -> Iterator[Line]:
    if measure.authority and measure.upward is not False:
        yield narrator.say("authority", level=measure.authority.title)
    if measure.open_conditions:
        yield narrator.say("applies_if", list=narrator.statements(map(narrator.line, measure.open_conditions)))
    if measure.preconditions:
        yield narrator.say("preconditions", text=measure.preconditions)
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


def _never(narrator: Narrator) -> Iterator[Section]:
    """Modes whose time has not come, and measures that must wait."""
    result, say = narrator.result, narrator.say
    early = [mode for mode in result.modes if mode.verdict == "too early"]
    items = [say("not_mode", title=mode.title, because=mode.because) for mode in early]
    closed = [measure for measure in result.advice if measure.state != "open"]
    items += [
        say(f"not_{measure.state}", title=measure.title, because=measure.state_because or measure.because)
        for measure in closed[:TOLD_AT_LENGTH]
    ]
    items += [say("beware", title=warning.title) for warning in result.warnings]
    if items:
        yield narrator.section("never_title", narrator.paragraph("never_opening"), *map(narrator.item, items))


# Tasks


def tasks(narrator: Narrator) -> Section:
    """六、任务清单: the same measures as a table that can be assigned."""
    measures = open_advice(narrator.result)
    if not measures:
        key = "no_tasks_yet" if advised(narrator.result) else "no_tasks"
        return narrator.section("tasks", narrator.paragraph(key))
    rank = {measure.id: number for number, measure in enumerate(measures, start=1)}
    columns: list[Column[AdviceResult]] = [
        Column("no", 1, lambda measure: narrator.count(rank[measure.id], f"rank(advice.{measure.id})"), "center"),
        Column("task", 5, lambda measure: measure.title),
        Column("target", 6.5, lambda measure: narrator.statements(_changes(measure, narrator)) or "—"),
        Column("responsible", 4, lambda measure: _responsible(measure, narrator)),
        Column("deadline", 1.9, lambda measure: narrator.word(f"phase_{measure.phase}"), "center"),
        Column("funds", 2, lambda measure: narrator.word("to_be_costed"), "center"),
        Column(
            "indicator_basis",
            2.4,
            lambda measure: " ".join(raised.indicator for raised in measure.raises) or narrator.word("opinion"),
        ),
        Column("mode_head", 2.6, lambda measure: narrator.mode(measure.mode)),
        Column("evidence_head", 4, lambda measure: narrator.references(measure.references) or "—"),
    ]
    return narrator.section(
        "tasks", narrator.paragraph("tasks_opening"), narrator.table("tasks", measures, columns), wide=True
    )


def _responsible(measure: AdviceResult, narrator: Narrator) -> Line:
    if not measure.actors:
        return ("—",)
    lead, *support = (actor.title for actor in measure.actors)
    if not support:
        return narrator.say("lead_alone", lead=lead)
    return narrator.say("lead_and_support", lead=lead, support=narrator.joined(support))
