"""What to ask for: the facts a judgement lacks, those first that would narrow it most."""

from __future__ import annotations

from ..model.facts import Vocabulary
from ..model.judgement import MissingResult
from ..model.rubric import Indicator, Rubric
from .fact_sources import ProfileReadings
from .scoring import NodeScore, NodeScores, bounds_if


def missing_facts(
    rubric: Rubric, judged: NodeScores, readings: ProfileReadings, vocabulary: Vocabulary
) -> tuple[MissingResult, ...]:
    """Facts worth asking for, those that narrow the interval of the total most first.

    What an unknown indicator would narrow is told by the engine: judge again as if it were
    known, at the middle of its scale. It is shared equally among the facts it lacks.
    """
    # By id, so that the order of writing cannot change the last digit of a sum.
    unknown = sorted((leaf for leaf in rubric.tree.leaves() if _is_unknown(judged[leaf.id])), key=lambda leaf: leaf.id)
    middles = {leaf.id: sum(leaf.indicator.scale.span) / 2 for leaf in unknown}
    ends = bounds_if(rubric.tree, judged, middles)
    whole = judged[rubric.rubric]
    narrows: dict[str, float] = {}
    for leaf in unknown:
        low, high = ends[leaf.id]
        points = float(max(0.0, (whole.high - whole.low) - (high - low)))
        facts = lacking(leaf.indicator, readings)
        for fact in facts:
            narrows[fact] = narrows.get(fact, 0.0) + points / len(facts)
    ranked = sorted(narrows.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(_missing(vocabulary, fact, points) for fact, points in ranked)


def lacking(indicator: Indicator, readings: ProfileReadings) -> tuple[str, ...]:
    """The facts that an indicator lacks, by the first of its formulas that was not argued
    away: the one its author would rather see used. None where its values have no result."""
    undecided = [fact for fact in indicator.applies_when if not readings.has_value(fact)]
    open_ones = [f for f in indicator.value if not any(map(readings.not_applicable, f.facts))]
    formula = (open_ones or indicator.value)[0]
    return tuple(dict.fromkeys([*undecided, *readings.absent(formula)]))


def _is_unknown(each: NodeScore) -> bool:
    return bool(each.applies and not each.known)


def _missing(vocabulary: Vocabulary, fact: str, points: float) -> MissingResult:
    known = vocabulary[fact]
    return MissingResult(fact, known.title, points, known.unit, known.held_by)
