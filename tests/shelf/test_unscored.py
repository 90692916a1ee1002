"""A rubric of clauses alone gives no score, and nothing that is told of it speaks of one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import assess
from assess.cli.main import run

ROOT = Path(__file__).parent.parent.parent
PROFILE = ROOT / "examples" / "anping-county-made-up.yaml"
CLAUSES = Path(__file__).parent / "clauses_only.yaml"
OF_A_SCORE = re.compile("暂评|等次|区间|齐备度|不打分|provisional|Grade:|Interval|insufficient", re.IGNORECASE)

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def answer(*words: object) -> tuple[int, str, str]:
        code = run([str(word) for word in words])
        return code, *capsys.readouterr()

    return answer


def test_the_result_says_that_there_is_no_score_and_judges_the_clauses(ask: Ask) -> None:
    result = json.loads(ask("score", PROFILE, "-r", CLAUSES, "-f", "json")[1])
    totals = [result[key] for key in ("status", "score", "grade", "low", "high", "coverage", "nodes", "missing")]
    assert totals == ["unscored", None, None, 0, 100, 0, [], []]
    assert [(gate["id"], gate["status"]) for gate in result["gates"]] == [("size", "pass"), ("other", "fail")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("words", [("score",), ("score", "-f", "md"), ("score", "--set", "sales=80")])
def test_no_screen_speaks_of_a_score(words: tuple[str, ...], language: str, ask: Ask) -> None:
    command, *options = words
    code, output, talk = ask(command, PROFILE, "-r", CLAUSES, *options, "--lang", language)
    assert (code, talk) == (0, "")
    assert not OF_A_SCORE.search(output)


@pytest.mark.parametrize("suffix", [".md", ".docx", ".xlsx", ".html", ".json"])
def test_every_format_of_the_report_can_be_written(suffix: str, tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / f"report{suffix}"
    assert ask("report", PROFILE, "-r", CLAUSES, "-o", path)[0] == 0
    assert path.stat().st_size


@pytest.mark.parametrize("length", ["brief", "standard", "full"])
@pytest.mark.parametrize("beside", [(), ("-r", "cluster-upgrading")])
def test_the_report_has_every_length(length: str, beside: tuple[str, ...], tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "report.md"
    words = ("report", PROFILE, "-r", CLAUSES, *beside, "-o", path, "--length", length)
    assert ask(*words)[0] == 0
    if not beside:
        assert "综合得分" not in path.read_text(encoding="utf-8")


def test_the_other_commands_know_what_to_do(tmp_path: Path, ask: Ask) -> None:
    for words in (
        ("advise", PROFILE, "-r", CLAUSES),
        ("check", PROFILE, "-r", CLAUSES),
        ("explain", PROFILE, "size", "-r", CLAUSES),
        ("rubrics", "show", CLAUSES),
        ("rubrics", "lint", CLAUSES),
        ("rubrics", "handbook", "-r", CLAUSES, "-o", tmp_path / "handbook.md"),
        ("template", "-r", CLAUSES, "-o", tmp_path / "form.yaml"),
    ):
        assert ask(*words)[0] == 0, words


def test_no_table_and_no_plan_can_be_made_by_it() -> None:
    rubric = assess.rubric(CLAUSES)
    with pytest.raises(assess.InputError) as caught:
        assess.table(pd.DataFrame({"output": [1.0]}), rubric)
    assert [problem.code for problem in caught.value.problems] == ["E513"]
    with pytest.raises(assess.InputError) as caught:
        assess.advise(assess.read(PROFILE), rubric, budget=9)
    assert [problem.code for problem in caught.value.problems] == ["E513"]
