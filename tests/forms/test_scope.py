"""Three depths of the form, and what each is enough for."""

from __future__ import annotations

from typing import get_args

import pytest
import yaml

import assess
from assess.form.scope import known_share, scope_of
from assess.io.library import default_library
from assess.model.facts import Depth
from assess.model.profile import Profile
from assess.model.result import ResultContract
from assess.model.rubric import Rubric
from tests.offenders import assert_none

from .profile_strategies import ROOT, read

LIBRARY = default_library()
RUBRIC = LIBRARY.rubric("cluster-upgrading")
COUNTY = ROOT / "examples" / "anping-county-made-up.yaml"


def asked(depth: Depth) -> frozenset[str]:
    facts = scope_of([RUBRIC], LIBRARY, depth).facts
    assert facts is not None
    return facts


def within(profile: Profile, depth: Depth) -> Profile:
    """What a form of a depth would have been told of this county."""
    stated = profile.observations
    kept = {name: told for name, told in stated.items() if name in asked(depth) or told.derived}
    return profile._replace(observations=kept)


def test_each_depth_asks_all_of_the_one_before_and_more() -> None:
    core, standard, full = (asked(depth) for depth in get_args(Depth))
    assert core < standard < full < set(LIBRARY.vocabulary)
    own = {name for name in core if not LIBRARY.vocabulary[name].always}
    assert 22 <= len(own) <= 28


def test_the_full_form_leaves_out_only_what_other_views_ask() -> None:
    """A lens may read facts of its own, and its form asks them."""
    left_out = set(LIBRARY.vocabulary) - asked("full")
    assert not left_out & {fact for name in LIBRARY.ids_of("assessments") for fact in read_by(LIBRARY.rubric(name))}
    others = [LIBRARY.rubric(name) for name in LIBRARY.ids() if name not in LIBRARY.ids_of("assessments")]
    assert_none(
        f"{rubric.rubric}: {fact}"
        for rubric in others
        for fact in read_by(rubric) - (scope_of([rubric], LIBRARY, "full").facts or frozenset())
    )


def read_by(rubric: Rubric) -> set[str]:
    """Facts that a rubric reads by its clauses and indicators."""
    parts = (*rubric.gates, *rubric.indicators.values())
    return {fact for part in parts for fact in part.facts}


def test_what_is_stated_is_asked_whatever_reads_it() -> None:
    left_out = sorted(set(LIBRARY.vocabulary) - asked("full"))
    fact = next(name for name in left_out if LIBRARY.vocabulary[name].kind == "yes_no")
    profile = assess.read({"cluster": "某集群", "year": 2025, "facts": {fact: True}})
    form = yaml.safe_load(assess.form(profile, kind=".yaml", depth="full").decode())
    assert form["facts"][fact]
    assert fact not in yaml.safe_load(assess.form(kind=".yaml", depth="full").decode())["facts"]


def test_the_shortest_form_asks_nothing_that_firms_must_be_asked_for() -> None:
    assert_none(
        name
        for name in asked("core")
        if LIBRARY.vocabulary[name].asked_of != "desk" and not LIBRARY.vocabulary[name].always
    )


@pytest.mark.parametrize("depth", get_args(Depth))
def test_yaml_asks_what_the_scope_says(depth: Depth) -> None:
    text = assess.form(kind=".yaml", depth=depth).decode()
    assert set(yaml.safe_load(text)["facts"]) == asked(depth)
    assert text.startswith("# 填报深度")
    assert ("不能给出总分和等次" in text) == (depth == "core")
    assert ("只能列为待定" in text) == (depth == "core")


def test_the_standard_form_is_enough_for_score_stage_modes_and_measures() -> None:
    """As many measures as the same county with both rubrics in full."""
    whole, standard = advised(read(COUNTY)), advised(within(read(COUNTY), "standard"))
    assert standard.status == "scored"
    assert [element.status for element in standard.stage.elements].count("unknown") == 0
    assert standard.stage.id == whole.stage.id
    assert [mode.id for mode in standard.modes if mode.verdict == "unknown"] == []
    assert {measure.id for measure in standard.advice} >= {measure.id for measure in whole.advice}


def advised(profile: Profile) -> ResultContract:
    return assess.advise(profile)


def test_the_form_says_so_where_it_is_not_enough() -> None:
    assert (
        known_share(RUBRIC.tree, asked("core")) < RUBRIC.coverage_floor <= known_share(RUBRIC.tree, asked("standard"))
    )
    result = assess.score(within(read(COUNTY), "core"))
    assert result.score is None
    assert result.figures


def test_desk_data_reach_a_score(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a single judged level, and by what lies on desks alone, clearly more than the floor is known."""
    county, vocabulary = read(COUNTY), LIBRARY.vocabulary
    kinds: dict[str, tuple[str, ...]] = {"numbers and lists": ("desk", "survey"), "desks alone": ("desk",)}
    known = {}
    for name, kind in kinds.items():
        stated = {
            fact: told
            for fact, told in county.observations.items()
            if vocabulary[fact].asked_of in kind
            or vocabulary[fact].kind == "choice"
            or told.standing == "not_applicable"
        }
        known[name] = assess.score(county._replace(observations=stated)).coverage
    print("\nknown of the weight:", {name: f"{share:.1%}" for name, share in known.items()})
    assert known["numbers and lists"] > 0.8
    assert known["desks alone"] > 0.6


def test_a_form_for_a_standard_alone_asks_nothing_for_measures() -> None:
    standard = scope_of([LIBRARY.rubric("miit-sme-cluster-2022")], LIBRARY, "standard").facts
    assert standard is not None
    assert "network_incidents" in standard
    assert_none(name for name in standard if (fact := LIBRARY.vocabulary[name]).for_advice and fact.depth != "core")
