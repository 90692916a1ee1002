"""Advice in worked cases: stages, modes, the ladder, locks, gates, warnings and order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assess.advice.ranking import urgency
from assess.model.measures import MeasureCatalog
from assess.model.result import ResultContract
from assess.model.scales import WEAK
from tests.advice_strategies import EXAMPLES, advised_on, catalog, example, profile_of

STAGE_FACTS: Mapping[str, Any] = {
    "cluster_type": "industrial",
    "six_environments": ["hard", "affairs", "policy"],
    "infrastructure": 3,
    "logistics_cost_share": 12,
    "core_share": 55,
    "market_order": 3,
    "platform_functions": ["training", "information"],
    "soft_medium": 3,
    "soft_bodies": 3,
    "soft_regulation": 3,
    "speciality": 3,
    "local_sourcing_rate": 40,
    "entrepreneurs": 3,
}


def told(**facts: Any) -> ResultContract:
    """Advice on a cluster that grew by itself, where nothing else is said."""
    return advised_on(profile_of({"origin": "grown", **facts}))


def changed(**measure: Any) -> MeasureCatalog:
    """The library with R01 changed."""
    own = catalog()
    measures = {**own.measures, "R01": own.measures["R01"].model_copy(update=measure)}
    return own._replace(measures_file=own.measures_file.model_copy(update={"measures": measures}))


def verdicts(result: ResultContract) -> dict[str, str]:
    return {mode.id: mode.verdict for mode in result.modes}


# Stages and ranks


def test_all_ten_elements_make_a_cluster() -> None:
    stage = told(**STAGE_FACTS).stage

    assert stage.id == "cluster"
    assert [element.status for element in stage.elements] == ["met"] * 10


@pytest.mark.parametrize(
    ("fact", "value", "stage"),
    [("entrepreneurs", 2, "agglomeration"), ("market_order", 2, "concentration"), ("infrastructure", 2, None)],
)
def test_an_element_that_is_missing_keeps_the_stage_below(fact: str, value: int, stage: str | None) -> None:
    result = told(**{**STAGE_FACTS, fact: value}).stage

    assert result.id == stage
    assert [element.status for element in result.elements].count("missing") == 1


def test_an_element_that_is_unknown_is_no_missing_one() -> None:
    facts = {fact: value for fact, value in STAGE_FACTS.items() if fact != "entrepreneurs"}
    result = told(**facts).stage

    assert result.id == "agglomeration"
    assert result.elements[-1].status == "unknown"


def test_growers_supply_an_agricultural_cluster() -> None:
    facts = {**STAGE_FACTS, "cluster_type": "agri", "contracted_share": 40}

    assert told(**facts).stage.id == "cluster"
    assert told(**{**facts, "contracted_share": 10}).stage.id == "agglomeration"


CHAIN = {"chain_coverage": 50, "outside_contract_makers": 0, "sales": 10}
RECEIVING = CHAIN | {"patents": 0, "rd_bodies": 1, "lead_rd": 1, "supplier_sme_share": 5, "brand_reach": 1}
INWARD = CHAIN | {"patents": 12, "lead_rd": 3, "supplier_sme_share": 30, "brand_reach": 4, "outward_links": 4}
OUTWARD = INWARD | {"outside_contract_makers": 1}


@pytest.mark.slow
def test_a_cluster_receives_then_radiates_inward_then_outward() -> None:
    ranks = [told(**STAGE_FACTS, **facts).stage.rank for facts in (RECEIVING, INWARD, OUTWARD)]

    assert ranks == ["receiving", "inward", "outward"]


def test_ranks_are_told_of_clusters_only() -> None:
    assert told(**STAGE_FACTS | {"entrepreneurs": 1}, **OUTWARD).stage.rank is None


def test_a_stated_stage_is_a_cross_check() -> None:
    result = told(**STAGE_FACTS, stage_judged=2)

    assert result.stage.id == "cluster"
    assert "stated_AG07" in [warning.id for warning in result.warnings]
    assert "stated_AG07" not in [warning.id for warning in told(**STAGE_FACTS, stage_judged=4).warnings]


# Modes


def test_inter_sectoral_waits_for_the_functional_rungs() -> None:
    facts = {"emerging_share": 3, "talent_share": 16, "entrepreneurs": 4, "core_share": 60, "patents": 12, "sales": 10}
    # Half of its indicators must be known, for a mode to be told at all.
    facts |= {"output": 40, "chain_coverage": 60, "product_diversity": 3, "cluster_type": "industrial"}
    facts |= {"machinery_supply": 3, "cross_region_links": 3, "eco_chain_links": 3, "origin": "grown"}
    facts["creative_base"] = 1
    early, ripe = told(**facts, value_chain_rung=2), told(**facts, value_chain_rung=4)

    assert verdicts(early)["inter_sectoral"] == "too early"
    assert verdicts(ripe)["inter_sectoral"] == "now"
    assert {each.state for each in early.advice if each.mode == "inter_sectoral"} == {"locked"}
    assert {each.state for each in ripe.advice if each.mode == "inter_sectoral"} == {"open"}


LADDER = [(1, "IN09.2"), (2, "IN09.4"), (3, "IN09.4"), (4, "IN09.5"), (5, None)]


@pytest.mark.slow
@pytest.mark.parametrize(("level", "rung"), LADDER)
def test_the_ladder_proposes_the_next_rung(level: int, rung: str | None) -> None:
    functional = next(mode for mode in told(value_chain_rung=level).modes if mode.id == "functional")

    assert (functional.next_rung and functional.next_rung.id) == rung


def test_no_rung_is_skipped() -> None:
    result = advised_on(
        profile_of({"value_chain_rung": 1, "equipment_level": 2, "lead_rd": 4}), changed(raises={"IN09": 4})
    )
    (raised,) = next(each for each in result.advice if each.id == "R01").raises

    assert (raised.level, raised.to_level) == (1, 2)


@pytest.mark.parametrize(("level", "rung"), [(1, 2), (2, 4), (3, 4), (4, 5)])
def test_a_ladder_is_climbed_to_a_rung_and_not_between_two(level: int, rung: int) -> None:
    """The rungs of value_chain_rung stand at levels 1, 2, 4 and 5: what a measure aims at is one of them."""
    facts = {"value_chain_rung": level, "equipment_level": 2, "lead_rd": 4}
    result = advised_on(profile_of(facts), changed(raises={"IN09": 1}))
    (raised,) = next(each for each in result.advice if each.id == "R01").raises

    assert (raised.level, raised.to_level) == (level, rung)


def test_a_reason_is_told_once() -> None:
    """R22 is called for by restraint from copying and has a condition on it too."""
    result = advised_on(profile_of({"imitation_restraint": 2, "origin": "grown"}))
    because = next(each for each in result.advice if each.id == "R22").because

    assert because.zh == "不过度仿制的程度为 2 级"


def test_a_planned_cluster_is_examined_first() -> None:
    county = example("anping-county-made-up")
    planned, grown = (
        advised_on(county._replace(observations={**county.observations, **profile_of(facts).observations}))
        for facts in ({"origin": origin, "endogenous_base": 2} for origin in ("planned", "grown"))
    )

    assert planned.advice[0].id == "R86"
    assert planned.advice[0].gaps[0].id == "GV10"
    assert verdicts(planned)["process"] == "prepare"
    assert verdicts(grown)["process"] == "now"
    assert "R86" not in [each.id for each in grown.advice]


def test_where_the_base_is_not_known_a_planned_cluster_is_asked() -> None:
    result = told(origin="planned")
    asked = next(each for each in result.undecided if each.id == "R86")

    assert "endogenous_base" in [fact.id for fact in asked.asks]


# States and order


def test_what_would_replace_the_market_is_blocked() -> None:
    result = advised_on(profile_of({"equipment_level": 2, "lead_rd": 4}), changed(government="replace"))
    told = next(each for each in result.advice if each.id == "R01")

    assert told.state == "blocked"
    assert told.state_because is not None
    assert "代替市场" in told.state_because.zh


def test_where_government_leads_the_domain_is_named() -> None:
    for measure in catalog().measures.values():
        assert (measure.government == "lead") == (measure.domain is not None)
        assert measure.government != "replace"
        assert (measure.government != "none") == ("government" in measure.actors)


def test_a_precondition_locks() -> None:
    facts = {"brand_honours": 1, "sales": 20, "equipment_level": 4, "quality_samples": 100}
    states = [
        next(each for each in told(**facts, **more).advice if each.id == "R21").state
        for more in ({}, {"failed_samples": 30}, {"failed_samples": 3})
    ]

    assert states == ["undecided", "locked", "open"]


def test_prior_checks_come_first() -> None:
    result = advised_on(example("anping-county-made-up"))
    crisis = told(distress_share=30, equipment_level=2, lead_rd=4)

    assert [each.id for each in result.advice] == [each.id for each in sorted(result.advice, key=urgency)]
    assert crisis.advice[0].id == "R87"


# The examples


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_told_of_three_modes(name: str) -> None:
    result = advised_on(example(name))
    all_told = (*result.advice, *result.undecided)

    assert len({each.mode for each in all_told if each.gain > 0 or (each.gain_if or 0) > 0}) >= 3
    assert all(each.actors and each.instrument and each.references for each in all_told)
    assert len({each.mode for each in all_told if each.precedent and each.cautions}) >= 3


def test_three_modes_are_called_for_where_enough_is_known() -> None:
    advice = advised_on(example("anping-county-made-up")).advice

    assert len({each.mode for each in advice if each.gain > 0}) >= 3


def test_tongbai_peanut_is_warned() -> None:
    warnings = {warning.id: warning for warning in advised_on(example("tongbai-peanut")).warnings}

    assert warnings["single_firm_dependence"].value == pytest.approx(82.8, abs=0.05)
    assert warnings["conflicting_plans"].value == 60
    assert [used.value for used in warnings["conflicting_plans"].used] == [260, 200]


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_measure_without_a_gap_and_no_figure_of_money(name: str) -> None:
    result = advised_on(example(name))
    levels = {node.id: node.level for node in result.nodes}

    for told in result.advice:
        assert told.gaps
        assert all(levels.get(gap.id) is None or (levels[gap.id] or 0) <= WEAK for gap in told.gaps)
    assert {told.money for told in (*result.advice, *result.undecided)} <= {None}


def test_weak_indicators_that_nothing_raises_are_named() -> None:
    profile = example("anping-county-made-up")
    few = profile._replace(observations={**profile.observations, **profile_of({"core_firms": 15}).observations})
    named = {each.indicator: each for each in advised_on(few).unraised}

    assert named["AG02"].because is not None
    assert not named["AG02"].held


def test_weak_indicators_whose_measures_are_held_back_are_named_with_what_holds_them() -> None:
    (weak,) = advised_on(example("anping-county-made-up")).unraised

    assert weak.indicator == "MK07"
    assert [(held.id, held.because.zh) for held in weak.held] == [("R36", "主导产品国内市场占有率为 2 级")]
