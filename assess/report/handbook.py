"""The handbook of a rubric: the rubric as its own documentation, for every format of a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from ..i18n.catalog import say
from ..i18n.numbers import number, percent
from ..i18n.typography import bracket, semicolon
from ..io.library import Library
from ..model.clauses import Gate
from ..model.facts import Fact, Vocabulary
from ..model.grades import Band
from ..model.indicators import Indicator
from ..model.rubric import Branch, Leaf, Rubric
from ..model.text import Language, Text
from .condition_lines import condition_line
from .document import Block, Line, Paragraph, Report, Section
from .sections.annexes import sources_table
from .sentences import Column, Sentences


def make_handbook(rubric: Rubric, library: Library, language: Language, date: datetime.date) -> Report:
    """What a rubric asks, how it scores and what it rests on, criterion by criterion."""
    handbook = _Handbook(rubric, library.vocabulary.extended(rubric.facts), library.sources, language)
    return Report(
        language=language,
        title=(f"{rubric.title.in_(language)} {rubric.version}", handbook.word("handbook_title")),
        summary=handbook.section("summary", *handbook.about(), id="summary"),
        sections=(
            *([handbook.grades()] if rubric.is_scored else []),
            *handbook.criteria(rubric.tree),
            *handbook.clauses(),
            handbook.facts(),
            handbook.cited(),
        ),
        colophon=((date.isoformat(),),),
        date=date.isoformat(),
    )


class _Handbook(Sentences):
    def __init__(self, rubric: Rubric, vocabulary: Vocabulary, sources: Mapping[str, Text], language: Language) -> None:
        super().__init__(language)
        self.rubric, self.vocabulary, self.sources = rubric, vocabulary, rubric.titles_of_sources(sources)

    def about(self) -> Iterator[Paragraph]:
        rubric = self.rubric
        if rubric.about:
            yield self.body(self.line(rubric.about))
        if not rubric.is_scored:
            return
        combine = self.mean(str(rubric.combine))
        yield self.paragraph("handbook_method", combine=combine, floor=percent(rubric.coverage_floor))
        if rubric.weights.note:
            yield self.body(self.line(rubric.weights.note))

    def grades(self) -> Section:
        grades = self.rubric.grades
        columns: list[Column[Band]] = [
            Column("grade_head", 4, lambda band: band.label),
            Column("from_head", 4, lambda band: f"≥ {number(band.from_)}", "right"),
        ]
        note = [self.body(self.line(grades.note))] if grades.note else []
        basis = self.paragraph("rests_on", basis=self.grounds(grades.basis, grades.verified))
        bands = sorted(grades.bands, key=lambda band: -band.from_)
        table = self.table("bands", bands, columns)
        return self.section("bands_table", basis, *note, table, *self._caps())

    def _caps(self) -> Iterator[Block]:
        """What holds a grade down whatever the score."""
        labels = {band.id: band.label for band in self.rubric.grades.bands}
        if self.rubric.grades.caps:
            yield self.paragraph("caps")
        for cap in self.rubric.grades.caps:
            effects = [self.say("cap_lowers", count=str(cap.lower_by))] if cap.lower_by else []
            effects += [self.say("cap_holds", grade=labels[cap.at_most])] if cap.at_most else []
            basis = self.grounds(cap.basis, cap.verified)
            yield self.item(self.say("cap", title=cap.title, effect=self.statements(effects), basis=basis))

    # Criteria and their indicators

    def criteria(self, branch: Branch) -> Iterator[Section]:
        for part in branch.parts:
            if isinstance(part.node, Branch):
                yield self._criterion(part.node, part.weight.value)
            else:
                yield self._indicator(part.node, part.weight.value)

    def _criterion(self, branch: Branch, weight: float) -> Section:
        criterion = branch.criterion
        assert criterion is not None, "only the root has none"
        combine = self.mean(str(criterion.combine))
        blocks: list[Block] = [self.body(self.line(criterion.about))] if criterion.about else []
        blocks.append(self.paragraph("criterion_weighs", weight=number(weight), combine=combine))
        return Section(self.line(criterion.title), tuple(blocks), tuple(self.criteria(branch)))

    def _indicator(self, leaf: Leaf, weight: float) -> Section:
        columns: list[Column[tuple[str, Line]]] = [
            Column("item_head", 3, lambda row: row[0]),
            Column("content_head", 13, lambda row: row[1]),
        ]
        title = leaf.indicator.title.in_(self.language)
        table = self.table(f"indicator-{leaf.id}", self._rows(leaf.indicator, weight), columns, caption=title)
        return Section((f"{leaf.id} {title}",), (table,))

    def _rows(self, indicator: Indicator, weight: float) -> Iterator[tuple[str, Line]]:
        language, scale = self.language, indicator.scale
        formulas = semicolon(language).join(map(str, indicator.value))
        unit = bracket(indicator.unit, language) if indicator.unit and language == "zh" else ""
        yield self.word("screen.formula"), (formulas + unit,)
        if indicator.stand_ins:
            yield self.word("screen.stand_in"), (semicolon(language).join(map(str, indicator.stand_ins)),)
        facts = [self.vocabulary[fact].title.in_(language) + bracket(fact, language) for fact in indicator.facts]
        yield self.word("facts_head"), self.joined(facts)
        yield self.word("screen.scale"), (self.scale(scale.written()),)
        if scale.note:
            yield self.word("screen.note"), self.line(scale.note)
        for level, words in enumerate(indicator.descriptors or (), start=1):
            yield say("screen.level_is", language, level=level), self.line(words)
        yield self.word("weight_head"), (number(weight),)
        yield self.word("screen.basis"), (self.grounds(scale.basis, scale.verified),)
        cited = (*indicator.references, *scale.references)
        if cited:
            yield self.word("screen.reference"), self.references(cited)

    # Clauses, facts, sources

    def clauses(self) -> Iterator[Section]:
        columns: list[Column[Gate]] = [
            Column("clause", 5, lambda gate: gate.title),
            Column("condition_head", 5, self._condition),
            Column("clauses.duty_head", 2, lambda gate: self.duty(gate.duty, gate.basis)),
            Column("basis_head", 3, self._clause_grounds),
            Column("note_head", 7, lambda gate: gate.note or "—"),
        ]
        if self.rubric.gates:
            yield self.section("gates_title", self.table("gates", self.rubric.gates, columns))

    def _clause_grounds(self, gate: Gate) -> str:
        pending = gate.basis == "official" and not gate.verified
        return self.word("clauses.pending_grounds") if pending else self.grounds(gate.basis, gate.verified)

    def _condition(self, gate: Gate) -> Line:
        return condition_line(gate, self, self._answers)

    def _answers(self, fact: str, answers: Sequence[str]) -> tuple[Text, list[Text]]:
        found = self.vocabulary[fact]
        return found.title, [found.items[answer] for answer in answers]

    def facts(self) -> Section:
        columns: list[Column[tuple[str, Fact]]] = [
            Column("id_head", 4, lambda fact: fact[0]),
            Column("missing_fact", 4, lambda fact: fact[1].title),
            Column("unit_head", 2, lambda fact: self.unit(fact[1].unit) or "—"),
            Column("held_by_head", 3, lambda fact: self.holder(fact[1].held_by)),
            Column("definition_head", 9, lambda fact: fact[1].definition),
        ]
        read = [*(name for indicator in self.rubric.indicators.values() for name in indicator.facts)]
        names = dict.fromkeys([*read, *(name for gate in self.rubric.gates for name in gate.facts)])
        facts = [(name, self.vocabulary[name]) for name in names]
        return self.section("facts_title", self.table("facts", facts, columns, caption=self.word("facts_title")))

    def cited(self) -> Section:
        return self.section("sources_table", sources_table(self.sources, self))
