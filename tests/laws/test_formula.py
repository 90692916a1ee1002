"""Formulas compute what Python computes, and nothing but arithmetic is let in."""

from __future__ import annotations

import math
import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.arithmetic import FLOATS, Arrays
from assess.model.formula import FormulaError, parse, parse_clause

from .. import strategies as some
from .scoring_helpers import judged, same

FACTS = ("x", "y", "z")
ARRAYS = Arrays()


def python(text: str, values: dict[str, float]) -> float:
    """What Python itself makes of a formula; unknown where it divides by zero."""
    try:
        value = float(eval(text, {"__builtins__": {}, "min": min, "max": max, "abs": abs}, dict(values)))
    except ZeroDivisionError:
        return math.nan
    return value if math.isfinite(value) else math.nan


def evaluate(text: str, values: dict[str, float]) -> float:
    return parse(text).evaluate(FLOATS, lambda fact, lag: values.get(fact, math.nan))


VALUES = st.fixed_dictionaries(dict.fromkeys(FACTS, st.one_of(st.just(0.0), some.decimals())))


@given(some.arithmetic(FACTS, size=10), VALUES)
def test_a_formula_computes_what_python_computes(text, values):
    """To the bit; and a division by zero anywhere makes the value unknown."""
    assert same(evaluate(text, values), python(text, values))


@given(some.arithmetic(FACTS, size=10), st.lists(VALUES, min_size=1, max_size=5))
def test_columns_compute_what_values_compute(text, rows):
    """A formula over columns is the formula over each row."""
    columns = {fact: ARRAYS.np.array([row[fact] for row in rows]) for fact in FACTS}
    found = ARRAYS.np.broadcast_to(parse(text).evaluate(ARRAYS, lambda fact, lag: columns[fact]), len(rows))
    assert all(same(float(one), evaluate(text, row)) for one, row in zip(found, rows, strict=True))


@given(some.arithmetic(FACTS, size=10), VALUES, st.sampled_from(FACTS))
def test_an_unknown_fact_makes_the_value_unknown(text, values, gone):
    """Nothing is computed around a gap."""
    formula = parse(text)
    if gone in formula.facts:
        assert math.isnan(evaluate(text, {**values, gone: math.nan}))


@given(some.arithmetic(FACTS))
def test_text_and_facts_survive(text):
    """A formula keeps its text, and names each of its facts once, as they appear."""
    formula = parse(text)
    assert str(formula) == text
    assert set(formula.facts) == set(re.findall(r"\b[xyz]\b", text))
    assert len(set(formula.facts)) == len(formula.facts)


@given(some.formulas(some.NUMBERS[:2]))
def test_a_rubric_keeps_the_formula_it_was_given(text):
    """Validation of a rubric changes no node of a formula into another."""
    assert repr(some.rubric_over({"value": text}).indicators["i0"].value[0]) == repr(parse(text))


REFUSED = [
    "x.real",
    "x.__class__",
    "(1).__class__.__bases__[0]",
    "__import__('os')",
    "__import__(x)",
    "open(x)",
    "eval(x)",
    "round(x)",
    "x[0]",
    "x[0:1]",
    "lambda: x",
    "(lambda y: y)(x)",
    "'x'",
    "'x' + 'y'",
    "f'{x}'",
    "b'x'",
    "(x := 1)",
    "x = 1",
    "[x for x in y]",
    "(x for x in y)",
    "{x}",
    "{x: y}",
    "[x]",
    "(x, y)",
    "x ** 2",
    "x // 2",
    "x % 2",
    "x @ y",
    "x << 2",
    "x | y",
    "x & y",
    "x and y",
    "not x",
    "~x",
    "x if y else z",
    "x > y",
    "x == y",
    "await x",
    "yield x",
    "*x",
    "max(*x)",
    "max(x, y, key=z)",
    "max(x)",
    "max(x, y, z)",
    "min()",
    "sqrt(x, y)",
    "x(y)",
    "previous(2)",
    "previous(x + y)",
    "previous(previous(x))",
    "previous()",
    "growth()",
    "growth(x + y)",
    "growth(x, y)",
    "growth(x, 1)",
    "growth(x, 21)",
    "growth(x, -3)",
    "growth(x, 3.0)",
    "growth(x, True)",
    "growth(x, 3, 4)",
    "growth(x, years=3)",
    "True",
    "None",
    "...",
    "1j",
    "1e999",
    "-1e999",
    "9" * 400,
    "9" * 5000,
    "9**9**9",
    "",
    " ",
    "#",
    "x +",
    "+ x +",
    "x y",
    "x; y",
    "x\ny",
    "import os",
    "(" * 60 + "x" + ")" * 60 + " +",
    "-" * 60 + "x",
    "abs(" * 60 + "x" + ")" * 60,
    "+".join(["x"] * 250),
    "1" + "+(1" * 60 + ")" * 60,
    "x\x00",
    "\ud800",
    "x $ y",
    "x ? y",
    "x！",
    "１００ * x",
    "（x + y）",
    "x ＋ y",
    "x × y",
    "x ÷ y",
    "x，y",
    "ｘ",
    "ｍａｘ(x, y)",
    "ﬁrms + x",
]


