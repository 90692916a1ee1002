"""How a report sits on its page: titles, labels of charts, tables kept together, sheets on paper."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from assess.report.build import make_report, place_before
from assess.report.document import Chart, Series
from assess.report.formats.docx_charts import MAX_LABEL_COLUMNS, bars_height
from assess.report.formats.registry import render
from assess.report.formats.svg import CANVAS_WIDTH, MAX_LABEL_LINES, wrap_label
from tests.reports.factories import DAY, really_advised
from tests.reports.rendered_content import W

pytestmark = pytest.mark.slow

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def parts(name: str, language: str, suffix: str) -> dict[str, bytes]:
    raw = render(make_report([really_advised(name)], language, DAY), suffix)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {each: package.read(each) for each in package.namelist()}


@pytest.mark.parametrize(
    ("place", "cluster", "told"),
    [
        ("河南省南阳市桐柏县", "桐柏县茶产业化集群", "河南省南阳市"),
        ("河南省南阳市桐柏县", "桐柏花生产业化集群", "河南省南阳市桐柏县"),
        ("绍兴县", "绍兴县轻纺", ""),
        ("Hebei, Anping County", "Anping County wire mesh", "Hebei"),
        ("the hare", "are we", "the hare"),
        ("", "某集群", ""),
    ],
)
def test_a_title_tells_a_place_once(place: str, cluster: str, told: str) -> None:
    assert place_before(place, cluster) == told


def test_labels_are_set_in_lines_and_none_is_cut() -> None:
    assert wrap_label("公共服务平台（未知）", 7.7) == ["公共服务平台", "（未知）"]
    assert wrap_label("龙头企业（未知）", 7.7) == ["龙头企业", "（未知）"]
    assert wrap_label("Public-service platforms (unknown)", 7.7) == ["Public-service", "platforms", "(unknown)"]
    for each in (*really_advised("anping-county-made-up").advice, *really_advised("datang-hosiery").undecided):
        for language in ("zh", "en"):
            lines = wrap_label(each.title.in_(language), 16)  # type: ignore[arg-type]
            assert len(lines) <= MAX_LABEL_LINES
            assert "…" not in "".join(lines)
    assert wrap_label("长" * 500, 16)[-1].endswith("…")
    assert CANVAS_WIDTH == 640


def test_a_chart_in_word_shows_every_label_whole() -> None:
    told = parts("anping-county-made-up", "en", ".docx")
    charts = [part for name, part in told.items() if name.startswith("word/charts/chart")]
    labels = [v.text or "" for part in charts for v in etree.fromstring(part).iter(f"{C}v")]
    first = really_advised("anping-county-made-up").advice[0].title.en
    assert first in labels
    assert not [each for each in labels if each.endswith("…")]
    bars = [part for part in charts if b"barChart" in part]
    assert all(etree.fromstring(part).find(f".//{C}tickLblSkip").get("val") == "1" for part in bars)


def test_long_labels_have_more_room() -> None:
    short, long = (
        Chart("x", "bars", "", (), (label,), (Series("", (1.0,)),), "") for label in ("a", "a" * MAX_LABEL_COLUMNS)
    )
    assert bars_height(long) > bars_height(short)


def test_word_is_told_that_assess_wrote_it() -> None:
    made = parts("datang-hosiery", "zh", ".docx")["docProps/app.xml"].decode()
    assert "<Application>assess</Application>" in made
    assert not re.search("Macintosh|Words|Pages", made)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_one_row_of_a_long_table_or_one_line_of_the_contents(language: str) -> None:
    root = etree.fromstring(parts("anping-county-made-up", language, ".docx")["word/document.xml"])
    for table in root.iter(f"{W}tbl"):
        rows = [[p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in table.iter(f"{W}tr")]
        assert all(map(all, rows[:2] if len(rows) > 3 else rows[:-1]))
        assert all(rows[-2])
        assert not any(rows[-1])
    entries = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "TOC1"]
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in entries]
    assert kept == [True] * (len(kept) - 1) + [False]


def test_sheets_can_be_read_on_paper() -> None:
    """Fitted to the width of a turned page, no sheet becomes much smaller than it is on the screen."""
    import openpyxl

    raw = render(make_report([really_advised("tongbai-peanut")], "zh", DAY), ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for name in ("认定", "建议"):
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sum(column.width for column in sheet.column_dimensions.values()) <= 190
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
    heights = [dimension.height for dimension in book["建议"].row_dimensions.values() if dimension.height]
    assert max(heights) > 20


def test_what_stands_first_in_a_report_has_sheets() -> None:
    import openpyxl

    result = really_advised("qingyun-bamboo-made-up")
    others = [really_advised("qingyun-bamboo-made-up", name) for name in ("nine-problems", "miit-sme-cluster-2022")]
    book = openpyxl.load_workbook(io.BytesIO(render(make_report([result, *others], "zh", DAY), ".xlsx")))
    counts = {"主要比率": result.figures, "待核问题": result.questions, "自述问题": result.problems}
    for name, told in {**counts, "诊断与结论": (*others[0].patterns, others[1].verdict)}.items():
        sheet = book[name]
        assert sheet.max_row == len(told) + 1 > 1, name
        assert sheet.freeze_panes == "A2"
        assert sum(column.width for column in sheet.column_dimensions.values()) <= 220, name


def test_a_gap_of_shares_is_in_percentage_points() -> None:
    import openpyxl

    raw = render(make_report([really_advised("tongbai-peanut")], "zh", DAY), ".xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(raw))["认定"].iter_rows(values_only=True))
    heads, row = rows[0], next(row for row in rows if row[0] == "single_firm_dependence")
    told = dict(zip(heads, row, strict=True))
    assert told["单位"] == "%"
    assert told["差距单位"] == "百分点"
    assert told["差距"] == pytest.approx(12.79, abs=0.01)


def test_the_workbook_tells_no_points_of_what_is_not_known() -> None:
    import openpyxl

    raw = render(make_report([really_advised("tongbai-peanut")], "zh", DAY), ".xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(raw))["树"].iter_rows(values_only=True))
    points = rows[0].index("已知部分的贡献")
    for row in rows[1:]:
        assert (row[points] is None) == (row[3] != "有数")
