"""What stands first on screens and in reports, as lines: ratios, clauses, questions, what can be tried, the stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ..i18n import numbers
from ..model.judgement import ConflictResult, Used
from ..model.overview import DecisionKind, DecisionResult, FigureResult, QuestionResult, StatedProblemResult
from ..model.overview import TentativeResult as Tentative
from ..model.recommendation import StageResult
from . import statement_lines
from .analysis import indicators, open_advice
from .document import Line
from .narrator import Narrator

DECISIONS: Final = 3
"""Things named that an answer decides."""
FACTS: Final = 3
"""Facts or indicators named in one line."""
LACKING: Final = 1
"""Ratios named that cannot be computed yet."""
FOREMOST: Final = 3
"""Measures named that can be begun."""


def score_line(narrator: Narrator) -> Line:
    """The score, or that of the known part, which is never graded."""
    result = narrator.result
    if result.score is not None or result.provisional is None:
        return narrator.total_score()
    return narrator.say("glance.provisional_score", score=narrator.points(result.provisional, "provisional"))


def score_told(narrator: Narrator) -> Line:
    """The score and the grade in a sentence, or the score of the known part."""
    result = narrator.result
    if result.score is not None:
        return narrator.say("glance.score_told", score=narrator.total_score(), grade=narrator.grade())
    if result.provisional is None:
        return ()
    return narrator.say("glance.provisional_told", score=narrator.points(result.provisional, "provisional"))


def rests_on(narrator: Narrator) -> Line:
    """What a provisional score rests on, or that there is none; nothing where there is a score."""
    result = narrator.result
    if result.score is not None or not result.is_scored:
        return ()
    if result.provisional is None:
        return narrator.say("glance.provisional_none")
    known = [node for node in indicators(result) if node.status == "known"]
    parts = []
    for criterion in result.children(None):
        count = sum(node.status == "known" for node in indicators(result, criterion.id))
        if count:
            shown = narrator.count(count, f"count({criterion.id}.known)")
            parts.append(narrator.say("glance.provisional_of", title=criterion.title, count=shown))
    return narrator.say(
        "glance.provisional_rests",
        count=narrator.counted(known, "indicators.known"),
        coverage=narrator.total_coverage(),
        list=narrator.joined(parts),
        floor=narrator.percent(result.rubric.coverage_floor, "rubric.coverage_floor"),
    )


# Ratios


def computed_figures(narrator: Narrator) -> list[FigureResult]:
    """The ratios that have a value."""
    return [figure for figure in narrator.result.figures if figure.status != "unknown"]


def figure_value(figure: FigureResult, narrator: Narrator) -> Line:
    """The value of a ratio, or its bounds where it is not exact."""
    origin, unit = f"figures.{figure.id}", narrator.spoken_unit(figure.id, figure.unit)
    if figure.status == "known":
        return narrator.quantity(figure.value, unit, f"{origin}.value")
    low, high = figure.low or None, figure.high
    if low is not None and high is not None:
        start = narrator.number(low, f"{origin}.low")
        return (*start, "–", *narrator.quantity(high, unit, f"{origin}.high"))
    if low is not None:
        return narrator.say("glance.figure_at_least", value=narrator.quantity(low, unit, f"{origin}.low"))
    if high is not None:
        return narrator.say("glance.figure_at_most", value=narrator.quantity(high, unit, f"{origin}.high"))
    return ("—",)


def figure_period(figure: FigureResult, narrator: Narrator) -> Line:
    """The year a ratio is of."""
    return narrator.year(figure.year, f"figures.{figure.id}.year") or narrator.say("glance.undated")


def figure_told(figure: FigureResult, narrator: Narrator) -> Line:
    """How a ratio was computed, and from what; a year is named where it is not that of the ratio."""
    used = narrator.joined(_used(figure, used, narrator) for used in figure.used)
    return narrator.say("glance.figure_told", told=figure.told, list=used) if used else narrator.line(figure.told)


def _used(figure: FigureResult, used: Used, narrator: Narrator) -> Line:
    origin = f"figures.{figure.id}"
    if used.year is not None and used.year != figure.year:
        return narrator.used(origin, used)
    unit = narrator.spoken_unit(used.fact, used.unit)
    return narrator.say(
        "report.used", title=used.title, value=narrator.bounded(used, unit, f"{origin}.used.{used.where}")
    )


def unusual_figures(narrator: Narrator) -> Line:
    """The ratios that lie out of the usual for sure, to be checked."""
    named = [
        narrator.say("glance.figure_usual", title=figure.title, low=numbers.number(least), high=numbers.number(most))
        for figure in narrator.result.figures
        if figure.is_unusual
        for least, most in [figure.usual or (0.0, 0.0)]
    ]
    return narrator.say("glance.figures_unusual", list=narrator.joined(named)) if named else ()


def lacking_figures(narrator: Narrator) -> Line:
    """The ratios that lack least, and what they lack."""
    lacking = sorted((each for each in narrator.result.figures if each.lacks), key=lambda each: len(each.lacks))
    named = [
        narrator.say(
            "glance.figure_lacks", title=figure.title, facts=narrator.joined(fact.title for fact in figure.lacks)
        )
        for figure in lacking[:LACKING]
    ]
    return narrator.say("glance.figures_lacking", list=narrator.joined(named)) if named else ()


# Conflicts


def conflict_line(conflict: ConflictResult, narrator: Narrator) -> Line:
    """Statements that contradict each other, with period, coverage and source, and which of them is used."""
    origin = f"conflicts.{conflict.fact}"
    stated = statement_lines.told(conflict, narrator)
    year = narrator.year(conflict.year, f"{origin}.year")
    used = narrator.say("glance.conflict_rule_none", rule=conflict.rule)
    if conflict.used is not None:
        value = narrator.bounded(conflict.used, conflict.unit, f"{origin}.used")
        used = narrator.say("glance.conflict_rule", value=value, rule=conflict.rule)
    return narrator.say(
        "glance.conflict",
        title=conflict.title,
        year=narrator.say("glance.conflict_year", year=year) if year else (),
        list=narrator.statements(stated),
        rule=used,
    )


# Questions


def question_line(question: QuestionResult, narrator: Narrator) -> Line:
    """What is asked, with the unit of the answer."""
    unit = narrator.unit(question.unit)
    if unit:
        return narrator.say("glance.question_in", text=question.text, unit=unit)
    return narrator.say("glance.question", text=question.text)


def decides_line(question: QuestionResult, narrator: Narrator) -> Line:
    """What the answer decides by itself, or else helps to decide; the ratios it gives, where that is all."""
    if question.kind == "conflict":
        return narrator.say("glance.settles_conflict")
    weighty = [decision for decision in question.decides if decision.kind != "figure"]
    alone = [decision for decision in weighty if decision.part >= 1]
    key = "glance.decides" if alone else "glance.helps" if weighty else "glance.computes"
    told = list(_decisions(alone or weighty or question.decides, narrator))[:DECISIONS]
    return narrator.say(key, list=narrator.joined(told)) if told else ()


def _decisions(decisions: Sequence[DecisionResult], narrator: Narrator) -> Iterator[Line]:
    """What is decided, each thing once, measures together."""
    kinds: Counter[DecisionKind] = Counter(decision.kind for decision in decisions)
    seen: set[tuple[str, str]] = set()
    for decision in decisions:
        several = decision.kind == "measure" and kinds["measure"] > 1
        key = (decision.kind, "" if several else decision.id)
        if key in seen:
            continue
        seen.add(key)
        if several:
            yield narrator.say("glance.decides_measures", count=str(kinds["measure"]))
        else:
            yield narrator.say(f"glance.decides_{decision.kind}", title=decision.title)


# Problems and measures


def problem_line(problem: StatedProblemResult, narrator: Narrator) -> Line:
    """A stated problem, its evidence, and what the indicators say of it."""
    shown = problem.confirming or (problem.contradicting if problem.status == "contradicted" else problem.unknown)
    key = "glance.problem_unknown" if problem.status == "open" else "glance.problem_by"
    evidence = narrator.say("glance.problem_evidence", evidence=problem.evidence) if problem.evidence else ()
    titles = narrator.joined(indicator.title for indicator in shown[:FACTS])
    return narrator.say(
        "glance.problem",
        title=problem.title,
        status=narrator.word(f"glance.problem_{problem.status}"),
        evidence=evidence,
        why=narrator.say(key, list=titles) if titles else (),
    )


def open_line(narrator: Narrator) -> Line:
    """The measures that can be begun at once, the foremost by name."""
    measures = open_advice(narrator.result)
    if not measures:
        return ()
    count = narrator.counted(measures, "advice.open")
    foremost = narrator.statements(measure.title for measure in measures[:FOREMOST])
    return narrator.say(
        "glance.measures_open" if len(measures) > 1 else "glance.measure_open", count=count, list=foremost
    )


def why_tried(measure: Tentative, narrator: Narrator) -> Line:
    """The stated problems and the weak indicators that call for a measure, or else what it builds on."""
    why = [narrator.say("glance.why_problem", title=problem.title) for problem in measure.problems]
    why += [narrator.say("glance.why_gap", title=gap.title) for gap in measure.gaps]
    why += [narrator.say("glance.why_strength", text=strength) for strength in measure.strengths]
    return narrator.joined(why[:FACTS])


def to_confirm(measure: Tentative, narrator: Narrator) -> Line:
    """The facts that would confirm a measure or take it away, or else the indicators that would."""
    titles = [each.title for each in measure.confirm or measure.confirming[:FACTS]]
    return narrator.joined(titles) if titles else narrator.say("glance.confirm_nothing")


def conditions_of(measure: Tentative, narrator: Narrator) -> Line:
    """What must be so before a measure is taken up."""
    return narrator.line(measure.conditions) if measure.conditions else ("—",)


# Stage


def stage_line(stage: StageResult, narrator: Narrator) -> Line:
    """The stage as a range, and what keeps a cluster from the next one."""
    lowest, highest = stage.lowest, stage.highest
    if lowest is not None and highest is not None and lowest.id != highest.id:
        reached = narrator.say("glance.stage_range", lowest=lowest.title, highest=highest.title)
    elif highest is not None:
        key, title = ("glance.stage_is", lowest.title) if lowest else ("glance.stage_at_most", highest.title)
        reached = narrator.say(key, title=title) if lowest else narrator.say(key, highest=title)
    else:
        reached = narrator.say("glance.stage_below")
    rank = narrator.say("glance.rank", title=stage.rank_title) if stage.rank_title else ()
    return narrator.run(reached, *_elements(stage, narrator), rank)


def _elements(stage: StageResult, narrator: Narrator) -> Iterator[Line]:
    """What is missing and what is open among the elements of the stages not reached for sure."""
    for status, key in (("missing", "glance.stage_lacks"), ("unknown", "glance.stage_open")):
        titles = [element.title for element in stage.elements if element.status == status]
        if titles:
            yield narrator.say(key, list=narrator.joined(titles))
