"""The chain behind one number as a document, down to what was stated and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..i18n.catalog import say, say_each
from ..i18n.numbers import fine_percent, number, points, quantity, with_bounds
from ..i18n.typography import bracket
from ..model.judgement import GateResult, NodeResult, Used
from ..model.result import Result
from ..model.text import Language, Reference, Text, comma
from . import phrases
from .analysis import levels, weight_path
from .document import Report, Section, Table, field_list, plain_table
from .score_view import score_or_status, verdict
from .sentences import Sentences

LabelledText = tuple[str, str]


def node_document(result: Result, node: NodeResult, places: Mapping[str, str], language: Language) -> Report:
    """The whole chain behind one node.

    Args:
        result: what was judged.
        node: a node of it.
        places: line and column, or sheet and cell, of every reading, by the name it has in the result.
        language: of the words.
    """
    rows = [*_standing(result, node, language), *_weighing(result, node, language)]
    if node.kind == "indicator":
        rows += [*_value(node, language), (say("screen.scale", language), Sentences(language).scale(node.scale or {}))]
    rows.append((say("screen.basis", language), phrases.grounds(node.basis, node.verified, language)))
    rows += _sources(result, (node.scale or {}).get("note"), node.references, language)
    stated = _stated(node, places, language)
    sections = [
        Section((), (field_list(rows),)),
        *([Section((say("screen.raw", language),), (stated,))] if node.used else []),
        *([Section((), (_children(result, node, language),))] if node.kind == "criterion" else []),
    ]
    return Report(language, (f"{node.id}  {node.title.in_(language)}",), tuple(sections), numbered=False)


def gate_document(result: Result, gate: GateResult, language: Language) -> Report:
    """The whole chain behind one clause of recognition."""
    threshold = f"{gate.printed_sign} {quantity(gate.threshold, gate.unit, language)}"
    rows = [
        (say("screen.status", language), verdict(gate, language)),
        (say("screen.because", language), gate.because.in_(language)),
        (say("screen.value", language), quantity(gate.value, gate.unit, language)),
        (say("report.threshold", language), threshold),
        (say("screen.basis", language), phrases.grounds(gate.basis, gate.verified, language)),
        *_sources(result, gate.note, gate.references, language),
    ]
    title = f"{gate.id}  {gate.title.in_(language)}"
    return Report(language, (title,), (Section((), (field_list(rows),)),), numbered=False)


def _standing(result: Result, node: NodeResult, language: Language) -> Iterator[LabelledText]:
    yield say("screen.status", language), say(f"screen.{node.status}", language)
    yield say("screen.because", language), node.because.in_(language)
    bounds = f"{say('screen.interval', language)} {phrases.bounds(node)}"
    yield say("screen.score", language), f"{points(node.score)}  {bounds}"
    own, text = node.known_contribution, "—"
    if own is not None:
        total = sum(criterion.contribution for criterion in result.children(None))
        key = "points_of" if result.score is not None else "points_known"
        text = say(f"screen.{key}", language, points=points(own), total=points(total))
    yield say(f"screen.{phrases.contribution_key(result)}", language), text


def _weighing(result: Result, node: NodeResult, language: Language) -> Iterator[LabelledText]:
    path = []
    for above, siblings in weight_path(result, node):
        name = above.id if above.kind == "indicator" else above.title.in_(language)
        path.append(f"{name} {number(above.weight)}/{number(siblings)}")
    share = say("screen.of_total", language, share=fine_percent(node.share))
    yield say("screen.path", language), " × ".join(path) + bracket(share, language)
    if node.kind == "criterion":
        yield say("screen.combine", language), phrases.mean_name(node.combine, language)


def _value(node: NodeResult, language: Language) -> Iterator[LabelledText]:
    yield say("screen.value", language), phrases.value_of(node, language)
    if node.formula:
        yield say("screen.formula", language), node.formula
    if node.level is not None:
        low, high = levels(node)
        words = node.descriptor.in_(language) if node.descriptor and low == high else ""
        level = say("screen.level_is", language, level=low if low == high else f"{low}–{high}")
        yield say("screen.level", language), f"{level} {words}".rstrip()


def _sources(
    result: Result, note: Text | None, references: Sequence[Reference], language: Language
) -> Iterator[LabelledText]:
    """What a threshold rests on."""
    if note:
        yield "", note.in_(language)
    for reference in references:
        source = result.sources.get(reference.source)
        title = bracket(source.in_(language), language) if source else ""
        yield say("screen.reference", language), f"{reference.source} {reference.at}{title}"


def _stated(node: NodeResult, places: Mapping[str, str], language: Language) -> Table:
    return plain_table([""] * 6, [_stated_row(used, places, language) for used in node.used])


def _stated_row(used: Used, places: Mapping[str, str], language: Language) -> list[str]:
    year = say("screen.year", language, year=used.year) if used.year else ""
    value = with_bounds(used.value, used.low, used.high, used.unit, language)
    about = comma([part for part in (used.source, used.note) if part], language)
    return [used.title.in_(language), used.fact, year, value, places.get(used.where, used.where), about]


def _children(result: Result, node: NodeResult, language: Language) -> Table:
    heads = say_each("screen", ("children", "score", "interval", phrases.contribution_key(result)), language)
    rows = [
        [
            child.id,
            child.title.in_(language),
            score_or_status(child, language),
            phrases.bounds(child),
            points(child.known_contribution),
        ]
        for child in result.children(node.id)
    ]
    return plain_table(["", *heads], rows, right=(2, 3, 4))
