"""摘要: score, grade, gates, three gaps, three actions, in at most 300 characters."""

from __future__ import annotations

from ...model.result import Result
from .. import phrases
from ..analysis import advised, lost_below, open_advice, unknown_indicators, weakest_criteria
from ..document import Line, Section
from ..narrator import Narrator

NAMED = 3
"""Gaps, actions and requests that a summary names."""


def summary(result: Result, tell: Narrator) -> Section:
    """One paragraph that can stand alone."""
    told = [
        verdict(result, tell),
        gates(result, tell),
        _gaps(result, tell),
        _actions(result, tell),
        _warned(result, tell),
    ]
    return Section((tell.word("summary"),), (tell.body(*told),), id="summary")


def verdict(result: Result, tell: Narrator) -> Line:
    """The score and the grade, or why there are none."""
    bounds = tell.interval(result.low, result.high, "")
    coverage = tell.percent(result.coverage, "coverage")
    if result.score is None:
        floor = tell.percent(result.rubric.coverage_floor, "rubric.coverage_floor")
        return tell.say("verdict_insufficient", coverage=coverage, floor=floor, bounds=bounds)
    score = tell.points(result.score, "score")
    if result.grade is None:
        grade = phrases.grade(result, tell.language)
        return tell.say("verdict_no_grade", score=score, coverage=coverage, bounds=bounds, grade=grade)
    certain = tell.word("grade_certain" if result.grade.certain else "grade_uncertain")
    key = "verdict_complete" if result.is_settled else "verdict"
    return tell.say(key, score=score, grade=result.grade.label, certain=certain, coverage=coverage, bounds=bounds)


def gates(result: Result, tell: Narrator) -> Line:
    """How many clauses hold, and what those that fail are short of."""
    if not result.gates:
        return ()
    counts = {
        status: tell.count(sum(gate.status == status for gate in result.gates), f"count(gates.{status})")
        for status in ("pass", "fail", "unknown")
    }
    told = tell.say("gates_counted", total=tell.count(len(result.gates), "count(gates)"), **counts)
    failing = [gate for gate in result.gates if gate.status == "fail"]
    short = [
        tell.say(f"gate_{phrases.gap_key(gate)}", title=gate.title, gap=tell.gap(gate))
        if gate.gap
        else tell.say("gate_failing", title=gate.title)
        for gate in failing
    ]
    return tell.run(told, tell.say("gates_failing", list=tell.statements(short)) if short else ())


def _gaps(result: Result, tell: Narrator) -> Line:
    weakest = weakest_criteria(result)[:NAMED]
    if not weakest:
        return ()
    named = [
        tell.say("gap_named", title=node.title, lost=tell.points(lost_below(result, node.id), f"lost_below({node.id})"))
        for node in weakest
    ]
    key = "gaps_named_known" if unknown_indicators(result) else "gaps_named"
    return tell.say(key, list=tell.joined(named))


def _actions(result: Result, tell: Narrator) -> Line:
    first = open_advice(result)[:NAMED]
    if first:
        named = [
            tell.say("action_named", title=each.title, gain=tell.points(each.gain, f"advice.{each.id}.gain"))
            for each in first
        ]
        return tell.say("actions_named", list=tell.statements(named))
    facts = tell.joined([missing.title for missing in result.missing[:NAMED]])
    return tell.run(_none_open(result, tell), tell.say("ask_first", facts=facts) if facts else ())


def _none_open(result: Result, tell: Narrator) -> Line:
    """Why nothing is to be done first: no advice was asked for, or none can be told."""
    if not advised(result):
        return tell.say("no_advice")
    count = tell.count(len(result.undecided), "count(undecided)")
    return tell.say("none_open_yet", count=count) if result.undecided else tell.say("none_open")


def _warned(result: Result, tell: Narrator) -> Line:
    early = [mode.title for mode in result.modes if mode.verdict == "too early"]
    return tell.say("not_yet", modes=tell.joined(early)) if early else ()
