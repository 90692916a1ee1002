"""七、保障措施: only what the county itself can decide."""

from __future__ import annotations

from ...model.judgement import MissingResult
from ..analysis import unverified_indicators
from ..document import Length, Ref, Section
from ..narrator import Narrator
from ..sentences import Column

REQUESTS = 10
"""Facts in the table of what to ask for."""


def safeguards(narrator: Narrator, length: Length) -> Section:
    """Data to ask for and when to judge again; in a full report, what of the method is not verified."""
    rubric = narrator.result.rubric
    unverified = narrator.counted(unverified_indicators(narrator.result), "unverified_indicators")
    grounds = narrator.paragraph("grounds_told", count=unverified, annex=Ref("methods"))
    review = narrator.paragraph("review_told", rubric=rubric.title, version=rubric.version)
    parts = [_data(narrator), narrator.section("review_title", review)]
    if length == "full":
        parts.insert(1, narrator.section("grounds_title", grounds))
    return narrator.section("safeguards", sections=parts)


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
