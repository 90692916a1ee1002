"""Lists of which nobody has said whether they are complete: what follows from their rows is a lower bound until then.

One answer of one desk may settle several facts, so that it is asked in place of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..i18n.catalog import text
from ..model.facts import EASIEST_ASKED
from ..model.overview import DecisionKind, DecisionResult, QuestionResult
from ..model.text import Phrase
from .selection import Advice

Decided = Mapping[str, Sequence[DecisionResult]]
"""What each fact decides."""


def open_list(fact: str, advice: Advice) -> str | None:
    """The table of which it is not said that it lists all there are, where that alone leaves a fact open."""
    profile, rule = advice.assessment.profile, advice.diagnosis.vocabulary[fact].from_rows
    rows = profile.rows(rule.table) if rule else ()
    if rule is None or not rows or rule.table in profile.complete:
        return None
    observation = profile.observations.get(fact)
    if observation is not None and observation.standing != "unknown" and not observation.derived:
        return None
    is_number = rule.take in ("sum", "max", "top4")
    return None if is_number and any(row.get(rule.column or "") is None for row in rows) else rule.table


def by_list(decided: Decided, advice: Advice) -> dict[str, dict[str, Sequence[DecisionResult]]]:
    """The facts that the completeness of a list would settle, with what they decide, by the table."""
    tables: dict[str, dict[str, Sequence[DecisionResult]]] = defaultdict(dict)
    for fact, decisions in decided.items():
        table = open_list(fact, advice)
        if table is not None:
            tables[table][fact] = decisions
    return tables


def ask_whether_complete(
    table: str, decided: Decided, weights: Mapping[DecisionKind, float], advice: Advice
) -> QuestionResult:
    """The question whether a list is complete, of the desk that holds the fact that decides most."""
    vocabulary, rows = advice.diagnosis.vocabulary, advice.assessment.profile.rows(table)
    title = vocabulary.tables[table].title

    def worth_of(decisions: Sequence[DecisionResult]) -> float:
        return sum(weights.get(decision.kind, 0.0) * decision.part for decision in decisions)

    first = vocabulary[max(sorted(decided), key=lambda fact: worth_of(decided[fact]))]
    decisions = _joined([decision for each in decided.values() for decision in each])
    return QuestionResult(
        fact=f"complete.{table}",
        title=title,
        kind="unsure",
        text=text(Phrase("advice_reasons.ask_complete", {"title": title, "table": table, "count": len(rows)})),
        unit=None,
        held_by=first.held_by,
        asked=min((vocabulary[fact].asked_of for fact in decided), key=EASIEST_ASKED.index),
        decides=tuple(sorted(decisions, key=lambda decision: -worth_of([decision]))),
        worth=worth_of(decisions),
    )


def _joined(decisions: Sequence[DecisionResult]) -> list[DecisionResult]:
    """Each thing decided once, with the parts of all facts that tell something of it."""
    parts: dict[tuple[str, str], DecisionResult] = {}
    for decision in decisions:
        before = parts.get((decision.kind, decision.id))
        part = min(1.0, decision.part + (before.part if before else 0.0))
        parts[decision.kind, decision.id] = replace(decision, part=part)
    return list(parts.values())
