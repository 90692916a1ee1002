"""Gates: clauses that hold, fail or are unknown, and how much is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from ..model.arithmetic import is_known
from ..model.clauses import ClauseGroup
from ..model.facts import Vocabulary
from ..model.formula import Clause
from ..model.text import FormulaText, Phrase
from .certainty import Answer, all_hold, any_holds, at_both_ends
from .data_gaps import why_unknown
from .fact_sources import ProfileReadings, Year

GateStatus = Literal["pass", "fail", "unknown"]
STATUS: Final[Mapping[Answer, GateStatus]] = {True: "pass", False: "fail", None: "unknown"}
ANSWER: Final[Mapping[GateStatus, Answer]] = {status: answer for answer, status in STATUS.items()}


class ClauseResult(NamedTuple):
    """A clause, judged."""

    clause: Clause
    verdict: GateStatus
    value: float | None
    because: Phrase
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


def judge_clause(clause: Clause, readings: ProfileReadings, vocabulary: Vocabulary) -> ClauseResult:
    """Judge a clause at both ends, for the latest year of which anything is known; where none can
    be told because a divisor may be zero, it is unknown."""
    in_words = FormulaText(clause.text, {fact: vocabulary[fact].title for fact in clause.left.facts})
    for year in readings.years(clause.left):
        value = readings.value(clause.left, year)
        low, high = readings.bounds(clause.left, year, value)
        if not is_known(value) and not is_known(low):
            continue
        answer = at_both_ends(clause.holds, low, high) if is_known(low) else None
        because = Phrase("reasons.clause", {"clause": in_words})
        if answer is None:
            because = _clause_but(in_words, Phrase("reasons.unsure"))
        if year < readings.reporting_year:
            because = Phrase("reasons.earlier_year", {"why": because})
        return ClauseResult(clause, STATUS[answer], value if is_known(value) else None, because, year)
    return ClauseResult(clause, "unknown", None, _clause_but(in_words, why_unknown(clause.left, readings, vocabulary)))


def _clause_but(clause: FormulaText, why: Phrase) -> Phrase:
    return Phrase("reasons.clause_but", {"clause": clause, "why": why})


class GateOutcome(NamedTuple):
    """A gate, judged."""

    status: GateStatus
    deciding: ClauseResult
    """The clause whose value and gap are told."""


def judge_gate(gate: ClauseGroup, readings: ProfileReadings, vocabulary: Vocabulary) -> GateOutcome:
    """Judge every clause of a gate, and the gate by them."""
    results = {clause: judge_clause(clause, readings, vocabulary) for clause in gate.clauses()}
    return GateOutcome(_status(gate, results), _deciding(gate, results))


def _status(group: Clause | ClauseGroup, results: Mapping[Clause, ClauseResult]) -> GateStatus:
    """Three-valued and / or: unknown only where it could still turn either way."""
    if isinstance(group, Clause):
        return results[group].verdict
    answers = [ANSWER[_status(member, results)] for member in group.members]
    return STATUS[all_hold(answers) if group.all_of else any_holds(answers)]


def _deciding(group: Clause | ClauseGroup, results: Mapping[Clause, ClauseResult]) -> ClauseResult:
    """Of the clauses that stand as the group does, the nearest to its threshold; the farthest of those that fail
    an all-of."""
    if isinstance(group, Clause):
        return results[group]
    status = _status(group, results)
    agreeing = [_deciding(member, results) for member in group.members if _status(member, results) == status]
    farthest_first = status == "fail" and group.all_of is not None
    return (max if farthest_first else min)(agreeing, key=lambda result: result.distance)
