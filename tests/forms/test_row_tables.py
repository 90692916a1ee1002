"""The tables of firms, platforms, projects and evidence are data: one line of YAML adds a column everywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assess.form import yaml_writer
from assess.form.profiles import read_profile
from assess.form.scope import FormScope
from assess.form.writer import render_form
from assess.io.library import Library, default_library
from assess.io.schemas import schema
from assess.model.problems import InputError
from tests.offenders import assert_none

from .profile_strategies import ROOT

COLUMN = "energy: {title: {zh: 用电量, en: Power used}, kind: amount, unit: 万度}"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The library of the product, with one more column of the firms."""
    folder = tmp_path / "rubrics"
    shutil.copytree(ROOT / "rubrics", folder)
    file = folder / "tables" / "rows.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    before = next(index for index, line in enumerate(lines) if line.startswith("      sales:"))
    lines.insert(before, f"      {COLUMN}")
    file.write_text("\n".join(lines), encoding="utf-8")
    return Library(folder)


def test_one_line_of_yaml_adds_a_column_to_form_profile_and_schema(library: Library, tmp_path: Path) -> None:
    plain = {"cluster": "甲", "year": 2024, "firms": [{"name": "乙", "energy": 3.5}]}
    profile, _ = read_profile(plain, library.vocabulary)
    form = tmp_path / "form.xlsx"
    form.write_bytes(render_form(FormScope(()), library.vocabulary, profile))
    assert read_profile(form, library.vocabulary)[0].firms == profile.firms
    assert profile.firms == ({"name": "乙", "energy": 3.5},)
    assert "energy: 3.5" in yaml_writer.render(profile, library.vocabulary)
    assert "energy" in json.loads(schema("profile", library.tables))["$defs"]["Firm"]["properties"]


def test_what_stands_in_it_is_checked(library: Library) -> None:
    plain = {"cluster": "甲", "year": 2024, "firms": [{"name": "乙", "energy": -1}, {"name": "丙", "energi": 1}]}
    with pytest.raises(InputError) as caught:
        read_profile(plain, library.vocabulary)
    assert [(problem.code, problem.details.get("meant")) for problem in caught.value.problems] == [
        ("E218", None),
        ("E201", "energy"),
    ]


def test_every_table_has_what_rows_are_told_apart_by() -> None:
    tables = default_library().tables
    assert set(tables) == {
        "firms",
        "platforms",
        "projects",
        "evidence",
        "actors",
        "instruments",
        "targets",
        "links",
        "programme",
        "cross_region",
    }
    assert_none(name for name, table in tables.items() if not table.columns[table.key].required)
    columns = [(name, key, column) for name, table in tables.items() for key, column in table.columns.items()]
    assert_none(f"{name}.{key}" for name, key, column in columns if (column.kind == "choice") != bool(column.choices))


def test_facts_follow_from_columns_that_there_are() -> None:
    rules = [(name, fact.from_rows) for name, fact in default_library().vocabulary.items() if fact.from_rows]
    known = {name: table.columns for name, table in default_library().tables.items()}
    assert rules
    named = [(name, rule.table, column) for name, rule in rules for column in (rule.column, *rule.where) if column]
    assert_none(f"{name}: {table}.{column}" for name, table, column in named if column not in known[table])


def test_the_modes_of_projects_are_those_of_advice() -> None:
    upgrading = [name for name, mode in default_library().measures.modes.items() if mode.upgrading]
    assert list(default_library().tables["projects"].columns["mode"].choices) == upgrading
