"""Patterns of a diagnosis: there, not there or unknown, in Kleene's logic, with what speaks for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import yaml

from assess.advice.conditions import ConditionResult, some_of
from assess.advice.levels import diagnose
from assess.advice.pattern_judgement import PatternWords, judge_patterns
from assess.engine.assessment import assess
from assess.io.result_builder import result_of
from assess.model.overview import PatternResult
from assess.model.rubric import Rubric
from tests.advice_strategies import library, profile_of

RUBRIC = """
rubric: trial
version: "1"
title: {zh: 试, en: Trial}
weights: {basis: expert}
grades: {basis: expert, bands: [{id: all, from: 0, label: {zh: 全, en: All}}]}
criteria: [{id: first, title: {zh: 甲, en: First}, children: [A]}]
indicators:
  A: {title: {zh: 甲项, en: A}, value: employees, scale: {points: {0: 0, 100: 100}, basis: expert}}
  B: {title: {zh: 乙项, en: B}, value: firms, scale: {points: {0: 0, 100: 100}, basis: expert}}
  C: {title: {zh: 丙项, en: C}, value: patents, scale: {points: {0: 0, 100: 100}, basis: expert}}
patterns:
"""
HEAD: dict[str, Any] = {
    "id": "p",
    "title": {"zh": "题", "en": "Title"},
    "text": {"zh": "文", "en": "Text"},
    "references": [{"source": "D4"}],
}
NO_WORDS = PatternWords()
WEAK_B, WEAK_C = {"at_most": {"B": 2}}, {"at_most": {"C": 2}}


def rubric_of(when: object, **more: object) -> Rubric:
    return Rubric.model_validate({**yaml.safe_load(RUBRIC), "patterns": [{**HEAD, "when": when, **more}]})


def judged(when: object, facts: dict[str, Any], words: PatternWords = NO_WORDS, **more: object) -> PatternResult:
    assessment = assess(rubric_of(when, **more), profile_of(facts), library().vocabulary)
    (result,) = judge_patterns(assessment.rubric.patterns, diagnose([assessment]), words)
    return result


@pytest.mark.parametrize("answers", list(itertools.product((True, False, None), repeat=3)))
@pytest.mark.parametrize("least", [1, 2, 3])
def test_some_of_says_what_every_completion_says(least: int, answers: tuple[bool | None, ...]) -> None:
    completions = itertools.product(*([answer] if answer is not None else [True, False] for answer in answers))
    outcomes = {sum(map(bool, completion)) >= least for completion in completions}

    told = some_of(least, [ConditionResult(answer) for answer in answers]).holds

    assert told == (outcomes.pop() if len(outcomes) == 1 else None)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"firms": 5, "patents": 5}, "there"),
        ({"firms": 5, "patents": 90}, "not_there"),
        ({"firms": 5}, "unknown"),
        ({"firms": 90}, "not_there"),
        ({}, "unknown"),
    ],
)
def test_two_of_two_must_be_weak(facts: dict[str, Any], status: str) -> None:
    assert judged({"some_of": {"least": 2, "of": [WEAK_B, WEAK_C]}}, facts).status == status


def test_one_that_is_weak_settles_any_of_them() -> None:
    told = judged({"any_of": [WEAK_B, WEAK_C]}, {"firms": 5})

    assert told.status == "there"
    assert told.asks == ()
    assert [(each.id, each.speaks, each.lowest, each.highest) for each in told.evidence] == [
        ("B", "for", 1, 1),
        ("C", "open", 1, 5),
    ]


def test_what_is_unknown_names_the_facts_that_would_settle_it() -> None:
    told = judged({"all_of": [WEAK_B, {"any_of": [WEAK_C, {"affirmed": ["copies_other_place"]}]}]}, {"firms": 5})

    assert told.status == "unknown"
    assert [ask.id for ask in told.asks] == ["patents", "copies_other_place"]


def test_a_clause_alone_tells_its_value_and_what_was_stated() -> None:
    told = judged({"clauses": ["100 * lead_sales / sales > 70"]}, {"sales": 100, "lead_sales": 80}, unit="%")

    assert (told.status, told.value, told.unit) == ("there", 80, "%")
    assert [used.value for used in told.used] == [80, 100]


def test_answers_are_told_as_they_were_stated() -> None:
    told = judged({"choices": {"origin": ["grown"]}}, {"origin": "grown"})

    assert told.status == "there"
    assert [(used.fact, used.value) for used in told.used] == [("origin", "grown")]


def test_the_problems_that_a_county_states_are_told_beside() -> None:
    words = PatternWords({}, "stated_problems")
    facts = {"firms": 90, "stated_problems": ["few_brands", "small_town"]}

    told = judged(WEAK_B, facts, words, stated_as=["few_brands"])

    assert told.status == "not_there"
    assert [named.id for named in told.stated] == ["few_brands"]


def test_indicators_of_patterns_alone_have_no_weight_and_open() -> None:
    assessment = assess(rubric_of(WEAK_B), profile_of({"firms": 5, "employees": 50}), library().vocabulary)
    result = result_of(assessment)

    assert result.score == 50
    assert [node.id for node in result.children(None)] == ["first"]
    node = result.node("B")
    assert node is not None
    assert (node.parent, node.share, node.contribution, node.level) == (None, 0, 0, 1)
