"""The parts of a cluster as its result tells them, and what their scores come to together."""

from dataclasses import dataclass

from .judgement import ContractPart
from .text import Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PartResult(ContractPart):
    """A sub-cluster, judged by itself under the same rubric."""

    name: str
    weight: float
    """Its share; those of all parts add up to 1."""
    score: float | None
    """None where too little is known of it."""
    low: float
    high: float
    coverage: float
    grade: Text | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RollUpResult(ContractPart):
    """The weighted mean of the scores of all parts; the whole is judged by its own facts beside it."""

    score: float | None
    """None where a part has none."""
    low: float
    high: float
    coverage: float
    grade: Text | None
    """Of the rolled-up score; without the caps and clauses of single parts."""
