"""Where something stands in a file from outside."""

from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top of a document to a piece of it."""


class Place(NamedTuple):
    """Where something stands in a file."""

    file: str
    at: str
    """What does not change when lines move: `facts.output.2025`, or `指标!E14`."""
    line: int | None = None
    column: int | None = None
    sheet: int | None = None
    """In a workbook, which sheet; line and column are then those of the cell."""

    @property
    def told(self) -> str:
        """Within its file: the cell, or the line."""
        return self.at if self.line is None or self.sheet is not None else f"{self.line}:{self.column}"

    def __str__(self) -> str:
        if self.line is None or self.sheet is not None:
            return f"{self.file} {self.at}".strip()
        return f"{self.file}:{self.line}:{self.column}"
