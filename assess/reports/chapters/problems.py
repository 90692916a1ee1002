"""三、存在问题: the county's own figures, ranked by the points they cost."""

from __future__ import annotations

from ...judged_results import NodeResult, Used
from ...results import Result
from ..gaps import lost, lost_below, lost_in_all, weakest_criteria, weakest_indicators
from ..outline import Block, Line, Ref, Section
from ..sentences import Teller

NAMED = 3
"""Indicators named below a criterion."""


def problems(result: Result, tell: Teller) -> Section:
    """三、存在问题: the weakest criteria, by the figures of the county itself."""
    weakest = weakest_criteria(result)
    if weakest:
        losing = tell.points(lost_in_all(result), "lost_in_all")
        key = "problems_opening" if result.score is not None else "problems_opening_known"
        opening = tell.say(key, lost=losing, annex=Ref("methods"))
    else:
        opening = tell.say("no_problems_known")
    parts = [_criterion(node, result, tell) for node in weakest]
    parts += [part for part in (_silent(result, tell), _warnings(result, tell)) if part]
    return Section((tell.word("problems"),), (tell.body(opening),), tuple(parts))


def _criterion(node: NodeResult, result: Result, tell: Teller) -> Section:
    gap = lost_below(result, node.id)
    told = tell.say(
        "criterion_loses",
        title=node.title,
        score=tell.points(node.score, f"nodes.{node.id}.score"),
        lost=tell.points(gap, f"lost_below({node.id})"),
        part=tell.percent(gap / lost_in_all(result), f"lost_part({node.id})"),
    )
    shown: list[Block] = [tell.body(told, (node.note.tell(tell.language),) if node.note else ())]
    shown += [tell.item(*_indicator(each, tell)) for each in weakest_indicators(result, node.id)[:NAMED]]
    title = tell.say("criterion_title", title=node.title, lost=tell.points(gap, f"lost_below({node.id})"))
    return Section(title, tuple(shown))


def _indicator(node: NodeResult, tell: Teller) -> list[Line]:
    at = f"nodes.{node.id}"
    level = tell.count(node.level or 1, f"{at}.level")
    key = "indicator_stands_in_words" if node.descriptor else "indicator_stands"
    stands = tell.say(key, title=node.title, id=node.id, level=level, words=node.descriptor or "")
    value = _value_told(node, tell)
    loses = tell.say(
        "indicator_loses",
        value=value,
        score=tell.points(node.score, f"{at}.score"),
        lost=tell.points(lost(node), f"lost({node.id})"),
    )
    stated = tell.joined([_used(node, used, tell) for used in node.used], "；" if tell.language == "zh" else "; ")
    return [stands, loses, tell.say("indicator_stated", list=stated) if node.used else ()]


def _value_told(node: NodeResult, tell: Teller) -> Line:
    return tell.quantity(node.value, node.unit, f"nodes.{node.id}.value")


def _used(node: NodeResult, used: Used, tell: Teller) -> Line:
    return (*tell.used(node, used), *(tell.say("from_source", source=used.source) if used.source else ()))


def _silent(result: Result, tell: Teller) -> Section | None:
    """Criteria of which nothing is known: no judgement is made of them."""
    silent = [node.title for node in result.children(None) if node.status == "unknown"]
    if not silent:
        return None
    return Section(
        (tell.word("silent_title"),), (tell.body(tell.say("silent", list=tell.joined(silent), annex=Ref("missing"))),)
    )


def _warnings(result: Result, tell: Teller) -> Section | None:
    if not result.warnings:
        return None
    told = tuple(
        tell.item(tell.say("warning", title=each.title, text=each.text, because=each.because))
        for each in result.warnings
    )
    return Section((tell.word("warnings_title"),), told)
