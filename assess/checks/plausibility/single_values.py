"""Values that are unusual by themselves, and amounts of money far out of line with the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from ...i18n.numbers import MONEY
from ...model.plausibility_limits import PlausibilityLimits
from ...model.text import Phrase
from .broken_rules import KEPT, NEIGHBOURS, USUAL, PlausibilityRule, amount, outside
from .stated_numbers import Quantity, Scaling, StatedNumber, StatedNumbers

FEWEST = 3
"""Other amounts that are needed to call one of them out of line."""


def rules_of_values(cells: StatedNumbers, limits: PlausibilityLimits) -> Iterator[PlausibilityRule]:
    """Each number by itself, then money beside money: of the cluster, and in the columns of tables."""
    for name, by_year in cells.quantities.items():
        fact = cells.vocabulary[name]
        usual = fact.usual or fact.range
        if usual is not None:
            # Whatever is stated of a year; what rows come to is told at the row that decides it.
            single = [
                Quantity(name, cell.title, cell.unit, cell.year, (cell,), None)
                for cell in cells.statements.get(name, ())
            ]
            derived = [quantity for quantity in by_year.values() if quantity.take != "stated" and quantity.cells]
            yield from (_usual(quantity, *usual) for quantity in (*single, *derived))
    yield from _money(cells, limits)


def _usual(quantity: Quantity, least: float, most: float) -> PlausibilityRule:
    suspect = quantity.largest
    is_part = suspect.reading.months is not None or suspect.reading.proposed is not None

    def ends() -> dict[str, object]:
        return {"low": amount(least, suspect.unit), "high": amount(most, suspect.unit)}

    def gap(scaling: Scaling) -> float:
        bounds = quantity.bounds(scaling)
        # A part of a year may well be small.
        return KEPT if is_part and bounds.high < least else outside(bounds, least, most)

    return PlausibilityRule(
        kind=USUAL,
        subject=("usual", suspect),
        cells=quantity.cells,
        suspect=suspect,
        gap=gap,
        code="W201",
        facts=(quantity.name,),
        details=lambda: {
            "found": amount(suspect.scaled(1.0), suspect.unit), "least": ends()["low"], "most": ends()["high"],
        },
        against=lambda cell: Phrase("plausibility.usual", ends()),
    )  # fmt: skip


def _money(cells: StatedNumbers, limits: PlausibilityLimits) -> Iterator[PlausibilityRule]:
    stated = [quantity.cells[0] for by_year in cells.quantities.values() for quantity in _latest(by_year)]
    for unit in MONEY:
        yield from _neighbours([cell for cell in stated if cell.unit == unit], limits)
    for rows in cells.rows.values():
        columns = dict.fromkeys(key for row in rows for key in row.cells)
        for column in columns:
            of_column = [row.cells[column] for row in rows if column in row.cells]
            if of_column[0].unit in MONEY:
                yield from _neighbours(of_column, limits, fewest=1)


def _latest(by_year: dict[int | None, Quantity]) -> Iterator[Quantity]:
    stated = [quantity for quantity in by_year.values() if quantity.take == "stated"]
    if stated:
        yield max(stated, key=lambda quantity: quantity.year or 0)


def _neighbours(
    alike: Sequence[StatedNumber], limits: PlausibilityLimits, fewest: int = FEWEST
) -> Iterator[PlausibilityRule]:
    """Only the greatest and the least can be out of line with the rest."""
    ordered = sorted((cell for cell in alike if cell.bounds().low > 0), key=lambda cell: cell.bounds().low)
    if len(ordered) > fewest:
        yield _neighbour(ordered[-1], ordered[:-1], limits)
    if len(ordered) > max(fewest, 2):
        yield _neighbour(ordered[0], ordered[1:], limits)


def _neighbour(cell: StatedNumber, others: Sequence[StatedNumber], limits: PlausibilityLimits) -> PlausibilityRule:
    middle = median(other.scaled(1.0) for other in others)
    least, most = middle / limits.among_firms, middle * limits.among_firms

    def gap(scaling: Scaling) -> float:
        # Beside it all others may have been multiplied, or none.
        factor = scaling.get(others[-1], 1.0)
        return outside(cell.bounds(scaling.get(cell, 1.0)), least * factor, most * factor)

    return PlausibilityRule(
        kind=NEIGHBOURS,
        subject=("neighbours", cell),
        cells=(cell,),
        suspect=cell,
        gap=gap,
        code="W205",
        details=dict,
        is_telling=False,
        against=lambda _: Phrase("plausibility.middle", {"amount": amount(float(f"{middle:.3g}"), cell.unit)}),
    )
