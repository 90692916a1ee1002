"""What is wrong with a catalogue: errors for which it cannot be used, and what a proofreader would mark."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, NamedTuple

from ..model.catalogue import Catalogue, CatalogueTotal
from ..model.problems import nearest
from .findings import LintFinding, references, untranslated

ROUNDING: Final = 1e-6


class CatalogueContext(NamedTuple):
    """What rows and sums are held against."""

    ids: Mapping[str, Collection[str]]
    """Of measures, indicators, facts and cases."""
    other: Callable[[str], Catalogue]
    """A catalogue by its id; raises InputError."""


def find_catalogue_errors(catalogue: Catalogue, sources: Collection[str]) -> Iterator[LintFinding]:
    """Every error for which a catalogue cannot be used.

    Args:
        catalogue: of the right shape.
        sources: keys of the sources that the whole shelf shares.
    """
    for key, column in catalogue.columns.items():
        if column.kind in ("choice", "choices") and not column.choices:
            yield LintFinding("E202", ("columns", key, "choices"), {"found": "choices"})
    seen: set[str] = set()
    for index, row in enumerate(catalogue.rows):
        if row.id in seen:
            yield LintFinding("E309", ("rows", index, "id"), {"found": row.id})
        seen.add(row.id)
    for index, total in enumerate(catalogue.totals):
        if total.column not in catalogue.columns:
            known = tuple(catalogue.columns)
            details = {"found": total.column, "allowed": ", ".join(known), "meant": nearest(total.column, known)}
            yield LintFinding("E511", ("totals", index, "column"), {**details, "name": catalogue.title})
    known_sources = {*sources, *catalogue.references}
    for path, reference in references(catalogue):
        if reference.source not in known_sources:
            details = {"found": reference.source, "meant": nearest(reference.source, known_sources)}
            yield LintFinding("E313", path, details)


def lint_catalogue(catalogue: Catalogue, context: CatalogueContext) -> Iterator[LintFinding]:
    """All findings for a catalogue without errors."""
    yield from untranslated(catalogue)
    cited = {reference.source for _, reference in references(catalogue)}
    yield from (LintFinding("L401", ("references", key), {"found": key}) for key in catalogue.references.keys() - cited)
    yield from _unknown_ids(catalogue, context)
    for index, total in enumerate(catalogue.totals):
        yield from _sums(catalogue, total, context, index)


def _unknown_ids(catalogue: Catalogue, context: CatalogueContext) -> Iterator[LintFinding]:
    for key, column in catalogue.columns.items():
        if column.ids_of is None:
            continue
        code = "L420" if column.ids_of == "indicators" else "L426"
        for index, row in enumerate(catalogue.rows):
            for name in row.cell(key):
                if name not in context.ids[column.ids_of]:
                    yield LintFinding(code, ("rows", index, key), {"found": name})


def _sums(catalogue: Catalogue, total: CatalogueTotal, context: CatalogueContext, index: int) -> Iterator[LintFinding]:
    """Where a column does not add up to what is said of it, or a row not to the rows it stands for."""
    if total.sum is not None:
        added = column_sum(catalogue, total.column)
        if abs(added - total.sum) > ROUNDING:
            details = {"name": catalogue.columns[total.column].title, "found": total.sum, "sum": added}
            yield LintFinding("L430", ("totals", index), details)
    if total.catalogue is None or total.by is None:
        return
    parts = context.other(total.catalogue)
    for number, row in enumerate(catalogue.rows):
        added = math.fsum(part.cell(total.column) or 0 for part in parts.rows if part.cell(total.by) == row.id)
        if abs(added - (row.cell(total.column) or 0)) > ROUNDING:
            details = {"name": row.id, "found": row.cell(total.column), "sum": added}
            yield LintFinding("L430", ("rows", number, total.column), details)


def column_sum(catalogue: Catalogue, column: str) -> float:
    """What the rows add up to in a column of numbers."""
    return math.fsum(row.cell(column) or 0 for row in catalogue.rows)