def test_anything_else_is_refused(subtests):
    """Only arithmetic over facts: whatever else is written is a FormulaError, never another exception."""
    for text in REFUSED:
        with subtests.test(ascii(text)[:30]):
            with pytest.raises(FormulaError) as caught:
                parse(text)
            assert caught.value.code.startswith("E3")
            assert caught.value.column >= 0
            with pytest.raises(FormulaError):
                parse_clause(text + " >= 1")


@given(st.text(max_size=40))
def test_no_text_does_anything_but_parse_or_refuse(text):
    """Random text is a formula, or a FormulaError."""
    refused_or_read(text)


PIECES = [
    "x",
    "y",
    "1",
    "0.5",
    "(",
    ")",
    "+",
    "-",
    "*",
    "/",
    "**",
    ",",
    "min",
    "growth",
    "previous",
    ".",
    "[",
    "'",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_jumble_of_pieces_does_either(text):
    """The same of text that is nearly a formula."""
    refused_or_read(text)


def refused_or_read(text: str) -> None:
    with warnings.catch_warnings():
        # Python warns of "1if" and of calling a number; the reader refuses both.
        warnings.simplefilter("ignore", SyntaxWarning)
        for read in (parse, parse_clause):
            try:
                formula = read(text)
            except FormulaError:
                continue
            assert str(formula) == text


@pytest.mark.parametrize(
    "text",
    ["x + 1", "not x + 1", "not not x", "x >= y", "x == 1", "x != 1", "1 <= x <= 2", "x >= 1 + 1", "x in y", "x >= -y"],
)
def test_a_clause_compares_with_a_number(text):
    """One comparison by one of four signs, with a number on the right."""
    with pytest.raises(FormulaError):
        parse_clause(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("-x * -2", 6),
        ("x / 0", math.nan),
        ("0 / 0", math.nan),
        ("x - x / (y - y)", math.nan),
        ("max(0, x / 0)", math.nan),
        ("min(x, 2)", 2),
        ("log(1)", 0),
        ("log(-1)", math.nan),
        ("log(0)", math.nan),
        ("exp(0)", 1),
        ("exp(1000)", math.nan),
        ("sqrt(16)", 4),
        ("sqrt(-16)", math.nan),
        ("abs(-x)", 3),
        ("1e200 * 1e200", math.nan),
        ("1e200 / 1e-200", math.nan),
        ("nothing + 1", math.nan),
    ],
)
def test_known_values(text, value):
    """What cannot be computed is unknown; nothing raises."""
    assert same(evaluate(text, {"x": 3.0, "y": 4.0}), value)


# Years


def growing(formula: str, **series: dict[int | None, float]) -> float:
    """The value of an indicator for a profile of 2025."""
    scale = {"points": {-1e6: 0, 1e6: 100}, "basis": "expert"}
    rubric = some.rubric_over({"value": formula, "scale": scale})
    said = [
        some.observation(fact)._replace(readings={year: some.reading(value) for year, value in values.items()})
        for fact, values in series.items()
    ]
    return judged(rubric, some.profile_of(*said))["i0"].measured.value


@pytest.mark.parametrize(
    ("formula", "series", "value"),
    [
        ("growth(x, 3)", {"x": {2023: 100, 2024: 110, 2025: 121}}, 10),
        ("growth(x, 3)", {"x": {2023: 100, 2025: 121}}, 10),
        ("growth(x, 3)", {"x": {2022: 100, 2023: 110, 2024: 121}}, 10),
        ("growth(x, 3)", {"x": {2024: 110, 2025: 121}}, math.nan),
        ("growth(x, 3)", {"x": {2023: 0, 2025: 121}}, math.nan),
        ("growth(x, 3)", {"x": {2023: -100, 2025: 121}}, math.nan),
        ("growth(x, 3)", {"x": {2023: 100, 2025: 0}}, -100),
        ("growth(x)", {"x": {2024: 100, 2025: 80}}, -20),
        ("growth(x)", {"x": {2024: 100, 2025: -80}}, math.nan),
        ("growth(x)", {"x": {None: 100}}, math.nan),
        ("x - previous(x)", {"x": {2024: 30.1, 2025: 30.6}}, 0.5),
        ("x / previous(y)", {"x": {None: 10}, "y": {2024: 20}}, 0.5),
        ("x / y", {"x": {2024: 1, 2025: 2}, "y": {2024: 4}}, 0.25),
        ("x / y", {"x": {2025: 2}, "y": {2024: 4}}, math.nan),
        ("x / y", {"x": {2024: 2}, "y": {None: 4}}, 0.5),
        ("x", {"x": {2023: 1, 2024: 2}}, 2),
        ("x", {"x": {2026: 1}}, math.nan),
        ("x / y", {"x": {2024: 1, 2025: 2}, "y": {2024: 4, 2025: 0}}, 0.25),
    ],
)
def test_a_formula_takes_all_its_facts_from_one_year(formula, series, value):
    """The latest year with all of them; a value without a year stands for any, but has no year before it."""
    found = growing(formula, **series)
    assert math.isclose(found, value, rel_tol=1e-12) or math.isnan(found) == math.isnan(value) is True
