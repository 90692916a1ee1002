"""Formulas and clauses as a rubric file holds them, and what groups of clauses must fulfil."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, GetPydanticSchema, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError, core_schema

from .formula import Clause, Formula, FormulaError, parse, parse_clause
from .text import FrozenModel, Grounds, Text


def _read_by(parse: Callable[[str], Any], type_: type) -> GetPydanticSchema:
    """A text that `parse` makes something of; written out as that text again."""

    def read(text: Any) -> Any:
        if isinstance(text, type_):
            return text
        try:
            return parse(str(text))
        except FormulaError as error:
            details = {"found": error.found, "column": error.column, "formula": str(text)}
            raise PydanticCustomError(error.code, "formula", details) from None

    as_text = core_schema.to_string_ser_schema()
    schema = core_schema.no_info_plain_validator_function(read, serialization=as_text)
    return GetPydanticSchema(lambda source, handler: schema)


AnyFormula = Annotated[Formula, _read_by(parse, Formula), WithJsonSchema({"type": "string"})]
AnyClause = Annotated[Clause, _read_by(parse_clause, Clause), WithJsonSchema({"type": "string"})]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


AnyFormulas = Annotated[
    tuple[AnyFormula, ...],
    BeforeValidator(_listed, json_schema_input_type=AnyFormula | tuple[AnyFormula, ...]),
]
"""One formula, or a list of them."""


def word_or_mapping(value: Any) -> str:
    """Tag of what may be a word or be written out."""
    return "@mapping" if isinstance(value, dict | FrozenModel) else "@word"


AnyMember = Annotated[
    Annotated[AnyClause, Tag("@word")] | Annotated["ClauseGroup", Tag("@mapping")], Discriminator(word_or_mapping)
]


Combined = Literal["all_of", "any_of", "ways"]
"""How the members of a group make its answer."""


class ClauseGroup(FrozenModel):
    """Clauses that must all hold, or of which one must, or that ask one and the same of several figures; where it
    does not apply, it says nothing."""

    when: dict[str, tuple[str, ...]] = {}
    """Choice facts and the answers under which it applies."""
    all_of: tuple[AnyMember, ...] | None = None
    any_of: tuple[AnyMember, ...] | None = None
    ways: tuple[AnyMember, ...] | None = None
    """One demand on one quantity, by each of the ways to compute it: any that can be computed tells."""

    @model_validator(mode="after")
    def _one_of_them(self) -> "ClauseGroup":
        if [bool(self.all_of), bool(self.any_of), bool(self.ways)].count(True) != 1:
            raise PydanticCustomError("E316", "group", {"found": "all_of, any_of, ways"})
        return self

    @property
    def members(self) -> "tuple[Clause | ClauseGroup, ...]":
        return self.all_of or self.any_of or self.ways or ()

    @property
    def combine(self) -> Combined:
        """What its members must fulfil."""
        return "all_of" if self.all_of else "any_of" if self.any_of else "ways"

    def clauses(self) -> Iterator[Clause]:
        """All clauses, however deep."""
        for member in self.members:
            if isinstance(member, Clause):
                yield member
            else:
                yield from member.clauses()

    def conditions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """All choice facts that decide whether it or a group in it applies, with their answers."""
        yield from self.when.items()
        for member in self.members:
            if isinstance(member, ClauseGroup):
                yield from member.conditions()

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of all facts that decide it, each as often as it is read."""
        return (*self.when, *(fact for member in self.members for fact in member.facts))


ClauseOrGroup = Annotated[
    Annotated[AnyClause, Tag("@word")] | Annotated[ClauseGroup, Tag("@mapping")], Discriminator(word_or_mapping)
]
"""What other modules' models hold: a clause, or clauses of which all or one must hold."""


Duty = Literal["binding", "guiding"]
"""约束性 or 引导性: whether a clause decides, or only says what is wished for."""


class Gate(ClauseGroup, Grounds):
    """认定条款: holds, fails or is unknown, whatever the score."""

    id: str
    title: Text
    unit: str | None = None
    veto: bool = False
    """一票否决: while it fails and counts, no grade is given."""
    duty: Duty = "binding"

    @property
    def counts(self) -> bool:
        """Whether it may take a grade away or decide: not while it is guiding, or nobody has verified it."""
        return self.duty == "binding" and self.verified

    @property
    def decides(self) -> bool:
        """Whether the verdict rests on it: official besides."""
        return self.counts and self.basis == "official"


class VerdictWords(FrozenModel):
    """What is said where all clauses that decide are met, where one is failed, and while that is open."""

    met: Text
    failed: Text
    open: Text
    term: Annotated[int, Field(gt=0)] | None = None
    """Years for which a recognition holds."""
    renewal: Text | None = None
    """What comes after the term."""
