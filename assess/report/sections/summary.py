"""摘要: score, grade, clauses, three gaps, three actions, in at most 300 characters."""

from __future__ import annotations

from ...model.clause_results import GateResult
from ..analysis import advised, lost_below, open_advice, unknown_indicators, weakest_criteria
from ..clause_lines import counted_kinds, gap_figure, gap_key, verdict_under
from ..document import Line, Section
from ..narrator import Narrator

NAMED_OF_EACH = 3
"""Gaps, actions and requests that a summary names."""


def summary(narrator: Narrator) -> Section:
    """One paragraph that can stand alone."""
    sentences = (
        verdict(narrator),
        narrator.held_down(),
        gates(narrator),
        _gaps(narrator),
        _actions(narrator),
        _too_early(narrator),
    )
    return narrator.section("summary", narrator.body(*sentences), id="summary")


def verdict(narrator: Narrator) -> Line:
    """The score and the grade, or why there are none."""
    result = narrator.result
    known = {
        "bounds": narrator.total_interval(),
        "coverage": narrator.total_coverage(),
    }
    if not result.is_scored:
        return ()
    if result.score is None:
        floor = narrator.percent(result.rubric.coverage_floor, "rubric.coverage_floor")
        return narrator.say("verdict_insufficient", floor=floor, **known)
    score = narrator.total_score()
    if result.grade is None:
        return narrator.say("verdict_no_grade", score=score, grade=narrator.grade(), **known)
    certain = narrator.word("grade_certain" if result.grade.certain else "grade_uncertain")
    key = "verdict_complete" if result.is_settled and result.grade.certain else "verdict"
    return narrator.say(key, score=score, grade=result.grade.label, certain=certain, **known)


def gates(narrator: Narrator) -> Line:
    """How many clauses hold, and what those that fail are short of."""
    clauses = narrator.result.gates
    if not clauses:
        return ()
    told = [
        narrator.say(f"gates_{kind}", count=narrator.count(count, f"count(gates.{kind})"))
        for kind, count in counted_kinds(narrator)
        if count
    ]
    counted = narrator.say("gates_counted", total=narrator.counted(clauses, "gates"), list=narrator.joined(told))
    failing = [_failing(gate, narrator) for gate in clauses if gate.status == "fail" and not gate.is_pending]
    return narrator.run(
        verdict_under(narrator),
        counted,
        narrator.say("gates_failing", list=narrator.statements(failing)) if failing else (),
    )


def _failing(gate: GateResult, narrator: Narrator) -> Line:
    if not gate.gap:
        return narrator.say("gate_failing", title=gate.title)
    return narrator.say(f"gate_{gap_key(gate)}", title=gate.title, gap=gap_figure(gate, narrator))


def _gaps(narrator: Narrator) -> Line:
    result = narrator.result
    gaps = [
        narrator.say(
            "gap_named",
            title=node.title,
            lost=narrator.points(lost_below(result, node.id), f"lost_below({node.id})"),
        )
        for node in weakest_criteria(result)[:NAMED_OF_EACH]
    ]
    key = "gaps_named_known" if unknown_indicators(result) else "gaps_named"
    key += "_one" if len(gaps) == 1 else ""
    return narrator.say(key, list=narrator.joined(gaps)) if gaps else ()


def _actions(narrator: Narrator) -> Line:
    actions = [
        narrator.say(
            "action_named",
            title=measure.title,
            gain=narrator.points(measure.gap_gain, f"advice.{measure.id}.gap_gain"),
        )
        for measure in open_advice(narrator.result)[:NAMED_OF_EACH]
    ]
    if actions:
        return narrator.say("actions_named", list=narrator.statements(actions))
    facts = narrator.joined(fact.title for fact in narrator.result.missing[:NAMED_OF_EACH])
    return narrator.run(_none_open(narrator), narrator.say("ask_first", facts=facts) if facts else ())


def _none_open(narrator: Narrator) -> Line:
    """Why nothing is to be done first: no advice was asked for, or none can be told."""
    if not advised(narrator.result):
        return narrator.say("no_advice")
    undecided = narrator.counted(narrator.result.undecided, "undecided")
    return narrator.say("none_open_yet", count=undecided) if narrator.result.undecided else narrator.say("none_open")


def _too_early(narrator: Narrator) -> Line:
    modes = [mode.title for mode in narrator.result.modes if mode.verdict == "too early"]
    return narrator.say("not_yet", modes=narrator.joined(modes)) if modes else ()
