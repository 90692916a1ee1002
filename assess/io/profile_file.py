"""The shape of a profile: its header here, its tables from `rubrics/tables`."""

from collections.abc import Mapping
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from ..model.row_tables import Name, NumberOrText, RowTable
from ..model.text import FrozenModel, Language, Text

Number = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(lambda value: value + 0.0)]
"""Minus zero is zero, whatever it is written as."""
WholeYear = Annotated[int, Field(strict=True)]


class ObservationEntry(FrozenModel):
    """A value with what belongs to it; several of them stand in a list."""

    year: int | str | None = None
    """Of `value`, or of bounds alone."""
    months: str | int | None = None
    """The part of the year it covers: `1-8`; `whole` says that it is the whole of it."""
    as_of: str | int | None = None
    """The day of what is counted on one, `2024-06` or `2024-06-30`; a text."""
    coverage: str | None = None
    value: Any = None
    values: dict[int | str, Any] = {}
    """A year that is a text, or half a year, is told where values are read."""
    low: Number | None = None
    high: Number | None = None
    at_least: bool = False
    at_most: bool = False
    about: bool = False
    unit: str | None = None
    source: str | None = None
    evidence: str | int | None = None
    note: str | None = None
    not_applicable: str | None = None


class FieldHeading(NamedTuple):
    """How a form asks for a field; the form knows what is typed in from the type of the field."""

    zh: str
    en: str
    kind: Literal["text", "date"] = "text"
    """Of a field of text: whether a date is meant."""
    is_needed: bool = False
    """Whether a field that may be missing is marked as one to be filled in."""
    part: str = ""
    """The language that is asked for, of a text in both."""


class Filing(FrozenModel):
    """Who filled the form in, for whom, and what the cluster's papers are."""

    area: Annotated[str | None, FieldHeading("占地面积", "Area")] = None
    management: Annotated[str | None, FieldHeading("管理机构", "Managing body")] = None
    plan: Annotated[str | None, FieldHeading("规划文号", "Plan")] = None
    recognition: Annotated[str | None, FieldHeading("认定情况", "Recognition")] = None
    coverage: Annotated[str | None, FieldHeading("统计口径", "Coverage")] = None
    """What all figures cover that say nothing else: an id of `rubrics/statements/coverages.yaml`."""
    unit: Annotated[str | None, FieldHeading("填报单位（盖章）", "Reporting office", is_needed=True)] = None
    author: Annotated[str | None, FieldHeading("填表人", "Filled in by")] = None
    phone: Annotated[NumberOrText | None, FieldHeading("联系电话", "Telephone")] = None
    reviewer: Annotated[str | None, FieldHeading("审核人", "Checked by")] = None
    date: Annotated[str | None, FieldHeading("填报日期", "Date", kind="date")] = None


class CompleteTables(FrozenModel):
    """Which tables list all there are."""

    firms: Annotated[bool, FieldHeading("龙头企业表已列全", "All firms listed")] = False
    platforms: Annotated[bool, FieldHeading("公共服务平台表已列全", "All platforms listed")] = False
    projects: Annotated[bool, FieldHeading("重点项目表已列全", "All projects listed")] = False
    actors: Annotated[bool, FieldHeading("集群主体表已列全", "All kinds of actors listed")] = False
    links: Annotated[bool, FieldHeading("循环链环节表已列全", "All links listed")] = False
    programme: Annotated[bool, FieldHeading("集群培育工程表已列全", "All clusters of the programme listed")] = False

    @property
    def names(self) -> tuple[str, ...]:
        """The complete tables."""
        return tuple(name for name, is_complete in self if is_complete)


NOTHING_FILED: Final = Filing.model_construct()
NONE_COMPLETE: Final = CompleteTables.model_construct()


def _named(value: Any) -> Any:
    """A file names the complete tables; a form answers for each."""
    return {str(name): True for name in value} if isinstance(value, list | tuple) else value


class PartEntry(FrozenModel):
    """A sub-cluster: its facts, or the name of a profile file beside this one."""

    name: Name
    weight: Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0)]
    """Of its score among those of the parts; they need not add up to 1."""
    profile: str | None = None
    facts: dict[str | int, Any] = {}


class ProfileFile(FrozenModel):
    """A whole profile; its facts are read one by one against the vocabulary."""

    # Fields with a heading, in this order, are the lines of a form's basics; `profile_model` adds the tables.

    cluster: Annotated[Name, FieldHeading("集群名称", "Cluster")]
    year: Annotated[WholeYear, FieldHeading("数据年度", "Reporting year")]
    place: Annotated[str | None, FieldHeading("所在地", "Place")] = None
    industry: Annotated[str | None, FieldHeading("主导产业", "Industry")] = None
    filing: Filing = NOTHING_FILED
    about: Annotated[
        Text | None,
        FieldHeading("情况说明（中文）", "About (Chinese)", part="zh"),
        FieldHeading("情况说明（英文）", "About (English)", part="en"),
    ] = None
    language: Annotated[Language, FieldHeading("报告语言", "Language")] = "zh"
    invented: Annotated[bool, FieldHeading("是否虚构示例", "Made up")] = False
    complete: Annotated[
        CompleteTables, BeforeValidator(_named, json_schema_input_type=CompleteTables | tuple[str, ...])
    ] = NONE_COMPLETE
    sources: Annotated[tuple[Name, ...], FieldHeading("来源先后", "Sources in order")] = ()
    """Whose figure counts where sources differ, the first before the second."""
    facts: dict[str | int, Any] = {}
    parts: tuple[PartEntry, ...] = ()


def profile_model(tables: Mapping[str, RowTable]) -> type[ProfileFile]:
    """The shape of a profile with these tables; made once."""
    return _with_rows(tuple((name, table.row_model) for name, table in tables.items()))


@cache
def _with_rows(row_models: tuple[tuple[str, type[FrozenModel]], ...]) -> type[ProfileFile]:
    fields: dict[str, Any] = {name: (GenericAlias(tuple, (model, ...)), ()) for name, model in row_models}
    return create_model("ProfileFile", __base__=ProfileFile, __doc__=ProfileFile.__doc__, **fields)
