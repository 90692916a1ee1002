"""What to find out next: facts ranked by what their answer decides; one that only completes a ratio is not asked.

A fact that tells something only together with others counts by its part. While a desk
holds anything that decides, nobody is surveyed and nothing is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..engine.data_gaps import lacking
from ..engine.gates import judge_clause, judge_gate, unanswered
from ..i18n.catalog import text
from ..model.clauses import Gate
from ..model.facts import EASIEST_ASKED
from ..model.formula import Clause
from ..model.judgement import ConflictResult
from ..model.overview import DecisionKind, DecisionResult, FigureResult, QuestionResult
from ..model.overview_rules import QuestionsFile
from ..model.rubric import Branch
from ..model.text import Phrase, Text
from .conditions import holds
from .open_lists import ask_whether_complete, by_list
from .selection import Advice

HALF = 0.5
"""Share of a criterion from which on it can be spoken of."""
Decisions = Iterator[tuple[str, DecisionResult]]
"""Facts, each with something that its answer decides."""


def questions(
    file: QuestionsFile, advice: Advice, figures: Sequence[FigureResult], conflicts: Sequence[ConflictResult]
) -> tuple[QuestionResult, ...]:
    """The questions worth asking next: conflicts, then facts, the most useful first."""
    settling = [_settling(conflict, advice) for conflict in conflicts][: file.most]
    in_doubt = {conflict.fact for conflict in conflicts}
    by_fact: dict[str, list[DecisionResult]] = defaultdict(list)
    for decisions in (_clauses(advice), _stages(advice), _measures(advice), _criteria(advice), _figures(figures)):
        for fact, decision in decisions:
            by_fact[fact].append(decision)
    weighty = {
        fact: decisions
        for fact, decisions in by_fact.items()
        if fact not in in_doubt and any(decision.kind != "figure" for decision in decisions)
    }
    lists = by_list(weighty, advice)
    listed = {fact for facts in lists.values() for fact in facts}
    asked = [_question(fact, weighty[fact], file.weights, advice) for fact in weighty if fact not in listed]
    asked += [ask_whether_complete(table, facts, file.weights, advice) for table, facts in lists.items()]
    for kind in EASIEST_ASKED:
        chosen = [question for question in asked if question.asked == kind]
        if chosen:
            ranked = sorted(chosen, key=lambda question: (-question.worth, question.fact))
            return (*settling, *ranked)[: file.most]
    return tuple(settling)


def _settling(conflict: ConflictResult, advice: Advice) -> QuestionResult:
    """The question that settles a conflict."""
    fact = advice.diagnosis.vocabulary[conflict.fact]
    in_year = Phrase("report.in_year", {"year": conflict.year})
    year = text(Phrase("glance.conflict_year", {"year": in_year})) if conflict.year else ""
    words = next((statement.proposed for statement in conflict.statements if statement.proposed), "")
    values = {"title": conflict.title, "year": year, "words": words}
    return QuestionResult(
        fact=conflict.fact,
        title=conflict.title,
        kind="conflict",
        text=text(Phrase(f"glance.ask_{conflict.kind}", values)),
        unit=None,
        held_by=conflict.held_by or fact.held_by,
        asked=fact.asked_of,
        decides=(),
        worth=0.0,
        year=conflict.year,
    )


def _question(
    fact: str, decisions: list[DecisionResult], weights: Mapping[DecisionKind, float], advice: Advice
) -> QuestionResult:
    asked, year = advice.diagnosis.vocabulary[fact], advice.assessment.profile.year
    is_stated = advice.assessment.readings.has_value(fact)
    worth = sum(weights.get(decision.kind, 0.0) * decision.part for decision in decisions)
    key = "number" if asked.is_measured else asked.kind
    values = {"title": asked.title, "year": year}
    return QuestionResult(
        fact=fact,
        title=asked.title,
        kind="unsure" if is_stated else "missing",
        text=text(Phrase(f"advice_reasons.ask_{'again' if is_stated else key}", values)),
        unit=asked.unit,
        held_by=asked.held_by,
        asked=asked.asked_of,
        decides=tuple(sorted(decisions, key=lambda decision: -weights.get(decision.kind, 0.0) * decision.part)),
        worth=worth,
        year=year if asked.is_measured else None,
    )


# What facts decide


def _clauses(advice: Advice) -> Decisions:
    assessment = advice.assessment
    for gate in assessment.rubric.gates:
        if judge_gate(gate, assessment.readings, assessment.vocabulary).status == "unknown":
            kind = _kind(gate)
            yield from _parts(kind, gate.id, gate.title, unanswered(gate, assessment.readings))
            for clause in gate.clauses():
                yield from _parts(kind, gate.id, gate.title, _open_facts(clause, advice))


def _kind(gate: Gate) -> DecisionKind:
    if gate.basis != "official":
        return "clause"
    return "official_clause" if gate.decides else "uncounted_clause"


def _open_facts(clause: Clause, advice: Advice) -> tuple[str, ...]:
    """The facts that leave a clause open: absent ones, or else those that are unsure."""
    assessment = advice.assessment
    result = judge_clause(clause, assessment.readings, assessment.vocabulary)
    if result.verdict != "unknown":
        return ()
    if result.value is None:
        return assessment.readings.absent(clause.left)
    return assessment.readings.unsure(clause.left, result.year)


def _stages(advice: Advice) -> Decisions:
    """Open elements of the stages that may be reached and are not reached for sure."""
    stage = advice.stage.result
    names = list(advice.catalog.stages_file.stages)
    first = names.index(stage.lowest.id) + 1 if stage.lowest else 0
    last = names.index(stage.highest.id) + 1 if stage.highest else 0
    for name in names[first : max(last, first + 1)]:
        for key, element in advice.catalog.stages_file.stages[name].elements.items():
            yield from _parts("stage", f"{name}.{key}", element.title, holds(element.when, advice.diagnosis).asks)


def _measures(advice: Advice) -> Decisions:
    for triggered in advice.triggered:
        if triggered.availability.state == "undecided":
            asks = triggered.trigger.asks or triggered.availability.asks
            yield from _parts("measure", triggered.name, triggered.measure.title, asks)


def _criteria(advice: Advice) -> Decisions:
    """Of criteria of which less than half is known, how far a fact brings them there."""
    assessment = advice.assessment
    for part in assessment.rubric.tree.parts:
        node, judged = part.node, assessment.judged[part.node.id]
        if not isinstance(node, Branch) or not judged.applies or judged.coverage >= HALF:
            continue
        for leaf in node.leaves():
            score = assessment.judged[leaf.id]
            facts = lacking(leaf.indicator, assessment.readings) if score.applies and not score.known else ()
            gained = score.share / judged.share / (HALF - judged.coverage) if judged.share else 0.0
            title = node.criterion.title if node.criterion else leaf.indicator.title
            yield from _parts("criterion", node.id, title, facts, min(1.0, gained))


def _figures(figures: Sequence[FigureResult]) -> Decisions:
    for figure in figures:
        yield from _parts("figure", figure.id, figure.title, [fact.id for fact in figure.lacks])


def _parts(kind: DecisionKind, name: str, title: Text, facts: Sequence[str], whole: float = 1.0) -> Decisions:
    for fact in facts:
        yield fact, DecisionResult(kind, name, title, whole / len(facts))
