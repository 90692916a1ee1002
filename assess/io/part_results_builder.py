"""The judgement of parts, rolled up by their weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ..engine.assessment import Assessment
from ..model.part_results import PartResult, RollUpResult
from ..model.result import ResultContract
from .result_builder import result_of


def with_parts(result: ResultContract, whole: Assessment, parts: Sequence[Assessment]) -> ResultContract:
    """The result of a whole with those of its parts.

    Args:
        whole: the assessment of the whole.
        parts: those of its parts, in the order of its profile.
    """
    if not parts:
        return result
    stated = [part.weight for part in whole.profile.parts]
    shares = [weight / math.fsum(stated) for weight in stated]
    told = []
    for part, share, assessment in zip(whole.profile.parts, shares, parts, strict=True):
        judged = result_of(assessment)
        grade = judged.grade.label if judged.grade else None
        told.append(PartResult(part.name, share, judged.score, judged.low, judged.high, judged.coverage, grade))
    score = _mean([part.score for part in told if part.score is not None], shares)
    rolled_up = RollUpResult(
        score=score,
        low=_mean([part.low for part in told], shares) or 0.0,
        high=_mean([part.high for part in told], shares) or 0.0,
        coverage=_mean([part.coverage for part in told], shares) or 0.0,
        grade=None if score is None else whole.rubric.grades.at(score).label,
    )
    return replace(result, parts=tuple(told), rolled_up=rolled_up)


def _mean(values: Sequence[float], shares: Sequence[float]) -> float | None:
    """Weighted by shares; None where a value is missing."""
    if len(values) < len(shares):
        return None
    return math.fsum(value * share for value, share in zip(values, shares, strict=True))
