"""The chain behind every number: from the score of a node down to what was stated."""

from __future__ import annotations

from collections.abc import Iterator

from ..i18n.catalog import say
from ..model.judgement import GateResult, NodeResult, Used
from ..model.text import Text
from . import phrases
from .analysis import levels, weight_path
from .document import Chain, Line
from .narrator import Narrator

ChainStep = tuple[str, Line]
"""A label, and what stands beside it."""


def chains(narrator: Narrator) -> tuple[Chain, ...]:
    """The chain of the total, of every node in the order of the rubric, and of every clause."""
    result = narrator.result
    nodes = (_node(node, narrator) for node in result.nodes)
    return (_total(narrator), *nodes, *(_clause(gate, narrator) for gate in result.gates))


def _total(narrator: Narrator) -> Chain:
    result, language = narrator.result, narrator.language
    steps = (
        (say("screen.score", language), narrator.points(result.score, "score")),
        (say("screen.interval", language), narrator.interval(result.low, result.high, "")),
        (say("screen.coverage", language), narrator.percent(result.coverage, "coverage")),
        *_children(None, result.rubric.combine, narrator),
    )
    return Chain("total", (say("screen.total", language),), steps)


def _clause(gate: GateResult, narrator: Narrator) -> Chain:
    language = narrator.language
    value = narrator.quantity(gate.value, gate.unit, f"gates.{gate.id}.value")
    steps = [
        (say("screen.value", language), value),
        (narrator.word("threshold"), narrator.threshold(gate)),
        (say("screen.because", language), narrator.line(gate.because)),
        (say("screen.basis", language), (narrator.grounds(gate.basis, gate.verified),)),
        *_note(gate.note, narrator),
        *_references(gate, narrator),
    ]
    return Chain(gate.id, narrator.line(gate.title), tuple(steps))


def _node(node: NodeResult, narrator: Narrator) -> Chain:
    language, title = narrator.language, narrator.line(node.title)
    steps = [*_score(node, narrator), _weight(node, narrator)]
    if node.kind == "indicator":
        title = (f"{node.id} ", *title)
        steps += [*_value(node, narrator), (say("screen.scale", language), (narrator.scale(node.scale or {}),))]
        steps += _note((node.scale or {}).get("note"), narrator)
    else:
        steps += _children(node.id, node.combine, narrator)
    steps.append((say("screen.basis", language), (narrator.grounds(node.basis, node.verified),)))
    return Chain(node.id, title, (*steps, *_references(node, narrator)))


def _score(node: NodeResult, narrator: Narrator) -> Iterator[ChainStep]:
    language = narrator.language
    yield say("screen.score", language), narrator.score_or_status(node)
    if not node.low == node.score == node.high:
        yield say("screen.interval", language), narrator.bounds(node)
    yield say(f"screen.{phrases.contribution_key(narrator.result)}", language), narrator.contribution(node)
    yield say("screen.because", language), narrator.line(node.because)


def _weight(node: NodeResult, narrator: Narrator) -> ChainStep:
    """Every weight from the top down to a node, each of those that apply beside it."""
    factors: list[Line] = []
    for above, siblings in weight_path(narrator.result, node):
        name = above.id if above.kind == "indicator" else above.title.in_(narrator.language)
        weight = narrator.number(above.weight, f"nodes.{above.id}.weight")
        factors.append((f"{name} ", *weight, "/", *narrator.number(siblings, f"siblings({above.id})")))
    product = narrator.joined(factors, " × ")
    return say("screen.path", narrator.language), (*product, " = ", *narrator.share(node))


def _value(node: NodeResult, narrator: Narrator) -> Iterator[ChainStep]:
    language = narrator.language
    yield say("screen.value", language), narrator.value(node)
    for used in node.used:
        yield say("screen.raw", language), _stated(node, used, narrator)
    if node.level is not None:
        low, high = levels(node)
        words = (" ", *narrator.line(node.descriptor)) if node.descriptor else ()
        level = narrator.count(node.level, f"nodes.{node.id}.level")
        yield say("screen.level", language), (*level, *words) if low == high else (f"{low}–{high}",)


def _stated(node: NodeResult, used: Used, narrator: Narrator) -> Line:
    evidence = narrator.say("evidence_no", evidence=used.evidence) if used.evidence else ()
    about = [part for part in (used.source, evidence, used.note, used.where) if part]
    return narrator.statements([narrator.used(f"nodes.{node.id}", used), narrator.joined(about)])


def _children(parent: str | None, combine: str | None, narrator: Narrator) -> Iterator[ChainStep]:
    """How the scores below are combined, and what they are."""
    children = narrator.result.children(parent)
    scores = [(*narrator.line(child.title), " ", *narrator.score_or_status(child)) for child in children]
    yield say("screen.combine", narrator.language), (phrases.mean_name(combine, narrator.language),)
    yield say("screen.children", narrator.language), narrator.joined(scores)


def _note(note: object, narrator: Narrator) -> Iterator[ChainStep]:
    if isinstance(note, Text):
        yield say("screen.note", narrator.language), narrator.line(note)


def _references(rule: NodeResult | GateResult, narrator: Narrator) -> Iterator[ChainStep]:
    if rule.references:
        yield say("screen.reference", narrator.language), narrator.references(rule.references)
