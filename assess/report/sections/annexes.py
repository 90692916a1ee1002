"""The four annexes: every score, every clause, every gap in the data, and the method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model.judgement import BandResult, GateResult, NodeResult, StatedResult, StatedValue
from ...model.text import Text
from .. import phrases
from ..analysis import unknown_indicators, unverified_indicators
from ..document import Block, Paragraph, Ref, Section, Table
from ..narrator import Column, Narrator
from .evaluation import gate_columns


def annexes(narrator: Narrator) -> tuple[Section, ...]:
    """Scores, clauses, gaps and conflicts, method."""
    return (_scores(narrator), _clauses(narrator), _missing(narrator), _methods(narrator))


# 1 Scores


def _scores(narrator: Narrator) -> Section:
    columns: list[Column[NodeResult]] = [
        Column("id_head", 2, lambda node: node.id if node.kind == "indicator" else ""),
        Column("node_head", 6, lambda node: node.title),
        Column("indicator_value", 3, lambda node: narrator.value(node) if node.kind == "indicator" else "", "right"),
        Column("score_head", 2, narrator.score_or_status, "right"),
        Column("interval_head", 3, narrator.bounds, "right"),
        Column("weight_head", 2.2, narrator.share, "right"),
        Column(f"{phrases.contribution_key(narrator.result)}_head", 2, narrator.contribution, "right"),
        Column("basis_head", 4.7, lambda node: narrator.grounds(node.basis, node.verified)),
    ]
    table = narrator.table("scores", narrator.result.nodes, columns)
    return narrator.section("scores_annex", narrator.paragraph("scores_opening"), table, wide=True, id="scores_annex")


# 2 Clauses


def _clauses(narrator: Narrator) -> Section:
    gates = narrator.result.gates
    if not gates:
        return narrator.section("clauses_annex", narrator.paragraph("no_gates"), id="clauses_annex")
    columns: list[Column[GateResult]] = [
        *gate_columns(narrator, (4, 1.7, 1.6, 1.6, 2.2, 2.6)),
        Column("because_head", 7, lambda gate: narrator.statements(filter(None, (gate.because, gate.note)))),
        Column("reference_head", 2.4, lambda gate: narrator.references(gate.references)),
    ]
    table = narrator.table("clauses", gates, columns)
    return narrator.section("clauses_annex", table, wide=True, id="clauses_annex")


# 3 What is missing or in doubt


def _missing(narrator: Narrator) -> Section:
    unknown = unknown_indicators(narrator.result)
    count = narrator.count(len(unknown), "count(unknown_indicators)")
    blocks: list[Block] = [narrator.paragraph("missing_opening" if unknown else "nothing_unknown", count=count)]
    if unknown:
        columns: list[Column[NodeResult]] = [
            Column("id_head", 2, lambda node: node.id),
            Column("indicator_head", 6, lambda node: node.title),
            Column("because_head", 9, lambda node: node.because),
            Column("weight_head", 2.4, narrator.share, "right"),
        ]
        blocks.append(narrator.table("unknown", unknown, columns))
    return narrator.section("missing_annex", *blocks, *_doubts(narrator), wide=True, id="missing")


class _Doubt(NamedTuple):
    """The first value of a fact that was stated with bounds or with a word of caution."""

    stated: StatedResult
    value: StatedValue

    @property
    def origin(self) -> str:
        return f"stated.{self.stated.fact}.{self.value.year}"


def _doubts(narrator: Narrator) -> Iterator[Paragraph | Table]:
    doubts = [
        _Doubt(stated, unsure[0])
        for stated in narrator.result.stated
        if (unsure := [value for value in stated.values if stated.note or value.is_unsure])
    ]
    columns: list[Column[_Doubt]] = [
        Column("fact", 5, lambda doubt: doubt.stated.title),
        Column(
            "stated_head",
            5,
            lambda doubt: narrator.joined(
                filter(
                    None,
                    (
                        narrator.year(doubt.value.year, f"{doubt.origin}.year"),
                        narrator.bounded(
                            doubt.value, narrator.spoken_unit(doubt.stated.fact, doubt.stated.unit), doubt.origin
                        ),
                    ),
                ),
                " ",
            ),
        ),
        Column("note_head", 9, lambda doubt: doubt.stated.note or "—"),
    ]
    if doubts:
        yield narrator.paragraph("doubts_opening", count=narrator.count(len(doubts), "count(doubts)"))
        yield narrator.table("doubts", doubts, columns)


# 4 Method


def _methods(narrator: Narrator) -> Section:
    result, rubric = narrator.result, narrator.result.rubric
    opening = narrator.paragraph(
        "method_opening",
        rubric=rubric.title,
        version=rubric.version,
        engine=result.engine,
        combine=phrases.mean_name(rubric.combine, narrator.language),
        floor=narrator.percent(rubric.coverage_floor, "rubric.coverage_floor"),
    )
    notes = [narrator.body(narrator.line(note)) for note in (rubric.weights_note, rubric.grades_note) if note]
    blocks = (opening, narrator.paragraph("method_lost"), *notes, _bands(narrator), *_unverified(narrator))
    return narrator.section("methods_annex", *blocks, *_sources(narrator), wide=True, id="methods")


def _bands(narrator: Narrator) -> Table:
    columns: list[Column[BandResult]] = [
        Column("grade_head", 4, lambda band: band.label),
        Column("from_head", 4, lambda band: ("≥ ", *narrator.number(band.from_, f"grades.{band.id}.from")), "right"),
    ]
    return narrator.table("bands", sorted(narrator.result.grades, key=lambda band: -band.from_), columns)


def _unverified(narrator: Narrator) -> Iterator[Paragraph | Table]:
    unverified = unverified_indicators(narrator.result)
    if unverified:
        count = narrator.count(len(unverified), "count(unverified_indicators)")
        yield narrator.paragraph("unverified_listed", count=count, table=Ref("unverified"))
        columns: list[Column[NodeResult]] = [
            Column("id_head", 2, lambda node: node.id),
            Column("indicator_head", 6, lambda node: node.title),
            Column("scale_head", 9, lambda node: narrator.scale(node.scale or {})),
            Column("note_head", 9, lambda node: (node.scale or {}).get("note") or "—"),
        ]
        yield narrator.table("unverified", unverified, columns)


def _sources(narrator: Narrator) -> Iterator[Table]:
    if narrator.result.sources:
        columns: list[Column[tuple[str, Text]]] = [
            Column("source_key", 2, lambda source: source[0]),
            Column("source_title", 14, lambda source: source[1]),
        ]
        yield narrator.table("sources", narrator.result.sources.items(), columns)
