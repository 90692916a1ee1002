"""二、综合评价: gates, criteria, comparison, and how far to trust the judgement."""

from __future__ import annotations

from collections.abc import Sequence

from ...i18n.catalog import say
from ...i18n.typography import bracket
from ...model.judgement import GateResult, NodeResult
from ...model.result import Result
from .. import phrases
from ..analysis import indicators, ranked_criteria, unknown_indicators, unverified_indicators
from ..document import Block, Chart, Line, Ref, Section, Series, Table
from ..narrator import Narrator
from . import summary

ASKED = 5


def judgement(result: Result, others: Sequence[Result], tell: Narrator) -> Section:
    """二、综合评价: clauses, criteria, comparison, and how far to trust it."""
    parts = (_gates(result, tell), _criteria(result, tell), _comparison(result, others, tell), _trust(result, tell))
    return Section((tell.word("judgement"),), sections=parts)


def _gates(result: Result, tell: Narrator) -> Section:
    title = (tell.word("gates_title"),)
    if not result.gates:
        return Section(title, (tell.body(tell.say("no_gates")),))
    told = tell.run(summary.gates(result, tell), tell.say("gates_table_at", table=Ref("gates")))
    columns = tell.columns(
        ("clause", 4),
        ("value_now", 2.3, "right"),
        ("threshold", 2.1, "right"),
        ("verdict_head", 2, "center"),
        ("gap_head", 2.9, "right"),
        ("basis_head", 3.6),
    )
    rows = tuple(gate_row(gate, tell) for gate in result.gates)
    return Section(title, (tell.body(told), Table("gates", tell.word("gates_table"), columns, rows)))


def gate_row(gate: GateResult, tell: Narrator) -> tuple[Line, ...]:
    """A clause: value, threshold, verdict, gap and grounds."""
    at = f"gates.{gate.id}"
    verdict = say(f"screen.gate_{gate.status}", tell.language)
    return (
        tell.line(gate.title),
        tell.quantity(gate.value, gate.unit, f"{at}.value"),
        (f"{gate.printed_sign} ", *tell.quantity(gate.threshold, gate.unit, f"{at}.threshold")),
        (verdict,),
        tell.say(phrases.gap_key(gate), gap=tell.gap(gate)) if gate.gap else ("—",),
        (tell.grounds(gate.basis, gate.verified),),
    )


# Criteria


def _criteria(result: Result, tell: Narrator) -> Section:
    order = ranked_criteria(result)
    told = [summary.verdict(result, tell)]
    if len(order) > 1:
        best, worst = order[0], order[-1]
        ends = {"high": _scored(best, tell), "low": _scored(worst, tell)}
        told.append(tell.say("best_and_worst", best=best.title, worst=worst.title, **ends))
    if order:
        charts = {"bars": Ref("contributions"), "radar": Ref("radar")}
        told.append(tell.say("criteria_table_at", table=Ref("criteria"), **charts))
    shown: list[Block] = [tell.body(*told), _table(result, tell)]
    if order:
        shown += [_contributions(result, tell), _radar(result, tell)]
    return Section((tell.word("criteria_title"),), tuple(shown))


def _scored(node: NodeResult, tell: Narrator) -> Line:
    """The score of a criterion, with what it rests on where that is not all of it."""
    points = tell.points(node.score, f"nodes.{node.id}.score")
    if node.coverage == 1:
        return tell.say("scored", points=points)
    return tell.say("scored_of", points=points, coverage=tell.percent(node.coverage, f"nodes.{node.id}.coverage"))


def _table(result: Result, tell: Narrator) -> Table:
    columns = tell.columns(
        ("criterion_head", 4),
        ("score_head", 2, "right"),
        ("interval_head", 3, "right"),
        ("coverage_head", 2, "right"),
        ("weight_head", 2, "right"),
        (f"{phrases.contribution_key(result)}_head", 2, "right"),
    )
    rows = []
    for node in result.children(None):
        at = f"nodes.{node.id}"
        rows.append(
            (
                tell.line(node.title),
                tell.standing(node),
                tell.bounds(node),
                tell.percent(node.coverage, f"{at}.coverage"),
                tell.fine_percent(node.share, f"{at}.share"),
                tell.contribution(node),
            )
        )
    return Table("criteria", tell.word("criteria_table"), columns, tuple(rows))


