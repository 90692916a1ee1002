"""Registers of a profile as its result tells them: actors, instruments, targets."""

from dataclasses import dataclass

from .judgement import ContractPart
from .text import Text


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RegisterResult(ContractPart):
    """A table of the profile that is told as it stands."""

    id: str
    title: Text
    heads: tuple[Text, ...]
    """With their units."""
    rows: tuple[tuple[Text | float | None, ...], ...]
    """A cell a head; null where nothing is said."""
    empty: tuple[Text, ...] = ()
    """Kinds of which there is no row, or of which it is said that there are none."""
