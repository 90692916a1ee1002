"""A part never exceeds its whole: stated ones, and what the rows of a table come to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from ...i18n.typography import bracket, printable
from ...model.facts import Fact
from ...model.plausibility_limits import PlausibilityLimits
from ...model.text import LANGUAGES, Text
from .broken_rules import KEPT, PART, PlausibilityRule, spanned, stated
from .stated_numbers import AS_STATED, Quantity, Scaling, StatedNumber, StatedNumbers, basis_of


def rules_of_wholes(cells: StatedNumbers, limits: PlausibilityLimits) -> Iterator[PlausibilityRule]:
    """Parts of facts, and the columns of tables against the fact of the same name."""
    for name, fact in cells.vocabulary.items():
        if fact.part_of is None or name not in cells.quantities or fact.part_of not in cells.vocabulary:
            continue
        for year in cells.years([name]):
            part = cells.quantity(name, year)
            if part is not None:
                yield from _below(part, fact.part_of, year, cells, limits)
    for table, rows in cells.rows.items():
        for column, declared in cells.vocabulary.tables[table].columns.items():
            total = cells.vocabulary.get(column)
            of_column = tuple(row.cells[column] for row in rows if column in row.cells)
            if total is None or total.unit != declared.unit or not of_column or _is_from(total, table, column):
                continue
            summed = Quantity(column, declared.title, declared.unit, None, of_column, basis_of(of_column[0]), "sum")
            yield from _below(summed, column, cells.reporting_year, cells, limits)


def _is_from(fact: Fact, table: str, column: str) -> bool:
    """Whether a fact comes from that very column."""
    return fact.from_rows is not None and (fact.from_rows.table, fact.from_rows.column) == (table, column)


def _below(
    part: Quantity, whole_name: str, year: int, cells: StatedNumbers, limits: PlausibilityLimits
) -> Iterator[PlausibilityRule]:
    whole = cells.quantity(whole_name, year)
    if whole is None or not part.cells or not whole.cells or whole.take != "stated" or part.basis is None:
        return
    if part.basis == whole.basis:
        yield _rule(part, whole, limits)
    if whole.basis == part.basis or len(_of_year(whole, year, cells)) > 1:
        # One source may tell a whole that is smaller than its part, though another does not.
        for statement in _of_year(whole, year, cells):
            if (statement,) != whole.cells and basis_of(statement) == part.basis:
                yield _against_statement(part, statement, whole, limits)


def _of_year(whole: Quantity, year: int, cells: StatedNumbers) -> list[StatedNumber]:
    statements = cells.statements.get(whole.name, ())
    return [cell for cell in statements if (cell.year or cells.reporting_year) == year]


def _rule(part: Quantity, whole: Quantity, limits: PlausibilityLimits) -> PlausibilityRule:
    def gap(scaling: Scaling) -> float:
        return _excess(part.bounds(scaling).low, whole.bounds(scaling).high, limits)

    return PlausibilityRule(
        kind=PART,
        subject=("part", whole.name, _suspect(part, whole)),
        cells=(*part.cells, *whole.cells),
        suspect=_suspect(part, whole),
        gap=gap,
        code="W206",
        facts=(part.name,),
        details=lambda: _details(part, whole),
        against=lambda cell: stated(whole) if cell in part.cells else stated(part),
    )


def _against_statement(
    part: Quantity, statement: StatedNumber, whole: Quantity, limits: PlausibilityLimits
) -> PlausibilityRule:
    """Broken only where the whole that is used would allow the part."""

    def gap(scaling: Scaling) -> float:
        if _excess(part.bounds(scaling).low, whole.bounds(scaling).high, limits) > KEPT:
            return KEPT
        return _excess(part.bounds(scaling).low, statement.bounds(scaling.get(statement, 1.0)).high, limits)

    return PlausibilityRule(
        kind=PART,
        subject=("statement", statement),
        cells=(*part.cells, statement),
        suspect=statement,
        gap=gap,
        code="W222",
        details=lambda: {
            "part": stated(part),
            "whole": stated(statement),
            "source": _aside(statement.reading.source),
            "used": spanned(whole.bounds(), whole.unit),
        },
        against=lambda cell: stated(part) if cell is statement else stated(statement),
    )


def _aside(source: str | None) -> Text | str:
    return Text(*(bracket(printable(source), language) for language in LANGUAGES)) if source else ""


def _excess(part: float, whole: float, limits: PlausibilityLimits) -> float:
    if not part > whole * (1 + limits.tolerance):
        return KEPT
    return math.log10(part / whole) if whole > 0 else 1.0


def _suspect(part: Quantity, whole: Quantity) -> StatedNumber:
    """A single cell that is alone larger than the whole, or else the whole."""
    largest = part.largest
    return largest if largest.bounds().low > whole.bounds().high or part.take == "stated" else whole.cells[-1]


def _details(part: Quantity, whole: Quantity) -> Mapping[str, object]:
    largest = part.largest
    is_alone = largest.bounds(AS_STATED.get(largest, 1.0)).low > whole.bounds().high
    return {"part": stated(largest if is_alone else part), "whole": stated(whole)}
