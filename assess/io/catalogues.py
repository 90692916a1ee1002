"""Catalogues of the shelf: read, checked, and filtered by what their rows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..checks.catalogue_lint import find_catalogue_errors
from ..model.catalogue import Catalogue, CatalogueColumn, CatalogueRow
from ..model.problems import InputError, input_error, nearest, shown
from ..model.text import Text
from .library import Library
from .validation import located, validate_model
from .yaml_document import YamlDocument, read_yaml

MAX_TOLD: Final = 12
"""Values that are told of a column where one is misspelt."""
MAX_CHARACTERS: Final = 24
"""Of each of them."""
Where = Mapping[str, object] | Sequence[str]
"""What rows must say: values by column, or texts such as `country=austria`; all of it holds of a row."""


def is_catalogue(library: Library, name: str) -> bool:
    """Whether an id or a path is that of a catalogue."""
    if name in library.catalogues:
        return True
    data = library.open(name).data if name.endswith((".yaml", ".yml")) else None
    return isinstance(data, dict) and "catalogue" in data


def open_catalogue(library: Library, name: str) -> YamlDocument:
    """The file of a catalogue by its id, or by its path.

    Raises:
        InputError: no such catalogue.
    """
    if name in library.catalogues:
        return read_yaml(library.folder / "catalogues" / f"{name}.yaml")
    if not is_catalogue(library, name):
        known = library.catalogues
        raise input_error("E510", None, found=name, allowed=", ".join(known), meant=nearest(name, known))
    return library.open(name)


def load_catalogue(library: Library, document: YamlDocument) -> Catalogue:
    """The catalogue of a document, with the choices that it takes from the measures.

    Raises:
        InputError: with every fault of shape and sense.
    """
    if document.repeats:
        raise InputError(document.repeats)
    head = validate_model(document, Catalogue)
    if any(column.choices_of for column in head.columns.values()):
        head = head.with_choices(library.measures.measures_file.vocabularies)
    whole = validate_model(document, head.row_model)
    catalogue = whole.model_copy(update={"columns": head.columns})
    problems = located(document, find_catalogue_errors(catalogue, library.sources))
    if problems:
        raise InputError(problems)
    return catalogue


def catalogue_heads(library: Library) -> Iterator[Catalogue]:
    """The catalogues of the shelf, their rows as they stand there and not looked at."""
    return (validate_model(open_catalogue(library, name), Catalogue) for name in library.catalogues)


def read_catalogue(library: Library, name: str, where: Where = ()) -> Catalogue:
    """A catalogue with the rows that say what is asked for.

    Raises:
        InputError: no such catalogue, column or value.
    """
    catalogue = load_catalogue(library, open_catalogue(library, name))
    rows = catalogue.rows
    for column, value in _conditions(where):
        rows = tuple(row for row in rows if row in _matching(catalogue, column, value))
    return catalogue.model_copy(update={"rows": rows})


def _conditions(where: Where) -> Iterator[tuple[str, str]]:
    if isinstance(where, Mapping):
        yield from ((column, str(value)) for column, value in where.items())
    else:
        for condition in where:
            column, _, value = condition.partition("=")
            yield column.strip(), value.strip()


def _matching(catalogue: Catalogue, column: str, value: str) -> list[CatalogueRow]:
    """The rows that say a value; of what no row could say, an error that tells what may have been meant."""
    columns = catalogue.columns
    if column != "id" and column not in columns:
        named = {key: key for key in columns} | {title: key for key in columns for title in _words(columns[key].title)}
        if column not in named:
            details = {"found": column, "allowed": ", ".join(columns), "meant": nearest(column, named)}
            raise input_error("E511", None, **details, name=catalogue.title)
        column = named[column]
    declared = columns.get(column)
    said = {row.id: _told(row, column, declared) for row in catalogue.rows}
    rows = [row for row in catalogue.rows if any(_says(ways, value, declared) for ways in said[row.id])]
    offered = [(key, *_words(title)) for key, title in (declared.choices if declared else {}).items()]
    known = {
        way.casefold(): way for ways in (*offered, *(ways for told in said.values() for ways in told)) for way in ways
    }
    if not rows and value.casefold() not in known:
        there = list(dict.fromkeys(_short(ways) for told in said.values() for ways in told))
        allowed = there if len(there) <= MAX_TOLD else [*there[:MAX_TOLD], "…"]
        name = declared.title if declared else column
        raise input_error("E512", None, found=value, name=name, allowed=allowed, meant=nearest(value, known.values()))
    return rows


def _short(ways: tuple[str, ...]) -> Text | str:
    """What a row says, cut short."""
    return Text(shown(ways[-2], MAX_CHARACTERS), shown(ways[-1], MAX_CHARACTERS)) if len(ways) > 1 else ways[0]


def _told(row: CatalogueRow, column: str, declared: CatalogueColumn | None) -> list[tuple[str, ...]]:
    """What a row says in a column: of each piece, the ways in which it may be written."""
    cell = row.cell(column)
    if cell is None:
        return []
    pieces: tuple[Any, ...] = cell if isinstance(cell, tuple) else (cell,)
    choices = declared.choices if declared else {}
    return [_ways(piece, choices) for piece in pieces]


def _ways(piece: Any, choices: Mapping[str, Text]) -> tuple[str, ...]:
    if isinstance(piece, Text):
        return _words(piece)
    if isinstance(piece, float):
        return (f"{piece:.12g}",)
    return (str(piece), *(_words(choices[piece]) if piece in choices else ()))


def _words(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _says(said: tuple[str, ...], value: str, declared: CatalogueColumn | None) -> bool:
    """Whether one of the ways is the value; of running text, whether it holds it."""
    wanted = value.casefold()
    if declared and declared.kind == "text":
        return bool(wanted) and any(wanted in way.casefold() for way in said)
    return any(wanted == way.casefold() for way in said)
