"""The report as a workbook: sheets for the analyst, one of them alive."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ...i18n import numbers
from ...model.clause_results import GateResult
from ...model.judgement import NodeResult
from ...model.recommendation import AdviceResult, ChangeResult
from ...model.text import comma
from ..analysis import indicators, unknown_indicators
from ..clause_lines import clause_grounds, doubt_line, standing_of
from ..document import Report, line_text
from ..losses import losses
from .audit_sheet import write_audit
from .overview_sheets import OverviewSheets
from .sheet_writer import SheetValue

RESULT_COLUMNS: Final = "item_head 28, content_head 60"
NODE_COLUMNS: Final = (
    "id_head 14, parent_head 14, node_head 24, status_head 8, indicator_value 10, unit_head 8, score_head 8, "
    "low_head 8, high_head 8, weight_head 7, share_head 8, {contribution}_head 9, coverage_head 8, "
    "basis_head 14, because_head 30"
)
CONTRIBUTION_COLUMNS: Final = (
    "id_head 12, indicator_head 36, score_head 10, share_head 12, {contribution}_head 12, lost_head 12"
)
GATE_COLUMNS: Final = (
    "id_head 14, clause 24, verdict_head 8, value_now 10, sign_head 6, threshold 8, unit_head 8, gap_head 9, "
    "gap_unit_head 9, clauses.met_in_head 9, clauses.duty_head 8, clauses.counts_head 8, basis_head 14, "
    "because_head 26, clauses.doubt_head 24"
)
ADVICE_COLUMNS: Final = (
    "id_head 6, task 24, mode_head 10, state_head 9, gain_head 8, gain_low_head 8, gain_high_head 8, "
    "fact_head 20, before_head 9, after_head 9, unit_head 8, responsible 12, deadline 6, funds 8, "
    "indicator_basis 12, because_head 26"
)
MISSING_COLUMNS: Final = "id_head 20, missing_fact 36, held_by_head 16, narrows_head 14, unit_head 8, because_head 50"


def render(report: Report) -> bytes:
    """An .xlsx. Every text is a text, whatever sign it begins with; numbers are unrounded."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    day = datetime.datetime.fromisoformat(report.date)
    book.set_properties({"title": report.name[:255], "created": day})
    writer = _ResultWriter(book, report)
    for key, columns, rows in writer.sheets():
        heads = columns.format(contribution=writer.narrator.contribution_key)
        writer.sheet(writer.narrator.word(key), heads, rows)
    write_audit(writer)
    book.close()
    return out.getvalue()


