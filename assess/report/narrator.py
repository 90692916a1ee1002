"""A result told in sentences: its figures, each with its origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized

from ..i18n import numbers
from ..i18n.typography import bracket
from ..model.facts import UNITS_OF_KINDS
from ..model.judgement import NodeResult, StatedResult, StatedValue, Used
from ..model.recommendation import GROUPINGS, AdviceResult
from ..model.result import ResultContract
from ..model.text import Language, Reference
from .document import Figure, Line
from .sentences import Sentences


class Narrator(Sentences):
    """Tells a result: its figures, each with its origin."""

    def __init__(self, result: ResultContract, language: Language, prefix: str = "") -> None:
        super().__init__(language)
        self.result = result
        self.prefix = prefix
        """Stands before the origin of every figure, where a report tells of several results."""

    # Figures: what is printed, the number, and its place in the result

    def points(self, value: float | None, origin: str) -> Line:
        """Points with one decimal."""
        limits = self.result.grade_limits if origin == "score" else ()
        return ("—",) if value is None else self._figure(numbers.points(value, limits), value, origin)

    def interval(self, low: float, high: float, origin: str) -> Line:
        start = f"{origin}." if origin else ""
        return (*self.points(low, f"{start}low"), "–", *self.points(high, f"{start}high"))

    def percent(self, share: float, origin: str) -> Line:
        return self._figure(numbers.percent(share), 100 * share, origin)

    def fine_percent(self, share: float, origin: str) -> Line:
        """A share with two decimals, for weights."""
        return self._figure(numbers.fine_percent(share), 100 * share, origin)

    def stated(self, fact: StatedResult, value: StatedValue, unit: str | None) -> Line:
        """One of the values that were stated of a fact."""
        return self.bounded(value, unit, f"stated.{fact.fact}.{value.year}")

    def stated_year(self, fact: StatedResult, value: StatedValue) -> Line:
        return self.year(value.year, f"stated.{fact.fact}.{value.year}.year")

    def count(self, value: int, origin: str) -> Line:
        return self._figure(str(value), float(value), origin)

    def counted(self, items: Sized, name: str) -> Line:
        """How many there are of something."""
        return self.count(len(items), f"count({name})")

    def year(self, year: int | None, origin: str) -> Line:
        return self.say("report.in_year", year=self.count(year, origin)) if year else ()

    def number(self, value: float, origin: str) -> Line:
        return self._figure(numbers.number(value), value, origin)

    def quantity(self, value: float | str | None, unit: str | None, origin: str) -> Line:
        """A value with its unit."""
        if value is None or isinstance(value, str):
            return (value or "—",)
        return self._figure(self._close(numbers.quantity(value, unit, self.language)), value, origin)

    def bounded(self, stated: Used | StatedValue, unit: str | None, origin: str) -> Line:
        """A stated value with its bounds, where it is unsure; one that is but the middle of
        its bounds is told by them alone."""
        value, low, high = self.quantity(stated.value, unit, f"{origin}.value"), stated.low, stated.high
        start, end = f"{origin}.low", f"{origin}.high"
        if low is None and high is None:
            return value
        if low is None or high is None:
            if stated.value is None:
                value = self.quantity(high, unit, end) if low is None else self.quantity(low, unit, start)
            return self.say("at_most" if low is None else "at_least", value=value)
        if stated.value is None or numbers.is_midpoint(stated.value, low, high):
            least = self.quantity(low, unit, start) if self._repeats(unit) else self.number(low, start)
            return (*least, "–", *self.quantity(high, unit, end))
        inner = unit if self._repeats(unit) and not numbers.is_share(unit) else None
        ends = {"low": self.quantity(low, inner, start), "high": self.quantity(high, inner, end)}
        return self.say("between", value=value, **ends)

    def _repeats(self, unit: str | None) -> bool:
        """Whether a unit stands with both ends of a range: 65%–75%, RMB 90 m–RMB 1.2 bn."""
        return numbers.is_share(unit) or (self.language == "en" and numbers.is_money(unit))

    def _close(self, text: str) -> str:
        """Chinese sets a unit right behind its number."""
        return text.replace(" ", "") if self.language == "zh" else text.rstrip()

    def _figure(self, text: str, value: float, origin: str) -> Line:
        return (Figure(text, value, self.prefix + origin),)

    # The whole

    def total_score(self) -> Line:
        return self.points(self.result.score, "score")

    def total_interval(self) -> Line:
        return self.interval(self.result.low, self.result.high, "")

    def total_coverage(self) -> Line:
        return self.percent(self.result.coverage, "coverage")

    def cited_titles(self, references: Iterable[Reference]) -> Line:
        """What is cited, by its title, each once; the places in it stand in the annex."""
        keys = dict.fromkeys(reference.source for reference in references)
        return self.statements(self.result.sources.get(key, key) for key in keys)

    # Nodes and clauses

    def score(self, node: NodeResult) -> Line:
        return self.points(node.score, f"nodes.{node.id}.score")

    def score_or_status(self, node: NodeResult) -> Line:
        """The score of a node, or why it has none."""
        return self.score(node) if node.status == "known" else (self.word(f"screen.{node.status}"),)

    def bounds(self, node: NodeResult) -> Line:
        """The bounds of a node; what does not apply has none."""
        none = node.status == "not_applicable"
        return ("—",) if none else self.interval(node.low, node.high, f"nodes.{node.id}")

    def coverage(self, node: NodeResult) -> Line:
        return self.percent(node.coverage, f"nodes.{node.id}.coverage")

    def share(self, node: NodeResult) -> Line:
        return self.fine_percent(node.share, f"nodes.{node.id}.share")

    def contribution(self, node: NodeResult) -> Line:
        """Points that come from a node; of an unknown one none can be told."""
        return self.points(node.known_contribution, f"nodes.{node.id}.contribution")

    @property
    def contribution_key(self) -> str:
        """The key of the words for points, which add up to the score only where one is given."""
        return "contribution" if self.result.score is not None else "contribution_known"

    def value(self, node: NodeResult) -> Line:
        """The value of an indicator, with its bounds where it is one that was stated."""
        stated = node.stated_value
        if stated is not None:
            value = self.bounded(stated, node.unit, f"nodes.{node.id}.used.{stated.where}")
        else:
            value = self.quantity(node.value, node.unit, f"nodes.{node.id}.value")
        return (*value, *self.bracketed((self.word("screen.stand_in"),))) if node.stand_in else value

    def difference(self, value: float, unit: str | None, origin: str) -> Line:
        """How far two values of a unit are apart."""
        return self._figure(self._close(numbers.difference(value, unit, self.language)), value, origin)

    # Grade, facts and modes

    def grade(self) -> str:
        """The grade with its certainty, or why there is none."""
        result = self.result
        if result.grade is not None:
            label = result.grade.label.in_(self.language)
            firmness = self.word("screen.certain" if result.grade.certain else "screen.uncertain")
            settled = result.is_settled and result.grade.certain
            return label if settled else label + bracket(firmness, self.language)
        vetoed = any(gate.veto and gate.counts and gate.settled == "fail" for gate in result.gates)
        return self.word("screen.vetoed" if vetoed else "screen.no_grade")

    def held_down(self) -> Line:
        """Why the grade is lower than the score alone would make it, where it is."""
        grade = self.result.grade
        if grade is None or grade.by_score is None:
            return ()
        return self.say("grade_held", by_score=grade.by_score, grade=grade.label, why=grade.because or "")

    def used(self, owner: str, used: Used) -> Line:
        """A fact that an indicator or a warning used: title, year and value."""
        origin = f"{owner}.used.{used.where}"
        value = self.bounded(used, self.spoken_unit(used.fact, used.unit), origin)
        year = self.year(used.year, f"{origin}.year")
        return self.say("report.used_in" if year else "report.used", title=used.title, year=year, value=value)

    def unit_of(self, fact: str, unit: str | None) -> str | None:
        """The unit of a fact as people say it."""
        kinds = {stated.fact: stated.kind for stated in self.result.stated}
        of_kind = UNITS_OF_KINDS.get(kinds.get(fact, ""))
        return unit or (of_kind.zh if of_kind else None)

    def spoken_unit(self, fact: str, unit: str | None) -> str | None:
        """The unit of a fact, where its title does not say it already."""
        unit = self.unit_of(fact, unit)
        return None if self.language == "en" and unit in numbers.COUNTING_WORDS else unit

    def mode(self, id: str) -> str:
        """The name of a mode of upgrading; what serves all of them has none among the verdicts."""
        titles = {verdict.id: verdict.title.in_(self.language) for verdict in self.result.modes}
        return titles.get(id) or self.word("advice.cross_cutting")

    def kinds(self, measure: AdviceResult) -> Iterator[Line]:
        """Who says that it serves its mode, and its role, path, group, domain and space."""
        if measure.mode_basis:
            yield self.say(f"advice.mode_{measure.mode_basis}", mode=self.mode(measure.mode))
        else:
            yield self.line(self.mode(measure.mode))
        for by in GROUPINGS:
            if named := getattr(measure, by):
                yield self.say(f"advice.by_{by}", title=named.title)


def side_by_side(narrator: Narrator, others: Iterable[ResultContract]) -> list[Narrator]:
    """A narrator and those of other results of the same profile, whose figures are told as theirs."""
    return [narrator, *(Narrator(other, narrator.language, f"{other.rubric.id}:") for other in others)]


class ScreenNarrator(Narrator):
    """Tells a result in the words of the screen, which sets units apart from their numbers.

    Screens, their pages in Markdown, and the chains of the web page are told so.
    """

    words = "screen"

    def _close(self, text: str) -> str:
        return text
