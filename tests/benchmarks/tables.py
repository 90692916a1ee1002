"""100,000 profiles x 49 indicators as a table, against the same arithmetic written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from assess.engine.batch import score_table
from assess.model.rubric import Rubric
from assess.model.scale_kinds import Points

from .pairs import Pair, pair

SIZE = 100_000
CRITERIA, EACH = 7, 7


def run() -> Iterator[Pair]:
    rubric = plain_rubric()
    rng = np.random.default_rng(1)
    columns = {f"f{i}": rng.uniform(0, 120, SIZE) for i in range(CRITERIA * EACH)}
    ours = score_table(rubric, columns)
    theirs = by_hand(rubric, columns)
    assert all(np.allclose(ours[name], theirs[name], atol=1e-9) for name in theirs), "the two must agree"
    yield pair(
        "score_table of 100,000 x 49 with contributions, against NumPy by hand",
        lambda: score_table(rubric, columns),
        lambda: by_hand(rubric, columns),
        1.0,
        runs=5,
    )


def plain_rubric() -> Rubric:
    """Seven criteria of seven indicators each, one fact an indicator, six points a scale."""
    text = {"zh": "题", "en": "t"}
    scale = {"points": {0: 0, 30: 20, 50: 40, 65: 60, 80: 80, 95: 100}, "basis": "expert"}
    indicators = {f"i{i}": {"title": text, "value": f"f{i}", "scale": scale} for i in range(CRITERIA * EACH)}
    criteria = [
        {"id": f"c{c}", "title": text, "children": [f"i{c * EACH + k}" for k in range(EACH)]} for c in range(CRITERIA)
    ]
    return Rubric.model_validate(
        {
            "rubric": "plain",
            "version": "1",
            "title": text,
            "weights": {"basis": "expert"},
            "grades": {"basis": "expert", "bands": [{"id": "g", "label": text, "from": 0}]},
            "criteria": criteria,
            "indicators": indicators,
        }
    )


def by_hand(rubric: Rubric, columns: dict[str, Any]) -> dict[str, Any]:
    """What a NumPy user would write for this rubric: interpolate, average, share out; gaps kept
    out of the means, bounds with the gaps at their worst and best."""
    table: dict[str, Any] = {}
    means, lows, highs = [], [], []
    for part in rubric.tree.parts:
        below = part.node.leaves()
        scores, low, high = zip(*(_leaf(columns, leaf.id, leaf.indicator.scale) for leaf in below), strict=True)
        known = [~np.isnan(score) for score in scores]
        weight = sum(known)
        mean = sum(np.where(k, s, 0.0) for k, s in zip(known, scores, strict=True)) / weight
        means.append(mean)
        lows.append(sum(low) / EACH)
        highs.append(sum(high) / EACH)
        for leaf, score in zip(below, scores, strict=True):
            table[f"{leaf.id}.score"] = score
            table[f"{leaf.id}.contribution"] = score / weight / CRITERIA
        table[f"{part.node.id}.score"] = mean
        table[f"{part.node.id}.contribution"] = mean / CRITERIA
    table |= {"score": sum(means) / CRITERIA, "low": sum(lows) / CRITERIA, "high": sum(highs) / CRITERIA}
    return table


def _leaf(columns: dict[str, Any], name: str, scale: Any) -> tuple[Any, Any, Any]:
    assert isinstance(scale, Points)
    score = np.interp(columns["f" + name[1:]], list(scale.points), list(scale.points.values()))
    gap = np.isnan(score)
    return score, np.where(gap, 0.0, score), np.where(gap, 100.0, score)
