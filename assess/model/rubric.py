"""A rubric: a tree of criteria over indicators, with grades and gates."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from . import means
from .clauses import Gate, VerdictWords, word_or_mapping
from .facts import Fact
from .grades import NO_GRADES, Grades, Sureness
from .indicators import Indicator
from .patterns import Pattern
from .text import NO_GROUNDS, Basis, FrozenModel, Grounds, Reference, RubricKind, Source, Text

MAX_WEIGHT = 1e100
"""Beyond it, a sum of weights would be no number."""


def _weight(value: Any) -> Any:
    if isinstance(value, dict | Weight):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < MAX_WEIGHT:
        raise PydanticCustomError("E302", "weight", {"found": value})
    return {"value": value}


class Weight(FrozenModel):
    """A weight beside its siblings. Only ratios count: 1 and 2 is the same as 10 and 20."""

    value: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 1.0
    basis: Basis | None = None
    """None: what `weights` says of the whole rubric."""
    verified: bool | None = None
    references: tuple[Reference, ...] = ()

    def grounds(self, of_all: Grounds) -> tuple[Basis, bool]:
        """What it rests on, and whether that is verified; where it does not say, as all weights do."""
        return self.basis or of_all.basis, of_all.verified if self.verified is None else self.verified


AnyWeight = Annotated[Weight, BeforeValidator(_weight, json_schema_input_type=float | Weight)]
EVEN = Weight.model_construct()
"""The weight of what states none."""
NO_WEIGHT = Weight.model_construct(value=0.0)
"""The weight of what is judged beside the tree."""


class Power(FrozenModel):
    """A power mean with an exponent of one's own."""

    power: Annotated[float, Field(ge=-50, le=50, allow_inf_nan=False)]

    def __str__(self) -> str:
        return f"power {self.power:g}"


if TYPE_CHECKING:
    MeanName = str
else:
    MeanName = Literal[tuple(means.NAMED_MEANS)]

Combine = Annotated[
    Annotated[MeanName, Tag("@word")] | Annotated[Power, Tag("@mapping")],
    Discriminator(word_or_mapping),
]


def mean_of(combine: Combine) -> means.Mean:
    """The mean that a way of combining stands for."""
    return means.Mean(combine.power) if isinstance(combine, Power) else means.NAMED_MEANS[combine]


class Use(FrozenModel):
    """A child named by its id, with a weight."""

    use: str
    weight: AnyWeight | None = None
    """None: the weight the criterion states itself."""


def _child(value: Any) -> str:
    if isinstance(value, Use) or (isinstance(value, dict) and "use" in value):
        return "@use"
    return "@written" if isinstance(value, dict | FrozenModel) else "@word"


AnyChild = Annotated[
    Annotated[str, Tag("@word")] | Annotated[Use, Tag("@use")] | Annotated["Criterion", Tag("@written")],
    Discriminator(_child),
]


class Criterion(FrozenModel):
    """An inner node: weighted children and how they combine."""

    id: str
    title: Text
    about: Text | None = None
    combine: Combine = "mean"
    weight: AnyWeight = EVEN
    children: tuple[AnyChild, ...] = Field(min_length=1)
    """Ids of indicators or of other criteria, or criteria written in place."""
    school: str | None = None
    """The school of theory that says why it counts, one of the rubric's `schools`."""
    references: tuple[Reference, ...] = ()


class Leaf(NamedTuple):
    """An indicator in its place in the tree."""

    id: str
    indicator: Indicator

    def leaves(self) -> "list[Leaf]":
        """Itself, as a branch gives all that it bears."""
        return [self]


class Branch(NamedTuple):
    """A criterion with its children resolved."""

    id: str
    mean: means.Mean
    parts: "tuple[Part, ...]"
    ordered: "tuple[Part, ...]"
    """By id, so that the order of writing cannot change the last digit of a sum."""
    criterion: Criterion | None
    """None for the root, which is the rubric itself."""

    def leaves(self) -> list[Leaf]:
        """All indicators below, in the order they are written."""
        return [leaf for part in self.parts for leaf in part.node.leaves()]


class Part(NamedTuple):
    """A child and its weight."""

    node: Leaf | Branch
    weight: Weight


_Grounds = TypeVar("_Grounds", bound=Grounds)


