"""Proofreading the library of measures: what its shape cannot show.

A reader is a function of a LintContext that yields the file, and the mark in it. To add one,
write the function, put it into READERS, and its words into messages.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ..model.facts import Vocabulary
from ..model.formula import Clause
from ..model.measures import Condition, Measure, MeasureCatalog
from .rubric_lint import LintFinding, untranslated

Marked = tuple[str, LintFinding]
"""The file of the library, and what is marked in it."""


class LintContext(NamedTuple):
    """What a reader has before it."""

    catalog: MeasureCatalog
    indicators: Collection[str]
    """Ids of all indicators of the rubrics the library is judged under."""
    vocabulary: Vocabulary
    sources: Collection[str]


def proofread_library(desk: LintContext) -> list[Marked]:
    """All marks for a library, in no particular order."""
    return [mark for reader in READERS for mark in reader(desk)]


def _indicators(desk: LintContext) -> Iterator[Marked]:
    """Triggers, effects and conditions that name no indicator."""
    for file, path, name in _named_indicators(desk.catalog):
        if name not in desk.indicators:
            yield file, LintFinding("L420", path, {"found": name})


def _modes(desk: LintContext) -> Iterator[Marked]:
    for name, measure in desk.catalog.measures.items():
        for mode in (measure.mode, *measure.also):
            if mode not in desk.catalog.modes:
                allowed = ", ".join(desk.catalog.modes)
                yield (
                    "measures",
                    LintFinding("L421", ("measures", name), {"name": name, "found": mode, "allowed": allowed}),
                )


def _gates(desk: LintContext) -> Iterator[Marked]:
    """Prior checks, and other measures, without anything that calls for them."""
    for name, measure in desk.catalog.measures.items():
        if measure.gate and not (measure.when.weak or measure.when.clauses or measure.when.choices):
            yield "measures", LintFinding("L422", ("measures", name, "when"), {"found": name})
        elif not measure.when.weak:
            yield "measures", LintFinding("L427", ("measures", name, "when"), {"found": name})


def _circles(desk: LintContext) -> Iterator[Marked]:
    """Measures that come before themselves, or whose preconditions only measures would meet
    that wait for them in turn."""
    measures = desk.catalog.measures
    doable = _doable(measures)
    for name, measure in measures.items():
        if name in _all_before(name, measures):
            yield "measures", LintFinding("L423", ("measures", name, "after"), {"found": name})
        for indicator in _to_be_raised(measure, measures):
            if not any(indicator in measures[other].raises for other in doable - {name}):
                yield "measures", LintFinding("L423", ("measures", name, "requires"), {"found": f"{name} {indicator}"})


def _doable(measures: Mapping[str, Measure]) -> set[str]:
    """What can be carried out one after the other where nothing stands yet."""
    doable: set[str] = set()
    while True:
        raised = {indicator for name in doable for indicator in measures[name].raises}
        more = {name for name, each in measures.items() if set(_to_be_raised(each, measures)) <= raised}
        if more <= doable:
            return doable
        doable |= more


def _to_be_raised(measure: Measure, measures: Mapping[str, Measure]) -> Iterator[str]:
    """Preconditions that the library itself can meet; others stand or fall with the cluster."""
    for indicator, least in measure.requires.items():
        if least > 1 and any(indicator in each.raises for each in measures.values()):
            yield indicator


def _unraised(desk: LintContext) -> Iterator[Marked]:
    raised = {indicator for measure in desk.catalog.measures.values() for indicator in measure.raises}
    excused = desk.catalog.names.unraised
    for indicator in desk.indicators:
        if indicator not in raised and indicator not in excused:
            yield "measures", LintFinding("L424", ("measures",), {"found": indicator})
    for indicator in excused:
        if indicator in raised or indicator not in desk.indicators:
            yield "measures", LintFinding("L425", ("unraised", indicator), {"found": indicator})


def _strangers(desk: LintContext) -> Iterator[Marked]:
    """Names that nothing defines: actors, cases, measures, facts, sources …"""
    for file, path, name, known in _references(desk):
        if name not in known:
            yield file, LintFinding("L426", path, {"found": name})


def _texts(desk: LintContext) -> Iterator[Marked]:
    files = {"measures": desk.catalog.names, "stages": desk.catalog.steps, "modes": desk.catalog.lines}
    for file, noun in files.items():
        yield from ((file, mark) for mark in untranslated(noun.model_dump(mode="json", by_alias=True)))


READERS: Final[tuple[Callable[[LintContext], Iterator[Marked]], ...]] = (
    _indicators,
    _modes,
    _gates,
    _circles,
    _unraised,
    _strangers,
    _texts,
)


# What names what

_Path = tuple[str | int, ...]


def _named_indicators(catalog: MeasureCatalog) -> Iterator[tuple[str, _Path, str]]:
    for name, measure in catalog.measures.items():
        for key, named in (("weak", measure.when.weak), ("strong", measure.when.strong)):
            yield from (("measures", ("measures", name, "when", key), each) for each in named)
        for key, levels in (("raises", measure.raises), ("requires", measure.requires)):
            yield from (("measures", ("measures", name, key, each), each) for each in levels)
    for name, warned in catalog.names.warnings.items():
        yield from (("measures", ("warnings", name, "indicators", each), each) for each in warned.indicators)
    for file, path, condition in _conditions(catalog):
        yield from ((file, path, each) for each in (*condition.at_least, *condition.at_most))
    for name, mode in catalog.modes.items():
        rungs = (mode.ladder.indicator,) if mode.ladder else ()
        yield from (("modes", ("modes", name), each) for each in (*mode.need, *mode.readiness, *rungs))
    checks = catalog.steps.cross_checks
    yield from (("stages", ("cross_checks",), each) for each in (checks.stage, checks.rank))


def _conditions(catalog: MeasureCatalog) -> Iterator[tuple[str, _Path, Condition]]:
    for kind, steps in (("stages", catalog.steps.stages), ("ranks", catalog.steps.ranks)):
        for name, step in steps.items():
            for key, element in step.elements.items():
                path = (kind, name, "elements", key, "when")
                yield from (("stages", path, each) for each in _and_instead(element.when))
    for name, mode in catalog.modes.items():
        yield from (("modes", ("modes", name, "first"), each) for each in _and_instead(mode.first))
    yield from (("modes", ("endogeneity", "until"), each) for each in _and_instead(catalog.lines.endogeneity.until))


def _and_instead(condition: Condition | None) -> Iterator[Condition]:
    while condition is not None:
        yield condition
        condition = condition.instead


def _all_before(name: str, measures: Mapping[str, Measure]) -> set[str]:
    found: set[str] = set()
    waiting = list(measures[name].after)
    while waiting:
        other = waiting.pop()
        if other not in found and other in measures:
            found.add(other)
            waiting += measures[other].after
    return found


def _references(desk: LintContext) -> Iterator[tuple[str, _Path, Any, Collection[Any]]]:
    catalog = desk.catalog
    stages = {*catalog.names.stages}
    for name, measure in catalog.measures.items():
        for key, names, known in _lists(measure, catalog):
            yield from (("measures", ("measures", name, key), each, known) for each in names)
        yield from (("measures", ("measures", name, "references"), r.source, desk.sources) for r in measure.references)
        yield from _facts(("measures", name, "when"), measure.when.clauses, measure.when.choices, desk)
    for name, warned in catalog.names.warnings.items():
        yield from _facts(("warnings", name), (warned.clause,) if warned.clause else (), {}, desk)
        yield from (("measures", ("warnings", name, "references"), r.source, desk.sources) for r in warned.references)
    for name in (*catalog.steps.stages, *catalog.steps.ranks, *catalog.steps.none_yet.stage):
        yield "stages", ("stages",), name, stages
    for file, path, condition in _conditions(catalog):
        named = (fact for clause in condition.clauses for fact in clause.left.facts)
        yield from ((file, path, fact, desk.vocabulary) for fact in named)
    yield "modes", ("endogeneity", "measure"), catalog.lines.endogeneity.measure, catalog.measures


def _lists(measure: Measure, catalog: MeasureCatalog) -> Iterator[tuple[str, Sequence[Any], Collection[Any]]]:
    names = catalog.names
    yield "actors", measure.actors, names.actors
    yield "instruments", measure.instruments, names.instruments
    yield "stages", measure.stages, names.stages
    yield "after", measure.after, catalog.measures
    yield "role", (measure.role,) if measure.role else (), names.roles
    yield "group", (measure.group,) if measure.group else (), names.groups
    yield "path", (measure.path,) if measure.path else (), names.paths
    yield "precedent", (measure.precedent.case,) if measure.precedent and measure.precedent.case else (), catalog.cases


def _facts(
    path: _Path, clauses: Sequence[Clause], choices: Mapping[str, Sequence[str]], desk: LintContext
) -> Iterator[tuple[str, _Path, Any, Collection[Any]]]:
    for clause in clauses:
        yield from (("measures", path, fact, desk.vocabulary) for fact in clause.left.facts)
    for fact, answers in choices.items():
        yield "measures", path, fact, desk.vocabulary
        items = desk.vocabulary[fact].items if fact in desk.vocabulary else {}
        yield from (("measures", path, answer, items) for answer in answers)
