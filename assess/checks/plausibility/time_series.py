"""One figure over the years: what changes too fast to be the same figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from ...model.plausibility_limits import PlausibilityLimits
from .broken_rules import KEPT, SERIES, PlausibilityRule, amount, spanned, stated
from .stated_numbers import Quantity, Scaling, StatedNumber, StatedNumbers, basis_of


def rules_of_series(cells: StatedNumbers, limits: PlausibilityLimits) -> Iterator[PlausibilityRule]:
    """Changes from year to year, within each period and coverage."""
    for name in cells.statements:
        if cells.vocabulary[name].kind in ("amount", "count"):
            for series in _series(name, cells):
                yield from (_jump(before, after, limits) for before, after in pairwise(series))
                yield from (_of_one_year(year, limits) for year in series if len(year.cells) > 1)


def _series(name: str, cells: StatedNumbers) -> Iterator[list[Quantity]]:
    """What is stated of equal period and coverage, one a year, earliest first."""
    dated = [cell for cell in cells.statements[name] if cell.year is not None and basis_of(cell) is not None]
    by_basis: dict[object, list[StatedNumber]] = {}
    for cell in sorted(dated, key=lambda cell: cell.year or 0):
        by_basis.setdefault((basis_of(cell), cell.reading.day and cell.reading.day[5:]), []).append(cell)
    for basis, alike in by_basis.items():
        yield [
            Quantity(name, alike[0].title, alike[0].unit, year, tuple(group), basis)
            for year, group in groupby(alike, key=lambda cell: cell.year)
        ]


def _jump(before: Quantity, after: Quantity, limits: PlausibilityLimits) -> PlausibilityRule:
    years = (after.year or 0) - (before.year or 0)

    def gap(scaling: Scaling) -> float:
        earlier, later = before.bounds(scaling), after.bounds(scaling)
        smaller = limits.jump.counts_from if after.cells[0].is_whole else 0.0
        if later.low > earlier.high > smaller:
            return math.log10(later.low / earlier.high / limits.jump.times(years))
        if earlier.low > later.high > smaller:
            return math.log10(earlier.low / later.high / limits.jump.times(years))
        return KEPT

    return PlausibilityRule(
        kind=SERIES,
        subject=("series", after.name, before.year, after.year),
        cells=(*before.cells, *after.cells),
        suspect=after.cells[-1],
        gap=gap,
        code="W202",
        details=lambda: _change(before, after, years),
        against=lambda cell: stated(before) if cell in after.cells else stated(after),
    )


def _of_one_year(said: Quantity, limits: PlausibilityLimits) -> PlausibilityRule:
    """Several statements that cover alike; that they contradict each other is asked elsewhere."""

    def gap(scaling: Scaling) -> float:
        ends = [cell.bounds(scaling.get(cell, 1.0)) for cell in said.cells]
        highest, lowest = max(end.low for end in ends), min(end.high for end in ends)
        return math.log10(highest / lowest / limits.jump.first_year) if highest > lowest > 0 else KEPT

    return PlausibilityRule(
        kind=SERIES,
        subject=("statements", said),
        cells=said.cells,
        suspect=said.cells[-1],
        gap=gap,
        code="W210",
        details=dict,
        is_telling=False,
        against=lambda cell: stated(next(other for other in said.cells if other is not cell)),
    )


def _change(before: Quantity, after: Quantity, years: int) -> Mapping[str, object]:
    earlier, later = before.bounds(), after.bounds()
    first, last = (earlier.high, later.low) if later.low > earlier.high else (earlier.low, later.high)
    rate = 100 * ((last / first) ** (1 / years) - 1)
    return {
        "before": str(before.year),
        "after": str(after.year),
        "earlier": spanned(earlier, before.unit),
        "found": spanned(later, after.unit),
        "rate": amount(round(rate, 1), "%"),
    }
