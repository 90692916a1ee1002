"""Figures against each other: the ratios that `rubrics/figures` declares, of the cluster and of each firm."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from ...model.formula import Formula
from ...model.intervals import Interval, bounds_of
from ...model.overview_rules import FigureRule
from ...model.plausibility_limits import PlausibilityLimits
from ...model.text import Phrase, Text
from .broken_rules import FIGURE, ROWS, PlausibilityRule, amount, outside, spanned, stated
from .stated_numbers import AS_STATED, Quantity, RowNumbers, Scaling, StatedNumbers


def rules_of_figures(cells: StatedNumbers, figures: Mapping[str, FigureRule]) -> Iterator[PlausibilityRule]:
    """Ratios of what the cluster states, for every year in which all of it has one period and coverage."""
    for name, figure in figures.items():
        for formula in figure.value if figure.usual else ():
            if len(formula.readings) > 1:
                yield from _of_years(name, figure, formula, cells)


def _of_years(name: str, figure: FigureRule, formula: Formula, cells: StatedNumbers) -> Iterator[PlausibilityRule]:
    for year in cells.years(formula.facts):
        used = {(fact, lag): cells.quantity(fact, year, lag) for fact, lag in formula.readings}
        quantities = {key: quantity for key, quantity in used.items() if quantity is not None}
        bases = {quantity.basis for quantity in quantities.values()}
        is_stated = any(quantity.cells for quantity in quantities.values())
        if is_stated and len(quantities) == len(used) and len(bases) == 1 and None not in bases:
            yield _figure_rule(name, figure, formula, quantities)


def _figure_rule(
    name: str, figure: FigureRule, formula: Formula, used: Mapping[tuple[str, int], Quantity]
) -> PlausibilityRule:
    least, most = figure.usual or (-math.inf, math.inf)

    def bounds(scaling: Scaling) -> Interval:
        return bounds_of(formula, lambda fact, lag: used[fact, lag].bounds(scaling))

    quantities = sorted(used.items(), key=lambda item: item[0][1])
    held = [cell for _, quantity in quantities for cell in quantity.cells]
    asked = [cell for cell in held if cell.name == figure.suspect]
    return PlausibilityRule(
        kind=FIGURE,
        subject=("figure", name),
        cells=tuple(held),
        suspect=(asked or held)[0],
        gap=lambda scaling: outside(bounds(scaling), least, most),
        code="W220",
        details=lambda: _details(figure, bounds(AS_STATED), [stated(quantity) for _, quantity in quantities]),
        against=lambda cell: _against(figure, bounds(AS_STATED)),
    )


def _details(figure: FigureRule, bounds: Interval, used: Sequence[Phrase]) -> Mapping[str, object]:
    least, most = figure.usual or (-math.inf, math.inf)
    asks = figure.asks.low if bounds.high < least else figure.asks.high
    return {
        "figure": figure.title,
        "told": figure.told,
        "found": _nearest(_rounded(bounds), least, figure.unit),
        "least": f"{least:g}",
        "most": spanned(Interval(most, most), figure.unit),
        "used": used,
        "asks": asks or Phrase("plausibility.asks"),
    }


def _against(figure: FigureRule, bounds: Interval) -> Phrase:
    return Phrase("plausibility.figure", {"name": figure.title, "value": spanned(_rounded(bounds), figure.unit)})


def _nearest(bounds: Interval, least: float, unit: str | None) -> Text:
    """A figure outside its range by the end that is nearest to it: at most, or at least, so much."""
    if bounds.low == bounds.high:
        return amount(bounds.low, unit)
    is_low = bounds.high < least
    return spanned(Interval(-math.inf, bounds.high) if is_low else Interval(bounds.low, math.inf), unit)


def _rounded(bounds: Interval) -> Interval:
    """To three digits: a ratio of rounded figures is no surer."""
    return Interval(float(f"{bounds.low:.3g}"), float(f"{bounds.high:.3g}"))


# Single firms


def rules_of_firms(
    cells: StatedNumbers, figures: Mapping[str, FigureRule], limits: PlausibilityLimits
) -> Iterator[PlausibilityRule]:
    """The same ratios of each row that has the columns for them, within a wider range."""
    for table, rows in cells.rows.items():
        columns = cells.vocabulary.tables[table].columns
        for name, figure in figures.items():
            for formula in figure.value if figure.usual else ():
                facts = formula.facts
                is_of_rows = len(facts) > 1 and all(
                    fact in columns and columns[fact].unit == cells.vocabulary[fact].unit for fact in facts
                )
                if is_of_rows and all(lag == 0 for _, lag in formula.readings):
                    yield from (_firm_rule(name, figure, formula, row, limits) for row in rows if _has(row, facts))


def _has(row: RowNumbers, columns: Sequence[str]) -> bool:
    return all(column in row.cells for column in columns)


def _firm_rule(
    name: str, figure: FigureRule, formula: Formula, row: RowNumbers, limits: PlausibilityLimits
) -> PlausibilityRule:
    least, most = figure.usual or (-math.inf, math.inf)
    wider = (least / limits.one_firm if least > 0 else least * limits.one_firm, most * limits.one_firm)
    used = [row.cells[fact] for fact in formula.facts]

    def bounds(scaling: Scaling) -> Interval:
        def read(fact: str, lag: int) -> Interval:
            cell = row.cells[fact]
            return cell.bounds(scaling.get(cell, 1.0))

        return bounds_of(formula, read)

    return PlausibilityRule(
        kind=ROWS,
        subject=("firm", name, row),
        cells=tuple(used),
        suspect=used[0],
        gap=lambda scaling: outside(bounds(scaling), *wider),
        code="W220",
        details=lambda: _details(figure, bounds(AS_STATED), [stated(cell) for cell in used]),
        against=lambda cell: _against(figure, bounds(AS_STATED)),
    )
