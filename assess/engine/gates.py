"""Gates: clauses that hold, fail or are unknown, and how much is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..i18n import reasons
from ..model.facts import Vocabulary
from ..model.formula import Clause
from ..model.judgement import GateResult
from ..model.rubric import Gate, Group
from ..model.text import Text
from .fact_sources import ProfileReadings, Year, bounds_of

GateStatus = Literal["pass", "fail", "unknown"]


class ClauseResult(NamedTuple):
    """A clause, judged."""

    clause: Clause
    verdict: GateStatus
    value: float | None
    because: Text
    year: Year = None

    @property
    def gap(self) -> float | None:
        """Way to the threshold in its unit; 0 when the clause holds, none while that is unknown."""
        if self.verdict == "pass":
            return 0.0
        return abs(self.clause.threshold - self.value) if self.verdict == "fail" and self.value is not None else None

    @property
    def distance(self) -> float:
        """Way to the threshold as a share of it, to tell the nearest of several clauses."""
        if self.gap is None:
            return float("inf")
        return self.gap / max(abs(self.clause.threshold), 1e-9)


def judge_gates(gates: Sequence[Gate], readings: ProfileReadings, vocabulary: Vocabulary) -> tuple[GateResult, ...]:
    """Judge every gate. The value, threshold and gap told are those of the deciding clause:
    the nearest of those that keep an any-of shut, the farthest of those that fail an all-of."""
    return tuple(_gate(gate, readings, vocabulary) for gate in gates)


def judge_clause(clause: Clause, readings: ProfileReadings, vocabulary: Vocabulary) -> ClauseResult:
    """Judge a clause; where bounds lie on both sides of the threshold, or none can be
    told because a divisor may be zero, it is unknown."""
    for year in readings.years(clause.left):
        value = clause.left.evaluate(readings.ops, readings.at(year))
        if value == value:
            bounds = bounds_of(clause.left, readings, year)
            ends = {clause.holds(end) for end in (value, bounds.low, bounds.high) if end == end}
            boundless = bounds.low != bounds.low
            if boundless or len(ends) > 1:
                return ClauseResult(clause, "unknown", value, reasons.unsure(clause, vocabulary), year)
            return ClauseResult(
                clause, "pass" if ends.pop() else "fail", value, reasons.clause(clause, vocabulary), year
            )
    absent = readings.absent(clause.left)
    titles = [vocabulary[fact].title for fact in absent]
    because = reasons.clause(clause, vocabulary, titles) if absent else reasons.no_result(clause, vocabulary)
    return ClauseResult(clause, "unknown", None, because)


def verdict_of(group: Group, found: dict[Clause, ClauseResult]) -> GateStatus:
    """Three-valued and / or (Kleene): unknown only where it could still turn either way."""
    verdicts = [
        found[member].verdict if isinstance(member, Clause) else verdict_of(member, found) for member in group.members
    ]
    deciding, other = ("fail", "pass") if group.all_of else ("pass", "fail")
    if deciding in verdicts:
        return deciding
    return "unknown" if "unknown" in verdicts else other  # type: ignore[return-value]


def _gate(gate: Gate, readings: ProfileReadings, vocabulary: Vocabulary) -> GateResult:
    found = {clause: judge_clause(clause, readings, vocabulary) for clause in gate.clauses()}
    told = _deciding(gate, found)
    return GateResult(
        id=gate.id,
        title=gate.title,
        status=verdict_of(gate, found),
        value=told.value if told.value == told.value else None,
        threshold=told.clause.threshold,
        unit=gate.unit or _unit(told.clause, vocabulary),
        gap=told.gap,
        because=told.because,
        veto=gate.veto,
        basis=gate.basis,
        verified=gate.verified,
        references=gate.references,
        sign=told.clause.operator,  # type: ignore[arg-type]
        note=gate.note,
    )


def _deciding(group: Group, found: dict[Clause, ClauseResult]) -> ClauseResult:
    """Of the members that stand as the group does, the nearest; the farthest of those that
    fail an all-of."""
    verdict = verdict_of(group, found)
    agreeing = [
        found[member] if isinstance(member, Clause) else _deciding(member, found)
        for member in group.members
        if verdict == (found[member].verdict if isinstance(member, Clause) else verdict_of(member, found))
    ]
    farthest_first = verdict == "fail" and group.all_of is not None
    return (max if farthest_first else min)(agreeing, key=lambda each: each.distance)


def _unit(clause: Clause, vocabulary: Vocabulary) -> str | None:
    """The unit of a clause that compares a bare fact."""
    fact = vocabulary.get(clause.left.text.strip())
    return fact.unit if fact else None
