"""Grades: the scores they begin at, what holds them down, and how their sureness is tried."""

from typing import Annotated, Final

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .arithmetic import reached
from .clauses import ClauseGroup
from .scales import Score
from .text import FrozenModel, Grounds, Text


class GradeCap(ClauseGroup, Grounds):
    """What a grade may not say: while the clauses hold, it is lowered or held down.

    A ratio can rise because what it is divided by falls; the score alone does not see that.
    """

    id: str
    title: Text
    at_most: str | None = None
    """Id of the best grade that may be given."""
    lower_by: Annotated[int, Field(ge=0)] = 0
    """Grades taken from the one that the score gives."""


class Band(FrozenModel):
    """A grade: from this score upwards."""

    id: str
    label: Text
    from_: Score = Field(alias="from")


class Grades(Grounds):
    """The grades and what their limits rest on."""

    bands: tuple[Band, ...] = Field(min_length=1)
    caps: tuple[GradeCap, ...] = ()

    @model_validator(mode="after")
    def _from_zero_up(self) -> "Grades":
        edges = [band.from_ for band in self.bands]
        if len(set(edges)) != len(edges) or (edges and min(edges) != 0):
            raise PydanticCustomError("E312", "bands", {"found": edges})
        return self

    @model_validator(mode="after")
    def _caps_name_grades(self) -> "Grades":
        known = [band.id for band in self.bands]
        for cap in self.caps:
            if cap.at_most is not None and cap.at_most not in known:
                raise PydanticCustomError("E322", "cap", {"found": cap.at_most, "allowed": known})
            if cap.at_most is None and not cap.lower_by:
                raise PydanticCustomError("E323", "cap", {"found": cap.id})
        return self

    @property
    def worst_first(self) -> tuple[Band, ...]:
        """The grades in rising order."""
        return tuple(sorted(self.bands, key=lambda band: band.from_))

    def at(self, score: float) -> Band:
        """Band of a score; a score on a limit belongs to the upper band."""
        reached_bands = [band for band in self.bands if score >= reached(band.from_, 100.0)]
        return max(reached_bands, key=lambda band: band.from_)


NO_GRADES: Final = Grades.model_construct(basis="expert", bands=())
"""Of a rubric without criteria, which gives no grade."""


class Sureness(Grounds):
    """Draws of other weights and cut-points near those of a rubric."""

    draws: Annotated[int, Field(ge=20, le=2000)]
    weights: Annotated[float, Field(ge=1, le=10)]
    """Each unverified weight is multiplied by a factor between its inverse and this."""
    cut_points: Annotated[float, Field(ge=0, le=1)]
    """All unverified cut-points of an indicator are moved together by up to this share."""
    seed: int = 1
