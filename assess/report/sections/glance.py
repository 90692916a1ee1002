"""一、总体判断: the first two pages of every report, whatever is known."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.clause_results import GateResult
from ...model.overview import FigureResult, QuestionResult, TentativeResult
from ..analysis import advised
from ..clause_lines import (
    clause_gap,
    clause_kind,
    clause_standing,
    term_line,
    threshold_line,
    value_line,
    verdict_under,
)
from ..document import Block, Ref, Section
from ..glance_lines import (
    computed_figures,
    conditions_of,
    conflict_line,
    decides_line,
    figure_period,
    figure_told,
    figure_value,
    lacking_figures,
    open_line,
    problem_line,
    question_line,
    rests_on,
    score_told,
    stage_line,
    to_confirm,
    unusual_figures,
    why_tried,
)
from ..narrator import Narrator
from ..sentences import Column

FIGURES = 9
"""Ratios in the table."""


def glance(narrator: Narrator) -> Section:
    """What the figures say, where that stands, what contradicts, what to ask, what can be tried, and the stage."""
    parts = (
        ("figures", _figures(narrator)),
        ("standing", _standing(narrator)),
        ("conflicts", _conflicts(narrator)),
        ("problems", _problems(narrator)),
        ("questions", _questions(narrator)),
        ("measures", _measures(narrator)),
        ("stage", _stage(narrator)),
    )
    sections = [narrator.section(f"glance.{key}", *blocks) for key, found in parts if (blocks := tuple(found))]
    return narrator.section("glance.chapter", sections=sections)


def _figures(narrator: Narrator) -> Iterator[Block]:
    shown = computed_figures(narrator)[:FIGURES]
    remarks = [unusual_figures(narrator), lacking_figures(narrator)]
    if not shown:
        yield narrator.body(narrator.say("glance.figures_none"), *remarks)
        return
    count = narrator.counted(shown, "figures.shown")
    opening = narrator.say("glance.figures_opening", count=count, table=Ref("ratios"))
    yield narrator.body(opening, *remarks)
    columns: list[Column[FigureResult]] = [
        Column("glance.figure_head", 3.4, lambda figure: figure.title),
        Column("glance.figure_value_head", 2.4, lambda figure: figure_value(figure, narrator), "right"),
        Column("glance.period_head", 1.6, lambda figure: figure_period(figure, narrator), "center"),
        Column("glance.figure_told_head", 10, lambda figure: figure_told(figure, narrator)),
    ]
    yield narrator.table("ratios", shown, columns, narrator.word("glance.figures_table"))


def _standing(narrator: Narrator) -> Iterator[Block]:
    gates = narrator.result.gates
    own = any(gate.basis != "official" for gate in gates)
    sentences = [verdict_under(narrator), term_line(narrator)]
    sentences += [score_told(narrator), narrator.held_down(), rests_on(narrator)]
    if not gates:
        yield narrator.body(*sentences, narrator.say("glance.no_clauses"))
        return
    note = narrator.say("glance.own_line_note") if own else ()
    yield narrator.body(*sentences, narrator.say("glance.clauses_opening", table=Ref("standing"), note=note))
    columns: list[Column[GateResult]] = [
        Column("glance.kind_head", 2.2, lambda gate: clause_kind(gate, narrator), "center"),
        Column("clause", 5, lambda gate: gate.title),
        Column("value_now", 2.4, lambda gate: value_line(gate, narrator), "right"),
        Column("threshold", 2.2, lambda gate: threshold_line(gate, narrator), "right"),
        Column("verdict_head", 1.7, lambda gate: clause_standing(gate, narrator), "center"),
        Column("glance.settles_head", 4, lambda gate: clause_gap(gate, narrator)),
    ]
    yield narrator.table("standing", gates, columns, narrator.word("glance.clauses_table"))


def _conflicts(narrator: Narrator) -> Iterator[Block]:
    conflicts = narrator.result.conflicts
    if not conflicts:
        yield narrator.paragraph("glance.conflicts_none")
        return
    yield narrator.paragraph("glance.conflicts_opening", count=narrator.counted(conflicts, "conflicts"))
    yield from (narrator.item(conflict_line(conflict, narrator)) for conflict in conflicts)


def _problems(narrator: Narrator) -> Iterator[Block]:
    problems = [problem_line(problem, narrator) for problem in narrator.result.problems]
    yield from map(narrator.body if len(problems) == 1 else narrator.item, problems)


def _questions(narrator: Narrator) -> Iterator[Block]:
    questions = narrator.result.questions
    if not advised(narrator.result):
        return
    if not questions:
        yield narrator.paragraph("glance.questions_none")
        return
    several = "glance.questions_opening" if len(questions) > 1 else "glance.questions_opening_one"
    yield narrator.paragraph(several, count=narrator.counted(questions, "questions"), table=Ref("questions"))
    rank = {id(question): number for number, question in enumerate(questions, start=1)}
    columns: list[Column[QuestionResult]] = [
        Column("no", 1, lambda question: str(rank[id(question)]), "center"),
        Column("glance.question_head", 6.5, lambda question: question_line(question, narrator)),
        Column("glance.holder_head", 2.4, lambda question: narrator.holder(question.held_by), "center"),
        Column("glance.decides_head", 7, lambda question: decides_line(question, narrator) or "—"),
    ]
    yield narrator.table("questions", questions, columns, narrator.word("glance.questions_table"))


def _measures(narrator: Narrator) -> Iterator[Block]:
    tentative, opened = narrator.result.tentative, open_line(narrator)
    if not advised(narrator.result):
        return
    if not tentative:
        yield narrator.body(opened) if opened else narrator.paragraph("glance.measures_none")
        return
    count = narrator.counted(tentative, "tentative")
    yield narrator.body(opened, narrator.say("glance.measures_opening", count=count, table=Ref("tentative")))
    columns: list[Column[TentativeResult]] = [
        Column("glance.measure_head", 4.7, lambda measure: measure.title),
        Column("glance.why_head", 3.8, lambda measure: why_tried(measure, narrator)),
        Column("glance.confirm_head", 4.5, lambda measure: to_confirm(measure, narrator)),
        Column("glance.conditions_head", 3.5, lambda measure: conditions_of(measure, narrator)),
    ]
    yield narrator.table("tentative", tentative, columns, narrator.word("glance.measures_table"))


def _stage(narrator: Narrator) -> Iterator[Block]:
    if narrator.result.stage.because:
        yield narrator.body(stage_line(narrator.result.stage, narrator))
