"""Catalogues: what they hold adds up, is found by what it says, and never judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import assess
from assess.cli.main import run
from assess.model.text import Language
from assess.report.document import chinese
from tests.offenders import assert_none

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "rubrics" / "catalogues").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_catalogue_is_called_like_its_file_and_clean(path: Path) -> None:
    assert assess.catalogue(path.stem).catalogue == path.stem
    assert assess.lint(path.stem).findings == ()
    assert assess.lint(str(path)).findings == ()


def test_the_list_tells_all_of_them() -> None:
    assert assess.catalogues() == tuple(path.stem for path in FILES)
    for language in ("zh", "en"):
        listed = assess.describe(language=language)
        assert_none(name for name in assess.catalogues() if f"\n{name} " not in listed)


# Filtering


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        (["instruments=procurement"], ["austria"]),
        (["instruments=政府采购"], ["austria"]),
        (["政策工具=Public procurement"], ["austria"]),
        (["country=ustr"], ["austria", "australia"]),
        (["country=ustr", "instruments=planning"], ["austria"]),
        (["standing=considered"], ["belgium", "sweden"]),
        (["id=usa"], ["usa"]),
        (["instruments=association_support"], []),
        ({"country": "瑞典"}, ["sweden"]),
        ({}, ["austria", "denmark", "finland", "australia", "belgium", "spain", "sweden", "uk", "usa"]),
    ],
)
def test_rows_are_kept_that_say_all_that_is_asked(where: list[str] | dict[str, str], rows: list[str]) -> None:
    assert [row.id for row in assess.catalogue("country-policies", where).rows] == rows


def test_a_number_is_found_as_it_is_written() -> None:
    assert [row.id for row in assess.catalogue("zhejiang-cities", {"clusters": 77}).rows] == ["ningbo", "jinhua"]


@pytest.mark.parametrize(
    ("name", "where", "code", "meant"),
    [
        ("country-polices", [], "E510", "country-policies"),
        ("cluster-upgrading", [], "E510", None),
        ("country-policies", ["contry=austria"], "E511", "country"),
        ("country-policies", ["instruments"], "E512", None),
        ("country-policies", ["austria"], "E511", None),
        ("country-policies", ["instruments=procurment"], "E512", "procurement"),
        ("country-policies", ["country=Finlnad"], "E512", "Finland"),
        ("country-policies", ["country=芬蓝"], "E512", None),
        ("zhejiang-cities", ["clusters=78"], "E512", None),
        ("country-policies", ["country="], "E512", None),
    ],
)
def test_what_no_row_could_say_is_refused(name: str, where: list[str], code: str, meant: str | None) -> None:
    with pytest.raises(assess.InputError) as caught:
        assess.catalogue(name, where)
    (problem,) = caught.value.problems
    assert (problem.code, problem.details["meant"]) == (code, meant) if meant else problem.code == code


def test_conditions_are_for_catalogues_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubrics", "show", "cluster-upgrading", "--where", "id=SP01"]) == 2
    assert "E510" in capsys.readouterr().err


# Sums


def test_the_cities_add_up_to_601_clusters_and_15826() -> None:
    cities = assess.catalogue("zhejiang-cities").rows
    assert (sum(city.clusters for city in cities), sum(city.output for city in cities)) == (601, 15826)


def test_a_belt_is_the_sum_of_its_cities() -> None:
    for belt in assess.catalogue("zhejiang-belts").rows:
        cities = assess.catalogue("zhejiang-cities", {"belt": belt.id}).rows
        assert (sum(c.clusters for c in cities), sum(c.output for c in cities)) == (belt.clusters, belt.output)


@pytest.mark.parametrize("row", range(3))
def test_lint_adds_up_again(row: int, tmp_path: Path) -> None:
    """A number copied wrongly breaks the sum of all, and the sum of its belt."""
    data = yaml.safe_load((ROOT / "rubrics" / "catalogues" / "zhejiang-belts.yaml").read_text(encoding="utf-8"))
    data["rows"][row]["clusters"] += 1
    data["rows"][row]["output"] += 5
    path = tmp_path / "belts.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    findings = assess.lint(str(path)).findings
    assert [finding.code for finding in findings] == ["L430"] * 4


def test_a_filtered_table_tells_the_sum_of_what_is_left() -> None:
    shown = assess.describe("zhejiang-cities", "en", ["belt=wentai"])
    assert [line.split() for line in shown.splitlines() if line.startswith("Total")] == [["Total", "140", "3415"]]


# Screens


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_is_shown_with_its_place(path: Path, language: Language) -> None:
    shown = assess.describe(path.stem, language)
    for row in assess.catalogue(path.stem).rows:
        assert row.id in shown
        assert_none(reference.source for reference in row.references if reference.source not in shown)


def test_more_than_99_headings_are_counted_in_chinese() -> None:
    numbers = {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一", 110: "一百一十"}
    assert {number: chinese(number) for number in numbers} == numbers


def test_the_schema_knows_the_shape() -> None:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads(assess.schema("catalogue")))
    for path in FILES:
        validator.validate(yaml.safe_load(path.read_text(encoding="utf-8")))
