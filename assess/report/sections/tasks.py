"""六、任务清单: who does what by when, and the annex that says what each measure rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ...model.recommendation import AdviceResult
from ...model.text import Text
from ..analysis import advised, open_advice
from ..document import Line, Ref, Section, Table
from ..extent import EXTENTS, Extent
from ..narrator import Narrator
from ..sentences import Column
from ..target_lines import effects, shared_targets, target_line, target_lines

MOST: Final = 10
"""Tasks that a county takes on at once; the others stand in the annex."""


def tasks(narrator: Narrator, extent: Extent) -> Section:
    """六、任务清单: the first of the measures as a table that can be assigned."""
    measures = open_advice(narrator.result)
    if not measures:
        key = "no_tasks_yet" if advised(narrator.result) else "no_tasks"
        return narrator.section("tasks", narrator.paragraph(key))
    opening = narrator.say("tasks_opening")
    more = measures[MOST:]
    if more:
        count = narrator.counted(more, "advice.further")
        opening = narrator.run(opening, narrator.say("tasks_further", count=count, annex=Ref("measures_annex")))
    table = narrator.table("tasks", measures[:MOST], _columns(measures, narrator, extent.targets))
    return narrator.section("tasks", narrator.body(opening), table)


def measures_annex(narrator: Narrator) -> tuple[Section, ...]:
    """The tasks that follow the first ones, and for all measures what they were priced by and rest on."""
    measures = open_advice(narrator.result)
    if not measures:
        return ()
    blocks = [narrator.paragraph("measures_opening")]
    tables = [_grounds(measures, narrator)]
    if measures[MOST:]:
        tables.insert(
            0, narrator.table("further", measures[MOST:], _columns(measures, narrator, EXTENTS["full"].targets))
        )
    return (narrator.section("measures_annex", *blocks, *tables, wide=True, id="measures_annex"),)


def _columns(measures: Sequence[AdviceResult], narrator: Narrator, most: int) -> list[Column[AdviceResult]]:
    rank = {measure.id: number for number, measure in enumerate(measures, start=1)}
    targets = shared_targets(measures)

    def target(measure: AdviceResult) -> Line:
        told = target_lines(targets[measure.id], narrator)
        if not told:
            return _without(measure, narrator)
        rest = len(told) - most
        more = [narrator.say("targets_further", count=str(rest))] if rest > 0 else []
        return narrator.statements([*told[:most], *more])

    return [
        Column("no", 1, lambda measure: narrator.count(rank[measure.id], f"rank(advice.{measure.id})"), "center"),
        Column("task", 4.4, lambda m: narrator.say("task_of_mode", title=m.title, mode=narrator.mode(m.mode))),
        Column("target", 7, target),
        Column("gain_head", 1.4, lambda m: narrator.points(m.gap_gain, f"advice.{m.id}.gap_gain"), "right"),
        Column("responsible", 3.6, lambda measure: _responsible(measure, narrator)),
        Column("by_year_head", 1.6, lambda measure: _by_year(measure, narrator), "center"),
    ]


def _without(measure: AdviceResult, narrator: Narrator) -> Line:
    """What stands in place of a target of its own."""
    if any(change.is_target for change in measure.changes):
        return narrator.say("targets_above")
    gaps: Mapping[str, Text] = {gap.id: gap.title for gap in measure.gaps}
    raised = [raised for raised in measure.raises if raised.reached and raised.indicator in gaps]
    lines = [narrator.say("raised_to", title=raised.title, reached=raised.reached or "") for raised in raised]
    lines += effects(measure, narrator)
    return narrator.statements(lines) or narrator.say("target_to_set")


def _responsible(measure: AdviceResult, narrator: Narrator) -> Line:
    """Who leads, and who takes part; government does so by the department that leads."""
    lead = narrator.say("leads", title=measure.lead.title) if measure.lead else ()
    support = narrator.joined(actor.title for actor in measure.actors if actor.id != "government")
    return narrator.statements(filter(None, (lead, narrator.say("supports", list=support) if support else ()))) or (
        "—",
    )


def _by_year(measure: AdviceResult, narrator: Narrator) -> Line:
    if measure.by_year is None:
        return (narrator.word(f"phase_{measure.phase}"),)
    return narrator.say("by_year", year=narrator.count(measure.by_year, f"advice.{measure.id}.by_year"))


def _grounds(measures: Sequence[AdviceResult], narrator: Narrator) -> Table:
    """For each measure the changes it was priced by, what it raises, and where it is written."""

    def changes(measure: AdviceResult) -> Line:
        return narrator.statements(target_line(change, f"advice.{measure.id}", narrator) for change in measure.changes)

    columns: list[Column[AdviceResult]] = [
        Column("task", 5, lambda measure: measure.title),
        Column("priced_by", 8, lambda measure: changes(measure) or "—"),
        Column("on_gaps_head", 1.8, lambda m: narrator.points(m.gap_gain, f"advice.{m.id}.gap_gain"), "right"),
        Column("beside_head", 1.8, lambda m: narrator.points(m.side_gain, f"advice.{m.id}.side_gain"), "right"),
        Column("indicator_basis", 2.4, lambda measure: " ".join(raised.indicator for raised in measure.raises) or "—"),
        Column("evidence_head", 4, lambda measure: narrator.references(measure.references) or "—"),
    ]
    return narrator.table("measures", measures, columns)
