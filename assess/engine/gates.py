"""Gates: clauses that hold, fail, are unknown or do not apply, and how much is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final, Literal, NamedTuple

from ..model.arithmetic import is_known
from ..model.clause_results import GateStatus
from ..model.clauses import ClauseGroup
from ..model.facts import Vocabulary
from ..model.formula import Clause
from ..model.text import FormulaText, Phrase
from .certainty import Answer, all_hold, at_both_ends
from .data_gaps import lacking_years, why_unknown
from .doubts import Doubt, doubtful_range, doubts_of
from .fact_sources import ProfileReadings, Year

Verdict = Literal["pass", "fail", "unknown"]
STATUS: Final[Mapping[Answer, Verdict]] = {True: "pass", False: "fail", None: "unknown"}
ANSWER: Final[Mapping[Verdict, Answer]] = {verdict: answer for answer, verdict in STATUS.items()}
POSSIBLE: Final[Mapping[Verdict, frozenset[GateStatus]]] = {
    "pass": frozenset({"pass"}),
    "fail": frozenset({"fail"}),
    "unknown": frozenset({"pass", "fail"}),
}
PREVAILS: Final[Mapping[bool, tuple[GateStatus, ...]]] = {
    True: ("not_applicable", "pass", "fail"),
    False: ("not_applicable", "fail", "pass"),
}
"""What settles a group of which all members must hold, or one: the later the stronger. What does not apply says
nothing."""


ON_EDGE: Final[Mapping[str, str]] = {">": "reasons.on_threshold", "<": "reasons.on_upper_limit"}
"""What is said of a value on the very threshold that a clause asks to be passed."""


class ClauseResult(NamedTuple):
    """A clause, judged."""

    clause: Clause
    verdict: Verdict
    value: float | None
    because: Phrase
    year: Year = None
    doubts: tuple[Doubt, ...] = ()
    """What is not settled about the values it was judged on."""
    firm: bool = True
    """Whether the verdict is the same however the doubts turn out."""

    @property
    def settled(self) -> ClauseResult:
        """The result as far as it is firm."""
        return self if self.firm else self._replace(verdict="unknown")

    @property
    def gap(self) -> float | None:
        """Way to the threshold in its unit; 0 when the clause holds, none while that is unknown, or where the
        question it asks has the other answer."""
        if self.verdict == "pass":
            return 0.0
        is_short = self.verdict == "fail" and self.value is not None and not self.clause.yes_no
        return abs(self.clause.threshold - self.value) if is_short and self.value is not None else None

    @property
    def distance(self) -> float:
        """Way to the threshold as a share of it, to tell the nearest of several clauses."""
        if self.gap is None:
            return float("inf")
        return self.gap / max(abs(self.clause.threshold), 1e-9)


def judge_clause(clause: Clause, readings: ProfileReadings, vocabulary: Vocabulary) -> ClauseResult:
    """Judge a clause at both ends, for the latest year of which anything is known; where none can
    be told because a divisor may be zero, it is unknown."""
    demand = demand_of(clause, vocabulary)
    for year in readings.years(clause.left):
        value = readings.value(clause.left, year)
        low, high = readings.bounds(clause.left, year, value)
        if not is_known(value) and not is_known(low):
            continue
        answer = at_both_ends(clause.holds, low, high) if is_known(low) else None
        because = Phrase("reasons.clause", {"clause": demand})
        if answer is None:
            why = lacking_years(clause.left, readings, vocabulary, year) or Phrase("reasons.unsure")
            because = _clause_but(demand, why)
        elif not answer and clause.operator in ON_EDGE and clause.is_on_threshold(value):
            because = _clause_but(demand, Phrase(ON_EDGE[clause.operator]))
        if year < readings.reporting_year:
            because = Phrase("reasons.earlier_year", {"why": because})
        doubts = doubts_of(clause.left, year, readings, vocabulary)
        is_firm = not doubts or _holds_in_doubt(clause, year, readings, vocabulary) is answer
        known = value if is_known(value) else None
        return ClauseResult(clause, STATUS[answer], known, because, year, doubts, is_firm or answer is None)
    return ClauseResult(clause, "unknown", None, _clause_but(demand, why_unknown(clause.left, readings, vocabulary)))


def _holds_in_doubt(clause: Clause, year: int, readings: ProfileReadings, vocabulary: Vocabulary) -> Answer:
    range_ = doubtful_range(clause.left, year, readings, vocabulary)
    return at_both_ends(clause.holds, range_.low, range_.high) if is_known(range_.low) else None


def demand_of(clause: Clause, vocabulary: Vocabulary) -> FormulaText | Phrase:
    """What a clause asks for, to be read aloud."""
    titles = {fact: vocabulary[fact].title for fact in clause.left.facts}
    if clause.yes_no:
        return Phrase("reasons.asked_yes" if clause.threshold else "reasons.asked_no", {"facts": list(titles.values())})
    return FormulaText(clause.text, titles)


def _clause_but(demand: FormulaText | Phrase, why: Phrase) -> Phrase:
    return Phrase("reasons.clause_but", {"clause": demand, "why": why})


class GateOutcome(NamedTuple):
    """A gate, judged."""

    status: GateStatus
    deciding: ClauseResult
    """The clause whose value and gap are told."""
    members: tuple[tuple[ClauseResult, Answer], ...]
    """All clauses, each with whether the groups it stands in apply."""
    firm: bool
    """Whether the status is the same however doubts about values turn out."""

    @property
    def settled(self) -> GateStatus:
        """The status as far as it is firm, on which verdicts and vetoes rest."""
        return self.status if self.firm else "unknown"

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not settled about the values the status rests on."""
        agreeing = [result for result, within in self.members if within is not False and result.verdict == self.status]
        resting = [self.deciding] if self.firm else agreeing
        return tuple(dict.fromkeys(doubt for result in resting for doubt in result.doubts))


