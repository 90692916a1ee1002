"""The chain behind every number: from the score of a node down to what was stated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..i18n.catalog import say
from ..model.judgement import GateResult, NodeResult, Used
from ..model.result import Result
from ..model.text import Text
from . import phrases
from .analysis import levels
from .document import Chain, Line
from .narrator import Narrator


def chains(tell: Narrator) -> tuple[Chain, ...]:
    """The chain of the total, of every node in the order of the rubric, and of every clause."""
    result = tell.result
    nodes = tuple(_chain(result, node, tell) for node in result.nodes)
    return (_total(result, tell), *nodes, *(_clause(gate, tell) for gate in result.gates))


def _total(result: Result, tell: Narrator) -> Chain:
    language = tell.language
    rows: list[tuple[str, Line]] = [
        (say("screen.score", language), tell.points(result.score, "score")),
        (say("screen.interval", language), tell.interval(result.low, result.high, "")),
        (say("screen.coverage", language), tell.percent(result.coverage, "coverage")),
        (say("screen.combine", language), (phrases.mean_name(result.rubric.combine, language),)),
        (say("screen.children", language), _listed(result, None, tell)),
    ]
    return Chain("total", (say("screen.total", language),), tuple(rows))


def _clause(gate: GateResult, tell: Narrator) -> Chain:
    at, language = f"gates.{gate.id}", tell.language
    rows: list[tuple[str, Line]] = [
        (say("screen.value", language), tell.quantity(gate.value, gate.unit, f"{at}.value")),
        (
            tell.word("threshold"),
            (f"{gate.printed_sign} ", *tell.quantity(gate.threshold, gate.unit, f"{at}.threshold")),
        ),
        (say("screen.because", language), tell.line(gate.because)),
        (say("screen.basis", language), (tell.grounds(gate.basis, gate.verified),)),
    ]
    rows += [(say("screen.note", language), tell.line(gate.note))] if gate.note else []
    rows += [(say("screen.reference", language), tell.references(gate.references))] if gate.references else []
    return Chain(gate.id, tell.line(gate.title), tuple(rows))


def _chain(result: Result, node: NodeResult, tell: Narrator) -> Chain:
    rows = [*_standing(node, tell), *_weighing(result, node, tell)]
    if node.kind == "indicator":
        rows += [*_value(node, tell), *_scale(node, tell)]
    else:
        rows += _below(result, node, tell)
    rows += _grounds(node, tell)
    return Chain(
        node.id,
        (f"{node.id} ", *tell.line(node.title)) if node.kind == "indicator" else tell.line(node.title),
        tuple(rows),
    )


def _standing(node: NodeResult, tell: Narrator) -> Iterator[tuple[str, Line]]:
    language = tell.language
    yield say("screen.score", language), tell.score_or_status(node)
    if not node.low == node.score == node.high:
        yield say("screen.interval", language), tell.bounds(node)
    yield say(f"screen.{phrases.contribution_key(tell.result)}", language), tell.contribution(node)
    yield say("screen.because", language), tell.line(node.because)


def _weighing(result: Result, node: NodeResult, tell: Narrator) -> Iterator[tuple[str, Line]]:
    path: list[Line] = []
    here: NodeResult | None = node
    while here is not None:
        siblings = sum(each.weight for each in result.children(here.parent) if each.status != "not_applicable")
        weight = tell.number(here.weight, f"nodes.{here.id}.weight")
        name = here.id if here.kind == "indicator" else here.title.in_(tell.language)
        path.append((f"{name} ", *weight, "/", *tell.number(siblings, f"siblings({here.id})")))
        here = result.node(here.parent) if here.parent else None
    share = tell.fine_percent(node.share, f"nodes.{node.id}.share")
    yield say("screen.path", tell.language), (*tell.joined(reversed(path), " × "), " = ", *share)


def _value(node: NodeResult, tell: Narrator) -> Iterator[tuple[str, Line]]:
    language, at = tell.language, f"nodes.{node.id}"
    yield say("screen.value", language), tell.value(node)
    for used in node.used:
        yield say("screen.raw", language), _stated(node, used, tell)
    if node.level is not None:
        low, high = levels(node)
        words = (" ", *tell.line(node.descriptor)) if node.descriptor else ()
        told = (*tell.count(node.level, f"{at}.level"), *words) if low == high else (f"{low}–{high}",)
        yield say("screen.level", language), told


def _stated(node: NodeResult, used: Used, tell: Narrator) -> Line:
    evidence = tell.say("evidence_no", evidence=used.evidence) if used.evidence else ()
    about: list[Any] = [part for part in (used.source, evidence, used.note, used.where) if part]
    return tell.statements([tell.used(f"nodes.{node.id}", used), tell.joined(about)])


def _scale(node: NodeResult, tell: Narrator) -> Iterator[tuple[str, Line]]:
    yield say("screen.scale", tell.language), (tell.scale(node.scale or {}),)
    note = (node.scale or {}).get("note")
    if isinstance(note, Text):
        yield say("screen.note", tell.language), tell.line(note)


def _below(result: Result, node: NodeResult, tell: Narrator) -> Iterator[tuple[str, Line]]:
    yield say("screen.combine", tell.language), (phrases.mean_name(node.combine, tell.language),)
    yield say("screen.children", tell.language), _listed(result, node.id, tell)


def _listed(result: Result, parent: str | None, tell: Narrator) -> Line:
    return tell.joined([(*tell.line(each.title), " ", *tell.score_or_status(each)) for each in result.children(parent)])


def _grounds(node: NodeResult, tell: Narrator) -> Iterator[tuple[str, Line]]:
    yield say("screen.basis", tell.language), (tell.grounds(node.basis, node.verified),)
    if node.references:
        yield say("screen.reference", tell.language), tell.references(node.references)
