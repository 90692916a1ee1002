"""What to do first, next and last, so that a grade is reached or an effort well spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..engine.assessment import assess
from ..engine.changes import Change, apply, joined
from ..engine.gates import judge_gate
from ..i18n.catalog import text
from ..model.arithmetic import is_known, reached
from ..model.grades import Band
from ..model.problems import id_meant, input_error
from ..model.recommendation import Named, Phase, PhaseResult, PlanResult
from ..model.rubric import Rubric
from ..model.scales import level_of
from ..model.task_targets import PHASES
from ..model.text import Phrase
from .conditions import in_words
from .levels import Diagnosis
from .optimizer import Chosen, Task, best_within, cheapest
from .prospect import Option, Prospect
from .selection import Advice, TriggeredMeasure, availability_of
from .stages import diagnose_with_stage

Schedule = list[tuple[Phase, TriggeredMeasure]]
"""Phase and measure, in the order of doing."""
UNKNOWN_LISTED = 5
"""Unknown indicators that are named among the obstacles."""


class Aim(NamedTuple):
    """What a plan is asked for: a grade, an effort to spend, or a grade within an effort."""

    grade: Band | None
    budget: int | None


def plan(advice: Advice, aim: Aim) -> PlanResult:
    """The cheapest measures that reach a grade; without one, the best that a budget buys.

    Below the coverage floor there is none: of a score that is not given nobody can say what it takes.
    """
    planner = _Planner(advice)
    if not advice.assessment.is_sufficient:
        return planner.none_yet(aim)
    threshold = None if aim.grade is None else reached(aim.grade.from_, 100.0)
    found = None if threshold is None else cheapest(planner.task, threshold, aim.budget)
    obstacles = [] if threshold is None else list(planner.obstacles(threshold, found, aim.budget))
    chosen = found or planner.best(aim.budget)
    return replace(
        _no_plan(aim, obstacles),
        reached=(aim.grade is None or found is not None) and not obstacles,
        effort=chosen.cost,
        score=_known(chosen.score),
        phases=tuple(planner.phases(chosen)),
    )


def _no_plan(aim: Aim, obstacles: Sequence[Phrase]) -> PlanResult:
    """What is aimed at and what stands in the way, before anything is done for it."""
    return PlanResult(
        goal=Named(aim.grade.id, aim.grade.label) if aim.grade else None,
        threshold=aim.grade.from_ if aim.grade else None,
        reached=False,
        effort=0,
        budget=aim.budget,
        score=None,
        phases=(),
        obstacles=tuple(map(text, obstacles)),
    )


def aim_at(rubric: Rubric, grade: str | None, budget: int | None) -> Aim | None:
    """What a plan is asked for by the id or label of a grade and by effort points; None where by neither.

    Raises:
        InputError: the rubric gives no score, or has no such grade.
    """
    if grade is None and budget is None:
        return None
    if not rubric.is_scored:
        raise input_error("E513", None, found=rubric.rubric)
    if grade is None:
        return Aim(None, budget)
    bands = {band.id: band for band in rubric.grades.bands}
    return Aim(bands[id_meant(grade, {name: band.label for name, band in bands.items()}, "E504")], budget)


class _Planner:
    """Makes plans from the measures that are triggered."""

    def __init__(self, advice: Advice) -> None:
        self.advice, self.assessment = advice, advice.assessment
        self.triggered = {each.name: each for each in advice.triggered if _is_usable(each)}
        self.before = {name: self._before(each) for name, each in self.triggered.items()}
        options = [Option(name, each.measure.ease.effort, each.changes) for name, each in self.triggered.items()]
        opening = self._may_open(options)
        self.task = Task(
            prospect=Prospect(self.assessment, [option for option in options if option.id in opening]),
            forced=tuple(name for name, each in self.triggered.items() if self._is_forced(each)),
            before=self.before,
            feasible=lambda chosen: len(self.schedule(chosen)) == len(chosen),
        )

    def best(self, budget: int | None) -> Chosen:
        """The best within a budget; prior checks alone where it does not even cover them."""
        task = self.task
        found = best_within(task, task.cost(list(task.prospect.options)) if budget is None else budget)
        return found or Chosen(task.forced, task.cost(task.forced), task.prospect.score(task.forced))

    def _may_open(self, options: Sequence[Option]) -> set[str]:
        """Measures that are open, or whose preconditions all measures together could meet."""
        assessments, diagnosis = self.advice.assessments, self.advice.diagnosis
        prospects = {assessment.rubric.rubric: Prospect(assessment, options) for assessment in assessments}

        def may_reach(indicator: str, least: int) -> bool:
            if indicator in diagnosis.computed or indicator not in diagnosis.findings:
                return True
            best = prospects[diagnosis.findings[indicator].assessment.rubric.rubric].best(indicator)
            return best is None or bool(best.applies and best.known and level_of(best.score) >= least)

        return {
            name
            for name, each in self.triggered.items()
            if each.availability.state == "open" or all(may_reach(*pair) for pair in each.measure.requires.items())
        }

    def _is_forced(self, each: TriggeredMeasure) -> bool:
        """A prior check that nothing stands before."""
        return each.measure.gate and each.availability.state == "open" and not self.before[each.name]

    def _before(self, each: TriggeredMeasure) -> tuple[str, ...]:
        """Measures that come before, where they are called for as well, be it that they cannot be taken up."""
        called = {other.name for other in self.advice.triggered if other.trigger.holds}
        return tuple(name for name in each.measure.after if name in called)

    # The order of doing

    def schedule(self, chosen: Sequence[str]) -> Schedule:
        """The measures in an order in which each finds its preconditions met; those that
        never do are left out."""
        waiting = sorted(chosen, key=lambda name: (not self.triggered[name].measure.gate, name))
        done: Schedule = []
        for phase in PHASES:
            while (ready := next((name for name in waiting if self._is_ready(name, done, phase)), None)) is not None:
                done.append((phase, self.triggered[ready]))
                waiting.remove(ready)
        return done

    def _is_ready(self, name: str, done: Schedule, phase: Phase) -> bool:
        each, names = self.triggered[name], {earlier.name for _, earlier in done}
        if PHASES.index(each.measure.phase) > PHASES.index(phase) or not names.issuperset(self.before[name]):
            return False
        if each.availability.state == "open" and not each.measure.requires:
            return True
        return availability_of(each.measure, self.advice.catalog, self._diagnosis_after(names)).state == "open"

    def _diagnosis_after(self, done: Iterable[str]) -> Diagnosis:
        """How the cluster stands once some measures are carried out."""
        changes = self._changes(done)
        if not changes:
            return self.advice.diagnosis
        changed = apply(self.assessment.profile, changes)
        assessments = [assess(each.rubric, changed, each.vocabulary) for each in self.advice.assessments]
        return diagnose_with_stage(self.advice.catalog.stages_file, assessments)[0]

    def _changes(self, chosen: Iterable[str]) -> tuple[Change, ...]:
        return joined(change for name in sorted(chosen) for change in self.triggered[name].changes)

    def phases(self, chosen: Chosen) -> Iterator[PhaseResult]:
        """What is done in each phase, and the score after it."""
        schedule = self.schedule(chosen.ids)
        done: list[str] = []
        for phase in PHASES:
            measures = [each for when, each in schedule if when == phase]
            if measures:
                done += [each.name for each in measures]
                named = tuple(Named(each.name, each.measure.title) for each in measures)
                effort = sum(each.measure.ease.effort for each in measures)
                yield PhaseResult(phase, named, effort, _known(self.task.prospect.score(done)))

    def none_yet(self, aim: Aim) -> PlanResult:
        """No plan, and what has to be known first."""
        # Whole per cents, rounded down, so that what falls short never looks like enough.
        known, needed = int(100 * self.assessment.root.coverage), int(100 * self.assessment.rubric.coverage_floor)
        why = [Phrase("advice_reasons.too_little_known", {"known": known, "needed": needed}), *self._unknown()]
        return _no_plan(aim, why)

    # What stands in the way

    def obstacles(self, threshold: float, chosen: Chosen | None, budget: int | None) -> Iterator[Phrase]:
        """Why a grade is not reached, or would not be given."""
        if chosen is not None:
            yield from self._vetoes(chosen)
            return
        if budget is not None and cheapest(self.task, threshold) is not None:
            yield Phrase("advice_reasons.beyond_budget", {"budget": budget})
        else:
            yield Phrase("advice_reasons.best_reachable")
            yield from self._not_open()
        yield from self._unknown()

    def _vetoes(self, chosen: Chosen) -> Iterator[Phrase]:
        changed = apply(self.assessment.profile, self._changes(chosen.ids))
        after = assess(self.assessment.rubric, changed, self.assessment.vocabulary)
        for gate in after.rubric.gates:
            if gate.veto and gate.counts and judge_gate(gate, after.readings, after.vocabulary).settled == "fail":
                yield Phrase("advice_reasons.veto_stands", {"gate": gate.title})

    def _not_open(self) -> Iterator[Phrase]:
        for each in self.advice.triggered:
            if each.availability.state in ("locked", "blocked"):
                why = in_words(each.availability.because)
                yield Phrase("advice_reasons.not_open", {"id": each.name, "measure": each.measure.title, "why": why})

    def _unknown(self) -> Iterator[Phrase]:
        judged = self.assessment.judged
        titles = [
            indicator.title
            for name, indicator in self.assessment.rubric.indicators.items()
            if name in judged and judged[name].applies and not judged[name].known
        ]
        if titles:
            key = "unknown_indicators_more" if len(titles) > UNKNOWN_LISTED else "unknown_indicators"
            values = {"count": len(titles), "indicators": titles[:UNKNOWN_LISTED]}
            yield Phrase(f"advice_reasons.{key}", values)


def _is_usable(each: TriggeredMeasure) -> bool:
    """Whether a plan may hold a measure: it may become open, and it does or checks something."""
    availability = each.availability
    opens = bool(each.trigger.holds) and availability.state != "blocked" and not availability.by_mode
    return opens and (bool(each.changes) or each.measure.gate)


def _known(score: float) -> float | None:
    return score if is_known(score) else None
