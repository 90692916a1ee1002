"""Sheets of what stands before all else in a report: figures, questions, stated problems, patterns and verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from ...model.overview import PatternResult, QuestionResult, StatedProblemResult
from ...model.result import ResultContract
from ...model.text import Text, comma
from ..document import Line, line_text
from ..glance_lines import decides_line, question_line
from ..narrator import Narrator
from .sheet_writer import SheetValue, SheetWriter

FIGURE_COLUMNS: Final = (
    "id_head 18, figure_head 28, indicator_value 10, low_head 10, high_head 10, unit_head 10, year_head 8, "
    "formula_head 36, because_head 44"
)
QUESTION_COLUMNS: Final = "no 5, glance.question_head 48, glance.holder_head 16, glance.decides_head 48, worth_head 8"
PROBLEM_COLUMNS: Final = (
    "id_head 18, problem_head 26, status_head 10, grounds_head 40, confirming_head 30, contradicting_head 30, "
    "unknown_head 30, measures_head 20"
)
PATTERN_COLUMNS: Final = (
    "screen.rubric 20, id_head 18, pattern_head 26, status_head 10, because_head 44, patterns.asks 30, "
    "patterns.calls 30"
)
SheetRows = Iterable[Sequence[SheetValue]]


class OverviewSheets(SheetWriter):
    """Writes them, each only where there is something to write."""

    def overview_sheets(self) -> Iterator[tuple[str, str, SheetRows]]:
        """Name, columns and rows of each."""
        result = self.result
        found = (
            ("sheet_figures", FIGURE_COLUMNS, list(self._figures())),
            ("sheet_questions", QUESTION_COLUMNS, [self._question(*pair) for pair in enumerate(result.questions, 1)]),
            ("sheet_problems", PROBLEM_COLUMNS, list(map(self._problem, result.problems))),
            ("sheet_patterns", PATTERN_COLUMNS, list(chain(*map(self._findings, self.report.results)))),
        )
        yield from (sheet for sheet in found if sheet[2])

    def _figures(self) -> Iterator[Sequence[SheetValue]]:
        for figure in self.result.figures:
            told = figure.value, figure.low, figure.high, self.narrator.unit(figure.unit), figure.year
            texts = (text.in_(self.language) for text in (figure.told, figure.because))
            yield figure.id, figure.title.in_(self.language), *told, *texts

    def _question(self, number: int, question: QuestionResult) -> Sequence[SheetValue]:
        holder = self.narrator.holder(question.held_by)
        texts = (_text(line(question, self.narrator)) for line in (question_line, decides_line))
        asked, decides = texts
        return str(number), asked, holder, decides, question.worth or None

    def _problem(self, problem: StatedProblemResult) -> Sequence[SheetValue]:
        status = self.narrator.word(f"glance.problem_{problem.status}")
        groups = (problem.confirming, problem.contradicting, problem.unknown)
        indicators = (self._listed(each.title for each in group) for group in groups)
        title = problem.title.in_(self.language)
        return problem.id, title, status, problem.evidence, *indicators, comma(problem.measures, self.language)

    def _findings(self, result: ResultContract) -> Iterator[Sequence[SheetValue]]:
        """The verdict of a standard, then the patterns of a diagnosis."""
        rubric, verdict = result.rubric.title.in_(self.language), result.verdict
        if verdict is not None:
            narrator = Narrator(result, self.language)
            title, label = narrator.word("verdict_head"), verdict.label.in_(self.language)
            yield rubric, "", title, label, verdict.because.in_(self.language), "", ""
        yield from ((rubric, *self._pattern(pattern)) for pattern in result.patterns)

    def _pattern(self, pattern: PatternResult) -> Sequence[SheetValue]:
        texts = (text.in_(self.language) for text in (pattern.title, pattern.because))
        title, because = texts
        status = self.narrator.word(f"patterns.{pattern.status}")
        asks, calls = (self._listed(each.title for each in group) for group in (pattern.asks, pattern.calls))
        return pattern.id, title, status, because, asks, calls

    def _listed(self, titles: Iterable[Text]) -> str:
        return comma([title.in_(self.language) for title in titles], self.language)


def _text(line: Line) -> str:
    return line_text(line, {})
