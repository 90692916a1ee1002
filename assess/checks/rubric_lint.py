"""Lint of a rubric: what an editor would mark, though the engine could use it.

A rule is a small function that yields findings. To add one, write the function, put it into
RULES, and its words into messages.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ..model.arithmetic import FLOATS
from ..model.facts import Vocabulary
from ..model.formula import Constant, Operation, walk
from ..model.indicators import Indicator
from ..model.place import KeyPath
from ..model.rubric import Rubric, Use
from ..model.scale_kinds import Levels
from ..model.text import Text
from .findings import LintFinding, references, untranslated


def lint_rubric(rubric: Rubric, vocabulary: Vocabulary) -> list[LintFinding]:
    """All findings for a rubric.

    Args:
        rubric: without errors.
        vocabulary: the shared facts and the rubric's own.
    """
    return [finding for rule in RULES for finding in rule(rubric, vocabulary)]


def _unused_sources(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    cited = {reference.source for _, reference in references(rubric)}
    for key in rubric.references:
        if key not in cited:
            yield LintFinding("L401", ("references", key), {"found": key})


def _without_reference(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for name, indicator in rubric.indicators.items():
        if not indicator.references and not indicator.scale.references:
            yield LintFinding("L402", ("indicators", name), {"found": name})
    for index, gate in enumerate(rubric.gates):
        if not gate.references:
            yield LintFinding("L402", ("gates", index), {"found": gate.id})


def _levels_without_words(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for name, indicator in rubric.indicators.items():
        if isinstance(indicator.scale, Levels) and indicator.descriptors is None:
            yield LintFinding("L403", ("indicators", name), {"found": name})


def _untranslated(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    yield from untranslated(rubric)


def _zero_divisors(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for name, indicator in rubric.indicators.items():
        for path, formula in indicator.written_formulas():
            for node in walk(formula.root):
                if isinstance(node, Operation) and node.operator == "/" and _always_zero(node.right):
                    yield LintFinding("L405", ("indicators", name, *path), {"found": str(formula)})


def _always_zero(node: Any) -> bool:
    if any(not isinstance(inner, Constant | Operation) for inner in walk(node)):
        return isinstance(node, Operation) and node.operator == "-" and node.left == node.right
    value = node.evaluate(FLOATS, lambda fact, lag: 0.0)
    return bool(value == 0)


def _unused_indicators(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    used = {leaf.id for leaf in rubric.leaves()}
    for name in rubric.indicators:
        if name not in used:
            yield LintFinding("L406", ("indicators", name), {"found": name})


def _weights(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for path, criterion in rubric.written():
        if criterion.weight.value == 0:
            yield LintFinding("L407", path, {"found": criterion.id})
        for index, child in enumerate(criterion.children):
            if isinstance(child, Use) and child.weight and child.weight.value == 0:
                yield LintFinding("L407", (*path, "children", index), {"found": child.use})
        # A lens regroups after a document, which may well name one thing under a heading.
        if len(criterion.children) == 1 and rubric.kind == "assessment":
            yield LintFinding("L411", path, {"found": criterion.id})
    if rubric.is_scored and rubric.weights.note is None and not rubric.weights.references:
        yield LintFinding("L412", ("weights",), {})


def _unverified_official(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    grounds: dict[KeyPath, Any] = {("weights",): rubric.weights, ("grades",): rubric.grades}
    grounds |= {("indicators", name, "scale"): indicator.scale for name, indicator in rubric.indicators.items()}
    grounds |= {("gates", index): gate for index, gate in enumerate(rubric.gates) if gate.note is None}
    grounds |= {("grades", "caps", index): cap for index, cap in enumerate(rubric.grades.caps)}
    for path, ground in grounds.items():
        if ground.basis == "official" and not ground.verified:
            yield LintFinding("L408", path, {"found": ".".join(map(str, path))})


def _verdicts_never_spoken(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """A verdict that no clause decides."""
    if rubric.verdict is not None and not any(gate.decides for gate in rubric.gates):
        yield LintFinding("L415", ("verdict",), {"found": rubric.rubric})


def _idle_vetoes(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """A veto that takes nothing away, since it is guiding or nobody has verified it."""
    for index, gate in enumerate(rubric.gates):
        if gate.veto and not gate.counts:
            yield LintFinding("L416", ("gates", index), {"found": gate.id})


def _nobody_scores(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for name, indicator in rubric.indicators.items():
        values = _possible(indicator, vocabulary)
        scores = {indicator.scale.score(value, FLOATS) for value in values}
        if len(scores) == 1 and values:
            details = {"found": name, "allowed": f"{min(values):g}–{max(values):g}", "score": scores.pop()}
            yield LintFinding("L409", ("indicators", name, "scale"), details)


def _possible(indicator: Indicator, vocabulary: Vocabulary) -> list[float]:
    """Values bare facts can take, at their limits and at the thresholds between them; none
    where any formula is more than a fact."""
    values: list[float] = []
    for formula in indicator.formulas:
        fact = vocabulary[formula.facts[0]] if formula.text.strip() in formula.facts else None
        if fact is None or fact.kind == "choice":
            return []
        least, most = fact.limits
        values += [value for value in (least, *indicator.scale.thresholds, most) if least <= value <= most]
    return values


def _repeated_titles(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    seen: dict[str, str] = {}
    titles: list[tuple[KeyPath, str, Text]] = [(path, c.id, c.title) for path, c in rubric.written()]
    titles += [(("indicators", name), name, indicator.title) for name, indicator in rubric.indicators.items()]
    for path, name, title in titles:
        words = next((words for words in (title.zh, title.en) if words in seen), None)
        if words:
            yield LintFinding("L410", path, {"found": words, "other": seen[words]})
        seen |= {title.zh: name, title.en: name}


def _repeated_formulas(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    seen: dict[Any, str] = {}
    for name, indicator in rubric.indicators.items():
        root = indicator.value[0].root
        if root in seen:
            yield LintFinding("L413", ("indicators", name, "value"), {"found": name, "other": seen[root]})
        seen.setdefault(root, name)


def _ways_of_one_kind(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """Formulas under `value` that can hardly give the same quantity: they compute with the same fact, or are
    two facts as they stand."""
    for name, indicator in rubric.indicators.items():
        for index, formula in enumerate(indicator.value):
            for other in indicator.value[:index]:
                bare = formula.text.strip() in formula.facts and other.text.strip() in other.facts
                if bare or not set(formula.facts).isdisjoint(other.facts):
                    details = {"found": str(formula), "other": str(other)}
                    yield LintFinding("L414", ("indicators", name, "value", index), details)


RULES: Final[tuple[Callable[[Rubric, Vocabulary], Iterator[LintFinding]], ...]] = (
    _unused_sources,
    _without_reference,
    _levels_without_words,
    _untranslated,
    _zero_divisors,
    _unused_indicators,
    _weights,
    _unverified_official,
    _verdicts_never_spoken,
    _idle_vetoes,
    _nobody_scores,
    _repeated_titles,
    _repeated_formulas,
    _ways_of_one_kind,
)
