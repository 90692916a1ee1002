"""How many points each indicator loses, so that the losses add up to what is missing.

An arithmetic mean loses of each child its weight times what its score lacks to 100. Other
means do not give what they lack by weight: the weakest link lacks it all for one child.
There, all children are thought to rise to 100 together, each in a straight line, and each
is charged with what the mean gains by it on the way (Aumann and Shapley, Values of
Non-Atomic Games, 1974): of a weighted average its weight, of the weakest link everything
for the weakest, and the sum is what the mean lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model.arithmetic import FLOATS
from ..model.judgement import NodeResult
from ..model.means import Mean, mean_named, total_of
from ..model.result import ResultContract

STEPS: Final = 64
"""Points of the way at which the slopes are taken."""


def losses(result: ResultContract) -> dict[str, float]:
    """Points of the whole that each known indicator loses; all known, they add up to what the score lacks to 100.

    Of what is unknown nothing is charged: its weight stays out.
    """
    known = {node.id: 0.0 for node in result.nodes if node.kind == "indicator" and node.score is not None}
    return known | dict(_losses(result, None, result.rubric.combine, 1.0))


def _losses(result: ResultContract, parent: str | None, combine: str, rate: float) -> Iterator[tuple[str, float]]:
    """Losses below a node.

    Args:
        rate: how much more or less than by its share in the weight a point here counts.
    """
    known = [node for node in result.children(parent) if node.score is not None and node.weight > 0]
    for node, own in zip(known, _rates(mean_named(combine), known), strict=True):
        if node.kind == "indicator":
            yield node.id, node.share * (rate * own) * (100 - (node.score or 0.0))
        else:
            yield from _losses(result, node.id, node.combine or "mean", rate * own)


def _rates(mean: Mean, nodes: list[NodeResult]) -> list[float]:
    """How much more or less than by its weight each node counts in what their mean lacks."""
    if mean.exponent == 1 or not nodes:
        return [1.0] * len(nodes)
    weights, scores = [node.weight for node in nodes], [node.score or 0.0 for node in nodes]
    charged = [0.0] * len(nodes)
    for step in range(STEPS):
        way = (step + 0.5) / STEPS
        moved = [score + way * (100 - score) for score in scores]
        slopes = mean.slopes(moved, weights, mean.value(moved, weights, FLOATS), FLOATS)
        charged = [sum_ + float(slope) / STEPS for sum_, slope in zip(charged, slopes, strict=True)]
    found = sum(slope * (100 - score) for slope, score in zip(charged, scores, strict=True))
    lacking = 100 - float(mean.value(scores, weights, FLOATS))
    exact = lacking / found if found > 0 else 1.0  # The steps are fine, not endless.
    total = float(total_of(weights))
    return [exact * slope * total / weight for slope, weight in zip(charged, weights, strict=True)]
