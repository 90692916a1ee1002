"""What a report of each length tells, and on how many pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from assess.api import advise, read
from assess.api import report as api_report
from assess.model.result import ResultContract
from assess.report.build import make_report
from assess.report.document import Chart, Report, Table, TableColumn, blocks, line_text
from assess.report.extent import EXTENTS
from assess.report.formats.docx_table import COLUMN, PADDING, column_widths, kept_rows
from tests.reports.factories import DAY, EXAMPLES, really_advised
from tests.reports.libreoffice import convert, needs_office

ANPING = "anping-county-made-up"
PAGES = {"brief": 4, "standard": 13}
"""At most."""


@pytest.mark.office
@needs_office
@pytest.mark.xdist_group("office")
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="no poppler on this machine")
def test_reports_keep_to_their_pages(tmp_path: Path) -> None:
    """Brief ones of a work report with a dozen figures and of clusters told in few lines, standard ones of what is
    known in full and of what is not."""
    named = [("brief", name) for name in ("qingyun-bamboo-made-up", "tongbai-peanut", "datang-hosiery")]
    named += [("standard", name) for name in (ANPING, "tongbai-tea")]
    files = []
    for length, name in named:
        for language in ("zh", "en"):
            files.append(tmp_path / f"{length}-{name}-{language}.docx")
            advised = advise(read(EXAMPLES / f"{name}.yaml"))
            files[-1].write_bytes(api_report(advised, language=language, length=length))  # type: ignore[arg-type]
    for file, pdf in zip(files, convert(files, "pdf", tmp_path), strict=True):
        told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, timeout=60, check=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]
        assert pages <= PAGES[file.name.partition("-")[0]], (file.name, pages)


def standard(result: ResultContract, language: str = "zh") -> Report:
    return make_report([result], language, DAY, "standard")  # type: ignore[arg-type]


def table(report: Report, id: str) -> Table:
    return next(block for block in blocks(report) if isinstance(block, Table) and block.id == id)


def test_a_standard_report_tells_weaknesses_modes_and_targets_in_tables() -> None:
    result = really_advised(ANPING)
    report = standard(result)
    assert {line_text(row[0], {}).partition("：")[0] for row in table(report, "weak").rows} == {
        "品牌",
        "学习性",
        "网络化",
    }
    assert [line_text(row[0], {}) for row in table(report, "modes").rows] == [mode.title.zh for mode in result.modes]
    targets = [line_text(row[2], {}).split("；") for row in table(report, "tasks").rows]
    assert max(len([each for each in told if not each.startswith("另有")]) for told in targets) == 2
    assert not any(section.wide for section in report.sections)


def test_a_full_report_leaves_no_target_out() -> None:
    assert not any(
        "另有" in line_text(row[2], {}) for row in table(make_report([really_advised(ANPING)], "zh", DAY), "tasks").rows
    )


def radar(result: ResultContract) -> Chart | None:
    return next(
        (block for block in blocks(standard(result)) if isinstance(block, Chart) and block.kind == "radar"), None
    )


def test_a_radar_has_no_axis_for_what_is_unknown() -> None:
    result = really_advised("datang-hosiery")
    known = [node for node in result.children(None) if node.score is not None]
    drawn = radar(result)
    assert drawn
    assert list(drawn.labels) == [node.title.zh for node in known]
    assert all(value is not None for series in drawn.series for value in series.values)


def test_two_criteria_make_no_radar() -> None:
    result = really_advised("datang-hosiery")
    known = [node.id for node in result.children(None) if node.status == "known"]
    unknown = [replace(node, status="unknown", score=None) if node.id in known[2:] else node for node in result.nodes]
    assert radar(replace(result, nodes=tuple(unknown))) is None


def test_every_length_names_chapters_that_there_are() -> None:
    result = really_advised(ANPING)
    for length in EXTENTS:
        assert make_report([result], "en", DAY, length).sections


# Tables


def test_no_column_is_narrower_than_its_longest_word() -> None:
    columns = (
        TableColumn("No.", 1),
        TableColumn("Question", 6.5),
        TableColumn("Answered by", 2.4),
        TableColumn("x", 7),
    )
    widths = column_widths(columns, [["1", "why", "science and technology", "and so on"]], 8845)
    assert widths[0] >= PADDING + 3 * COLUMN
    assert widths[2] >= PADDING + len("technology") * COLUMN
    assert abs(sum(widths) - 8845) <= len(widths)


def test_where_words_do_not_fit_columns_stay_as_declared() -> None:
    assert column_widths((TableColumn("a" * 99, 7), TableColumn("b", 7)), [], 8000) == [4000, 4000]


def test_a_small_table_keeps_together_and_a_long_one_its_ends() -> None:
    row = ["短", "长" * 30]
    assert kept_rows([row] * 3, [1000, 4000]) == {0, 1}
    assert kept_rows([row] * 9, [1000, 4000]) == {0, 7}
