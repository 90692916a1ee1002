"""The shape of a profile: of its YAML, and of the tables of a form."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from ..model.text import FrozenModel, Language, Text

Number = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(lambda value: value + 0.0)]
"""Minus zero is zero, whatever it is written as."""
Amount = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)]
Count = Annotated[int, Field(strict=True, ge=0)]
NumberOrText = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
"""A whole number says itself; of 1.10 nobody knows any more how it was written."""
Name = Annotated[str, Field(min_length=1)]
Percentage = Annotated[float, Field(strict=True, ge=0, le=100)]
WholeYear = Annotated[int, Field(strict=True)]
ProjectMode = Literal["process", "product", "functional", "inter_sectoral"]
Rank = Literal["national", "provincial", "municipal", "county", "none"]


class ObservationEntry(FrozenModel):
    """A value with what belongs to it."""

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
    width: float = 9
    unit: str | None = None
    kind: Literal["text", "number", "date"] = "text"
    """Of a field of text: whether numbers such as those of documents, or dates, are meant."""
    is_needed: bool = False
    """Whether a field that may be missing is marked as one to be filled in."""
    part: str = ""
    """The language that is asked for, of a text in both."""


class Firm(FrozenModel):
    """A leading or backbone firm."""

    name: Annotated[Name, FieldHeading("企业名称", "Firm", 26)]
    rank: Annotated[Rank, FieldHeading("龙头级别", "Rank")] = "none"
    backbone: Annotated[bool | None, FieldHeading("是否骨干企业", "Backbone")] = None
    sales: Annotated[Amount | None, FieldHeading("销售收入", "Sales", unit="亿元")] = None
    output: Annotated[Amount | None, FieldHeading("产值", "Output", unit="亿元")] = None
    tax: Annotated[Amount | None, FieldHeading("税收", "Tax", unit="万元")] = None
    employees: Annotated[Count | None, FieldHeading("从业人员", "Employees", unit="人")] = None
    rd_spending: Annotated[Amount | None, FieldHeading("研发经费", "R&D spending", unit="万元")] = None
    patents: Annotated[Count | None, FieldHeading("有效专利", "Patents", unit="件")] = None
    brands: Annotated[Count | None, FieldHeading("品牌", "Brands", 7, "个")] = None
    standards: Annotated[Count | None, FieldHeading("参与制定标准", "Standards", unit="项")] = None
    local_purchases: Annotated[Amount | None, FieldHeading("本地采购额", "Local purchases", unit="亿元")] = None
    linked_firms: Annotated[Count | None, FieldHeading("带动配套企业", "Linked firms", unit="家")] = None
    note: Annotated[str | None, FieldHeading("备注", "Note", 18)] = None


class Platform(FrozenModel):
    """A public-service platform."""

    name: Annotated[Name, FieldHeading("平台名称", "Platform", 26)]
    rank: Annotated[Rank, FieldHeading("级别", "Rank")] = "none"
    host: Annotated[str | None, FieldHeading("主办单位", "Host", 22)] = None
    functions: Annotated[tuple[str, ...], FieldHeading("服务功能", "Functions", 34)] = ()
    investment: Annotated[Amount | None, FieldHeading("累计投入", "Investment", unit="万元")] = None
    firms_served: Annotated[Count | None, FieldHeading("年服务企业", "Firms served", unit="家")] = None
    service_income: Annotated[Amount | None, FieldHeading("服务收入", "Service income", unit="万元")] = None
    satisfaction: Annotated[Percentage | None, FieldHeading("满意度", "Satisfaction", unit="%")] = None
    note: Annotated[str | None, FieldHeading("备注", "Note", 18)] = None


class Project(FrozenModel):
    """A key project."""

    name: Annotated[Name, FieldHeading("项目名称", "Project", 36)]
    mode: Annotated[ProjectMode | None, FieldHeading("升级方式", "Mode", 18)] = None
    investment: Annotated[Amount | None, FieldHeading("总投资", "Investment", 12, "万元")] = None
    progress: Annotated[Percentage | None, FieldHeading("进度", "Progress", 10, "%")] = None
    note: Annotated[str | None, FieldHeading("备注", "Note", 36)] = None


class Evidence(FrozenModel):
    """A document that proves what is stated; observations name it by its number."""

    number: Annotated[NumberOrText, Field(min_length=1), FieldHeading("编号", "No.", 8, kind="number")]
    name: Annotated[Name, FieldHeading("材料名称", "Document", 40)]
    document: Annotated[str | None, FieldHeading("文号", "Document no.", 20, kind="number")] = None
    """Number of the official document."""
    pages: Annotated[NumberOrText | None, FieldHeading("页码", "Pages", 10, kind="number")] = None
    proves: Annotated[str | None, FieldHeading("对应指标", "Proves", 26)] = None
    """The indicators it speaks for."""
    note: Annotated[str | None, FieldHeading("备注", "Note", 20)] = None


class Filing(FrozenModel):
    """Who filled the form in, for whom, and what the cluster's papers are."""

    area: Annotated[str | None, FieldHeading("占地面积", "Area")] = None
    management: Annotated[str | None, FieldHeading("管理机构", "Managing body")] = None
    plan: Annotated[str | None, FieldHeading("规划文号", "Plan")] = None
    recognition: Annotated[str | None, FieldHeading("认定情况", "Recognition")] = None
    coverage: Annotated[Literal["all", "above_threshold"] | None, FieldHeading("统计口径", "Coverage")] = None
    """Whether figures cover all firms or only those above the statistical threshold."""
    unit: Annotated[str | None, FieldHeading("填报单位（盖章）", "Reporting office", is_needed=True)] = None
    author: Annotated[str | None, FieldHeading("填表人", "Filled in by")] = None
    phone: Annotated[NumberOrText | None, FieldHeading("联系电话", "Telephone")] = None
    reviewer: Annotated[str | None, FieldHeading("审核人", "Checked by")] = None
    date: Annotated[str | None, FieldHeading("填报日期", "Date", kind="date")] = None


class ProfileFile(FrozenModel):
    """A whole profile; its facts are read one by one against the vocabulary.

    Fields with a heading, in this order, are the lines and columns of a form.
    """

    cluster: Annotated[Name, FieldHeading("集群名称", "Cluster")]
    year: Annotated[WholeYear, FieldHeading("数据年度", "Reporting year")]
    place: Annotated[str | None, FieldHeading("所在地", "Place")] = None
    industry: Annotated[str | None, FieldHeading("主导产业", "Industry")] = None
    filing: Filing = Filing()
    about: Annotated[
        Text | None,
        FieldHeading("情况说明（中文）", "About (Chinese)", part="zh"),
        FieldHeading("情况说明（英文）", "About (English)", part="en"),
    ] = None
    language: Annotated[Language, FieldHeading("报告语言", "Language")] = "zh"
    invented: Annotated[bool, FieldHeading("是否虚构示例", "Made up")] = False
    facts: dict[str | int, Any] = {}
    firms: tuple[Firm, ...] = ()
    platforms: tuple[Platform, ...] = ()
    projects: tuple[Project, ...] = ()
    evidence: tuple[Evidence, ...] = ()


ROW_MODELS: Final[Mapping[str, type[FrozenModel]]] = {
    "firms": Firm,
    "platforms": Platform,
    "projects": Project,
    "evidence": Evidence,
}
