"""Prospect: the score that any set of options leads to, and how far it can go at the most.

A set of changes makes a profile; a profile has a score. Since an indicator reads few facts
and few options move them, every indicator is judged once for each state of its facts
and the whole tree is combined anew from there: the very engine, asked thousands of times.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..engine.assessment import Assessment
from ..engine.changes import Change, Key, apply, balance, moved
from ..engine.fact_sources import ProfileReadings
from ..engine.scoring import NodeScore, NodeScores, combined, score_indicator
from ..model.arithmetic import FLOATS
from ..model.indicators import Indicator
from ..model.means import total_of
from ..model.profile import Profile, Reading
from ..model.rubric import Branch, Leaf

Shift = tuple[float, float]
"""How far a fact has been moved up, and how far down."""
FactState = tuple[Shift, ...]
"""How far the facts of one indicator have been moved, in the order of its keys."""


class Option(NamedTuple):
    """Something that can be done at a cost."""

    id: str
    cost: int
    changes: tuple[Change, ...]


class MarginalGain(NamedTuple):
    """What one indicator can still add."""

    slope: float
    """Points of the whole for each of its own."""
    cap: float
    """Points of its own that all options together can add."""
    rises: Mapping[str, float]
    """Points of its own that each option can add at the most; less than none where it can only harm."""


class Bound(NamedTuple):
    """A straight line above the score: `start`, and for each indicator its slope times its rise."""

    start: float
    gains: Mapping[str, MarginalGain]
    most: float
    """The score with each indicator at its best, which nothing exceeds either."""


class Prospect:
    """The scores of all sets of options for one assessment."""

    def __init__(self, assessment: Assessment, options: Sequence[Option]) -> None:
        self.options = {option.id: option for option in options}
        self.tree = assessment.rubric.tree
        self._judged = {leaf.id: assessment.judged[leaf.id] for leaf in self.tree.leaves()}
        indicators = {
            leaf.id: AffectedIndicator(leaf.indicator, assessment.profile, options) for leaf in self.tree.leaves()
        }
        self._affected = {name: indicator for name, indicator in indicators.items() if indicator.targets}
        self._after: dict[frozenset[str], NodeScores] = {}

    @property
    def asked(self) -> int:
        """How many sets the engine has been asked about."""
        return len(self._after)

    def score(self, chosen: Iterable[str]) -> float:
        """Score of the whole once these options are carried out."""
        return float(self.after(chosen)[self.tree.id].score)

    def after(self, chosen: Iterable[str]) -> NodeScores:
        """What the engine says once these options are carried out."""
        chosen = frozenset(chosen)
        if chosen not in self._after:
            moved = {name: indicator.judge(indicator.state(chosen)) for name, indicator in self._affected.items()}
            self._after[chosen] = combined(self.tree, self._judged | moved, FLOATS)
        return self._after[chosen]

    def best(self, indicator: str) -> NodeScore | None:
        """The best an indicator can come to by some of the options; None where it may become known, or unknown."""
        if indicator not in self._affected:
            return self._judged[indicator]
        outlook = self._affected[indicator].outlook(self._affected[indicator].state(()), frozenset(self.options))
        return outlook.best if outlook else None

    def bound(self, chosen: Sequence[str], left: Iterable[str]) -> Bound | None:
        """A straight bound on the score of every set made of these options and some of those left;
        None where an indicator may become known, or unknown."""
        left = frozenset(left)
        outlooks: dict[str, Outlook] = {}
        for name, indicator in self._affected.items():
            outlook = indicator.outlook(indicator.state(chosen), left)
            if outlook is None:
                return None
            outlooks[name] = outlook
        here = self.after(chosen)
        bests = self._judged | {name: outlook.best for name, outlook in outlooks.items()}
        best = combined(self.tree, bests, FLOATS)
        start, slopes = _line_above(self.tree, here, best)
        gains = {
            name: MarginalGain(slopes[name], best[name].score - here[name].score, outlook.rises)
            for name, outlook in outlooks.items()
            if name in slopes
        }
        return Bound(start, gains, float(best[self.tree.id].score))


class Outlook(NamedTuple):
    """What some options can do for an indicator."""

    best: NodeScore
    """Score and bounds at their highest, be it by different options."""
    rises: Mapping[str, float]


class AffectedIndicator:
    """An indicator whose facts options can move."""

    def __init__(self, indicator: Indicator, profile: Profile, options: Sequence[Option]) -> None:
        self.indicator, self.profile = indicator, profile
        self.before: dict[Key, Reading] = {}
        self.targets: dict[str, dict[Key, float]] = {}
        for option in options:
            for change in option.changes:
                if change.fact in indicator.facts and change.before and change.after:
                    self.before[change.key] = change.before
                    self.targets.setdefault(option.id, {})[change.key] = float(change.after.value)
        self._judged: dict[FactState, NodeScore] = {}
        self._outlooks: dict[tuple[FactState, frozenset[str]], Outlook | None] = {}

    def state(self, chosen: Iterable[str]) -> FactState:
        """Where the facts stand once these options are carried out."""
        state: FactState = tuple((float(reading.value),) * 2 for reading in self.before.values())
        for option in chosen:
            state = self._after(option, state)
        return state

    def judge(self, state: FactState) -> NodeScore:
        """What the engine says of the indicator in a state of its facts."""
        if state not in self._judged:
            values = [balance(float(old.value), *shift) for old, shift in zip(self.before.values(), state, strict=True)]
            changes = [
                Change(*key, old, moved(old, value))
                for (key, old), value in zip(self.before.items(), values, strict=True)
                if value != old.value
            ]
            self._judged[state] = score_indicator(self.indicator, ProfileReadings(apply(self.profile, changes)))
        return self._judged[state]

    def outlook(self, state: FactState, left: frozenset[str]) -> Outlook | None:
        """The best it can come to from a state, and the most by which each of the options left
        can raise it, whatever else is done; None where it is known after some of them only."""
        memo = state, left.intersection(self.targets)
        if memo not in self._outlooks:
            self._outlooks[memo] = self._look_ahead(state, sorted(memo[1]))
        return self._outlooks[memo]

    def _look_ahead(self, state: FactState, left: Sequence[str]) -> Outlook | None:
        states = {state}
        for option in left:
            states |= {self._after(option, other) for other in states}
        scores = {other: self.judge(other) for other in states}
        if len({bool(score.known) for score in scores.values()}) > 1:
            return None
        judged = scores.values()
        best = replace(
            scores[state],
            score=max(float(each.score) for each in judged),
            low=max(float(each.low) for each in judged),
            high=max(float(each.high) for each in judged),
        )
        rises = {
            option: max(
                float(scores[self._after(option, other)].score - score.score) for other, score in scores.items()
            )
            for option in left
        }
        return Outlook(best, rises)

    def _after(self, option: str, state: FactState) -> FactState:
        targets = self.targets.get(option)
        if targets is None:
            return state
        shifts = zip(self.before, state, strict=True)
        return tuple(
            (max(up, targets[key]), min(down, targets[key])) if key in targets else (up, down)
            for key, (up, down) in shifts
        )


def _line_above(branch: Branch, here: NodeScores, best: NodeScores) -> tuple[float, dict[str, float]]:
    """A straight line above the score of a branch, between where it stands and its best.

    No mean of exponent one or more rises faster than by its weights, so that its line starts
    where it stands. All others are concave, and a tangent lies above them: that of the weakest
    where it stands, since the weakest decides, that of the rest halfway, close on either side.

    Returns:
        The height of the line where the indicators stand, and its slope in each of them.
    """
    applying = [part for part in branch.parts if here[part.node.id].applies and part.weight.value > 0]
    parts = [part for part in applying if here[part.node.id].known]
    exponent = branch.mean.exponent
    if not parts or any(_may_hold(here[part.node.id]) for part in applying):
        return float(best[branch.id].score), {}
    weights = [part.weight.value for part in parts]
    points = [float(here[part.node.id].score) for part in parts]
    height = float(here[branch.id].score)
    if -math.inf < exponent < 1:
        points = [(point + float(best[part.node.id].score)) / 2 for point, part in zip(points, parts, strict=True)]
        height = float(branch.mean.value(points, weights, FLOATS))
    slopes = (
        [(weight / total_of(weights)) ** (1 / exponent) for weight in weights]
        if exponent >= 1
        else branch.mean.slopes(points, weights, height, FLOATS)
    )
    slope_of: dict[str, float] = {}
    for part, point, slope in zip(parts, points, slopes, strict=True):
        start, below = _line_above_node(part.node, here, best)
        height += slope * (start - point)
        slope_of |= {name: slope * own for name, own in below.items()}
    return height, slope_of


def _line_above_node(node: Branch | Leaf, here: NodeScores, best: NodeScores) -> tuple[float, dict[str, float]]:
    return (float(here[node.id].score), {node.id: 1.0}) if isinstance(node, Leaf) else _line_above(node, here, best)


def _may_hold(score: NodeScore) -> bool:
    """An unknown node that cannot lie anywhere from 0 to 100 may hold the score of what is
    known beside it within its bounds, which is a bend no straight line tells of."""
    return not score.known and (score.low, score.high) != (0.0, 100.0)
