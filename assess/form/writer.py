"""The form an officer fills in: made from rubrics and facts, blank or pre-filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, Final

from ..i18n.catalog import template
from ..model.facts import Vocabulary
from ..model.problems import input_error
from ..model.profile import Profile
from ..model.text import Language, Text
from .identity import identity_lines
from .layout import (
    BASIC_FACTS,
    FIELD_HEADS,
    FIELDS,
    LABELS,
    PERIOD,
    REMARKS,
    FormColumn,
    column_title,
    fact_columns,
    items_of,
    sheet_title,
    table_columns,
    with_choices,
)
from .questions import QuestionGroup, basic_facts, descriptors, groups, tables_asked, years_of
from .scope import FormScope
from .statement_rows import StatementRow, rows_of
from .style import FormBook, beside_cell, between, height, set_landscape, set_page, set_widths
from .written_cells import CellContent, FactCells, field_content, row_content

MAX_CELL_TEXT: Final = 32767
"""Characters that a cell of a spreadsheet holds."""
GUIDE_WIDTH: Final = 118
UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold; in a text of its own it is written under its number, in the result of
a formula it cannot be."""
LIMITS: Final = {"amount": (0, 1e9), "count": (0, 1e9), "percentage": (0, 100), "year": (1900, 2100)}
"""Of the numbers in a column of rows."""
TOP: Final = 3
"""Rows above the headings of a table."""


def render_form(
    scope: FormScope, vocabulary: Vocabulary, profile: Profile | None = None, language: Language = "zh", year: int = 0
) -> bytes:
    """The form as an .xlsx file; the same arguments give the same bytes.

    Args:
        scope: what is asked.
        vocabulary: all shared facts and those of the rubrics.
        profile: what is filled in already.
        language: of headings, definitions and answers.
        year: the reporting year of a blank form; a profile has its own.
    """
    book = FormBook(language)
    writer = _FormWriter(book, scope, vocabulary, profile, profile.year if profile else year)
    writer.guide()
    writer.basics()
    writer.facts()
    for name in writer.tables:
        writer.table(name)
    writer.identity()
    return book.bytes()


