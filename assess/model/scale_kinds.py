"""The kinds of scales that a rubric may name.

Every kind is one class with one key of its own, by which a rubric file names it. To add
a kind, write the class and put it into SCALE_KINDS.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .arithmetic import Arithmetic, ValueOrArray
from .scales import Finite, Lines, Scale, Score, Steps
from .text import FrozenModel


class Points(Lines):
    """Straight lines between given points; flat beyond the first and the last."""

    key = "points"
    points: dict[Finite, Score] = Field(min_length=2)

    @property
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        return list(self.points), list(self.points.values())


class Levels(Lines):
    """Five described levels, each with its score; level 5 is the good end."""

    key = "levels"
    levels: tuple[Score, Score, Score, Score, Score]

    @property
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        return (1.0, 2.0, 3.0, 4.0, 5.0), self.levels


class Answers(FrozenModel):
    """Scores of the two answers."""

    yes: Score
    no: Score


class YesNo(Lines):
    """A score for yes and one for no."""

    key = "yes_no"
    yes_no: Answers

    @property
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        return (0.0, 1.0), (self.yes_no.no, self.yes_no.yes)


class Ends(FrozenModel):
    """The two ends of a goalpost scale, in the unit of the indicator."""

    worst: Finite
    best: Finite
    log: bool = False
    """Measure the way between the ends on a logarithm (HDR technical notes, income index)."""

    @model_validator(mode="after")
    def _apart(self) -> "Ends":
        if self.worst == self.best or (self.log and min(self.worst, self.best) <= 0):
            raise PydanticCustomError("E307", "backwards", {"found": [self.worst, self.best]})
        return self


class Goalposts(Lines):
    """100 (x - worst) / (best - worst), kept between 0 and 100; worst may exceed best."""

    key = "goalposts"
    goalposts: Ends

    @property
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        """On a logarithm where the ends are measured on one."""
        ends = self.goalposts
        worst, best = (math.log(x) if ends.log else x for x in (ends.worst, ends.best))
        return ((worst, best), (0.0, 100.0)) if worst < best else ((best, worst), (100.0, 0.0))

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return super().score(ops.log(ops.maximum(value, 0.0)) if self.goalposts.log else value, ops)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return self.goalposts.worst, self.goalposts.best


class Optimum(Lines):
    """Best inside a range: 0 up to a, rising to 100 at b, flat to c, falling to 0 at d; or straight
    lines between given points that rise to a peak and fall behind it."""

    key = "optimum"
    optimum: tuple[Finite, Finite, Finite, Finite] | Annotated[dict[Finite, Score], Field(min_length=3)]

    @property
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        if isinstance(self.optimum, dict):
            return list(self.optimum), list(self.optimum.values())
        a, b, c, d = self.optimum
        return ((a, b, c, d), (0.0, 100.0, 100.0, 0.0)) if b < c else ((a, b, d), (0.0, 100.0, 0.0))

    @model_validator(mode="after")
    def _forwards(self) -> "Optimum":
        xs, ys = self.corners
        peak = ys.index(max(ys))
        one_peak = [*ys[: peak + 1], *ys[peak:]] == [*sorted(ys[: peak + 1]), *sorted(ys[peak:], reverse=True)]
        rising = list(xs) == sorted(set(xs)) and (isinstance(self.optimum, dict) or self.optimum[1] <= self.optimum[2])
        if not rising or not one_peak:
            found = list(ys) if rising else list(self.optimum)
            raise PydanticCustomError("E307", "backwards", {"found": found})
        return self


class AtLeast(Steps):
    """Steps upwards: the score of the highest threshold reached, `otherwise` below all."""

    key, sign = "at_least", 1
    at_least: dict[Finite, Score] = Field(min_length=1)
    otherwise: Score = 0.0

    @property
    def steps(self) -> tuple[dict[float, float], float]:
        return self.at_least, self.otherwise


class AtMost(Steps):
    """Steps for quantities that should be small: the score of the lowest threshold not
    exceeded, `otherwise` above all."""

    key, sign = "at_most", -1
    at_most: dict[Finite, Score] = Field(min_length=1)
    otherwise: Score = 0.0

    @property
    def steps(self) -> tuple[dict[float, float], float]:
        return self.at_most, self.otherwise


class Choices(Scale):
    """A score for each answer of a choice fact."""

    key = "choices"
    choices: dict[str, Score] = Field(min_length=1)

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.choose(value, self.choices)

    @property
    def scores(self) -> Sequence[float]:
        return list(self.choices.values())


SCALE_KINDS: Final = (Points, AtLeast, AtMost, Goalposts, Optimum, Levels, Choices, YesNo)


def _keys(data: Any) -> list[str]:
    return [scale.key for scale in SCALE_KINDS if isinstance(data, dict) and scale.key in data]


def _one_kind(data: Any) -> Any:
    keys = _keys(data)
    if not isinstance(data, Scale) and len(keys) != 1:
        allowed = ", ".join(scale.key for scale in SCALE_KINDS)
        raise PydanticCustomError("E310", "kind", {"found": " + ".join(keys) or "?", "allowed": allowed})
    return data


def _kind(data: Any) -> str:
    # No key of a file begins with @, so that a tag is never taken for one.
    return "@" + (data.key if isinstance(data, Scale) else _keys(data)[0])


if TYPE_CHECKING:
    AnyScale = Scale
else:
    _TAGGED = tuple(Annotated[scale, Tag(f"@{scale.key}")] for scale in SCALE_KINDS)
    AnyScale = Annotated[Union[_TAGGED], Discriminator(_kind), BeforeValidator(_one_kind)]  # noqa: UP007