class _ResultWriter(OverviewSheets):
    """Writes the sheets of plain values."""

    def sheets(self) -> Iterator[tuple[str, str, Iterable[Sequence[SheetValue]]]]:
        """Name, columns and rows of each."""
        result = self.result
        leaves = sorted(indicators(result), key=lambda node: -node.contribution)
        changes = ((measure, change) for measure in result.advice for change in measure.changes or (None,))
        yield "sheet_result", RESULT_COLUMNS, self._result()
        yield from self.overview_sheets()
        yield "sheet_tree", NODE_COLUMNS, map(self._node, result.nodes)
        yield "sheet_contributions", CONTRIBUTION_COLUMNS, map(self._contribution, leaves)
        yield "sheet_gates", GATE_COLUMNS, self._gates()
        yield "sheet_advice", ADVICE_COLUMNS, (self._change(measure, change) for measure, change in changes)
        yield "sheet_missing", MISSING_COLUMNS, self._missing()

    def _result(self) -> Iterator[Sequence[SheetValue]]:
        result, profile, language, word = self.result, self.result.profile, self.language, self.narrator.word
        yield word("cluster_head"), profile.cluster
        yield word("place_head"), profile.place
        yield word("industry_head"), profile.industry
        yield word("year_head"), profile.year
        if profile.invented:
            yield word("screen.note"), word("screen.invented")
        yield word("screen.rubric"), f"{result.rubric.title.in_(language)} {result.rubric.version}"
        yield word("screen.total"), result.score
        yield word("screen.grade"), self.narrator.grade()
        yield word("low_head"), result.low
        yield word("high_head"), result.high
        yield word("screen.coverage"), result.coverage
        yield word("engine_head"), result.engine
        yield "SHA-256", profile.sha256
        yield word("date_head"), self.report.date

    def _node(self, node: NodeResult) -> Sequence[SheetValue]:
        status = self.narrator.word(f"screen.{node.status}")
        bounds = (None, None) if node.status == "not_applicable" else (node.low, node.high)
        return (
            *(node.id, node.parent, node.title.in_(self.language), status, node.value, self.narrator.unit(node.unit)),
            *(node.score, *bounds, node.weight, node.share, node.known_contribution, node.coverage),
            *(self.narrator.grounds(node.basis, node.verified), node.because.in_(self.language)),
        )

    def _contribution(self, node: NodeResult) -> Sequence[SheetValue]:
        title = node.title.in_(self.language)
        return node.id, title, node.score, node.share, node.known_contribution, losses(self.result).get(node.id)

    def _gates(self) -> Iterator[Sequence[SheetValue]]:
        for gate in self.result.gates:
            yield self._gate(gate)
            yield from self._members(gate)

    def _gate(self, gate: GateResult) -> Sequence[SheetValue]:
        unit = self.narrator.unit
        gap_unit = unit(numbers.unit_of_difference(gate.unit)) if gate.gap else None
        return (
            *(gate.id, gate.title.in_(self.language), line_text(standing_of(gate, self.narrator, "screen"), {})),
            *(gate.value, gate.sign, gate.threshold, unit(gate.unit), gate.gap, gap_unit, gate.met_in),
            *(
                self.narrator.duty(gate.duty, gate.basis),
                self.narrator.word("screen.yes" if gate.counts else "screen.no"),
            ),
            *(clause_grounds(gate, self.narrator), gate.because.in_(self.language)),
            line_text(doubt_line(gate, self.narrator), {}) or None,
        )

    def _members(self, gate: GateResult) -> Iterator[Sequence[SheetValue]]:
        """What a clause of several members is made of, a row each."""
        for member in gate.members if len(gate.members) > 1 else ():
            unit = self.narrator.unit
            gap_unit = unit(numbers.unit_of_difference(member.unit)) if member.gap else None
            status = self.narrator.word(f"screen.gate_{member.status}")
            yield (
                *(f"{gate.id}.{member.id}", member.text.in_(self.language), status),
                *(member.value, member.sign, member.threshold, unit(member.unit), member.gap, gap_unit),
                *(None, "", "", "", member.because.in_(self.language)),
            )

    def _change(self, measure: AdviceResult, change: ChangeResult | None) -> Sequence[SheetValue]:
        language, tell = self.language, self.narrator
        target: tuple[SheetValue, ...] = ("", None, None, "")
        if change is not None:
            unit = tell.unit(tell.unit_of(change.fact, change.unit))
            target = (change.title.in_(language), change.before, change.after, unit)
        charged = [measure.lead, *measure.actors] if measure.lead else measure.actors
        actors = comma([actor.title.in_(language) for actor in charged if actor], language)
        by_year = str(measure.by_year) if measure.by_year else tell.word(f"phase_{measure.phase}")
        raised = comma([raise_.indicator for raise_ in measure.raises], language)
        return (
            *(measure.id, measure.title.in_(language), tell.mode(measure.mode), tell.word(f"state_{measure.state}")),
            *(measure.gain, measure.gain_low, measure.gain_high, *target),
            *(actors, by_year, tell.word("to_be_costed"), raised),
            measure.because.in_(language),
        )

    def _missing(self) -> Iterator[Sequence[SheetValue]]:
        for fact in self.result.missing:
            title, holder = fact.title.in_(self.language), self.narrator.holder(fact.held_by)
            yield fact.fact, title, holder, fact.narrows, self.narrator.unit(fact.unit)
        for node in unknown_indicators(self.result):
            yield node.id, node.title.in_(self.language), "", None, "", node.because.in_(self.language)
