"""The form as an agreement: what its writer puts where, and what its reader looks for.

Sheets, headings and answers in both languages; the tables are declared in `rubrics/tables`.
A reader goes by headings and codes, not by positions, so that rows and columns may move; what
a form asked when it was made stands in its identity sheet, so that forms of earlier
vocabularies are read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from ..i18n.catalog import template
from ..i18n.typography import bracket
from ..io.profile_file import FieldHeading, ProfileFile
from ..model.facts import Fact, Vocabulary
from ..model.row_tables import RowColumnKind, RowTable
from ..model.text import FrozenModel, Language, Text

TEMPLATE: Final = "assess/form/1"
"""Stands in the first cell of the identity sheet."""
SEPARATORS: Final = re.compile(r"[、，,;；\n]")
"""Between several answers in a cell."""
QUOTATION_MARKS: Final = ("“”", "「」", "『』", '""')
"""Within which a separator belongs to the answer."""
_QUOTED: Final = re.compile("|".join(f"{first}[^{last}]*{last}" for first, last in QUOTATION_MARKS))
_ANSWER: Final = re.compile(rf"{_QUOTED.pattern}|[^、，,;；\n]")


def split_answers(text: str) -> list[str]:
    """The answers in a cell; one that holds a separator stands within quotation marks, which are then no part of it."""
    answers, piece = [], ""
    while text:
        match = _ANSWER.match(text)
        if match is None:
            answers.append(piece)
            piece, text = "", text[1:]
        else:
            piece, text = piece + match[0], text[match.end() :]
    return [_unquoted(answer.strip()) for answer in (*answers, piece) if answer.strip()]


def join_answers(answers: Iterable[str]) -> str:
    """Several answers for one cell, from which `split_answers` reads the same ones."""
    return "、".join(map(_quoted, answers))


def _unquoted(answer: str) -> str:
    return answer[1:-1] if _is_quoted(answer) else answer


def _is_quoted(answer: str) -> bool:
    inner = answer[1:-1]
    has_marks = len(answer) > 1 and answer[0] + answer[-1] in QUOTATION_MARKS
    return has_marks and _needs_marks(inner) and answer[-1] not in inner


def _needs_marks(answer: str) -> bool:
    """Whether a separator in it would part it, a lone mark would swallow one, or its own marks would be dropped."""
    outside = _QUOTED.sub("", answer)
    is_open = SEPARATORS.search(answer) is not None or any(mark in outside for mark in "".join(QUOTATION_MARKS))
    return is_open or _is_quoted(answer)


def _quoted(answer: str) -> str:
    if not _needs_marks(answer):
        return answer
    marks = next((marks for marks in QUOTATION_MARKS if not set(marks) & set(answer)), QUOTATION_MARKS[0])
    return f"{marks[0]}{answer}{marks[1]}"


AnswerTitles = Mapping[str, Text]
ColumnKind = RowColumnKind | Literal["date"]
NO_ANSWERS: Final[AnswerTitles] = MappingProxyType({})


class FormColumn(NamedTuple):
    """One thing asked: a column of a table, or a line of the basics."""

    key: str
    title: Text
    width: float = 12
    kind: ColumnKind = "text"
    unit: str | None = None
    choices: AnswerTitles = NO_ANSWERS
    is_required: bool = False
    help: Text | None = None
    """What stands beside it; of lines and of columns of facts, the catalogue knows it by their key."""

    @property
    def is_text(self) -> bool:
        """Whether a text is typed in, not chosen."""
        return self.kind in ("text", "number", "date", "fact", "clause") and not self.choices


def answers(*keys: str) -> AnswerTitles:
    """What can be chosen, in words."""
    return {key: template(f"form.answers.{key}") for key in keys}


def sheet_title(key: str) -> Text:
    """The name of a sheet, such as `firms`."""
    return template(f"form.sheets.{key}")


STANDINGS: Final = answers("stated", "unknown", "not_applicable")
QUALIFIERS: Final = answers("about", "at_least", "at_most")
YES_NO: Final = answers("yes", "no")


# The header of a profile

_KINDS: Final[tuple[tuple[Any, ColumnKind], ...]] = ((int, "count"), (bool, "yes_no"), (Ellipsis, "items"))


def _lines_of(model: type[FrozenModel], group: str = "") -> Iterator[FormColumn]:
    """What is asked for the fields of a model that have a heading, and for the models within it."""
    for name, field in model.model_fields.items():
        types = (field.annotation, *get_args(field.annotation))
        if isinstance(field.annotation, type) and issubclass(field.annotation, FrozenModel):
            yield from _lines_of(field.annotation, f"{name}.")
        literal = next((type_ for type_ in types if get_origin(type_) is Literal), None)
        for heading in (item for item in field.metadata if isinstance(item, FieldHeading)):
            kind = next((kind for type_, kind in _KINDS if type_ in types), "choice" if literal else heading.kind)
            yield FormColumn(
                key=group + name + (heading.part and f".{heading.part}"),
                title=Text(heading.zh, heading.en),
                kind=kind,
                choices=answers(*get_args(literal)) if literal else YES_NO if kind == "yes_no" else NO_ANSWERS,
                is_required=heading.is_needed or field.is_required(),
            )


FIELDS: Final = tuple(_lines_of(ProfileFile))
"""The lines of the basics."""


def with_choices(field: FormColumn, coverages: AnswerTitles) -> FormColumn:
    """A line of the basics with what can be chosen there, as far as data say so."""
    return field._replace(kind="choice", choices=coverages) if field.key == "filing.coverage" else field


def table_columns(table: RowTable) -> tuple[FormColumn, ...]:
    """The columns of a table of rows."""
    return tuple(
        FormColumn(
            key=key,
            title=column.title,
            width=column.width,
            kind=column.kind,
            unit=column.unit,
            choices=YES_NO if column.kind == "yes_no" else column.choices,
            is_required=column.required,
            help=column.help,
        )
        for key, column in table.columns.items()
    )


# Facts

FIELD_HEADS: Final = (
    FormColumn("code", Text("代码", "Code")),
    FormColumn("item", Text("项目", "Item")),
    FormColumn("answer", Text("填写", "Answer")),
    FormColumn("help", Text("说明", "Explanation")),
)
CODE: Final = FormColumn("code", Text("代码", "Code"), 11)
NAME: Final = FormColumn("name", Text("指标名称", "Indicator"), 20)
UNIT: Final = FormColumn("unit", Text("计量单位", "Unit"), 7)
DEFINITION: Final = FormColumn("definition", Text("口径解释", "Definition"), 46)
UNDATED: Final = FormColumn("undated", Text("未注明年份", "No year"), 9)
ANSWER: Final = FormColumn("undated", Text("填写", "Answer"), 9)
"""The same where nothing has a year."""
BOUNDS: Final = (
    FormColumn("qualifier", Text("限定", "Qualifier"), 7, choices=QUALIFIERS),
    FormColumn("low", Text("下限", "Low"), 7, "amount"),
    FormColumn("high", Text("上限", "High"), 7, "amount"),
)
REMARKS: Final = (
    FormColumn("standing", Text("数据状态", "Standing"), 8, "choice", choices=STANDINGS),
    FormColumn("source", Text("数据来源", "Source"), 14),
    FormColumn("evidence", Text("佐证编号", "Evidence no."), 8),
    FormColumn("note", Text("备注", "Note"), 14),
    FormColumn("reason", Text("不适用的理由", "Why not applicable"), 12),
)
PERIOD: Final = FormColumn("period", Text("期间", "Period"), 9)
COVERAGE: Final = FormColumn("coverage", Text("口径", "Coverage"), 9, "choice")
OPTIONAL: Final = ("period", "coverage")
"""Columns that forms of earlier days lack; nothing is missed where they are not."""
LABELS: Final = tuple(column.key for column in (CODE, NAME, UNIT, DEFINITION))
"""Columns in which nothing is filled in."""
BASIC_FACTS: Final = (CODE, NAME, ANSWER, DEFINITION, *REMARKS)
"""Columns of the negative list, which has no years."""


def fact_columns(years: Iterable[int], coverages: AnswerTitles = NO_ANSWERS) -> tuple[FormColumn, ...]:
    """Columns of the sheet of facts; the key of a year is its number."""
    dated = tuple(FormColumn(str(year), Text(f"{year}年", str(year)), 9) for year in years)
    coverage = COVERAGE._replace(choices=coverages)
    return (CODE, NAME, UNIT, DEFINITION, *dated, UNDATED, *BOUNDS, PERIOD, coverage, *REMARKS)


def column_title(column: FormColumn, language: Language) -> str:
    """A heading, with the unit in brackets below it."""
    title = column.title.in_(language)
    return title if column.unit is None else f"{title}\n{bracket(column.unit, language).lstrip()}"


def items_of(table: str, column: str, vocabulary: Vocabulary) -> AnswerTitles:
    """What can be ticked in a column of rows: the answers of the fact that follows from it; or named there."""
    declared = vocabulary.tables[table].columns[column]
    if declared.kind == "fact":
        return {name: fact.title for name, fact in vocabulary.items()}
    for fact in vocabulary.values():
        rule = fact.from_rows
        if rule and rule.take == "union" and (rule.table, rule.column) == (table, column):
            return fact.items
    return NO_ANSWERS


def choices_of(fact: Fact) -> AnswerTitles:
    """The answers a cell of a fact offers."""
    return YES_NO if fact.kind == "yes_no" else fact.items
