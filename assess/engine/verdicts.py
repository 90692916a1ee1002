"""What the clauses of a standard come to: met, failed, or open."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.clause_results import GateStatus, VerdictId
from ..model.clauses import Gate


def verdict_of(judged: Iterable[tuple[Gate, GateStatus]]) -> VerdictId:
    """The verdict over the clauses that decide and apply: one that fails settles it; where none applies, nobody can
    say that the standard is met."""
    standing = {status for gate, status in judged if gate.decides and status != "not_applicable"}
    if "fail" in standing:
        return "failed"
    return "met" if standing == {"pass"} else "open"
