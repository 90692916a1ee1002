"""Scales: how the value of an indicator becomes a score from 0 to 100.

Every kind is one class with one key of its own, by which a rubric file names it. To add
a kind, write the class and put it into SCALE_KINDS.
"""

import math
from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .arithmetic import FLOATS, Arithmetic, ValueOrArray, reached
from .text import Basis, FrozenModel, Reference, Text

Score = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Scale(FrozenModel):
    """What all kinds share: the grounds of their thresholds, and the arithmetic."""

    key: ClassVar[str]
    """Key that names the kind in a rubric file."""

    basis: Basis
    verified: bool = False
    basis_of: dict[float, Basis] = {}
    """Thresholds that rest on something else than the scale as a whole."""
    note: Text | None = None
    references: tuple[Reference, ...] = ()

    @abstractmethod
    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        """Score of a value, 0 to 100; unknown for an unknown value."""

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """Least and greatest score of the values from low to high."""
        inside = [x for x in self.thresholds if low < x < high]
        scores = [self.score(x, FLOATS) for x in (low, *inside, high)]
        return min(scores), max(scores)

    @property
    def span(self) -> tuple[float, float]:
        """Least and greatest score the scale can give: what an unknown value is worth."""
        return 0.0, 100.0

    @property
    def thresholds(self) -> tuple[float, ...]:
        """The values a rubric's author chose."""
        return ()

    def written(self) -> dict[str, Any]:
        """The scale as a rubric writes it, without its references; thresholds as texts, as JSON has them."""
        own = [name for name in type(self).model_fields if name not in _GROUNDS]
        grounds = [name for name in ("basis_of", "note") if getattr(self, name)]
        return {name: _plain(getattr(self, name)) for name in (*own, *grounds)}

    @model_validator(mode="after")
    def _grounds_fit(self) -> "Scale":
        strangers = [t for t in self.basis_of if t not in self.thresholds]
        if strangers:
            raise PydanticCustomError("E315", "no threshold", {"found": strangers[0]})
        return self


_GROUNDS: Final = tuple(Scale.model_fields)


def _plain(value: Any) -> Any:
    if isinstance(value, FrozenModel):
        return vars(value)
    if isinstance(value, dict):
        return {f"{key:.12g}" if isinstance(key, float) else key: item for key, item in value.items()}
    return value


def _refuse_backwards(xs: Sequence[float], ys: Sequence[float]) -> None:
    if not xs or list(xs) != sorted(set(xs)):
        raise PydanticCustomError("E307", "backwards", {"found": list(xs)})
    if list(ys) not in (sorted(ys), sorted(ys, reverse=True)):
        raise PydanticCustomError("E307", "backwards", {"found": list(ys)})


class Lines(Scale):
    """Straight lines between corners, flat beyond the first and the last."""

    @property
    @abstractmethod
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        """Values in rising order, and their scores."""

    @model_validator(mode="after")
    def _forwards(self) -> "Lines":
        _refuse_backwards(*self.corners)
        return self

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.interpolate(value, *self.corners)

    @property
    def span(self) -> tuple[float, float]:
        _, scores = self.corners
        return min(scores), max(scores)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.corners[0])


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
    """Best inside a range: 0 up to a, rising to 100 at b, flat to c, falling to 0 at d."""

    key = "optimum"
    optimum: tuple[Finite, Finite, Finite, Finite]

    @property
    def corners(self) -> tuple[Sequence[float], Sequence[float]]:
        a, b, c, d = self.optimum
        return ((a, b, c, d), (0.0, 100.0, 100.0, 0.0)) if b < c else ((a, b, d), (0.0, 100.0, 0.0))

    @model_validator(mode="after")
    def _forwards(self) -> "Optimum":
        a, b, c, d = self.optimum
        if not (a < b <= c < d):
            raise PydanticCustomError("E307", "backwards", {"found": list(self.optimum)})
        return self


class Steps(Scale):
    """The score of the farthest threshold reached, upwards or downwards."""

    sign: ClassVar[int]
    """1 where more is better, -1 where less is."""

    @property
    @abstractmethod
    def steps(self) -> tuple[dict[float, float], float]:
        """Thresholds in rising order with their scores, and the score where none is reached."""

    @model_validator(mode="after")
    def _forwards(self) -> "Steps":
        steps, otherwise = self.steps
        scores = list(steps.values())
        _refuse_backwards(list(steps), [otherwise, *scores] if self.sign > 0 else [*scores, otherwise])
        return self

    @cached_property
    def _stairs(self) -> tuple[list[float], list[float]]:
        steps, otherwise = self.steps
        outwards = sorted(steps.items(), reverse=self.sign < 0)
        return [reached(self.sign * edge) for edge, _ in outwards], [otherwise, *(score for _, score in outwards)]

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.stairs(value if self.sign > 0 else -value, *self._stairs)

    @property
    def span(self) -> tuple[float, float]:
        _, scores = self._stairs
        return min(scores), max(scores)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.steps[0])


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
    def span(self) -> tuple[float, float]:
        return min(self.choices.values()), max(self.choices.values())


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


def level_of(score: float) -> int:
    """Level 1 to 5 of a score: five bands of twenty points, the lower edge belongs up."""
    return 1 + sum(score >= reached(edge, 100.0) for edge in (20, 40, 60, 80))
