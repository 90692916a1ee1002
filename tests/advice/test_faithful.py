"""What the library says the documents say: the modes they name, what waits, and by what measures can be grouped."""

from __future__ import annotations

import pytest

import assess
from assess.advice.groupings import kept_measures
from assess.advice.practice import is_own_precedent
from assess.model.problems import InputError
from assess.model.recommendation import GROUPINGS
from tests.advice_strategies import EXAMPLES, advised_on, catalog, example, library, profile_of
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


# What is done already


def test_a_stated_practice_is_not_advised() -> None:
    facts = {"cluster_type": "agri", "contracted_share": 20, "linkage_services": ["planning"], "origin": "grown"}
    states = {
        answer: {measure.id for measure in advised_on(profile_of({**facts, "linkage_model": answer})).advice}
        for answer in (0, 1)
    }
    assert states[0] >= {"R14", "R90"}
    assert not states[1] & {"R14", "R90"}


def test_where_a_platform_serves_small_firms_none_is_built() -> None:
    facts = {"core_firms": 150, "lead_sales": 1, "new_product_firm_share": 10, "origin": "grown"}
    without = advised_on(profile_of({**facts, "platform_functions": ["training"]}))
    with_one = advised_on(profile_of({**facts, "platform_functions": ["rd_design"], "platform_operation": 4}))

    assert "R30" in {measure.id for measure in without.advice}
    assert "R30" in {done.id for done in with_one.practised}
    assert "R30" not in {measure.id for measure in (*with_one.advice, *with_one.undecided)}


def test_the_leader_and_the_platform_are_two_ways() -> None:
    """D0 L91 sets them beside each other: many small firms without a leader, or a leader with weak research."""
    facts = {"core_firms": 150, "platform_functions": ["training"], "patents": 1, "sales": 40, "origin": "grown"}
    small, strong = (
        {measure.id for measure in advised_on(profile_of({**facts, "lead_sales": sales})).advice} & {"R29", "R30"}
        for sales in (1, 20)
    )
    assert (small, strong) == ({"R30"}, {"R29"})


def test_the_cluster_of_the_precedent_itself_is_not_advised() -> None:
    measures, cases = catalog().measures, catalog().cases
    peanut = advised_on(example("tongbai-peanut"))
    own = {name for name, measure in measures.items() if is_own_precedent(measure, cases, example("tongbai-peanut"))}

    assert {"R14", "R90", "R44", "R51"} <= own
    assert not own & {measure.id for measure in (*peanut.advice, *peanut.undecided)}
    assert not own & {measure.id for measure in peanut.tentative}


@pytest.mark.parametrize(("cluster", "place", "own"), [("某县花生", "某县", False), ("花生集群", "桐柏县", True)])
def test_a_precedent_is_known_by_place_and_trade_together(cluster: str, place: str, own: bool) -> None:
    profile = profile_of({})._replace(cluster=cluster, place=place)

    assert is_own_precedent(catalog().measures["R90"], catalog().cases, profile) is own


# Who can do it, and what comes first


@pytest.mark.parametrize(("level", "upward"), [("county", True), ("city", True), ("province", False), (None, None)])
def test_what_lies_above_a_government_is_applied_for(level: str | None, upward: bool | None) -> None:
    facts = {"cross_jurisdiction": 2, "origin": "grown"} | ({"government_level": level} if level else {})
    told = {measure.id: measure for measure in advised_on(profile_of(facts)).advice}

    assert told["R50"].upward is upward
    assert told["R50"].authority is not None
    assert told["R50"].authority.id == "province"


def test_a_planned_cluster_is_examined_before_anything_else() -> None:
    weak = {"market_order": 2, "ip_protection": 2, "imitation_restraint": 2}
    states = [
        {measure.state for measure in advised_on(profile_of({**weak, **facts})).advice if not measure.gate}
        for facts in (
            {"origin": "planned", "endogenous_base": 2},
            {"origin": "planned", "endogenous_base": 4},
            {"origin": "grown"},
        )
    ]
    assert [("open" in state, "locked" in state) for state in states] == [(False, True), (True, False), (True, False)]


# The clusters of the documents


@pytest.mark.parametrize("name", sorted({*EXAMPLES} - {"anping-county-made-up"}))
def test_each_cluster_of_the_documents_has_three_measures_with_their_reasons(name: str) -> None:
    told = assess.advise(example(name))
    tried = [measure for measure in told.advice if measure.state == "open"]

    assert len(tried) + len(told.tentative) >= 3
    assert len(told.modes) == 4
    assert all(measure.references for measure in told.tentative)
    assert all(measure.problems or measure.gaps or measure.strengths for measure in told.tentative)


def test_every_question_of_the_form_on_conditions_is_read() -> None:
    """No line of the form under that heading is read by nothing, and each has its definition and its holder."""
    text = str(catalog()) + str(library().problems)
    asked = [name for name, fact in library().vocabulary.items() if fact.for_advice]

    assert len(asked) >= 20
    assert_none(name for name in asked if f"'{name}'" not in text)
    assert all(library().vocabulary[name].definition.zh and library().vocabulary[name].held_by for name in asked)
