"""What goes together gives no question, and one slip of unit is always found where it was made."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import assess
from assess.io.library import default_library
from assess.model.problems import Problem

Figures = dict[str, dict[int, float]]
YEARS = (2022, 2023, 2024)
MOST_GROWTH = 0.15
MOST_NEW_PRODUCTS = (default_library().vocabulary["new_product_output"].usual or (0, 0))[1]


def shares(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda share: round(share, 3))


@st.composite
def consistent(draw: st.DrawFn) -> Figures:
    """A cluster of any size whose figures stand in ordinary proportions, over three years."""
    firms = draw(st.integers(30, 2500))
    employees = firms * draw(shares(15, 80))
    output = employees * draw(shares(35, 180)) / 10_000
    sales = output * draw(shares(0.85, 1.05))
    # However large a cluster, what it makes anew stays within its usual range in every year.
    new_products = min(output * draw(shares(0.05, 0.4)), MOST_NEW_PRODUCTS / (1 + MOST_GROWTH) ** (len(YEARS) - 1))
    start = {
        "output": output,
        "core_output": output * draw(shares(0.45, 0.95)),
        "new_product_output": new_products,
        "sales": sales,
        "profit": sales * draw(shares(0.02, 0.12)),
        "tax": 10_000 * sales * draw(shares(0.01, 0.06)),
        "rd_spending": 10_000 * sales * draw(shares(0.005, 0.04)),
        "exports": sales * draw(shares(0.05, 0.6)),
        "lead_sales": sales * draw(shares(0.03, 0.4)),
        "firms": firms,
        "core_firms": firms * draw(shares(0.4, 0.9)),
        "smes": firms * draw(shares(0.9, 0.98)),
        "above_scale_firms": firms * draw(shares(0.03, 0.4)),
        "employees": employees,
    }
    rate = draw(shares(-0.08, MOST_GROWTH))
    growth = {year: (1 + rate) ** (year - YEARS[0]) for year in YEARS}
    return {name: {year: _written(name, value * growth[year]) for year in YEARS} for name, value in start.items()}


def _written(name: str, value: float) -> float:
    if name in ("firms", "core_firms", "smes", "above_scale_firms", "employees"):
        return max(1, int(value))
    return float(f"{value:.4g}")


def questions(facts: Figures) -> list[Problem]:
    profile: dict[str, Any] = {"cluster": "甲", "year": YEARS[-1], "facts": facts}
    return [problem for problem in assess.check(profile).problems if problem.code[0] != "N"]


@given(consistent())
def test_what_goes_together_is_not_asked_about(facts: Figures) -> None:
    assert questions(facts) == []


@given(consistent(), st.data())
def test_ten_thousand_times_too_much_is_proposed_right(facts: Figures, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(facts)))
    year = data.draw(st.sampled_from(YEARS))
    true = facts[name][year]
    wrong = int(true * 10_000) if isinstance(true, int) else float(f"{true * 10_000:.6g}")
    found = questions({**facts, name: {**facts[name], year: wrong}})
    told = [(problem.place and problem.place.at, meant(problem)) for problem in found]
    assert told == [(f"facts.{name}.{year}", true)]


@given(consistent(), st.data())
def test_money_ten_thousand_times_too_small_is_proposed_right(facts: Figures, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["output", "sales", "core_output", "exports", "tax"]))
    year = data.draw(st.sampled_from(YEARS))
    true = facts[name][year]
    found = questions({**facts, name: {**facts[name], year: float(f"{true / 10_000:.6g}")}})
    assert [(problem.place and problem.place.at, meant(problem)) for problem in found][:1] == [
        (f"facts.{name}.{year}", true)
    ]


def meant(problem: Problem) -> object:
    """The value that a question proposes."""
    return problem.details.get("suggested", problem.details.get("proposal"))
