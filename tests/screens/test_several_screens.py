"""Diagnoses, and several rubrics on one screen, looked at in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from assess.cli.main import run
from assess.io.library import default_library
from tests.offenders import assert_none

from .test_screens import Show, assert_fits, example, show

__all__ = ["show"]

SEVERAL = ("-r", "cluster-upgrading", "-r", "miit-sme-cluster-2022", "-r", "diamond", "-r", "nine-problems")
LANGUAGES = ("zh", "en")
COUNTIES = ("anping-county-made-up", "tongbai-peanut")


@pytest.mark.parametrize("language", LANGUAGES)
def test_warnings_tell_the_figures_behind_them(language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("diagnose", example(COUNTIES[1]), "-r", "warnings", "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COUNTIES)
def test_diagnose(name: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    text = show("diagnose", example(name), "-r", "nine-problems", "--lang", language)
    assert text == screen
    assert_fits(text)


def test_all_diagnoses_are_told_where_none_is_named(show: Show) -> None:
    text = show("diagnose", example(COUNTIES[1]))
    titles = [default_library().rubric(name).title.zh for name in default_library().ids_of("diagnoses")]
    assert_none(title for title in titles if f"\n{title} " not in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_standard_of_classes_asks_for_the_class_first(language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("score", example(COUNTIES[0]), "-r", "demonstration-base", "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COUNTIES)
def test_score_under_several(name: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    text = show("score", example(name), *SEVERAL, "--lang", language)
    assert text == screen
    assert_fits(text)


@pytest.mark.parametrize("format", ["md", "csv"])
def test_score_under_several_in_other_formats(format: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("score", example(COUNTIES[1]), *SEVERAL, "-f", format) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pattern_opens_to_indicators_and_lines(language: str, show: Show, screen: SnapshotAssertion) -> None:
    words = ("explain", example(COUNTIES[1]), "single_firm_dependence", "-r", "warnings", "--lang", language)
    other = ("explain", example(COUNTIES[0]), "weak_innovation", "-r", "nine-problems", "--lang", language)
    assert "\n----\n".join([show(*words), show(*other)]) == screen


def test_advice_of_several_stands_below_what_each_says(show: Show) -> None:
    text = show("advise", example(COUNTIES[0]), "-r", "cluster-upgrading", "-r", "nine-problems", "--top", "1")
    places = [text.index(piece) for piece in ("产业集群升级评价规则", "浙江九问题诊断", "● 存在", "升级举措", "1. ")]
    assert places == sorted(places)


def test_json_of_several_lists_what_each_would_be_alone(show: Show) -> None:
    words = ("-r", "cluster-upgrading", "-r", "nine-problems", "-f", "json")
    told = json.loads(show("score", example(COUNTIES[1]), *words))
    assert told["schema"] == "assess/results/1"
    for result, name in zip(told["results"], ("cluster-upgrading", "nine-problems"), strict=True):
        assert result == json.loads(show("score", example(COUNTIES[1]), "-r", name, "-f", "json"))


def test_a_rubric_named_twice_counts_once(show: Show) -> None:
    words = ("score", example(COUNTIES[1]), "-r", "cluster-upgrading")
    assert show(*words, "-r", "cluster-upgrading") == show(*words)


def test_the_form_and_the_check_take_several(tmp_path: Path) -> None:
    asked = []
    for number, words in enumerate((["-r", "nine-problems"], ["-r", "nine-problems", "-r", "warnings"])):
        form = tmp_path / f"form{number}.yaml"
        assert run(["template", "-o", str(form), *words]) == 0
        asked.append(form.read_text(encoding="utf-8"))
    assert ["own_brand_firms" in text for text in asked] == [True, True]
    assert ["imitation_restraint" in text for text in asked] == [False, True]
    assert run(["check", example(COUNTIES[1]), "-r", "cluster-context", "-r", "nine-problems"]) == 0


def test_at_least_is_asked_of_each_that_is_scored() -> None:
    words = ["score", example(COUNTIES[0]), "-r", "cluster-upgrading", "-r", "cluster-context", "-r", "nine-problems"]
    assert run([*words, "--at-least", "40"]) == 0
    assert run([*words, "--at-least", "50"]) == 1
