"""What is possible but should be asked about: each question is put, at its cell, and not put without need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import assess
from assess.i18n.messages import format_problem
from assess.model.problems import Problem

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def asked(profile: dict[str, Any], folder: Path) -> list[Problem]:
    path = folder / "p.yaml"
    path.write_text(yaml.safe_dump({"cluster": "甲", "year": 2024, **profile}, allow_unicode=True), encoding="utf-8")
    return [problem for problem in assess.check(str(path)).problems if problem.code[0] != "N"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_asked_about(case: dict[str, Any], tmp_path: Path) -> None:
    found = asked(case["profile"], tmp_path)
    told = "\n".join(format_problem(problem, "zh") for problem in found)
    assert sorted(problem.code for problem in found) == sorted(each["code"] for each in case["asks"]), told
    for problem, wanted in zip(found, sorted(case["asks"], key=lambda each: str(each.get("at"))), strict=True):
        assert wanted.get("at") in (None, problem.place and problem.place.at), told
        suggested = problem.details.get("suggested", problem.details.get("proposal"))
        assert wanted.get("suggests") in (None, suggested), told
        assert wanted.get("must") in (None, problem.must_be_answered), told
        assert wanted.get("says", "") in told


GRAVE = {"cluster": "甲", "year": 2024, "facts": {"output": 42, "sales": {2023: 36, 2024: 39}, "profit": 2100}}


def test_a_score_says_on_which_open_questions_it_stands() -> None:
    result = assess.score(assess.read(GRAVE))
    assert [(question.code, question.where) for question in result.open_questions] == [("W205", "facts.profit")]
    told = "".join(result.to_text("zh").split())
    assert "须先答复" in told
    assert "2100亿元" in told
    assert "0.21亿元" in told
    assert "must be answered" in " ".join(result.to_text("en").split())


def test_what_is_answered_is_no_open_question() -> None:
    facts = {**GRAVE["facts"], "profit": 0.21}  # type: ignore[dict-item]
    result = assess.score(assess.read({**GRAVE, "facts": facts}))
    assert result.open_questions == ()
    assert "须先答复" not in result.to_text("zh")
