"""How far a judgement hangs on what nobody has verified: weights, cut-points, levels judged by oneself.

Missing data are told by the interval; this tells the rest. The profile is judged again many
times, each time with other weights and other cut-points near those of the rubric, drawn by a
generator with a fixed seed, so that the same profile always gives the same bytes. What the
rubric verified stays as it is. Compare: OECD/JRC, Handbook on Constructing Composite
Indicators (2008), step 7, uncertainty analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from ..model.arithmetic import FLOATS
from ..model.grades import Sureness
from ..model.indicators import Indicator
from ..model.robustness import HangingResult, JudgedLevels, LimitResult, SurenessResult
from ..model.rubric import Branch, Leaf, Part, Rubric
from .assessment import Assessment
from .grading import capped, grade
from .scoring import NodeScore, NodeScores, combined

Factor = Callable[[], float]
"""Gives a factor near 1, another at every call."""


def sureness_of(assessment: Assessment) -> SurenessResult | None:
    """How the grade and the order of the criteria hold; None where no score is given, or the rubric
    does not say by how much its weights and cut-points may be moved."""
    rule = assessment.rubric.sureness
    if rule is None or not assessment.is_sufficient:
        return None
    grade_at = _grading(assessment)
    scores = list(_draws(assessment, rule))
    totals = sorted(float(draw[assessment.rubric.rubric].score) for draw in scores)
    now = grade_at(float(assessment.root.score))
    return SurenessResult(
        draws=rule.draws,
        weights=rule.weights,
        cut_points=rule.cut_points,
        basis=rule.basis,
        verified=rule.verified,
        note=rule.note,
        grade_holds=_share(grade_at(total) == now for total in totals),
        order_holds=_order_holds(assessment, scores),
        low=totals[round(0.05 * (len(totals) - 1))],
        high=totals[round(0.95 * (len(totals) - 1))],
        limit=_nearest_limit(assessment),
        hanging=tuple(_hanging(assessment, rule, grade_at)),
        levels=_judged_levels(assessment),
    )


# Draws


def _draws(assessment: Assessment, rule: Sureness) -> Iterator[NodeScores]:
    """The scores of all nodes, each time with other weights and cut-points."""
    random = Random(rule.seed)  # noqa: S311 (nothing secret is drawn)
    tree, rubric = assessment.rubric.tree, assessment.rubric

    def weight() -> float:
        return float(rule.weights ** random.uniform(-1, 1))

    def cut_point() -> float:
        return float((1 + rule.cut_points) ** random.uniform(-1, 1))

    for _ in range(rule.draws):
        scores = {leaf.id: _moved(leaf, assessment.judged[leaf.id], cut_point()) for leaf in tree.leaves()}
        yield combined(_reweighted(tree, rubric, weight), scores, FLOATS)


def _reweighted(branch: Branch, rubric: Rubric, shift: Factor) -> Branch:
    """The tree with every weight moved that nobody has verified."""
    parts = tuple(_reweighted_part(part, rubric, shift) for part in branch.ordered)
    return branch._replace(parts=parts, ordered=parts)


def _reweighted_part(part: Part, rubric: Rubric, shift: Factor) -> Part:
    node = part.node if isinstance(part.node, Leaf) else _reweighted(part.node, rubric, shift)
    _, verified = part.weight.grounds(rubric.weights)
    factor = shift()
    return Part(node, part.weight if verified else part.weight.model_copy(update={"value": part.weight.value * factor}))


def _moved(leaf: Leaf, node: NodeScore, factor: float) -> NodeScore:
    """An indicator scored with its cut-points moved by a factor; what was verified, or has none, stays."""
    scale = leaf.indicator.scale
    if scale.verified or not scale.thresholds or not (node.applies and node.known):
        return node
    score = scale.score(node.measured.value / factor, FLOATS)
    return replace(node, score=score, low=min(node.low, score), high=max(node.high, score))


# What comes of them


def _grading(assessment: Assessment) -> Callable[[float], str]:
    """The grade that a score would have, under what holds grades down now."""
    grades = assessment.rubric.grades
    caps = grade(grades, assessment.root, assessment.readings, assessment.vocabulary).caps
    return lambda score: capped(grades, grades.at(score), caps).id


def _order_holds(assessment: Assessment, draws: Sequence[NodeScores]) -> float | None:
    """How often two criteria stand in the order in which they are told; None where there are no two."""
    tops = [part.node.id for part in assessment.rubric.tree.parts if assessment.judged[part.node.id].known]
    pairs = [
        (better, worse) if assessment.judged[better].score > assessment.judged[worse].score else (worse, better)
        for better, worse in combinations(tops, 2)
        if assessment.judged[better].score != assessment.judged[worse].score
    ]
    if not pairs:
        return None
    return _share(draw[better].score > draw[worse].score for draw in draws for better, worse in pairs)


def _share(answers: Iterator[bool]) -> float:
    counted = list(answers)
    return sum(counted) / len(counted)


def _nearest_limit(assessment: Assessment) -> LimitResult | None:
    """The limit between grades that the score is nearest to."""
    limits = [band for band in assessment.rubric.grades.bands if band.from_ > 0]
    score = float(assessment.root.score)
    if not limits:
        return None
    nearest = min(limits, key=lambda band: abs(band.from_ - score))
    return LimitResult(nearest.label, nearest.from_, abs(nearest.from_ - score))


def _hanging(assessment: Assessment, rule: Sureness, grade_at: Callable[[float], str]) -> Iterator[HangingResult]:
    """Indicators whose own cut-points, moved alone, would change the grade."""
    tree, now = assessment.rubric.tree, grade_at(float(assessment.root.score))
    for leaf in tree.leaves():
        for factor in (1 + rule.cut_points, 1 / (1 + rule.cut_points)):
            moved = _moved(leaf, assessment.judged[leaf.id], factor)
            total = combined(tree, {**assessment.judged, leaf.id: moved}, FLOATS)[tree.id].score
            if grade_at(float(total)) != now:
                yield HangingResult(leaf.id, leaf.indicator.title, leaf.indicator.scale.basis)
                break


def _judged_levels(assessment: Assessment) -> JudgedLevels:
    """How much of the known weight stands on levels that somebody judged, and with what evidence."""
    judged = [leaf for leaf in assessment.rubric.tree.leaves() if _is_judged(leaf.indicator, leaf.id, assessment)]
    observations = [assessment.profile.observations[_fact(leaf, assessment)] for leaf in judged]
    return JudgedLevels(
        count=len(judged),
        share=sum(assessment.judged[leaf.id].share for leaf in judged),
        with_evidence=sum(observation.evidence is not None for observation in observations),
        with_source=sum(observation.source is not None for observation in observations),
    )


def _is_judged(indicator: Indicator, name: str, assessment: Assessment) -> bool:
    formula = assessment.judged[name].measured.formula
    return (
        formula is not None
        and bool(assessment.judged[name].known)
        and len(formula.facts) == 1
        and assessment.vocabulary[formula.facts[0]].kind == "level"
    )


def _fact(leaf: Leaf, assessment: Assessment) -> str:
    formula = assessment.judged[leaf.id].measured.formula
    assert formula is not None, "only what was computed is asked"
    return formula.facts[0]