class _FormWriter:
    """Writes the sheets one after the other."""

    def __init__(
        self, book: FormBook, scope: FormScope, vocabulary: Vocabulary, profile: Profile | None, year: int
    ) -> None:
        self.book, self.scope, self.vocabulary, self.profile, self.year = book, scope, vocabulary, profile, year
        self.levels = descriptors(scope.headings or scope.rubrics, vocabulary)
        self.groups = groups(scope, vocabulary, profile)
        self.tables = tables_asked(scope, vocabulary, profile)

    def _say(self, text: Text) -> str:
        return text.in_(self.book.language)

    # 填报说明

    def guide(self) -> None:
        sheet = self.book.sheet(sheet_title("guide"))
        sheet.set_column(0, 0, GUIDE_WIDTH)
        for row, (style, text) in enumerate(self._guide_lines()):
            sheet.write_string(row, 0, text, self.book.style(style))
            sheet.set_row(row, 34 if style == "title" else height([(text, GUIDE_WIDTH)]))
        set_landscape(sheet)
        sheet.protect()

    def _guide_lines(self) -> Iterator[tuple[str, str]]:
        """What an officer reads first, each line with its style."""
        yield "title", self.book.phrase("title")
        names = (f"{self._say(rubric.title)} {rubric.version}" for rubric in self.scope.rubrics)
        yield "line", self.book.phrase("rubrics") + "；".join(names)
        yield from (("text", self._say(note)) for note in self.scope.notes)
        for line in self.book.phrase("guide").splitlines():
            yield ("strong", line.removeprefix("# ")) if line.startswith("# ") else ("text", line)

    # 基本信息

    def basics(self) -> None:
        sheet = self.book.sheet(sheet_title("basics"))
        set_widths(sheet, (11, 24, 40, 30, 10, 16, 9, 16, 14))
        self._title(sheet, sheet_title("basics"), header=False)
        for column, title in enumerate(FIELD_HEADS):
            sheet.write_string(TOP, column, self._say(title.title), self.book.style("head"))
        for index, field in enumerate(self._fields()):
            self._field(sheet, TOP + 1 + index, field)
        top = TOP + 1 + len(self._fields()) + 1
        sheet.write_string(top, 0, self.book.phrase("negative"), self.book.style("strong"))
        asked = QuestionGroup(sheet_title("basics"), basic_facts(self.vocabulary, self.profile))
        self._facts_table(sheet, top + 1, BASIC_FACTS, (asked,))
        sheet.freeze_panes(TOP + 1, 0)
        set_page(sheet, self.book, 0, len(BASIC_FACTS), (1, 1))

    def _fields(self) -> list[FormColumn]:
        hidden = {f"complete.{name}" for name in self.vocabulary.tables if name not in self.tables}
        coverages = self.vocabulary.statement_words.titles
        return [with_choices(field, coverages) for field in FIELDS if field.key not in hidden]

    def _field(self, sheet: Any, row: int, field: FormColumn) -> None:
        help_ = self.book.help(field)
        sheet.write_string(row, 0, field.key, self.book.style("code"))
        sheet.write_string(row, 1, self._say(field.title), self.book.style("label"))
        content = field_content(field, self.profile, self.year, self.book.language)
        self._input(sheet, row, 2, content, "required" if field.is_required else "input", field.is_text)
        sheet.write_string(row, 3, help_, self.book.style("small"))
        self._offer(sheet, row, 2, field, help_)
        sheet.set_row(row, height([(str(content.value), 40), (help_, 30)]))

    # 指标

    def facts(self) -> None:
        sheet = self.book.sheet(sheet_title("facts"))
        columns = fact_columns(years_of(self.year, self.profile), self.vocabulary.statement_words.titles)
        set_widths(sheet, [column.width for column in columns])
        self._title(sheet, sheet_title("facts"))
        self._facts_table(sheet, TOP, columns, self.groups)
        sheet.freeze_panes(TOP + 1, 2)
        set_page(sheet, self.book, TOP, len(columns))

    def _facts_table(
        self, sheet: Any, row: int, columns: tuple[FormColumn, ...], asked: Iterable[QuestionGroup]
    ) -> None:
        self._heads(sheet, row, columns)
        top = row + 1
        for group in asked:
            if columns is not BASIC_FACTS:
                row += 1
                for index in range(len(columns)):
                    sheet.write_blank(row, index, None, self.book.style("group"))
                sheet.write_string(row, 1, self._say(group.title), self.book.style("group"))
                sheet.set_row(row, 20)
            for name in group.facts:
                for stated in self._rows(name):
                    row += 1
                    self._fact(sheet, row, columns, name, stated)
        for index, column in enumerate(columns):
            if column.choices or column.kind == "amount":
                self._offer(sheet, top, index, column, "", max(top, row))

    def _rows(self, name: str) -> Sequence[StatementRow | None]:
        """What is stated of a fact, a row each; one to be filled in where nothing is."""
        observation = self.profile.observations.get(name) if self.profile else None
        return rows_of(observation, self.profile, self.vocabulary) if self.profile and observation else (None,)

    def _fact(
        self, sheet: Any, row: int, columns: tuple[FormColumn, ...], name: str, stated: StatementRow | None
    ) -> None:
        coverages, levels = self.vocabulary.statement_words.titles, self.levels.get(name, ())
        cells = FactCells(name, self.vocabulary[name], stated, self.book, levels, coverages)
        texts = []
        for index, column in enumerate(columns):
            content = cells.content(column.key)
            texts.append((str(content.value or ""), column.width))
            if column.key in LABELS:
                style = {"code": "code", "definition": "small"}.get(column.key, "label")
                sheet.write_string(row, index, str(content.value), self.book.style(style))
                continue
            wanted = cells.wanted(self.year, has_years=columns is not BASIC_FACTS)
            style = "wanted" if column.key == wanted else "input"
            self._input(sheet, row, index, content, style, column in (PERIOD, *REMARKS) and column.is_text)
            if column.key.isdigit() or column.key == "undated":
                sheet.data_validation(row, index, row, index, cells.rule)
        sheet.set_row(row, height(texts[1:], 9))

    # 龙头企业, 公共服务平台, 重点项目, 佐证材料目录

    def table(self, key: str) -> None:
        columns = table_columns(table := self.vocabulary.tables[key])
        sheet = self.book.sheet(table.title)
        rows = self.profile.rows(key) if self.profile else ()
        set_widths(sheet, [column.width for column in columns])
        self._title(sheet, table.title)
        self._heads(sheet, TOP, columns)
        room = table.empty_rows if not rows else len(rows) + table.empty_rows // 3
        for index in range(room):
            row = rows[index] if index < len(rows) else {}
            self._row(sheet, TOP + 1 + index, key, columns, row)
        for index, column in enumerate(columns):
            self._offer(sheet, TOP + 1, index, column, self._help(key, column), TOP + room)
        sheet.freeze_panes(TOP + 1, 1)
        set_page(sheet, self.book, TOP, len(columns))

    def _row(self, sheet: Any, at: int, key: str, columns: tuple[FormColumn, ...], row: Mapping[str, Any]) -> None:
        texts = []
        for index, column in enumerate(columns):
            items = items_of(key, column.key, self.vocabulary)
            content = row_content(column, row.get(column.key), items, self.book.language)
            self._input(sheet, at, index, content, "wanted" if column.is_required else "input", column.is_text)
            texts.append((str(content.value or ""), column.width))
        sheet.set_row(at, height(texts))

    def _help(self, key: str, column: FormColumn) -> str:
        items = items_of(key, column.key, self.vocabulary)
        return self.book.several(items) if items and column.kind == "items" else self.book.help(column)

    # What all sheets share

    def _title(self, sheet: Any, title: Text, header: bool = True) -> None:
        """The name of the sheet and, below it, who filled the form in (told by the basics)."""
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, self._say(title), self.book.style("title"))
        if not header:
            sheet.write_string(1, 0, self.book.phrase("basics"), self.book.style("line"))
            return
        formula, value = self._header()
        sheet.write_formula(1, 0, formula, self.book.style("line"), value)

    def _header(self) -> tuple[str, str]:
        """A formula that repeats the basics, and what it gives now."""
        lines = {field.key.removeprefix("filing."): (TOP + 2 + row, field) for row, field in enumerate(self._fields())}
        parts, value = [], ""
        for words, name, _, _ in Formatter().parse(template("form.header").in_(self.book.language)):
            parts += [f'"{words}"'] if words else []
            value += words
            if name:
                row, field = lines[name]
                parts.append(f"'{self.book.phrase('sheets.basics')}'!C{row}")
                content = field_content(field, self.profile, self.year, self.book.language).value
                value += "" if content is None else str(content)
        return "=" + "&".join(parts), UNSEEN.sub(" ", value)

    def _heads(self, sheet: Any, row: int, columns: tuple[FormColumn, ...]) -> None:
        sheet.set_row(row, 32)
        for index, column in enumerate(columns):
            sheet.write_string(row, index, column_title(column, self.book.language), self.book.style("head"))
            if help_ := self.book.help(column):
                sheet.write_comment(row, index, help_, {"author": "assess", "font_size": 9})

    def _input(
        self, sheet: Any, row: int, column: int, content: CellContent, style: str, is_text: bool = False
    ) -> None:
        # In a cell of text a spreadsheet makes no date of 3-5 and keeps the zeros of 001.
        more = {"num_format": "@"} if is_text else {"num_format": "0.00##%"} if content.is_percent else {}
        if content.value is None or content.value == "":
            sheet.write_blank(row, column, None, self.book.style(style, **more))
        elif isinstance(content.value, str):
            # Text stays text, whatever it begins with; what no cell can hold is not cut in silence.
            if sheet.write_string(row, column, content.value, self.book.style(style, **more)) < 0:
                raise input_error("E125", None, found=content.value[:20], allowed=MAX_CELL_TEXT)
        else:
            self.book.number(sheet, row, column, content.value, self.book.style(style, align="center", **more))

    def _offer(self, sheet: Any, row: int, column: int, asked: FormColumn, help_: str, last: int | None = None) -> None:
        """A drop-down of the column's answers, limits of its numbers, and words beside the cell."""
        words = beside_cell(input_title=self._say(asked.title), input_message=help_) if help_ else {}
        if asked.choices:
            rule = self.book.one_of([self._say(title) for title in asked.choices.values()])
        elif asked.kind in LIMITS:
            rule = between(*LIMITS[asked.kind])
        elif words:
            rule = {"validate": "any"}
        else:
            return
        sheet.data_validation(row, column, row if last is None else last, column, rule | words)

    # The identity of the form

    def identity(self) -> None:
        """What the form asked when it was made, for whoever reads it later."""
        sheet = self.book.sheet(sheet_title("identity"))
        sheet.very_hidden()
        lines = identity_lines(self.scope, self.vocabulary, self.profile, self.book.language)
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text)
