"""The four annexes: every score, every clause, every gap in the data, and the method."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.judgement import NodeResult
from ...model.result import Result
from .. import phrases
from ..analysis import unknown_indicators, unverified_indicators
from ..document import Line, Paragraph, Ref, Section, Table
from ..narrator import Narrator
from .evaluation import gate_row


def annexes(result: Result, tell: Narrator) -> tuple[Section, ...]:
    """The four annexes: scores, clauses, gaps and conflicts, method."""
    return (_scores(result, tell), _clauses(result, tell), _missing(result, tell), _methods(result, tell))


# 1 Scores


def _scores(result: Result, tell: Narrator) -> Section:
    columns = tell.columns(
        ("id_head", 2),
        ("node_head", 6),
        ("indicator_value", 3, "right"),
        ("score_head", 2, "right"),
        ("interval_head", 3, "right"),
        ("weight_head", 2.2, "right"),
        (f"{phrases.contribution_key(result)}_head", 2, "right"),
        ("basis_head", 4.7),
    )
    rows = tuple(_node(node, tell) for node in result.nodes)
    table = Table("scores", tell.word("scores_table"), columns, rows)
    return Section(
        (tell.word("scores_annex"),), (tell.body(tell.say("scores_opening")), table), wide=True, id="scores_annex"
    )


def _node(node: NodeResult, tell: Narrator) -> tuple[Line, ...]:
    at = f"nodes.{node.id}"
    leaf = node.kind == "indicator"
    return (
        (node.id if leaf else "",),
        tell.line(node.title),
        tell.value(node) if leaf else ("",),
        tell.standing(node),
        tell.bounds(node),
        tell.fine_percent(node.share, f"{at}.share"),
        tell.contribution(node),
        (tell.grounds(node.basis, node.verified),),
    )


# 2 Clauses


def _clauses(result: Result, tell: Narrator) -> Section:
    title = (tell.word("clauses_annex"),)
    if not result.gates:
        return Section(title, (tell.body(tell.say("no_gates")),), id="clauses_annex")
    columns = tell.columns(
        ("clause", 4),
        ("value_now", 1.7, "right"),
        ("threshold", 1.6, "right"),
        ("verdict_head", 1.6, "center"),
        ("gap_head", 2.2, "right"),
        ("basis_head", 2.6),
        ("because_head", 7),
        ("reference_head", 2.4),
    )
    rows = tuple(
        (
            *gate_row(gate, tell),
            tell.statements([text for text in (gate.because, gate.note) if text]),
            tell.references(gate.references),
        )
        for gate in result.gates
    )
    return Section(title, (Table("clauses", tell.word("clauses_table"), columns, rows),), wide=True, id="clauses_annex")


# 3 What is missing or in doubt


def _missing(result: Result, tell: Narrator) -> Section:
    unknown = unknown_indicators(result)
    count = tell.count(len(unknown), "count(unknown_indicators)")
    told: list[Paragraph | Table] = [
        tell.body(tell.say("missing_opening" if unknown else "nothing_unknown", count=count))
    ]
    if unknown:
        columns = tell.columns(
            ("id_head", 2), ("indicator_head", 6), ("because_head", 9), ("weight_head", 2.4, "right")
        )
        rows = tuple(
            (
                (node.id,),
                tell.line(node.title),
                tell.line(node.because),
                tell.fine_percent(node.share, f"nodes.{node.id}.share"),
            )
            for node in unknown
        )
        told.append(Table("unknown", tell.word("unknown_table"), columns, rows))
    told += _doubts(result, tell)
    return Section((tell.word("missing_annex"),), tuple(told), wide=True, id="missing")


def _doubts(result: Result, tell: Narrator) -> Iterator[Paragraph | Table]:
    """Values stated with bounds or with a word of caution."""
    columns = tell.columns(("fact", 5), ("stated_head", 5), ("note_head", 9))
    rows = []
    for each in result.stated:
        for value in each.values:
            if value.low is not None or value.high is not None or each.note:
                at = f"stated.{each.fact}.{value.year}"
                number = tell.bounded(value, tell.measured(each.fact, each.unit), at)
                year = tell.year(value.year, f"{at}.year")
                rows.append(
                    (
                        tell.line(each.title),
                        tell.joined([part for part in (year, number) if part], " "),
                        (each.note or "—",),
                    )
                )
                break
    if rows:
        yield tell.body(tell.say("doubts_opening", count=tell.count(len(rows), "count(doubts)")))
        yield Table("doubts", tell.word("doubts_table"), columns, tuple(rows))


# 4 Method


def _methods(result: Result, tell: Narrator) -> Section:
    rubric = result.rubric
    told: list[Paragraph | Table] = [
        tell.body(
            tell.say(
                "method_opening",
                rubric=rubric.title,
                version=rubric.version,
                engine=result.engine,
                combine=phrases.mean_name(rubric.combine, tell.language),
                floor=tell.percent(rubric.coverage_floor, "rubric.coverage_floor"),
            )
        ),
        tell.body(tell.say("method_lost")),
    ]
    told += [tell.body(tell.line(note)) for note in (rubric.weights_note, rubric.grades_note) if note]
    told += [_bands(result, tell), *_unverified(result, tell), *_sources(result, tell)]
    return Section((tell.word("methods_annex"),), tuple(told), wide=True, id="methods")


def _bands(result: Result, tell: Narrator) -> Table:
    bands = sorted(result.grades, key=lambda band: -band.from_)
    columns = tell.columns(("grade_head", 4), ("from_head", 4, "right"))
    rows = tuple((tell.line(band.label), ("≥ ", *tell.number(band.from_, f"grades.{band.id}.from"))) for band in bands)
    return Table("bands", tell.word("bands_table"), columns, rows)


def _unverified(result: Result, tell: Narrator) -> Iterator[Paragraph | Table]:
    listed = unverified_indicators(result)
    if listed:
        count = tell.count(len(listed), "count(unverified_indicators)")
        yield tell.body(tell.say("unverified_listed", count=count, table=Ref("unverified")))
        columns = tell.columns(("id_head", 2), ("indicator_head", 6), ("scale_head", 9), ("note_head", 9))
        rows = tuple(
            (
                (node.id,),
                tell.line(node.title),
                (tell.scale(node.scale or {}),),
                tell.line((node.scale or {}).get("note") or "—"),
            )
            for node in listed
        )
        yield Table("unverified", tell.word("unverified_table"), columns, rows)


def _sources(result: Result, tell: Narrator) -> Iterator[Table]:
    if result.sources:
        columns = tell.columns(("source_key", 2), ("source_title", 14))
        rows = tuple(((key,), tell.line(title)) for key, title in result.sources.items())
        yield Table("sources", tell.word("sources_table"), columns, rows)
