"""What to ask for: the facts a judgement lacks, those first that would narrow it most."""

from __future__ import annotations

from ..model.facts import Fact, Vocabulary
from ..model.indicators import Indicator
from ..model.judgement import MissingResult
from ..model.rubric import Rubric
from .fact_sources import ProfileReadings
from .scoring import NodeScore, NodeScores, bounds_if


def missing_facts(
    rubric: Rubric, scores: NodeScores, readings: ProfileReadings, vocabulary: Vocabulary
) -> tuple[MissingResult, ...]:
    """Facts worth asking for, those that narrow the interval of the total most first.

    What an unknown indicator would narrow is told by the engine: judge again as if it were
    known, at the middle of its scale. It is shared equally among the facts it lacks.
    """
    # By id, so that the order of writing cannot change the last digit of a sum.
    unknown = sorted((leaf for leaf in rubric.tree.leaves() if _is_unknown(scores[leaf.id])), key=lambda leaf: leaf.id)
    middles = {leaf.id: sum(leaf.indicator.scale.span) / 2 for leaf in unknown}
    ends = bounds_if(rubric.tree, scores, middles)
    root = scores[rubric.rubric]
    narrows: dict[str, float] = {}
    for leaf in unknown:
        low, high = ends[leaf.id]
        points = float(max(0.0, (root.high - root.low) - (high - low)))
        facts = lacking(leaf.indicator, readings)
        for fact in facts:
            narrows[fact] = narrows.get(fact, 0.0) + points / len(facts)
    ranked = sorted(narrows.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(_missing(name, vocabulary[name], points) for name, points in ranked)


def lacking(indicator: Indicator, readings: ProfileReadings) -> tuple[str, ...]:
    """The facts that an indicator lacks, by the first of its formulas that was not argued
    away: the one its author would rather see used. None where its values have no result."""
    undecided = [fact for fact in indicator.applies_when if not readings.has_value(fact)]
    open_ones = [f for f in indicator.formulas if not any(map(readings.not_applicable, f.facts))]
    formula = (open_ones or indicator.formulas)[0]
    return tuple(dict.fromkeys([*undecided, *readings.absent(formula)]))


def _is_unknown(score: NodeScore) -> bool:
    return bool(score.applies and not score.known)


def _missing(name: str, fact: Fact, points: float) -> MissingResult:
    return MissingResult(name, fact.title, points, fact.unit, fact.held_by)
