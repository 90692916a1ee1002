"""The form an officer fills in: made from rubrics and facts, blank or pre-filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..model.facts import Vocabulary
from ..model.fingerprint import facts_digests
from ..model.problems import input_error
from ..model.profile import Profile
from ..model.rubric import Rubric
from ..model.text import Language, Text
from ..model.version import __version__
from .guide import write_guide
from .layout import (
    BASIC_FACTS,
    EMPTY_ROWS,
    FIELD_HEADS,
    FIELDS,
    REMARKS,
    TABLES,
    TEMPLATE,
    FormColumn,
    column_title,
    fact_columns,
    items_of,
    sheet_title,
)
from .questions import QuestionGroup, basic_facts, descriptors, groups, years_of
from .style import Form, advice, height, page
from .written_cells import FactRow, Written, field_cell, row_cell

LONGEST_CELL: Final = 32767
"""Characters that a cell of a spreadsheet holds."""
TOP: Final = 3
"""Rows above the headings of a table."""


def render_form(
    rubrics: tuple[Rubric, ...],
    vocabulary: Vocabulary,
    profile: Profile | None = None,
    language: Language = "zh",
    year: int = 0,
) -> bytes:
    """The form as an .xlsx file; the same arguments give the same bytes.

    Args:
        rubrics: whose facts are asked.
        vocabulary: all shared facts and those of the rubrics.
        profile: what is filled in already.
        language: of headings, definitions and answers.
        year: the reporting year of a blank form; a profile has its own.
    """
    form = Form(language)
    write_guide(form, rubrics)
    sheets = _Sheets(form, rubrics, vocabulary, profile, profile.year if profile else year)
    sheets.basics()
    sheets.facts()
    for table in TABLES:
        sheets.table(table)
    sheets.identity()
    return form.bytes()


class _Sheets:
    """Writes the sheets one after the other."""

    def __init__(
        self, form: Form, rubrics: tuple[Rubric, ...], vocabulary: Vocabulary, profile: Profile | None, year: int
    ) -> None:
        self.form, self.rubrics, self.vocabulary, self.profile, self.year = form, rubrics, vocabulary, profile, year
        self.levels = descriptors(rubrics, vocabulary)

    # 基本信息

    def basics(self) -> None:
        sheet = self.form.sheet("basics")
        for column, width in enumerate((11, 24, 40, 30, 10, 16, 9, 16, 14)):
            sheet.set_column(column, column, width)
        self._title(sheet, sheet_title("basics"), header=False)
        for column, title in enumerate(FIELD_HEADS):
            sheet.write_string(TOP, column, self.form.say(title.title), self.form.style("head"))
        for index, field in enumerate(FIELDS):
            self._field(sheet, TOP + 1 + index, field)
        top = TOP + 1 + len(FIELDS) + 1
        sheet.write_string(top, 0, self.form.phrase("negative"), self.form.style("strong"))
        asked = QuestionGroup(sheet_title("basics"), basic_facts(self.vocabulary, self.profile))
        self._facts_table(sheet, top + 1, BASIC_FACTS, (asked,))
        sheet.freeze_panes(TOP + 1, 0)
        page(sheet, self.form, 0, len(BASIC_FACTS), (1, 1))

    def _field(self, sheet: Any, row: int, field: FormColumn) -> None:
        form = self.form
        told = form.help(field.key)
        sheet.write_string(row, 0, field.key, form.style("code"))
        sheet.write_string(row, 1, form.say(field.title), form.style("told"))
        written = field_cell(field, self.profile, self.year, form.language)
        self._input(sheet, row, 2, written, "required" if field.is_required else "input", is_text(field))
        sheet.write_string(row, 3, told, form.style("small"))
        self._offer(sheet, row, 2, field, told)
        sheet.set_row(row, height([(str(written.value), 40), (told, 30)]))

    # 指标

    def facts(self) -> None:
        sheet = self.form.sheet("facts")
        columns = fact_columns(years_of(self.year, self.profile))
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        self._title(sheet, sheet_title("facts"))
        self._facts_table(sheet, TOP, columns, groups(self.rubrics, self.vocabulary, self.profile))
        sheet.freeze_panes(TOP + 1, 2)
        page(sheet, self.form, TOP, len(columns))

    def _facts_table(
        self, sheet: Any, row: int, columns: tuple[FormColumn, ...], asked: Iterable[QuestionGroup]
    ) -> None:
        self._heads(sheet, row, columns)
        top = row + 1
        for group in asked:
            if len(columns) > len(BASIC_FACTS):
                row += 1
                for index in range(len(columns)):
                    sheet.write_blank(row, index, None, self.form.style("group"))
                sheet.write_string(row, 1, self.form.say(group.title), self.form.style("group"))
                sheet.set_row(row, 20)
            for name in group.facts:
                row += 1
                self._fact(sheet, row, columns, name)
        for index, column in enumerate(columns):
            if column.choices or column.kind == "amount":
                self._offer(sheet, top, index, column, "", max(top, row))

    def _fact(self, sheet: Any, row: int, columns: tuple[FormColumn, ...], name: str) -> None:
        form, fact = self.form, self.vocabulary[name]
        observation = self.profile.observations.get(name) if self.profile else None
        cells = FactRow(name, fact, observation, form, self.levels.get(name, ()))
        texts = []
        for index, column in enumerate(columns):
            written = cells.cell(column.key)
            texts.append((str(written.value or ""), column.width))
            if column.key in ("code", "name", "unit", "definition"):
                style = {"code": "code", "definition": "small"}.get(column.key, "told")
                sheet.write_string(row, index, str(written.value), form.style(style))
                continue
            wanted = column.key == cells.wanted(self.year, len(columns) == len(BASIC_FACTS))
            self._input(
                sheet, row, index, written, "wanted" if wanted else "input", column in REMARKS and is_text(column)
            )
            if column.key.isdigit() or column.key == "undated":
                self._limit(sheet, row, index, cells)
        sheet.set_row(row, height(texts[1:], 9))

    def _limit(self, sheet: Any, row: int, column: int, cells: FactRow) -> None:
        """A list of answers, or limits that warn; both with the definition beside the cell."""
        words = advice(input_title=self.form.say(cells.fact.title), input_message=cells.told)
        words |= advice(error_title=self.form.say(cells.fact.title), error_message=cells.told)
        rule: dict[str, Any]
        if cells.answers:
            rule = {"validate": "list", "source": f"={self.form.listed(cells.answers)}", "error_type": "warning"}
        elif cells.fact.kind == "list":
            rule = {"validate": "any"}
        else:
            least, most = cells.fact.limits
            rule = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most,
                    "error_type": "warning"}  # fmt: skip
        sheet.data_validation(row, column, row, column, rule | words)

    # 龙头企业, 公共服务平台, 重点项目, 佐证材料目录

    def table(self, key: str) -> None:
        form, columns = self.form, TABLES[key]
        sheet = form.sheet(key)
        rows: tuple[Mapping[str, Any], ...] = getattr(self.profile, key) if self.profile else ()
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        self._title(sheet, sheet_title(key))
        self._heads(sheet, TOP, columns)
        room = EMPTY_ROWS[key] if not rows else len(rows) + EMPTY_ROWS[key] // 3
        for index in range(room):
            row = rows[index] if index < len(rows) else {}
            self._row(sheet, TOP + 1 + index, key, row)
        for index, column in enumerate(columns):
            self._offer(sheet, TOP + 1, index, column, self._help(key, column), TOP + room)
        sheet.freeze_panes(TOP + 1, 1)
        page(sheet, form, TOP, len(columns))

    def _row(self, sheet: Any, at: int, key: str, row: Mapping[str, Any]) -> None:
        texts = []
        for index, column in enumerate(TABLES[key]):
            items = items_of(key, column.key, self.vocabulary)
            written = row_cell(column, row.get(column.key), items, self.form.language)
            self._input(sheet, at, index, written, "wanted" if column.is_required else "input", is_text(column))
            texts.append((str(written.value or ""), column.width))
        sheet.set_row(at, height(texts))

    def _help(self, key: str, column: FormColumn) -> str:
        items = items_of(key, column.key, self.vocabulary)
        if items:
            return self.form.phrase("several") + "、".join(self.form.say(title) for title in items.values())
        return self.form.help(column.key)

    # What all sheets share

    def _title(self, sheet: Any, title: Text, header: bool = True) -> None:
        """The name of the sheet and, below it, who filled the form in (told by the basics)."""
        form = self.form
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, form.say(title), form.style("title"))
        if not header:
            sheet.write_string(1, 0, form.phrase("basics"), form.style("line"))
            return
        formula, value = _header_formula(self.profile, self.year, form)
        sheet.write_formula(1, 0, formula, form.style("line"), value)

    def _heads(self, sheet: Any, row: int, columns: tuple[FormColumn, ...]) -> None:
        sheet.set_row(row, 32)
        for index, column in enumerate(columns):
            sheet.write_string(row, index, column_title(column, self.form.language), self.form.style("head"))
            if told := self.form.help(column.key):
                sheet.write_comment(row, index, told, {"author": "assess", "font_size": 9})

    def _input(self, sheet: Any, row: int, column: int, written: Written, style: str, is_text: bool = False) -> None:
        form = self.form
        # In a cell of text a spreadsheet makes no date of 3-5 and keeps the zeros of 001.
        more = {"num_format": "@"} if is_text else {"num_format": "0.00##%"} if written.percent else {}
        if written.value is None or written.value == "":
            sheet.write_blank(row, column, None, form.style(style, **more))
        elif isinstance(written.value, str):
            # Text stays text, whatever it begins with; what no cell can hold is not cut in silence.
            if sheet.write_string(row, column, written.value, form.style(style, **more)) < 0:
                raise input_error("E125", None, found=written.value[:20], allowed=LONGEST_CELL)
        else:
            sheet.write_number(row, column, written.value, form.style(style, align="center", **more))

    def _offer(self, sheet: Any, row: int, column: int, asked: FormColumn, told: str, last: int | None = None) -> None:
        """A drop-down of the column's answers, limits of its numbers, and words beside the cell."""
        words = advice(input_title=self.form.say(asked.title), input_message=told) if told else {}
        rule: dict[str, Any]
        if asked.choices:
            answers = [self.form.say(title) for title in asked.choices.values()]
            rule = {"validate": "list", "source": f"={self.form.listed(answers)}", "error_type": "warning"}
        elif asked.kind in ("amount", "count", "score"):
            bounds: dict[str, Any] = {
                "criteria": "between",
                "minimum": 0,
                "maximum": 100 if asked.kind == "score" else 1e9,
            }
            rule = {"validate": "decimal", "error_type": "warning", **bounds}
        elif words:
            rule = {"validate": "any"}
        else:
            return
        sheet.data_validation(row, column, row if last is None else last, column, rule | words)

    # The identity of the form

    def identity(self) -> None:
        """What the form asked when it was made, for whoever reads it later."""
        sheet = self.form.sheet("identity")
        sheet.very_hidden()
        lines: list[tuple[str, ...]] = [(TEMPLATE, __version__), ("language", self.form.language)]
        lines += [("rubric", rubric.rubric, rubric.version) for rubric in self.rubrics]
        asked = {fact for group in groups(self.rubrics, self.vocabulary, self.profile) for fact in group.facts}
        asked |= set(basic_facts(self.vocabulary, self.profile))
        whole, each = facts_digests({name: fact for name, fact in self.vocabulary.items() if name in asked})
        lines.append(("facts", whole))
        lines += [("fact", name, digest) for name, digest in each.items()]
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text)


def is_text(column: FormColumn) -> bool:
    """Whether a text is typed in, not chosen."""
    return column.kind in ("text", "number", "date") and not column.choices


_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold; in a text of its own it is written under its number, in the result of
a formula it cannot be."""


def _header_formula(profile: Profile | None, year: int, form: Form) -> tuple[str, str]:
    """A text that repeats the basics, and what it says now."""
    place = f"'{form.say(sheet_title('basics'))}'!C"
    rows = {field.key.removeprefix("filing."): TOP + 2 + index for index, field in enumerate(FIELDS)}
    fields = {field.key.removeprefix("filing."): field for field in FIELDS}
    formula, value = [], ""
    for index, piece in enumerate(form.phrase("header").split("{")):
        name, _, text = piece.partition("}") if index else ("", "", piece)
        if name:
            formula.append(f"{place}{rows[name]}")
            told = field_cell(fields[name], profile, year, form.language).value
            value += "" if told is None else str(told)
        formula.append(f'"{text}"')
        value += text
    return "=" + "&".join(part for part in formula if part != '""'), _UNSEEN.sub(" ", value)
