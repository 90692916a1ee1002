"""Where the points are lost: what a report derives from a result beside reading it.

Once everything is known, the losses of the leaves and the score add up to 100; see `losses`.

A problem is an indicator that is weak by the line that measures are called for by, level 2
or below; what stands higher loses points and is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ..i18n.numbers import VISIBLE_GAIN
from ..model.judgement import NodeResult
from ..model.recommendation import AdviceResult, GapGainResult
from ..model.result import ResultContract
from ..model.scales import WEAK, level_of
from ..model.text import Text
from .losses import losses


def indicators(result: ResultContract, parent: str | None = None) -> list[NodeResult]:
    """The indicators below a criterion, or all, however deep, in the order of the rubric."""
    leaves = []
    for node in result.children(parent):
        leaves += [node] if node.kind == "indicator" else indicators(result, node.id)
    return leaves


def lost_below(result: ResultContract, parent: str | None = None) -> float:
    """Points lost by the known indicators below a criterion, or by all."""
    lost = losses(result)
    return sum(lost.get(node.id, 0.0) for node in indicators(result, parent))


def ranked_criteria(result: ResultContract) -> list[NodeResult]:
    """Top criteria with a score, best first; ties in the order of the rubric."""
    known = [node for node in result.children(None) if node.score is not None]
    return sorted(known, key=lambda node: -(node.score or 0.0))


HALF_KNOWN: Final = 0.5
"""Share of a criterion that must be known before it is called strong or weak."""


def spoken_of(result: ResultContract) -> list[NodeResult]:
    """Ranked criteria of which at least half is known."""
    return [node for node in ranked_criteria(result) if node.coverage >= HALF_KNOWN]


def weakest_criteria(result: ResultContract) -> list[NodeResult]:
    """Top criteria that lose points, the greatest loss first; ties as the rubric has them."""
    lost = {node.id: lost_below(result, node.id) for node in result.children(None)}
    return sorted((node for node in result.children(None) if lost[node.id] > 0), key=lambda node: -lost[node.id])


def weak_indicators(result: ResultContract, parent: str) -> list[NodeResult]:
    """Weak indicators below a criterion, the greatest loss first."""
    weak = [node for node in indicators(result, parent) if node.level is not None and node.level <= WEAK]
    lost = losses(result)
    return sorted(weak, key=lambda node: -lost.get(node.id, 0.0))


def levels(node: NodeResult) -> tuple[int, int]:
    """The levels between which a known node stands; two where its value is unsure."""
    return level_of(node.low), level_of(node.high)


def unknown_indicators(result: ResultContract) -> list[NodeResult]:
    """Indicators without a value."""
    return [node for node in indicators(result) if node.status == "unknown"]


def unverified_indicators(result: ResultContract) -> list[NodeResult]:
    """Indicators whose thresholds nobody has checked against a source."""
    return [node for node in indicators(result) if not node.verified]


def advised(result: ResultContract) -> bool:
    """Whether a result holds advice, be it that nothing can be told."""
    return bool(result.stage.because or result.modes or result.advice or result.undecided)


def open_advice(result: ResultContract) -> Sequence[AdviceResult]:
    """Measures that can be taken now, in the order of the result."""
    return [measure for measure in result.advice if measure.state == "open"]


def by_rubric(gaps: Sequence[GapGainResult], least: float = VISIBLE_GAIN) -> dict[str, list[GapGainResult]]:
    """Gains on gaps that can be seen, by the rubric in whose points they are told."""
    visible: dict[str, list[GapGainResult]] = {}
    for gap in gaps:
        if abs(gap.gain) >= least:
            visible.setdefault(gap.rubric, []).append(gap)
    return visible


def weight_path(result: ResultContract, node: NodeResult) -> list[tuple[NodeResult, float]]:
    """The nodes from the top down to this one, each with the weight of all its siblings that apply."""
    siblings = sum(child.weight for child in result.children(node.parent) if child.status != "not_applicable")
    above = result.node(node.parent) if node.parent else None
    return [*(weight_path(result, above) if above else []), (node, siblings)]


UNDECIDED_SHOWN: Final = 2
"""Undecided measures listed of each mode."""


def first_undecided(result: ResultContract) -> list[AdviceResult]:
    """The undecided measures worth showing: the first few of each mode."""
    counts: Counter[str] = Counter()
    shown = []
    for measure in result.undecided:
        counts[measure.mode] += 1
        if counts[measure.mode] <= UNDECIDED_SHOWN:
            shown.append(measure)
    return shown


def notes_on(measures: Sequence[AdviceResult]) -> list[tuple[Text, list[AdviceResult]]]:
    """What holds for every measure of a kind, each with those of the measures that it is said of."""
    texts = {note.id: note.title for measure in measures for note in measure.notes}
    return [(text, [each for each in measures if id in (note.id for note in each.notes)]) for id, text in texts.items()]
