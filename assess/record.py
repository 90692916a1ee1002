"""What a result is made of: plain values under names, not to be changed once made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(made: type[Made]) -> type[Made]:
    """A dataclass that the type checker holds to be frozen.

    It goes without the methods by which Python itself would refuse a change, and without
    those that compare and print: making them for two dozen classes would take a hundredth
    of every command's time, and nothing calls them.
    """
    return dataclass(slots=True, eq=False, repr=False)(made)
