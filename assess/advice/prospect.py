"""Prospect: the score that any set of options leads to, and how far it can go at the most.

A set of changes makes a profile; a profile has a score. Since an indicator reads few facts
and few options move them, every indicator is judged once for each way its facts can stand
and the whole tree is combined anew from there: the very engine, asked thousands of times.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..engine.assessment import Assessment
from ..engine.changes import Change, Key, apply, balance
from ..engine.changes import moved as moved_to
from ..engine.fact_sources import ProfileReadings
from ..engine.scoring import NodeScore, NodeScores, combined, score_indicator
from ..model.arithmetic import FLOATS
from ..model.rubric import Branch, Leaf

Reach = tuple[float, float]
"""How far a fact has been moved up and how far down."""
Way = tuple[Reach, ...]
"""How far the facts of one indicator have been moved, in the order of its keys."""


class Option(NamedTuple):
    """Something that can be done at a cost."""

    id: str
    cost: int
    changes: tuple[Change, ...]


class Pull(NamedTuple):
    """What one indicator can still add."""

    slope: float
    """Points of the whole for each of its own."""
    cap: float
    """Points of its own that all options together can add."""
    rises: Mapping[str, float]
    """Points of its own that each option can add at the most."""


class Tangent(NamedTuple):
    """A straight line above the score: `start`, and for each indicator its slope times its rise."""

    start: float
    pulls: tuple[Pull, ...]
    most: float
    """The score with each indicator at its best, which nothing exceeds either."""


class _Moved(NamedTuple):
    """An indicator that options can move, and the readings by which they do."""

    leaf: Leaf
    keys: tuple[Key, ...]
    movers: frozenset[str]
    """The options that do."""


class Prospect:
    """The scores of all sets of options for one assessment."""

    def __init__(self, assessment: Assessment, options: Sequence[Option]) -> None:
        self.assessment = assessment
        self.options = {option.id: option for option in options}
        self.tree = assessment.rubric.tree
        self._found = {leaf.id: assessment.judged[leaf.id] for leaf in self.tree.leaves()}
        changes = [change for option in options for change in option.changes]
        self._before = {change.key: change.before for change in changes if change.before is not None}
        self._start = {key: (float(before.value),) * 2 for key, before in self._before.items()}
        self._targets = {option.id: _targets(option) for option in options}
        self._moved = [moved for leaf in self.tree.leaves() if (moved := self._dependence(leaf)).keys]
        self._is_concave = _is_concave(self.tree) and not any(map(_may_hold, self._found.values()))
        self._judged: dict[tuple[str, Way], NodeScore] = {}
        self._bests: dict[tuple[str, Way, frozenset[str]], NodeScore | None] = {}
        self._after: dict[frozenset[str], NodeScores] = {}
        self._rises: dict[tuple[str, str, Way], float] = {}

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
            reached, found = self._reached(chosen), dict(self._found)
            for moved in self._moved:
                found[moved.leaf.id] = self._judge(moved, _way(moved, reached))
            self._after[chosen] = combined(self.tree, found, FLOATS)
        return self._after[chosen]

    def tangents(self, chosen: Sequence[str], left: Iterable[str]) -> list[Tangent]:
        """Straight bounds on the score of every set made of these options and some of those left.

        The first is touched where the score stands now, the second where each indicator
        has come to its best; the means of exponent one or less are concave, so that a
        tangent lies above them everywhere. For others the steepest slope there is will do,
        which bounds from the present point only.
        """
        left = frozenset(left)
        here, best = self.after(chosen), dict(self._found)
        reached = self._reached(chosen)
        moves = self._moves(reached, left)
        for moved, _ in moves:
            found = self._best(moved, _way(moved, reached), moved.movers & left)
            if found is None:
                return []
            best[moved.leaf.id] = found
        there = combined(self.tree, best, FLOATS)
        caps = {moved.leaf.id: there[moved.leaf.id].score - here[moved.leaf.id].score for moved, _ in moves}
        now, most = float(here[self.tree.id].score), float(there[self.tree.id].score)
        tangents = [self._tangent(now, here, caps, moves)]
        if self._is_concave:
            second = self._tangent(most, there, caps, moves)
            behind = sum(pull.slope * caps[moved.leaf.id] for pull, (moved, _) in zip(second.pulls, moves, strict=True))
            if math.isfinite(behind):
                tangents.append(second._replace(start=most - behind))
        return [tangent._replace(most=most) for tangent in tangents]

    def _moves(self, reached: Mapping[Key, Reach], left: frozenset[str]) -> list[tuple[_Moved, dict[str, float]]]:
        """The indicators that options left can still raise, and by how much at the most."""
        found = []
        for moved in self._moved:
            here = _way(moved, reached)
            rises = {option: self._rise(moved, option, here) for option in sorted(moved.movers & left)}
            found.append((moved, {option: rise for option, rise in rises.items() if rise > 0}))
        return found

    def _tangent(
        self, start: float, judged: NodeScores, caps: Mapping[str, float], moves: list[tuple[_Moved, dict[str, float]]]
    ) -> Tangent:
        slopes = {self.tree.id: 1.0}
        _slope_out(self.tree, judged, slopes)
        pulls = [Pull(slopes.get(moved.leaf.id, 1.0), caps[moved.leaf.id], rises) for moved, rises in moves]
        return Tangent(start, tuple(pulls), 100.0)

    # How far facts are moved

    def _dependence(self, leaf: Leaf) -> _Moved:
        keys = tuple(sorted((key for key in self._start if key[0] in leaf.indicator.facts), key=str))
        movers = {name for name, targets in self._targets.items() if targets.keys() & set(keys)}
        return _Moved(leaf, keys, frozenset(movers))

    def _reached(self, chosen: Iterable[str]) -> dict[Key, Reach]:
        reached = dict(self._start)
        for option in chosen:
            for key, target in self._targets[option].items():
                reached[key] = _farther(reached[key], target)
        return reached

    def _ways(self, moved: _Moved, here: Way, left: Iterable[str]) -> list[Way]:
        """All ways the facts can stand after some of the options left, and more."""
        movers = [self._targets[option] for option in left if option in moved.movers]
        ranges = []
        for key, (up, down) in zip(moved.keys, here, strict=True):
            targets = [targets[key] for targets in movers if key in targets]
            ups, downs = {up, *(t for t in targets if t > up)}, {down, *(t for t in targets if t < down)}
            start = self._start[key][0]
            ranges.append([(u, d) for u in sorted(ups) for d in sorted(downs) if d <= start <= u])
        return list(itertools.product(*ranges))

    # What indicators are worth

    def _judge(self, moved: _Moved, way: Way) -> NodeScore:
        memo = (moved.leaf.id, way)
        if memo not in self._judged:
            changes = [self._change(key, reach) for key, reach in zip(moved.keys, way, strict=True)]
            readings = ProfileReadings(apply(self.assessment.profile, changes))
            self._judged[memo] = score_indicator(moved.leaf.indicator, readings)
        return self._judged[memo]

    def _best(self, moved: _Moved, here: Way, left: frozenset[str]) -> NodeScore | None:
        """The best an indicator can come to; None where it may not even stay known."""
        memo = (moved.leaf.id, here, left)
        if memo not in self._bests:
            judged = [self._judge(moved, way) for way in self._ways(moved, here, left)]
            known = all(each.score == each.score for each in judged)
            self._bests[memo] = max(judged, key=lambda each: float(each.score)) if known else None
        return self._bests[memo]

    def _change(self, key: Key, reach: Reach) -> Change:
        before = self._before[key]
        value = balance(float(before.value), *reach)
        return Change(*key, before, before if value == before.value else moved_to(before, value))

    def _rise(self, moved: _Moved, option: str, here: Way) -> float:
        """The most by which an option can raise an indicator, whatever else is done."""
        memo = (moved.leaf.id, option, here)
        if memo not in self._rises:
            ways = self._ways(moved, here, self.options)
            self._rises[memo] = max(self._step(moved, way, option) for way in ways)
        return self._rises[memo]

    def _step(self, moved: _Moved, way: Way, option: str) -> float:
        targets = self._targets[option]
        pairs = zip(moved.keys, way, strict=True)
        then = tuple(_farther(reach, targets[key]) if key in targets else reach for key, reach in pairs)
        rise = self._judge(moved, then).score - self._judge(moved, way).score
        return float(rise) if rise == rise else math.inf


def _targets(option: Option) -> dict[Key, float]:
    return {change.key: float(change.after.value) for change in option.changes if change.after is not None}


def _way(moved: _Moved, reached: Mapping[Key, Reach]) -> Way:
    return tuple(reached[key] for key in moved.keys)


def _farther(reach: Reach, target: float) -> Reach:
    return max(reach[0], target), min(reach[1], target)


def _is_concave(branch: Branch) -> bool:
    below = [part.node for part in branch.parts if isinstance(part.node, Branch)]
    return branch.mean.exponent <= 1 and all(map(_is_concave, below))


def _may_hold(each: NodeScore) -> bool:
    """An unknown indicator that cannot lie anywhere from 0 to 100 may hold the score of what is
    known within its bounds, which is a bend no tangent tells of."""
    return bool(each.applies and not each.known and (each.low, each.high) != (0.0, 100.0))


def _slope_out(branch: Branch, judged: NodeScores, slopes: dict[str, float]) -> None:
    """How much the whole rises at the most for a point more in each node."""
    parts = [part for part in branch.parts if judged[part.node.id].applies]
    known = [part for part in parts if judged[part.node.id].score == judged[part.node.id].score]
    scores = [judged[part.node.id].score for part in known]
    weights = [part.weight.value for part in known]
    free = judged[branch.id].score - judged[branch.id].clamp_shift
    own = branch.mean.slopes(scores, weights, free, FLOATS) if known else []
    exponent = branch.mean.exponent
    total = sum(weights)
    for part, score, weight, slope in zip(known, scores, weights, own, strict=True):
        slopes[part.node.id] = _product(slopes[branch.id], _steepest(exponent, score, weight, total, slope))
        if isinstance(part.node, Branch):
            _slope_out(part.node, judged, slopes)


def _steepest(exponent: float, score: float, weight: float, total: float, slope: float) -> float:
    """A slope that no way upwards from here exceeds."""
    if exponent > 1 and weight > 0:
        return float((weight / total) ** (1 / exponent))
    if exponent not in (1, -math.inf) and weight > 0 and score <= 0:
        return math.inf
    return slope


def _product(x: float, y: float) -> float:
    return math.inf if math.inf in (x, y) else x * y
