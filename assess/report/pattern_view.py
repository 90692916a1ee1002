"""The patterns of a diagnosis on a screen: what is there and why, what is not, and what would settle the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..i18n.numbers import quantity, rounded
from ..model.overview import EvidenceResult, PatternResult
from ..model.recommendation import Named
from ..model.result import ResultContract
from .document import Block, Callout, FieldList, Line, Section
from .narrator import Narrator, ScreenNarrator
from .sentences import LabelledText

MARKS = {"there": "●", "unknown": "○", "not_there": "×"}
"""Before a pattern on a screen; characters that GBK has."""


def patterns_of(result: ResultContract, status: str) -> list[PatternResult]:
    """The patterns that stand so, in the order of the rubric."""
    return [pattern for pattern in result.patterns if pattern.status == status]


def pattern_rows(narrator: Narrator) -> Iterator[LabelledText]:
    """How many patterns stand how, and which, a line each."""
    for status, mark in MARKS.items():
        patterns = patterns_of(narrator.result, status)
        if patterns:
            titles = narrator.joined(pattern.title for pattern in patterns)
            count = narrator.counted(patterns, f"patterns.{status}")
            label = f"{mark} {narrator.word(f'patterns.{status}')}"
            yield label, narrator.say("patterns.row", count=count, list=titles)


def pattern_sections(narrator: ScreenNarrator) -> Iterator[Section]:
    """What is there with its grounds and measures, what is open with what would settle it, and what is not there."""
    result = narrator.result
    if not result.patterns:
        yield Section((), (narrator.paragraph("patterns.none"),))
        return
    counts = {status: narrator.counted(patterns_of(result, status), f"patterns.{status}") for status in MARKS}
    yield Section((), (narrator.paragraph("patterns.counts", **counts),))
    for status in ("there", "unknown"):
        patterns = patterns_of(result, status)
        if patterns:
            told = tuple(_pattern(pattern, narrator) for pattern in patterns)
            yield Section((narrator.word(f"patterns.{status}"),), (), told)
    absent = patterns_of(result, "not_there")
    if absent:
        yield Section((narrator.word("patterns.not_there"),), tuple(_absent(absent, narrator)))


def _pattern(pattern: PatternResult, narrator: ScreenNarrator) -> Section:
    title = f"{MARKS[pattern.status]} {pattern.title.in_(narrator.language)}"
    return Section((title,), (narrator.fields(_about(pattern, narrator)),))


def _about(pattern: PatternResult, narrator: ScreenNarrator) -> Iterator[LabelledText]:
    if pattern.status == "there":
        yield narrator.word("patterns.means"), pattern.text
        yield narrator.word("patterns.because"), _because(pattern, narrator)
        if figures := _figures(pattern, narrator):
            yield narrator.word("patterns.used"), figures
    elif known := [_known(each, narrator) for each in pattern.evidence if each.speaks != "open"]:
        yield narrator.word("patterns.known"), narrator.statements(known)
    if pattern.asks:
        yield narrator.word("patterns.asks"), narrator.joined(ask.title for ask in pattern.asks)
    if pattern.stated:
        yield narrator.word("patterns.stated"), _stated(pattern, narrator)
    if pattern.status == "there":
        if pattern.calls:
            yield narrator.word("patterns.calls"), measures_line(pattern.calls, narrator)
        yield narrator.word("reference"), narrator.references(pattern.references)


def _because(pattern: PatternResult, narrator: Narrator) -> Line:
    """The grounds, with the value of a clause."""
    if pattern.value is None:
        return narrator.line(pattern.because)
    shown = float(rounded(pattern.value, 1))
    value = narrator.quantity(shown, pattern.unit, f"patterns.{pattern.id}.value")
    return (*narrator.line(pattern.because), *narrator.bracketed(narrator.say("clauses.now", value=value)))


def _figures(pattern: PatternResult, narrator: Narrator) -> Line:
    """The figures behind a clause; answers stand in the grounds already."""
    kinds = {stated.fact: stated.kind for stated in narrator.result.stated}
    figures = [used for used in pattern.used if kinds.get(used.fact) not in ("choice", "yes_no", "list")]
    return narrator.joined(narrator.used(f"patterns.{pattern.id}", used) for used in figures)


def level_line(evidence: EvidenceResult, narrator: Narrator) -> Line:
    """The level of an indicator, or those between which it stands."""
    low, high = str(evidence.lowest), str(evidence.highest)
    return narrator.say("screen.level_is", level=low if low == high else f"{low}–{high}")


def _known(evidence: EvidenceResult, narrator: Narrator) -> Line:
    level = level_line(evidence, narrator)
    return narrator.say(f"patterns.speaks_{evidence.speaks}", title=evidence.title, level=level)


def _absent(patterns: Sequence[PatternResult], narrator: ScreenNarrator) -> Iterator[Block]:
    rows: list[tuple[str, Line]] = []
    for pattern in patterns:
        stated = (narrator.word("patterns.stated"), " ", *_stated(pattern, narrator)) if pattern.stated else ()
        why = narrator.statements([narrator.line(pattern.because), *([stated] if stated else [])])
        rows.append((f"{MARKS['not_there']} {pattern.title.in_(narrator.language)}", why))
    yield FieldList(tuple(rows), aligned=False)


def _stated(pattern: PatternResult, narrator: Narrator) -> Line:
    titles = narrator.joined(problem.title for problem in pattern.stated)
    return narrator.say(f"patterns.stated_{pattern.status}", list=titles)


def measures_line(measures: Sequence[Named], narrator: Narrator) -> Line:
    """Measures by id and title."""
    return narrator.joined(f"{measure.id} {measure.title.in_(narrator.language)}" for measure in measures)


def warning_callout(warning: PatternResult, narrator: ScreenNarrator, part: str = "warnings") -> Callout:
    """A warning that stands out: what is wrong, by which figures or levels, and what it means.

    Args:
        part: of the result, in which it stands.
    """
    value = ""
    if warning.value is not None:
        value = f" {quantity(float(rounded(warning.value, 1)), warning.unit, narrator.language)}"
    origin = f"{part}.{warning.id}.used"
    used = [
        (*narrator.line(fact.title), " ", *narrator.quantity(fact.value, fact.unit, f"{origin}.{fact.where}.value"))
        for fact in warning.used
    ]
    grounds = narrator.joined(used) if used else narrator.line(warning.because)
    return Callout(
        title=(*narrator.line(warning.title), value, *narrator.bracketed(grounds)),
        text=narrator.line(warning.text),
        source=(narrator.word("reference"), narrator.references(warning.references)),
    )
