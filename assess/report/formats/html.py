"""The report as one HTML page: nothing to fetch, no script, every number linked to its chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ...i18n.catalog import say
from ..document import (
    Block,
    Chart,
    FieldList,
    Figure,
    Heading,
    Line,
    Paragraph,
    Piece,
    Ref,
    Report,
    Section,
    Table,
    headings,
    iter_text,
    labels,
    line_text,
    strip_controls,
)
from . import svg
from .templates import ASSETS, environment

if TYPE_CHECKING:
    from markupsafe import Markup

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

REM_PER_COLUMN_UNIT: Final = 1.6
"""Width of a table on a narrow screen, for every unit of its columns; beyond it, it scrolls."""
EXPLAINED_BY_TOTAL: Final = ("score", "low", "high", "high-low", "coverage", "rubric", "lost_in_all", "grades")
"""Origins that the chain of the total explains."""
TABLES_OF_COUNTS: Final = {
    "gates": "gates",
    "gates.pass": "gates",
    "gates.fail": "gates",
    "gates.unknown": "gates",
    "gates.not_applicable": "gates",
    "gates.pending": "gates",
    "indicators": "scores",
    "unknown_indicators": "unknown",
    "unverified_indicators": "unverified",
    "missing": "asked",
    "doubts": "doubts",
    "rubrics": "rubrics",
    "advice.open": "measures",
    "advice.further": "further",
}
"""The tables in which what was counted stands row by row."""


def render(report: Report) -> bytes:
    """A page of its own. Reading it needs neither script nor network."""
    style = (ASSETS / "page.css").read_text(encoding="utf-8")
    template = environment().get_template("page.html")
    return template.render(page=_Page(report), report=report, policy=POLICY, style=style).encode()


class _Page:
    """What the template asks for: text, and where a piece of it links to. All markup is the template's."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.lang = "zh-CN" if report.language == "zh" else "en"
        self.title = [strip_controls(line) for line in report.title]
        self.labels = labels(report)
        self.headings = tuple(headings(report))
        self.chapters = [heading for heading in self.headings if heading.level == 1]
        self._chains = {chain.id for chain in report.chains}
        nodes = report.results[0].nodes if report.results else ()
        self._users = {used.fact: node.id for node in reversed(nodes) for used in node.used}
        """Indicators by the facts they were computed from."""

    def say(self, key: str) -> str:
        return say(f"report.{key}", self.report.language)

    def text(self, line: Line) -> str:
        return line_text(line, self.labels)

    def heading(self, heading: Heading) -> str:
        return heading.prefix + self.text(heading.section.title)

    def caption(self, block: Table | Chart) -> str:
        return f"{self.labels[block.id]} {strip_controls(block.caption)}"

    def min_width(self, table: Table) -> int:
        """Rem below which a table scrolls."""
        return round(sum(column.width for column in table.columns) * REM_PER_COLUMN_UNIT)

    def pieces(self, line: Line) -> Iterator[tuple[str, str | None]]:
        """Texts of a line, each with the id it links to: of a chain, a table, a measure."""
        return ((text, self._target(piece)) for text, piece in iter_text(line, self.labels))

    def _target(self, piece: Piece) -> str | None:
        if isinstance(piece, Ref):
            return f"to-{piece.target}"
        if not isinstance(piece, Figure) or ":" in piece.origin:
            return None
        kind, _, rest = piece.origin.replace("(", ".").replace(")", "").partition(".")
        name = rest.split(".")[0]
        if kind == "count":
            return f"to-{TABLES_OF_COUNTS[rest]}" if TABLES_OF_COUNTS.get(rest) in self.labels else None
        if kind == "advice":
            return f"to-measure-{name}" if f"measure-{name}" in self.labels else None
        if kind in ("stated", "change"):
            return self._users.get(name)
        if name in self._chains:
            return name
        if kind in self._chains:
            return kind
        return "total" if kind in EXPLAINED_BY_TOTAL and self._chains else None

    def terms(self, chain: Section) -> Iterator[tuple[str, list[str]]]:
        """A chain as terms, each with what is said of it; of a table, its rows below the heads."""
        for section in chain.sections:
            for block in section.blocks:
                if isinstance(block, FieldList):
                    for label, rows in groupby(block.rows, lambda row: row[0]):
                        yield label, [self.text(line) for _, line in rows]
                elif isinstance(block, Table):
                    heads = [self.text(section.title), *(column.head for column in block.columns)]
                    yield _dotted(heads), [_dotted(map(self.text, row)) for row in block.rows]

    def groups(self, blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
        """Blocks of one kind after the other: items of a list, notes, other text, tables, charts."""
        return ((kind, list(group)) for kind, group in groupby(blocks, _kind))

    def svg(self, chart: Chart) -> Markup:
        """The chart, drawn."""
        from markupsafe import Markup

        return Markup(svg.draw(chart, self.text(chart.alt), f"chart-{chart.id}"))  # noqa: S704 (escapes its texts)


def _dotted(cells: Iterable[str]) -> str:
    return " · ".join(filter(None, cells))


def _kind(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.kind
    return "table" if isinstance(block, Table) else "chart"
