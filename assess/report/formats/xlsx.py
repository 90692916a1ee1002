"""The report as a workbook: sheets for the analyst, one of them alive."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

from ...i18n import numbers
from ...i18n.catalog import say
from ...model.judgement import GateResult, NodeResult
from ...model.recommendation import AdviceResult, ChangeResult
from ...model.text import comma
from .. import phrases
from ..analysis import indicators, lost, unknown_indicators
from ..document import Report
from . import audit_sheet
from .sheet_writer import Cell, SheetWriter

# Heads by their key, each with the width of its column.
RESULT = "item_head 28, content_head 60"
TREE = (
    "id_head 14, parent_head 14, node_head 24, status_head 8, indicator_value 10, unit_head 8, score_head 8, "
    "low_head 8, high_head 8, weight_head 7, share_head 8, {contribution}_head 9, coverage_head 8, "
    "basis_head 14, because_head 30"
)
CONTRIBUTIONS = "id_head 12, indicator_head 36, score_head 10, share_head 12, {contribution}_head 12, lost_head 12"
GATES = (
    "id_head 14, clause 24, verdict_head 8, value_now 10, sign_head 6, threshold 8, unit_head 8, gap_head 9, "
    "gap_unit_head 9, basis_head 14, because_head 30"
)
ADVICE = (
    "id_head 6, task 24, mode_head 10, state_head 9, gain_head 8, gain_low_head 8, gain_high_head 8, "
    "fact_head 20, before_head 9, after_head 9, unit_head 8, responsible 12, deadline 6, funds 8, "
    "indicator_basis 12, because_head 26"
)
MISSING = "id_head 20, missing_fact 36, held_by_head 16, narrows_head 14, unit_head 8, because_head 50"


def render(report: Report) -> bytes:
    """An .xlsx. Every text is a text, whatever sign it begins with; numbers are unrounded."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    day = datetime.datetime.fromisoformat(report.date)
    book.set_properties({"title": report.name[:255], "created": day})
    writer = Writer(book, report)
    for key, columns, rows in writer.sheets():
        heads = columns.format(contribution=phrases.contribution_key(writer.result))
        writer.sheet(writer.in_.word(key), heads, rows)
    audit_sheet.write(writer)
    book.close()
    return out.getvalue()


class Writer(SheetWriter):
    """Writes the sheets of one result."""

    def sheets(self) -> Iterator[tuple[str, str, Iterable[Sequence[Cell]]]]:
        """Name, columns and rows of the sheets of plain values."""
        result = self.result
        yield "sheet_result", RESULT, self._result()
        yield "sheet_tree", TREE, map(self._node, result.nodes)
        leaves = sorted(indicators(result), key=lambda node: -node.contribution)
        yield "sheet_contributions", CONTRIBUTIONS, map(self._contribution, leaves)
        yield "sheet_gates", GATES, map(self._gate, result.gates)
        yield (
            "sheet_advice",
            ADVICE,
            (self._advice(each, change) for each in result.advice for change in each.changes or (None,)),
        )
        yield "sheet_missing", MISSING, self._missing()

    def _result(self) -> Iterator[Sequence[Cell]]:
        result, profile, language = self.result, self.result.profile, self.in_.language
        word = self.in_.word
        yield word("cluster_head"), profile.cluster
        yield word("place_head"), profile.place
        yield word("industry_head"), profile.industry
        yield word("year_head"), profile.year
        if profile.invented:
            yield say("screen.note", language), say("screen.invented", language)
        yield say("screen.rubric", language), f"{result.rubric.title.in_(language)} {result.rubric.version}"
        yield say("screen.total", language), result.score
        yield say("screen.grade", language), phrases.grade(result, language)
        yield word("low_head"), result.low
        yield word("high_head"), result.high
        yield say("screen.coverage", language), result.coverage
        yield word("engine_head"), result.engine
        yield "SHA-256", profile.sha256
        yield word("date_head"), self.report.date

    def _node(self, node: NodeResult) -> Sequence[Cell]:
        language, unit = self.in_.language, self.in_.unit(node.unit)
        named = (
            node.id,
            node.parent,
            node.title.in_(language),
            say(f"screen.{node.status}", language),
            node.value,
            unit,
        )
        bounds = (None, None) if node.status == "not_applicable" else (node.low, node.high)
        scored = (node.score, *bounds, node.weight, node.share, node.known_contribution, node.coverage)
        return (*named, *scored, self.in_.grounds(node.basis, node.verified), node.because.in_(language))

    def _contribution(self, node: NodeResult) -> Sequence[Cell]:
        gap = lost(node) if node.score is not None else None
        title, given = node.title.in_(self.in_.language), node.known_contribution
        return node.id, title, node.score, node.share, given, gap

    def _gate(self, gate: GateResult) -> Sequence[Cell]:
        language, unit, apart = (
            self.in_.language,
            *map(self.in_.unit, (gate.unit, numbers.unit_of_difference(gate.unit))),
        )
        verdict = say(f"screen.gate_{gate.status}", language)
        measured = (gate.value, gate.sign, gate.threshold, unit, gate.gap, apart if gate.gap else None)
        basis = self.in_.grounds(gate.basis, gate.verified)
        return (gate.id, gate.title.in_(language), verdict, *measured, basis, gate.because.in_(language))

    def _advice(self, each: AdviceResult, change: ChangeResult | None) -> Sequence[Cell]:
        language, word = self.in_.language, self.in_.word
        gains = (each.gain, each.gain_low, each.gain_high)
        target: tuple[Cell, ...] = ("", None, None, "")
        if change is not None:
            unit = self.in_.unit(phrases.unit_of(self.result, change.fact, change.unit))
            target = (change.title.in_(language), change.before, change.after, unit)
        actors = comma([actor.title.in_(language) for actor in each.actors], language)
        raised = comma([every.indicator for every in each.raises], language)
        planned = (actors, word(f"phase_{each.phase}"), word("to_be_costed"), raised)
        named = (each.id, each.title.in_(language), self.in_.mode(each.mode), word(f"state_{each.state}"))
        return (*named, *gains, *target, *planned, each.because.in_(language))

    def _missing(self) -> Iterator[Sequence[Cell]]:
        language = self.in_.language
        for fact in self.result.missing:
            yield (
                fact.fact,
                fact.title.in_(language),
                self.in_.holder(fact.held_by),
                fact.narrows,
                self.in_.unit(fact.unit),
            )
        for node in unknown_indicators(self.result):
            yield node.id, node.title.in_(language), "", None, "", node.because.in_(language)
