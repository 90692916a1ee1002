"""Two judgements of a profile side by side, before and after a supposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..engine.changes import Change
from ..i18n.catalog import say, say_each
from ..i18n.numbers import gain_between, interval, points, quantity, signed_points
from ..io.results import to_json
from ..model.facts import Fact, Vocabulary
from ..model.judgement import NodeResult
from ..model.result import Result
from ..model.text import Language
from .document import Block, Paragraph, Report, Section, plain_table
from .narrator import ScreenNarrator

SCHEMA: Final = "assess/what-if/1"


def what_if_document(
    before: Result, after: Result, changes: Sequence[Change], vocabulary: Vocabulary, language: Language
) -> Report:
    """What is supposed, what comes out, and which indicators moved."""
    supposed = plain_table([""] * 4, [_supposed(change, vocabulary[change.fact], language) for change in changes])
    heads = say_each("screen", ("before", "after", "difference"), language)
    totals = plain_table(["", *heads], _totals(before, after, language), right=(1, 2, 3))
    sections = (
        Section((say("screen.what_if", language),), (supposed,)),
        Section((), (totals,)),
        Section((), (_moved(before, after, language),)),
    )
    return Report(language, (), sections, numbered=False)


def what_if_json(before: Result, after: Result, changes: Sequence[Change]) -> str:
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
    return to_json({"schema": SCHEMA, "changes": supposed, "before": before, "after": after})


def _supposed(change: Change, fact: Fact, language: Language) -> list[str]:
    values = [_value(reading.value if reading else None, fact, language) for reading in (change.before, change.after)]
    year = say("screen.year", language, year=change.year) if change.year else ""
    return [fact.title.in_(language), change.fact, year, " → ".join(values)]


def _value(value: float | str | None, fact: Fact, language: Language) -> str:
    if value is None:
        return say("screen.unknown", language)
    if isinstance(value, str):
        return fact.items[value].in_(language) if value in fact.items else value
    if fact.kind == "yes_no":
        return say("screen.yes" if value else "screen.no", language)
    return quantity(value, fact.unit, language)


def _totals(before: Result, after: Result, language: Language) -> Iterator[list[str]]:
    yield [say("screen.total", language), *_total(before.score, after.score, after.grade_limits)]
    yield [say("screen.grade", language), *(ScreenNarrator(result, language).grade() for result in (before, after)), ""]
    yield [say("screen.interval", language), interval(before.low, before.high), interval(after.low, after.high), ""]
    for old, new in zip(before.children(None), after.children(None), strict=True):
        if _differs(old, new):
            change = signed_points(new.contribution - old.contribution)
            yield [old.title.in_(language), points(old.score), points(new.score), change]


def _total(before: float | None, after: float | None, limits: Sequence[float]) -> list[str]:
    if before is None or after is None:
        return [points(before, limits), points(after, limits), "—"]
    difference, first, last = gain_between(after - before, before, after, limits)
    return [first, last, difference]


def _moved(before: Result, after: Result, language: Language) -> Block:
    rows = [
        (
            old.id,
            old.title.in_(language),
            ScreenNarrator(before, language).score_or_status(old),
            ScreenNarrator(after, language).score_or_status(new),
            signed_points(new.contribution - old.contribution),
        )
        for old, new in zip(before.nodes, after.nodes, strict=True)
        if old.kind == "indicator" and _differs(old, new)
    ]
    if not rows:
        return Paragraph((say("screen.none_moved", language),))
    heads = say_each("screen", ("indicator", "before", "after", "contribution"), language)
    return plain_table(["", *heads], rows, right=(2, 3, 4))


def _differs(old: NodeResult, new: NodeResult) -> bool:
    return (old.status, old.score, old.low, old.high) != (new.status, new.score, new.low, new.high)
