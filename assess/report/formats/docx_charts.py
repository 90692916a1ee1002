"""Charts of the Word report: native ones, that open and can be edited in Word and WPS.

The chart itself is an asset that is filled in; XlsxWriter writes the workbook behind it.
"""

from __future__ import annotations

import datetime
import io
from typing import Final

from ...i18n.typography import width
from ..document import Chart, strip_controls
from .templates import environment

LINE_COLUMNS: Final = 44
"""Columns of a label that fit in a line."""
MAX_LABEL_COLUMNS: Final = 2 * LINE_COLUMNS
"""Columns of a label, which the programs set in lines."""


def chart_part(chart: Chart) -> bytes:
    """A radar or bars as a part of a document, which refers to its workbook as rId1."""
    template = environment().get_template("chart.xml")
    return template.render(radar=chart.kind == "radar", labels=_labels(chart), series=chart.series).encode()


def data_workbook(chart: Chart) -> bytes:
    """The workbook behind a chart: labels in the first column, a series in each of the others."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    sheet = book.add_worksheet("Data")
    sheet.set_column(0, 0, 30)
    sheet.write_column(1, 0, _labels(chart))
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, strip_controls(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return out.getvalue()


def bars_height(chart: Chart) -> int:
    """Twips that bars take, with room for labels of several lines."""
    lines = max((-(-width(label) // LINE_COLUMNS) for label in _labels(chart)), default=1)
    return 400 + (200 + 180 * lines) * len(chart.labels)


def _labels(chart: Chart) -> list[str]:
    return [_shortened(strip_controls(label)) for label in chart.labels]


def _shortened(label: str) -> str:
    """A label in the columns it has; Chinese characters are two wide."""
    if width(label) <= MAX_LABEL_COLUMNS:
        return label
    return next(label[:end] for end in range(len(label), 0, -1) if width(label[:end]) < MAX_LABEL_COLUMNS) + "…"
