"""Numbers of a workbook with all their digits; XlsxWriter stops at sixteen, and a few numbers need one more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

Address = tuple[str, str]
"""A sheet by its part in the archive, and a cell of it."""


def is_cut(number: float) -> bool:
    """Whether sixteen digits are another number."""
    return float(f"{number:.16G}") != number


def with_all_digits(workbook: bytes, numbers: Mapping[Address, float]) -> bytes:
    """The workbook with these numbers as they are.

    Args:
        workbook: as XlsxWriter has written it.
        numbers: by their cells, each of which holds the number with its digits cut.
    """
    if not numbers:
        return workbook
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(content, "w") as after:
        for entry in before.infolist():
            cells = {cell: number for (part, cell), number in numbers.items() if part == entry.filename}
            data = before.read(entry)
            after.writestr(entry, _filled(data, cells) if cells else data)
    return content.getvalue()


def _filled(sheet: bytes, numbers: Mapping[str, float]) -> bytes:
    from defusedxml.minidom import parseString

    document: Any = parseString(sheet)
    for cell in document.getElementsByTagName("c"):
        if cell.getAttribute("r") in numbers:
            (value,) = cell.getElementsByTagName("v")
            value.firstChild.data = repr(numbers[cell.getAttribute("r")])
    written: bytes = document.toxml(encoding="UTF-8", standalone=True)
    return written
