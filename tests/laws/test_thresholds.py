"""Thresholds compare decimals as people write them, and what is on one belongs to the upper side."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.assessment import assess
from assess.io.result_builder import result_of
from assess.model.arithmetic import FLOATS, Arrays
from assess.model.formula import parse, parse_clause
from assess.model.scales import level_of

from .. import strategies as some
from .scoring_helpers import total
from .test_scales import scale_of

pytestmark = pytest.mark.slow

TRAPS = [
    ("0.1 + 0.2", 0.3),
    ("0.7 + 0.1", 0.8),
    ("100 * 0.29", 29),
    ("1.1 * 3", 3.3),
    ("0.1 * 3", 0.3),
    ("4.35 * 100", 435),
    ("1.15 * 100", 115),
    ("100 * 0.57", 57),
    ("0.8 - 0.1", 0.7),
    ("1.2 / 3", 0.4),
    ("100 * 2.01 / 3", 67),
    ("1 - 0.9", 0.1),
    ("30.6 - 30.1", 0.5),
    ("1.1 - 0.6", 0.5),
]


def value_of(text: str) -> float:
    return parse(text).evaluate(FLOATS, lambda fact, lag: math.nan)


@pytest.mark.parametrize(("text", "written"), TRAPS)
def test_a_decimal_that_binary_misses_is_on_its_threshold(text, written):
    """What a person computes as 0.3 has reached 0.3: in steps of both kinds, and in clauses."""
    value, arrays = value_of(text), Arrays()
    for ops, x in [(FLOATS, value), (arrays, arrays.np.array([value]))]:
        assert scale_of({"at_least": {written: 100}}).score(x, ops) == 100
        assert scale_of({"at_most": {written: 100}}).score(x, ops) == 100
    holds = {sign: parse_clause(f"x {sign} {written}").holds(value) for sign in (">=", ">", "<=", "<")}
    assert holds == {">=": True, ">": False, "<=": True, "<": False}


def cents(least: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least, most).map(lambda n: Decimal(n) / 100)


@given(cents(1, 100_000), cents(1, 100_000), cents(-300, 300), st.sampled_from("+*/"))
def test_clauses_compare_as_decimals(x, y, off, sign):
    """Sums, products and shares of amounts to the cent: a clause says what exact decimals say."""
    exact = {"+": lambda: x + y, "*": lambda: x * y, "/": lambda: 100 * x / y}[sign]()
    threshold = exact.quantize(Decimal("0.01")) + off
    value = value_of(f"100 * {x} / {y}" if sign == "/" else f"{x} {sign} {y}")
    told = {name: parse_clause(f"x {name} {threshold}").holds(value) for name in (">=", ">", "<=", "<")}
    assert told == {
        ">=": exact >= threshold,
        ">": exact > threshold,
        "<=": exact <= threshold,
        "<": exact < threshold,
    }


@given(cents(0, 2_000_000), cents(0, 2_000_000))
def test_differences_compare_as_decimals(x, y):
    """A difference of amounts to the cent meets the threshold it equals, and not the one a cent above."""
    difference, value = x - y, value_of(f"{x} - {y}")
    assert parse_clause(f"x >= {difference}").holds(value)
    assert not parse_clause(f"x > {difference}").holds(value)
    assert not parse_clause(f"x >= {difference + Decimal('0.01')}").holds(value)


def test_a_difference_of_nothing_meets_zero():
    """0.3 - 0.1 - 0.2 is 0 to whoever wrote it."""
    value = value_of("0.3 - 0.1 - 0.2")
    assert parse_clause("x >= 0").holds(value)
    assert not parse_clause("x < 0").holds(value)
    assert scale_of({"at_least": {0: 100}}).score(value, FLOATS) == 100


# Grades

EDGES = (0, 45, 65, 80)


@pytest.mark.parametrize("edge", EDGES)
def test_a_score_on_a_limit_belongs_up(edge):
    """On the limit, and as near to it as rounding may take it, the upper grade; a cent below, the lower."""
    grades = some.rubric_over({}).grades
    assert grades.at(edge).from_ == edge
    assert grades.at(edge - 1e-12).from_ == edge
    if edge:
        assert grades.at(edge - 0.01).from_ < edge


@pytest.mark.parametrize("edge", [20, 40, 60, 80])
def test_a_level_begins_on_its_edge(edge):
    """Levels change at 20, 40, 60 and 80, and the edge belongs up."""
    assert level_of(edge) == level_of(edge - 1e-12) == level_of(edge + 19.99) == 1 + edge // 20
    assert level_of(edge - 0.01) == edge // 20


@given(st.lists(some.decimals(0, 100, 1), min_size=1, max_size=7))
def test_a_mean_that_is_a_limit_reaches_it(parts):
    """A mean of decimals that comes to 65 exactly is graded as 65."""
    balanced = [*parts, *(130 - Decimal(str(part)) for part in parts)]
    usable = [float(part) for part in balanced if 0 <= part <= 100 and 0 <= 130 - Decimal(str(part)) <= 100]
    if usable:
        rubric = some.rubric_over(*[{}] * len(usable))
        whole = total(rubric, {some.NUMBERS[n]: value for n, value in enumerate(usable)})
        assert rubric.grades.at(whole.score).from_ == 65


@given(some.judged_pairs())
def test_a_grade_is_certain_where_the_interval_stays_in_it(pair):
    """Certain exactly when low and high are graded alike; then the score is graded so, too."""
    rubric, profile = pair
    result = result_of(assess(rubric, profile, some.vocabulary()))
    if result.grade is None:
        assert result.score is None
        return
    grades = rubric.grades
    assert result.grade.id == grades.at(result.score).id
    assert result.grade.certain == (grades.at(result.low) == grades.at(result.high) == grades.at(result.score))
