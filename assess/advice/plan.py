"""Agenda: what to do first, next and last, so that a grade is reached or an effort well spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..engine.assessment import Assessment, assess
from ..engine.changes import apply, joined
from ..engine.gates import judge_gate
from ..i18n import advice_reasons
from ..model.arithmetic import reached
from ..model.measures import PHASES
from ..model.recommendation import Named, PhaseResult, PlanResult
from ..model.rubric import Band
from ..model.text import Text
from .advisor import Advice
from .levels import Diagnosis, diagnose
from .optimizer import Chosen, Task, best_within, cheapest
from .prospect import Option, Prospect
from .selection import TriggeredMeasure, lock_of
from .stages import stand

Laid = list[tuple[str, TriggeredMeasure]]
"""Phase and measure, in the order of doing."""


class Aim(NamedTuple):
    """What a plan is asked for: a grade, an effort to spend, or a grade within an effort."""

    grade: Band | None
    budget: int | None


def plan(advice: Advice, aim: Aim) -> PlanResult:
    """The cheapest measures that reach a grade; without one, the best that a budget buys."""
    maker = _Maker(advice)
    purse = maker.everything if aim.budget is None else aim.budget
    threshold = None if aim.grade is None else reached(aim.grade.from_, 100.0)
    if threshold is None:
        found: Chosen | None = maker.best(purse)
        obstacles = []
    else:
        found = maker.cheapest(threshold, aim.budget)
        obstacles = list(maker.obstacles(threshold, found, aim.budget))
    told = found or maker.best(purse)
    return PlanResult(
        goal=Named(aim.grade.id, aim.grade.label) if aim.grade else None,
        threshold=aim.grade.from_ if aim.grade else None,
        reached=found is not None and not obstacles,
        effort=told.cost,
        budget=aim.budget,
        score=_known(told.score),
        phases=tuple(maker.phases(told)),
        obstacles=tuple(obstacles),
    )


class _Maker:
    """Makes plans from what a cluster calls for."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self.assessment = advice.subject.assessment
        usable = [each for each in advice.called if each.lock.state in ("open", "locked") and not each.lock.by_mode]
        self.called = {each.name: each for each in usable if each.changes or each.measure.gate}
        options = [Option(name, each.measure.ease.effort, each.changes) for name, each in self.called.items()]
        self.task = Task(
            prospect=Prospect(self.assessment, options),
            forced=tuple(name for name, each in self.called.items() if self._is_forced(each)),
            before={name: self._before(each) for name, each in self.called.items()},
            feasible=lambda chosen: len(self.laid(chosen)) == len(chosen),
        )
        self.everything = sum(option.cost for option in options)

    def cheapest(self, threshold: float, budget: int | None) -> Chosen | None:
        return cheapest(self.task, threshold, budget)

    def best(self, budget: int) -> Chosen:
        """The best within a budget; prior checks alone where it does not even cover them."""
        found = best_within(self.task, budget)
        if found is not None:
            return found
        forced = self.task.forced
        cost = sum(self.task.prospect.options[name].cost for name in forced)
        return Chosen(forced, cost, self.task.prospect.score(forced))

    def _is_forced(self, each: TriggeredMeasure) -> bool:
        """A prior check that nothing stands before."""
        return each.measure.gate and each.lock.state == "open" and not self._before(each)

    def _before(self, each: TriggeredMeasure) -> tuple[str, ...]:
        """Measures that come before, where they are called for as well."""
        return tuple(name for name in each.measure.after if name in self.called)

    # The order of doing

    def laid(self, chosen: Sequence[str]) -> Laid:
        """The measures in an order in which each finds its preconditions met; those that
        never do are left out."""
        waiting = sorted(chosen, key=lambda name: (not self.called[name].measure.gate, name))
        laid: Laid = []
        for index, phase in enumerate(PHASES):
            due = True
            while due:
                ready = [name for name in waiting if self._is_ready(name, laid, index)]
                due = bool(ready)
                laid += [(phase, self.called[name]) for name in ready[:1]]
                waiting = [name for name in waiting if name not in ready[:1]]
        return laid

    def _is_ready(self, name: str, laid: Laid, phase: int) -> bool:
        each, done = self.called[name], [before.name for _, before in laid]
        if PHASES.index(each.measure.phase) > phase or not set(self.task.before[name]) <= set(done):
            return False
        if each.lock.state == "open" and not each.measure.requires:
            return True
        return lock_of(each.measure, self.advice.catalog, self._diagnosis(frozenset(done))).state == "open"

    def _diagnosis(self, done: frozenset[str]) -> Diagnosis:
        """How the cluster stands once some measures are carried out."""
        changes = joined(change for name in sorted(done) for change in self.called[name].changes)
        subject = self.advice.subject
        if not changes:
            return subject.diagnosis
        changed = apply(self.assessment.profile, changes)
        lenses = [assess(lens.rubric, changed, lens.vocabulary) for lens in subject.lenses]
        found = diagnose(lenses)
        return found._replace(computed=stand(self.advice.catalog.steps, found).computed)

    def phases(self, chosen: Chosen) -> Iterator[PhaseResult]:
        laid, done = self.laid(chosen.ids), []
        for phase in PHASES:
            here = [each for when, each in laid if when == phase]
            if not here:
                continue
            done += [each.name for each in here]
            measures = tuple(Named(each.name, each.measure.title) for each in here)
            effort = sum(each.measure.ease.effort for each in here)
            yield PhaseResult(phase, measures, effort, _known(self.task.prospect.score(done)))

    # What stands in the way

    def obstacles(self, threshold: float | None, chosen: Chosen | None, budget: int | None) -> Iterator[Text]:
        """Why a grade is not reached, or would not be given."""
        if not self.assessment.is_sufficient:
            yield advice_reasons.too_little_known(self.assessment.root.coverage, self.assessment.rubric.coverage_floor)
        if chosen is not None:
            yield from self._vetoes(chosen)
            return
        best = self.best(self.everything)
        if threshold is not None and best.score < threshold:
            yield advice_reasons.best_reachable()
            yield from self._locked()
        elif budget is not None:
            yield advice_reasons.beyond_budget(budget)
        indicators = self.assessment.rubric.indicators
        unknown = [indicators[name].title for name in self._unknown()]
        if unknown:
            yield advice_reasons.unknown_indicators(len(unknown), unknown[:5])

    def _vetoes(self, chosen: Chosen) -> Iterator[Text]:
        changes = joined(change for name in chosen.ids for change in self.called[name].changes)
        after = assess(self.assessment.rubric, apply(self.assessment.profile, changes), self.assessment.vocabulary)
        for gate in after.rubric.gates:
            if gate.veto and judge_gate(gate, after.readings, after.vocabulary).status == "fail":
                yield advice_reasons.vetoed_still(gate.title)

    def _locked(self) -> Iterator[Text]:
        for each in self.advice.called:
            if each.lock.state in ("locked", "blocked"):
                yield advice_reasons.not_available(
                    each.name, each.measure.title, advice_reasons.joined(each.lock.because)
                )

    def _unknown(self) -> list[str]:
        judged = self.assessment.judged
        names = [name for name in self.assessment.rubric.indicators if name in judged]
        return [name for name in names if judged[name].applies and judged[name].score != judged[name].score]


def _known(score: float) -> float | None:
    return score if score == score else None


def grade_named(assessment: Assessment, name: str) -> Band | None:
    """The grade of that id or label."""
    bands = assessment.rubric.grades.bands
    return next((band for band in bands if name in (band.id, band.label.zh, band.label.en)), None)
