"""What catalogues say, held against the rest of the shelf."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import assess
from assess.io.library import default_library
from assess.model.arithmetic import FLOATS
from assess.model.formula import parse
from tests.offenders import assert_none


def test_every_instrument_of_the_measures_has_a_role() -> None:
    instruments = default_library().measures.measures_file.instruments
    rows = {row.id: row.instrument for row in assess.catalogue("instruments").rows}
    assert rows == instruments


def test_every_criterion_rests_on_one_school() -> None:
    """S3: each criterion has exactly one tag."""
    tagged = [name for row in assess.catalogue("schools").rows for name in row.criteria]
    rubrics = [assess.rubric(name) for name in default_library().measures.measures_file.judged_under]
    criteria = {part.node.id: part.node.criterion for rubric in rubrics for part in rubric.tree.parts}
    assert sorted(tagged) == sorted(criteria)
    schools = {row.tag: row.criteria for row in assess.catalogue("schools").rows}
    assert_none(name for school, names in schools.items() for name in names if criteria[name].school != school)


def test_groups_hold_the_items_that_the_text_has() -> None:
    rows = assess.catalogue("recommendation-groups").rows
    counts = {group: sum(row.group == group for row in rows) for group in {row.group for row in rows}}
    assert counts == {"1": 10, "2": 3, "3": 4, "4": 5, "5": 4, "6": 11, "7": 2, "8": 3, "9": 6, "10": 5}
    # Group 1: an opening, seven items, two that are missing; group 6: one item, then 4, 3 and 3 below three heads.
    assert_none(row.id for row in rows if row.state != "missing" and not row.measures)


def test_a_measure_of_a_group_stands_in_it() -> None:
    """A row may name a measure whose own group differs; then another row of the measure's group names it as well."""
    measures = default_library().measures.measures
    rows = assess.catalogue("recommendation-groups").rows
    named = {(name, row.group) for row in rows for name in row.measures}
    tagged = {(name, str(measure.group)) for name, measure in measures.items() if measure.group is not None}
    assert_none(sorted(f"{name} in {group}" for name, group in tagged - named))


def test_measures_are_tagged_with_the_space_that_lists_them() -> None:
    listed = {(name, row.id) for row in assess.catalogue("action-spaces").rows for name in row.measures}
    measures = default_library().measures.measures
    assert {(name, measure.space) for name, measure in measures.items() if measure.space} == listed


def test_figures_of_the_documents_come_to_what_is_said() -> None:
    """Worked again from the figures of the lines cited; what differs from the text, or is not in it, says so."""
    workings = yaml.safe_load(Path(__file__).with_name("document_figures.yaml").read_text(encoding="utf-8"))
    rows = {row.id: row for row in assess.catalogue("document-figures").rows}
    assert list(rows) == list(workings)
    for name, row in rows.items():
        worked = parse(workings[name]).evaluate(FLOATS, lambda *_: 0.0)
        decimals = len(f"{row.computed:g}".partition(".")[2]) if row.computed < 1000 else 0
        assert round(float(worked), decimals) == pytest.approx(row.computed, abs=10**-decimals / 2), name
        assert (row.stated is None) == (row.outcome == "unstated") or row.outcome == "differs", name
