"""三、存在问题: the county's own figures, ranked by the points they cost."""

from __future__ import annotations

from ...model.judgement import NodeResult, Used
from ...model.measures import WEAK
from ...model.recommendation import WarningResult
from ...model.result import Result
from ..analysis import levels, lost, lost_below, lost_in_all, unknown_indicators, weak_indicators, weakest_criteria
from ..document import Block, Line, Ref, Section
from ..narrator import Narrator

NAMED = 3
"""Indicators named below a criterion."""


def problems(result: Result, tell: Narrator) -> Section:
    """三、存在问题: the weak indicators below each criterion, by the figures of the county itself."""
    known = "_known" if unknown_indicators(result) else ""
    losing = tell.points(lost_in_all(result), "lost_in_all")
    weak = [node for node in weakest_criteria(result) if weak_indicators(result, node.id)]
    line = tell.say("problems_line", level=str(WEAK), scores=Ref("scores_annex"), annex=Ref("methods"))
    none = () if weak else tell.say(f"no_problems{known}", level=str(WEAK))
    parts = [_criterion(node, result, tell) for node in weak]
    parts += [part for part in (_silent(result, tell), _warnings(result, tell)) if part]
    opening = tell.body(tell.say(f"lost_in_all{known}", lost=losing), line, none)
    return Section((tell.word("problems"),), (opening,), tuple(parts))


def _criterion(node: NodeResult, result: Result, tell: Narrator) -> Section:
    gap = lost_below(result, node.id)
    told = tell.say(
        "criterion_loses",
        title=node.title,
        score=tell.points(node.score, f"nodes.{node.id}.score"),
        lost=tell.points(gap, f"lost_below({node.id})"),
        part=tell.percent(gap / lost_in_all(result), f"lost_part({node.id})"),
    )
    shown: list[Block] = [tell.body(told, (node.note.in_(tell.language),) if node.note else ())]
    shown += [tell.item(*_indicator(each, tell)) for each in weak_indicators(result, node.id)[:NAMED]]
    title = tell.say("criterion_title", title=node.title, lost=tell.points(gap, f"lost_below({node.id})"))
    return Section(title, tuple(shown))


def _indicator(node: NodeResult, tell: Narrator) -> list[Line]:
    at = f"nodes.{node.id}"
    loses = tell.say(
        "indicator_loses",
        value=tell.value(node),
        score=tell.points(node.score, f"{at}.score"),
        lost=tell.points(lost(node), f"lost({node.id})"),
    )
    stated = tell.statements([_used(node, used, tell) for used in node.used])
    return [_stands(node, tell), loses, tell.say("indicator_stated", list=stated) if node.used else ()]


def _stands(node: NodeResult, tell: Narrator) -> Line:
    """The level of an indicator; of an unsure one, those between which it lies."""
    low, high = levels(node)
    if low != high:
        return tell.say("indicator_between", title=node.title, id=node.id, low=str(low), high=str(high))
    level = tell.count(node.level or low, f"nodes.{node.id}.level")
    key = "indicator_stands_in_words" if node.descriptor else "indicator_stands"
    return tell.say(key, title=node.title, id=node.id, level=level, words=node.descriptor or "")


def _used(node: NodeResult, used: Used, tell: Narrator) -> Line:
    source = tell.say("from_source", source=used.source) if used.source else ()
    return (*tell.used(f"nodes.{node.id}", used), *source)


def _silent(result: Result, tell: Narrator) -> Section | None:
    """Criteria of which nothing is known: no judgement is made of them."""
    silent = [node.title for node in result.children(None) if node.status == "unknown"]
    if not silent:
        return None
    return Section(
        (tell.word("silent_title"),), (tell.body(tell.say("silent", list=tell.joined(silent), annex=Ref("missing"))),)
    )


def _warnings(result: Result, tell: Narrator) -> Section | None:
    if not result.warnings:
        return None
    told = tuple(
        tell.item(tell.say("warning", title=each.title, text=each.text, because=_warned_by(each, tell)))
        for each in result.warnings
    )
    return Section((tell.word("warnings_title"),), told)


def _warned_by(each: WarningResult, tell: Narrator) -> Line:
    """The figures that called for a warning, or the sentence, where it rests on levels."""
    if each.value is None:
        return tell.line(each.because)
    at = f"warnings.{each.id}"
    stated = tell.joined([tell.used(at, used) for used in each.used])
    return tell.say("warned_at", value=tell.quantity(each.value, each.unit, f"{at}.value"), list=stated)
