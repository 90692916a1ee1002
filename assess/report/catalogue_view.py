"""Catalogues as documents: a table where rows are short, or else an entry a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..checks.catalogue_lint import column_sum
from ..i18n.numbers import number
from ..i18n.typography import bracket, width
from ..model.catalogue import Catalogue, CatalogueColumn
from ..model.text import Language, Text
from .document import Block, Line, Report, Section, Table, TableColumn
from .sentences import LabelledText, Sentences

WIDEST: Final = 40
"""Columns that references may take beside a row of a table."""


def catalogue_document(catalogue: Catalogue, language: Language) -> Report:
    """Title, what the catalogue is about, and its rows with where each is said."""
    view = _CatalogueView(catalogue, language)
    title = f"{catalogue.title.in_(language)} {catalogue.version} ({catalogue.catalogue})"
    sections = [Section((), (view.body(view.line(catalogue.about)),)), *view.rows(), view.end()]
    return Report(language, (title,), tuple(sections), numbered=False)


class _CatalogueView(Sentences):
    words = "screen"

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        super().__init__(language)
        self.catalogue = catalogue
        (self.name, _), *others = catalogue.columns.items()
        self.others = dict(others)

    def rows(self) -> Iterator[Section]:
        """Short cells fit a table; running text needs a line of its own for each column."""
        if all(column.kind in ("number", "year", "choice") for column in self.others.values()) and self._is_narrow():
            yield Section((), (self._table(),))
        else:
            yield from (self._entry(row) for row in self.catalogue.rows)

    def end(self) -> Section:
        count = len(self.catalogue.rows)
        block: Block = self.paragraph("rows_kept", count=str(count)) if count else self.paragraph("no_rows")
        return Section((), (block,))

    def _is_narrow(self) -> bool:
        said = ["".join(map(str, self.references(row.references))) for row in self.catalogue.rows]
        return max(map(width, said), default=0) <= WIDEST and not any(row.note for row in self.catalogue.rows)

    def _table(self) -> Block:
        columns = self.catalogue.columns
        heads = [TableColumn(self.word("row_id"), 1)]
        heads += [
            TableColumn(self._head(column), 1, "right" if column.kind == "number" else "left")
            for column in columns.values()
        ]
        rows = [
            ((row.id,), *(self._cell(row, key) for key in columns), self.references(row.references))
            for row in self.catalogue.rows
        ]
        if added := {total.column for total in self.catalogue.totals if total.sum is not None}:
            sums = [(number(column_sum(self.catalogue, key)) if key in added else "",) for key in columns]
            rows.append(((self.word("sum"),), *sums, ("",)))
        return Table("", "", (*heads, TableColumn(self.word("where_said"), 1)), tuple(rows))

    def _entry(self, row: Any) -> Section:
        lines: list[LabelledText] = []
        for key, column in self.others.items():
            if cell := self._cell(row, key):
                lines.append((self._head(column), cell))
        if row.note:
            lines.append((self.word("row_note"), row.note))
        lines.append((self.word("where_said"), self.references(row.references)))
        return Section((*self._cell(row, self.name), bracket(row.id, self.language)), (self.fields(lines),))

    def _head(self, column: CatalogueColumn) -> str:
        unit = self.unit(column.unit)
        return column.title.in_(self.language) + (bracket(unit, self.language) if unit else "")

    def _cell(self, row: Any, key: str) -> Line:
        column, cell = self.catalogue.columns[key], row.cell(key)
        if cell is None or cell == ():
            return ()
        if isinstance(cell, tuple):
            return self.joined(self._piece(piece, column) for piece in cell)
        return (self._piece(cell, column),)

    def _piece(self, piece: Any, column: CatalogueColumn) -> str:
        if isinstance(piece, Text):
            return piece.in_(self.language)
        if isinstance(piece, float):
            return number(piece)
        chosen = column.choices.get(str(piece))
        return chosen.in_(self.language) if chosen else str(piece)
