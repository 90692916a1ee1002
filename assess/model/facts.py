"""Facts: what a profile can state. Defined once, shared by all rubrics."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from .row_tables import Depth, RowTable
from .statement_words import NO_WORDS, StatementWords
from .text import FrozenModel, ShelfFile, Text

FactKind = Literal["amount", "count", "ratio", "level", "yes_no", "choice", "list"]
Holder = Literal[
    "statistics", "industry", "science", "market", "tax", "association", "agriculture",
    "commerce", "environment", "human_resources", "finance", "government", "development",
]  # fmt: skip
AskedOf = Literal["desk", "survey", "judgement"]
"""How an answer is come by: out of a register, by asking firms, or by somebody's judgement."""
EASIEST_ASKED: Final[tuple[AskedOf, ...]] = get_args(AskedOf)
"""The ways to an answer, the easiest first."""
Take = Literal["count", "sum", "max", "top4", "union", "groups"]


UNITS_OF_KINDS: Final[Mapping[str, Text]] = {"level": Text("级", "levels"), "list": Text("项", "items")}
"""Kinds of facts that have no unit in the vocabulary, though people say one."""


class FromRows(FrozenModel):
    """How a fact follows from the rows of a table of the profile."""

    table: str
    take: Take
    column: str | None = None
    least: float | None = None
    """Of `count`, only rows with at least so much in the column."""
    number: str | None = None
    """Of `groups`, the column that says how many there are: of a row with none it is known that there are none."""
    where: dict[str, tuple[str | bool, ...]] = {}
    """Only rows whose field has one of the given values."""


class RateOf(FrozenModel):
    """Whose yearly growth a fact states, in %."""

    fact: str
    years: tuple[int, ...] = (1,)
    """Over how many years it may be meant; over several it is the mean of a year."""


class Fact(FrozenModel):
    """One thing a profile states about a cluster."""

    title: Text
    kind: FactKind
    unit: str | None = None
    definition: Text
    """口径: what is counted, whose, and when."""
    held_by: Holder
    asked: AskedOf | None = None
    """None: a level is a judgement, all else lies on a desk; see `asked_of`."""
    range: tuple[float, float] | None = None
    """Outside it a value is impossible."""
    usual: tuple[float, float] | None = None
    """Outside it a value is asked about."""
    part_of: str | None = None
    """The fact this one is a part of; a part never exceeds its whole."""
    rate_of: RateOf | None = None
    """Of a growth rate, what grows."""
    items: dict[str, Text] = Field(default_factory=dict)
    """Answers of a choice or a list."""
    from_rows: FromRows | None = None
    target: bool | None = None
    """Whether it may be set as the target of a task; see `may_be_target`."""
    step: Annotated[float, Field(gt=0)] | None = None
    """The least change of it that is worth a task; None: as for its kind."""
    for_advice: bool = False
    """Read by the conditions of measures and no rubric: asked in every form under a heading of its own."""
    depth: Depth | None = None
    """`core`: asked in the shortest form too. Otherwise who reads it decides."""
    always: bool = False
    """Asked in every form, whichever rubric it is for: what may disqualify a cluster."""

    @property
    def limits(self) -> tuple[float, float]:
        """Least and greatest value that is possible at all."""
        if self.range is not None:
            return self.range
        if self.kind == "level":
            return (1.0, 5.0)
        if self.kind == "list":
            return (0.0, float(len(self.items)))
        return (0.0, 1.0) if self.kind == "yes_no" else (float("-inf"), float("inf"))

    @property
    def may_be_target(self) -> bool:
        """Whether somebody can be charged with it: levels and lists tell what is done; most numbers
        only follow from it, and may be targets where they say so."""
        return self.kind in ("level", "list", "yes_no") if self.target is None else self.target

    @property
    def is_measured(self) -> bool:
        """Whether it is measured or counted, so that it can grow, and may be stated of a part of a year."""
        return self.kind in ("amount", "count", "ratio")

    @property
    def is_number(self) -> bool:
        return self.kind not in ("choice", "list")

    @property
    def asked_of(self) -> AskedOf:
        """How its answer is come by."""
        return self.asked or ("judgement" if self.kind == "level" else "desk")


class Vocabulary(Mapping[str, Fact]):
    """What a profile can state: facts by id, the rows of its tables, and what figures cover."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        tables: Mapping[str, RowTable] = MappingProxyType({}),
        statement_words: StatementWords = NO_WORDS,
    ) -> None:
        self._facts, self.tables, self.statement_words = dict(facts), tables, statement_words

    def __getitem__(self, fact: str) -> Fact:
        return self._facts[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def extended(self, facts: Mapping[str, Fact]) -> "Vocabulary":
        """This vocabulary and the facts that a rubric brings itself."""
        return Vocabulary({**self._facts, **facts}, self.tables, self.statement_words)


class FactsFile(ShelfFile):
    """A file of the vocabulary."""

    facts: dict[str, Fact]
