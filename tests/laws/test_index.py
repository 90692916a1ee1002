"""A published kind of index, written as a rubric and recomputed by hand."""

from __future__ import annotations

import math

import pytest

from assess.io.yaml_document import parse_yaml
from assess.model.facts import Vocabulary
from assess.model.rubric import Rubric

from .. import strategies as some
from .scoring_helpers import judged

# An index in the manner of the Human Development Index since 2010: goalposts, a logarithm,
# an arithmetic mean within a geometric one. The countries are made up.

HDI = """
rubric: human-development
version: "1"
title: {zh: 人类发展指数, en: Human development index}
combine: geometric
coverage_floor: 0.9
weights: {basis: literature}
grades:
  basis: literature
  bands:
  - {id: very_high, from: 80, label: {zh: 极高, en: Very high}}
  - {id: high, from: 70, label: {zh: 高, en: High}}
  - {id: medium, from: 55, label: {zh: 中等, en: Medium}}
  - {id: low, from: 0, label: {zh: 低, en: Low}}
criteria:
- {id: health, title: {zh: 健康, en: Health}, children: [life]}
- {id: education, title: {zh: 教育, en: Education}, combine: mean, children: [expected, mean_years]}
- {id: living, title: {zh: 生活, en: Standard of living}, children: [income]}
indicators:
  life:
    title: {zh: 预期寿命, en: Life expectancy}
    value: life_expectancy
    scale: {goalposts: {worst: 20, best: 85}, basis: literature}
  expected:
    title: {zh: 预期受教育年限, en: Expected schooling}
    value: expected_schooling
    scale: {goalposts: {worst: 0, best: 18}, basis: literature}
  mean_years:
    title: {zh: 平均受教育年限, en: Mean schooling}
    value: mean_schooling
    scale: {goalposts: {worst: 0, best: 15}, basis: literature}
  income:
    title: {zh: 人均收入, en: Income}
    value: income_per_head
    scale: {goalposts: {worst: 100, best: 75000, log: true}, basis: literature}
facts:
"""
FACTS = ("life_expectancy", "expected_schooling", "mean_schooling", "income_per_head")
COUNTRIES = {
    "Highland": (82.7, 18.1, 12.9, 66933.0),
    "Midland": (71.4, 13.2, 8.05, 11240.0),
    "Lowland": (54.2, 8.6, 3.1, 1160.0),
    "Goldland": (76.0, 12.1, 9.9, 131000.0),
    "Noland": (20.0, 6.0, 2.0, 900.0),
}


@pytest.fixture(scope="module")
def hdi() -> Rubric:
    about = "{title: {zh: 某, en: some}, kind: amount, definition: {zh: 某, en: some}, held_by: statistics}"
    text = HDI + "".join(f"  {fact}: {about}\n" for fact in FACTS)
    return some.library().load_rubric(parse_yaml(text, "hdi.yaml"))


def by_hand(life: float, expected: float, mean: float, income: float) -> float:
    def part(x: float, worst: float, best: float) -> float:
        return min(max((x - worst) / (best - worst), 0.0), 1.0)

    schooling = (part(expected, 0, 18) + part(mean, 0, 15)) / 2
    wealth = part(math.log(income), math.log(100), math.log(75000))
    return 100 * (part(life, 20, 85) * schooling * wealth) ** (1 / 3)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_published_kind_of_index(hdi, country):
    """Written as a rubric, the index is what the technical note computes by hand."""
    whole = judged(hdi, some.stating(dict(zip(FACTS, COUNTRIES[country], strict=True))))["human-development"]
    assert math.isclose(whole.score, by_hand(*COUNTRIES[country]), rel_tol=1e-12)
    assert whole.low == whole.score == whole.high


def test_a_published_index_adds_up(hdi):
    """What no published table gives: the points of each part, which come to the index."""
    found = judged(hdi, some.stating(dict(zip(FACTS, COUNTRIES["Midland"], strict=True))))
    parts = [found[name].contribution for name in ("life", "expected", "mean_years", "income")]
    assert math.isclose(math.fsum(parts), found["human-development"].score, rel_tol=1e-12)
    assert math.isclose(found["life"].contribution, found["human-development"].score / 3, rel_tol=1e-12)


def test_a_published_index_with_a_gap(hdi):
    """Without the income, the index lies between those of an income of 100 and of 75,000."""
    facts = dict(zip(FACTS, COUNTRIES["Midland"], strict=True))
    gap = judged(hdi, some.stating({k: v for k, v in facts.items() if k != "income_per_head"}))["human-development"]
    ends = [by_hand(*COUNTRIES["Midland"][:3], income) for income in (100.0, 75000.0)]
    assert gap.low == ends[0] == 0
    assert math.isclose(gap.high, ends[1], rel_tol=1e-12)


def test_the_vocabulary_of_a_rubric_of_its_own(hdi):
    """A rubric brings facts of its own, and leaves the shared ones alone."""
    both: Vocabulary = some.library().vocabulary.extended(hdi.facts)
    assert set(FACTS) <= set(both)
    assert len(both) == len(some.library().vocabulary) + len(FACTS)
