"""Order of advice: measures stand by what they gain where the cluster is weak.

A measure is called for by weak indicators, its gaps. What it gains on these decides where it
stands; what it gains beside them is a side effect and is told as such. A gap may belong to any
of the rubrics that measures are judged by, and its gain is told in points of that rubric's total:
every rubric has a hundred, so that one point is the same part of a whole everywhere.

The same points count for more where less is there. So the worst gaps, those at the lowest level,
come first; and a gain counts by the part it adds to what its criterion has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from ..engine.assessment import Assessment
from ..engine.scoring import NodeScores
from ..model.arithmetic import is_known
from ..model.recommendation import AdviceResult, GapGainResult, MeasureState
from .selection import Advice, TriggeredMeasure

STATES: Final[tuple[MeasureState, ...]] = get_args(MeasureState)
TIE_DIGITS: Final = 9
"""Gains that agree to so many decimals are a tie."""
NO_GAIN: Final = 10.0**-TIE_DIGITS
LOWEST_LEVEL: Final = 1
LEAST_SCORE: Final = 1.0
"""Where a criterion has less than this, its gains are compared as if it had this."""


def gap_gains(triggered: TriggeredMeasure, advice: Advice, after: Mapping[str, NodeScores]) -> Iterator[GapGainResult]:
    """What a measure gains on each of the weak indicators that call for it.

    Args:
        triggered: the measure.
        advice: of which it is a part.
        after: what each rubric says once the measure has worked.
    """
    for name in dict.fromkeys(triggered.trigger.gaps):
        finding = advice.diagnosis.findings.get(name)
        if finding is None:
            continue
        assessment = finding.assessment
        before, then = assessment.judged[name], after[assessment.rubric.rubric][name]
        criterion = _criterion(name, assessment)
        yield GapGainResult(
            id=name,
            title=advice.diagnosis.title(name),
            gain=then.contribution - before.contribution if before.known and then.known else 0.0,
            level=advice.diagnosis.level(name),
            rubric=assessment.rubric.rubric,
            rubric_title=assessment.rubric.title,
            criterion=criterion,
            criterion_score=_score(assessment, criterion),
        )


def _criterion(indicator: str, assessment: Assessment) -> str:
    """The top criterion that an indicator belongs to."""
    for part in assessment.rubric.tree.parts:
        if part.node.id == indicator or indicator in {leaf.id for leaf in part.node.leaves()}:
            return part.node.id
    raise KeyError(indicator)


def _score(assessment: Assessment, criterion: str) -> float:
    score = float(assessment.judged[criterion].score)
    return score if is_known(score) else 0.0


def is_worth_it(measure: AdviceResult) -> bool:
    """Whether a measure gains something; a prior check need not, and of what is not priced nobody knows."""
    return measure.gate or not measure.priced or measure.gap_gain + measure.side_gain > NO_GAIN


def urgency(measure: AdviceResult) -> tuple[object, ...]:
    """Order of advice: prior checks, then what is open, by its gain where it is called for.

    The gain on gaps at the lowest level comes first, then the gain on all of them, each by the part
    that it adds to what its criterion has. Ties go to the weaker criterion, then to the lesser
    effort, then by id. Where it is not known whether a measure is called for, the gain that it
    would have stands for these.
    """
    worst = sum(map(_weighted, (gap for gap in measure.gap_gains if gap.level == LOWEST_LEVEL)))
    gain = sum(map(_weighted, measure.gap_gains)) if measure.gain_if is None else measure.gain_if
    weakest = min((gap.criterion_score for gap in measure.gap_gains if gap.gain > NO_GAIN), default=100.0)
    return (
        not (measure.gate and measure.state == "open"),
        STATES.index(measure.state),
        -round(worst, TIE_DIGITS),
        -round(gain, TIE_DIGITS),
        -round(measure.side_gain, TIE_DIGITS) if abs(gain) <= NO_GAIN else 0.0,
        weakest,
        measure.effort,
        measure.id,
    )


def _weighted(gap: GapGainResult) -> float:
    return gap.gain / max(gap.criterion_score, LEAST_SCORE)
