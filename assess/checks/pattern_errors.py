"""Errors of sense in the patterns of a rubric: names of nothing, and answers that nobody can give."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..model.facts import Vocabulary
from ..model.patterns import Condition, Pattern
from ..model.place import KeyPath
from ..model.problems import nearest
from ..model.rubric import Rubric
from .findings import LintFinding


def pattern_errors(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """Every error in the patterns of a rubric.

    Args:
        rubric: with the indicators that it names.
        vocabulary: the shared facts and the rubric's own.
    """
    taken = {rubric.rubric, *rubric.indicators, *rubric.criteria_by_id, *(gate.id for gate in rubric.gates)}
    for index, pattern in enumerate(rubric.patterns):
        path: KeyPath = ("patterns", index)
        if pattern.id in taken:
            yield LintFinding("E309", path, {"found": pattern.id})
        taken.add(pattern.id)
        yield from _unknown_names((*path, "when"), pattern, rubric, vocabulary)
        for clause in pattern.clauses():
            for fact in clause.left.facts:
                if fact in vocabulary and vocabulary[fact].kind == "choice":
                    yield LintFinding("E319", (*path, "when"), {"found": str(clause.left), "fact": fact})
                elif fact in vocabulary and clause.yes_no and vocabulary[fact].kind != "yes_no":
                    yield LintFinding("E324", (*path, "when"), {"found": str(clause), "fact": fact})
        for condition in pattern.conditions():
            yield from _misused_facts((*path, "when"), condition, vocabulary)


def _unknown_names(path: KeyPath, pattern: Pattern, rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for name in pattern.indicators():
        if name not in rubric.indicators:
            yield LintFinding("E308", path, {"found": name, "meant": nearest(name, rubric.indicators)})
    for name in pattern.facts():
        if name not in vocabulary:
            yield LintFinding("E305", path, {"found": name, "meant": nearest(name, vocabulary)})


def _misused_facts(path: KeyPath, condition: Condition, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """Questions that are not answered by yes or no, and answers that are not offered."""
    kinds = [(condition.affirmed, "yes_no"), (condition.choices, "choice"), (condition.includes, "list")]
    for facts, kind in kinds:
        for fact in facts:
            if fact in vocabulary and vocabulary[fact].kind != kind:
                yield LintFinding("E341", path, {"found": fact, "kind": vocabulary[fact].kind, "allowed": kind})
    for answers in (condition.choices, condition.includes):
        for fact, named in answers.items():
            items = vocabulary[fact].items if fact in vocabulary else {}
            for answer in named:
                if items and answer not in items:
                    yield LintFinding("E318", path, {"found": answer, "allowed": ", ".join(items)})


def undefined_calls(rubric: Rubric, measures: Collection[str], stated: Collection[str]) -> Iterator[LintFinding]:
    """Measures that patterns call for, and problems that they are stated as, which nothing defines.

    Args:
        rubric: without errors.
        measures: ids of the measures there are.
        stated: items of the list in which a county states its problems.
    """
    for index, pattern in enumerate(rubric.patterns):
        for key, names, known in (("calls", pattern.calls, measures), ("stated_as", pattern.stated_as, stated)):
            for name in names:
                if name not in known:
                    yield LintFinding("L426", ("patterns", index, key), {"found": name})
