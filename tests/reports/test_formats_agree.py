"""All formats of one result say the same, and say nothing that the result does not hold."""

from __future__ import annotations

import json
import math
import os
import re
from functools import cache

import pytest

from assess.i18n.catalog import entries
from assess.io.results import read_result
from assess.model.result import ResultContract
from assess.report.build import make_report
from assess.report.document import Figure, Report, Table, blocks, iter_text, labels, line_text
from assess.report.formats.audit_formulas import scale_formula
from assess.report.formats.registry import FORMATS, render
from tests.reports.factories import DAY, advised, judged, really_advised
from tests.reports.figures import NUMBER, Source, numbers, plain, strings, values
from tests.reports.rendered_content import Page, chart_numbers, report_text, word_text, workbook_cells
from tests.reports.report_lines import all_figures, iter_lines

pytestmark = pytest.mark.slow

EXAMPLES = ["tongbai-peanut", "anping-county-made-up"]
if os.environ.get("ASSESS_CAMPAIGN"):
    EXAMPLES += ["tongbai-tea", "datang-hosiery", "shaoxing-textiles"]
CASES = [
    *((name, "judged") for name in EXAMPLES),
    ("tongbai-peanut", "made up"),
    ("anping-county-made-up", "made up"),
    ("tongbai-peanut", "advised"),
    ("datang-hosiery", "advised"),
]
LANGUAGES = ("zh", "en")


def result_for(name: str, advice: str) -> ResultContract:
    return {"judged": judged, "made up": advised, "advised": really_advised}[advice](name)


@cache
def report_for(name: str, advice: str, language: str) -> Report:
    return make_report([result_for(name, advice)], language, DAY)  # type: ignore[arg-type]


@pytest.fixture(params=[(*case, language) for case in CASES for language in LANGUAGES], ids=str)
def report(request: pytest.FixtureRequest) -> Report:
    return report_for(*request.param)


def test_every_figure_is_the_number_at_its_origin(report: Report) -> None:
    """The ledger: what a figure shows is what the result holds there, rounded for the eye."""
    source = Source(report.results[0])
    figures = list(all_figures(report))

    assert len(figures) > 200
    for figure in figures:
        held = source.look_up(figure.origin)
        assert math.isclose(figure.value, held, rel_tol=1e-12, abs_tol=1e-12) or math.isclose(
            figure.value, 100 * held, rel_tol=1e-12
        ), figure
        _assert_rounded(figure)


def _assert_rounded(figure: Figure) -> None:
    money = re.match(r"RMB (-?[\d,.]+)( bn| m)?", figure.text)
    if money:
        yuan = float(money[1].replace(",", "")) * {" bn": 1e9, " m": 1e6}.get(money[2], 1)
        assert any(math.isclose(yuan, figure.value * unit, rel_tol=0.005) for unit in (1e8, 1e4, 1)), figure
        return
    shown = re.search(r"-?\d+(?:\.(\d+))?", figure.text)
    assert shown, figure
    digits = len(shown.group(1) or "")
    slack = 0.5 * 10**-digits * 1.0000001
    if figure.text.rstrip().endswith("%") and not digits:
        # A share that is not whole is never told as 0 or 100 per cent.
        slack = 1.0
    assert abs(float(shown.group()) - figure.value) <= slack, figure


def test_words_bring_no_numbers_of_their_own(report: Report) -> None:
    """Whatever number is no figure stands so in a text of the result, or counts tables."""
    held = {token for text in strings(plain(report.results[0])) for token in numbers(text)}
    said = {token for text in entries("report").values() for token in numbers(text.in_(report.language))}
    scales = {f"{value:g}" for value in values(plain(report.results[0]))} | set(
        map(_short, values(plain(report.results[0])))
    )
    # The hash is told by its first sixteen signs.
    shortened = numbers(report.results[0].profile.sha256[:16])
    said |= {token for unit in entries("units").values() for token in numbers(unit.en)}
    allowed = held | said | scales | set(shortened) | {str(DAY.year), str(DAY.month), str(DAY.day)}
    names = labels(report)

    for line in iter_lines(report):
        for word, piece in iter_text(line, names):
            if isinstance(piece, str):
                assert numbers(word) <= allowed, word


