"""Scales: how the value of an indicator becomes a score from 0 to 100.

Every kind is one class with one key of its own, by which a rubric file names it. To add
a kind, write the class and put it into SCALE_KINDS.
"""

import itertools
import math
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

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        """Score of a value, 0 to 100; unknown for an unknown value."""
        raise NotImplementedError

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """Least and greatest score of the values from low to high."""
        inside = [x for x in self.turns if low < x < high]
        scores = [self.score(x, FLOATS) for x in (low, *inside, high)]
        return min(scores), max(scores)

    @property
    def span(self) -> tuple[float, float]:
        """Least and greatest score the scale can give: what an unknown value is worth."""
        return 0.0, 100.0

    @property
    def turns(self) -> Sequence[float]:
        """Values at which the scale may turn from rising to falling."""
        return ()

    @property
    def thresholds(self) -> tuple[float, ...]:
        """The values a rubric's author chose."""
        return ()

    def written(self) -> dict[str, Any]:
        """The scale as a rubric writes it, without its references."""
        own = {name: getattr(self, name) for name in type(self).model_fields if name not in _GROUNDS}
        plain = {name: vars(value) if isinstance(value, FrozenModel) else value for name, value in own.items()}
        plain |= {"basis_of": self.basis_of} if self.basis_of else {}
        plain |= {"note": self.note} if self.note else {}
        return {name: _with_text_keys(value) for name, value in plain.items()}

    @model_validator(mode="after")
    def _grounds_fit(self) -> "Scale":
        strangers = [t for t in self.basis_of if t not in self.thresholds]
        if strangers:
            raise PydanticCustomError("E315", "no threshold", {"found": strangers[0]})
        return self


_GROUNDS: Final = tuple(Scale.model_fields)


def _with_text_keys(value: Any) -> Any:
    """JSON has no numbers for keys."""
    if isinstance(value, dict):
        return {f"{key:.12g}" if isinstance(key, float) else key: item for key, item in value.items()}
    return value


def _rising(values: Sequence[float]) -> bool:
    return all(a < b for a, b in itertools.pairwise(values))


def _monotone(values: Sequence[float]) -> bool:
    pairs = list(itertools.pairwise(values))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def _refuse_backwards(xs: Sequence[float], ys: Sequence[float]) -> None:
    if not xs or not _rising(xs):
        raise PydanticCustomError("E307", "backwards", {"found": list(xs)})
    if not _monotone(ys):
        raise PydanticCustomError("E307", "backwards", {"found": list(ys)})


class Points(Scale):
    """Straight lines between given points; flat beyond the first and the last."""

    key = "points"
    points: dict[Finite, Score] = Field(min_length=2)

    @model_validator(mode="after")
    def _forwards(self) -> "Points":
        _refuse_backwards(list(self.points), list(self.points.values()))
        return self

    @cached_property
    def _lines(self) -> tuple[list[float], list[float]]:
        return list(self.points), list(self.points.values())

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.interpolate(value, *self._lines)

    @property
    def span(self) -> tuple[float, float]:
        scores = self.points.values()
        return min(scores), max(scores)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.points)


class AtLeast(Scale):
    """Steps upwards: the score of the highest threshold reached, `otherwise` below all."""

    key = "at_least"
    at_least: dict[Finite, Score] = Field(min_length=1)
    otherwise: Score = 0.0

    @model_validator(mode="after")
    def _forwards(self) -> "AtLeast":
        _refuse_backwards(list(self.at_least), [self.otherwise, *self.at_least.values()])
        return self

    @cached_property
    def _stairs(self) -> tuple[list[float], list[float]]:
        return [reached(t) for t in self.at_least], [self.otherwise, *self.at_least.values()]

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.stairs(value, *self._stairs)

    @property
    def span(self) -> tuple[float, float]:
        scores = (self.otherwise, *self.at_least.values())
        return min(scores), max(scores)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.at_least)


