"""The two live sheets of the workbook: scales with every threshold in a cell, and the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...i18n.catalog import say
from ..analysis import indicators
from . import audit

if TYPE_CHECKING:
    from .sheet_writer import SheetWriter

AUDIT = (
    "id_head 14, node_head 26, parent_head 14, weight_head 7, status_head 8, indicator_value 11, audit_score 10, "
    "audit_low 10, audit_high 10, audit_applies 8, audit_known 8, engine_score 10, engine_low 10, engine_high 10, "
    "audit_difference 10"
)
SCALES = "id_head 12, indicator_head 36, scale_x 16, scale_y 10, scale_otherwise 12"
WEIGHT, VALUE = 3, 5
"""Columns of inputs."""


def write(writer: SheetWriter) -> None:
    """Formulas of every score, and beside them the numbers of the engine."""
    name = writer.in_.word("sheet_scales")
    sheet = writer.sheet(writer.in_.word("sheet_audit"), AUDIT, ())
    scales = _scales(writer, name)
    words = {key: say(f"screen.{key}", writer.in_.language) for key in ("known", "not_applicable")}
    for number, row in enumerate(audit.rows(writer.result, 2, scales, words), start=1):
        _row(writer, sheet, number, row)


def _row(writer: SheetWriter, sheet: Any, number: int, row: audit.Row) -> None:
    node, result, language = row.node, writer.result, writer.in_.language
    title = node.title.in_(language) if node else say("screen.total", language)
    status = say(f"screen.{node.status}", language) if node else ""
    writer.fit(sheet, number, (row.id, title, node.parent if node else ""))
    weight, value = (node.weight, node.value) if node else (1.0, None)
    for column, cell in enumerate((row.id, title, node.parent if node else "", weight, status, value)):
        blue = column in (WEIGHT, VALUE) and not isinstance(cell, str)
        writer.put(sheet, number, column, cell, writer.input if blue else None)
    engine = (node.score, node.low, node.high) if node else (result.score, result.low, result.high)
    for column, told, known in zip((6, 7, 8), (row.score, row.low, row.high), engine, strict=True):
        _live(writer, sheet, (number, column), told, known)
    _live(writer, sheet, (number, 9), row.applies, None)
    _live(writer, sheet, (number, 10), f"IF(ISNUMBER(G{number + 1}),J{number + 1},0)", None)
    for column, known in zip((11, 12, 13), engine, strict=True):
        writer.put(sheet, number, column, known)
    sheet.write_formula(number, 14, f"={_difference(number + 1)}", writer.difference, 0)


def _difference(line: int) -> str:
    score = f"IF(AND(ISNUMBER(G{line}),ISNUMBER(L{line})),ABS(G{line}-L{line}),0)"
    return f"MAX({score},ABS(H{line}-M{line}),ABS(I{line}-N{line}))"


def _live(writer: SheetWriter, sheet: Any, at: tuple[int, int], told: str | float, value: float | None) -> None:
    """A formula with the engine's number as its stored value; an input where it is a number."""
    if isinstance(told, float | int):
        sheet.write_number(*at, told, writer.input)
    elif len(told) > audit.LONGEST:
        writer.put(sheet, *at, value)
    else:
        sheet.write_formula(*at, f"={told}", writer.formula, "" if value is None else value)


def _scales(writer: SheetWriter, name: str) -> dict[str, tuple[str, str, str]]:
    """The sheet of thresholds; where those of each indicator stand in it."""
    sheet = writer.sheet(name, SCALES, ())
    found, row = {}, 1
    for node in indicators(writer.result):
        if node.scale is None:
            continue
        scale, start = audit.scale_of(node.scale), row
        for x, y in scale.rows:
            title = node.title.in_(writer.in_.language)
            for column, cell in enumerate((node.id, title, x, y, scale.otherwise if row == start else None)):
                writer.put(sheet, row, column, cell, writer.input if column > 1 else None)
            row += 1
        span = f"${start + 1}:${{}}${row}"
        xs, ys = (f"'{name}'!${letter}{span.format(letter)}" for letter in "CD")
        found[node.id] = (xs, ys, f"'{name}'!$E${start + 1}")
    return found
