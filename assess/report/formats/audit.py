"""The audit sheet: the whole arithmetic of a result as live formulas of a workbook.

Values are inputs; scales stand in a sheet of their own with every threshold in a cell;
scores, bounds and the total are formulas generated from the result's scales, weights and
ways of combining. An auditor can follow them, change them, and compare with the engine,
whose numbers stand beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ...model.arithmetic import SLACK
from ...model.judgement import NodeResult
from ...model.result import Result

LONGEST: Final = 8000
"""Characters that a formula may have; a longer one would not open in Excel."""


class Scale(NamedTuple):
    """Where the thresholds of an indicator stand, and the formulas over them."""

    rows: tuple[tuple[float | str, float], ...]
    """Thresholds (or answers) and scores."""
    otherwise: float | None
    score: Callable[[str, str, str, str], str]
    """Formula from the cells of value, thresholds, scores and `otherwise`."""
    least: str = ""
    most: str = ""
    """Bounds of an unknown value, where they do not follow from the scores."""


def scale_of(written: Mapping[str, Any]) -> Scale:
    """The formulas of a scale as a result writes it."""
    kind = next(key for key in written if key in _KINDS)
    return _KINDS[kind](written)


def _numbers(pairs: Mapping[Any, Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in pairs.items())


def _points(pairs: tuple[tuple[float, float], ...]) -> Scale:
    return Scale(pairs, None, _straight)


def _straight(x: str, xs: str, ys: str, _: str) -> str:
    """Straight lines between thresholds, flat beyond the first and the last."""
    n, at = f"ROWS({xs})", f"MATCH({x},{xs},1)"
    x1, x2, y1, y2 = (f"INDEX({cells},{at}{step})" for cells in (xs, ys) for step in ("", "+1"))
    line = f"({y2}-{y1})/({x2}-{x1})*({x}-{x1})+{y1}"
    return f"IF({x}<=INDEX({xs},1),INDEX({ys},1),IF({x}>=INDEX({xs},{n}),INDEX({ys},{n}),{line}))"


def _at_least(written: Mapping[str, Any]) -> Scale:
    pairs = _numbers(written["at_least"])
    slack = SLACK * max(abs(x) for x, _ in pairs)

    def score(x: str, xs: str, ys: str, otherwise: str) -> str:
        reached = f"SUMPRODUCT(--({xs}-{slack!r}<={x}))"
        return f"IF({reached}=0,{otherwise},INDEX({ys},{reached}))"

    return Scale(pairs, float(written.get("otherwise", 0.0)), score)


def _at_most(written: Mapping[str, Any]) -> Scale:
    pairs = _numbers(written["at_most"])
    slack = SLACK * max(abs(x) for x, _ in pairs)

    def score(x: str, xs: str, ys: str, otherwise: str) -> str:
        exceeded = f"SUMPRODUCT(--({xs}+{slack!r}<{x}))"
        return f"IF({exceeded}=ROWS({xs}),{otherwise},INDEX({ys},{exceeded}+1))"

    return Scale(pairs, float(written.get("otherwise", 0.0)), score)


def _goalposts(written: Mapping[str, Any]) -> Scale:
    ends = written["goalposts"]
    worst, best, log = float(ends["worst"]), float(ends["best"]), bool(ends.get("log"))

    def score(x: str, xs: str, ys: str, _: str) -> str:
        low, high = f"INDEX({xs},1)", f"INDEX({xs},2)"
        if not log:
            return f"100*MAX(0,MIN(1,({x}-{low})/({high}-{low})))"
        way = f"100*MAX(0,MIN(1,(LN({x})-LN({low}))/(LN({high})-LN({low}))))"
        return f"IF({x}<=0,IF({low}<{high},0,100),{way})"

    return Scale(((worst, 0.0), (best, 100.0)), None, score)


def _optimum(written: Mapping[str, Any]) -> Scale:
    a, b, c, d = (float(x) for x in written["optimum"])

    def score(x: str, xs: str, ys: str, _: str) -> str:
        rising = f"({x}-INDEX({xs},1))/(INDEX({xs},2)-INDEX({xs},1))"
        falling = f"(INDEX({xs},4)-{x})/(INDEX({xs},4)-INDEX({xs},3))"
        return f"100*MAX(0,MIN(1,{rising},{falling}))"

    return Scale(((a, 0.0), (b, 100.0), (c, 100.0), (d, 0.0)), None, score)


def _choices(written: Mapping[str, Any]) -> Scale:
    rows = tuple((str(answer), float(score)) for answer, score in written["choices"].items())
    return Scale(rows, None, lambda x, xs, ys, _: f"SUMPRODUCT(EXACT({xs},{x})*{ys})")


_KINDS: Final[dict[str, Callable[[Mapping[str, Any]], Scale]]] = {
    "points": lambda written: _points(_numbers(written["points"])),
    "at_least": _at_least,
    "at_most": _at_most,
    "goalposts": _goalposts,
    "optimum": _optimum,
    "levels": lambda written: _points(tuple((float(i), float(y)) for i, y in enumerate(written["levels"], start=1))),
    "choices": _choices,
    "yes_no": lambda written: _points(((0.0, float(written["yes_no"]["no"])), (1.0, float(written["yes_no"]["yes"])))),
}


# Means


def combined(way: str | None, scores: Sequence[str], weights: Sequence[str]) -> str:
    """The formula of a mean of cells; "" where no weight is left.

    Args:
        way: mean, geometric, harmonic, weakest, or `power 0.5`.
        scores: cells of the scores.
        weights: cells of their weights, 0 where a score does not count.
    """
    pairs = list(zip(scores, weights, strict=True))
    total = "+".join(weights)
    exponent = float(way[6:]) if way and way.startswith("power ") else None
    if way == "weakest":
        told = "MIN(" + ",".join(f"IF({w}>0,{s},101)" for s, w in pairs) + ")"
    elif way == "geometric" or exponent == 0:
        told = _unless_zero(pairs, f"EXP(({_sum(pairs, 'LN({s})')})/({total}))")
    elif way == "harmonic" or (exponent is not None and exponent < 0):
        power = -1.0 if exponent is None else exponent
        told = _unless_zero(pairs, _power_mean(pairs, total, power))
    elif exponent is not None:
        told = _power_mean(pairs, total, exponent)
    else:
        told = f"({_sum(pairs, '{s}')})/({total})"
    return f'IF({total}=0,"",MAX(0,MIN(100,{told})))'


def _power_mean(pairs: Sequence[tuple[str, str]], total: str, power: float) -> str:
    return f"(({_sum(pairs, f'POWER({{s}},{power!r})')})/({total}))^(1/({power!r}))"


def _sum(pairs: Sequence[tuple[str, str]], term: str) -> str:
    return "+".join(f"IF({w}>0,{w}*{term.format(s=s)},0)" for s, w in pairs)


def _unless_zero(pairs: Sequence[tuple[str, str]], told: str) -> str:
    """A single score of zero makes these means zero."""
    zeros = "+".join(f"IF({w}>0,--({s}<=0),0)" for s, w in pairs)
    return f"IF({zeros}>0,0,{told})"


# The rows


class Row(NamedTuple):
    """A node in the sheet: its formulas, and what the engine says."""

    id: str
    score: str
    low: str | float
    high: str | float
    applies: str
    node: NodeResult | None


def rows(result: Result, first: int, scales: Mapping[str, tuple[str, str, str]], words: Mapping[str, str]) -> list[Row]:
    """The rows of the audit sheet, the total first.

    Args:
        result: what was judged.
        first: number of the first row.
        scales: cells of thresholds, scores and `otherwise` by indicator.
        words: how the sheet writes `known` and `not_applicable`.
    """
    at = {node.id: first + 1 + index for index, node in enumerate(result.nodes)}
    root = Row(
        result.rubric.id,
        *_criterion(result.rubric.combine, [at[n.id] for n in result.children(None)], first),
        "1",
        None,
    )
    return [root, *(_row(result, node, at, scales, words) for node in result.nodes)]


def _row(
    result: Result,
    node: NodeResult,
    at: Mapping[str, int],
    scales: Mapping[str, tuple[str, str, str]],
    words: Mapping[str, str],
) -> Row:
    here = at[node.id]
    if node.kind == "criterion":
        below = [at[child.id] for child in result.children(node.id)]
        applies = f"IF({'+'.join(f'J{row}' for row in below) or '0'}=0,0,D{here})"
        return Row(node.id, *_criterion(node.combine, below, here), applies, node)
    applies = f'IF(E{here}="{words["not_applicable"]}",0,D{here})'
    if node.scale is None or node.id not in scales:
        return Row(node.id, '""', node.low, node.high, applies, node)
    xs, ys, otherwise = scales[node.id]
    scale = scale_of(node.scale)
    score = f'IF(E{here}="{words["known"]}",{scale.score(f"F{here}", xs, ys, otherwise)},"")'
    return Row(node.id, score, *_bounds(node, here, ys, otherwise, scale), applies, node)


def _bounds(node: NodeResult, here: int, ys: str, otherwise: str, scale: Scale) -> tuple[str | float, str | float]:
    """An exact value has its score for bounds; an unknown one what its scale can give; the
    bounds of an unsure one are inputs."""
    if node.status == "known":
        exact = node.low == node.score == node.high
        return (f"G{here}", f"G{here}") if exact else (node.low, node.high)
    ends = f"{ys},{otherwise}" if scale.otherwise is not None else ys
    return f"MIN({ends})", f"MAX({ends})"


def _criterion(way: str | None, below: Sequence[int], here: int) -> tuple[str, str, str]:
    """Formulas of score, low and high from the rows below. The score keeps within the bounds."""
    if not below:
        return '""', "0", "100"
    known, applies = [f"K{row}" for row in below], [f"J{row}" for row in below]
    score = combined(way, [f"G{row}" for row in below], known)
    low = combined(way, [f"H{row}" for row in below], applies)
    high = combined(way, [f"I{row}" for row in below], applies)
    kept = f'IF({"+".join(known)}=0,"",MIN(MAX({score},H{here}),I{here}))'
    total = "+".join(applies)
    return kept, f"IF({total}=0,0,{low})", f"IF({total}=0,100,{high})"
