"""Charts of the Word report: native ones, that open and can be edited in Word and WPS.

XlsxWriter writes both the chart and the workbook that stands behind it. Its chart is made
fit for a document: printing set-up goes, the link to the workbook comes, and every flag of
a label is written out, since a missing one counts as true in LibreOffice.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from ...i18n.typography import width
from ..document import Chart, strip_controls

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ROOM = 0.42
"""Share of the width that the labels of bars take."""
LINE = 44
"""Columns of a label that fit in a line."""
WIDEST = 2 * LINE
"""Columns of a label, which the programs set in lines."""
_FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_STROKES = (
    {"color": "#7F7F7F", "width": 1.25, "dash_type": "dash"},
    {"color": "#000000", "width": 2.25},
    {"color": "#7F7F7F", "width": 1.25, "dash_type": "round_dot"},
)


def chart_part(chart: Chart, fonts: tuple[str, str]) -> bytes:
    """The chart as a part of a document.

    Args:
        chart: a radar or bars.
        fonts: for Latin letters and for Chinese.
    """
    with zipfile.ZipFile(io.BytesIO(_workbook(chart, drawn=True))) as package:
        return _fitted(package.read("xl/charts/chart1.xml"), fonts)


def data_workbook(chart: Chart) -> bytes:
    """The workbook behind a chart."""
    return _workbook(chart, drawn=False)


def _workbook(chart: Chart, drawn: bool) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    sheet = book.add_worksheet("Data")
    sheet.set_column(0, 0, 30)
    sheet.write_column(1, 0, [_short(label) for label in chart.labels])
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, strip_controls(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    if drawn:
        sheet.insert_chart(0, 6, _drawn(book, chart))
    book.close()
    return out.getvalue()


def _drawn(book: Any, chart: Chart) -> Any:
    radar = chart.kind == "radar"
    made = book.add_chart({"type": "radar", "subtype": "with_markers"} if radar else {"type": "bar"})
    rows = len(chart.labels)
    for column, series in enumerate(chart.series, start=1):
        given = {
            "name": ["Data", 0, column],
            "categories": ["Data", 1, 0, rows, 0],
            "values": ["Data", 1, column, rows, column],
        }
        made.add_series(given | (_radar_line(column, series.name, chart) if radar else _bar()))
    axis = {"num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#BFBFBF", "width": 0.5}}}
    if radar:
        quiet_axis = {"major_tick_mark": "none", "minor_tick_mark": "none", "line": {"none": True}}
        quiet_axis["num_font"] = {"size": 7, "color": "#595959"}
        made.set_plotarea({"layout": {"x": 0.2, "y": 0.1, "width": 0.6, "height": 0.72}})
        made.set_y_axis(axis | quiet_axis | {"min": 0, "max": 100, "major_unit": 20})
        made.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    else:
        # XlsxWriter turns the axes of lying bars: y is the one of the labels.
        made.set_y_axis(
            {
                "reverse": True,
                "interval_unit": 1,
                "line": {"color": "#7F7F7F"},
                "major_tick_mark": "none",
                "major_gridlines": {"visible": False},
            }
        )
        made.set_x_axis(axis | {"visible": False, "major_gridlines": {"visible": False}})
        made.set_legend({"none": True})
        # Room for long labels, which LibreOffice would cut.
        made.set_plotarea({"layout": {"x": ROOM, "y": 0.02, "width": 0.92 - ROOM, "height": 0.96}})
    made.set_chartarea({"border": {"none": True}})
    made.show_blanks_as("gap")
    return made


def _radar_line(column: int, name: str, chart: Chart) -> dict[str, Any]:
    line = _STROKES[column - 1] if len(chart.series) > 1 else _STROKES[1]
    solid = line["width"] == 2.25
    marker = {"type": "circle", "size": 5, "fill": {"color": "#000000"}, "border": {"color": "#000000"}}
    return {"line": line, "marker": marker if solid else {"type": "none"}}


def _bar() -> dict[str, Any]:
    return {
        "fill": {"color": "#7F7F7F"},
        "gap": 60,
        "data_labels": {"value": True, "num_format": "0.0", "position": "outside_end"},
    }


def height(chart: Chart) -> int:
    """Twips that bars take, with room for labels of several lines."""
    lines = max((-(-width(_short(label)) // LINE) for label in chart.labels), default=1)
    return 400 + (200 + 180 * lines) * len(chart.labels)


def _short(label: str) -> str:
    """A label in the columns it has; Chinese characters are two wide."""
    label = strip_controls(label)
    if width(label) <= WIDEST:
        return label
    return next(label[:end] for end in range(len(label), 0, -1) if width(label[:end]) < WIDEST) + "…"


def _fitted(xml: bytes, fonts: tuple[str, str]) -> bytes:
    from lxml import etree

    space = etree.fromstring(xml)
    for printing in space.findall(f"{C}printSettings"):
        space.remove(printing)
    for labels in space.iter(f"{C}dLbls"):
        _spell_out(labels)
    space.append(etree.fromstring(_TEXT.format(latin=fonts[0], east=fonts[1])))
    space.append(etree.fromstring(_LINK))
    told: bytes = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return told


def _spell_out(labels: Any) -> None:
    from lxml import etree

    shown = {flag for flag in _FLAGS if (found := labels.find(C + flag)) is not None and found.get("val") == "1"}
    for flag in _FLAGS:
        for old in labels.findall(C + flag):
            labels.remove(old)
    for flag in _FLAGS:
        etree.SubElement(labels, C + flag).set("val", "1" if flag in shown else "0")


_TEXT = (
    '<c:txPr xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:bodyPr/><a:lstStyle/><a:p><a:pPr>'
    '<a:defRPr sz="1050" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="{latin}"/>'
    '<a:ea typeface="{east}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
_LINK = (
    '<c:externalData xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1">'
    '<c:autoUpdate val="0"/></c:externalData>'
)
