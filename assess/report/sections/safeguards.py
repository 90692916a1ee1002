"""七、保障措施: only what the county itself can decide."""

from __future__ import annotations

from ...model.result import Result
from ..analysis import unverified_indicators
from ..document import Ref, Section, Table
from ..narrator import Narrator

ASKED = 10


def safeguards(result: Result, tell: Narrator) -> Section:
    """七、保障措施: only what the county itself can decide."""
    return Section(
        (tell.word("safeguards"),), sections=(_data(result, tell), _grounds(result, tell), _review(result, tell))
    )


def _data(result: Result, tell: Narrator) -> Section:
    title = (tell.word("data_title"),)
    if not result.missing:
        return Section(title, (tell.body(tell.say("nothing_missing")),))
    columns = tell.columns(("no", 1, "center"), ("missing_fact", 6), ("held_by_head", 4), ("narrows_head", 3, "right"))
    rows = tuple(
        (
            tell.count(number, f"rank(missing.{each.fact})"),
            tell.line(each.title),
            (tell.holder(each.held_by),),
            tell.points(each.narrows, f"missing.{each.fact}.narrows"),
        )
        for number, each in enumerate(result.missing[:ASKED], start=1)
    )
    told = tell.say("data_opening", count=tell.count(len(result.missing), "count(missing)"), table=Ref("asked"))
    return Section(title, (tell.body(told), Table("asked", tell.word("asked_table"), columns, rows)))


def _grounds(result: Result, tell: Narrator) -> Section:
    count = tell.count(len(unverified_indicators(result)), "count(unverified_indicators)")
    return Section(
        (tell.word("grounds_title"),), (tell.body(tell.say("grounds_told", count=count, annex=Ref("methods"))),)
    )


def _review(result: Result, tell: Narrator) -> Section:
    told = tell.say("review_told", rubric=result.rubric.title, version=result.rubric.version)
    return Section((tell.word("review_title"),), (tell.body(told),))
