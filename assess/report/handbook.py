"""The handbook of a rubric: the rubric as its own documentation, for every format of a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from ..i18n import numbers
from ..i18n.catalog import say
from ..i18n.numbers import number
from ..i18n.typography import bracket, semicolon
from ..model.facts import Vocabulary
from ..model.rubric import Branch, Gate, Indicator, Leaf, Rubric
from ..model.text import Language, Text
from . import phrases
from .document import Block, Line, Paragraph, Report, Section, Table
from .narrator import Phrases


def make_handbook(
    rubric: Rubric, vocabulary: Vocabulary, sources: Mapping[str, Text], language: Language, date: datetime.date
) -> Report:
    """What a rubric asks, how it scores and what it rests on, criterion by criterion."""
    tell = _Handbook(rubric, vocabulary.extended(rubric.facts), sources, language)
    return Report(
        language=language,
        title=(f"{rubric.title.in_(language)} {rubric.version}", tell.word("handbook_title")),
        notice=None,
        summary=Section((tell.word("summary"),), tuple(tell.about()), id="summary"),
        sections=(tell.grades(), *tell.criteria(rubric.tree), *tell.clauses(), tell.facts(), tell.cited()),
        annexes=(),
        colophon=((date.isoformat(),),),
        date=date.isoformat(),
    )


class _Handbook(Phrases):
    def __init__(self, rubric: Rubric, vocabulary: Vocabulary, sources: Mapping[str, Text], language: Language) -> None:
        super().__init__(language)
        self.rubric, self.vocabulary = rubric, vocabulary
        self.sources = {**sources, **{key: source.title for key, source in rubric.references.items()}}

    def about(self) -> Iterator[Paragraph]:
        rubric = self.rubric
        if rubric.about:
            yield self.body(self.line(rubric.about))
        way = phrases.mean_name(str(rubric.combine), self.language)
        yield self.body(self.say("handbook_method", combine=way, floor=numbers.percent(rubric.coverage_floor)))
        if rubric.weights.note:
            yield self.body(self.line(rubric.weights.note))

    def grades(self) -> Section:
        grades = self.rubric.grades
        bands = sorted(grades.bands, key=lambda band: -band.from_)
        rows = tuple((self.line(band.label), (f"≥ {number(band.from_)}",)) for band in bands)
        table = Table(
            "bands", self.word("bands_table"), self.columns(("grade_head", 4), ("from_head", 4, "right")), rows
        )
        told = [self.body(self.say("rests_on", basis=phrases.grounds(grades.basis, grades.verified, self.language)))]
        told += [self.body(self.line(grades.note))] if grades.note else []
        return Section((self.word("bands_table"),), (*told, table))

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
        way = phrases.mean_name(str(criterion.combine), self.language)
        told: list[Block] = [self.body(self.line(criterion.about))] if criterion.about else []
        told.append(self.body(self.say("criterion_weighs", weight=number(weight), combine=way)))
        return Section(self.line(criterion.title), tuple(told), tuple(self.criteria(branch)))

    def _indicator(self, leaf: Leaf, weight: float) -> Section:
        indicator, language = leaf.indicator, self.language
        title = (f"{leaf.id} {indicator.title.in_(language)}",)
        rows = tuple(((label,), line) for label, line in self._rows(indicator, weight))
        columns = self.columns(("item_head", 3), ("content_head", 13))
        table = Table(f"indicator-{leaf.id}", indicator.title.in_(language), columns, rows)
        return Section(title, (table,))

    def _rows(self, indicator: Indicator, weight: float) -> Iterator[tuple[str, Line]]:
        language, scale = self.language, indicator.scale
        formulas = semicolon(language).join(map(str, indicator.value))
        yield (
            say("screen.formula", language),
            (formulas + (f"（{indicator.unit}）" if indicator.unit and language == "zh" else ""),),
        )
        yield self.word("facts_head"), self.joined([self._fact_title(fact) for fact in indicator.facts])
        yield say("screen.scale", language), (self.scale(scale.written()),)
        if scale.note:
            yield say("screen.note", language), self.line(scale.note)
        for level, words in enumerate(indicator.descriptors or (), start=1):
            yield say("screen.level_is", language, level=level), self.line(words)
        yield self.word("weight_head"), (number(weight),)
        yield say("screen.basis", language), (phrases.grounds(scale.basis, scale.verified, language),)
        cited = (*indicator.references, *scale.references)
        if cited:
            yield say("screen.reference", language), self.references(cited)

    def _fact_title(self, fact: str) -> str:
        return self.vocabulary[fact].title.in_(self.language) + bracket(fact, self.language)

    # Clauses, facts, sources

    def clauses(self) -> Iterator[Section]:
        if not self.rubric.gates:
            return
        columns = self.columns(("clause", 5), ("condition_head", 5), ("basis_head", 3), ("note_head", 7))
        rows = tuple(self._clause(gate) for gate in self.rubric.gates)
        yield Section((self.word("gates_title"),), (Table("gates", self.word("gates_table"), columns, rows),))

    def _clause(self, gate: Gate) -> tuple[Line, ...]:
        between = f" {self.word('all_of' if gate.all_of else 'any_of')} "
        condition = self.joined([str(clause) for clause in gate.clauses()], between)
        basis = (phrases.grounds(gate.basis, gate.verified, self.language),)
        return self.line(gate.title), condition, basis, self.line(gate.note or "—")

    def facts(self) -> Section:
        used = dict.fromkeys(fact for indicator in self.rubric.indicators.values() for fact in indicator.facts)
        columns = self.columns(
            ("id_head", 4), ("missing_fact", 4), ("unit_head", 2), ("held_by_head", 3), ("definition_head", 9)
        )
        rows = tuple(self._fact(fact) for fact in used)
        return Section((self.word("facts_title"),), (Table("facts", self.word("facts_title"), columns, rows),))

    def _fact(self, name: str) -> tuple[Line, ...]:
        fact = self.vocabulary[name]
        holder = self.word(f"holder_{fact.held_by}")
        return (name,), self.line(fact.title), (self.unit(fact.unit) or "—",), (holder,), self.line(fact.definition)

    def cited(self) -> Section:
        columns = self.columns(("source_key", 2), ("source_title", 14))
        rows = tuple(((key,), self.line(title)) for key, title in self.sources.items())
        return Section((self.word("sources_table"),), (Table("sources", self.word("sources_table"), columns, rows),))
