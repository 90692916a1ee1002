"""Errors of sense in a rubric: what its shape alone cannot show, and what makes it unusable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ..model.clauses import ClauseGroup
from ..model.facts import Fact, Vocabulary
from ..model.formula import Clause
from ..model.place import KeyPath
from ..model.problems import nearest
from ..model.rubric import Criterion, Rubric, named_children, weight_of
from ..model.scale_kinds import Choices
from .findings import LintFinding, in_circles, references
from .pattern_errors import pattern_errors


def find_errors(
    rubric: Rubric, shared: Vocabulary, sources: Collection[str], indicators: Iterable[str]
) -> Iterator[LintFinding]:
    """Every error for which a rubric cannot be used, in no particular order.

    Args:
        rubric: of the right shape, with the shared indicators that it names.
        shared: the facts that all rubrics share.
        sources: keys of the sources that all rubrics share.
        indicators: ids of the shared indicators; looked at only where one is named that is not there.
    """
    vocabulary = shared.extended(rubric.facts)
    yield from _ids(rubric)
    yield from _children(rubric, indicators)
    yield from _places_in_tree(rubric)
    yield from _unknown_facts(rubric, vocabulary)
    yield from _unknown_columns(rubric, vocabulary)
    yield from _misused_choices(rubric, vocabulary)
    yield from pattern_errors(rubric, vocabulary)
    yield from _misused_questions(rubric, vocabulary)
    for name, indicator in rubric.indicators.items():
        yield from _conditions(("indicators", name, "applies_when"), indicator.applies_when.items(), vocabulary)
    for path, group in _groups(rubric):
        yield from _conditions((*path, "when"), group.conditions(), vocabulary)
    yield from (LintFinding("E320", ("facts", name), {"found": name}) for name in rubric.facts if name in shared)
    known = {*sources, *rubric.references}
    for path, reference in references(rubric):
        if reference.source not in known:
            details = {"found": reference.source, "meant": nearest(reference.source, known)}
            yield LintFinding("E313", path, details)


# The tree


def _ids(rubric: Rubric) -> Iterator[LintFinding]:
    """Ids that stand for two things."""
    taken = {rubric.rubric}
    named: list[tuple[KeyPath, str]] = [(("indicators", name), name) for name in rubric.indicators]
    for path, name in [*named, *((path, criterion.id) for path, criterion in rubric.written())]:
        if name in taken:
            yield LintFinding("E309", path, {"found": name})
        taken.add(name)
    for index, gate in enumerate(rubric.gates):
        if gate.id in taken:
            yield LintFinding("E309", ("gates", index), {"found": gate.id})
        taken.add(gate.id)


def _children(rubric: Rubric, indicators: Iterable[str]) -> Iterator[LintFinding]:
    known = {*rubric.indicators, *rubric.criteria_by_id}
    for path, criterion in rubric.written():
        for index, name in enumerate(_child_ids(criterion)):
            if name not in known:
                details = {"found": name, "meant": nearest(name, known | set(indicators))}
                yield LintFinding("E308", (*path, "children", index), details)
        if not any(weight_of(child, rubric.criteria_by_id).value for child in criterion.children):
            yield LintFinding("E303", (*path, "children"), {"found": criterion.id})
        if criterion.school is not None and criterion.school not in rubric.schools:
            yield LintFinding(
                "E327", (*path, "school"), {"found": criterion.id, "allowed": ", ".join(rubric.schools) or "—"}
            )


def _places_in_tree(rubric: Rubric) -> Iterator[LintFinding]:
    """Each node stands once in the tree, and none below itself."""
    written = list(rubric.written())
    named = Counter[str]()
    nested = {criterion.id for path, criterion in written if len(path) > 2}
    for path, criterion in written:
        for name in named_children(criterion):
            named[name] += 1
            if named[name] > 1 or name in nested:
                yield LintFinding("E317", (*path, "children"), {"found": name})
    below = {criterion.id: set(_child_ids(criterion)) for _, criterion in written}
    circular = set(in_circles(below))
    for path, criterion in written:
        if criterion.id in circular:
            yield LintFinding("E304", path, {"found": criterion.id})
    tops = [criterion for criterion in rubric.criteria if criterion.id not in named]
    if tops and not any(top.weight.value for top in tops):
        yield LintFinding("E303", ("criteria",), {"found": rubric.rubric})


def _child_ids(criterion: Criterion) -> Iterator[str]:
    for child in criterion.children:
        yield child if isinstance(child, str) else child.id if isinstance(child, Criterion) else child.use


# Facts and their answers


def _unknown_facts(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for path, fact in _named_facts(rubric):
        if fact not in vocabulary:
            yield LintFinding("E305", path, {"found": fact, "meant": nearest(fact, vocabulary)})


def _named_facts(rubric: Rubric) -> Iterator[tuple[KeyPath, str]]:
    for name, indicator in rubric.indicators.items():
        for place, formula in indicator.written_formulas():
            yield from ((("indicators", name, *place), fact) for fact in formula.facts)
        yield from ((("indicators", name, "applies_when"), fact) for fact in indicator.applies_when)
    for path, group in _groups(rubric):
        yield from ((path, fact) for fact in dict.fromkeys(group.facts))
    for name, fact in rubric.facts.items():
        if fact.part_of is not None:
            yield ("facts", name, "part_of"), fact.part_of


def _groups(rubric: Rubric) -> Iterator[tuple[KeyPath, ClauseGroup]]:
    yield from ((("gates", index), gate) for index, gate in enumerate(rubric.gates))
    yield from ((("grades", "caps", index), cap) for index, cap in enumerate(rubric.grades.caps))


def _clauses(rubric: Rubric) -> Iterator[tuple[KeyPath, Clause]]:
    for path, group in _groups(rubric):
        yield from ((path, clause) for clause in group.clauses())


def _unknown_columns(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """Columns that facts should follow from, and that no table of a profile has."""
    for name, fact in rubric.facts.items():
        rule = fact.from_rows
        table = vocabulary.tables.get(rule.table) if rule else None
        if rule and table is None:
            details = {"name": "from_rows", "found": rule.table, "allowed": ", ".join(vocabulary.tables)}
            details["meant"] = str(nearest(rule.table, vocabulary.tables) or "")
            yield LintFinding("E212", ("facts", name, "from_rows", "table"), details)
            continue
        known = table.columns if table else {}
        for column in (rule.column, *rule.where) if rule else ():
            if column is not None and column not in known:
                details = {"name": "from_rows", "found": column, "allowed": ", ".join(known)}
                yield LintFinding("E212", ("facts", name, "from_rows"), {**details, "meant": nearest(column, known)})


def _misused_choices(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """A choice is scored by `choices` and is never computed with."""
    choices = {name for name, fact in vocabulary.items() if fact.kind == "choice"}
    for name, indicator in rubric.indicators.items():
        scored = isinstance(indicator.scale, Choices)
        for (key, _), formula in indicator.written_formulas():
            for fact in formula.facts:
                if (fact in choices) != scored or (scored and formula.text.strip() != fact):
                    yield LintFinding("E319", ("indicators", name, key), {"found": str(formula), "fact": fact})
                elif isinstance(indicator.scale, Choices):
                    answers = sorted(indicator.scale.choices)
                    yield from _unknown_answers(("indicators", name, "scale"), answers, fact, vocabulary)
    for path, clause in _clauses(rubric):
        for fact in clause.left.facts:
            if fact in choices:
                yield LintFinding("E319", path, {"found": str(clause.left), "fact": fact})


def _misused_questions(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """A fact that stands alone in a clause is asked for yes or no."""
    for path, clause in _clauses(rubric):
        fact = clause.left.text
        if clause.yes_no and fact in vocabulary and vocabulary[fact].kind not in ("yes_no", "choice"):
            yield LintFinding("E324", path, {"found": str(clause), "fact": fact})


def _conditions(
    path: KeyPath, conditions: Iterable[tuple[str, Sequence[str]]], vocabulary: Vocabulary
) -> Iterator[LintFinding]:
    for fact, answers in conditions:
        if fact in vocabulary and vocabulary[fact].kind != "choice":
            yield LintFinding("E321", path, {"found": fact})
        elif fact in vocabulary:
            yield from _unknown_answers(path, answers, fact, vocabulary)


def _unknown_answers(
    path: KeyPath, answers: Sequence[str], fact: str, vocabulary: Mapping[str, Fact]
) -> Iterator[LintFinding]:
    items = vocabulary[fact].items
    for answer in answers:
        if answer not in items:
            yield LintFinding("E318", path, {"found": answer, "allowed": ", ".join(items)})
