"""Published formulas, recomputed: the golden values of the domain notes."""

from __future__ import annotations

import math

import pytest

from assess.model.arithmetic import FLOATS
from assess.model.formula import parse

from .. import strategies as some
from .scoring_helpers import judged

GEM = "2.5 * exp(log((a + b) * (c + d) * (e + f)) * 2 / 3)"
REGION, NATION = "a + b + c + d", "e + f + g + h"
SHIFT = [90, 20, 10, 60, 440, 210, 135, 480]

GOLDEN = [
    ("location quotient", "(a / b) / (c / d)", [1714, 79006, 879213, 15593224], 0.38476234),
    ("Herfindahl by hand", "a * a + b * b + c * c + d * d", [0.2, 0.5, 0.2, 0.1], 0.34),
    ("Herfindahl of amounts", "(a*a + b*b + c*c + d*d) / ((a+b+c+d) * (a+b+c+d))", [20, 50, 20, 10], 0.34),
    ("normalised Herfindahl", "(a - 1 / b) / (1 - 1 / b)", [0.34, 4], 0.12),
    ("equivalent number", "1 / a", [0.34], 50 / 17),
    ("network density, undirected", "2 * a / (b * (b - 1))", [4, 5], 0.4),
    ("network density, directed", "a / (b * (b - 1))", [4, 5], 0.2),
    ("CAGR by hand", "100 * (sqrt(a / b) - 1)", [121, 100], 10),
    ("Krugman", "abs(a) + abs(b) + abs(c) + abs(d - 0.6) + abs(e - 0.4)", [0.2, 0.1, 0.7, 0, 0], 2),
    (
        "relative diversity",
        "1 / (abs(a/518 - 2/11) + abs(b/518 - 1/11) + abs(c/518 - 2/33) + abs(d/518 - 4/11) + abs(e/518 - 10/33))",
        [7, 6, 5, 100, 400],
        1.065711,
    ),
    (
        "Litzenberger–Sternberg",
        "((a / c) / (b / d)) * ((a / e) / (b / f)) / ((a / g) / (b / h))",
        [1743, 5740, 50, 576, 488, 4621, 35, 53],
        21.87491,
    ),
    ("GEM of fives", GEM, [5] * 6, 250),
    ("GEM of sevens", GEM, [7] * 6, 490),
    ("GEM of tens", GEM, [10] * 6, 1000),
    ("shift-share, national", f"({REGION}) * (({NATION}) / 1100 - 1)", SHIFT, 27),
    ("shift-share, mix", f"a*e/400 + b*f/150 + c*g/150 + d*h/400 - ({REGION}) * ({NATION}) / 1100", SHIFT, 1),
    ("shift-share, regional", "100 + 40 + 10 + 55 - (a*e/400 + b*f/150 + c*g/150 + d*h/400)", SHIFT, -3),
    ("entropy of two halves", "-(a * log(a) + b * log(b)) / log(2)", [0.5, 0.5], 1),
]


@pytest.mark.parametrize(("formula", "values", "expected"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_a_published_measure(formula, values, expected):
    """The language of formulas expresses it, and gives the value of the worked example."""
    given = dict(zip("abcdefgh", values, strict=False))
    found = parse(formula).evaluate(FLOATS, lambda fact, lag: float(given[fact]))
    assert math.isclose(found, expected, rel_tol=1e-6, abs_tol=1e-9)


def test_growth_over_three_years():
    """100, 110, 121 is 10 % a year; with the first and the last year alone it is the same."""
    rubric = some.rubric_over({"value": "growth(n00, 3)"})
    full = some.observation("n00", y2023=some.reading(100.0), y2024=some.reading(110.0), y2025=some.reading(121.0))
    ends = some.observation("n00", y2023=some.reading(100.0), y2025=some.reading(121.0))
    for series in (full, ends):
        assert math.isclose(judged(rubric, some.profile_of(series))["i0"].measured.value, 10, rel_tol=1e-12)