def _short(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def test_said_numbers_are_few() -> None:
    """The sentences themselves name full marks, a standard and nothing else."""
    said = {token for text in entries("report").values() for token in numbers(text.zh + text.en)}

    assert said <= {"100", "256"}


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_written_faces_show_the_figures_of_the_report_and_no_others(report: Report, suffix: str) -> None:
    raw = render(report, suffix)
    text = {".docx": word_text, ".html": lambda page: Page(page).text, ".md": _unescaped}[suffix](raw)

    assert numbers(text) <= numbers(report_text(report))
    shown = " ".join(text.split())
    for line in iter_lines(report._replace(chains=report.chains if suffix == ".html" else ())):
        told = " ".join(line_text(line, labels(report)).split())
        if any(isinstance(piece, Figure) for piece in line) and not _is_alt(report, line):
            assert told in shown, told


def _is_alt(report: Report, line: object) -> bool:
    """Alternative texts stand in attributes of the Word file."""
    return any(getattr(block, "alt", None) is line for block in blocks(report))


def _unescaped(raw: bytes) -> str:
    return re.sub(r"\\([\\`*_{}\[\]<>#|!$~])", r"\1", raw.decode())


def test_charts_show_numbers_of_the_result(report: Report) -> None:
    held = list(values(plain(report.results[0])))

    shown = chart_numbers(render(report, ".docx"))

    assert len(shown) > 10
    assert all(any(math.isclose(number, value, rel_tol=1e-12) for value in held) for number in shown)


def test_the_workbook_holds_the_numbers_of_the_result_unrounded(report: Report) -> None:
    result = report.results[0]
    source = Source(result)
    held = set(values(plain(result))) | {source.look_up(f"lost({node.id})") for node in result.nodes}
    for node in result.nodes:
        if node.scale:
            held |= {x for row in scale_formula(node.scale).rows for x in row if isinstance(x, float)}
            held.add(scale_formula(node.scale).otherwise or 0.0)
    held |= {1.0, 0.0}

    cells = workbook_cells(render(report, ".xlsx"))

    told_first = (result.figures, result.questions, result.problems, result.patterns or result.verdict)
    assert len(cells) == 8 + sum(map(bool, told_first))
    for sheet, rows in cells.items():
        for address, value in rows:
            if isinstance(value, int | float):
                assert any(math.isclose(value, number, rel_tol=1e-14) for number in held), (sheet, address, value)


def test_json_is_the_result_itself_and_gives_the_same_report_again(report: Report, tmp_path) -> None:
    saved = tmp_path / "result.json"
    saved.write_bytes(render(report, ".json"))

    again = make_report([read_result(saved)], report.language, DAY)

    assert json.loads(saved.read_bytes()) == plain(report.results[0])
    for suffix in FORMATS:
        assert render(again, suffix) == render(report, suffix), suffix


def test_the_summary_names_score_gates_gaps_and_actions_in_three_hundred_characters(report: Report) -> None:
    assert report.summary is not None
    told = line_text(report.summary.blocks[0].line, labels(report))  # type: ignore[union-attr]

    if report.language == "zh":
        assert len(told) <= 300
    assert NUMBER.search(told)


def test_every_table_is_filled_and_every_reference_stands(report: Report) -> None:
    for block in blocks(report):
        if isinstance(block, Table):
            assert block.rows
            assert all(len(row) == len(block.columns) for row in block.rows)


def test_several_rubrics_stand_side_by_side() -> None:
    results = [judged("anping-county-made-up"), judged("anping-county-made-up", "cluster-context")]
    report = make_report(results, "zh", DAY)

    told = word_text(render(report, ".docx"))

    assert "集群发展环境与条件" in told
    assert "各套规则下的结果" in told
