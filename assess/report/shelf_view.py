"""What stands on the shelf, kind by kind, and what a profile still lacks for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..i18n.catalog import say
from ..i18n.numbers import percent
from ..i18n.typography import semicolon
from ..model.catalogue import Catalogue
from ..model.result import ResultContract
from ..model.rubric import Rubric
from ..model.text import Language, RubricKind
from .document import Report, Section, Table
from .sentences import Filling, Sentences

HEADS: Final[Mapping[RubricKind, tuple[str, str]]] = {
    "assessment": ("screen.rubric", "screen.indicators"),
    "lens": ("screen.lens", "screen.indicators"),
    "standard": ("screen.standard", "screen.clauses"),
    "diagnosis": ("screen.diagnosis", "screen.patterns"),
}
"""What the rubrics of a kind are called, and what is counted of them; in the order in which they are told."""


def shelf_list(
    rubrics: Iterable[Rubric],
    language: Language,
    catalogues: Iterable[Catalogue] = (),
    results: Mapping[str, ResultContract] | None = None,
) -> Report:
    """Every rubric and every catalogue in a line.

    Args:
        results: judgements of one profile by id of the rubric, with patterns where there are any.
    """
    listed = list(rubrics)
    tables = [
        _table(heads, [(*_line(rubric), *_lacks(rubric, results, language)) for rubric in of_kind], language)
        for kind, heads in HEADS.items()
        if (of_kind := [rubric for rubric in listed if rubric.kind == kind])
    ]
    rows = [(each.catalogue, each.version, str(len(each.rows)), each.title) for each in catalogues]
    if rows and results is None:
        tables.append(_table(("screen.catalogue", "screen.rows"), rows, language))
    return Report(language, (), tuple(Section((), (table,)) for table in tables), numbered=False)


def _table(heads: tuple[str, str], rows: Sequence[Sequence[Filling]], language: Language) -> Table:
    name, counted = heads
    columns = [name, "screen.version", counted, "screen.title", "screen.lacks"][: len(rows[0])]
    return Sentences(language).grid(columns, rows, right=(2,))


def _line(rubric: Rubric) -> Sequence[Filling]:
    counted = {"standard": rubric.gates, "diagnosis": rubric.patterns}.get(rubric.kind, rubric.indicators)
    return rubric.rubric, rubric.version, str(len(counted)), rubric.title


def _lacks(rubric: Rubric, results: Mapping[str, ResultContract] | None, language: Language) -> Iterator[str]:
    """What keeps a rubric from telling all it could; nothing where no profile is asked about."""
    if results is not None:
        result = results[rubric.rubric]
        known = [say("screen.shelf_known", language, share=percent(result.coverage))] if result.is_scored else []
        yield semicolon(language).join([*known, *(_open(result, language) or [say("screen.shelf_whole", language)])])


def _open(result: ResultContract, language: Language) -> list[str]:
    counts = {
        "facts": len(result.missing),
        "clauses": sum(gate.status == "unknown" for gate in result.gates),
        "patterns": sum(pattern.status == "unknown" for pattern in result.patterns),
    }
    return [say(f"screen.shelf_{key}", language, count=str(count)) for key, count in counts.items() if count]
