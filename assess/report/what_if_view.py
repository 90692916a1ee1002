"""Two judgements of a profile side by side, before and after a supposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..engine.changes import Change
from ..i18n.numbers import gain_between, interval, points, quantity, signed_points
from ..io.results import to_json
from ..model.clause_results import GateResult
from ..model.facts import Fact, Vocabulary
from ..model.judgement import NodeResult
from ..model.result import ResultContract
from ..model.text import Language
from .clause_lines import clause_standing, doubt_line, met_in_line, short_line
from .document import Block, Line, Report, Section
from .narrator import ScreenNarrator
from .sentences import Filling

SCHEMA: Final = "assess/what-if/1"


def what_if_document(
    before: ResultContract, after: ResultContract, changes: Sequence[Change], vocabulary: Vocabulary, language: Language
) -> Report:
    """What is supposed, what comes out, and which indicators moved."""
    old, new = (ScreenNarrator(result, language) for result in (before, after))
    supposed = old.grid([""] * 4, [_supposed(change, vocabulary[change.fact], old) for change in changes])
    totals = old.grid(("", "before", "after", "difference"), _totals(old, new), right=(1, 2, 3))
    sections = (
        Section((old.word("what_if"),), (supposed,)),
        *([Section((), (totals,))] if after.is_scored else []),
        *_clauses(old, new),
        Section((), (_moved(old, new),)),
    )
    return Report(language, (), sections, numbered=False)


def what_if_json(before: ResultContract, after: ResultContract, changes: Sequence[Change]) -> str:
    """The changes and both results."""
    supposed = [
        {
            "fact": change.fact,
            "year": change.year,
            "before": change.before.told if change.before else None,
            "after": change.after.told if change.after else None,
        }
        for change in changes
    ]
    return to_json({"schema": SCHEMA, "changes": supposed, "before": before, "after": after})


def _supposed(change: Change, fact: Fact, narrator: ScreenNarrator) -> Sequence[Filling]:
    values = [_value(reading.told if reading else None, fact, narrator) for reading in (change.before, change.after)]
    year = narrator.say("year", year=str(change.year)) if change.year else ""
    return fact.title, change.fact, year, " → ".join(values)


def _value(value: float | str | None, fact: Fact, narrator: ScreenNarrator) -> str:
    if value is None:
        return narrator.word("unknown")
    if isinstance(value, str):
        return fact.items[value].in_(narrator.language) if value in fact.items else value
    if fact.kind == "yes_no":
        return narrator.word("yes" if value else "no")
    return quantity(value, fact.unit, narrator.language)


def _totals(old: ScreenNarrator, new: ScreenNarrator) -> Iterator[Sequence[Filling]]:
    before, after = old.result, new.result
    yield old.word("total"), *_total(before.score, after.score, after.grade_limits)
    yield old.word("grade"), old.grade(), new.grade(), ""
    yield old.word("interval"), interval(before.low, before.high), interval(after.low, after.high), ""
    if before.verdict and after.verdict:
        yield old.word("clauses.verdict_head"), before.verdict.label, after.verdict.label, ""
    for was, now in zip(before.children(None), after.children(None), strict=True):
        if _differs(was, now):
            yield was.title, points(was.score), points(now.score), signed_points(now.contribution - was.contribution)


def _clauses(old: ScreenNarrator, new: ScreenNarrator) -> Iterator[Section]:
    """The clauses that stand otherwise, or nearer or farther, than before."""
    rows = [
        (was.id, was.title, _clause(was, old), _clause(now, new))
        for was, now in zip(old.result.gates, new.result.gates, strict=True)
        if (was.status, was.gap, was.met_in) != (now.status, now.gap, now.met_in)
    ]
    if rows:
        yield Section((), (old.grid(("", "clauses.clause", "before", "after"), rows),))


def _clause(gate: GateResult, narrator: ScreenNarrator) -> Line:
    return narrator.run_on(
        clause_standing(gate, narrator),
        short_line(gate, narrator),
        met_in_line(gate, narrator),
        doubt_line(gate, narrator),
    )


def _total(before: float | None, after: float | None, limits: Sequence[float]) -> list[str]:
    if before is None or after is None:
        return [points(before, limits), points(after, limits), "—"]
    difference, first, last = gain_between(after - before, before, after, limits)
    return [first, last, difference]


def _moved(old: ScreenNarrator, new: ScreenNarrator) -> Block:
    rows = [
        (
            *(was.id, was.title, old.score_or_status(was), new.score_or_status(now)),
            signed_points(now.contribution - was.contribution),
        )
        for was, now in zip(old.result.nodes, new.result.nodes, strict=True)
        if was.kind == "indicator" and _differs(was, now)
    ]
    if not rows:
        return old.paragraph("none_moved")
    return old.grid(("", "indicator", "before", "after", "contribution"), rows, right=(2, 3, 4))


def _differs(was: NodeResult, now: NodeResult) -> bool:
    return (was.status, was.score, was.low, was.high) != (now.status, now.score, now.low, now.high)
