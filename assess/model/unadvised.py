"""The parts of a result that tell what is not advised, and why."""

from dataclasses import dataclass

from .judgement import ContractPart
from .text import Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PractisedResult(ContractPart):
    """A measure that a gap would call for, and that the cluster does already."""

    id: str
    title: Text
    because: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HeldResult(ContractPart):
    """A measure that a weak indicator would call for, and the conditions of it that the cluster does not meet."""

    id: str
    title: Text
    because: Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class UnraisedResult(ContractPart):
    """A weak indicator that no measure raises, and why, or that only measures raise which are held back."""

    indicator: str
    title: Text
    because: Text | None
    held: tuple[HeldResult, ...] = ()
    """The measures that would raise it."""
