"""Any rubric on the shelf judges any profile on the shelf: no fact that is known anywhere is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assess
from assess.io.library import default_library
from assess.model.facts import Fact

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LIBRARY = default_library()
IDS = LIBRARY.ids()
FACTS = LIBRARY.vocabulary
STATED = sorted(name for name, fact in FACTS.items() if not fact.from_rows)


def some_value(fact: Fact) -> Any:
    """What a profile may state of a fact; of parts and wholes the same, so that none exceeds the other."""
    if fact.kind == "yes_no":
        return True
    if fact.kind in ("choice", "list"):
        item = next(iter(fact.items))
        return item if fact.kind == "choice" else [item]
    least, most = fact.limits
    return min(max(2, least), most)


def test_no_rubric_on_the_shelf_brings_facts_of_its_own() -> None:
    assert [name for name in IDS if LIBRARY.rubric(name).facts] == []


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_judged_by_every_rubric(path: Path, name: str) -> None:
    result = assess.score(assess.read(path), name)
    assert 0 <= result.low <= result.high <= 100
    assert result.is_scored == bool(result.rubric.id and LIBRARY.rubric(name).criteria)
    assert json.loads(result.to_json())["rubric"]["id"] == name


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(named=st.sets(st.sampled_from(STATED), max_size=60))
def test_whatever_is_stated_is_read_for_every_rubric(named: set[str]) -> None:
    profile = assess.read(
        {"cluster": "某集群", "year": 2024, "facts": {name: some_value(FACTS[name]) for name in named}}
    )
    for name in IDS:
        result = assess.score(profile, name)
        assert result.low <= (result.score if result.score is not None else result.high) <= result.high


def test_a_profile_that_states_everything_is_judged_by_every_rubric() -> None:
    facts = {name: some_value(FACTS[name]) for name in STATED}
    profile = assess.read({"cluster": "某集群", "year": 2024, "facts": facts})
    for name in IDS:
        assert assess.score(profile, name).rubric.id == name
