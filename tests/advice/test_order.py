"""Where the cluster is weak is where advice begins: the complete example after each of many shocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assess.advice.ranking import urgency
from assess.model.recommendation import AdviceResult
from assess.model.result import ResultContract
from tests.advice.stress import COMPLETE, Variant, brought_down, criterion_variants, indicator_variants
from tests.advice_strategies import EXAMPLES, advised_on, catalog, diagnosed, example, library, profile_of
from tests.offenders import assert_none

pytestmark = pytest.mark.slow
FIRST = 5
"""So many measures an official reads before all others."""
CLOSED = {
    "LF03": None,
    "AG02": None,
    "AG04": None,
    "AG05": None,
    "SR03": None,
    "EC05": None,
    "RO04": None,
    "GV10": {"R86": "new_zone_planned"},
    "SP06": {"R89": "government_push"},
    "MK07": {"R36": "MK01"},
    "IN11": {"R80": None, "R81": None},
}
"""Weak indicators for which the example has no open measure, and rightly so. Sizes, shares and growth are results of
everything else (None: the library says why no measure raises them); a base is reviewed where something new is to be
built, pillars are picked where government steers from above, prices are made by those who have the market, and a rank
comes after the stage of a cluster: the measures that would serve are held back by this fact or indicator, or by the
stage (None)."""

Order = Callable[[AdviceResult], object]


def fitting(measures: Sequence[AdviceResult], indicators: frozenset[str]) -> list[AdviceResult]:
    """Measures that weak indicators call for, and that raise one of these."""
    own = catalog().measures
    return [
        each for each in measures if any(gap.id in indicators and gap.id in own[each.id].raises for gap in each.gaps)
    ]


def first_open(result: ResultContract) -> list[AdviceResult]:
    return [each for each in result.advice if each.state == "open"][:FIRST]


def falls_short(variant: Variant, result: ResultContract, order: Order = urgency) -> str | None:
    """Fitting measures that do not stand among the first though others do that serve nothing that
    fell and are no prior checks; None where there are none."""
    measures = sorted((each for each in result.advice if each.state == "open"), key=order)  # type: ignore[arg-type]
    first = measures[:FIRST]
    left_out = [each.id for each in fitting(measures, variant.shocked) if each not in first]
    serving = fitting(first, variant.fallen)
    before = [each.id for each in first if each not in serving and not each.gate]
    return f"{left_out} behind {before}" if left_out and before else None


@pytest.fixture(scope="module")
def indicators() -> list[tuple[Variant, ResultContract]]:
    return [(variant, advised_on(variant.profile)) for variant in indicator_variants()]


@pytest.fixture(scope="module")
def criteria() -> list[tuple[Variant, ResultContract]]:
    return [(variant, advised_on(variant.profile)) for variant in criterion_variants()]


Results = list[tuple[Variant, ResultContract]]


def test_the_measures_for_a_weak_indicator_stand_among_the_first(indicators: Results) -> None:
    found = {variant.name: falls_short(variant, result) for variant, result in indicators}

    assert len(found) > 100
    assert_none(f"{name}: {why}" for name, why in found.items() if why)


def test_the_measures_for_a_weak_criterion_stand_among_the_first(criteria: Results) -> None:
    found = {variant.name: falls_short(variant, result) for variant, result in criteria}

    assert len(found) == 17
    assert_none(f"{name}: {why}" for name, why in found.items() if why)
    assert_none(variant.name for variant, result in criteria if not fitting(first_open(result), variant.shocked))


def test_an_order_by_the_whole_gain_would_not_do(indicators: Results, criteria: Results) -> None:
    """The tests above can fail: the order by gain and ease, which stood before, buries many a fitting measure."""

    def by_gain(measure: AdviceResult) -> float:
        return -measure.gain * sum(respect.score for respect in measure.ease)

    short = [variant.name for variant, result in indicators if falls_short(variant, result, by_gain)]
    assert len(short) > 20
    assert [variant.name for variant, result in criteria if falls_short(variant, result, by_gain)]


def test_a_weak_indicator_brings_its_measure_up(indicators: Results) -> None:
    """Each measure called for by an indicator stands no lower than it does in the example itself."""
    before = [each.id for each in advised_on(example("anping-county-made-up")).advice if each.state == "open"]
    lower = []
    for variant, result in indicators:
        now = [each.id for each in result.advice if each.state == "open"]
        for each in fitting([each for each in result.advice if each.state == "open"], frozenset([variant.name])):
            if each.id in before and now.index(each.id) > max(before.index(each.id), FIRST - 1):
                lower.append((variant.name, each.id))
    assert_none(lower)


def test_where_no_measure_fits_the_library_says_why(indicators: Results) -> None:
    """Every indicator has a measure that it calls for and that raises it, or is listed with the reason."""
    measures, unraised = catalog().measures, catalog().measures_file.unraised
    served = {name for measure in measures.values() for name in measure.when.weak if name in measure.raises}

    assert_none(variant.name for variant, _ in indicators if variant.name not in {*served, *unraised})
    assert not served & {*unraised}


def test_each_weak_indicator_has_its_measure_among_the_first_or_is_told_as_closed(indicators: Results) -> None:
    """All variants, none passed over: whatever is not closed for a reason of its own is served."""
    served = {variant.name for variant, result in indicators if any(fitting(first_open(result), variant.shocked))}

    assert len(indicators) == 117
    assert_none(variant.name for variant, _ in indicators if variant.name not in variant.shocked)
    assert {variant.name for variant, _ in indicators} - served == {*CLOSED}


def test_what_is_closed_is_told_with_what_holds_it_back(indicators: Results) -> None:
    diagnosis, vocabulary = diagnosed({}), library().vocabulary
    told = {variant.name: {each.indicator: each for each in result.unraised} for variant, result in indicators}
    for name, locks in CLOSED.items():
        weak = told[name][name]
        if locks is None:
            assert weak.because is not None
            assert not weak.held
            continue
        assert {held.id for held in weak.held} == {*locks}
        for held in weak.held:
            lock = locks[held.id]
            title = vocabulary[lock].title if lock in vocabulary else diagnosis.title(lock) if lock else None
            assert (title.zh if title else "发展阶段") in held.because.zh


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("GV10", {"new_zone_planned": 1}),
        ("MK07", {"main_product_home_sales": 150}),
        ("SP06", {"government_push": "top_down"}),
    ],
)
def test_what_is_closed_opens_where_the_context_asks_for_it(name: str, context: dict[str, Any]) -> None:
    profile = brought_down(example(COMPLETE), [name])
    stated = profile._replace(observations={**profile.observations, **profile_of(context).observations})

    assert fitting(first_open(advised_on(stated)), frozenset([name]))


def test_what_is_served_is_not_told_as_closed(indicators: Results, criteria: Results) -> None:
    for variant, result in (*indicators, *criteria):
        listed = {each.indicator for each in result.unraised}
        raised = {name for each in result.advice for name in catalog().measures[each.id].raises}
        assert not listed & raised, variant.name


# What decides


@pytest.mark.parametrize("name", EXAMPLES)
def test_gains_on_gaps_and_beside_them_make_up_all_gains(name: str) -> None:
    for measure in advised_on(example(name)).advice:
        assert [gap.id for gap in measure.gap_gains] == [gap.id for gap in measure.gaps]
        assert measure.gap_gain == sum(gap.gain for gap in measure.gap_gains)
        everywhere = measure.gain + sum(other.gain for other in measure.elsewhere)
        assert measure.gap_gain + measure.side_gain == pytest.approx(everywhere)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_gains_nothing_is_not_advised(name: str) -> None:
    for measure in advised_on(example(name)).advice:
        assert measure.gate or not measure.priced or measure.gap_gain + measure.side_gain > 0


def test_a_gap_of_the_other_rubric_counts() -> None:
    """Of two measures, that with the greater gain on its gaps comes first, whichever rubric has them."""
    advice = [each for each in advised_on(example("anping-county-made-up")).advice if each.state == "open"]
    elsewhere = [each for each in advice if {gap.rubric for gap in each.gap_gains} == {"cluster-context"}]

    assert elsewhere
    assert any(each.gain < later.gain for each in elsewhere for later in advice[advice.index(each) :])
