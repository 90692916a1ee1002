"""`assess report` and `assess rubrics handbook`, as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.cli.main import run
from assess.report.formats.registry import FORMATS, HANDBOOK_FORMATS
from tests.reports.factories import EXAMPLES
from tests.reports.rendered_content import Page, word_text

pytestmark = pytest.mark.slow

PEANUT = str(EXAMPLES / "tongbai-peanut.yaml")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_is_written_in_every_format_the_same_each_time(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"

    assert run(["report", PEANUT, "-o", str(first), "--date", "2026-11-20"]) == 0
    assert run(["report", PEANUT, "-o", str(second), "--date", "2026-11-20"]) == 0

    assert first.read_bytes() == second.read_bytes()


def test_a_saved_result_renders_without_the_rubric(tmp_path: Path) -> None:
    saved, here, there = tmp_path / "r.json", tmp_path / "a.docx", tmp_path / "b.docx"

    assert run(["advise", PEANUT, "-f", "json", "-o", str(saved)]) == 0
    assert run(["report", PEANUT, "-o", str(here), "--date", "2026-11-20"]) == 0
    assert run(["report", str(saved), "-o", str(there), "--date", "2026-11-20"]) == 0

    assert here.read_bytes() == there.read_bytes()


def test_two_rubrics_make_one_report(tmp_path: Path) -> None:
    out = tmp_path / "r.docx"

    assert (
        run(["report", PEANUT, "-r", "cluster-upgrading", "-r", "cluster-context", "-o", str(out), "--lang", "en"]) == 0
    )

    assert "Results by rubric" in word_text(out.read_bytes())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["-o", "r.pdf"], "E621"),
        (["-o", "r"], "E621"),
        (["-o", "r.html", "--template", "x.docx"], "E623"),
        (["-o", "r.docx", "--template", "nowhere.docx"], "E101"),
        (["-o", "r.docx", "--date", "20.11.2026"], "E624"),
        (["-o", "nowhere/r.docx"], "E114"),
        ([], "E503"),
    ],
    ids=str,
)
def test_a_wrong_word_gets_a_message(
    tmp_path: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["report", PEANUT, *words]) == 2

    assert code in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_saved_result_keeps_its_rubric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "r.json"
    assert run(["advise", PEANUT, "-f", "json", "-o", str(saved)]) == 0

    assert run(["report", str(saved), "-r", "cluster-context", "-o", str(tmp_path / "r.md")]) == 2

    assert "E622" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("suffix", HANDBOOK_FORMATS)
@pytest.mark.parametrize("rubric", ["cluster-upgrading", "cluster-context"])
def test_a_rubric_is_its_own_handbook(tmp_path: Path, rubric: str, suffix: str, language: str) -> None:
    from assess.io.library import default_library

    out = tmp_path / f"h{suffix}"

    assert run(["rubrics", "handbook", "-r", rubric, "-o", str(out), "--lang", language, "--date", "2026-11-20"]) == 0

    raw = out.read_bytes()
    text = word_text(raw) if suffix == ".docx" else Page(raw).text if suffix == ".html" else raw.decode()
    for name, indicator in default_library().rubric(rubric).indicators.items():
        assert name in text
        if suffix != ".md":
            assert indicator.title.in_(language) in text  # type: ignore[arg-type]
            assert all(str(formula) in text for formula in indicator.value)


def test_a_handbook_is_no_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubrics", "handbook", "-o", "h.xlsx"]) == 2

    assert "E621" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_profile_that_knows_nothing_still_gets_a_report(tmp_path: Path, suffix: str, language: str) -> None:
    profile, out = tmp_path / "p.yaml", tmp_path / f"r{suffix}"
    profile.write_text("cluster: 空\nyear: 2025\nfacts: {}\n", encoding="utf-8")

    assert run(["report", str(profile), "-o", str(out), "--lang", language]) == 0

    assert out.stat().st_size > 1000
