"""Which cell styles of a workbook show a number as per cent."""

from __future__ import annotations

import re
from typing import Final

from .cell_scans import parse, parser, whole_number

BUILT_IN_PERCENTS: Final = frozenset({9, 10})
"""Ids of the number formats 0% and 0.00%."""


def percent_styles(styles: bytes) -> frozenset[int]:
    """Indexes of the cell styles that show a value as per cent."""
    formats = dict.fromkeys(BUILT_IN_PERCENTS, True)
    found: list[int] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        inside.append(name)
        if name == "numFmt":
            formats[whole_number(attributes, "numFmtId")] = _shows_percent(attributes.get("formatCode", ""))
        elif name == "xf" and "cellXfs" in inside[-2:]:
            found.append(whole_number(attributes, "numFmtId"))

    parse(parser(start, lambda _: inside.pop()), styles)
    return frozenset(index for index, number in enumerate(found) if formats.get(number))


_LITERAL: Final = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]')
"""What a format shows as it stands, leaves room for or repeats; and colours and conditions."""


def _shows_percent(code: str) -> bool:
    return "%" in _LITERAL.sub("", code)
