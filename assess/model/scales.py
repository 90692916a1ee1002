"""Scales: how the value of an indicator becomes a score from 0 to 100.

What all scales share, and the two families they come in; the kinds that a rubric may
name stand in `scale_kinds`.
"""

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Final

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .arithmetic import FLOATS, Arithmetic, ValueOrArray, reached
from .text import Basis, FrozenModel, Grounds

Score = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Scale(Grounds):
    """What all kinds share: the grounds of their thresholds, and the arithmetic."""

    key: ClassVar[str]
    """Key that names the kind in a rubric file."""

    basis_of: dict[float, Basis] = {}
    """Thresholds that rest on something else than the scale as a whole."""

    @abstractmethod
    def score(self, value: ValueOrArray, ops: Arithmetic) -> ValueOrArray:
        """Score of a value, 0 to 100; unknown for an unknown value."""

    def bounds(
        self, low: ValueOrArray, high: ValueOrArray, ops: Arithmetic = FLOATS
    ) -> tuple[ValueOrArray, ValueOrArray]:
        """Least and greatest score of the values from low to high."""
        ends = self.score(low, ops), self.score(high, ops)
        least, most = ops.minimum(*ends), ops.maximum(*ends)
        for x in self.thresholds:
            inside, score = (low < x) & (x < high), self.score(x, FLOATS)
            least = ops.where(inside, ops.minimum(least, score), least)
            most = ops.where(inside, ops.maximum(most, score), most)
        return least, most

    @property
    @abstractmethod
    def scores(self) -> Sequence[float]:
        """The scores its author chose."""

    @property
    def span(self) -> tuple[float, float]:
        """Least and greatest score the scale can give: what an unknown value is worth."""
        scores = self.scores
        return min(scores), max(scores)

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
    def scores(self) -> Sequence[float]:
        return self.corners[1]

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.corners[0])


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
    def scores(self) -> Sequence[float]:
        return self._stairs[1]

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(self.steps[0])


TOP_LEVEL: Final = 5
WEAK: Final = 2
"""An indicator at this level or below is a gap."""
STRONG: Final = 4
"""An indicator at this level or above is something to build on."""


def level_of(score: float) -> int:
    """Level 1 to 5 of a score: five bands of twenty points, the lower edge belongs up."""
    return 1 + sum(score >= reached(edge, 100.0) for edge in (20, 40, 60, 80))


def level_edge(level: int) -> float:
    """The lowest score of a level."""
    return 20.0 * (level - 1)
