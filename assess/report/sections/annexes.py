"""The annexes: every score, every clause, every gap in the data, the method, and what measures rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.clause_results import GateResult
from ...model.judgement import BandResult, NodeResult, StatedResult, StatedValue
from ...model.text import Text
from ..analysis import unknown_indicators, unverified_indicators
from ..clause_lines import doubt_line
from ..document import Block, Line, Paragraph, Ref, Section, Table
from ..narrator import Narrator
from ..sentences import Column, Sentences
from ..statement_lines import conflicts
from .evaluation import gate_columns
from .tasks import measures_annex


def annexes(narrator: Narrator) -> tuple[Section, ...]:
    """Scores, clauses, gaps and conflicts, method, and what measures rest on."""
    return (_scores(narrator), _clauses(narrator), _missing(narrator), _methods(narrator), *measures_annex(narrator))


# 1 Scores


def _scores(narrator: Narrator) -> Section:
    columns: list[Column[NodeResult]] = [
        Column("id_head", 2, lambda node: node.id if node.kind == "indicator" else ""),
        Column("node_head", 6, lambda node: node.title),
        Column("indicator_value", 3, lambda node: narrator.value(node) if node.kind == "indicator" else "", "right"),
        Column("score_head", 2, narrator.score_or_status, "right"),
        Column("interval_head", 3, narrator.bounds, "right"),
        Column("weight_head", 2.2, narrator.share, "right"),
        Column(f"{narrator.contribution_key}_head", 2, narrator.contribution, "right"),
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
        Column(
            "because_head",
            7,
            lambda gate: narrator.statements(filter(None, (gate.because, doubt_line(gate, narrator), gate.note))),
        ),
        Column("reference_head", 2.4, lambda gate: narrator.references(gate.references)),
    ]
    table = narrator.table("clauses", gates, columns)
    return narrator.section("clauses_annex", table, wide=True, id="clauses_annex")


# 3 What is missing or in doubt


def _missing(narrator: Narrator) -> Section:
    unknown = unknown_indicators(narrator.result)
    count = narrator.counted(unknown, "unknown_indicators")
    blocks: list[Block] = [narrator.paragraph("missing_opening" if unknown else "nothing_unknown", count=count)]
    if unknown:
        columns: list[Column[NodeResult]] = [
            Column("id_head", 2, lambda node: node.id),
            Column("indicator_head", 6, lambda node: node.title),
            Column("because_head", 9, lambda node: node.because),
            Column("weight_head", 2.4, narrator.share, "right"),
        ]
        blocks.append(narrator.table("unknown", unknown, columns))
    return narrator.section("missing_annex", *blocks, *conflicts(narrator), *_doubts(narrator), wide=True, id="missing")


def _doubts(narrator: Narrator) -> Iterator[Paragraph | Table]:
    """Facts stated with bounds or with a word of caution, each with the first value that is so."""
    doubts = [
        (fact, unsure[0])
        for fact in narrator.result.stated
        if (unsure := [value for value in fact.values if fact.note or value.note or value.is_unsure])
    ]
    columns: list[Column[tuple[StatedResult, StatedValue]]] = [
        Column("fact", 5, lambda doubt: doubt[0].title),
        Column("stated_head", 5, lambda doubt: _stated(*doubt, narrator)),
        Column("note_head", 9, lambda doubt: doubt[1].note or doubt[0].note or "—"),
    ]
    if doubts:
        yield narrator.paragraph("doubts_opening", count=narrator.counted(doubts, "doubts"))
        yield narrator.table("doubts", doubts, columns)


def _stated(fact: StatedResult, value: StatedValue, narrator: Narrator) -> Line:
    amount = narrator.stated(fact, value, narrator.spoken_unit(fact.fact, fact.unit))
    return narrator.joined(filter(None, (narrator.stated_year(fact, value), amount)), " ")


# 4 Method


def _methods(narrator: Narrator) -> Section:
    result, rubric = narrator.result, narrator.result.rubric
    sources = [sources_table(result.sources, narrator)] if result.sources else []
    if not result.is_scored:
        return narrator.section("methods_annex", *sources, wide=True, id="methods")
    opening = narrator.paragraph(
        "method_opening",
        rubric=rubric.title,
        version=rubric.version,
        engine=result.engine,
        combine=narrator.mean(rubric.combine),
        floor=narrator.percent(rubric.coverage_floor, "rubric.coverage_floor"),
    )
    notes = [narrator.body(narrator.line(note)) for note in (rubric.weights_note, rubric.grades_note) if note]
    otherwise = {rubric.combine, *(node.combine or "mean" for node in result.nodes)} - {"mean"}
    lost = narrator.say("method_lost"), narrator.say("method_lost_otherwise") if otherwise else ()
    blocks = (opening, narrator.body(*lost), *notes, _bands(narrator), *_unverified(narrator))
    return narrator.section("methods_annex", *blocks, *sources, wide=True, id="methods")


def _bands(narrator: Narrator) -> Table:
    columns: list[Column[BandResult]] = [
        Column("grade_head", 4, lambda band: band.label),
        Column("from_head", 4, lambda band: ("≥ ", *narrator.number(band.from_, f"grades.{band.id}.from")), "right"),
    ]
    return narrator.table("bands", sorted(narrator.result.grades, key=lambda band: -band.from_), columns)


def _unverified(narrator: Narrator) -> Iterator[Paragraph | Table]:
    unverified = unverified_indicators(narrator.result)
    if unverified:
        count = narrator.counted(unverified, "unverified_indicators")
        yield narrator.paragraph("unverified_listed", count=count, table=Ref("unverified"))
        columns: list[Column[NodeResult]] = [
            Column("id_head", 2, lambda node: node.id),
            Column("indicator_head", 6, lambda node: node.title),
            Column("scale_head", 9, lambda node: narrator.scale(node.scale or {})),
            Column("note_head", 9, lambda node: (node.scale or {}).get("note") or "—"),
        ]
        yield narrator.table("unverified", unverified, columns)


def sources_table(sources: Mapping[str, Text], sentences: Sentences) -> Table:
    """What is cited, by its key."""
    columns: list[Column[tuple[str, Text]]] = [
        Column("source_key", 2, lambda source: source[0]),
        Column("source_title", 14, lambda source: source[1]),
    ]
    return sentences.table("sources", sources.items(), columns)
