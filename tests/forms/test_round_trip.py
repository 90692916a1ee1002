"""Nothing is lost between a profile file and a form, whichever way it goes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assess.form import yaml_writer as profile_yaml
from assess.form.layout import join_answers, split_answers
from assess.form.scope import FormScope
from assess.form.writer import render_form
from assess.io.library import default_library
from assess.model.text import Language

from .profile_strategies import ROOT, profiles, read, settled, stated

pytestmark = pytest.mark.slow

LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["zh", "en"])


def form(profile: Any, language: Language = "zh", rubrics: tuple[str, ...] = ()) -> bytes:
    used = tuple(default_library().rubric(name) for name in rubrics)
    return render_form(FormScope(used), default_library().vocabulary, profile, language)


@settings(max_examples=60)
@given(data=profiles(), language=LANGUAGES)
def test_a_form_says_what_the_profile_said(data: dict[str, Any], language: Language) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = settled(data, Path(folder) / "p.yaml")
        written = Path(folder) / "form.xlsx"
        written.write_bytes(form(profile, language))
        assert stated(read(written)) == stated(profile)


@settings(max_examples=60)
@given(data=profiles())
def test_a_profile_file_says_it_too(data: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = settled(data, Path(folder) / "p.yaml")
        text = profile_yaml.render(profile, default_library().vocabulary)
        written = Path(folder) / "q.yaml"
        written.write_bytes(text.encode())
        assert stated(read(written)) == stated(profile)
        assert profile_yaml.render(read(written), default_library().vocabulary) == text


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_second_trip_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    as_yaml = tmp_path / "back.yaml"
    first.write_bytes(form(read(path), rubrics=("cluster-upgrading",)))
    as_yaml.write_bytes(profile_yaml.render(read(first), default_library().vocabulary).encode())
    second.write_bytes(form(read(as_yaml), rubrics=("cluster-upgrading",)))

    assert stated(read(first)) == stated(read(path))
    assert second.read_bytes() == first.read_bytes()
    assert profile_yaml.render(read(second), default_library().vocabulary).encode() == as_yaml.read_bytes()


def test_a_number_keeps_its_seventeenth_digit(tmp_path: Path) -> None:
    numbers = {"output": 0.1 + 0.2, "sales": 1 / 3, "local_sourcing_rate": 200 / 3}
    profile = settled({"cluster": "甲", "year": 2024, "facts": numbers}, tmp_path / "p.yaml")
    written = tmp_path / "form.xlsx"
    written.write_bytes(form(profile))
    assert written.read_bytes() == form(profile)
    observations = read(written).observations
    assert {name: reading.value for name in numbers for reading in observations[name].readings.values()} == numbers
    cells = [cell.value for sheet in load_workbook(written) for row in sheet.iter_rows() for cell in row]
    assert set(numbers.values()) <= set(cells)


def test_what_is_said_of_the_negative_list_beside_its_answer_is_kept(tmp_path: Path) -> None:
    facts = {"pollution_incidents": [{"value": False, "coverage": "all"}], "serious_accidents": False}
    profile = settled({"cluster": "甲", "year": 2024, "facts": facts}, tmp_path / "p.yaml")
    written = tmp_path / "form.xlsx"
    written.write_bytes(form(profile))
    assert stated(read(written)) == stated(profile)
    assert [statement.coverage for statement in read(written).observations["pollution_incidents"].statements] == ["all"]


TEXTS = st.text('甲乙、，; “”「」"', min_size=1, max_size=8).map(str.strip).filter(bool)


@example(["「“」"])
@given(st.lists(TEXTS, max_size=4))
def test_several_texts_of_one_cell_stay_what_they_were(texts: list[str]) -> None:
    assert split_answers(join_answers(texts)) == texts


def test_the_name_of_a_source_may_hold_a_separator(tmp_path: Path) -> None:
    first, written = tmp_path / "p.yaml", tmp_path / "form.xlsx"
    first.write_text(
        "cluster: 甲\nyear: 2024\nsources: [统计局、税务局联合年报, 新闻稿]\nfacts: {output: 3}\n", encoding="utf-8"
    )
    profile = read(first)
    written.write_bytes(form(profile))
    assert read(written).sources == profile.sources == ("统计局、税务局联合年报", "新闻稿")


def test_a_share_under_one_per_cent_is_kept_beside_a_zero(tmp_path: Path) -> None:
    share = [{"value": 0.01, "unit": "%", "year": 2023}, {"value": 0, "unit": "%", "year": 2024}]
    profile = settled({"cluster": "甲", "year": 2024, "facts": {"modern_firm_share": share}}, tmp_path / "p.yaml")
    written = tmp_path / "form.xlsx"
    written.write_bytes(form(profile))
    assert stated(read(written)) == stated(profile)
