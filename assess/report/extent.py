"""What a report of each length tells: the one place where that is decided.

The first two pages, what a committee reads and a task list stand in every report that has a score; a
standard one tells weaknesses, modes and measures in tables and leaves to the full one, and to the workbook,
what the numbers rest on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from .document import Length


class Extent(NamedTuple):
    """How much is told."""

    chapters: tuple[str, ...]
    """In their order, by the names that `build` knows."""
    has_summary: bool = True
    is_full: bool = False
    """Sources, what numbers rest on, charts beside tables, prose in place of tables, and the annexes."""
    main_figures: int = 15
    """Rows of the table of main figures."""
    criteria: int = 99
    """Criteria whose weak indicators are told, those that lose most first."""
    measures: int = 8
    """Measures told at length, and in the chart of gains; all open ones stand among the tasks or in their annex."""
    targets: int = 99
    """Targets told of one task."""


CHAPTERS: Final = ("glance", "basics", "evaluation", "weaknesses", "paths", "recommendations", "tasks", "safeguards")
EXTENTS: Final[Mapping[Length, Extent]] = {
    "brief": Extent(("glance", "criteria", "comparison"), has_summary=False),
    "standard": Extent(CHAPTERS, main_figures=10, criteria=3, measures=3, targets=2),
    "full": Extent(CHAPTERS, is_full=True),
}
