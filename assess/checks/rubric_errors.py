"""Faults of sense in a rubric: what its shape alone cannot show, and what makes it unusable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..model.facts import Vocabulary
from ..model.formula import Formula
from ..model.problems import nearest
from ..model.rubric import Criterion, Indicator, Rubric, Use, named_children, weight_of
from ..model.scales import Choices


class Fault(NamedTuple):
    """A problem code and the path at which it stands."""

    code: str
    path: tuple[str | int, ...]
    details: Mapping[str, object] = MappingProxyType({})


def faults(rubric: Rubric, shared: Vocabulary, sources: Mapping[str, Any]) -> Iterator[Fault]:
    """Every fault for which a rubric cannot be used, in no particular order."""
    vocabulary = shared.extended(rubric.facts)
    yield from _tree_faults(rubric)
    for name, indicator in rubric.indicators.items():
        yield from _indicator_faults(name, indicator, vocabulary)
    for index, gate in enumerate(rubric.gates):
        for clause in gate.clauses():
            yield from _unknown_facts(clause.left, ("gates", index), vocabulary)
            yield from _computed_choices(clause.left, ("gates", index), vocabulary)
    yield from _own_fact_faults(rubric, shared)
    known = {*sources, *rubric.references}
    for path, source in _cited(rubric):
        if source not in known:
            yield Fault("E313", path, {"found": source, "meant": nearest(source, known)})


def _tree_faults(rubric: Rubric) -> Iterator[Fault]:
    written = list(rubric.written())
    known = {*rubric.indicators, *(criterion.id for _, criterion in written)}
    places: dict[str, tuple[str | int, ...]] = {name: ("indicators", name) for name in rubric.indicators}
    if rubric.rubric in places:
        yield Fault("E309", places[rubric.rubric], {"found": rubric.rubric})
    for path, criterion in written:
        if criterion.id in places or criterion.id == rubric.rubric:
            yield Fault("E309", path, {"found": criterion.id})
        places[criterion.id] = path
        yield from _children_faults(path, criterion, known, rubric.criteria_by_id)
    yield from _use_faults(written, rubric)


def _children_faults(
    path: tuple[str | int, ...], criterion: Criterion, known: Collection[str], criteria: Mapping[str, Criterion]
) -> Iterator[Fault]:
    for index, child in enumerate(criterion.children):
        name = child.use if isinstance(child, Use) else child
        if isinstance(name, str) and name not in known:
            yield Fault("E308", (*path, "children", index), {"found": name, "meant": nearest(name, known)})
    if not any(weight_of(child, criteria).value for child in criterion.children):
        yield Fault("E303", (*path, "children"), {"found": criterion.id})


def _use_faults(written: list[tuple[tuple[str | int, ...], Criterion]], rubric: Rubric) -> Iterator[Fault]:
    """Each node stands once in the tree, and no node below itself."""
    parents: dict[str, list[str]] = {}
    nested = {criterion.id for path, criterion in written if len(path) > 2}
    for path, criterion in written:
        for name in named_children(criterion):
            parents.setdefault(name, []).append(criterion.id)
            if len(parents[name]) > 1 or name in nested:
                yield Fault("E317", (*path, "children"), {"found": name})
    for path, criterion in written:
        if _below_itself(criterion.id, rubric.criteria_by_id):
            yield Fault("E304", path, {"found": criterion.id})
    tops = [c for path, c in written if len(path) == 2 and c.id not in parents]
    if tops and not any(c.weight.value for c in tops):
        yield Fault("E303", ("criteria",), {"found": rubric.rubric})


def _below_itself(name: str, criteria: Mapping[str, Criterion]) -> bool:
    seen: set[str] = set()
    waiting = list(_inner(criteria[name]))
    while waiting:
        child = waiting.pop()
        if child == name:
            return True
        if child in criteria and child not in seen:
            seen.add(child)
            waiting += _inner(criteria[child])
    return False


def _inner(criterion: Criterion) -> list[str]:
    written = [child.id for child in criterion.children if isinstance(child, Criterion)]
    return [*named_children(criterion), *written]


def _indicator_faults(name: str, indicator: Indicator, vocabulary: Vocabulary) -> Iterator[Fault]:
    path = ("indicators", name)
    for index, formula in enumerate(indicator.value):
        yield from _unknown_facts(formula, (*path, "value", index), vocabulary)
    yield from _choice_faults(path, indicator, vocabulary)
    for fact, accepted in indicator.applies_when.items():
        if fact not in vocabulary:
            yield Fault("E305", (*path, "applies_when"), {"found": fact, "meant": nearest(fact, vocabulary)})
            continue
        if vocabulary[fact].kind != "choice":
            yield Fault("E321", (*path, "applies_when"), {"found": fact})
            continue
        for answer in accepted:
            if answer not in vocabulary[fact].items:
                details = {"found": answer, "allowed": ", ".join(vocabulary[fact].items)}
                yield Fault("E318", (*path, "applies_when"), details)


def _choice_faults(path: tuple[str, str], indicator: Indicator, vocabulary: Vocabulary) -> Iterator[Fault]:
    """A choice is scored by `choices` and is never computed with."""
    for formula in indicator.value:
        for fact in formula.facts:
            is_choice = fact in vocabulary and vocabulary[fact].kind == "choice"
            scored = isinstance(indicator.scale, Choices)
            if is_choice != scored or (is_choice and formula.text.strip() != fact):
                yield Fault("E319", (*path, "value"), {"found": str(formula), "fact": fact})
            elif isinstance(indicator.scale, Choices):
                strangers = set(indicator.scale.choices) - set(vocabulary[fact].items)
                for answer in sorted(strangers):
                    details = {"found": answer, "allowed": ", ".join(vocabulary[fact].items)}
                    yield Fault("E318", (*path, "scale"), details)


def _computed_choices(formula: Formula, path: tuple[str | int, ...], vocabulary: Vocabulary) -> Iterator[Fault]:
    for fact in formula.facts:
        if fact in vocabulary and vocabulary[fact].kind == "choice":
            yield Fault("E319", path, {"found": str(formula), "fact": fact})


def _unknown_facts(formula: Formula, path: tuple[str | int, ...], vocabulary: Vocabulary) -> Iterator[Fault]:
    for fact in formula.facts:
        if fact not in vocabulary:
            yield Fault("E305", path, {"found": fact, "formula": str(formula), "meant": nearest(fact, vocabulary)})


def _own_fact_faults(rubric: Rubric, shared: Vocabulary) -> Iterator[Fault]:
    vocabulary = shared.extended(rubric.facts)
    for name, fact in rubric.facts.items():
        if name in shared:
            yield Fault("E320", ("facts", name), {"found": name})
        if fact.part_of is not None and fact.part_of not in vocabulary:
            details = {"found": fact.part_of, "meant": nearest(fact.part_of, vocabulary)}
            yield Fault("E305", ("facts", name, "part_of"), details)


def _cited(rubric: Rubric) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, grounds in (("weights", rubric.weights), ("grades", rubric.grades)):
        yield from (((name, "references"), r.source) for r in grounds.references)
    for path, criterion in rubric.written():
        yield from (((*path, "references"), r.source) for r in criterion.references)
        yield from (((*path, "weight"), r.source) for r in criterion.weight.references)
        for index, child in enumerate(criterion.children):
            if isinstance(child, Use) and child.weight:
                yield from (((*path, "children", index, "weight"), r.source) for r in child.weight.references)
    for name, indicator in rubric.indicators.items():
        yield from ((("indicators", name, "references"), r.source) for r in indicator.references)
        yield from ((("indicators", name, "scale", "references"), r.source) for r in indicator.scale.references)
    for index, gate in enumerate(rubric.gates):
        yield from ((("gates", index, "references"), r.source) for r in gate.references)
