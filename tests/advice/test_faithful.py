"""What the library says the documents say: the modes they name, what waits, and by what measures can be grouped."""

from __future__ import annotations

import pytest

import assess
from assess.advice.groupings import kept_measures
from assess.model.problems import InputError
from assess.model.recommendation import GROUPINGS
from tests.advice_strategies import advised_on, catalog, example, profile_of
from tests.offenders import assert_none

NAMING_A_MODE = {("D0", "第五篇 L87"), ("D0", "第五篇 L88"), ("D0", "第五篇 L87-88")}
"""Where the documents say of a step which mode of upgrading it is (D1 L7-8 has the same text)."""


def test_a_mode_is_stated_only_where_a_document_names_it() -> None:
    stated = {name: measure for name, measure in catalog().measures.items() if measure.mode_basis == "stated"}
    assert set(stated) == {"R01", "R02", "R15", "R23", "R24", "R25", "R40"}
    assert_none(
        name
        for name, measure in stated.items()
        if not NAMING_A_MODE & {(reference.source, reference.at) for reference in measure.references}
    )


def test_who_says_that_a_measure_serves_its_mode_stands_in_the_result() -> None:
    told = advised_on(example("anping-county-made-up"))
    bases = {measure.mode: measure.mode_basis for measure in (*told.advice, *told.undecided)}

    assert bases["cross_cutting"] is None
    assert {basis for mode, basis in bases.items() if mode != "cross_cutting"} <= {"stated", "ours"}


def test_to_lengthen_a_chain_waits_for_nothing() -> None:
    """D0 L88 judges the move into a new field not ripe; D4 L105, L131 and D1 L54 ask for longer chains now."""
    facts = {
        "cluster_type": "industrial",
        "chain_coverage": 20,
        "lead_sales": 15,
        "value_chain_rung": 1,
        "rd_bodies": 0,
        "sales": 40,
        "output": 40,
        "origin": "grown",
    }
    told = advised_on(profile_of(facts))

    assert next(mode for mode in told.modes if mode.id == "inter_sectoral").verdict == "too early"
    assert {measure.id: measure.state for measure in told.advice}["R44"] == "open"


@pytest.mark.parametrize("by", GROUPINGS)
def test_measures_are_grouped_and_kept_by_what_they_share(by: str) -> None:
    profile = example("anping-county-made-up")
    whole = assess.advise(profile)
    for key, measures in whole.grouped(by).items():  # type: ignore[arg-type]
        if key is not None:
            assert assess.advise(profile, by=f"{by}={key}").advice == measures


def test_an_unknown_grouping_is_refused() -> None:
    for words in ("rank", "role=nobody"):
        with pytest.raises(InputError):
            kept_measures(catalog(), None, words)