def judge_gate(gate: ClauseGroup, readings: ProfileReadings, vocabulary: Vocabulary) -> GateOutcome:
    """Judge every clause of a gate, and the gate by them."""
    results = {clause: judge_clause(clause, readings, vocabulary) for clause in gate.clauses()}
    members = tuple((results[clause], answer) for clause, answer in _members(gate, readings))
    status = _status(gate, results, readings)
    settled = {clause: result.settled for clause, result in results.items()}
    is_firm = status == "unknown" or _status(gate, settled, readings) == status
    return GateOutcome(status, _deciding(gate, results, readings), members, is_firm)


def applies(group: ClauseGroup, readings: ProfileReadings) -> Answer:
    """Whether a cluster is one of those that a group is for."""
    return all_hold(_has_answer(fact, answers, readings) for fact, answers in group.when.items())


def unanswered(group: ClauseGroup, readings: ProfileReadings) -> tuple[str, ...]:
    """Choice facts that leave open whether the group, or a group in it, applies."""
    conditions = group.conditions()
    return tuple(dict.fromkeys(fact for fact, them in conditions if _has_answer(fact, them, readings) is None))


def answered_otherwise(group: ClauseGroup, readings: ProfileReadings) -> tuple[str, ...]:
    """Choice facts by which the group, or a group in it, does not apply."""
    conditions = group.conditions()
    return tuple(dict.fromkeys(fact for fact, them in conditions if _has_answer(fact, them, readings) is False))


def _has_answer(fact: str, answers: tuple[str, ...], readings: ProfileReadings) -> Answer:
    if readings.not_applicable(fact):
        return False
    return readings.matches(fact, answers) if readings.has_value(fact) else None


def _members(group: ClauseGroup, readings: ProfileReadings, within: Answer = True) -> Iterator[tuple[Clause, Answer]]:
    within = all_hold([within, applies(group, readings)])
    for member in group.members:
        if isinstance(member, Clause):
            yield member, within
        else:
            yield from _members(member, readings, within)


ResultsByMember = Mapping[Clause, ClauseResult]


def _status(member: Clause | ClauseGroup, results: ResultsByMember, readings: ProfileReadings) -> GateStatus:
    """What is the same however the unknown turns out; unknown where it could still turn either way."""
    possible = _possible(member, results, readings)
    return next(iter(possible)) if len(possible) == 1 else "unknown"


def _possible(
    member: Clause | ClauseGroup, results: ResultsByMember, readings: ProfileReadings
) -> frozenset[GateStatus]:
    """All that may turn out: pass, fail, or that it does not apply."""
    if isinstance(member, Clause):
        return POSSIBLE[results[member].verdict]
    relevant = applies(member, readings)
    possible: frozenset[GateStatus] = frozenset({"not_applicable"})
    if relevant is False:
        return possible
    if member.ways:
        told = frozenset(status for inner in member.members for status in _told(inner, results, readings))
        possible = told if len(told) == 1 else POSSIBLE["unknown"]
        return possible | {"not_applicable"} if relevant is None else possible
    strength = PREVAILS[bool(member.all_of)].index
    for inner in member.members:
        pairs = product(possible, _possible(inner, results, readings))
        possible = frozenset(max(pair, key=strength) for pair in pairs)
    return possible | {"not_applicable"} if relevant is None else possible


def _told(member: Clause | ClauseGroup, results: ResultsByMember, readings: ProfileReadings) -> frozenset[GateStatus]:
    """What one of several ways tells; nothing where it could still turn either way."""
    possible = _possible(member, results, readings)
    return possible if len(possible) == 1 else frozenset()


def _deciding(member: Clause | ClauseGroup, results: ResultsByMember, readings: ProfileReadings) -> ClauseResult:
    """Of the clauses that stand as the group does, the nearest to its threshold; the farthest of those that fail
    an all-of."""
    if isinstance(member, Clause):
        return results[member]
    status = _status(member, results, readings)
    agreeing = [inner for inner in member.members if _status(inner, results, readings) == status] or member.members
    candidates = [_deciding(inner, results, readings) for inner in agreeing]
    farthest_first = status == "fail" and member.all_of is not None
    return (max if farthest_first else min)(candidates, key=lambda result: result.distance)