def _radar(result: Result, tell: Narrator) -> Chart:
    nodes = result.children(None)
    alt = [
        tell.say(
            "radar_alt_item",
            title=node.title,
            score=tell.standing(node),
            bounds=tell.bounds(node),
        )
        for node in nodes
    ]
    series = [Series(tell.word("series_score"), tuple(node.score for node in nodes))]
    if any(node.low != node.high for node in nodes):
        series.insert(0, Series(tell.word("series_high"), tuple(node.high for node in nodes)))
        series.append(Series(tell.word("series_low"), tuple(node.low for node in nodes)))
    titles = tuple(_axis(node, tell) for node in nodes)
    told = tell.say("radar_alt", list=tell.statements(alt))
    return Chart("radar", "radar", tell.word("radar_caption"), told, titles, tuple(series), tell.word("unit_points"))


def _axis(node: NodeResult, tell: Narrator) -> str:
    """Some programs draw a gap as zero: an axis of which nothing is known says so."""
    title = node.title.in_(tell.language)
    if node.status == "known":
        return title
    return title + bracket(say(f"screen.{node.status}", tell.language), tell.language)


def _contributions(result: Result, tell: Narrator) -> Chart:
    known = [node for node in result.children(None) if node.score is not None]
    nodes = sorted(known, key=lambda node: -node.contribution)
    alt = [
        (*tell.line(node.title), " ", *tell.points(node.contribution, f"nodes.{node.id}.contribution"))
        for node in nodes
    ]
    series = (Series(tell.word("series_contribution"), tuple(node.contribution for node in nodes)),)
    titles = tuple(node.title.in_(tell.language) for node in nodes)
    key = "contributions_caption" if result.score is not None else "contributions_caption_known"
    told = tell.say("bars_alt", caption=tell.word(key), list=tell.joined(alt))
    return Chart("contributions", "bars", tell.word(key), told, titles, series, tell.word("unit_points"))


# Comparison


def _comparison(result: Result, others: Sequence[Result], tell: Narrator) -> Section:
    title = (tell.word("comparison_title"),)
    if not others:
        return Section(title, (tell.body(tell.say("no_comparison")),))
    columns = tell.columns(
        ("rubric_head", 5),
        ("score_head", 2, "right"),
        ("grade_head", 3),
        ("interval_head", 3, "right"),
        ("coverage_head", 2, "right"),
    )
    tellers = [(each, Narrator(each, tell.language, f"{each.rubric.id}:")) for each in others]
    rows = tuple(_judged(each, teller) for each, teller in [(result, tell), *tellers])
    told = tell.say("compared_rubrics", count=tell.count(1 + len(others), "count(rubrics)"), table=Ref("rubrics"))
    return Section(title, (tell.body(told), Table("rubrics", tell.word("rubrics_table"), columns, rows)))


def _judged(result: Result, tell: Narrator) -> tuple[Line, ...]:
    title = (f"{result.rubric.title.in_(tell.language)} {result.rubric.version}",)
    grade = (phrases.grade(result, tell.language),)
    bounds = tell.interval(result.low, result.high, "")
    return (title, tell.points(result.score, "score"), grade, bounds, tell.percent(result.coverage, "coverage"))


# Trust


def _trust(result: Result, tell: Narrator) -> Section:
    width = tell.points(result.high - result.low, "high-low")
    coverage = tell.percent(result.coverage, "coverage")
    if result.high == result.low:
        told = [tell.body(tell.say("trust_exact"))]
    else:
        unknown = tell.count(len(unknown_indicators(result)), "count(unknown_indicators)")
        total = tell.count(len(indicators(result)), "count(indicators)")
        bounds = tell.interval(result.low, result.high, "")
        told = [
            tell.body(
                tell.say("trust_interval", width=width, bounds=bounds, unknown=unknown, total=total, coverage=coverage)
            )
        ]
    if result.missing:
        asked = [
            tell.say(
                "narrowing", title=missing.title, points=tell.points(missing.narrows, f"missing.{missing.fact}.narrows")
            )
            for missing in result.missing[:ASKED]
        ]
        told.append(tell.body(tell.say("ask_narrowing", list=tell.joined(asked))))
    unverified = tell.count(len(unverified_indicators(result)), "count(unverified_indicators)")
    total = tell.count(len(indicators(result)), "count(indicators)")
    told.append(tell.body(tell.say("trust_thresholds", unverified=unverified, total=total, annex=Ref("methods"))))
    weights = tell.grounds(result.rubric.weights_basis, result.rubric.weights_verified)
    grades = tell.grounds(result.rubric.grades_basis, result.rubric.grades_verified)
    told.append(tell.body(tell.say("trust_weights", weights=weights, grades=grades)))
    return Section((tell.word("trust_title"),), tuple(told))
