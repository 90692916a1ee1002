"""The two live sheets of the workbook: scales with every threshold in a cell, and the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..analysis import indicators
from .audit_formulas import MAX_FORMULA_LENGTH, AuditFormulas, AuditRow, ScaleCells, scale_formula

if TYPE_CHECKING:
    from .sheet_writer import SheetWriter

AUDIT_COLUMNS: Final = (
    "id_head 14, node_head 26, parent_head 14, weight_head 7, status_head 8, indicator_value 11, audit_score 10, "
    "audit_low 10, audit_high 10, audit_applies 8, audit_known 8, engine_score 10, engine_low 10, engine_high 10, "
    "audit_difference 10"
)
SCALE_COLUMNS: Final = "id_head 12, indicator_head 36, scale_x 16, scale_y 10, scale_otherwise 12"
INPUT_COLUMNS: Final = (3, 5)
"""Weight and value."""


def write_audit(writer: SheetWriter) -> None:
    """Formulas of every score, and beside them the numbers of the engine."""
    word = writer.narrator.word
    sheet = writer.sheet(word("sheet_audit"), AUDIT_COLUMNS)
    scales = _write_scales(writer, word("sheet_scales"))
    formulas = AuditFormulas(writer.result, scales, word("screen.known"), word("screen.not_applicable"))
    for number, row in enumerate(formulas.rows(), start=1):
        _write_row(writer, sheet, number, row)


def _write_row(writer: SheetWriter, sheet: Any, number: int, row: AuditRow) -> None:
    node, result, language, line = row.node, writer.result, writer.language, number + 1
    if node:
        inputs = (
            node.title.in_(language),
            node.parent,
            node.weight,
            writer.narrator.word(f"screen.{node.status}"),
            node.value,
        )
        engine = (node.score, node.low, node.high)
    else:
        inputs = (writer.narrator.word("screen.total"), "", 1.0, "", None)
        engine = (result.score, result.low, result.high)
    writer.fit(sheet, number, (row.id, *inputs[:2]))
    for column, cell in enumerate((row.id, *inputs)):
        blue = column in INPUT_COLUMNS and not isinstance(cell, str)
        writer.put(sheet, number, column, cell, writer.input if blue else None)
    for column, formula, value in zip((6, 7, 8), (row.score, row.low, row.high), engine, strict=True):
        _put_formula(writer, sheet, (number, column), formula, value)
    _put_formula(writer, sheet, (number, 9), row.applies)
    _put_formula(writer, sheet, (number, 10), f"IF(ISNUMBER(G{line}),J{line},0)")
    for column, value in zip((11, 12, 13), engine, strict=True):
        writer.put(sheet, number, column, value)
    score = f"IF(AND(ISNUMBER(G{line}),ISNUMBER(L{line})),ABS(G{line}-L{line}),0)"
    difference = f"=MAX({score},ABS(H{line}-M{line}),ABS(I{line}-N{line}))"
    sheet.write_formula(number, 14, difference, writer.difference, 0)


def _put_formula(
    writer: SheetWriter, sheet: Any, at: tuple[int, int], formula: str | float, value: float | None = None
) -> None:
    """A formula with the engine's number as its stored value; an input where it is a number."""
    if isinstance(formula, float | int):
        sheet.write_number(*at, formula, writer.input)
    elif len(formula) > MAX_FORMULA_LENGTH:
        writer.put(sheet, *at, value)
    else:
        sheet.write_formula(*at, f"={formula}", writer.formula, "" if value is None else value)


def _write_scales(writer: SheetWriter, name: str) -> dict[str, ScaleCells]:
    """The sheet of thresholds; where those of each indicator stand in it."""
    sheet = writer.sheet(name, SCALE_COLUMNS)
    cells, row = {}, 1
    for node in indicators(writer.result):
        if node.scale is None:
            continue
        scale, start = scale_formula(node.scale), row
        title = node.title.in_(writer.language)
        for x, y in scale.rows:
            for column, cell in enumerate((node.id, title, x, y, scale.otherwise if row == start else None)):
                writer.put(sheet, row, column, cell, writer.input if column > 1 else None)
            row += 1
        xs, ys = (f"'{name}'!${column}${start + 1}:${column}${row}" for column in "CD")
        cells[node.id] = ScaleCells(xs, ys, f"'{name}'!$E${start + 1}")
    return cells
