"""Advice as a document: stage, modes, warnings, plan and measures."""

from __future__ import annotations

from collections.abc import Iterator

from ..i18n.catalog import say
from ..i18n.numbers import number, points, quantity, rounded
from ..i18n.typography import bracket
from ..model.recommendation import AdviceResult, PlanResult, WarningResult
from ..model.result import Result
from ..model.text import Language, comma
from .analysis import first_undecided
from .document import Callout, FieldList, ItemList, Paragraph, Report, Section, Table, field_list, plain_table
from .measure_fields import cited, heading, measure_fields
from .score_view import under_head

DEFAULT_TOP = 10
"""Measures listed unless more are asked for."""


def advice_document(result: Result, language: Language, page: bool = False, top: int | None = None) -> Report:
    """Stage, modes, warnings, plan and measures under the head of the judgement.

    Args:
        result: with its advice.
        language: of the words.
        page: for a page of its own, without marks and hints of a screen.
        top: how many measures are listed.
    """
    view = _AdviceView(result, language, page)
    sections = [
        Section((), (view.standing(),)),
        Section((say("advice.modes", language),) if page else (), (view.modes(),)),
        Section((say("advice.warnings", language),), tuple(map(view.warning, result.warnings))),
        Section((say("advice.plan", language),), (view.plan(result.plan),) if result.plan else ()),
        view.measures(DEFAULT_TOP if top is None else top),
        view.undecided(),
        Section((say("advice.unraised", language),), (view.unraised(),) if result.unraised else ()),
        Section((), (Paragraph((say("advice.effort_note", language),), "footnote"),)),
    ]
    filled = [section for section in sections if section.blocks or section.sections]
    return under_head(result, filled, language, page)


class _AdviceView:
    def __init__(self, result: Result, language: Language, page: bool) -> None:
        self.result, self.language, self.page = result, language, page

    def say(self, key: str, **values: object) -> str:
        return say(f"advice.{key}", self.language, **values)

    def standing(self) -> FieldList:
        """Stage and reach."""
        stage, language = self.result.stage, self.language
        name = stage.title.in_(language) if stage.title else self.say("stage_open")
        why = bracket(stage.because.in_(language), language) if stage.because else ""
        rows = [(self.say("stage"), name + why)]
        if stage.rank_title:
            rows.append((self.say("reach"), stage.rank_title.in_(language)))
        return field_list(rows)

    def modes(self) -> Table:
        heads = [self.say("mode"), self.say("need"), self.say("readiness"), self.say("verdict")]
        rows = [
            [
                mode.title.in_(self.language),
                points(mode.need),
                points(mode.readiness),
                self.say(f"verdict_{mode.verdict}"),
                mode.because.in_(self.language),
            ]
            for mode in self.result.modes
        ]
        return plain_table([*heads, say("screen.because", self.language)], rows, right=(1, 2))

    def warning(self, warning: WarningResult) -> Callout:
        language, value = self.language, ""
        if warning.value is not None:
            value = f" {quantity(float(rounded(warning.value, 1)), warning.unit, language)}"
        used = [f"{used.title.in_(language)} {quantity(used.value, used.unit, language)}" for used in warning.used]
        grounds = comma(used, language) if used else warning.because.in_(language)
        return Callout(
            title=(f"{warning.title.in_(language)}{value}{bracket(grounds, language)}",),
            text=(warning.text.in_(language),),
            source=(say("screen.reference", language), (cited(warning.references),)),
        )

    # Measures

    def measures(self, top: int) -> Section:
        measures = self.result.advice
        notes = [self.say("order" if measures else "measures_none")]
        if measures and self.result.score is None:
            notes.append(self.say("known_part"))
        sections = [
            self.measure(measure, "" if self.page else f"{rank}. ")
            for rank, measure in enumerate(measures[:top], start=1)
        ]
        if len(measures) > top and not self.page:
            more = self.say("more", count=len(measures) - top, all=len(measures))
            sections.append(Section((), (Paragraph((more,)),)))
        return Section((self.say("measures"),), tuple(Paragraph((note,)) for note in notes), tuple(sections))

    def undecided(self) -> Section:
        mark = "" if self.page else "? "
        measures = tuple(self.measure(measure, mark) for measure in first_undecided(self.result))
        return Section((self.say("undecided", count=len(self.result.undecided)),), (), measures)

    def measure(self, measure: AdviceResult, mark: str) -> Section:
        fields = field_list(measure_fields(measure, self.result, self.language))
        return Section((mark + heading(measure, self.result, self.language),), (fields,))

    def unraised(self) -> FieldList:
        """Weak indicators that no measure raises, with the reason."""
        rows = []
        for indicator in self.result.unraised:
            why = indicator.because.in_(self.language) if indicator.because else ""
            rows.append((f"{indicator.indicator} {indicator.title.in_(self.language)}", why))
        return field_list(rows, aligned=False)

    # The plan

    def plan(self, plan: PlanResult) -> ItemList:
        """Aim, outcome and phases."""
        aim = self.say("plan_budget", budget=plan.budget)
        if plan.goal is not None:
            grade = plan.goal.title.in_(self.language)
            aim = self.say("plan_goal", grade=grade, threshold=number(plan.threshold))
        return ItemList(tuple((line,) for line in (aim, *self.outcome(plan), *self.phases(plan))))

    def outcome(self, plan: PlanResult) -> Iterator[str]:
        values = {"effort": plan.effort, "score": points(plan.score, self.result.grade_limits)}
        if plan.reached and not plan.phases:
            yield self.say("plan_nothing")
        elif plan.reached:
            yield self.say("plan_cheapest" if plan.goal else "plan_best", **values)
        else:
            yield from (self.say("plan_short") + obstacle.in_(self.language) for obstacle in plan.obstacles)
            if plan.score is not None:
                known = self.say("plan_known") if self.result.score is None else ""
                yield self.say("plan_most", **values) + known

    def phases(self, plan: PlanResult) -> Iterator[str]:
        for phase in plan.phases:
            score = points(phase.score, self.result.grade_limits)
            name = self.say(f"phase_{phase.id}")
            measures = [f"{measure.id} {measure.title.in_(self.language)}" for measure in phase.measures]
            head = self.say("plan_phase", phase=name, effort=phase.effort, score=score)
            yield f"{head}  {comma(measures, self.language)}"
