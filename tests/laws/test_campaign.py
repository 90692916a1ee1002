"""Many random fillings, a table at a time: none leaves the interval told before it arrived."""

from __future__ import annotations

import os
from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.engine.batch import score_table
from assess.model.facts import Fact, Vocabulary
from assess.model.rubric import Rubric

from .. import strategies as some
from .scoring_helpers import Table

pytestmark = pytest.mark.slow

FILLINGS = 100_000 if os.environ.get("ASSESS_CAMPAIGN") else 5_000
EXAMPLES = 40
YEARS = (2025, 2024, 2023)


def column(fact: Fact, size: int, chance: np.random.Generator) -> np.ndarray:
    """Values all over the range of a fact."""
    if fact.kind == "choice":
        return chance.choice(list(fact.items), size)
    least, most = (min(max(limit, -1000), 1000) for limit in fact.limits)
    if fact.kind in ("level", "count", "list", "yes_no"):
        return chance.integers(int(least), int(most), size, endpoint=True).astype(float)
    return chance.uniform(least, most, size).round(2)


def truth(rubric: Rubric, vocabulary: Vocabulary, size: int, chance: np.random.Generator) -> Table:
    """All facts of many profiles, by year where a formula asks for years."""
    lagging = {f for i in rubric.indicators.values() for each in i.value for f, lag in each.readings if lag}
    table: Table = {"nothing": np.zeros(size)}
    for name in sorted(some.facts_of(rubric)):
        for when in [f"@{year}" for year in YEARS] if name in lagging else [""]:
            table[name + when] = column(vocabulary[name], size, chance)
    return table


def with_gaps(table: Table, chance: np.random.Generator, sure: Collection[str] = ()) -> Table:
    """The table with holes, few in most rows and many in some; a series is a hole as a whole.
    Facts that are `sure` have none."""
    gapped = {}
    missing: dict[str, np.ndarray] = {}
    size = len(table["nothing"])
    rate = chance.random(size) ** 4
    for name, values in table.items():
        fact = name.split("@", maxsplit=1)[0]
        if fact not in missing:
            missing[fact] = chance.random(size) < (0 if fact in sure else rate)
        gapped[name] = np.where(missing[fact], "" if values.dtype.kind == "U" else np.nan, values)
    return gapped


def escapes(rubric: Rubric, vocabulary: Vocabulary, size: int, seed: int, sure: Collection[str] = ()) -> list[int]:
    """Rows whose truth lies beyond the bounds that were told while facts were missing."""
    chance = np.random.default_rng(seed)
    complete = truth(rubric, vocabulary, size, chance)
    before = score_table(rubric, with_gaps(complete, chance, sure))
    after = score_table(rubric, complete)
    beyond = (after["score"] < before["low"] - 1e-9) | (after["score"] > before["high"] + 1e-9)
    wider = (after["low"] < before["low"] - 1e-9) | (after["high"] > before["high"] + 1e-9)
    return np.flatnonzero(beyond | wider | (after["coverage"] < before["coverage"] - 1e-9)).tolist()


def one_way(rubric: Rubric, which: int) -> Rubric:
    """The rubric with one formula an indicator: a second way to the same value may contradict the first."""
    ways = {
        name: i.model_copy(update={"value": (i.formulas[which],), "stand_ins": ()})
        for name, i in rubric.indicators.items()
    }
    # Not model_copy: a copy would keep the tree that the rubric may have grown already.
    return Rubric.model_construct(
        **{**{name: getattr(rubric, name) for name in Rubric.model_fields}, "indicators": ways}
    )


CONDITIONS = ("cluster_type",)


@pytest.mark.parametrize("sure", [CONDITIONS, ()], ids=["type known", "type open"])
@pytest.mark.parametrize("which", [0, -1], ids=["first formula", "last formula"])
@pytest.mark.parametrize("name", some.library().ids())
def test_no_filling_of_a_real_form_leaves_its_interval(name, which, sure):
    """The rubrics on the shelf, with the facts of the vocabulary over their whole ranges."""
    rubric = one_way(some.real_rubric(name), which)
    vocabulary = some.library().vocabulary.extended(rubric.facts)
    assert escapes(rubric, vocabulary, FILLINGS, seed=2025, sure=sure) == []


@settings(max_examples=EXAMPLES)
@given(some.rubrics(formula=some.formulas), st.integers(0, 2**32 - 1))
def test_no_filling_of_any_form_leaves_its_interval(rubric, seed):
    """Made-up rubrics of every kind; the fillings are shared out among them."""
    assert escapes(rubric, some.vocabulary(), FILLINGS // EXAMPLES, seed) == []
