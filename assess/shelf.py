"""What stands on the shelf, from Python: rubrics and catalogues, how they read, and what a proofreader finds."""

from __future__ import annotations

import datetime
from os import PathLike
from typing import TYPE_CHECKING

from .defaults import DEFAULT_RUBRIC
from .io.library import default_library
from .model.rubric import Rubric
from .model.text import Language

if TYPE_CHECKING:
    from .io.catalogues import Where
    from .io.lint import LintReport
    from .model.catalogue import Catalogue

AnyRubric = str | PathLike[str] | Rubric | None
"""A rubric, its id or its path; None stands for the default one."""


def rubrics() -> tuple[str, ...]:
    """Ids of the rubrics that come with the product."""
    return default_library().ids()


def diagnoses() -> tuple[str, ...]:
    """Ids of the diagnoses that come with the product."""
    return default_library().ids_of("diagnoses")


def rubric(name: AnyRubric = None) -> Rubric:
    """A rubric by id or path, free of faults.

    Raises:
        InputError: no such rubric, or with every fault of it.
    """
    return name if isinstance(name, Rubric) else default_library().rubric(str(name or DEFAULT_RUBRIC))


def catalogues() -> tuple[str, ...]:
    """Ids of the catalogues that come with the product."""
    return default_library().catalogues


def catalogue(name: str, where: Where = ()) -> Catalogue:
    """A catalogue by id or path, with the rows that say what is asked for.

    Args:
        where: values by column, or texts such as `instruments=procurement`; all of it holds of a row.

    Raises:
        InputError: no such catalogue, column or value.
    """
    from .io.catalogues import read_catalogue

    return read_catalogue(default_library(), name, where)


_rubric = rubric  # Where an argument is called rubric too.


def handbook(
    rubric: AnyRubric = None,
    format: str = ".docx",
    *,
    language: Language = "zh",
    date: datetime.date | None = None,
    template: str | PathLike[str] | None = None,
) -> bytes:
    """A rubric as its own documentation: `.docx`, `.html` or `.md`; see `report`."""
    from .report.formats.registry import HANDBOOK_FORMATS, render
    from .report.handbook import make_handbook

    document = make_handbook(_rubric(rubric), default_library(), language, date or datetime.date.today())
    return render(document, format, template, HANDBOOK_FORMATS)


def describe(rubric: AnyRubric = None, language: Language = "zh", where: Where = ()) -> str:
    """The tree of a rubric or the rows of a catalogue as text, or else the list of all that come with the product.

    Args:
        rubric: by id or path; a catalogue too.
        language: of the text.
        where: of a catalogue, the rows to keep; see `catalogue`.
    """
    from .io.catalogues import catalogue_heads, is_catalogue
    from .report.catalogue_view import catalogue_document
    from .report.formats.terminal import render
    from .report.rubric_view import rubric_document
    from .report.shelf_view import shelf_list

    if rubric is None:
        return render(shelf_list(map(_rubric, rubrics()), language, catalogue_heads(default_library())))
    if where or (isinstance(rubric, str) and is_catalogue(default_library(), rubric)):
        return render(catalogue_document(catalogue(str(rubric), where), language))
    return render(rubric_document(_rubric(rubric), language))


def lint(rubric: str | None = None) -> LintReport:
    """What a proofreader would mark in a rubric or a catalogue, by id or path, or else in the measures.

    Raises:
        InputError: no such rubric, or one with faults.
    """
    from .io.catalogues import is_catalogue
    from .io.lint import lint_catalogue, lint_measures, lint_rubric

    library = default_library()
    if rubric is None:
        return lint_measures(library)
    return lint_catalogue(library, rubric) if is_catalogue(library, rubric) else lint_rubric(library, rubric)


def schema(kind: str) -> str:
    """JSON Schema of a `rubric`, `indicators`, `facts`, a `catalogue`, a `profile` or a `result`, as text."""
    from .io.schemas import schema as schema_of

    return schema_of(kind, default_library().tables)
