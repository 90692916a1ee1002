"""A text in both languages, and the base of everything read from YAML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
Words = Annotated[str, Field(min_length=1)]


class FrozenModel(BaseModel):
    """Frozen; unknown keys are refused; its validators are built when first needed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ShelfFile(FrozenModel):
    """A file of the shelf."""

    serves: tuple[str, ...] = ()
    """Systems of the documents that it is the home of."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    zh: Words
    en: Words

    def in_(self, language: Language) -> str:
        """The words in one of the two."""
        return self.zh if language == "zh" else self.en


def id_of(words: str, titles: Mapping[str, Text]) -> str | None:
    """The id of what is named by these words: by its id, or by its title in either language."""
    return next((id for id, title in titles.items() if words in (id, title.zh, title.en)), None)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence not yet in words: its key in the catalogue, and what fills its gaps.

    What judges says why by phrases; only `i18n` turns them into text.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    """Texts, numbers, phrases, formulas, or several of them."""


@dataclass(frozen=True, slots=True)
class FormulaText:
    """A formula as its rubric writes it, to be read aloud with titles in place of ids."""

    text: str
    titles: Mapping[str, Text]


def comma(items: Sequence[str], language: Language) -> str:
    """Items with the comma of the language between them, or a stronger mark where one holds a comma."""
    return comma_between(items, language).join(items)


def comma_between(items: Sequence[str], language: Language) -> str:
    """What stands between items."""
    weak, strong, marks = ("、", "；", "、，") if language == "zh" else (", ", "; ", ",")
    return strong if len(items) > 1 and any(mark in item for item in items for mark in marks) else weak


@dataclass(frozen=True, slots=True)
class Reference:
    """Where something is said: a source by its key and the place in it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    source: str
    """Key of the source in `references`."""
    at: str = ""
    """Section and line of the source."""


class Source(FrozenModel):
    """A document, standard, law, paper or data set that a rubric rests on."""

    title: Text
    kind: Literal["document", "standard", "law", "paper", "data", "own"]
    year: int | None = None
    address: str | None = None


Basis = Literal["official", "document", "literature", "expert"]
"""What a threshold or weight rests on; whatever we set ourselves is `expert`."""


RubricKind = Literal["assessment", "lens", "standard", "diagnosis"]
"""What a rubric is for: to grade, to look from one side, to recognise, or to find what is wrong."""


class Grounds(FrozenModel):
    """What the numbers of a rubric rest on: weights, thresholds, limits of grades, clauses."""

    basis: Basis
    verified: bool = False
    note: Text | None = None
    references: tuple[Reference, ...] = ()


NO_GROUNDS: Final = Grounds.model_construct(basis="expert")
"""Of a rubric without criteria, which has no weights."""
