"""Reports of a profile under several rubrics: verdicts, clauses and patterns of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.cli.main import run

ROOT = Path(__file__).parents[2]
COUNTY = str(ROOT / "examples" / "anping-county-made-up.yaml")
SEVERAL = ("-r", "cluster-upgrading", "-r", "miit-sme-cluster-2022", "-r", "nine-problems")


def written(tmp_path: Path, *words: str) -> str:
    output = tmp_path / "report.md"
    assert run(["report", COUNTY, "-o", str(output), *words]) == 0
    return output.read_text(encoding="utf-8")


@pytest.mark.parametrize("length", ["standard", "full"])
def test_a_report_carries_verdict_clauses_and_patterns_of_each(length: str, tmp_path: Path) -> None:
    text = written(tmp_path, *SEVERAL, "--length", length)
    pieces = (
        "申报条件不具备",
        "产值年均增速超过10%",
        "各项条款",
        "存在问题",
        "对照浙江九问题诊断，9项中存在2项",
        "宜办：R30",
    )
    places = [text.index(piece) for piece in pieces]
    assert places == sorted(places)


def test_a_brief_report_of_a_diagnosis_tells_what_is_there(tmp_path: Path) -> None:
    text = written(tmp_path, "-r", "nine-problems")
    assert "自主创新薄弱。" in text
    assert "总分" not in text


@pytest.mark.parametrize("format", ["docx", "html", "xlsx", "json"])
def test_every_format_takes_several(format: str, tmp_path: Path) -> None:
    assert run(["report", COUNTY, "-o", str(tmp_path / f"report.{format}"), *SEVERAL]) == 0
