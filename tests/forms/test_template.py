"""The commands around a form, as an officer types them."""

from __future__ import annotations

import io
import json
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from assess.cli.main import run
from assess.form.sheet_scan import address

from .profile_strategies import ROOT, read
from .workbook_builder import filled, packed, parts_of, without

pytestmark = pytest.mark.slow

PEANUT = ROOT / "examples" / "tongbai-peanut.yaml"


def score(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["score", str(path), "-f", "json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items() if key != "where"}
    return [without_places(item) for item in value] if isinstance(value, list) else value


def test_a_form_scores_as_its_profile_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "f.xlsx"
    assert run(["template", "--from", str(PEANUT), "-o", str(form)]) == 0
    by_form, by_yaml = score(form, capsys), score(PEANUT, capsys)
    assert without_places(by_form) == without_places(by_yaml)
    places = {place for node in by_form["nodes"] for place in node["where"]}
    assert places
    assert all("!" in place for place in places), places


def test_the_same_form_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert run(["template", "-r", "cluster-context", "--lang", "en", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_blank_form_asks_for_its_name_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "blank.xlsx"
    assert run(["template", "-o", str(form)]) == 0
    assert run(["check", str(form)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in lines[:-1]] == ["E202"]
    assert "基本信息!C5" in lines[0]


def test_a_blank_profile_file_is_one_once_it_has_a_name(tmp_path: Path) -> None:
    blank = tmp_path / "blank.yaml"
    assert run(["template", "-o", str(blank), "--year", "2024"]) == 0
    blank.write_text(blank.read_text(encoding="utf-8").replace('cluster: ""', "cluster: 某集群"), encoding="utf-8")
    profile = read(blank)
    assert {each.standing for each in profile.observations.values()} == {"unknown"}


def test_last_years_file_becomes_this_years_form(tmp_path: Path) -> None:
    form = tmp_path / "next.xlsx"
    example = ROOT / "examples" / "anping-county-made-up.yaml"
    assert run(["template", "--from", str(example), "--year", "2026", "-o", str(form)]) == 0
    old, new = read(example), openpyxl.load_workbook(form)
    heads = [cell.value for cell in new["指标"][4]]
    assert "2026年" in heads
    rows = {row[0].value: row for row in new["指标"].iter_rows(min_row=5)}
    assert rows["output"][heads.index("2025年")].value == old.observations["output"].readings[2025].value
    assert rows["output"][heads.index("2026年")].value is None
    assert rows["mutual_trust"][heads.index("未注明年份")].value is None
    assert new["龙头企业"]["A5"].value
    assert new["龙头企业"]["E5"].value is None


def test_the_form_is_plain_enough_for_any_spreadsheet(tmp_path: Path) -> None:
    form = tmp_path / "f.xlsx"
    assert run(["template", "--from", str(PEANUT), "-o", str(form)]) == 0
    book = openpyxl.load_workbook(form)
    assert book["表格身份"].sheet_state == "veryHidden"
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        unlocked = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert not any(cell.data_type == "f" for cell in unlocked)
        for rule in sheet.data_validations.dataValidation:
            assert rule.type != "list" or rule.formula1.strip("=") in book.defined_names
    assert book["指标"].protection.sheet


def test_marked_where_it_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, marked = tmp_path / "form.xlsx", tmp_path / "returned.xlsx"
    book = filled()
    book[book.fact("output", "2025年")] = "无"
    book[book.fact("firms", "2025年")] = "512家"
    form.write_bytes(before := book.bytes())
    assert run(["check", str(form), "--marked", str(marked)]) == 2

    assert form.read_bytes() == before
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        returned = openpyxl.load_workbook(io.BytesIO(marked.read_bytes()))
    listed = returned.worksheets[0]
    assert listed.title == "问题清单"
    assert [(row[0].value, row[1].value) for row in listed.iter_rows(min_row=2)] == [
        ("E226", "指标!G7"),
        ("N201", "指标!G10"),
    ]
    assert listed["B2"].hyperlink.location == "'指标'!G7"
    assert "看不出是零还是没有数" in returned["指标"]["G7"].comment.text
    assert returned["指标"]["G7"].fill.fgColor.rgb.endswith("FFC7C7")


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_marked_copy_keeps_what_it_can_and_tells_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, marked = tmp_path / "form.xlsx", tmp_path / "returned.xlsx"
    book = filled()
    book[book.fact("output", "2025年")] = "无"
    form.write_bytes(book.bytes())
    officers = openpyxl.load_workbook(form)
    sheet, note = officers["指标"], "长" * 1200 + "完"
    sheet["G7"].comment = openpyxl.comments.Comment(note, "officer")
    sheet["O7"] = CellRichText("初步核定，", TextBlock(InlineFont(b=True), "待审"))
    sheet["G10"] = "=500+12"
    officers.save(form)
    drawing = b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>"
    calculated = without(form.read_bytes(), r"(<f>500\+12</f>)<v ?/?>(</v>)?", r"\1<v>512</v>")
    parts = {"xl/drawings/drawing9.xml": drawing, "xl/media/image1.png": b"."}
    form.write_bytes(packed(parts_of(calculated) | parts))
    assert run(["check", str(form), "--marked", str(marked)]) == 2

    talk = capsys.readouterr().err
    assert "N213" in talk
    assert all(words in talk for words in ("图片", "文本框", "公式"))
    returned = openpyxl.load_workbook(marked, rich_text=True)
    assert [row[0].value for row in returned.worksheets[0].iter_rows(min_row=2)] == ["E226", "N202", "N213"]
    comment = returned["指标"]["G7"].comment.text
    assert "看不出是零还是没有数" in comment[:100]
    assert comment.endswith(note)
    assert returned["指标"]["O7"].value == CellRichText("初步核定，", TextBlock(InlineFont(b=True), "待审"))


def test_a_name_with_control_characters_makes_a_form_that_can_be_read(tmp_path: Path) -> None:
    path, form = tmp_path / "odd.yaml", tmp_path / "form.xlsx"
    path.write_text(
        'cluster: "a\\x07b\\x1fc"\nyear: 2024\nfacts: {}\nfiling: {unit: "x\\x01<&>\\t"}\n', encoding="utf-8"
    )
    assert run(["template", "--from", str(path), "-o", str(form)]) == 0
    assert read(form).cluster == read(path).cluster == "a\x07b\x1fc"
    assert read(form).filing == read(path).filing


def test_texts_are_typed_into_cells_of_text(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert run(["template", "--from", str(PEANUT), "-o", str(form)]) == 0
    book = openpyxl.load_workbook(form)
    for sheet, texts, others in (
        ("指标", "LOPQR", "EFGHIJKMN"),
        ("佐证材料目录", "ABCDEF", ""),
        ("龙头企业", "AO", "BCDG"),
    ):
        formats = {column: book[sheet][f"{column}7"].number_format for column in texts + others}
        assert {formats[column] for column in texts} == {"@"}
        assert all(formats[column] != "@" for column in others)


def test_rows_of_one_name_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "form.xlsx"
    book = filled()
    head, column = book.find("公共服务平台", "服务功能")
    for row, function in ((head + 7, "胡说八道"), (head + 8, "瞎编")):
        book.sheets["公共服务平台"].update({(row, 0): "同名平台", (row, column): function})
    form.write_bytes(book.bytes())
    assert run(["check", str(form)]) == 2
    told = [line.split()[2] for line in capsys.readouterr().out.splitlines() if line.startswith("E212")]
    letter = address(0, column)[:-1]
    assert [each.split("：")[0] for each in told] == [
        f"公共服务平台!{letter}{head + 8}",
        f"公共服务平台!{letter}{head + 9}",
    ]


def test_the_original_is_never_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(before := filled().bytes())
    assert run(["check", str(form), "--marked", str(form)]) == 2
    assert "E123" in capsys.readouterr().err
    assert form.read_bytes() == before


def test_a_text_that_no_cell_can_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text(f"cluster: 甲\nyear: 2024\nplace: {'长' * 40000}\n", encoding="utf-8")
    assert run(["template", "--from", str(profile), "-o", str(tmp_path / "f.xlsx")]) == 2
    assert "E125" in capsys.readouterr().err
    assert not (tmp_path / "f.xlsx").exists()


def test_known_without_a_value_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "form.xlsx"
    book = filled()
    for year in ("2023年", "2024年", "2025年"):
        book[book.fact("exchange_events", year)] = None
    book[book.fact("exchange_events", "未注明年份")] = None
    book[book.fact("exchange_events", "数据状态")] = "有数"
    form.write_bytes(book.bytes())

    assert run(["check", str(form)]) == 0
    assert "W203 form.xlsx 指标!" in capsys.readouterr().out
