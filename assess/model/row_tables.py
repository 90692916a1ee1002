"""The tables of a profile: what is asked of each firm, platform, project and document.

They are data under `rubrics/tables`. The model that validates rows, the form and the schema
follow from what is declared there.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from .clauses import AnyClause
from .text import FrozenModel, ShelfFile, Text

Name = Annotated[str, Field(min_length=1)]
NumberOrText = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
"""A whole number says itself; of 1.10 nobody knows any more how it was written."""
Depth = Literal["core", "standard", "full"]
"""How deep a form asks."""
RowColumnKind = Literal[
    "text", "number", "amount", "count", "percentage", "yes_no", "choice", "items", "fact", "year", "clause"
]

VALUE_TYPES: Final[Mapping[str, Any]] = {
    "text": str,
    "number": NumberOrText,
    "amount": Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)],
    "count": Annotated[int, Field(strict=True, ge=0)],
    "percentage": Annotated[float, Field(strict=True, ge=0, le=100)],
    "yes_no": bool,
    "fact": str,
    "clause": Annotated[AnyClause, AfterValidator(str)],
    "year": Annotated[int, Field(strict=True, ge=1900, le=2100)],
    "items": tuple[str, ...],
}
"""What may stand in a column of each kind; in one of choices, one of them."""


class RowColumn(FrozenModel):
    """One thing asked of every row."""

    title: Text
    kind: RowColumnKind
    unit: str | None = None
    width: float = 9
    """In characters."""
    required: bool = False
    choices: dict[str, Text] = {}
    groups: dict[str, tuple[str, ...]] = {}
    """Choices that count as one kind, under the id of an answer of the fact that follows from them."""
    help: Text | None = None
    """What stands beside the heading."""

    @property
    def is_figure(self) -> bool:
        """Whether it holds a number that counts or measures something."""
        return self.kind in ("amount", "count")

    @property
    def field(self) -> tuple[Any, Any]:
        """Type and default of the column's values, as pydantic takes them."""
        value_type = Literal[tuple(self.choices)] if self.kind == "choice" else VALUE_TYPES[self.kind]
        if self.required:
            is_text = self.kind in ("text", "number", "fact")
            return Annotated[value_type, Field(min_length=1)] if is_text else value_type, ...
        if self.kind == "items":
            return value_type, ()
        return value_type | None, None


class RowConflicts(FrozenModel):
    """Rows that contradict each other."""

    same: tuple[str, ...] = Field(min_length=1)
    """Columns in which two rows say the same."""
    differ: str
    """The column in which they must not differ."""


class RowProgress(FrozenModel):
    """Columns that say what is aimed at and when, so that the way there can be told."""

    fact: str
    value: str
    year: str


class RowTable(FrozenModel):
    """A table of a profile."""

    title: Text
    row: str
    """What a row is called in the schema."""
    about: Text
    empty_rows: int
    """Of a blank form."""
    headings: int
    """How many must stand in a row of a sheet for it to be the head of the table."""
    asked: Depth = "core"
    """From which form on it has a sheet; a table with rows has one in any."""
    keeps_order: bool = False
    """Whether its rows stay in the order in which they are written, and none is told as repeated."""
    conflicts: RowConflicts | None = None
    progress: RowProgress | None = None
    totals: tuple[str, ...] = ()
    """Names of rows that add up the others, and are none themselves."""
    columns: dict[str, RowColumn] = Field(min_length=1)

    @property
    def key(self) -> str:
        """The column that names a row."""
        return "name" if "name" in self.columns else next(iter(self.columns))

    def is_total(self, name: str) -> bool:
        """Whether a row of that name adds up the others."""
        plain = "".join(character for character in name.casefold() if character.isalnum())
        return plain in self.totals

    @cached_property
    def row_model(self) -> type[FrozenModel]:
        """What validates a row."""
        fields: dict[str, Any] = {key: column.field for key, column in self.columns.items()}
        return create_model(self.row, __base__=FrozenModel, __doc__=self.about.en, **fields)


class TablesFile(ShelfFile):
    """A file of tables."""

    tables: dict[str, RowTable]
