"""七、保障措施: only what the county itself can decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...model.judgement import MissingResult
from ..analysis import open_advice, unverified_indicators
from ..document import Ref, Section
from ..extent import Extent
from ..narrator import Narrator
from ..sentences import Column
from .tasks import MOST

REQUESTS = 10
"""Facts in the table of what to ask for."""


def safeguards(narrator: Narrator, extent: Extent) -> Section:
    """Who leads, money, data to ask for, when to judge again; in a full report, what of the method is not verified."""
    rubric = narrator.result.rubric
    unverified = narrator.counted(unverified_indicators(narrator.result), "unverified_indicators")
    grounds = narrator.paragraph("grounds_told", count=unverified, annex=Ref("methods"))
    review = narrator.paragraph("review_told", rubric=rubric.title, version=rubric.version)
    verified = [narrator.section("grounds_title", grounds)] if extent.is_full else []
    parts = (*_organisation(narrator), _data(narrator), *verified, narrator.section("review_title", review))
    return narrator.section("safeguards", sections=parts)


def _organisation(narrator: Narrator) -> Iterator[Section]:
    """Which departments lead how many of the tasks, and that their money is still to be costed."""
    measures = open_advice(narrator.result)[:MOST]
    if not measures:
        return
    leads = Counter(measure.lead.title.in_(narrator.language) for measure in measures if measure.lead)
    told = [
        narrator.say("leads_tasks", title=title, count=narrator.count(count, f"count(tasks.{title})"))
        for title, count in leads.items()
    ]
    count = narrator.counted(measures, "tasks")
    if told:
        organised = narrator.paragraph("organisation_told", count=count, list=narrator.joined(told), table=Ref("tasks"))
        yield narrator.section("organisation_title", organised)
    yield narrator.section("money_title", narrator.paragraph("money_told"))


def _data(narrator: Narrator) -> Section:
    missing = narrator.result.missing
    if not missing:
        return narrator.section("data_title", narrator.paragraph("nothing_missing"))
    rank = {fact.fact: number for number, fact in enumerate(missing, start=1)}
    columns: list[Column[MissingResult]] = [
        Column("no", 1, lambda fact: narrator.count(rank[fact.fact], f"rank(missing.{fact.fact})"), "center"),
        Column("missing_fact", 6, lambda fact: fact.title),
        Column("held_by_head", 4, lambda fact: narrator.holder(fact.held_by)),
        Column("narrows_head", 3, lambda fact: narrator.points(fact.narrows, f"missing.{fact.fact}.narrows"), "right"),
    ]
    opening = narrator.paragraph("data_opening", count=narrator.counted(missing, "missing"), table=Ref("asked"))
    return narrator.section("data_title", opening, narrator.table("asked", missing[:REQUESTS], columns))
