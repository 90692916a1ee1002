"""The Word report after GB/T 9704-2012, and as a sound package."""

from __future__ import annotations

import io
import re
import time
import zipfile
from typing import Any

import pytest
from lxml import etree

from assess.report.build import make_report
from assess.report.formats.registry import render
from tests.reports.factories import DAY, advised, judged
from tests.reports.rendered_content import C, W

pytestmark = pytest.mark.slow

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MM = 1440 / 25.4
# fmt: off
PARAGRAPH = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "jc", "textAlignment", "outlineLvl",
)
LETTERS = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "lang",
)
# fmt: on
"""The order in which the schema wants the properties of a paragraph and of its letters."""


def package(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert parts.testzip() is None
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.fixture(scope="module", params=[("zh", True), ("zh", False), ("en", True)], ids=str)
def word(request: pytest.FixtureRequest) -> tuple[str, dict[str, bytes]]:
    language, with_advice = request.param
    result = advised("anping-county-made-up") if with_advice else judged("tongbai-peanut")
    return language, package(render(make_report([result], language, DAY), ".docx"))


@pytest.fixture(scope="module")
def chinese() -> dict[str, bytes]:
    return package(render(make_report([advised("anping-county-made-up")], "zh", DAY), ".docx"))


def style(parts: dict[str, bytes], name: str) -> Any:
    root = etree.fromstring(parts["word/styles.xml"])
    return next(s for s in root.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == name)


def sections(parts: dict[str, bytes]) -> list[Any]:
    return list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))


# The standard


def test_margins_leave_156_by_225_mm(chinese: dict[str, bytes]) -> None:
    upright = [s for s in sections(chinese) if s.find(f"{W}pgSz").get(f"{W}orient") is None]
    assert upright
    for section in upright:
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        millimetres = {side: int(margins.get(f"{W}{side}")) / MM for side in ("top", "left", "bottom", "right")}

        assert (round(int(size.get(f"{W}w")) / MM), round(int(size.get(f"{W}h")) / MM)) == (210, 297)
        assert millimetres == pytest.approx({"top": 37, "left": 28, "bottom": 35, "right": 26}, abs=0.2)


def test_a_page_holds_22_lines_of_28_characters(chinese: dict[str, bytes]) -> None:
    section = next(s for s in sections(chinese) if s.find(f"{W}pgSz").get(f"{W}orient") is None)
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    pitch = int(section.find(f"{W}docGrid").get(f"{W}linePitch"))
    body = style(chinese, "Body Text").find(f"{W}rPr")
    character = int(body.find(f"{W}sz").get(f"{W}val")) * 10 + int(body.find(f"{W}spacing").get(f"{W}val"))
    high = int(size.get(f"{W}h")) - int(margins.get(f"{W}top")) - int(margins.get(f"{W}bottom"))
    wide = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))

    assert high // pitch == 22
    assert wide // character == 28
    assert style(chinese, "Normal").find(f"{W}pPr/{W}spacing").get(f"{W}line") == str(pitch)


