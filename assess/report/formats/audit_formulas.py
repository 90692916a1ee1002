"""The whole arithmetic of a result as live formulas of a workbook.

Values are inputs; scales stand in a sheet of their own with every threshold in a cell;
scores, bounds and the total are formulas generated from the result's scales, weights and
ways of combining. An auditor can follow them, change them, and compare with the engine,
whose numbers stand beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ...model.arithmetic import SLACK
from ...model.judgement import NodeResult
from ...model.means import mean_named
from ...model.result import ResultContract

MAX_FORMULA_LENGTH: Final = 8000
"""Characters; a longer formula would not open in Excel."""

LINES: Final = (
    "IF({x}<=INDEX({xs},1),INDEX({ys},1),IF({x}>=INDEX({xs},ROWS({xs})),INDEX({ys},ROWS({xs})),"
    "(INDEX({ys},MATCH({x},{xs},1)+1)-INDEX({ys},MATCH({x},{xs},1)))"
    "/(INDEX({xs},MATCH({x},{xs},1)+1)-INDEX({xs},MATCH({x},{xs},1)))"
    "*({x}-INDEX({xs},MATCH({x},{xs},1)))+INDEX({ys},MATCH({x},{xs},1))))"
)
"""Straight lines between thresholds, flat beyond the first and the last."""
STEPS_UP: Final = "IF(SUMPRODUCT(--({xs}-{slack}<={x}))=0,{otherwise},INDEX({ys},SUMPRODUCT(--({xs}-{slack}<={x}))))"
"""The score of the last threshold that is reached."""
STEPS_DOWN: Final = (
    "IF(SUMPRODUCT(--({xs}+{slack}<{x}))=ROWS({xs}),{otherwise},INDEX({ys},SUMPRODUCT(--({xs}+{slack}<{x}))+1))"
)
"""The score of the first threshold that is not exceeded."""
GOALPOSTS: Final = "100*MAX(0,MIN(1,({x}-INDEX({xs},1))/(INDEX({xs},2)-INDEX({xs},1))))"
LOG_GOALPOSTS: Final = (
    "IF({x}<=0,IF(INDEX({xs},1)<INDEX({xs},2),0,100),"
    "100*MAX(0,MIN(1,(LN({x})-LN(INDEX({xs},1)))/(LN(INDEX({xs},2))-LN(INDEX({xs},1))))))"
)
OPTIMUM: Final = (
    "100*MAX(0,MIN(1,({x}-INDEX({xs},1))/(INDEX({xs},2)-INDEX({xs},1)),"
    "(INDEX({xs},4)-{x})/(INDEX({xs},4)-INDEX({xs},3))))"
)
CHOICES: Final = "SUMPRODUCT(EXACT({xs},{x})*{ys})"


class ScaleFormula(NamedTuple):
    """Thresholds of an indicator, and the formula over their cells."""

    rows: tuple[tuple[float | str, float], ...]
    """Thresholds (or answers) and scores."""
    template: str
    """Formula of the score, over the cells {x}, {xs}, {ys} and {otherwise}."""
    otherwise: float | None = None


class ScaleCells(NamedTuple):
    """Where thresholds, scores and `otherwise` of an indicator stand."""

    xs: str
    ys: str
    otherwise: str


def scale_formula(written: Mapping[str, Any]) -> ScaleFormula:
    """The formula of a scale as a result writes it."""
    match written:
        case {"points": pairs}:
            return ScaleFormula(_numbers(pairs.items()), LINES)
        case {"levels": scores}:
            return ScaleFormula(_numbers(enumerate(scores, start=1)), LINES)
        case {"yes_no": answers}:
            return ScaleFormula(_numbers([(0, answers["no"]), (1, answers["yes"])]), LINES)
        case {"at_least": pairs}:
            return _steps(pairs, STEPS_UP, written)
        case {"at_most": pairs}:
            return _steps(pairs, STEPS_DOWN, written)
        case {"goalposts": ends}:
            template = LOG_GOALPOSTS if ends.get("log") else GOALPOSTS
            return ScaleFormula(_numbers([(ends["worst"], 0), (ends["best"], 100)]), template)
        case {"optimum": Mapping() as pairs}:
            return ScaleFormula(_numbers(pairs.items()), LINES)
        case {"optimum": corners}:
            return ScaleFormula(_numbers(zip(corners, (0, 100, 100, 0), strict=True)), OPTIMUM)
        case {"choices": answers}:
            return ScaleFormula(tuple((str(answer), float(score)) for answer, score in answers.items()), CHOICES)
    raise ValueError(f"a scale of no known kind: {sorted(written)}")


def _numbers(pairs: Iterable[tuple[Any, Any]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in pairs)


def _steps(pairs: Mapping[Any, Any], template: str, written: Mapping[str, Any]) -> ScaleFormula:
    rows = _numbers(pairs.items())
    slack = SLACK * max(abs(x) for x, _ in rows)
    return ScaleFormula(rows, template.replace("{slack}", repr(slack)), float(written.get("otherwise", 0.0)))


# Means


def mean_formula(way: str | None, scores: Sequence[str], weights: Sequence[str]) -> str:
    """The formula of a mean of cells; "" where no weight is left.

    Args:
        way: one of NAMED_MEANS, or `power 0.5`.
        scores: cells of the scores.
        weights: cells of their weights, 0 where a score does not count.
    """
    pairs = list(zip(scores, weights, strict=True))
    total = "+".join(weights)
    power = mean_named(way or "mean").exponent
    if power == -math.inf:
        mean = "MIN(" + ",".join(f"IF({weight}>0,{score},101)" for score, weight in pairs) + ")"
    elif power == 0:
        mean = f"EXP(({_weighted_sum(pairs, 'LN({})')})/({total}))"
    elif power == 1:
        mean = f"({_weighted_sum(pairs, '{}')})/({total})"
    else:
        mean = f"(({_weighted_sum(pairs, f'POWER({{}},{power!r})')})/({total}))^(1/({power!r}))"
    if -math.inf < power <= 0:  # a single score of zero makes these zero
        zeros = "+".join(f"IF({weight}>0,--({score}<=0),0)" for score, weight in pairs)
        mean = f"IF({zeros}>0,0,{mean})"
    return f'IF({total}=0,"",MAX(0,MIN(100,{mean})))'


def _weighted_sum(pairs: Sequence[tuple[str, str]], term: str) -> str:
    return "+".join(f"IF({weight}>0,{weight}*{term.format(score)},0)" for score, weight in pairs)


# The rows


class AuditRow(NamedTuple):
    """A node in the sheet: its formulas, or numbers that are inputs, and what the engine says."""

    id: str
    score: str
    low: str | float
    high: str | float
    applies: str
    node: NodeResult | None
    """None for the total."""


class AuditFormulas:
    """Formulas of a result; a row of the sheet is a node, the first one the total."""

    def __init__(
        self, result: ResultContract, scales: Mapping[str, ScaleCells], known: str, not_applicable: str
    ) -> None:
        """Number the rows.

        Args:
            result: what was judged.
            scales: where the scale of an indicator stands.
            known: how the sheet writes that a value is known.
            not_applicable: and that an indicator does not apply.
        """
        self._result, self._scales = result, scales
        self._known, self._not_applicable = known, not_applicable
        self._line = {node.id: line for line, node in enumerate(result.nodes, start=3)}

    def rows(self) -> list[AuditRow]:
        """The rows below the head, the total first."""
        result = self._result
        total = AuditRow(result.rubric.id, *self._combined(result.rubric.combine, None, 2), "1", None)
        return [total, *map(self._row, result.nodes)]

    def _row(self, node: NodeResult) -> AuditRow:
        line = self._line[node.id]
        if node.kind == "criterion":
            applying = "+".join(f"J{below}" for below in self._below(node.id)) or "0"
            return AuditRow(node.id, *self._combined(node.combine, node.id, line), f"IF({applying}=0,0,D{line})", node)
        applies = f'IF(E{line}="{self._not_applicable}",0,D{line})'
        cells = self._scales.get(node.id)
        if node.scale is None or cells is None:
            return AuditRow(node.id, '""', node.low, node.high, applies, node)
        scale = scale_formula(node.scale)
        score = scale.template.format(x=f"F{line}", **cells._asdict())
        score = f'IF(E{line}="{self._known}",{score},"")'
        return AuditRow(node.id, score, *_bounds(node, line, scale, cells), applies, node)

    def _combined(self, way: str | None, parent: str | None, line: int) -> tuple[str, str, str]:
        """Formulas of score, low and high from the rows below. The score keeps within the bounds."""
        below = self._below(parent)
        if not below:
            return '""', "0", "100"
        known, applies = [f"K{row}" for row in below], [f"J{row}" for row in below]
        score, low, high = (
            mean_formula(way, [f"{column}{row}" for row in below], weights)
            for column, weights in (("G", known), ("H", applies), ("I", applies))
        )
        total = "+".join(applies)
        score = f'IF({"+".join(known)}=0,"",MIN(MAX({score},H{line}),I{line}))'
        return score, f"IF({total}=0,0,{low})", f"IF({total}=0,100,{high})"

    def _below(self, parent: str | None) -> list[int]:
        return [self._line[node.id] for node in self._result.children(parent)]


def _bounds(node: NodeResult, line: int, scale: ScaleFormula, cells: ScaleCells) -> tuple[str | float, str | float]:
    """An exact value has its score for bounds; an unknown one what its scale can give; the
    bounds of an unsure one, and of one that is known only to lie within some, are inputs."""
    if node.status == "known":
        exact = node.low == node.score == node.high
        return (f"G{line}", f"G{line}") if exact else (node.low, node.high)
    scores = [score for _, score in scale.rows] + ([] if scale.otherwise is None else [scale.otherwise])
    if (node.low, node.high) != (min(scores), max(scores)):
        return node.low, node.high
    ends = cells.ys if scale.otherwise is None else f"{cells.ys},{cells.otherwise}"
    return f"MIN({ends})", f"MAX({ends})"
