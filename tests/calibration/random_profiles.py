"""A spread of plausible profiles, as columns for `score_table`.

Every cluster has a hidden strength, and each fact leans on it a little: what a good
cluster has more of is found out by asking the engine, not by naming facts. Amounts and
counts are drawn evenly on a logarithm over the range the vocabulary calls usual, shares
evenly, levels from a distribution with its middle at 3; a part is a share of its whole.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from assess.engine.batch import score_table
from assess.model.facts import Fact, Vocabulary
from assess.model.place import Place
from assess.model.profile import Observation, Profile, Reading
from assess.model.rubric import Rubric
from tests.advice_strategies import depth

LEVELS = (0.10, 0.35, 0.70, 0.92)
"""Share of clusters below levels 2, 3, 4 and 5: ours, a guess at what reviewers find."""

LEANING = 0.45
"""Correlation of a fact with the hidden strength of its cluster: ours. At 0 all clusters
would score alike, at 1 each would be the same in everything."""


def plausible(rubric: Rubric, vocabulary: Vocabulary, size: int, seed: int = 1) -> dict[str, Any]:
    """Columns of `size` profiles for every fact the rubric uses."""
    rng = np.random.default_rng(seed)
    used = sorted({fact for indicator in rubric.indicators.values() for fact in _needed(indicator)})
    wanted = [name for name in used if vocabulary[name].kind != "choice"]
    quantiles = {name: rng.standard_normal(size) for name in wanted}
    blind = score_table(rubric, columns_of(quantiles, vocabulary))["score"]
    strength = rng.standard_normal(size)
    for name in wanted:
        # Does a cluster with more of this score better? The sign, told by a blind draw.
        helps = np.sign(np.corrcoef(quantiles[name], blind)[0, 1])
        quantiles[name] = helps * LEANING * strength + np.sqrt(1 - LEANING**2) * rng.standard_normal(size)
    return columns_of(quantiles, vocabulary)


def profiles(rubric: Rubric, vocabulary: Vocabulary, size: int, seed: int = 1) -> list[Profile]:
    """As many industrial clusters, each with the same figures for the reporting year and the year before."""
    columns = plausible(rubric, vocabulary, size, seed)
    return [_profile({name: float(column[row]) for name, column in columns.items()}) for row in range(size)]


def _profile(values: Mapping[str, float]) -> Profile:
    place = Place("drawn", "drawn")
    observations = {
        name: Observation(name, "stated", place, {year: Reading(value, value, value, place) for year in (2024, 2025)})
        for name, value in values.items()
    }
    kind = Reading("industrial", math.nan, math.nan, place)
    observations["cluster_type"] = Observation("cluster_type", "stated", place, {None: kind})
    return Profile("drawn", 2025, "drawn", observations=observations)


def columns_of(quantiles: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Values of facts from standard normal quantiles, wholes before their parts."""
    columns: dict[str, Any] = {}
    for name in sorted(quantiles, key=lambda each: depth(each, vocabulary)):
        fact = vocabulary[name]
        share = _uniform(quantiles[name])
        if fact.part_of in columns:
            columns[name] = _rounded(share * columns[fact.part_of], fact)
        else:
            columns[name] = _rounded(_spread(share, fact), fact)
    return columns


def _needed(indicator: Any) -> tuple[str, ...]:
    """The facts of the formula an indicator prefers."""
    facts: tuple[str, ...] = indicator.value[0].facts
    return facts


def _uniform(normal: Any) -> Any:
    """Normal quantiles as even ones, by the logistic approximation of the normal law."""
    return 1 / (1 + np.exp(-1.5976 * normal - 0.07056 * normal**3))


def _spread(share: Any, fact: Fact) -> Any:
    if fact.kind == "level":
        return 1.0 + np.searchsorted(LEVELS, share)
    low, high = fact.usual or fact.limits
    if fact.kind in ("amount", "count") and high / max(low, 1e-9) > 20:
        low = max(low, 1.0 if fact.kind == "count" else 0.01)
        return low * (high / low) ** share
    return low + (high - low) * share


def _rounded(values: Any, fact: Fact) -> Any:
    return values if fact.kind in ("amount", "ratio") else np.rint(values)