@pytest.mark.parametrize(
    ("name", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体_GB2312", 16),
        ("heading 3", "仿宋_GB2312", 16),
        ("heading 4", "仿宋_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
        ("footer", "宋体", 14),
    ],
)
def test_fonts_are_named_on_each_style(chinese: dict[str, bytes], name: str, font: str, points: int) -> None:
    letters = style(chinese, name).find(f"{W}rPr")

    assert letters.find(f"{W}rFonts").get(f"{W}eastAsia") == font
    assert int(letters.find(f"{W}sz").get(f"{W}val")) == 2 * points


def test_fonts_have_fallbacks_and_no_theme(chinese: dict[str, bytes]) -> None:
    table = etree.fromstring(chinese["word/fontTable.xml"])
    named = {f.get(f"{W}name"): f.find(f"{W}altName").get(f"{W}val") for f in table}

    assert {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"} <= set(named)
    for part in ("word/styles.xml", "word/document.xml"):
        assert b"heme" not in chinese[part]


def test_headings_are_numbered_natively(chinese: dict[str, bytes]) -> None:
    levels = list(etree.fromstring(chinese["word/numbering.xml"]).iter(f"{W}lvl"))
    told = [(v.find(f"{W}numFmt").get(f"{W}val"), v.find(f"{W}lvlText").get(f"{W}val")) for v in levels[:4]]

    assert told == [
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "（%4）"),
    ]
    for number in range(1, 5):
        assert style(chinese, f"heading {number}").find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") == str(number - 1)


def test_paragraphs_begin_two_characters_in(chinese: dict[str, bytes]) -> None:
    assert style(chinese, "Body Text").find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"


def test_page_numbers_stand_outside_between_dashes(chinese: dict[str, bytes]) -> None:
    footers = {}
    relations = {r.get("Id"): r.get("Target") for r in etree.fromstring(chinese["word/_rels/document.xml.rels"])}
    for reference in sections(chinese)[0].iter(f"{W}footerReference"):
        footer = etree.fromstring(chinese["word/" + relations[reference.get(f"{R}id")]])
        text = "".join(t.text for t in footer.iter(f"{W}t"))
        indent = footer.find(f".//{W}ind")
        footers[reference.get(f"{W}type")] = (text, footer.find(f".//{W}jc").get(f"{W}val"), dict(indent.attrib))

    assert footers["default"][:2] == ("— 1 —", "right")
    assert footers["even"][:2] == ("— 1 —", "left")
    assert footers["default"][2][f"{W}rightChars"] == "100"
    assert b"evenAndOddHeaders" in chinese["word/settings.xml"]


def test_nothing_is_coloured_and_nothing_poses_as_an_issued_paper(chinese: dict[str, bytes]) -> None:
    for name, part in chinese.items():
        if name.startswith("word/") and name.endswith(".xml"):
            colours = {v for e in etree.fromstring(part).iter(f"{W}color") if (v := e.get(f"{W}val"))}
            assert colours <= {"000000", "auto"}, name
    assert not [name for name in chinese if name.startswith("word/header")]
    assert not [name for name in chinese if "media" in name]


def test_the_language_is_chinese(chinese: dict[str, bytes]) -> None:
    root = etree.fromstring(chinese["word/styles.xml"])

    assert {lang.get(f"{W}eastAsia") for lang in root.iter(f"{W}lang")} == {"zh-CN"}
    assert b"zh-CN" in chinese["docProps/core.xml"]


# The package


def test_every_part_is_well_formed_typed_and_linked(word: tuple[str, dict[str, bytes]]) -> None:
    parts = word[1]
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {t.get("PartName") for t in types if t.get("PartName")}
    suffixes = {t.get("Extension") for t in types if t.get("Extension")}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
        assert name == "[Content_Types].xml" or f"/{name}" in named or name.rsplit(".", 1)[-1] in suffixes
        if name.endswith(".rels"):
            folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
            for relation in etree.fromstring(part):
                assert relation.get("TargetMode") != "External"
                target = relation.get("Target")
                assert _resolved(folder, target) in parts, (name, target)


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


def test_properties_stand_in_the_order_of_the_schema(word: tuple[str, dict[str, bytes]]) -> None:
    """What Word calls a damaged file is most often this."""
    orders = {f"{W}pPr": ("pStyle", *PARAGRAPH, "sectPr"), f"{W}rPr": LETTERS}
    for name in ("word/document.xml", "word/styles.xml"):
        for element in etree.fromstring(word[1][name]).iter(*orders):
            told = [child.tag.removeprefix(W) for child in element]
            order = orders[element.tag]
            assert told == sorted(told, key=order.index), etree.tostring(element)


def test_bookmarks_and_references_meet(word: tuple[str, dict[str, bytes]]) -> None:
    root = etree.fromstring(word[1]["word/document.xml"])
    marks = [b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")]
    ids = [b.get(f"{W}id") for b in root.iter(f"{W}bookmarkStart")]
    links = {h.get(f"{W}anchor") for h in root.iter(f"{W}hyperlink")}
    fields = {c.text.split()[1] for c in root.iter(f"{W}instrText") if c.text.strip().startswith("REF")}

    assert len(set(marks)) == len(marks)
    assert len(set(ids)) == len(ids)
    assert links | fields <= set(marks)
    assert links == {mark for mark in marks if re.fullmatch(r"_Toc_(section|annex)_\d+", mark)}
    assert len(links) > 11
    assert fields
    begun = [f.get(f"{W}fldCharType") for f in root.iter(f"{W}fldChar")]
    assert begun.count("begin") == begun.count("separate") == begun.count("end")


def test_tables_repeat_their_heads_and_say_their_widths(word: tuple[str, dict[str, bytes]]) -> None:
    root = etree.fromstring(word[1]["word/document.xml"])
    tables = list(root.iter(f"{W}tbl"))
    assert len(tables) > 7
    for table in tables:
        grid = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
        rows = list(table.iter(f"{W}tr"))

        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        for row in rows:
            assert [int(c.get(f"{W}w")) for c in row.iter(f"{W}tcW")] == grid


def test_charts_are_native_described_and_carry_their_data(word: tuple[str, dict[str, bytes]]) -> None:
    import openpyxl

    parts = word[1]
    charts = sorted(name for name in parts if name.startswith("word/charts/chart"))
    assert len(charts) >= 2
    descriptions = [d.get("descr") for d in etree.fromstring(parts["word/document.xml"]).iter("{*}docPr")]
    assert len(descriptions) == len(charts)
    assert all(descriptions)
    for name in charts:
        root = etree.fromstring(parts[name])
        link = root.find(f"{C}externalData").get(f"{R}id")
        relations = etree.fromstring(parts[name.replace("charts/", "charts/_rels/") + ".rels"])
        target = next(r.get("Target") for r in relations if r.get("Id") == link)
        book = openpyxl.load_workbook(io.BytesIO(parts[_resolved("word/charts", target)]))
        shown = [float(v.text) for cache in root.iter(f"{C}numCache") for v in cache.iter(f"{C}v")]
        held = [c.value for row in book["Data"].iter_rows(min_row=2, min_col=2) for c in row if c.value is not None]

        assert sorted(shown) == sorted(map(float, held))
        assert root.find(f"{C}printSettings") is None
        assert root.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"  # unknown is no zero
        for labels in root.iter(f"{C}dLbls"):
            flags = [child.tag.removeprefix(C) for child in labels if child.tag.startswith(f"{C}show")]
            assert flags == ["showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"]


def test_the_same_result_and_date_give_the_same_bytes_soon_and_small() -> None:
    for language in ("zh", "en"):
        result = advised("anping-county-made-up")
        first = render(make_report([result], language, DAY), ".docx")
        start = time.process_time()
        second = render(make_report([result], language, DAY), ".docx")
        spent = time.process_time() - start

        assert first == second
        assert len(first) < 300_000
        assert spent < 1.0
