"""The engine: from facts to scores, bounds and contributions, for one profile or many.

No files, no clock, no chance, no rounding, and no name of any rubric or indicator. All
numbers go through the arithmetic of the readings it is given, so that a float and a
column of floats pass the very same lines.

What is unknown is not zero. An unknown indicator lies anywhere its scale reaches, which
gives every node bounds that hold whatever the truth is and that are both reached; the
point score takes the known weight alone; what does not apply takes its weight out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..model.arithmetic import FLOATS, UNKNOWN, Arithmetic, Mask, ValueOrArray
from ..model.indicators import Indicator
from ..model.means import Mean, total_of
from ..model.rubric import Branch, Leaf, Part, Rubric
from ..model.scales import Scale
from .fact_sources import Readings
from .measuring import Measured, measured

NO_SHIFT: Final = 0.0
NOTHING_MEASURED: Final = Measured()


@dataclass(slots=True, eq=False, repr=False)
class NodeScore:
    """What the engine says of one node."""

    score: ValueOrArray
    """0 to 100, NaN while nothing below is known."""
    low: ValueOrArray
    high: ValueOrArray
    coverage: ValueOrArray
    """Known share of the applicable weight, 0 to 1."""
    applies: Mask
    known: Mask
    """Whether there is a score."""
    measured: Measured = NOTHING_MEASURED
    """Of an indicator, its value."""
    contribution: ValueOrArray = 0.0
    """Points of the total score that come from here."""
    clamp_shift: ValueOrArray = NO_SHIFT
    """What holding the score within its interval added to the mean of what is known."""
    share: ValueOrArray = 0.0
    """Weight in the whole tree, 0 to 1, among what applies."""

    def unshared(self) -> NodeScore:
        """A copy of an indicator's score that can be shared out anew."""
        return NodeScore(self.score, self.low, self.high, self.coverage, self.applies, self.known, self.measured)


NodeScores = dict[str, NodeScore]


def score_nodes(rubric: Rubric, readings: Readings) -> NodeScores:
    """Score every node of the rubric's tree; the root stands under the rubric's own id."""
    return score_tree(rubric.tree, score_indicators(rubric, readings), readings.ops)


def score_indicators(rubric: Rubric, readings: Readings) -> NodeScores:
    """Score the indicators alone."""
    return {leaf.id: score_indicator(leaf.indicator, readings) for leaf in rubric.leaves()}


def score_tree(tree: Branch, indicators: NodeScores, ops: Arithmetic) -> NodeScores:
    """Combine the scores of indicators up to the root, then share the root's out again."""
    nodes = combined(tree, indicators, ops)
    if not tree.parts:
        return nodes
    root = nodes[tree.id]
    root.share = 1.0
    _share_out(tree, nodes, ops.where(root.known, root.score, 0.0), ops)
    return nodes


def combined(tree: Branch, indicators: NodeScores, ops: Arithmetic) -> NodeScores:
    """Indicators with all criteria above them, up to the root; without criteria the root has no score."""
    if not tree.parts:
        return {**indicators, tree.id: NodeScore(UNKNOWN, 0.0, 100.0, 0.0, applies=False, known=False)}
    nodes = dict(indicators)
    _combine(tree, nodes, ops)
    return nodes


def score_if(tree: Branch, nodes: NodeScores, scores: Mapping[str, float]) -> float:
    """Score of the whole if indicators of a profile were known to have these scores."""
    indicators = {leaf.id: _as_if(nodes[leaf.id], scores.get(leaf.id)) for leaf in tree.leaves()}
    return float(combined(tree, indicators, FLOATS)[tree.id].score)


def _as_if(node: NodeScore, score: float | None) -> NodeScore:
    if score is None or not node.applies:
        return node
    return NodeScore(score, low=score, high=score, coverage=1.0, applies=True, known=True)


