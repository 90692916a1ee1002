"""五、对策建议 and 六、任务清单: what to do, what not to do, and who does it by when."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.recommendation import AdviceResult, ChangeResult
from ...model.result import Result
from ..advice_words import first_undecided
from ..analysis import advised, closed_advice, open_advice
from ..document import Block, Chart, Line, Paragraph, Ref, Section, Series, Table
from ..narrator import Narrator

TOLD = 8
"""Measures told at length; all open ones stand in the list of tasks."""
EASE = {3: "easy", 2: "middling", 1: "hard"}


def advice(result: Result, tell: Narrator) -> Section:
    """五、对策建议: the measures, each with what it changes and rests on."""
    title = (tell.word("advice"),)
    told = open_advice(result)
    rest = (*_undecided(result, tell), *_never(result, tell))
    if not told:
        key = "no_open_measures" if advised(result) else "no_advice_long"
        return Section(title, (tell.body(tell.say(key)),), rest)
    scored = result.score is not None
    count = tell.count(len(told), "count(advice.open)")
    opening = tell.say(
        "advice_opening" if scored else "advice_opening_known", count=count, chart=Ref("gains"), table=Ref("tasks")
    )
    parts = [_measure(each, result, tell) for each in told[:TOLD]]
    more = tell.say("told_at_length", told=str(TOLD)) if len(told) > TOLD else ()
    return Section(title, (tell.body(opening, more), _gains(result, tell)), (*parts, *rest))


def _gains(result: Result, tell: Narrator) -> Chart:
    shown = open_advice(result)[:TOLD]
    alt = [(*tell.line(each.title), " ", *tell.points(each.gain, f"advice.{each.id}.gain")) for each in shown]
    titles = tuple(each.title.in_(tell.language) for each in shown)
    series = (Series(tell.word("series_gain"), tuple(each.gain for each in shown)),)
    told = tell.say("bars_alt", caption=tell.word("gains_caption"), list=tell.joined(alt))
    return Chart("gains", "bars", tell.word("gains_caption"), told, titles, series, tell.word("unit_points"))


def _measure(each: AdviceResult, result: Result, tell: Narrator) -> Section:
    return Section(tell.line(each.title), tuple(_told(each, result, tell)), id=f"measure-{each.id}")


def _told(each: AdviceResult, result: Result, tell: Narrator) -> Iterator[Paragraph]:
    yield tell.body(_promise(each, result, tell), *_targets(each, tell))
    yield tell.body(tell.say("because", because=each.because), *_conditions(each, tell))
    if each.fits is False:
        yield tell.body(tell.say("unfit", stages=tell.joined([stage.title for stage in each.stages])))
    if each.ease:
        marks = [
            tell.say("ease", aspect=tell.word(e.aspect), mark=tell.word(EASE.get(e.score, "middling")), why=e.why)
            for e in each.ease
        ]
        yield tell.body(tell.say("ease_told", list=tell.statements(marks)))
    if each.precedent:
        yield tell.body(tell.say("precedent", text=each.precedent.text))
    for caution in each.cautions:
        yield tell.body(tell.say("caution", text=caution))
    if each.references:
        yield Paragraph(tell.say("references", list=tell.references(each.references)), "note")


def _promise(each: AdviceResult, result: Result, tell: Narrator) -> Line:
    at = f"advice.{each.id}"
    gain = tell.points(each.gain, f"{at}.gain")
    if result.score is not None:
        return tell.say("gain_scored", gain=gain)
    low, high = tell.points(each.gain_low, f"{at}.gain_low"), tell.points(each.gain_high, f"{at}.gain_high")
    return tell.say("gain_known", gain=gain, low=low, high=high)


def _targets(each: AdviceResult, tell: Narrator) -> Iterator[Line]:
    if each.changes:
        yield tell.say("targets", list=tell.joined([_change(change, each, tell) for change in each.changes]))
    raised = [
        tell.say(
            "raise",
            title=r.title,
            id=r.indicator,
            to=tell.count(r.to_level, f"advice.{each.id}.raises.{r.indicator}.to_level"),
        )
        for r in each.raises
    ]
    if raised:
        yield tell.say("raises", list=tell.joined(raised))


def _change(change: ChangeResult, each: AdviceResult, tell: Narrator) -> Line:
    at = f"advice.{each.id}.changes.{change.fact}"
    unit = tell.measured(change.fact, change.unit)
    after = tell.quantity(change.after, unit, f"{at}.after")
    if change.before is None:
        return tell.say("change_from_unknown", title=change.title, after=after)
    before = tell.quantity(change.before, unit if tell.language == "zh" else None, f"{at}.before")
    return tell.say("change", title=change.title, before=before, after=after)


def _conditions(each: AdviceResult, tell: Narrator) -> Iterator[Line]:
    if each.preconditions:
        yield tell.say("preconditions", text=each.preconditions)
    if each.instrument:
        yield tell.say("instruments", list=tell.joined([named.title for named in each.instrument]))


# What cannot be told, and what not to do


def _undecided(result: Result, tell: Narrator) -> Iterator[Section]:
    """The foremost measures of each mode that may be called for, with the facts to ask for."""
    if result.undecided:
        opening = tell.say("undecided_opening", count=tell.count(len(result.undecided), "count(undecided)"))
        told = [tell.item(_asked(each, tell)) for each in first_undecided(result)]
        yield Section((tell.word("undecided_title"),), (tell.body(opening), *told))


def _asked(each: AdviceResult, tell: Narrator) -> Line:
    asks = tell.joined([fact.title for fact in each.asks])
    return tell.say("undecided_item", title=each.title, mode=tell.mode(each.mode), list=asks)


def _never(result: Result, tell: Narrator) -> Iterator[Section]:
    """Modes whose time has not come, and measures that must wait."""
    told: list[Block] = [
        tell.item(tell.say("not_mode", title=mode.title, because=mode.because))
        for mode in result.modes
        if mode.verdict == "too early"
    ]
    told += [
        tell.item(tell.say(f"not_{each.state}", title=each.title, because=each.state_because or each.because))
        for each in closed_advice(result)[:TOLD]
    ]
    told += [tell.item(tell.say("beware", title=each.title)) for each in result.warnings]
    if told:
        yield Section((tell.word("never_title"),), (tell.body(tell.say("never_opening")), *told))


# Tasks


def tasks(result: Result, tell: Narrator) -> Section:
    """六、任务清单: the same measures as a table that can be assigned."""
    title, chosen = (tell.word("tasks"),), open_advice(result)
    if not chosen:
        return Section(title, (tell.body(tell.say("no_tasks_yet" if advised(result) else "no_tasks")),))
    columns = tell.columns(
        ("no", 1, "center"),
        ("task", 5),
        ("target", 6.5),
        ("responsible", 4),
        ("deadline", 1.9, "center"),
        ("funds", 2, "center"),
        ("indicator_basis", 2.4),
        ("mode_head", 2.6),
        ("evidence_head", 4),
    )
    rows = tuple(_task(number, each, tell) for number, each in enumerate(chosen, start=1))
    told = tell.body(tell.say("tasks_opening"))
    return Section(title, (told, Table("tasks", tell.word("tasks_table"), columns, rows)), wide=True)


def _task(number: int, each: AdviceResult, tell: Narrator) -> tuple[Line, ...]:
    return (
        tell.count(number, f"rank(advice.{each.id})"),
        tell.line(each.title),
        tell.statements([_change(change, each, tell) for change in each.changes]) or ("—",),
        _responsible(each, tell),
        (tell.word(f"phase_{each.phase}"),),
        (tell.word("to_be_costed"),),
        tell.joined([r.indicator for r in each.raises], " ") or (tell.word("opinion"),),
        (tell.mode(each.mode),),
        tell.references(each.references) or ("—",),
    )


def _responsible(each: AdviceResult, tell: Narrator) -> Line:
    if not each.actors:
        return ("—",)
    lead, *support = (actor.title for actor in each.actors)
    if not support:
        return tell.say("lead_alone", lead=lead)
    return tell.say("lead_and_support", lead=lead, support=tell.joined(support))
