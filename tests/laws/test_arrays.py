"""A table of profiles is judged as each profile alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.batch import CHUNK, score_table
from assess.engine.scoring import NodeScores
from assess.model.rubric import Rubric

from .. import strategies as some
from .scoring_helpers import Table, columns_of, judged, same

pytestmark = pytest.mark.slow

YEARS = tuple(range(some.YEAR, some.YEAR - 5, -1))


@st.composite
def tables(draw, pairs, **wishes) -> tuple[Rubric, list]:
    rubric = draw(pairs)
    vocabulary = some.library().vocabulary if rubric.rubric != "whole" else None
    profile = some.profiles(rubric, vocabulary, doubt=False, **wishes)
    return rubric, draw(st.lists(profile, min_size=1, max_size=4))


def table_of(rubric: Rubric, profiles) -> Table:
    columns, waived = columns_of(profiles, YEARS)
    # The reporting year must have a column for the years of a table to reach up to it.
    columns.setdefault(f"anything@{some.YEAR}", np.full(len(profiles), math.nan))
    return score_table(rubric, columns, waived)


def row_of(rubric: Rubric, judgement: NodeScores) -> dict[str, float]:
    whole = judgement[rubric.rubric]
    row = {"score": whole.score, "low": whole.low, "high": whole.high, "coverage": whole.coverage}
    for name, each in judgement.items():
        if name != rubric.rubric:
            row |= {f"{name}.score": each.score, f"{name}.contribution": each.contribution}
    return row


def agree(rubric: Rubric, profiles, tolerance: float) -> None:
    table = table_of(rubric, profiles)
    for index, profile in enumerate(profiles):
        # Indicators that patterns alone read have no weight, and no column.
        beside = {leaf.id for leaf in rubric.untreed}
        row = {
            key: value
            for key, value in row_of(rubric, judged(rubric, profile)).items()
            if key.split(".")[0] not in beside
        }
        assert row.keys() == table.keys()
        for name, expected in row.items():
            found = float(table[name][index])
            close = same(found, expected) or math.isclose(found, expected, rel_tol=tolerance, abs_tol=tolerance)
            assert close, (name, index, found, expected)


EXACT = {"ways": st.sampled_from(["mean", "weakest"]), "scale": some.scales(log=False), "answers": some.BOTH}


@given(tables(some.rubrics(**EXACT), years=False))
def test_means_agree_to_the_bit(case):
    """Arithmetic means and weakest links of scales without a logarithm: the same bits."""
    agree(*case, tolerance=0)


@given(tables(some.rubrics(**EXACT, formula=lambda facts: some.formulas(facts, rough=False)), years=True))
def test_formulas_over_years_agree_to_the_bit(case):
    """Formulas of plain arithmetic over yearly columns: the same bits."""
    agree(*case, tolerance=0)


@given(tables(some.rubrics(answers=some.BOTH, formula=some.formulas), years=True))
def test_logarithms_and_powers_agree_to_twelve_digits(case):
    """Every scale, formula and way of combining: the same to 1e-12."""
    agree(*case, tolerance=1e-12)


@given(tables(some.real_rubrics()))
def test_the_shelf_agrees_to_ten_digits(case):
    """The rubrics on the shelf; growth rates of growth rates cost two digits more."""
    agree(*case, tolerance=1e-10)


@given(tables(some.rubrics(**EXACT), years=False))
def test_a_long_table_is_judged_piece_by_piece(case):
    """Rows beyond the first chunk are judged as those within it."""
    rubric, profiles = case
    columns, waived = columns_of(profiles)
    columns["anything"] = np.zeros(len(profiles))
    copies = CHUNK // len(profiles) + 2
    longer = {name: np.tile(column, copies) for name, column in columns.items()}
    long = score_table(rubric, longer, {name: np.tile(column, copies) for name, column in waived.items()})
    short = score_table(rubric, columns, waived)
    for name, values in short.items():
        assert np.array_equal(np.tile(values, copies), long[name], equal_nan=True), name


# Years of a table

SCALE = {"points": {0: 0, 1000: 100}, "basis": "expert"}


def both_ways(value: str, readings: dict[str, dict[int | None, float]]) -> tuple[float, float]:
    """The score of a profile and of the same facts as a table."""
    rubric = some.rubric_over({"value": value, "scale": SCALE})
    said = [
        some.observation(fact)._replace(readings={year: some.reading(x) for year, x in series.items()})
        for fact, series in readings.items()
    ]
    profile = some.profile_of(*said)
    columns, waived = columns_of([profile], YEARS)
    return judged(rubric, profile)["whole"].score, float(score_table(rubric, columns, waived, year=2025)["score"][0])


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("n00", {"n00": {2024: 30.0}}),
        ("n00 / n01", {"n00": {2024: 30.0, 2025: 90.0}, "n01": {2024: 3.0}}),
        ("n00 / n01", {"n00": {2024: 30.0}, "n01": {None: 3.0}}),
        ("growth(n00, 3)", {"n00": {2022: 100.0, 2023: 110.0, 2024: 121.0}}),
        ("n00 / previous(n01)", {"n00": {None: 30.0}, "n01": {2024: 3.0, 2025: 5.0}}),
    ],
)
def test_a_table_takes_the_same_year(value, readings):
    """The latest year with all facts, in a table as in a profile."""
    one, other = both_ways(value, readings)
    assert same(one, other)
    assert not math.isnan(one)


def test_a_table_knows_the_year_before_the_reporting_year():
    """A value of last year is what `previous` asks for, though nothing is dated this year."""
    one, other = both_ways("n00 / previous(n01)", {"n00": {None: 30.0}, "n01": {2024: 3.0}})
    assert same(one, other)


def test_a_table_weighs_years_as_a_profile_does():
    """A fact with a value and a series is read alike both ways."""
    one, other = both_ways("n00", {"n00": {None: 30.0, 2025: 90.0}})
    assert same(one, other)


def test_answers_may_be_dated():
    """A choice by year is scored by its latest answer, in a table as in a profile."""
    rubric = some.rubric_over({"value": "c0", "scale": {"choices": {"a": 100, "b": 20}, "basis": "expert"}})
    profile = some.profile_of(some.observation("c0", y2023=some.reading("b"), y2024=some.reading("a")))
    older = some.profile_of(some.observation("c0", y2023=some.reading("b")))
    columns, _ = columns_of([profile, older], YEARS)
    found = score_table(rubric, {name: column for name, column in columns.items() if "@" in name})
    assert [judged(rubric, each)["whole"].score for each in (profile, older)] == found["score"].tolist() == [100, 20]


@pytest.mark.parametrize("columns", [{}, {"n00": np.empty(0)}])
def test_a_table_without_rows_has_all_its_columns(columns):
    """No profile, no row; the columns are those of any table."""
    rubric = some.rubric_over({}, {})
    table = score_table(rubric, columns)
    assert table.keys() == score_table(rubric, {"n00": np.zeros(2)}).keys()
    assert all(len(column) == 0 for column in table.values())


def test_an_answer_column_without_answers_is_unknown():
    """A column of nothing but NaN says no more of a choice than no column does."""
    rubric = some.rubric_over({"applies_when": {"c0": ["a"]}})
    nothing = score_table(rubric, {"n00": np.array([40.0]), "c0": np.array([math.nan])})
    without = score_table(rubric, {"n00": np.array([40.0])})
    assert np.isnan([nothing["score"][0], without["score"][0]]).all()
    assert [nothing["low"][0], nothing["high"][0]] == [without["low"][0], without["high"][0]] == [0, 100]


@pytest.mark.parametrize("value", ["growth(n00)", "growth(n00, 3)", "sqrt(n00)", "log(n00)"])
def test_roots_of_what_is_below_zero_are_unknown(value):
    """From a profit to a loss there is no rate; the last year that has one counts, in a table as in a profile."""
    one, other = both_ways(value, {"n00": {2023: 100.0, 2024: 150.0, 2025: -80.0}})
    assert same(one, other)


def test_endless_numbers_are_unknown_without_a_warning():
    """What grows beyond all bounds is unknown in both arithmetics, and nobody is warned of it."""
    for value in ("n00 * n00", "exp(n00)", "log(n00 - n00)", "-n00 * n00"):
        one, other = both_ways(value, {"n00": {None: 1e200}})
        assert math.isnan(one)
        assert math.isnan(other)
