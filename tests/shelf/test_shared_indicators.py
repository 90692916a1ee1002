"""Indicators stand once on the shelf, and any rubric names them by id."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from assess.io.library import KINDS, Library, default_library
from assess.model.problems import InputError

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "rubrics"

RUBRIC = """
rubric: mixed
version: "1"
title: {zh: 混合, en: Mixed}
weights: {basis: expert}
grades: {basis: expert, bands: [{id: any, from: 0, label: {zh: 全部, en: Any}}]}
references: {own: {title: {zh: 自拟, en: Our own}, kind: own}}
criteria:
- {id: first, title: {zh: 甲, en: First}, children: [SP01, GV02, OWN]}
indicators:
  OWN: {title: {zh: 产值, en: Output}, value: output, scale: {points: {0: 0, 9: 100}, basis: expert}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for folder in (*KINDS, "indicators"):
        (tmp_path / folder).mkdir()
    for folder in ("facts", "tables", "references", "statements"):
        (tmp_path / folder).symlink_to(FOLDER / folder)
    return Library(tmp_path)


def test_an_id_stands_once_on_the_shelf() -> None:
    counted = Counter(name for path in (FOLDER / "indicators").glob("*.yaml") for name in ids(path))
    own = [name for kind in KINDS for path in (FOLDER / kind).glob("*.yaml") for name in ids(path)]
    assert [name for name in own if name in counted] == []
    assert set(counted.values()) == {1}


def ids(path: Path) -> list[str]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")).get("indicators", {}))


def test_a_rubric_stands_in_the_folder_of_its_kind() -> None:
    library = default_library()
    kinds = {"assessment": "assessments", "lens": "lenses", "standard": "standards", "diagnosis": "diagnoses"}
    files = [path.stem for folder in (*kinds.values(), "catalogues") for path in (FOLDER / folder).glob("*.yaml")]
    assert sorted(files) == sorted({*library.ids(), *library.catalogues}), "an id stands for one thing"
    for name in library.ids():
        rubric = library.rubric(name)
        assert rubric.rubric == name
        assert (FOLDER / kinds[rubric.kind] / f"{name}.yaml").is_file()


def test_every_shared_indicator_is_named_by_a_rubric() -> None:
    library = default_library()
    named = {name for rubric in library.ids() for name in library.rubric(rubric).indicators}
    assert set(library.indicators) - named == set()


def test_a_rubric_anywhere_names_indicators_of_several_files_beside_its_own(tmp_path: Path) -> None:
    path = tmp_path / "mixed.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    library = default_library()
    rubric = library.rubric(str(path))
    assert list(rubric.indicators) == ["SP01", "GV02", "OWN"]
    assert rubric.indicators["SP01"] == library.rubric("cluster-upgrading").indicators["SP01"]
    assert [leaf.id for leaf in rubric.tree.leaves()] == ["SP01", "GV02", "OWN"]


def test_only_files_that_are_needed_are_parsed(library: Library) -> None:
    write(library, "needed", "indicators:\n  'A': &anchored {}\n")
    write(library, "other", "not even YAML: [")
    with pytest.raises(InputError) as caught:
        library.indicators.named(["A"])
    assert [(problem.code, problem.place.file) for problem in caught.value.problems if problem.place] == [
        ("E109", "needed.yaml")
    ]
    assert library.indicators.named([]) == {}


@pytest.mark.parametrize("key", ["A:", '"A" :', "? A\n  :"])
def test_it_is_found_however_its_id_is_written(key: str, library: Library) -> None:
    indicator = "{title: {zh: 甲, en: A}, value: output, scale: {points: {0: 0, 9: 100}, basis: expert}}"
    write(library, "one", f"indicators:\n  {key} {indicator}\n")
    assert list(library.indicators.named(["A"])) == ["A"]


def test_a_fault_of_sense_is_told_in_the_file_in_which_it_stands(library: Library, tmp_path: Path) -> None:
    indicator = "{title: {zh: 甲, en: A}, value: outputt, scale: {points: {0: 0, 9: 100}, basis: expert}}"
    write(library, "shared", f"indicators:\n  SP01: {indicator}\n  GV02: {indicator}\n")
    path = tmp_path / "mixed.yaml"
    path.write_text(RUBRIC.replace("value: output,", "value: outpu,"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        library.rubric(str(path))
    places = [
        (problem.code, problem.place.file, problem.place.line) for problem in caught.value.problems if problem.place
    ]
    assert places == [("E305", "mixed.yaml", 11), ("E305", "shared.yaml", 2), ("E305", "shared.yaml", 3)]


def write(library: Library, name: str, text: str) -> None:
    (library.folder / "indicators" / f"{name}.yaml").write_text(text, encoding="utf-8")
