"""How the terminal sets a document, whatever it says."""

from __future__ import annotations

from assess.i18n.typography import width
from assess.report.document import Paragraph, Report, Section
from assess.report.formats.terminal import MAX_WIDTH, NO_BREAK_BEFORE, fold, render
from assess.report.sentences import Sentences


def test_folded_text_fits_and_loses_nothing() -> None:
    text = "产业集群升级，从专业化、根植性 and 100 * core_output / output 几个方面评价。" * 9
    lines = list(fold(text, "  1. ", "     "))

    assert len(lines) > 3
    assert max(map(width, lines)) <= MAX_WIDTH
    assert "".join(lines).replace(" ", "") == "1." + text.replace(" ", "")
    assert not any(line.strip()[0] in NO_BREAK_BEFORE for line in lines)


def test_a_word_too_long_for_a_line_stands_whole() -> None:
    word = "x" * (MAX_WIDTH + 9)
    assert list(fold(f"a {word} b", "  ", "  ")) == ["  a", f"  {word}", "  b"]


def test_what_is_not_indented_is_folded_too() -> None:
    text = "word " * 60
    lines = render(Report("en", (), (Section((), (Paragraph((text,)),)),))).splitlines()
    assert max(map(len, lines)) <= MAX_WIDTH
    assert " ".join(lines) == text.rstrip()


def test_columns_stand_below_each_other() -> None:
    sentences = Sentences("zh")
    table = sentences.grid(["", "screen.score"], [["品牌", "7.0"], ["brand", "61.9"]], right=(1,))
    fields = sentences.fields([("总分", "1"), ("grade", "2")])
    report = Report("zh", ("title",), (Section(("表",), (table,)), Section((), (fields,))))

    assert render(report).splitlines() == [
        "title", "", "表", "         得分", "  品牌    7.0", "  brand  61.9", "", "总分   1", "grade  2",
    ]  # fmt: skip
