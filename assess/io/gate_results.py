"""Clauses and the verdict over them as the result tells them, with titles, grounds and reasons in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ..engine.assessment import Assessment, used_by
from ..engine.certainty import Answer
from ..engine.data_gaps import years_lacking
from ..engine.doubts import Doubt
from ..engine.gates import ClauseResult, GateOutcome, answered_otherwise, demand_of, judge_gate, unanswered
from ..engine.projection import met_in
from ..engine.verdicts import verdict_of
from ..i18n.catalog import text
from ..model.clause_results import GateResult, GateStatus, MemberResult, VerdictId, VerdictResult
from ..model.clauses import Gate
from ..model.facts import Vocabulary
from ..model.formula import Clause, Constant, FactRef, Function, Least, Node, Operation
from ..model.rubric import Rubric
from ..model.text import Phrase, Text

Dimension = tuple[bool, str]
"""Whether something was multiplied by a hundred, and its unit; none for a share."""
UNNAMED: Final = "?"
"""The unit of a fact that names none."""


def gate_results(assessment: Assessment) -> tuple[GateResult, ...]:
    """All clauses of a rubric, judged."""
    return tuple(_gate(assessment, gate) for gate in assessment.rubric.gates)


def _gate(assessment: Assessment, gate: Gate) -> GateResult:
    vocabulary = assessment.vocabulary
    outcome = judge_gate(gate, assessment.readings, vocabulary)
    deciding = outcome.deciding
    asked = tuple(_asked(assessment, gate)) if outcome.status == "unknown" else ()
    return GateResult(
        id=gate.id,
        title=gate.title,
        status=outcome.status,
        value=deciding.value,
        threshold=deciding.clause.threshold,
        unit=None if deciding.clause.yes_no else gate.unit or unit_of(deciding.clause, vocabulary),
        gap=deciding.gap if outcome.status in ("pass", "fail") else None,
        because=text(_because(assessment, gate, outcome)),
        veto=gate.veto,
        basis=gate.basis,
        verified=gate.verified,
        references=gate.references,
        sign=deciding.clause.operator,
        note=gate.note,
        lacks=tuple(dict.fromkeys((*asked, *_lacks(assessment, outcome)))) if outcome.status == "unknown" else (),
        duty=gate.duty,
        counts=gate.counts,
        members=tuple(_members(assessment, gate, outcome)),
        combine=gate.combine,
        met_in=met_in(gate, assessment.profile, vocabulary) if outcome.status == "fail" else None,
        yes_no=deciding.clause.yes_no,
        doubts=tuple(text(_doubt(doubt, vocabulary)) for doubt in outcome.doubts),
        firm=outcome.firm,
        asked=asked,
    )


def _doubt(doubt: Doubt, vocabulary: Vocabulary) -> Phrase:
    """What is not settled about a value."""
    fact = vocabulary[doubt.fact].title if doubt.fact else ""
    return Phrase(f"reasons.doubt_{doubt.kind}", {"fact": fact, "year": doubt.year, "words": doubt.words})


def _because(assessment: Assessment, gate: Gate, outcome: GateOutcome) -> Phrase:
    vocabulary, readings = assessment.vocabulary, assessment.readings
    if outcome.status == "not_applicable":
        facts = answered_otherwise(gate, readings)
        return Phrase("reasons.other_type", {"facts": [vocabulary[fact].title for fact in facts]})
    asked = unanswered(gate, readings)
    if outcome.status == "unknown" and asked:
        why = Phrase("reasons.applies_open", {"facts": [vocabulary[fact].title for fact in asked]})
        return Phrase("reasons.several", {"reasons": [why, outcome.deciding.because]})
    return outcome.deciding.because


def _asked(assessment: Assessment, gate: Gate) -> Iterator[Text]:
    """The answers that say whether it applies, and which of its groups do."""
    yield from (assessment.vocabulary[fact].title for fact in unanswered(gate, assessment.readings))


def _lacks(assessment: Assessment, outcome: GateOutcome) -> Iterator[Text]:
    """What its open clauses lack."""
    vocabulary, readings = assessment.vocabulary, assessment.readings
    for result, within in outcome.members:
        if within is False or result.verdict != "unknown" or result.value is not None:
            continue
        left, year = result.clause.left, result.year
        years = years_lacking(left, readings, vocabulary, readings.reporting_year if year is None else year)
        yield from map(text, years) if years else (vocabulary[fact].title for fact in readings.absent(left))


def _members(assessment: Assessment, gate: Gate, outcome: GateOutcome) -> Iterator[MemberResult]:
    for number, (result, within) in enumerate(outcome.members, start=1):
        yield replace(_member(assessment, gate, result, within), id=str(number))


def _member(assessment: Assessment, gate: Gate, result: ClauseResult, within: Answer) -> MemberResult:
    clause, vocabulary = result.clause, assessment.vocabulary
    status: GateStatus = "not_applicable" if within is False else result.verdict
    return MemberResult(
        id="",
        text=text(Phrase("reasons.told_plainly", {"clause": demand_of(clause, vocabulary)})),
        status=status,
        value=result.value,
        sign=clause.operator,
        threshold=clause.threshold,
        unit=None if clause.yes_no else unit_of(clause, vocabulary) or gate.unit,
        gap=None if within is False else result.gap,
        because=text(result.because),
        year=result.year,
        used=tuple(used_by(assessment, clause.left, result.year)) if result.year is not None else (),
        yes_no=clause.yes_no,
    )


# The verdict


def verdict_result(rubric: Rubric, gates: Sequence[GateResult]) -> VerdictResult | None:
    """The verdict of a rubric that speaks one."""
    words = rubric.verdict
    if words is None:
        return None
    verdict = verdict_of(zip(rubric.gates, (gate.settled for gate in gates), strict=True))
    failing, unknown = ([gate for gate in gates if gate.decides and gate.settled == it] for it in ("fail", "unknown"))
    return VerdictResult(
        id=verdict,
        label={"met": words.met, "failed": words.failed, "open": words.open}[verdict],
        because=text(_why(verdict, gates, failing)),
        failing=tuple(gate.id for gate in failing),
        open=tuple(gate.id for gate in unknown),
        uncounted=tuple(gate.id for gate in gates if not gate.decides),
        term=words.term,
        renewal=words.renewal,
    )


def _why(verdict: VerdictId, gates: Sequence[GateResult], failing: Sequence[GateResult]) -> Phrase:
    """Those that fail are named; those that are open stand in the list of clauses below."""
    deciding = [gate for gate in gates if gate.decides and gate.status != "not_applicable"]
    key = f"clauses.because_{verdict}" if deciding else "clauses.because_none"
    met = sum(gate.settled == "pass" for gate in deciding)
    open_ = sum(gate.settled == "unknown" for gate in deciding)
    why = Phrase(key, {"count": len(deciding), "met": met, "open": open_, "list": [gate.title for gate in failing]})
    kinds = Counter(_uncounted_kind(gate) for gate in gates if not gate.decides)
    uncounted = [
        Phrase(f"clauses.of_{kind}", {"count": kinds[kind]}) for kind in ("pending", "guiding", "own") if kinds[kind]
    ]
    return Phrase("clauses.because_but", {"why": why, "uncounted": uncounted}) if uncounted else why


def _uncounted_kind(gate: GateResult) -> str:
    if gate.basis != "official":
        return "own"
    return "pending" if gate.is_pending else "guiding"


# Units


def unit_of(clause: Clause, vocabulary: Vocabulary) -> str | None:
    """The unit in which a comparison is made, where its facts tell: 亿元 for an output, % for a share or growth."""
    found = _dimension(clause.left.root, vocabulary)
    if found is None:
        return None
    is_percent, unit = found
    if is_percent:
        return None if unit else "%"
    return None if unit == UNNAMED else unit or None


def _dimension(node: Node, vocabulary: Vocabulary) -> Dimension | None:
    if isinstance(node, FactRef):
        return False, vocabulary[node.id].unit or UNNAMED
    if isinstance(node, Least):
        return False, vocabulary[node.fact].unit or UNNAMED
    if isinstance(node, Constant):
        return False, ""
    if isinstance(node, Function):
        inner = {_dimension(argument, vocabulary) for argument in node.arguments}
        same = node.name in ("min", "max", "abs") or inner == {(False, "")}
        return inner.pop() if same and len(inner) == 1 else None
    return _of_operation(node, _dimension(node.left, vocabulary), _dimension(node.right, vocabulary))


def _of_operation(node: Operation, left: Dimension | None, right: Dimension | None) -> Dimension | None:
    if left is None or right is None:
        return None
    if node.operator in "+-":
        return left if left == right else None
    if node.operator == "*" and isinstance(node.left, Constant):
        return (True, right[1]) if node.left.value == 100 and not right[0] else None
    if node.operator == "/" and not right[0] and left[1] == right[1]:
        return left[0], ""
    return None
