"""二、综合评价: clauses, criteria, comparison, and how far to trust the judgement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...i18n.typography import bracket
from ...model.clause_results import GateResult
from ...model.judgement import NodeResult
from ...model.result import ResultContract
from ..analysis import spoken_of
from ..clause_lines import (
    clause_grounds,
    doubt_line,
    short_line,
    standing_of,
    term_line,
    threshold_line,
    value_line,
    verdict_line,
)
from ..document import Block, Line, Ref, Section, Table, line_text
from ..extent import Extent
from ..narrator import Narrator, side_by_side
from ..sentences import Column, Filling
from . import charts, summary
from .trust import trust


def evaluation(narrator: Narrator, others: Sequence[ResultContract], extent: Extent) -> Section:
    """The whole chapter; where annexes are left out, the clauses are not told a second time.

    Args:
        others: judgements of the same profile by other rubrics.
        extent: how much is told.
    """
    parts = [_gates(narrator)] if extent.is_full else []
    is_scored = narrator.result.is_scored
    parts += [_criteria(narrator, extent)] if is_scored else []
    parts += [comparison(narrator, others)] if others or extent.is_full else []
    parts += [trust(narrator, extent)] if is_scored else []
    return narrator.section("judgement", sections=tuple(parts))


def criteria(narrator: Narrator) -> Section:
    """The criteria alone, for a brief report."""
    opening = narrator.paragraph("glance.criteria_opening", table=Ref("criteria"))
    return narrator.section("criteria_title", opening, _criteria_table(narrator))


# Clauses


def _gates(narrator: Narrator) -> Section:
    gates = narrator.result.gates
    if not gates:
        return narrator.section("gates_title", narrator.paragraph("no_gates"))
    opening = narrator.body(summary.gates(narrator), narrator.say("gates_table_at", table=Ref("gates")))
    columns = gate_columns(narrator, (4, 2.3, 2.1, 2, 2.9, 3.6))
    return narrator.section("gates_title", opening, narrator.table("gates", gates, columns), *_doubts(narrator))


def _doubts(narrator: Narrator) -> Iterator[Block]:
    """What the clauses were judged on that is not settled."""
    told = [(gate, doubt_line(gate, narrator)) for gate in narrator.result.gates]
    lines = [(*narrator.line(gate.title), *narrator.bracketed(doubts)) for gate, doubts in told if doubts]
    if lines:
        yield narrator.paragraph("clauses.doubts_told", list=narrator.statements(lines))


def gate_columns(narrator: Narrator, widths: Sequence[float]) -> list[Column[GateResult]]:
    """A clause: title, value, threshold, verdict, gap and grounds."""
    title, value, threshold, verdict, gap, basis = widths
    return [
        Column("clause", title, lambda gate: gate.title),
        Column("value_now", value, lambda gate: value_line(gate, narrator), "right"),
        Column("threshold", threshold, lambda gate: threshold_line(gate, narrator), "right"),
        Column("verdict_head", verdict, lambda gate: _standing(gate, narrator), "center"),
        Column("gap_head", gap, lambda gate: short_line(gate, narrator) or "—", "right"),
        Column("basis_head", basis, lambda gate: _grounds(gate, narrator)),
    ]


def _standing(gate: GateResult, narrator: Narrator) -> Line:
    return standing_of(gate, narrator, "screen")


def _grounds(gate: GateResult, narrator: Narrator) -> str:
    grounds = clause_grounds(gate, narrator)
    return (
        grounds
        if gate.duty == "binding"
        else f"{grounds}{bracket(narrator.word('clauses.guiding'), narrator.language)}"
    )


# Criteria


def _criteria(narrator: Narrator, extent: Extent) -> Section:
    ranking = spoken_of(narrator.result)
    opening = [summary.verdict(narrator), narrator.held_down()]
    if len(ranking) > 1:
        best, worst = ranking[0], ranking[-1]
        ends = {"high": _scored(best, narrator), "low": _scored(worst, narrator)}
        opening.append(narrator.say("best_and_worst", best=best.title, worst=worst.title, **ends))
    is_scored = any(node.score is not None for node in narrator.result.children(None))
    bars = charts.contributions(narrator) if extent.is_full and is_scored else None
    shown = [chart for chart in (bars, charts.radar(narrator)) if chart]
    named = narrator.joined((Ref(id),) for id in ("criteria", *(chart.id for chart in shown)))
    opening.append(narrator.say("criteria_shown", list=named))
    return narrator.section("criteria_title", narrator.body(*opening), _criteria_table(narrator), *shown)


def _scored(node: NodeResult, narrator: Narrator) -> Line:
    """The score of a criterion, with what it rests on where that is not all of it."""
    if node.coverage == 1:
        return narrator.say("scored", points=narrator.score(node))
    return narrator.say("scored_of", points=narrator.score(node), coverage=narrator.coverage(node))


def _criteria_table(narrator: Narrator) -> Table:
    columns: list[Column[NodeResult]] = [
        Column("criterion_head", 4, lambda node: node.title),
        Column("score_head", 2, narrator.score_or_status, "right"),
        Column("interval_head", 3, narrator.bounds, "right"),
        Column("coverage_head", 2, narrator.coverage, "right"),
        Column("weight_head", 2, narrator.share, "right"),
        Column(f"{narrator.contribution_key}_head", 2, narrator.contribution, "right"),
    ]
    return narrator.table("criteria", narrator.result.children(None), columns)


# Comparison


def comparison(narrator: Narrator, others: Sequence[ResultContract]) -> Section:
    """The same profile under several rubrics."""
    if not others:
        return narrator.section("comparison_title", narrator.paragraph("no_comparison"))
    language = narrator.language
    narrators = side_by_side(narrator, others)
    grade = "grade_head" if all(other.result.is_scored for other in narrators) else "grade_or_verdict_head"
    columns: list[Column[Narrator]] = [
        Column("rubric_head", 5, lambda n: f"{n.result.rubric.title.in_(language)} {n.result.rubric.version}"),
        Column("score_head", 2, lambda n: n.total_score(), "right"),
        Column(grade, 3, _grade_or_verdict),
        Column("interval_head", 3, lambda n: n.total_interval() if n.result.is_scored else "—", "right"),
        Column("coverage_head", 2, lambda n: n.total_coverage() if n.result.is_scored else "—", "right"),
    ]
    count = narrator.counted(narrators, "rubrics")
    opening = narrator.paragraph("compared_rubrics", count=count, table=Ref("rubrics"))
    table = narrator.table("rubrics", narrators, columns)
    clauses = tuple(_clauses_of(other) for other in narrators[1:] if other.result.gates)
    return narrator.section("comparison_title", opening, table, sections=clauses)


def _grade_or_verdict(narrator: Narrator) -> Filling:
    result = narrator.result
    if result.is_scored:
        return narrator.grade()
    return result.verdict.label if result.verdict else "—"


def _clauses_of(narrator: Narrator) -> Section:
    """The clauses of a rubric beside the first, under its verdict."""
    rubric = narrator.result.rubric
    id = f"gates-{rubric.id}"
    caption = line_text(narrator.say("clauses.table_of", rubric=rubric.title), {})
    table = narrator.table(id, narrator.result.gates, gate_columns(narrator, (4, 2.3, 2.1, 2, 2.9, 3.6)), caption)
    told = narrator.body(verdict_line(narrator), term_line(narrator), narrator.say("gates_table_at", table=Ref(id)))
    return Section(narrator.line(rubric.title), (told, table))