class AtMost(Scale):
    """Steps for quantities that should be small: the score of the lowest threshold not
    exceeded, `otherwise` above all."""

    key = "at_most"
    at_most: dict[Finite, Score] = Field(min_length=1)
    otherwise: Score = 0.0

    @model_validator(mode="after")
    def _forwards(self) -> "AtMost":
        _refuse_backwards(list(self.at_most), [*self.at_most.values(), self.otherwise])
        return self

    @cached_property
    def _stairs(self) -> tuple[list[float], list[float]]:
        falling = sorted(self.at_most.items(), reverse=True)
        return [reached(-t) for t, _ in falling], [self.otherwise, *(score for _, score in falling)]

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.stairs(-value, *self._stairs)

    @property
    def span(self) -> tuple[float, float]:
        scores = (self.otherwise, *self.at_most.values())
        return min(scores), max(scores)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.at_most)


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


class Goalposts(Scale):
    """100 (x - worst) / (best - worst), kept between 0 and 100; worst may exceed best."""

    key = "goalposts"
    goalposts: Ends

    @cached_property
    def _line(self) -> tuple[list[float], list[float]]:
        ends = self.goalposts
        places = [math.log(x) if ends.log else x for x in (ends.worst, ends.best)]
        falling = places[0] > places[1]
        return sorted(places), [100.0, 0.0] if falling else [0.0, 100.0]

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        place = ops.log(ops.maximum(value, 0.0)) if self.goalposts.log else value
        return ops.interpolate(place, *self._line)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return self.goalposts.worst, self.goalposts.best


class Optimum(Scale):
    """Best inside a range: 0 up to a, rising to 100 at b, flat to c, falling to 0 at d."""

    key = "optimum"
    optimum: tuple[Finite, Finite, Finite, Finite]

    @model_validator(mode="after")
    def _forwards(self) -> "Optimum":
        a, b, c, d = self.optimum
        if not (a < b <= c < d):
            raise PydanticCustomError("E307", "backwards", {"found": list(self.optimum)})
        return self

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        a, b, c, d = self.optimum
        rising = ops.interpolate(value, [a, b], [0.0, 100.0])
        return ops.minimum(rising, ops.interpolate(value, [c, d], [100.0, 0.0]))

    @property
    def turns(self) -> Sequence[float]:
        return self.optimum

    @property
    def thresholds(self) -> tuple[float, ...]:
        return self.optimum


class Levels(Scale):
    """Five described levels, each with its score; level 5 is the good end."""

    key = "levels"
    levels: tuple[Score, Score, Score, Score, Score]

    @model_validator(mode="after")
    def _forwards(self) -> "Levels":
        _refuse_backwards([1, 2, 3, 4, 5], self.levels)
        return self

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.interpolate(value, [1.0, 2.0, 3.0, 4.0, 5.0], self.levels)

    @property
    def span(self) -> tuple[float, float]:
        return min(self.levels), max(self.levels)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return (1.0, 2.0, 3.0, 4.0, 5.0)


class Choices(Scale):
    """A score for each answer of a choice fact."""

    key = "choices"
    choices: dict[str, Score] = Field(min_length=1)

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.choose(value, self.choices)

    @property
    def span(self) -> tuple[float, float]:
        return min(self.choices.values()), max(self.choices.values())


class Answers(FrozenModel):
    """Scores of the two answers."""

    yes: Score
    no: Score


class YesNo(Scale):
    """A score for yes and one for no."""

    key = "yes_no"
    yes_no: Answers

    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        return ops.interpolate(value, [0.0, 1.0], [self.yes_no.no, self.yes_no.yes])

    @property
    def span(self) -> tuple[float, float]:
        ends = (self.yes_no.no, self.yes_no.yes)
        return min(ends), max(ends)

    @property
    def thresholds(self) -> tuple[float, ...]:
        return (0.0, 1.0)


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