class Rubric(FrozenModel):
    """Criteria with their grades, clauses, or both, under one name and version."""

    rubric: str
    version: str
    kind: RubricKind = "assessment"
    title: Text
    about: Text | None = None
    serves: tuple[str, ...] = ()
    """Systems of the documents that are at home here."""
    combine: Combine = "mean"
    coverage_floor: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Known share of the weight under which neither score nor grade is given."""
    criteria: tuple[Criterion, ...] = Field((), min_length=1)
    """None: the rubric gives no score."""
    weights: Annotated[Grounds, Field(validate_default=True)] = NO_GROUNDS
    grades: Annotated[Grades, Field(validate_default=True)] = NO_GRADES
    sureness: Sureness | None = None
    gates: tuple[Gate, ...] = ()
    patterns: Annotated[tuple[Pattern, ...], Field(validate_default=True)] = ()
    """What is told as there, not there or unknown, whatever the score."""
    verdict: VerdictWords | None = None
    """What is said of the clauses together; only where that is asked of them."""
    schools: dict[str, Text] = {}
    """Schools of theory on which criteria rest; they explain and never score."""
    references: dict[str, Source] = {}
    facts: dict[str, Fact] = {}
    """Facts of the rubric's own, beside the shared vocabulary."""
    indicators: dict[str, Indicator] = Field({}, min_length=1)
    """In a file those of the rubric's own; once loaded, with the shared ones that it names."""

    @field_validator("weights", "grades")
    @classmethod
    def _of_criteria(cls, stated: _Grounds, info: ValidationInfo) -> _Grounds:
        """Weights and grades stand where there are criteria, and only there."""
        criteria, is_stated = info.data.get("criteria"), stated is not NO_GROUNDS and stated is not NO_GRADES
        if criteria and not is_stated:
            raise PydanticKnownError("missing")
        if criteria == () and is_stated:
            raise PydanticCustomError("E325", "no criteria", {"found": str(info.field_name)})
        return stated

    @field_validator("patterns")
    @classmethod
    def _something_to_judge(cls, patterns: tuple[Pattern, ...], info: ValidationInfo) -> tuple[Pattern, ...]:
        if not patterns and info.data.get("criteria") == () and info.data.get("gates") == ():
            raise PydanticCustomError("E326", "nothing to judge")
        return patterns

    @cached_property
    def criteria_by_id(self) -> dict[str, Criterion]:
        """All criteria, wherever they are written."""
        return {criterion.id: criterion for _, criterion in self.written()}

    @property
    def is_scored(self) -> bool:
        """Whether there are criteria, from which alone a score comes."""
        return bool(self.criteria)

    def named_indicators(self) -> list[str]:
        """Ids that stand for indicators it does not define itself, in the order in which they are named."""
        named = [name for _, criterion in self.written() for name in named_children(criterion)]
        named += [name for pattern in self.patterns for name in pattern.indicators()]
        own = {*self.indicators, *self.criteria_by_id}
        return [name for name in dict.fromkeys(named) if name not in own]

    def cited(self) -> set[str]:
        """Keys of the sources that anything in the rubric rests on."""
        indicators = self.indicators.values()
        grounds: list[Grounds | Pattern | Criterion | Indicator] = [self.weights, self.grades]
        grounds += [
            *self.gates,
            *self.patterns,
            *self.criteria_by_id.values(),
            *indicators,
            *(indicator.scale for indicator in indicators),
        ]
        return {reference.source for ground in grounds for reference in ground.references}

    def titles_of_sources(self, shared: Mapping[str, Text]) -> dict[str, Text]:
        """Titles of the shared sources by key, and of those that the rubric brings itself."""
        return {**shared, **{key: source.title for key, source in self.references.items()}}

    def written(self) -> Iterator[tuple[tuple[str | int, ...], Criterion]]:
        """Every criterion with the path at which it is written in the file."""
        for index, criterion in enumerate(self.criteria):
            yield from _written(("criteria", index), criterion)

    @cached_property
    def untreed(self) -> tuple[Leaf, ...]:
        """Indicators that patterns alone read: judged beside the tree, without weight."""
        inside = {leaf.id for leaf in self.tree.leaves()}
        named = dict.fromkeys(name for pattern in self.patterns for name in pattern.indicators())
        return tuple(
            Leaf(name, self.indicators[name]) for name in named if name in self.indicators and name not in inside
        )

    def leaves(self) -> list[Leaf]:
        """All indicators that are judged, those of the tree first."""
        return [*self.tree.leaves(), *self.untreed]

    @cached_property
    def tree(self) -> Branch:
        """The root with everything below it. The rubric must be free of faults."""
        used = {name for _, c in self.written() for name in named_children(c)}
        tops = [c for c in self.criteria if c.id not in used]
        parts = tuple(Part(self._branch(c), c.weight) for c in tops)
        return _branch(self.rubric, self.combine, parts)

    def _branch(self, criterion: Criterion) -> Branch:
        parts = tuple(self._part(child) for child in criterion.children)
        return _branch(criterion.id, criterion.combine, parts, criterion)

    def _part(self, child: str | Use | Criterion) -> Part:
        weight = weight_of(child, self.criteria_by_id)
        if isinstance(child, Criterion):
            return Part(self._branch(child), weight)
        name = child.use if isinstance(child, Use) else child
        if name in self.indicators:
            return Part(Leaf(name, self.indicators[name]), weight)
        return Part(self._branch(self.criteria_by_id[name]), weight)


def _branch(name: str, combine: Combine, parts: tuple[Part, ...], criterion: Criterion | None = None) -> Branch:
    return Branch(name, mean_of(combine), parts, tuple(sorted(parts, key=lambda part: part.node.id)), criterion)


def weight_of(child: str | Use | Criterion, criteria: Mapping[str, Criterion]) -> Weight:
    """The weight of a child: as stated where it is named, or else where it is written."""
    if isinstance(child, Criterion):
        return child.weight
    name, stated = (child.use, child.weight) if isinstance(child, Use) else (child, None)
    return stated or (criteria[name].weight if name in criteria else EVEN)


def named_children(criterion: Criterion) -> Iterator[str]:
    """Ids by which a criterion refers to nodes written elsewhere."""
    for child in criterion.children:
        if not isinstance(child, Criterion):
            yield child.use if isinstance(child, Use) else child


def _written(path: tuple[str | int, ...], criterion: Criterion) -> Iterator[tuple[tuple[str | int, ...], Criterion]]:
    yield path, criterion
    for index, child in enumerate(criterion.children):
        if isinstance(child, Criterion):
            yield from _written((*path, "children", index), child)
