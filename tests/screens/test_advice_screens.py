"""What `advise` and `score --set` put out, whole, on every example and in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from assess.cli.main import run
from tests.advice_strategies import EXAMPLES, ROOT

Capture = pytest.CaptureFixture[str]
LANGUAGES = ("zh", pytest.param("en", marks=pytest.mark.slow))


def shown(capsys: Capture, *arguments: str, code: int = 0) -> str:
    assert run(list(arguments)) == code
    captured = capsys.readouterr()
    return captured.err if code else captured.out


def path(name: str) -> str:
    return str(ROOT / "examples" / f"{name}.yaml")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_advise(name: str, lang: str, capsys: Capture, screen: SnapshotAssertion) -> None:
    assert shown(capsys, "advise", path(name), "--lang", lang) == screen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_advise_in_markdown(lang: str, capsys: Capture, screen: SnapshotAssertion) -> None:
    assert shown(capsys, "advise", path("tongbai-peanut"), "-f", "md", "--lang", lang) == screen


@pytest.mark.parametrize("target", ["good", pytest.param("excellent", marks=pytest.mark.slow)])
def test_a_plan(target: str, capsys: Capture, screen: SnapshotAssertion) -> None:
    text = shown(capsys, "advise", path("anping-county-made-up"), "--target", target, "--top", "1")
    assert text == screen


def test_a_budget(capsys: Capture, screen: SnapshotAssertion) -> None:
    text = shown(capsys, "advise", path("anping-county-made-up"), "--budget", "12", "--top", "1", "--lang", "en")
    assert text == screen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_if(lang: str, capsys: Capture, screen: SnapshotAssertion) -> None:
    sets = ["--set", "core_output=80", "--set", "cluster_type=agri", "--set", "local_standards=product"]
    assert shown(capsys, "score", path("anping-county-made-up"), *sets, "--lang", lang) == screen


def test_what_if_refuses_what_a_form_would(capsys: Capture, screen: SnapshotAssertion) -> None:
    sets = [
        f"--set={each}" for each in ("core_output=99", "x", "outputt=3", "brand_reach=9", "sales@2030=1", "firms=约")
    ]
    assert shown(capsys, "score", path("anping-county-made-up"), *sets, code=2) == screen


def test_what_if_leaves_the_file_alone(capsys: Capture) -> None:
    before = Path(path("tongbai-peanut")).read_bytes()
    text = shown(capsys, "score", path("tongbai-peanut"), "--set", "core_share=60", "-f", "json")
    told = json.loads(text)

    assert Path(path("tongbai-peanut")).read_bytes() == before
    assert told["changes"] == [{"fact": "core_share", "year": None, "before": None, "after": 60.0}]
    assert told["before"]["coverage"] < told["after"]["coverage"]
    assert told["before"]["profile"]["sha256"] != told["after"]["profile"]["sha256"]


def test_the_result_carries_the_advice(capsys: Capture) -> None:
    told = json.loads(shown(capsys, "advise", path("tongbai-peanut"), "-f", "json"))

    assert told["schema"] == "assess/result/1"
    assert {"single_firm_dependence", "conflicting_plans"} <= {each["id"] for each in told["warnings"]}
    assert len(told["modes"]) == 4
    assert all(each["money"] is None for each in told["advice"])


def test_one_mode_only(capsys: Capture) -> None:
    arguments = ["advise", path("anping-county-made-up"), "--mode", "product", "-f", "json"]
    told = json.loads(shown(capsys, *arguments))

    assert told["advice"]
    assert all("product" in (each["mode"], *each["also"]) for each in told["advice"])


@pytest.mark.slow
def test_a_mode_by_its_title(capsys: Capture) -> None:
    by_title, by_id = (
        shown(capsys, "advise", path("tongbai-peanut"), "--mode", mode) for mode in ("产品升级", "product")
    )
    assert by_title == by_id


def test_a_mode_that_is_none(capsys: Capture) -> None:
    refused = shown(capsys, "advise", path("tongbai-peanut"), "--mode", "proces", code=2)
    assert "E508" in refused
    assert "process, product, functional, inter_sectoral, cross_cutting" in refused


def test_a_grade_that_is_none(capsys: Capture) -> None:
    assert "E504" in shown(capsys, "advise", path("tongbai-peanut"), "--target", "godo", code=2)
