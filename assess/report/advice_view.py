"""Advice as a document: stage, modes, warnings, plan and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..i18n.numbers import VISIBLE_GAIN, gain_between, number, points, signed_points
from ..model.recommendation import (
    AdviceResult,
    GainResult,
    GapGainResult,
    GroupedBy,
    Named,
    PlanResult,
)
from ..model.result import ResultContract
from ..model.text import Language
from ..model.unadvised import UnraisedResult
from .analysis import by_rubric, first_undecided, notes_on
from .document import FieldList, ItemList, Line, Paragraph, Report, Section, Table
from .narrator import ScreenNarrator
from .pattern_view import warning_callout
from .score_view import under_head
from .sentences import LabelledText
from .target_lines import in_short

DEFAULT_TOP = 10
"""Measures listed unless more are asked for."""


def advice_document(
    result: ResultContract,
    language: Language,
    page: bool = False,
    top: int | None = None,
    by: GroupedBy | None = None,
) -> Report:
    """Stage, modes, warnings, plan and measures under the head of the judgement.

    Args:
        result: with its advice.
        language: of the words.
        page: for a page of its own, without marks and hints of a screen.
        top: how many measures are listed.
        by: what they are grouped by, each group under its title.
    """
    return under_head(result, advice_sections(result, language, page, top, by), language, page)


def advice_sections(
    result: ResultContract, language: Language, page: bool, top: int | None, by: GroupedBy | None
) -> list[Section]:
    """The sections that have something to tell; see `advice_document`."""
    view = _AdviceView(result, language, page)
    sections = [
        Section((), (view.standing(),)),
        Section((view.word("advice.modes"),) if page else (), (view.modes(),)),
        Section((view.word("advice.warnings"),), tuple(warning_callout(warning, view) for warning in result.warnings)),
        Section((view.word("advice.plan"),), (view.plan(result.plan),) if result.plan else ()),
        view.measures(DEFAULT_TOP if top is None else top, by),
        view.undecided(),
        Section((view.word("advice.practised"),), (view.practised(),) if result.practised else ()),
        Section((view.word("advice.unraised"),), (view.unraised(),) if result.unraised else ()),
        Section((), (*view.footnotes(top), Paragraph((view.word("advice.effort_note"),), "footnote"))),
    ]
    return [section for section in sections if section.blocks or section.sections]


class _AdviceView(ScreenNarrator):
    def __init__(self, result: ResultContract, language: Language, page: bool) -> None:
        super().__init__(result, language)
        self.page = page

    def standing(self) -> FieldList:
        """Stage and reach."""
        stage = self.result.stage
        name = self.line(stage.title or self.word("advice.stage_open"))
        why = self.bracketed(self.line(stage.because)) if stage.because else ()
        rows: list[LabelledText] = [(self.word("advice.stage"), (*name, *why))]
        if stage.rank_title:
            rows.append((self.word("advice.reach"), stage.rank_title))
        return self.fields(rows)

    def modes(self) -> Table:
        heads = ("advice.mode", "advice.need", "advice.readiness", "advice.verdict", "because")
        rows = [
            (
                mode.title,
                self.points(mode.need, f"modes.{mode.id}.need"),
                self.points(mode.readiness, f"modes.{mode.id}.readiness"),
                self.word(f"advice.verdict_{mode.verdict}"),
                mode.because,
            )
            for mode in self.result.modes
        ]
        return self.grid(heads, rows, right=(1, 2))

    # Measures

    def measures(self, top: int, by: GroupedBy | None) -> Section:
        measures = self.result.advice
        notes = [self.paragraph("advice.order" if measures else self.none_because())]
        if measures and self.result.score is None:
            notes.append(self.paragraph("advice.known_part"))
        told = [
            (measure, self.measure(measure, "" if self.page else f"{rank}. "))
            for rank, measure in enumerate(measures[:top], start=1)
        ]
        sections = [section for _, section in told] if by is None else list(self.by_group(told, by))
        if len(measures) > top and not self.page:
            more = self.paragraph("advice.more", count=str(len(measures) - top), all=str(len(measures)))
            sections.append(Section((), (more,)))
        return Section((self.word("advice.measures"),), tuple(notes), tuple(sections))

    def by_group(self, told: Sequence[tuple[AdviceResult, Section]], by: GroupedBy) -> Iterator[Section]:
        """Measures under the title of their group, in the order in which groups first appear; those of none last."""
        titles = {measure.group_id(by): getattr(measure, by) for measure, _ in told}
        for group in sorted(titles, key=lambda group: group is None):
            title = self.line(titles[group].title) if group is not None else (self.word("advice.by_none"),)
            yield Section(title, (), tuple(section for measure, section in told if measure.group_id(by) == group))

    def none_because(self) -> str:
        """The key of the words for why no measure is listed."""
        if self.result.unraised:
            return "advice.measures_none_fit"
        return "advice.measures_none_yet" if self.result.undecided else "advice.measures_none"

    def undecided(self) -> Section:
        mark = "" if self.page else "? "
        measures = tuple(self.measure(measure, mark) for measure in first_undecided(self.result))
        return Section(self.say("advice.undecided", count=str(len(self.result.undecided))), (), measures)

    def measure(self, measure: AdviceResult, mark: str) -> Section:
        """One measure under its id, title, mode, phase and whatever keeps it from being taken now."""
        tags = [self.mode(measure.mode), self.word(f"advice.phase_{measure.phase}")]
        tags += [self.word("advice.prior")] if measure.gate else []
        tags += [self.word("advice.upward")] if measure.upward else []
        tags += [self.word(f"advice.state_{measure.state}")] if self._is_held(measure) else []
        heading = f"{mark}{measure.id} {measure.title.in_(self.language)} [{' · '.join(tags)}]"
        return Section((heading,), (self.fields(self.about(measure)),))

    def _is_held(self, measure: AdviceResult) -> bool:
        """Whether something keeps a measure that is called for from being taken now."""
        return measure.state != "open" and measure.gain_if is None

    def about(self, measure: AdviceResult) -> Iterator[LabelledText]:
        """Labels and texts: gain and grounds, effects, means and effort, precedent and cautions."""
        if measure.priced and measure.gain_if is None:
            yield self.word("advice.on_gaps"), self.on_gaps(measure)
        yield self.word("advice.gain"), self.gain(measure)
        if measure.gain_if is None:
            yield self.word("because"), measure.because
        if measure.asks:
            yield self.word("advice.asks"), self.titles(measure.asks)
        if measure.state_because:
            yield self.word(f"advice.state_{measure.state}"), measure.state_because
        yield from self.effects(measure)
        yield self.word("advice.belongs"), self.statements(self.kinds(measure))
        yield self.word("advice.actors"), self.who(measure)
        ease = {ease.aspect: str(ease.score) for ease in measure.ease}
        yield self.word("advice.effort"), self.say("advice.effort_points", effort=str(measure.effort), **ease)
        if measure.authority and measure.upward is not False:
            yield self.word("advice.authority"), self.say("advice.authority_told", level=measure.authority.title)
        for condition in measure.open_conditions:
            yield self.word("advice.applies_if"), condition
        if measure.preconditions:
            yield self.word("advice.preconditions"), measure.preconditions
        if measure.precedent:
            case = (*self.line(measure.precedent.title), ": ") if measure.precedent.title else ()
            yield self.word("advice.precedent"), (*case, *self.line(measure.precedent.text))
        for caution in measure.cautions:
            yield self.word("advice.caution"), caution
        if measure.fits is False:
            yield self.word("advice.stage"), self.say("advice.unfit", stages=self.titles(measure.stages))
        yield self.word("advice.money"), self.word("advice.money_none")
        yield self.word("reference"), self.references(measure.references)

    def on_gaps(self, measure: AdviceResult) -> Line:
        """What a measure gains where it is called for, which is why it stands where it does, and beside."""
        beside = self.say("advice.beside", points=signed_points(measure.side_gain))
        lists = [self.gaps(rubric, gaps) for rubric, gaps in by_rubric(measure.gap_gains).items()]
        key = "advice.on_gaps_list" if lists else "advice.on_gaps_none"
        told = self.say(key, points=signed_points(measure.gap_gain), list=self.statements(lists))
        return self.statements([told, beside] if abs(measure.side_gain) >= VISIBLE_GAIN else [told])

    def gaps(self, rubric: str, gaps: Sequence[GapGainResult]) -> Line:
        """Gaps under one rubric, each with what it gains."""
        told = self.joined(map(self.gained, gaps))
        if rubric == self.result.rubric.id:
            return told
        return self.say("advice.gaps_under", rubric=gaps[0].rubric_title, list=told)

    def gained(self, part: GainResult | GapGainResult) -> str:
        """A gap, a criterion or a rubric with what it gains."""
        return f"{part.title.in_(self.language)} {signed_points(part.gain)}"

    def gain(self, measure: AdviceResult) -> Line:
        """The gain in points, as far as it is known."""
        if measure.gain_if is not None:
            return self.say("advice.gain_if", points=signed_points(measure.gain_if))
        if not measure.priced:
            return self.say("advice.gain_unknown")
        limits, low, high = self.result.grade_limits, signed_points(measure.gain_low), signed_points(measure.gain_high)
        if self.result.score is not None and measure.score is not None:
            difference, before, after = gain_between(measure.gain, self.result.score, measure.score, limits)
            gain = self.say("advice.gain_to", points=difference, before=before, after=after)
        else:
            ends = self.say("advice.gain_ends", low=low, high=high)
            gain = (*self.say("advice.gain_points", points=signed_points(measure.gain)), *ends)
        criteria = self.joined(map(self.gained, measure.criteria))
        within = self.say("advice.gain_within", list=criteria) if len(measure.criteria) > 1 else ()
        elsewhere = [
            self.say("advice.gain_elsewhere", rubric=gained.title, points=signed_points(gained.gain))
            for gained in measure.elsewhere
            if abs(gained.gain) >= VISIBLE_GAIN
        ]
        return self.statements([(*gain, *within), *elsewhere])

    def effects(self, measure: AdviceResult) -> Iterator[LabelledText]:
        """Levels raised, facts changed, and what cannot be told."""
        raises = [
            self.say("advice.level_to", title=raised.title, level=str(raised.level), to=str(raised.to_level))
            for raised in measure.raises
            if raised.level != raised.to_level
        ]
        if raises:
            yield self.word("advice.raises"), self.joined(raises)
        for key, is_target in (("targets", True), ("expected", False)):
            changes = [in_short(change, self) for change in measure.changes if change.is_target is is_target]
            if changes and measure.gain_if is None:
                yield self.word(f"advice.{key}"), self.joined(changes)
        if measure.unpriced and measure.gain_if is None:
            yield self.word("advice.unpriced"), self.titles(measure.unpriced)

    def who(self, measure: AdviceResult) -> Line:
        """Who leads by when, who takes part, and by which means."""
        led = self.say("advice.led", lead=measure.lead.title, year=str(measure.by_year)) if measure.lead else ()
        actors = [actor for actor in measure.actors if not led or actor.id != "government"]
        means = self.say("advice.by_means", list=self.titles(measure.instrument))
        return self.statements(filter(None, (led, self.titles(actors), means)))

    def titles(self, items: Sequence[Named]) -> Line:
        return self.joined(item.title for item in items)

    def footnotes(self, top: int | None) -> Iterator[Paragraph]:
        """What holds for every listed measure of a kind, once, with those it is said of."""
        for note, kind in notes_on(self.result.advice[: DEFAULT_TOP if top is None else top]):
            yield Paragraph(self.say("advice.noted", text=note, list=self.joined(each.id for each in kind)), "footnote")

    def practised(self) -> FieldList:
        """What the cluster does already, with what shows that."""
        rows = [(f"{done.id} {done.title.in_(self.language)}", done.because) for done in self.result.practised]
        return self.fields(rows, aligned=False)

    def unraised(self) -> FieldList:
        """Weak indicators for which no measure can be had, with the reason."""
        rows = [(f"{weak.indicator} {weak.title.in_(self.language)}", self.held(weak)) for weak in self.result.unraised]
        return self.fields(rows, aligned=False)

    def held(self, weak: UnraisedResult) -> Line:
        """Why none raises it, or which condition holds back each that would."""
        if weak.because is not None:
            return self.line(weak.because)
        told = [self.say("advice.held", id=each.id, title=each.title, because=each.because) for each in weak.held]
        return self.statements(told)

    # The plan

    def plan(self, plan: PlanResult) -> ItemList:
        """Aim, outcome and phases."""
        aim = self.say("advice.plan_budget", budget=str(plan.budget))
        if plan.goal is not None:
            aim = self.say("advice.plan_goal", grade=plan.goal.title, threshold=number(plan.threshold))
        return ItemList((aim, *self.outcome(plan), *self.phases(plan)))

    def outcome(self, plan: PlanResult) -> Iterator[Line]:
        values = {"effort": str(plan.effort), "score": points(plan.score, self.result.grade_limits)}
        if plan.reached and not plan.phases:
            yield self.say("advice.plan_nothing")
        elif plan.reached:
            yield self.say("advice.plan_cheapest" if plan.goal else "advice.plan_best", **values)
        else:
            key = "advice.plan_later" if self.result.score is None else "advice.plan_short"
            yield from ((self.word(key), *self.line(obstacle)) for obstacle in plan.obstacles)
            if plan.score is not None:
                yield self.say("advice.plan_most", **values)

    def phases(self, plan: PlanResult) -> Iterator[Line]:
        for phase in plan.phases:
            values = {"effort": str(phase.effort), "score": points(phase.score, self.result.grade_limits)}
            measures = [f"{measure.id} {measure.title.in_(self.language)}" for measure in phase.measures]
            head = self.say("advice.plan_phase", phase=self.word(f"advice.phase_{phase.id}"), **values)
            yield (*head, "  ", *self.joined(measures))
