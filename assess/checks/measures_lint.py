"""Lint of the library of measures: what its shape cannot show.

A rule is a function of a LintContext that yields findings. To add one, write the function,
put it into RULES, and its words into messages.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from ..model.cases import CasesFile
from ..model.clauses import ClauseGroup
from ..model.facts import Vocabulary
from ..model.formula import Clause
from ..model.measures import Measure, MeasureCatalog
from ..model.patterns import IdOf
from ..model.place import KeyPath
from ..model.text import Reference
from .findings import LintFinding, in_circles, untranslated


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

_CODES: Final = {"indicators": "L420", "modes": "L421"}
"""Of what is named everywhere; L426 is the code of all the rest."""


def _undefined(context: LintContext) -> Iterator[LintFinding]:
    catalog = context.catalog
    known: dict[str, Collection[Any]] = {
        "indicators": context.indicators,
        "facts": context.vocabulary,
        "sources": context.sources,
        "measures": catalog.measures,
        "modes": catalog.modes,
        "cases": catalog.cases,
    }
    for kind in ("actors", "instruments", "stages", "roles", "domains", "groups", "paths", "spaces"):
        known[kind] = getattr(catalog.measures_file, kind)
    for file, model in _files(catalog):
        for kind, name, path in _named_ids(model, type(model)):
            if name not in known[kind]:
                details = {"found": name, "name": path[1], "allowed": ", ".join(map(str, known[kind]))}
                yield LintFinding(_CODES.get(kind, "L426"), path, details, file)


def _named_ids(value: Any, hint: Any, path: KeyPath = ()) -> Iterator[tuple[str, Any, KeyPath]]:
    """Every id that a value names, what it is an id of, and where it stands.

    Args:
        hint: the type that the model of the measures gives the value.
    """
    if get_origin(hint) is Union:
        hint = get_args(hint)[0]
    kinds = [mark.kind for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, IdOf)]
    if kinds and value is not None:
        yield kinds[0], value, path
    elif isinstance(value, Reference):
        yield "sources", value.source, path
    elif isinstance(value, Clause):
        yield from (("facts", fact, path) for fact in value.left.facts)
    elif isinstance(value, BaseModel):
        if isinstance(value, ClauseGroup):
            yield from (("facts", fact, (*path, "when")) for fact in value.when)
        for name, inner in _hints(type(value)).items():
            yield from _named_ids(getattr(value, name), inner, (*path, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            for inner, part in zip(get_args(hint), (key, item), strict=True):
                yield from _named_ids(part, inner, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _named_ids(item, get_args(hint)[0], (*path, index))


@cache
def _hints(model: type[BaseModel]) -> Mapping[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _answers(context: LintContext) -> Iterator[LintFinding]:
    """Answers that no choice or list offers, and questions that cannot be answered yes."""
    level = context.catalog.measures_file.government_level
    for name, measure in context.catalog.measures.items():
        when = measure.when
        conditions = (*([when.given] if when.given else ()), *when.unless)
        named = [("choices", when.choices), *(("includes", condition.includes) for condition in conditions)]
        asked: list[tuple[KeyPath, str, str]] = [
            (("when", part), fact, answer) for part, facts in named for fact in facts for answer in facts[fact]
        ]
        asked += [(("authority",), level, measure.authority)] if measure.authority else []
        for path, fact, answer in asked:
            if fact in context.vocabulary and answer not in context.vocabulary[fact].items:
                yield LintFinding("L426", ("measures", name, *path), {"found": answer}, "measures")
        for fact in (fact for condition in conditions for fact in condition.affirmed):
            if fact in context.vocabulary and context.vocabulary[fact].kind != "yes_no":
                yield LintFinding("L426", ("measures", name, "when", "affirmed"), {"found": fact}, "measures")


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
    excused = context.catalog.measures_file.unraised
    for indicator in context.indicators:
        if indicator not in raised and indicator not in excused:
            yield LintFinding("L424", ("measures",), {"found": indicator}, "measures")
    for indicator in excused:
        if indicator in raised or indicator not in context.indicators:
            yield LintFinding("L425", ("unraised", indicator), {"found": indicator}, "measures")


def _texts(context: LintContext) -> Iterator[LintFinding]:
    for file, model in _files(context.catalog):
        yield from untranslated(model, file)


def _files(catalog: MeasureCatalog) -> Iterator[tuple[str, BaseModel]]:
    yield "measures", catalog.measures_file
    yield "cases", CasesFile.model_construct(cases=catalog.cases)
    yield "stages", catalog.stages_file
    yield "modes", catalog.modes_file


RULES: Final[tuple[Callable[[LintContext], Iterator[LintFinding]], ...]] = (
    _undefined,
    _answers,
    _triggers,
    _circles,
    _unraised,
    _texts,
)
