"""三、存在问题: the county's own figures, ranked by the points they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.judgement import NodeResult, Used
from ...model.overview import PatternResult
from ...model.result import ResultContract
from ...model.scales import WEAK
from ...model.text import comma
from ..analysis import levels, lost_below, unknown_indicators, weak_indicators, weakest_criteria
from ..document import Line, Ref, Section, Table
from ..extent import Extent
from ..losses import losses
from ..narrator import Narrator, side_by_side
from ..sentences import Column
from .diagnoses import diagnoses

NAMED_OF_A_CRITERION = 3
"""Indicators named below a criterion."""


def weaknesses(narrator: Narrator, others: Sequence[ResultContract], extent: Extent) -> Section:
    """The weak indicators below each criterion, by the figures of the county itself, and what diagnoses find.

    Args:
        others: judgements of the same profile by other rubrics.
        extent: how much is told.
    """
    result = narrator.result
    found = tuple(diagnoses(side_by_side(narrator, others)))
    if not result.is_scored:
        return narrator.section("problems", sections=found)
    known = "_known" if unknown_indicators(result) else ""
    weak = [node for node in weakest_criteria(result) if weak_indicators(result, node.id)]
    opening = narrator.body(
        narrator.say(f"lost_in_all{known}", lost=narrator.points(lost_below(result), "lost_in_all")),
        narrator.say("problems_line", level=str(WEAK), scores=Ref("scores_annex"), annex=Ref("methods")),
        () if weak else narrator.say(f"no_problems{known}", level=str(WEAK)),
    )
    told = weak[: extent.criteria]
    parts = [_criterion(node, narrator) for node in told] if extent.is_full else []
    tables = [_table(told, narrator)] if told and not extent.is_full else []
    return narrator.section(
        "problems", opening, *tables, sections=[*parts, *_silent(narrator), *found, *_warnings(narrator)]
    )


def _table(criteria: Sequence[NodeResult], narrator: Narrator) -> Table:
    """The weak indicators of criteria, the greatest losses first, each with what was stated."""
    of = [
        (node, weak) for node in criteria for weak in weak_indicators(narrator.result, node.id)[:NAMED_OF_A_CRITERION]
    ]
    columns: list[Column[tuple[NodeResult, NodeResult]]] = [
        Column("criterion_head", 2.4, lambda pair: _criterion_title(pair[0], narrator)),
        Column("weak_indicator_head", 4, lambda pair: pair[1].title),
        Column("stands_head", 4, lambda pair: _standing(pair[1], narrator)),
        Column("lost_head", 1.4, lambda pair: _lost(pair[1], narrator), "right"),
        Column(
            "stated_head", 6, lambda p: narrator.statements(narrator.used(f"nodes.{p[1].id}", u) for u in p[1].used)
        ),
    ]
    return narrator.table("weak", of, columns)


def _standing(node: NodeResult, narrator: Narrator) -> Line:
    """The value of an indicator, and its level in words; where it is a level itself, that alone."""
    low, high = levels(node)
    level = narrator.say("weak_level", level=str(low) if low == high else f"{low}–{high}", words=node.descriptor or "")
    measured = () if "levels" in (node.scale or {}) else narrator.value(node)
    return narrator.joined(filter(None, (measured, level)), comma(("", ""), narrator.language))


def _criterion(node: NodeResult, narrator: Narrator) -> Section:
    result, gap = narrator.result, lost_below(narrator.result, node.id)
    loses = narrator.say(
        "criterion_loses",
        title=node.title,
        score=narrator.score(node),
        lost=narrator.points(gap, f"lost_below({node.id})"),
        part=narrator.percent(gap / lost_below(result), f"lost_part({node.id})"),
    )
    weak = weak_indicators(result, node.id)[:NAMED_OF_A_CRITERION]
    return Section(
        _criterion_title(node, narrator),
        (
            narrator.body(loses, narrator.line(node.note or ())),
            *(narrator.item(*_indicator(indicator, narrator)) for indicator in weak),
        ),
    )


def _criterion_title(node: NodeResult, narrator: Narrator) -> Line:
    lost_points = narrator.points(lost_below(narrator.result, node.id), f"lost_below({node.id})")
    return narrator.say("criterion_title", title=node.title, lost=lost_points)


def _indicator(node: NodeResult, narrator: Narrator) -> Iterator[Line]:
    yield _level(node, narrator)
    lost = _lost(node, narrator)
    yield narrator.say("indicator_loses", value=narrator.value(node), score=narrator.score(node), lost=lost)
    if node.used:
        stated = [_stated(node, used, narrator) for used in node.used]
        yield narrator.say("indicator_stated", list=narrator.statements(stated))


def _lost(node: NodeResult, narrator: Narrator) -> Line:
    return narrator.points(losses(narrator.result).get(node.id, 0.0), f"lost({node.id})")


def _level(node: NodeResult, narrator: Narrator) -> Line:
    """The level of an indicator; of an unsure one, those between which it lies."""
    low, high = levels(node)
    if low != high:
        return narrator.say("indicator_between", title=node.title, id=node.id, low=str(low), high=str(high))
    level = narrator.count(node.level or low, f"nodes.{node.id}.level")
    key = "indicator_stands_in_words" if node.descriptor else "indicator_stands"
    return narrator.say(key, title=node.title, id=node.id, level=level, words=node.descriptor or "")


def _stated(node: NodeResult, used: Used, narrator: Narrator) -> Line:
    source = narrator.say("from_source", source=used.source) if used.source else ()
    return (*narrator.used(f"nodes.{node.id}", used), *source)


def _silent(narrator: Narrator) -> Iterator[Section]:
    """Criteria of which nothing is known: no judgement is made of them."""
    silent = [node.title for node in narrator.result.children(None) if node.status == "unknown"]
    if silent:
        told = narrator.paragraph("silent", list=narrator.joined(silent), annex=Ref("missing"))
        yield narrator.section("silent_title", told)


def _warnings(narrator: Narrator) -> Iterator[Section]:
    warnings = [
        narrator.item(
            narrator.say("warning", title=warning.title, text=warning.text, because=_warned_by(warning, narrator))
        )
        for warning in narrator.result.warnings
    ]
    if warnings:
        yield narrator.section("warnings_title", *warnings)


def _warned_by(warning: PatternResult, narrator: Narrator) -> Line:
    """The figures that called for a warning, or the sentence, where it rests on levels."""
    if warning.value is None:
        return narrator.line(warning.because)
    origin = f"warnings.{warning.id}"
    stated = narrator.joined(narrator.used(origin, used) for used in warning.used)
    value = narrator.quantity(warning.value, warning.unit, f"{origin}.value")
    return narrator.say("warned_at", value=value, list=stated)