def bounds_if(node: Branch | Leaf, nodes: NodeScores, scores: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Low and high of a node for each of these indicators below it, if that one alone were
    known to have its score."""
    if isinstance(node, Leaf):
        return {node.id: (scores[node.id], scores[node.id])} if node.id in scores else {}
    children = [nodes[part.node.id] for part in node.ordered]
    weights = _applying(node.ordered, children, FLOATS)
    bounds: dict[str, tuple[float, float]] = {}
    for place, part in enumerate(node.ordered):
        for leaf, (low, high) in bounds_if(part.node, nodes, scores).items():
            lows, highs = [child.low for child in children], [child.high for child in children]
            lows[place], highs[place] = low, high
            bounds[leaf] = _mean(node.mean, lows, weights, FLOATS), _mean(node.mean, highs, weights, FLOATS)
    return bounds


# Indicators


def score_indicator(indicator: Indicator, readings: Readings) -> NodeScore:
    """Value, score and bounds of one indicator."""
    ops = readings.ops
    found = measured(indicator, readings)
    applicability_known = _applicability_known(indicator, readings)
    score = ops.where(applicability_known, indicator.scale.score(found.value, ops), UNKNOWN)
    known = ops.known(score)
    low, high = _score_bounds(found, indicator.scale, score, ops)
    return NodeScore(
        score=score,
        # While it is open whether the indicator applies at all, only 0 and 100 are sure to
        # bound what the others would give without it.
        low=ops.where(applicability_known, low, 0.0),
        high=ops.where(applicability_known, high, 100.0),
        coverage=ops.where(known, 1.0, 0.0),
        applies=_applies(indicator, readings, known),
        known=known,
        measured=found,
    )


def _score_bounds(
    found: Measured, scale: Scale, score: ValueOrArray, ops: Arithmetic
) -> tuple[ValueOrArray, ValueOrArray]:
    """Least and greatest score of all values the indicator may have; of an unknown one, what the scale can give."""
    known = ops.known(score)
    worst, best = scale.span
    if found.is_exact:
        return ops.where(known, score, worst), ops.where(known, score, best)
    is_bounded = ops.known(found.low)
    least, most = scale.bounds(found.low, found.high, ops)
    low, high = ops.where(is_bounded, least, worst), ops.where(is_bounded, most, best)
    return ops.where(known, ops.minimum(low, score), low), ops.where(known, ops.maximum(high, score), high)


def _applicability_known(indicator: Indicator, readings: Readings) -> Mask:
    """Whether all that decides if the indicator applies is known."""
    applicability_known: Mask = True
    for fact in indicator.applies_when:
        applicability_known = applicability_known & readings.has_value(fact)
    return applicability_known


def _applies(indicator: Indicator, readings: Readings, known: Mask) -> Mask:
    """Not, when a condition on a choice fact fails, or when no formula can be computed and
    each has a fact that was argued away."""
    ops = readings.ops
    applies: Mask = True
    for fact, accepted in indicator.applies_when.items():
        applies = applies & readings.matches(fact, accepted)
    excused: Mask = True
    for formula in indicator.formulas:
        formula_excused: Mask = False
        for fact in formula.facts:
            formula_excused = formula_excused | readings.not_applicable(fact)
        excused = excused & formula_excused
    return applies & (known | ops.negate(excused))


# The tree


def _combine(branch: Branch, nodes: NodeScores, ops: Arithmetic) -> None:
    parts = branch.ordered
    for part in parts:
        if isinstance(part.node, Branch):
            _combine(part.node, nodes, ops)
    children = [nodes[part.node.id] for part in parts]
    weights = _applying(parts, children, ops)
    clamp_shift: ValueOrArray = NO_SHIFT
    low = _mean(branch.mean, [child.low for child in children], weights, ops)
    if all(child.low is child.score is child.high for child in children):
        # Nothing is unknown and nothing unsure: the three means are one.
        score = high = low
    else:
        high = _mean(branch.mean, [child.high for child in children], weights, ops)
        free = _mean(branch.mean, [child.score for child in children], _known_only(children, weights, ops), ops)
        # Where a scale does not reach from 0 to 100, the known part alone may lie beyond
        # what is possible.
        score = ops.minimum(ops.maximum(free, low), high)
        clamp_shift = ops.where(ops.known(score), score - free, 0.0)
    total = total_of(weights)
    covered = [w * child.coverage for w, child in zip(weights, children, strict=True)]
    nodes[branch.id] = NodeScore(
        score=score,
        low=low,
        high=high,
        coverage=ops.where(total > 0, ops.divide(total_of(covered), _positive(total, ops)), 0.0),
        applies=total > 0,
        known=ops.known(score),
        clamp_shift=clamp_shift,
    )


def _share_out(branch: Branch, nodes: NodeScores, points: ValueOrArray, ops: Arithmetic) -> None:
    """Hand the points of a branch down to its children.

    Each child gets its score times the slope of the mean in it (Euler), and by its weight a
    part of what holding the score within its interval took or gave.
    """
    mine = nodes[branch.id]
    mine.contribution = points
    parts = branch.ordered
    children = [nodes[part.node.id] for part in parts]
    weights = _applying(parts, children, ops)
    known = _known_only(children, weights, ops)
    total, known_total = (_positive(total_of(part_weights), ops) for part_weights in (weights, known))
    free = mine.score - mine.clamp_shift
    slopes = branch.mean.slopes(_filled([child.score for child in children], known, ops), known, free, ops)
    rate = ops.divide(points, mine.score)
    is_finite = ops.known(rate)
    for part, child, weight, own_weight, slope in zip(parts, children, weights, known, slopes, strict=True):
        child.share = mine.share * ops.divide(weight, total)
        own_share = ops.divide(own_weight, known_total)
        part_of_score = ops.where(child.known, child.score * slope, 0.0)
        if mine.clamp_shift is not NO_SHIFT:
            part_of_score = part_of_score + mine.clamp_shift * own_share
        handed = ops.where(is_finite, part_of_score * rate, own_share * points)
        if isinstance(part.node, Branch):
            _share_out(part.node, nodes, handed, ops)
        else:
            child.contribution = handed


def _mean(mean: Mean, scores: Sequence[ValueOrArray], weights: Sequence[ValueOrArray], ops: Arithmetic) -> ValueOrArray:
    """A mean kept within the scale, unknown where no weight is left."""
    combined = mean.value(_filled(scores, weights, ops), weights, ops)
    kept = ops.minimum(ops.maximum(combined, 0.0), 100.0)
    return ops.where(total_of(weights) > 0, kept, UNKNOWN)


def _filled(scores: Sequence[ValueOrArray], weights: Sequence[ValueOrArray], ops: Arithmetic) -> list[ValueOrArray]:
    return [ops.where(w > 0, s, 1.0) for s, w in zip(scores, weights, strict=True)]


def _applying(parts: Sequence[Part], children: Sequence[NodeScore], ops: Arithmetic) -> list[ValueOrArray]:
    """Weights of the children that apply, 0 for the others."""
    return [ops.where(child.applies, part.weight.value, 0.0) for part, child in zip(parts, children, strict=True)]


def _known_only(children: Sequence[NodeScore], weights: Sequence[ValueOrArray], ops: Arithmetic) -> list[ValueOrArray]:
    return [ops.where(child.known, w, 0.0) for child, w in zip(children, weights, strict=True)]


def _positive(total: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
    return ops.where(total > 0, total, 1.0)
