"""What a screen shows first: ratios, clauses, conflicts, questions, what can be tried, the stage."""

from __future__ import annotations

from collections.abc import Iterator

from .clause_lines import clause_gap, clause_kind, clause_standing
from .document import Block, FieldList, ItemList, Line, Section
from .glance_lines import (
    computed_figures,
    conflict_line,
    decides_line,
    figure_period,
    figure_value,
    lacking_figures,
    open_line,
    problem_line,
    question_line,
    stage_line,
    to_confirm,
    unusual_figures,
    why_tried,
)
from .narrator import ScreenNarrator
from .pattern_view import pattern_rows
from .register_lines import register_line

FIGURES = 12
"""Ratios shown on a screen."""
HEADS = ("glance.figure_head", "glance.figure_value_head", "glance.period_head", "glance.figure_how_head")


def glance_sections(narrator: ScreenNarrator) -> Iterator[Section]:
    """The sections that have something to tell, each under its heading."""
    result = narrator.result
    parts: list[tuple[str, list[Block]]] = [
        ("figures", _figures(narrator)),
        ("standing", _clauses(narrator)),
        ("patterns", _patterns(narrator)),
        ("conflicts", [_items([conflict_line(conflict, narrator) for conflict in result.conflicts])]),
        ("problems", [_items([problem_line(problem, narrator) for problem in result.problems])]),
        ("registers", [_items([register_line(register, narrator) for register in result.registers])]),
        ("questions", _questions(narrator)),
        ("measures", _measures(narrator)),
        ("stage", [narrator.body(stage_line(result.stage, narrator))] if result.stage.because else []),
    ]
    for key, blocks in parts:
        filled = [block for block in blocks if not isinstance(block, ItemList) or block.items]
        if filled:
            yield Section((narrator.word(f"glance.{key}"),), tuple(filled))


def _items(lines: list[Line], ordered: bool = False) -> ItemList:
    return ItemList(tuple(lines), ordered)


def _figures(narrator: ScreenNarrator) -> list[Block]:
    shown = computed_figures(narrator)[:FIGURES]
    lacking, unusual = lacking_figures(narrator), unusual_figures(narrator)
    blocks: list[Block] = []
    if shown:
        rows = [
            (figure.title, figure_value(figure, narrator), figure_period(figure, narrator), figure.told)
            for figure in shown
        ]
        blocks.append(narrator.grid(HEADS, rows, right=(1,)))
    elif not lacking:
        blocks.append(narrator.body(narrator.say("glance.figures_none")))
    return [*blocks, *(narrator.body(line) for line in (unusual, lacking) if line)]


def _patterns(narrator: ScreenNarrator) -> list[Block]:
    return [narrator.fields(pattern_rows(narrator))] if narrator.result.patterns else []


def _clauses(narrator: ScreenNarrator) -> list[Block]:
    rows: list[tuple[str, Line]] = []
    for gate in narrator.result.gates:
        gap = clause_gap(gate, narrator) if gate.status in ("fail", "unknown") or gate.doubts else ()
        standing = narrator.run_on(clause_standing(gate, narrator), gap)
        rows.append((clause_kind(gate, narrator), (*narrator.line(gate.title), "  ", *standing)))
    return [FieldList(tuple(rows))] if rows else []


def _questions(narrator: ScreenNarrator) -> list[Block]:
    lines = [
        narrator.say(
            "glance.question_on_screen",
            question=question_line(question, narrator),
            holder=narrator.holder(question.held_by),
            decides=decides_line(question, narrator),
        )
        for question in narrator.result.questions
    ]
    return [_items(lines, ordered=True)]


def _measures(narrator: ScreenNarrator) -> list[Block]:
    lines = [
        narrator.say(
            "glance.measure_on_screen",
            title=(f"{measure.id} ", *narrator.line(measure.title)),
            why=why_tried(measure, narrator),
            confirm=to_confirm(measure, narrator),
        )
        for measure in narrator.result.tentative
    ]
    opened = open_line(narrator)
    return [*([narrator.body(opened)] if opened else []), _items(lines, ordered=True)]
