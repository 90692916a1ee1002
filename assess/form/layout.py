"""The form as an agreement: what its writer puts where, and what its reader looks for.

Sheets, headings and answers in both languages. A reader goes by headings and codes, not by
positions, so that rows and columns may move; what a form asked when it was made stands in
its identity sheet, so that forms of earlier vocabularies are read as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from ..model.facts import Fact, Vocabulary
from ..model.text import Language, Text

TEMPLATE: Final = "assess/form/1"
"""Stands in the first cell of the identity sheet."""

SHEETS: Final = {
    "guide": Text("填报说明", "Guide"),
    "basics": Text("基本信息", "Basics"),
    "facts": Text("指标", "Indicators"),
    "firms": Text("龙头企业", "Leading firms"),
    "platforms": Text("公共服务平台", "Platforms"),
    "projects": Text("重点项目", "Projects"),
    "evidence": Text("佐证材料目录", "Evidence"),
    "lists": Text("选项", "Lists"),
    "identity": Text("表格身份", "Identity"),
}

STANDINGS: Final = {
    "stated": Text("有数", "Known"),
    "unknown": Text("缺失", "Unknown"),
    "not_applicable": Text("不适用", "Not applicable"),
}
QUALIFIERS: Final = {
    "about": Text("约", "about"),
    "at_least": Text("至少", "at least"),
    "at_most": Text("至多", "at most"),
}
YES_NO: Final = {"yes": Text("是", "yes"), "no": Text("否", "no")}
RANKS: Final = {
    "national": Text("国家级", "national"),
    "provincial": Text("省级", "provincial"),
    "municipal": Text("市级", "municipal"),
    "county": Text("县级", "county"),
    "none": Text("无", "none"),
}
MODES: Final = {
    "process": Text("流程升级", "process"),
    "product": Text("产品升级", "product"),
    "functional": Text("功能升级", "functional"),
    "inter_sectoral": Text("部门（产业链）升级", "inter-sectoral"),
}
COVERAGE: Final = {
    "all": Text("全口径", "all firms"),
    "above_threshold": Text("规上", "above threshold"),
}
LANGUAGES: Final = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}

Kind = Literal["text", "number", "date", "amount", "count", "score", "choice", "yes_no", "items"]
NONE: Final[Mapping[str, Text]] = MappingProxyType({})


class Column(NamedTuple):
    """One thing asked: a column of a table, or a line of the basics."""

    key: str
    title: Text
    width: float = 12
    kind: Kind = "text"
    unit: str | None = None
    choices: Mapping[str, Text] = NONE
    required: bool = False


FIELDS: Final = (
    Column("cluster", Text("集群名称", "Cluster"), required=True),
    Column("year", Text("数据年度", "Reporting year"), kind="count", required=True),
    Column("place", Text("所在地", "Place")),
    Column("industry", Text("主导产业", "Industry")),
    Column("filing.area", Text("占地面积", "Area")),
    Column("filing.management", Text("管理机构", "Managing body")),
    Column("filing.plan", Text("规划文号", "Plan")),
    Column("filing.recognition", Text("认定情况", "Recognition")),
    Column("filing.coverage", Text("统计口径", "Coverage"), kind="choice", choices=COVERAGE),
    Column("filing.unit", Text("填报单位（盖章）", "Reporting office"), required=True),
    Column("filing.author", Text("填表人", "Filled in by")),
    Column("filing.phone", Text("联系电话", "Telephone")),
    Column("filing.reviewer", Text("审核人", "Checked by")),
    Column("filing.date", Text("填报日期", "Date"), kind="date"),
    Column("about.zh", Text("情况说明（中文）", "About (Chinese)")),
    Column("about.en", Text("情况说明（英文）", "About (English)")),
    Column("language", Text("报告语言", "Language"), kind="choice", choices=LANGUAGES),
    Column("invented", Text("是否虚构示例", "Made up"), kind="yes_no", choices=YES_NO),
)  # fmt: skip

FIELD_HEADS: Final = (
    Column("code", Text("代码", "Code")),
    Column("item", Text("项目", "Item")),
    Column("answer", Text("填写", "Answer")),
    Column("help", Text("说明", "Explanation")),
)
CODE: Final = Column("code", Text("代码", "Code"), 11)
NAME: Final = Column("name", Text("指标名称", "Indicator"), 20)
UNIT: Final = Column("unit", Text("计量单位", "Unit"), 7)
DEFINITION: Final = Column("definition", Text("口径解释", "Definition"), 46)
UNDATED: Final = Column("undated", Text("未注明年份", "No year"), 9)  # fmt: skip
VALUE: Final = Column("undated", Text("填写", "Answer"), 9)
TAIL: Final = (
    Column("qualifier", Text("限定", "Qualifier"), 7, choices=QUALIFIERS),
    Column("low", Text("下限", "Low"), 7, "amount"),
    Column("high", Text("上限", "High"), 7, "amount"),
)  # fmt: skip
WORDS: Final = (
    Column("standing", Text("数据状态", "Standing"), 8, "choice", choices=STANDINGS),
    Column("source", Text("数据来源", "Source"), 14),
    Column("evidence", Text("佐证编号", "Evidence no."), 8),
    Column("note", Text("备注", "Note"), 14),
    Column("reason", Text("不适用的理由", "Why not applicable"), 12),
)  # fmt: skip

TABLES: Final[Mapping[str, tuple[Column, ...]]] = {
    "firms": (
        Column("name", Text("企业名称", "Firm"), 26, required=True),
        Column("rank", Text("龙头级别", "Rank"), 9, "choice", choices=RANKS),
        Column("backbone", Text("是否骨干企业", "Backbone"), 9, "yes_no", choices=YES_NO),
        Column("sales", Text("销售收入", "Sales"), 9, "amount", "亿元"),
        Column("output", Text("产值", "Output"), 9, "amount", "亿元"),
        Column("tax", Text("税收", "Tax"), 9, "amount", "万元"),
        Column("employees", Text("从业人员", "Employees"), 9, "count", "人"),
        Column("rd_spending", Text("研发经费", "R&D spending"), 9, "amount", "万元"),
        Column("patents", Text("有效专利", "Patents"), 9, "count", "件"),
        Column("brands", Text("品牌", "Brands"), 7, "count", "个"),
        Column("standards", Text("参与制定标准", "Standards"), 9, "count", "项"),
        Column("local_purchases", Text("本地采购额", "Local purchases"), 9, "amount", "亿元"),
        Column("linked_firms", Text("带动配套企业", "Linked firms"), 9, "count", "家"),
        Column("note", Text("备注", "Note"), 18),
    ),
    "platforms": (
        Column("name", Text("平台名称", "Platform"), 26, required=True),
        Column("rank", Text("级别", "Rank"), 9, "choice", choices=RANKS),
        Column("host", Text("主办单位", "Host"), 22),
        Column("functions", Text("服务功能", "Functions"), 34, "items"),
        Column("investment", Text("累计投入", "Investment"), 9, "amount", "万元"),
        Column("firms_served", Text("年服务企业", "Firms served"), 9, "count", "家"),
        Column("service_income", Text("服务收入", "Service income"), 9, "amount", "万元"),
        Column("satisfaction", Text("满意度", "Satisfaction"), 9, "score", "%"),
        Column("note", Text("备注", "Note"), 18),
    ),
    "projects": (
        Column("name", Text("项目名称", "Project"), 36, required=True),
        Column("mode", Text("升级方式", "Mode"), 18, "choice", choices=MODES),
        Column("investment", Text("总投资", "Investment"), 12, "amount", "万元"),
        Column("progress", Text("进度", "Progress"), 10, "score", "%"),
        Column("note", Text("备注", "Note"), 36),
    ),
    "evidence": (
        Column("number", Text("编号", "No."), 8, "number", required=True),
        Column("name", Text("材料名称", "Document"), 40, required=True),
        Column("document", Text("文号", "Document no."), 20, "number"),
        Column("pages", Text("页码", "Pages"), 10, "number"),
        Column("proves", Text("对应指标", "Proves"), 26),
        Column("note", Text("备注", "Note"), 20),
    ),
}  # fmt: skip
ROOM: Final = {"firms": 30, "platforms": 15, "projects": 20, "evidence": 40}
"""Empty rows of a blank form; a filled one has a third of them on top."""


def fact_columns(years: Iterable[int]) -> tuple[Column, ...]:
    """Columns of the sheet of facts; the key of a year is its number."""
    dated = tuple(Column(str(year), year_title(year), 9) for year in years)
    return (CODE, NAME, UNIT, DEFINITION, *dated, UNDATED, *TAIL, *WORDS)


def year_title(year: int) -> Text:
    """Head of the column of a year."""
    return Text(f"{year}年", str(year))


BASIC_FACTS: Final = (CODE, NAME, VALUE, DEFINITION, *WORDS)
"""Columns of the negative list, which has no years."""


def column_title(column: Column, language: Language) -> str:
    """A heading, with the unit in brackets below it."""
    title = column.title.in_(language)
    if column.unit is None:
        return title
    return f"{title}\n（{column.unit}）" if language == "zh" else f"{title}\n({column.unit})"


def items_of(table: str, column: str, vocabulary: Vocabulary) -> Mapping[str, Text]:
    """What can be ticked in a column of rows: the answers of the fact that follows from it."""
    for fact in vocabulary.values():
        rule = fact.from_rows
        if rule and rule.take == "union" and (rule.table, rule.column) == (table, column):
            return fact.items
    return NONE


def choices_of(fact: Fact) -> Mapping[str, Text]:
    """The answers a cell of a fact offers."""
    return YES_NO if fact.kind == "yes_no" else fact.items
