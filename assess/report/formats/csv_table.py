"""The nodes of a result as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ...i18n.typography import printable
from ...model.judgement import NodeResult
from ...model.result import ResultContract
from ...model.text import Language

COLUMNS = (
    "id", "parent", "kind", "title", "status", "value", "unit", "score", "low", "high",
    "weight", "share", "contribution", "coverage", "basis", "verified", "where",
)  # fmt: skip
RISKY = ("=", "+", "-", "@")


def render(result: ResultContract, language: Language = "zh") -> str:
    """One row a node, numbers unrounded, the total first."""
    return render_several([result], language)


def render_several(results: Sequence[ResultContract], language: Language = "zh") -> str:
    """The nodes of several results below each other, each under its total."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        writer.writerows(_rows(result, language))
    return text.getvalue()


def _rows(result: ResultContract, language: Language) -> Iterator[Iterable[object]]:
    title = result.rubric.title.in_(language)
    total = [result.rubric.id, "", "rubric", title, result.status, "", "", result.score, result.low, result.high]
    yield map(_cell, [*total, 1, 1, result.score, result.coverage, "", "", ""])
    for node in result.nodes:
        yield (_cell(_column(node, name, language)) for name in COLUMNS)


def _column(node: NodeResult, name: str, language: Language) -> object:
    if name == "title":
        return node.title.in_(language)
    if name == "where":
        return "; ".join(node.where)
    if name == "contribution":
        return node.known_contribution
    return getattr(node, name)


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula is quoted with an apostrophe."""
    if isinstance(value, str):
        text = printable(value)
        return "'" + text if text.startswith(RISKY) else text
    return "" if value is None else value
