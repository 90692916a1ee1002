"""What if: two judgements of a profile side by side, before and after a supposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...engine.changes import Change
from ...i18n.catalog import say, say_each
from ...i18n.numbers import gain_between, interval, points, quantity, signed_points
from ...io.results import to_json
from ...model.facts import Vocabulary
from ...model.judgement import NodeResult
from ...model.result import Result
from ...model.text import Language
from .. import phrases
from .screen import columns

SCHEMA = "assess/what-if/1"


def render(before: Result, after: Result, changes: Sequence[Change], vocabulary: Vocabulary, language: Language) -> str:
    """What is supposed, what comes out, and which indicators moved."""
    lines = [say("screen.what_if", language)]
    lines += columns([_supposed(change, vocabulary, language) for change in changes], indent="  ")
    lines += ["", *columns(list(_totals(before, after, language)), right=(1, 2, 3)), ""]
    moved = list(_moved(before, after, language))
    heads = [
        "",
        say("screen.indicator", language),
        *say_each("screen", ("before", "after", "contribution"), language),
    ]
    lines += columns([heads, *moved], right=(2, 3, 4)) if moved else [say("screen.none_moved", language)]
    return "\n".join(lines) + "\n"


def render_json(before: Result, after: Result, changes: Sequence[Change]) -> str:
    """The changes and both results."""
    supposed = [
        {
            "fact": change.fact,
            "year": change.year,
            "before": change.before.value if change.before else None,
            "after": change.after.value if change.after else None,
        }
        for change in changes
    ]
    content = {"schema": SCHEMA, "changes": supposed, "before": before, "after": after}
    return to_json(content)


def _supposed(change: Change, vocabulary: Vocabulary, language: Language) -> list[str]:
    fact = vocabulary[change.fact]

    def told(reading: object) -> str:
        value = getattr(reading, "value", None)
        if value is None:
            return say("screen.unknown", language)
        if isinstance(value, str):
            return fact.items[value].in_(language) if value in fact.items else value
        if fact.kind == "yes_no":
            return say("screen.yes" if value else "screen.no", language)
        return quantity(value, fact.unit, language)

    year = say("screen.year", language, year=change.year) if change.year else ""
    return [fact.title.in_(language), change.fact, year, f"{told(change.before)} → {told(change.after)}"]


def _totals(before: Result, after: Result, language: Language) -> Iterator[list[str]]:
    yield ["", *say_each("screen", ("before", "after", "difference"), language)]
    yield [say("screen.total", language), *_moved_total(before.score, after.score, after.grade_limits)]
    yield [say("screen.grade", language), phrases.grade(before, language), phrases.grade(after, language), ""]
    yield [say("screen.interval", language), interval(before.low, before.high), interval(after.low, after.high), ""]
    for node, then in zip(before.children(None), after.children(None), strict=True):
        if _differs(node, then):
            change = signed_points(then.contribution - node.contribution)
            yield [node.title.in_(language), points(node.score), points(then.score), change]


def _moved_total(before: float | None, after: float | None, limits: Sequence[float]) -> list[str]:
    if before is None or after is None:
        return [points(before, limits), points(after, limits), "—"]
    difference, first, last = gain_between(after - before, before, after, limits)
    return [first, last, difference]


def _moved(before: Result, after: Result, language: Language) -> Iterator[list[str]]:
    for node, then in zip(before.nodes, after.nodes, strict=True):
        if node.kind == "indicator" and _differs(node, then):
            cells = [_told(each, language) for each in (node, then)]
            yield [node.id, node.title.in_(language), *cells, signed_points(then.contribution - node.contribution)]


def _told(node: NodeResult, language: Language) -> str:
    return points(node.score) if node.status == "known" else say(f"screen.{node.status}", language)


def _differs(node: NodeResult, then: NodeResult) -> bool:
    return (node.status, node.score, node.low, node.high) != (then.status, then.score, then.low, then.high)
