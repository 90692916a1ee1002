"""The report as one HTML page: nothing to fetch, no script, every number linked to its chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from ...i18n.catalog import say
from ..document import (
    Block,
    Chain,
    Chart,
    Figure,
    Heading,
    Line,
    Paragraph,
    Ref,
    Report,
    Table,
    headings,
    iter_text,
    labels,
    line_text,
    strip_controls,
)
from . import svg

TEMPLATES: Final = Path(__file__).resolve().parent.parent / "assets"
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

REM: Final = 1.6
"""Width of a table on a narrow screen, for every unit of its columns; beyond it, it scrolls."""
WHOLE: Final = ("score", "low", "high", "high-low", "coverage", "rubric", "lost_in_all", "grades")
"""Origins that the chain of the total explains."""
COUNTED: Final = {
    "gates": "gates",
    "gates.pass": "gates",
    "gates.fail": "gates",
    "gates.unknown": "gates",
    "indicators": "scores",
    "unknown_indicators": "unknown",
    "unverified_indicators": "unverified",
    "missing": "asked",
    "doubts": "doubts",
    "rubrics": "rubrics",
    "advice.open": "tasks",
}
"""The tables in which what was counted stands row by row."""


def render(report: Report) -> bytes:
    """A page of its own. Reading it needs neither script nor network."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = _Page(report)
    told = environment.get_template("page.html").render(page=page, report=report, policy=POLICY, style=_style())
    return told.encode()


def _style() -> Any:
    from markupsafe import Markup

    return Markup((TEMPLATES / "page.css").read_text(encoding="utf-8"))  # noqa: S704 (our own file)


class _Page:
    """What the template asks for. Markup is made here alone, of escaped text."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.names: Mapping[str, str] = labels(report)
        self.chained = {chain.id: chain.id for chain in report.chains}
        nodes = report.results[0].nodes if report.results else ()
        self.users = {used.fact: node.id for node in reversed(nodes) for used in node.used}
        """Indicators by the facts they were computed from."""
        self.headings = tuple(headings(report))

    def say(self, key: str) -> str:
        return say(f"report.{key}", self.report.language)

    @property
    def lang(self) -> str:
        return "zh-CN" if self.report.language == "zh" else "en"

    @property
    def title(self) -> list[str]:
        return [strip_controls(line) for line in self.report.title]

    def chapters(self) -> list[Heading]:
        return [heading for heading in self.headings if heading.level == 1]

    def text(self, line: Line) -> str:
        return line_text(line, self.names)

    def label(self, heading: Heading) -> str:
        gap = "" if heading.number.endswith(("、", "）", ".")) else " "
        return heading.number + gap + self.text(heading.section.title)

    def line(self, line: Line) -> Any:
        """A line as markup: numbers link to their chains, references to their tables."""
        from markupsafe import Markup

        return Markup("".join(self._pieces(line)))  # noqa: S704 (made of escaped pieces)

    def _pieces(self, line: Line) -> Iterator[str]:
        for word, piece in iter_text(line, self.names):
            text = escape(word)
            target = self._target(piece)
            yield f"<a href=#{escape(target)}>{text}</a>" if target else text

    def _target(self, piece: object) -> str | None:
        """Id of what explains a piece: the chain of a node, a table, a measure."""
        if isinstance(piece, Ref):
            return f"to-{piece.target}"
        if not isinstance(piece, Figure) or ":" in piece.origin:
            return None
        kind, _, rest = piece.origin.replace("(", ".").replace(")", "").partition(".")
        name = rest.split(".")[0]
        if kind == "count":
            return f"to-{COUNTED[rest]}" if COUNTED.get(rest) in self.names else None
        if kind == "advice":
            return f"to-measure-{name}" if f"measure-{name}" in self.names else None
        if kind in ("stated", "change"):
            return self.users.get(name)
        found = name if name in self.chained else kind
        return self.chained.get(found, "total" if kind in WHOLE and self.chained else None)

    def blocks(self, blocks: tuple[Block, ...]) -> Any:
        from markupsafe import Markup

        return Markup("".join(self._blocks(blocks)))  # noqa: S704 (made of escaped pieces)

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        open_list = False
        for block in blocks:
            item = isinstance(block, Paragraph) and block.kind == "item"
            if item != open_list:
                yield "<ol>" if item else "</ol>"
                open_list = item
            yield self._block(block)
        yield "</ol>" if open_list else ""

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            told = "".join(self._pieces(block.line))
            return {"item": f"<li>{told}</li>", "note": f'<p class="note">{told}</p>'}.get(block.kind, f"<p>{told}</p>")
        return self._table(block) if isinstance(block, Table) else self._chart(block)

    def _table(self, table: Table) -> str:
        name = escape(self.names[table.id])
        head = "".join(f"<th scope=col>{escape(strip_controls(column.head))}</th>" for column in table.columns)
        sides = ["" if column.align == "left" else f" class={column.align[0]}" for column in table.columns]
        rows = "".join(
            "<tr>"
            + "".join(f"<td{side}>{''.join(self._pieces(cell))}</td>" for cell, side in zip(row, sides, strict=True))
            + "</tr>"
            for row in table.rows
        )
        caption = f"{name} {escape(strip_controls(table.caption))}"
        room = round(sum(column.width for column in table.columns) * REM)
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
            f'<table id="to-{escape(table.id)}" style="min-width:{room}rem">'
            f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _chart(self, chart: Chart) -> str:
        alt = self.text(chart.alt)
        drawn = svg.draw(chart, alt, f"chart-{chart.id}")
        legend = "" if len(chart.series) == 1 else f'<p class="legend">{" · ".join(self._legend(chart))}</p>'
        caption = f"{escape(self.names[chart.id])} {escape(strip_controls(chart.caption))}"
        return f'<figure id="to-{escape(chart.id)}">{drawn}{legend}<figcaption>{caption}</figcaption></figure>'

    def _legend(self, chart: Chart) -> Iterator[str]:
        for series, kind in zip(chart.series, ("span-key", "score-key", "span-key"), strict=False):
            yield f'<span class="key {kind}"></span>{escape(strip_controls(series.name))}'

    def chain(self, chain: Chain) -> list[tuple[str, Any]]:
        """Label and content of every step of a chain; it links no further."""
        return [(label, self.text(line)) for label, line in chain.rows]
