"""Lint of the library of measures: what its shape cannot show.

A rule is a function of a LintContext that yields findings. To add one, write the function,
put it into RULES, and its words into messages.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ..model.facts import Vocabulary
from ..model.formula import Clause
from ..model.measures import Condition, Measure, MeasureCatalog
from ..model.profile import KeyPath
from .findings import LintFinding, in_circles, references, untranslated


class LintContext(NamedTuple):
    """What a rule has before it."""

    catalog: MeasureCatalog
    indicators: Collection[str]
    """Ids of all indicators of the rubrics the library is judged under."""
    vocabulary: Vocabulary
    sources: Collection[str]


def lint_measures(context: LintContext) -> list[LintFinding]:
    """All findings for a library, in no particular order."""
    return [finding for rule in RULES for finding in rule(context)]


# Names that nothing defines


def _measures(context: LintContext) -> Iterator[LintFinding]:
    catalog = context.catalog
    for name, measure in catalog.measures.items():
        path = ("measures", name)
        for key, indicators in (("weak", measure.when.weak), ("strong", measure.when.strong)):
            yield from _undefined(indicators, context.indicators, (*path, "when", key), code="L420")
        for key, levels in (("raises", measure.raises), ("requires", measure.requires)):
            yield from _undefined(levels, context.indicators, (*path, key), code="L420")
        yield from _undefined((measure.mode, *measure.also), catalog.modes, path, code="L421")
        for key, named, known in _lists(measure, catalog):
            yield from _undefined(named, known, (*path, key))
        yield from _undefined_facts(measure.when.clauses, context, (*path, "when"))
        yield from _undefined_answers(measure.when.choices, context, (*path, "when"))
        yield from _undefined_sources(measure, context, path)


def _lists(measure: Measure, catalog: MeasureCatalog) -> Iterator[tuple[str, Sequence[Any], Collection[Any]]]:
    names = catalog.names
    case = measure.precedent.case if measure.precedent else None
    yield "actors", measure.actors, names.actors
    yield "instruments", measure.instruments, names.instruments
    yield "stages", measure.stages, names.stages
    yield "after", measure.after, catalog.measures
    yield "role", (measure.role,) if measure.role else (), names.roles
    yield "group", (measure.group,) if measure.group else (), names.groups
    yield "path", (measure.path,) if measure.path else (), names.paths
    yield "precedent", (case,) if case else (), catalog.cases


def _warnings(context: LintContext) -> Iterator[LintFinding]:
    for name, warned in context.catalog.names.warnings.items():
        path = ("warnings", name)
        yield from _undefined(warned.indicators, context.indicators, (*path, "indicators"), code="L420")
        yield from _undefined_facts((warned.clause,) if warned.clause else (), context, path)
        yield from _undefined_sources(warned, context, path)


def _stages(context: LintContext) -> Iterator[LintFinding]:
    steps = context.catalog.steps
    checks = (steps.cross_checks.stage, steps.cross_checks.rank)
    yield from _undefined(checks, context.indicators, ("cross_checks",), "stages", "L420")
    named = (*steps.stages, *steps.ranks, *steps.none_yet.stage)
    yield from _undefined(named, context.catalog.names.stages, ("stages",), "stages")
    for kind, group in (("stages", steps.stages), ("ranks", steps.ranks)):
        for name, step in group.items():
            for key, element in step.elements.items():
                path = (kind, name, "elements", key, "when")
                yield from _undefined_conditions(element.when, context, path, "stages")


def _modes(context: LintContext) -> Iterator[LintFinding]:
    for name, mode in context.catalog.modes.items():
        path = ("modes", name)
        rungs = (mode.ladder.indicator,) if mode.ladder else ()
        yield from _undefined((*mode.need, *mode.readiness, *rungs), context.indicators, path, "modes", "L420")
        yield from _undefined_conditions(mode.first, context, (*path, "first"), "modes")
    first = context.catalog.lines.endogeneity
    yield from _undefined((first.measure,), context.catalog.measures, ("endogeneity", "measure"), "modes")
    yield from _undefined_conditions(first.until, context, ("endogeneity", "until"), "modes")


def _undefined(
    names: Iterable[Any], known: Collection[Any], path: KeyPath, file: str = "measures", code: str = "L426"
) -> Iterator[LintFinding]:
    for name in names:
        if name not in known:
            details = {"found": name, "name": path[-1], "allowed": ", ".join(map(str, known))}
            yield LintFinding(code, (*path, name), details, file)


def _undefined_conditions(
    condition: Condition | None, context: LintContext, path: KeyPath, file: str
) -> Iterator[LintFinding]:
    while condition is not None:
        levels = (*condition.at_least, *condition.at_most)
        yield from _undefined(levels, context.indicators, path, file, "L420")
        yield from _undefined_facts(condition.clauses, context, path, file)
        condition = condition.instead


def _undefined_facts(
    clauses: Sequence[Clause], context: LintContext, path: KeyPath, file: str = "measures"
) -> Iterator[LintFinding]:
    for clause in clauses:
        yield from _undefined(clause.left.facts, context.vocabulary, path, file)


def _undefined_answers(
    choices: Mapping[str, Sequence[str]], context: LintContext, path: KeyPath
) -> Iterator[LintFinding]:
    yield from _undefined(choices, context.vocabulary, path)
    for fact, answers in choices.items():
        items = context.vocabulary[fact].items if fact in context.vocabulary else {}
        yield from _undefined(answers, items, path)


def _undefined_sources(value: object, context: LintContext, path: KeyPath) -> Iterator[LintFinding]:
    for inner, reference in references(value):
        yield from _undefined((reference.source,), context.sources, (*path, *inner))


# What can never be called for, begun or raised


def _triggers(context: LintContext) -> Iterator[LintFinding]:
    """Prior checks, and other measures, without anything that calls for them."""
    for name, measure in context.catalog.measures.items():
        when = measure.when
        if measure.gate and not (when.weak or when.clauses or when.choices):
            yield LintFinding("L422", ("measures", name, "when"), {"found": name}, "measures")
        elif not when.weak:
            yield LintFinding("L427", ("measures", name, "when"), {"found": name}, "measures")


def _circles(context: LintContext) -> Iterator[LintFinding]:
    """Measures that come before themselves, or whose preconditions only measures would meet
    that wait for them in turn."""
    measures = context.catalog.measures
    for name in in_circles({name: measure.after for name, measure in measures.items()}):
        yield LintFinding("L423", ("measures", name, "after"), {"found": name}, "measures")
    doable = _doable(measures)
    for name, measure in measures.items():
        for indicator in _to_be_raised(measure, measures):
            if not any(indicator in measures[other].raises for other in doable - {name}):
                details = {"found": f"{name} {indicator}"}
                yield LintFinding("L423", ("measures", name, "requires"), details, "measures")


def _doable(measures: Mapping[str, Measure]) -> set[str]:
    """What can be carried out one after the other where nothing stands yet."""
    doable: set[str] = set()
    while True:
        raised = {indicator for name in doable for indicator in measures[name].raises}
        more = {name for name, measure in measures.items() if raised.issuperset(_to_be_raised(measure, measures))}
        if more <= doable:
            return doable
        doable |= more


def _to_be_raised(measure: Measure, measures: Mapping[str, Measure]) -> Iterator[str]:
    """Preconditions that the library itself can meet; others stand or fall with the cluster."""
    for indicator, least in measure.requires.items():
        if least > 1 and any(indicator in other.raises for other in measures.values()):
            yield indicator


def _unraised(context: LintContext) -> Iterator[LintFinding]:
    raised = {indicator for measure in context.catalog.measures.values() for indicator in measure.raises}
    excused = context.catalog.names.unraised
    for indicator in context.indicators:
        if indicator not in raised and indicator not in excused:
            yield LintFinding("L424", ("measures",), {"found": indicator}, "measures")
    for indicator in excused:
        if indicator in raised or indicator not in context.indicators:
            yield LintFinding("L425", ("unraised", indicator), {"found": indicator}, "measures")


def _texts(context: LintContext) -> Iterator[LintFinding]:
    catalog = context.catalog
    for file, model in (("measures", catalog.names), ("stages", catalog.steps), ("modes", catalog.lines)):
        yield from untranslated(model, file)


RULES: Final[tuple[Callable[[LintContext], Iterator[LintFinding]], ...]] = (
    _measures,
    _warnings,
    _stages,
    _modes,
    _triggers,
    _circles,
    _unraised,
    _texts,
)
