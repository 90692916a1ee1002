"""Many profiles at once: columns of facts in, columns of scores out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..model.arithmetic import Arrays
from ..model.rubric import Rubric
from .fact_sources import TableReadings
from .scoring import score_nodes

TOTAL_COLUMNS: Final = ("score", "low", "high", "coverage")
"""Columns that a table has of the whole."""

CHUNK: Final = 8192
"""Rows judged at a time: so many columns of them stay in the processor's cache."""


def score_table(
    rubric: Rubric,
    columns: Mapping[str, Any],
    not_applicable: Mapping[str, Any] | None = None,
    year: int | None = None,
) -> dict[str, Any]:
    """Judge many profiles at once.

    Args:
        rubric: a rubric without faults.
        columns: arrays of equal length N by fact (`output`) or fact and year
            (`output@2024`), in the units of the vocabulary; NaN is unknown.
        not_applicable: bool arrays by fact, true where the fact does not apply.
        year: the reporting year, which no formula looks beyond; the latest of the columns
            by default.

    Returns:
        Arrays of length N: `score`, `low`, `high`, `coverage` of the whole, and
        `ID.score`, `ID.contribution` of every node. Score is NaN where nothing is known;
        the coverage floor is the reader's to apply.
    """
    ops = Arrays()
    np = ops.np
    tidy = {name: ops.tidy(column) for name, column in columns.items()}
    excused = {name: np.asarray(column, bool) for name, column in (not_applicable or {}).items()}
    size = len(next(iter(tidy.values()), ()))
    names = _column_names(rubric)
    # One block: a hundred separate columns would cost more to obtain than to fill.
    table = dict(zip(names, np.empty((len(names), size)), strict=True))
    for start in range(0, size, CHUNK):
        rows = slice(start, min(start + CHUNK, size))
        with np.errstate(all="ignore"):
            judged = score_nodes(rubric, TableReadings(tidy, excused, rows, ops, year))
        for name, column in table.items():
            node, _, what = name.rpartition(".")
            column[rows] = getattr(judged[node or rubric.rubric], what)
    return table


def _column_names(rubric: Rubric) -> list[str]:
    nodes = [*rubric.criteria_by_id, *(leaf.id for leaf in rubric.tree.leaves())]
    return [*TOTAL_COLUMNS, *(f"{node}.{what}" for node in nodes for what in ("score", "contribution"))]
