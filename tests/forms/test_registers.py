"""Registers of a profile: actors, instruments and targets, computed with, told, and kept in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import assess
from assess.form.profiles import read_profile
from assess.io.library import default_library
from assess.model.problems import InputError

GROUPS = {
    "suppliers": ["suppliers", "infrastructure"],
    "makers": ["makers", "related", "complements"],
    "merchants": ["channels"],
    "intermediaries": ["finance", "knowledge", "associations"],
    "management_bodies": ["standards", "offices"],
}
"""Five groups of eleven kinds."""


def read(**tables: Any) -> assess.Profile:
    return assess.read({"cluster": "甲", "year": 2024, **tables})


def groups_of(*rows: dict[str, Any], **header: Any) -> tuple[float, float] | None:
    """Bounds of the number of groups that a register shows; None where it says nothing."""
    named = [{"name": f"{number}", **row} for number, row in enumerate(rows)]
    stated = read(actors=named, **header).observations.get("actor_kinds")
    return (stated.readings[None].low, stated.readings[None].high) if stated else None


def test_eleven_kinds_stand_in_five_groups() -> None:
    kind = default_library().tables["actors"].columns["kind"]
    assert {group: list(kinds) for group, kinds in kind.groups.items()} == GROUPS
    assert sorted(each for kinds in kind.groups.values() for each in kinds) == sorted(kind.choices)
    assert len(kind.choices) == 11
    assert set(kind.groups) == set(default_library().vocabulary["actor_kinds"].items)


@pytest.mark.parametrize(
    ("kinds", "bounds"),
    [
        (["makers"], (1, 5)),
        (["makers", "related", "complements"], (1, 5)),
        (["makers", "finance"], (2, 5)),
        (["suppliers", "makers", "channels", "finance", "offices"], (5, 5)),
    ],
)
def test_a_list_that_may_go_on_shows_how_many_groups_there_are_at_least(kinds: list[str], bounds: Any) -> None:
    assert groups_of(*({"kind": kind} for kind in kinds)) == bounds


def test_a_complete_list_is_all_there_is() -> None:
    assert groups_of({"kind": "makers"}, {"kind": "finance"}, complete=["actors"]) == (2, 2)
    assert groups_of(complete=["actors"]) == (0, 0)


def test_a_group_is_missing_once_each_of_its_kinds_is_said_to_have_none() -> None:
    assert groups_of({"kind": "makers", "count": 9}, {"kind": "channels", "count": 0}) == (1, 4)
    assert groups_of({"kind": "makers"}, {"kind": "standards", "count": 0}) == (1, 5)
    assert groups_of({"kind": "makers"}, {"kind": "standards", "count": 0}, {"kind": "offices", "count": 0}) == (1, 4)


def test_what_is_typed_against_the_register_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read(actors=[{"name": "a", "kind": "makers"}], complete=["actors"], facts={"actor_kinds": 4})
    assert [problem.code for problem in caught.value.problems] == ["E217"]


@pytest.mark.parametrize("count", range(6))
def test_the_level_follows_from_the_register(count: int) -> None:
    """S6: AG06 is computed 0 to 5, and not typed in."""
    rows = [{"name": kinds[0], "kind": kinds[0]} for kinds in list(GROUPS.values())[:count]]
    node = assess.score(read(actors=rows, complete=["actors"]), "cluster-context").node("AG06")
    assert node is not None
    assert node.value == count
    assert node.level == max(1, count)


# Refused


@pytest.mark.parametrize(
    ("tables", "code", "meant"),
    [
        ({"actors": [{"name": "a", "kind": "maker"}]}, "E212", None),
        ({"actors": [{"name": "a"}]}, "E202", None),
        ({"actors": [{"name": "a", "kind": "makers", "count": -1}]}, "E218", None),
        ({"instruments": [{"name": "资金"}]}, "E202", None),
        ({"instruments": [{"name": "资金", "role": "fund"}]}, "E212", None),
        ({"instruments": [{"name": "资金", "role": "market_actor", "requires": "saels > 1"}]}, "E203", "sales"),
        ({"instruments": [{"name": "资金", "role": "market_actor", "requires": "sales >"}]}, "E3", None),
        ({"targets": [{"fact": "saels", "value": 1, "year": 2030, "document": "x"}]}, "E203", "sales"),
        ({"targets": [{"fact": "sales", "value": 1, "year": 30, "document": "x"}]}, "E218", None),
        ({"targets": [{"fact": "sales", "value": 1, "year": 2030}]}, "E202", None),
    ],
)
def test_a_row_without_sense_is_refused(tables: dict[str, Any], code: str, meant: str | None) -> None:
    with pytest.raises(InputError) as caught:
        read(**tables)
    (problem,) = caught.value.problems
    assert problem.code.startswith(code)
    assert meant is None or problem.details["meant"] == meant


def test_the_roles_of_instruments_are_those_of_the_measures() -> None:
    assert list(default_library().tables["instruments"].columns["role"].choices) == list(
        default_library().measures.measures_file.roles
    )


# Forms

FILLED = {
    "cluster": "甲",
    "year": 2024,
    "facts": {"sales": 20},
    "complete": ["actors"],
    "actors": [
        {"name": "制造企业", "kind": "makers", "count": 120, "remark": "其中规上30家"},
        {"name": "经销商", "kind": "channels", "count": 0},
    ],
    "instruments": [
        {"name": "资金", "role": "market_actor", "amount": 1000, "condition": "1000亩以上", "requires": "large_bases"}
    ],
    "targets": [
        {"fact": "sales", "value": 200, "year": 2026, "document": "规划"},
        {"fact": "集群年产值", "value": 260.5, "year": 2030, "document": "规划", "step": "第二步"},
    ],
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", [".xlsx", ".yaml"])
@pytest.mark.parametrize("depth", ["core", "standard", "full"])
def test_registers_come_back_from_a_form_as_they_went(kind: str, language: Any, depth: Any, tmp_path: Path) -> None:
    profile = assess.read(FILLED)
    path = tmp_path / f"form{kind}"
    path.write_bytes(assess.form(profile, kind=kind, language=language, depth=depth))
    again, notices = read_profile(path, default_library().vocabulary)
    assert {name: again.rows(name) for name in FILLED if name in profile.tables} == dict(profile.tables)
    assert again.sha256 == profile.sha256 or language == "en"
    assert again.complete == ("actors",)
    assert not [notice for notice in notices if notice.code in ("N209", "E240")]


@pytest.mark.parametrize("depth", ["core", "standard", "full"])
def test_registers_have_a_sheet_in_the_full_form_alone(depth: Any, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "form.xlsx"
    path.write_bytes(assess.form(assess.read({"cluster": "甲", "year": 2024}), depth=depth))
    book = openpyxl.load_workbook(path)
    registers = [table.title.zh for table in default_library().tables.values() if table.asked == "full"]
    assert len(registers) == 6
    assert [title in book.sheetnames for title in registers] == [depth == "full"] * 6
    basics = [cell.value for cell in book["基本信息"]["B"]]
    assert ("集群主体表已列全" in basics) == (depth == "full")
    if depth == "full":
        del book["目标登记"]
        book.save(path)
        _, notices = read_profile(path, default_library().vocabulary)
        assert [notice.details["found"].zh for notice in notices if notice.code == "N209"] == ["目标登记"]  # type: ignore[attr-defined]


def test_last_years_registers_begin_this_years_form() -> None:
    from assess.form.questions import carried_forward

    profile = assess.read(FILLED)
    assert carried_forward(profile, 2025).tables == profile.tables
