"""What several laws need: judging in short, tables of profiles, and rubrics changed a little."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from assess.engine.fact_sources import ProfileReadings
from assess.engine.scoring import NodeScore, NodeScores, score_nodes
from assess.model.arithmetic import FLOATS
from assess.model.profile import Observation, Profile
from assess.model.rubric import Branch, Leaf, Rubric

from ..strategies import Plain, stating

Table = dict[str, np.ndarray]


def judged(rubric: Rubric, profile: Profile) -> NodeScores:
    return score_nodes(rubric, ProfileReadings(profile))


def total(rubric: Rubric, values: Mapping[str, Any]) -> NodeScore:
    """The whole, judged on values without a year."""
    return judged(rubric, stating(dict(values)))["whole"]


def known(x: float) -> bool:
    return bool(FLOATS.known(x))


def same(x: float, y: float) -> bool:
    """Equal to the bit; unknown equals unknown."""
    if math.isnan(x) or math.isnan(y):
        return math.isnan(x) and math.isnan(y)
    return x == y


def branches(node: Branch | Leaf) -> Iterator[Branch]:
    """The criteria below a node, and the node itself if it is one."""
    if isinstance(node, Branch):
        yield node
        for part in node.parts:
            yield from branches(part.node)


def facts_in(judgement: NodeScores) -> dict[str, tuple[float, ...]]:
    """Everything the engine says of each node, to compare it."""
    return {
        name: (each.score, each.low, each.high, each.coverage, each.contribution, each.share)
        for name, each in judgement.items()
    }


def assert_same(one: NodeScores, other: NodeScores) -> None:
    """Both say the same of every node, to the bit."""
    assert facts_in(one).keys() == facts_in(other).keys()
    for name, numbers in facts_in(one).items():
        pairs = list(zip(numbers, facts_in(other)[name], strict=True))
        assert all(same(x, y) for x, y in pairs), (name, pairs)


# Tables


def columns_of(profiles: Sequence[Profile], years: Sequence[int] = ()) -> tuple[Table, Table]:
    """The columns of a table for profiles, and where a fact does not apply."""
    names = sorted({name for profile in profiles for name in profile.observations})
    columns: Table = {}
    waived: Table = {}
    for name in names:
        observed = [profile.observations.get(name) for profile in profiles]
        waived[name] = np.array([each is not None and each.standing == "not_applicable" for each in observed])
        for year in (None, *years):
            values = [_value(each, year) for each in observed]
            if year is None or any(v is not None for v in values):
                columns[name if year is None else f"{name}@{year}"] = _column(values)
    return columns, waived


def _value(observed: Observation | None, year: int | None) -> Any:
    reading = observed.readings.get(year) if observed else None
    return None if reading is None else reading.value


def _column(values: Sequence[Any]) -> np.ndarray:
    if any(isinstance(value, str) for value in values):
        return np.array(["" if value is None else value for value in values])
    return np.array([math.nan if value is None else value for value in values], float)


# Rubrics changed a little


def changed(plain: Plain, change: Any) -> Plain:
    """The plain rubric with change(node) made on every mapping of its criteria, from below."""

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(each) for each in node]
        if not isinstance(node, dict) or "children" not in node:
            return change(node)
        return change({**node, "children": walk(node["children"])})

    return {**plain, "criteria": walk(plain["criteria"])}


def without(plain: Plain, names: set[str]) -> Plain:
    """The rubric without these indicators, nor the criteria that are left empty."""

    def prune(nodes: list[Plain]) -> list[Plain]:
        kept = []
        for node in nodes:
            if "children" in node:
                below = prune(node["children"])
                kept += [{**node, "children": below}] if below else []
            elif node["use"] not in names:
                kept.append(node)
        return kept

    left = {name: each for name, each in plain["indicators"].items() if name not in names}
    return {**plain, "criteria": prune(plain["criteria"]), "indicators": left}
