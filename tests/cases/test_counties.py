"""Made-up counties as their papers speak: what is asked, what is used, and what is not compared."""

from __future__ import annotations

from pathlib import Path

import pytest

import assess

COUNTIES = Path(__file__).parent / "counties"


@pytest.mark.parametrize(
    ("county", "asked", "conflicts"),
    [
        ("yunxi-bamboo", {"W211"}, [("output", "coverage", 2024)]),
        ("beiling-parts", {"W210", "W212"}, [("output", "period", 2024), ("sales", "values", 2024)]),
    ],
)
def test_every_contradiction_is_asked_about_and_listed(county, asked, conflicts):
    checked = assess.check(COUNTIES / f"{county}.yaml")
    assert asked <= {problem.code for problem in checked.problems}
    assert checked.profile is not None
    result = assess.score(checked.profile)
    assert [(each.fact, each.kind, each.year) for each in result.conflicts] == conflicts


def test_the_same_through_a_form(tmp_path):
    """Every statement stands in a row of its own, and a question stands at its cell."""
    for path in sorted(COUNTIES.glob("*.yaml")):
        profile = assess.read(path)
        form = tmp_path / f"{path.stem}.xlsx"
        form.write_bytes(assess.form(profile))
        assert assess.read(form).sha256 == profile.sha256
        places = {
            problem.place.at for problem in assess.check(form).problems if problem.code in ("W210", "W211", "W212")
        }
        assert all(place.startswith("指标!") for place in places)


def test_no_growth_of_output_mixes_coverages_or_periods():
    """41.5 against 38.2 could be compared, but what stands for 2024 also holds 60 of another coverage."""
    result = assess.score(assess.read(COUNTIES / "yunxi-bamboo.yaml"), "cluster-context")
    trends = [node for node in result.nodes if node.formula and "growth" in node.formula]
    assert not trends
    settled = assess.read({**_plain("yunxi-bamboo"), "sources": ["县统计局"]})
    growth = [figure for figure in assess.score(settled).figures if "output" in {each.fact for each in figure.used}]
    assert any(figure.value is not None and abs(figure.value - (41.5 / 38.2 - 1) * 100) < 1e-9 for figure in growth)


def test_a_part_of_a_year_stands_for_no_whole_one():
    result = assess.score(assess.read(COUNTIES / "yunxi-bamboo.yaml"))
    used = [each for node in result.nodes for each in node.used]
    assert all(each.months is None for each in used)
    assert all(value.months is None for fact in result.stated for value in fact.values)


def _plain(county: str) -> dict[str, object]:
    from assess.io.yaml_document import read_yaml

    return dict(read_yaml(COUNTIES / f"{county}.yaml").data)
