"""Catalogues: knowledge in rows that is shown and filtered, and never scored.

What countries do for their clusters, which cities a belt has, what a term means: each row has an id and
says where it is said. A catalogue is a file of `rubrics/catalogues`, its columns and sums are data.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, create_model

from .text import FrozenModel, Reference, Source, Text

CellKind = Literal["text", "number", "year", "choice", "choices", "ids"]

CELL_TYPES: Final[Mapping[str, Any]] = {
    "text": Text,
    "number": Annotated[float, Field(strict=True, allow_inf_nan=False)],
    "year": Annotated[int, Field(strict=True)],
    "ids": tuple[str, ...],
}
"""What may stand in a column of each kind; in one of choices, one or several of them."""
NamedKind = Literal["measures", "indicators", "facts", "cases"]
ChoicesOf = Literal["actors", "instruments", "stages", "roles", "domains", "groups", "paths", "spaces"]


class CatalogueColumn(FrozenModel):
    """One thing said in every row."""

    title: Text
    kind: CellKind = "text"
    unit: str | None = None
    required: bool = False
    """Whether a row without it is refused; otherwise nothing there means that nothing is said."""
    choices: dict[str, Text] = {}
    """Of a column of choices."""
    choices_of: ChoicesOf | None = None
    """The choices are these of the library of measures."""
    ids_of: NamedKind | None = None
    """What a column of ids names; None: something outside the shelf."""

    @property
    def field(self) -> tuple[Any, Any]:
        """Type and default of the column's cells, as pydantic takes them."""
        choice = Literal[tuple(self.choices)] if self.choices else str
        cell = CELL_TYPES.get(self.kind, choice)
        if self.kind in ("choices", "ids"):
            several = tuple[cell, ...] if self.kind == "choices" else cell  # type: ignore[valid-type]
            return (Annotated[several, Field(min_length=1)], ...) if self.required else (several, ())
        return (cell, ...) if self.required else (cell | None, None)


TitledColumn = Annotated[
    CatalogueColumn,
    BeforeValidator(
        lambda data: {"title": data} if isinstance(data, dict) and data.keys() <= {"zh", "en"} else data,
        json_schema_input_type=CatalogueColumn | Text,
    ),
]
"""A column; of one of text its title alone is enough."""


class CatalogueTotal(FrozenModel):
    """What a column adds up to; lint adds it up again."""

    column: str
    stated: float | None = None
    """The sum of all rows, as the source states it."""
    computed: float | None = None
    """The sum of all rows where no source states it."""
    catalogue: str | None = None
    """Each row is the sum of that column over the rows of this catalogue whose `by` names the row."""
    by: str | None = None
    references: tuple[Reference, ...] = ()

    @property
    def sum(self) -> float | None:
        """Of all rows."""
        return self.computed if self.stated is None else self.stated


class CatalogueRow(FrozenModel):
    """A row; its cells are fields by the keys of the columns."""

    id: Annotated[str, Field(min_length=1)]
    note: Text | None = None
    references: Annotated[tuple[Reference, ...], Field(min_length=1)]

    def cell(self, column: str) -> Any:
        """What it says in a column; None or nothing where it says nothing."""
        return getattr(self, column)


class Catalogue(FrozenModel):
    """A catalogue; of `rows`, each is a `CatalogueRow` with a field a column."""

    catalogue: Annotated[str, Field(min_length=1)]
    version: str
    title: Text
    about: Text
    serves: tuple[str, ...] = ()
    """Systems of the documents that it is the home of."""
    references: dict[str, Source] = {}
    """Sources beside the shared ones."""
    columns: Annotated[dict[str, TitledColumn], Field(min_length=1)]
    """The first one names the row."""
    totals: tuple[CatalogueTotal, ...] = ()
    rows: Annotated[tuple[Any, ...], Field(min_length=1)]

    def with_choices(self, vocabularies: Mapping[str, Mapping[str, Text]]) -> "Catalogue":
        """With the choices that its columns take from elsewhere."""
        known = {
            key: column.model_copy(update={"choices": dict(vocabularies[column.choices_of])})
            for key, column in self.columns.items()
            if column.choices_of is not None
        }
        return self.model_copy(update={"columns": {**self.columns, **known}}) if known else self

    @property
    def row_model(self) -> type["Catalogue"]:
        """The shape of the whole with rows of these columns."""
        fields: dict[str, Any] = {key: column.field for key, column in self.columns.items()}
        row: Any = create_model("Row", __base__=CatalogueRow, **fields)
        rows: Any = Annotated[tuple[row, ...], Field(min_length=1)]
        return create_model("CatalogueWithRows", __base__=Catalogue, rows=(rows, ...))

    def row(self, id: str) -> Any:
        """A row by its id.

        Raises:
            KeyError: none has it.
        """
        return {row.id: row for row in self.rows}[id]
