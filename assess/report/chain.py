"""The chain behind every number: from a score down to what was stated and where.

`assess explain` shows one of them, the web page all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..i18n.typography import bracket
from ..model.clause_results import GateResult
from ..model.judgement import NodeResult, StatedValue, Used
from ..model.overview import PatternResult
from ..model.result import ResultContract
from ..model.text import Language, Reference, Text
from .analysis import levels, weight_path
from .clause_lines import (
    clause_grounds,
    doubt_line,
    gap_figure,
    gap_key,
    member_line,
    met_in_line,
    origin_of,
    short_line,
    standing_of,
    threshold_line,
    value_line,
)
from .document import Line, Report, Section, line_text
from .narrator import ScreenNarrator
from .pattern_view import level_line, measures_line
from .sentences import Filling, LabelledText
from .statement_lines import remarks


class ChainNarrator(ScreenNarrator):
    """Tells how numbers came about. A chain is a section: labelled lines, then tables."""

    def __init__(
        self,
        result: ResultContract,
        language: Language,
        places: Mapping[str, str],
        sources: Mapping[str, Text],
        ids: bool = True,
    ) -> None:
        """Prepare to tell a result.

        Args:
            result: what was judged.
            language: of the words.
            places: where every value stands, by the name of its place in the result.
            sources: titles told behind references; none where they are listed elsewhere.
            ids: also of criteria and facts, which commands ask for and officers have no use for.
        """
        super().__init__(result, language)
        self.places, self.sources, self.ids = places, sources, ids

    def chains(self) -> Iterator[Section]:
        """The chain of the total, of every node in the order of the rubric, of every clause and of every pattern."""
        yield self.total()
        yield from map(self.node, self.result.nodes)
        yield from map(self.gate, self.result.gates)
        yield from map(self.pattern, self.result.patterns)

    def total(self) -> Section:
        """The chain of the total."""
        fields: list[LabelledText] = [
            (self.word("score"), self.total_score()),
            (self.word("interval"), self.total_interval()),
            (self.word("coverage"), self.total_coverage()),
            (self.word("combine"), self.mean(self.result.rubric.combine)),
        ]
        return self._chain("total", self.word("total"), fields, self._children(None))

    def node(self, node: NodeResult) -> Section:
        """The chain of a criterion or an indicator."""
        fields = [*self._standing(node), *self._weighing(node)]
        if node.kind == "indicator":
            fields += [*self._value(node), (self.word("scale"), self.scale(node.scale or {}))]
        fields += [(self.word("school"), node.school)] if node.school else []
        fields.append((self.word("basis"), self.grounds(node.basis, node.verified)))
        note = node.note if node.kind == "criterion" else (node.scale or {}).get("note")
        fields += self._sources(note, node.references)
        tables = [self._stated(node.used, f"nodes.{node.id}")] if node.used else []
        tables += [self._children(node.id)] if node.kind == "criterion" else []
        title = f"{self._id(node)}  {node.title.in_(self.language)}".strip()
        return self._chain(node.id, title, fields, *tables)

    def gate(self, gate: GateResult) -> Section:
        """The chain of a clause of recognition."""
        status = standing_of(gate, self, "screen")
        fields: list[LabelledText] = [
            (
                self.word("status"),
                self.run_on(status, self._short(gate), met_in_line(gate, self), doubt_line(gate, self)),
            ),
            (self.word("because"), gate.because),
            (self.word("value"), value_line(gate, self)),
            (self.word("threshold"), threshold_line(gate, self)),
            *self._duty(gate),
            (self.word("basis"), clause_grounds(gate, self)),
            *self._sources(gate.note, gate.references),
        ]
        return self._chain(gate.id, f"{gate.id}  {gate.title.in_(self.language)}", fields, *self._members(gate))

    def pattern(self, pattern: PatternResult) -> Section:
        """The chain of a pattern: the indicators it reads with their levels, and the facts beside them."""
        fields: list[LabelledText] = [
            (self.word("status"), self.word(f"patterns.{pattern.status}")),
            (self.word("patterns.because"), pattern.because),
            (self.word("patterns.means"), pattern.text),
        ]
        if pattern.value is not None:
            value = self.quantity(pattern.value, pattern.unit, f"patterns.{pattern.id}.value")
            fields.append((self.word("value"), value))
        if pattern.asks:
            fields.append((self.word("patterns.asks"), self.joined(ask.title for ask in pattern.asks)))
        if pattern.calls:
            fields.append((self.word("patterns.calls"), measures_line(pattern.calls, self)))
        fields += self._sources(None, pattern.references)
        tables = [self._evidence(pattern)] if pattern.evidence else []
        tables += [self._stated(pattern.used, f"patterns.{pattern.id}")] if pattern.used else []
        return self._chain(pattern.id, f"{pattern.id}  {pattern.title.in_(self.language)}", fields, *tables)

    def _evidence(self, pattern: PatternResult) -> Section:
        rows = [
            (each.id, each.title, level_line(each, self), self.word(f"patterns.{each.speaks}"))
            for each in pattern.evidence
        ]
        return Section((self.word("patterns.evidence"),), (self.grid([""] * 4, rows),))

    def _duty(self, gate: GateResult) -> Iterator[LabelledText]:
        if gate.basis == "official":
            yield self.word("clauses.duty_head"), self.word(f"clauses.duty_{gate.duty}")

    def _short(self, gate: GateResult) -> Line:
        return self.say(gap_key(gate), gap=gap_figure(gate, self)) if gate.gap else short_line(gate, self)

    def _members(self, gate: GateResult) -> Iterator[Section]:
        """What a clause is made of, each member with the values it was judged by."""
        for member in gate.members:
            told = member_line(gate, member, self)
            title = told if len(gate.members) > 1 else None
            yield self._stated(member.used, origin_of(gate, member), title, is_answer=member.yes_no)

    def _chain(self, id: str, title: str, fields: Iterable[LabelledText], *tables: Section) -> Section:
        return Section((title,), sections=(Section((), (self.fields(fields),)), *tables), id=id)

    def _id(self, node: NodeResult) -> str:
        return node.id if self.ids or node.kind == "indicator" else ""

    # Labelled lines

    def _standing(self, node: NodeResult) -> Iterator[LabelledText]:
        yield self.word("status"), self.word(node.status)
        yield self.word("because"), node.because
        yield self.word("score"), (*self.score(node), f"  {self.word('interval')} ", *self.bounds(node))
        if node.known_contribution is not None:
            total = self.points(sum(top.contribution for top in self.result.children(None)), "contributions")
            key = "points_of" if self.result.score is not None else "points_known"
            yield self.word(self.contribution_key), self.say(key, points=self.contribution(node), total=total)

    def _weighing(self, node: NodeResult) -> Iterator[LabelledText]:
        """Every weight from the top down to a node, each of those that apply beside it; of what no criterion
        has, none."""
        if node.parent is None and node.kind == "indicator":
            yield self.word("path"), self.say("untreed")
            return
        factors: list[Line] = []
        for above, siblings in weight_path(self.result, node):
            name = above.id if above.kind == "indicator" else above.title.in_(self.language)
            weight = self.number(above.weight, f"nodes.{above.id}.weight")
            factors.append((f"{name} ", *weight, "/", *self.number(siblings, f"siblings({above.id})")))
        share = self.bracketed(self.say("of_total", share=self.share(node)))
        yield self.word("path"), (*self.joined(factors, " × "), *share)
        if node.kind == "criterion":
            yield self.word("combine"), self.mean(node.combine)

    def _value(self, node: NodeResult) -> Iterator[LabelledText]:
        if node.value is not None or node.used:
            yield self.word("value"), self.value(node)
        if node.formula and node.formula not in node.because.in_(self.language):
            yield self.word("formula"), node.formula
        if node.conflict:
            yield self.word("conflict"), node.conflict
        if node.level is not None:
            low, high = levels(node)
            sure = low == high
            level = self.count(node.level, f"nodes.{node.id}.level") if sure else (f"{low}–{high}",)
            words = (" ", node.descriptor.in_(self.language)) if node.descriptor and sure else ()
            yield self.word("level"), (*self.say("level_is", level=level), *words)

    def _sources(self, note: Text | None, references: Sequence[Reference]) -> Iterator[LabelledText]:
        """What a threshold rests on."""
        if note:
            yield "", note
        for reference in references:
            source = self.sources.get(reference.source)
            title = bracket(source.in_(self.language), self.language) if source else ""
            yield self.word("reference"), f"{reference.source} {reference.at}{title}"

    # Tables

    def _stated(
        self, values: Sequence[Used], origin: str, title: Line | None = None, is_answer: bool = False
    ) -> Section:
        rows = [row for used in values for row in self._stated_rows(used, f"{origin}.used.{used.where}", is_answer)]
        return Section(title or (self.word("raw"),), (self.grid([""] * 6, rows),) if rows else ())

    def _stated_rows(self, used: Used, origin: str, is_answer: bool) -> Iterator[Sequence[Filling]]:
        """What was used; below it, where several statements were made, each of them and which counts."""
        yield self._stated_row(used.title, used.fact if self.ids else "", used, used.unit, origin, is_answer)
        for conflict in self.result.conflicts:
            if (conflict.fact, conflict.year) == (used.fact, used.year) and len(conflict.statements) > 1:
                for number, statement in enumerate(conflict.statements):
                    of_statement = f"{origin}.statements.{number}"
                    one = self.word("statements.one_of")
                    yield self._stated_row(one, "", statement, used.unit, of_statement, is_answer)
                yield self.word("statements.used_by_rule"), "", "", "", "", conflict.rule

    def _stated_row(
        self,
        title: Filling,
        name: str,
        stated: Used | StatedValue,
        unit: str | None,
        origin: str,
        is_answer: bool,
    ) -> Sequence[Filling]:
        year = self.say("year", year=self.count(stated.year, f"{origin}.year")) if stated.year else ""
        is_told = is_answer and stated.value is not None
        answer = (self.word("screen.yes" if stated.value else "screen.no"),)
        value = answer if is_told else self.bounded(stated, unit, origin)
        place = self.places.get(stated.where, stated.where)
        return title, name, year, value, place, remarks(stated, self)

    def _children(self, parent: str | None) -> Section:
        keys = ("children", "score", "interval", self.contribution_key)
        rows = [
            (self._id(child), child.title, self.score_or_status(child), self.bounds(child), self.contribution(child))
            for child in self.result.children(parent)
        ]
        return Section((), (self.grid(("", *keys), rows, right=(2, 3, 4)),))


def chain_document(chain: Section, language: Language) -> Report:
    """A chain as a document of its own."""
    return Report(language, (line_text(chain.title, {}),), chain.sections, numbered=False)
