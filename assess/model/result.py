"""The result contract `assess/result/1`: what every reader of a judgement is given.

A result can be saved today and rendered next year without the rubric at hand, so it
carries every title, unit, reason and reference it needs, in both languages. Numbers are
unrounded. It says nothing of file names or line numbers, so that the same facts give the
same bytes however they are written down. New keys may be added; none is ever changed.
"""

from dataclasses import dataclass, field, fields

from .judgement import JudgedResult
from .recommendation import AdviceResult, ModeResult, PlanResult, StageResult, UnraisedResult, WarningResult


@dataclass(frozen=True, slots=True)
class Result(JudgedResult):
    """The whole judgement, and what to do next where that was asked."""

    stage: StageResult = field(default_factory=StageResult)
    modes: tuple[ModeResult, ...] = ()
    advice: tuple[AdviceResult, ...] = ()
    warnings: tuple[WarningResult, ...] = ()
    undecided: tuple[AdviceResult, ...] = ()
    """Measures of which it cannot be known whether they are called for."""
    unraised: tuple[UnraisedResult, ...] = ()
    plan: PlanResult | None = None


def whole(judged: JudgedResult) -> Result:
    """The contract of a judgement without advice."""
    if isinstance(judged, Result):
        return judged
    return Result(**{each.name: getattr(judged, each.name) for each in fields(JudgedResult)})
