"""From where on stated figures are asked about: jumps, rates, slips of unit. Data under `rubrics/figures`, ours."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .text import Basis, FrozenModel, Text

Times = Annotated[float, Field(gt=1)]
Share = Annotated[float, Field(ge=0)]


class JumpLimit(FrozenModel):
    """How many times larger or smaller a figure may become from one year to another."""

    first_year: Times
    further_year: Times
    """For every further year between the two."""
    counts_from: float
    """Counts of a handful may well multiply; it is sizes that do not."""

    def times(self, years: int) -> float:
        """The greatest change over so many years."""
        return self.first_year * self.further_year ** (years - 1)


class RateLimit(FrozenModel):
    """How far a stated yearly rate may lie from that of its own series."""

    points: Share
    """Percentage points: prices of another year, a revised figure of the year before."""
    share: Share
    """And as a share of the greater of the two."""


class SlipKind(FrozenModel):
    """A slip of unit or of the decimal point."""

    factor: Times
    title: Text
    is_of_money: bool = False
    """Whether it lies between two units in which money is counted: proposed for money on slight grounds."""


class PlausibilityLimits(FrozenModel):
    """All limits of plausibility."""

    basis: Basis
    verified: bool
    note: Text
    tolerance: Share
    """Share by which what must agree may differ: rounding."""
    jump: JumpLimit
    rate: RateLimit
    one_firm: Times
    """How many times wider the usual range of a figure is for a single firm."""
    among_firms: Times
    """How many times larger than the middle of all others one row may be."""
    must_answer: Times
    """So many times beyond a limit, a question must be answered before the result is used."""
    slips: tuple[SlipKind, ...]
    """The likeliest first."""
