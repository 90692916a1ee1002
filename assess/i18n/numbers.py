"""Numbers and phrases that all formats share. The only place that rounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from ..model.judgement import GateResult, NodeResult, Used
from ..model.result import Result
from ..model.text import Language, Text

PHRASES: Final = {
    "rubric": Text("评价规则", "Rubric"),
    "version": Text("版本", "Version"),
    "indicators": Text("指标数", "Indicators"),
    "title": Text("标题", "Title"),
    "total": Text("总分", "Score"),
    "grade": Text("等次", "Grade"),
    "interval": Text("区间", "Interval"),
    "coverage": Text("数据齐备度", "Known"),
    "criterion": Text("准则", "Criterion"),
    "indicator": Text("指标", "Indicator"),
    "score": Text("得分", "Score"),
    "contribution": Text("贡献", "Points"),
    "contribution_known": Text("已知部分的贡献", "Points of the known part"),
    "strongest": Text("最强", "Strongest"),
    "weakest": Text("最弱", "Weakest"),
    "ask": Text("建议先补的数据", "Worth asking for first"),
    "narrows": Text("区间可收窄 {points} 分", "narrows the interval by {points} points"),
    "gates": Text("认定条款", "Gates"),
    "pass": Text("达标", "pass"),
    "fail": Text("未达标", "fail"),
    "unknown_gate": Text("数据缺失", "unknown"),
    "gap": Text("差 {gap}", "short by {gap}"),
    "excess": Text("超出 {gap}", "over by {gap}"),
    "certain": Text("无论缺数如何都成立", "holds whatever the gaps turn out to be"),
    "uncertain": Text("补齐缺数后可能改变", "may change once the gaps are filled"),
    "no_grade": Text("暂不评定", "none given"),
    "vetoed": Text("一票否决，不予评定", "none given: a veto clause fails"),
    "insufficient": Text(
        "数据不足：已知权重 {coverage}，低于 {floor}，不出总分和等次",
        "insufficient data: {coverage} of the weight is known, {floor} is needed for a score and a grade",
    ),
    "invented": Text("虚构示例，不对应任何真实地方", "made up; no real place"),
    "own_weights": Text("权重由编制者设定，未经核实。", "The weights are our own and not verified."),
    "year": Text("{year} 年", "{year}"),
    "unknown": Text("未知", "unknown"),
    "not_applicable": Text("不适用", "not applicable"),
    "known": Text("有数", "known"),
    "basis": Text("依据", "Basis"),
    "official": Text("官方文件", "official"),
    "document": Text("资料", "document"),
    "literature": Text("文献", "literature"),
    "expert": Text("编制者设定", "ours"),
    "verified": Text("已核实", "verified"),
    "unverified": Text("未核实", "not verified"),
    "reference": Text("出处", "References"),
    "value": Text("指标值", "Value"),
    "formula": Text("公式", "Formula"),
    "scale": Text("评分刻度", "Scale"),
    "level": Text("等级", "Level"),
    "level_is": Text("{level} 级", "level {level}"),
    "raw": Text("填报值", "Stated"),
    "status": Text("状态", "Status"),
    "because": Text("说明", "Because"),
    "weight": Text("权重", "Weight"),
    "path": Text("权重路径", "Weight"),
    "of_total": Text("占总权重 {share}", "{share} of the whole"),
    "points_of": Text("{points} 分（总分 {total}）", "{points} of {total} points"),
    "points_known": Text(
        "{points} 分（已知部分 {total}，数据不足不出总分）",
        "{points} of {total} points of the known part (no score is given)",
    ),
    "combine": Text("合成方式", "Combined by"),
    "note": Text("备注", "Note"),
    "source": Text("来源", "Source"),
    "children": Text("下级", "Below it"),
    "at_least": Text("至少", "at least"),
    "at_most": Text("至多", "at most"),
    "no_problems": Text("{file}：没有发现问题。", "{file}: no problems found."),
    "read": Text("{file}：可以评价，{count} 处需要核对。", "{file}: can be judged, {count} to check."),
    "refused": Text("{file}：{count} 处必须改正。", "{file}: {count} to mend."),
    "not_checked": Text("{file}：程序出错，没有检查完。", "{file}: the program failed; not checked to the end."),
    "problems": Text("问题清单", "Problems"),
    "code": Text("代码", "Code"),
    "cell": Text("单元格", "Cell"),
    "what": Text("问题", "Problem"),
    "how": Text("说明与改法", "What to do"),
    "same_file": Text("返回文件与原文件是同一个", "the copy would be the original"),
    "one_form": Text("一次只标注一份 .xlsx", "one .xlsx form at a time can be marked"),
    "whole_file": Text("整个文件", "whole file"),
    "wrote": Text("已写入 {file}", "wrote {file}"),
    "meant": Text("是否想写 {meant}？", "Did you mean {meant}?"),
    "proposed": Text("若指 {proposal}，请直接填这个数。", "If {proposal} is meant, enter that number."),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "mean": Text("算术平均", "arithmetic mean"),
    "geometric": Text("几何平均", "geometric mean"),
    "harmonic": Text("调和平均", "harmonic mean"),
    "weakest_link": Text("取最弱", "weakest link"),
    "what_if": Text("假设", "What if"),
    "before": Text("现在", "Before"),
    "after": Text("变动后", "After"),
    "difference": Text("变化", "Change"),
    "none_moved": Text("没有指标因此变动。", "No indicator moves."),
    "next_step": Text("下一步做什么：assess advise 画像文件", "What to do next: assess advise PROFILE"),
}

UNITS: Final = {
    "级": "of 5",
    "%/年": "% a year",
    "亿元": "× 100 million yuan",
    "万元": "× 10,000 yuan",
    "万元/亩": "× 10,000 yuan/mu",
    "元": "yuan",
    "家": "firms",
    "人": "persons",
    "户": "households",
    "人或户": "persons or households",
    "类": "kinds",
    "项": "items",
    "件": "items",
    "个": "",
    "次": "times",
    "起": "cases",
    "环": "links",
    "层": "layers",
    "倍": "times",
    "吨": "tonnes",
    "亩": "mu",
    "百分点": "percentage points",
}
"""The units of the vocabulary in English."""
COUNTED: Final = frozenset({"家", "个", "件", "项", "人", "户", "人或户"})
"""Counting words that an English title says already."""
MEASURES: Final = {"level": "级", "list": "项"}
POINTS_OF_SHARES: Final = "百分点"


def say(key: str, language: Language, **values: object) -> str:
    """A phrase, filled in."""
    return _phrase(key).in_(language).format(**values)


def _phrase(key: str) -> Text:
    """Words of advice are read only where advice is told."""
    if key in PHRASES:
        return PHRASES[key]
    from . import advice_phrases

    return advice_phrases.PHRASES[key]


WIDE: Final = Context(prec=400)
"""Room for the digits of any float."""


def printable(text: str) -> str:
    """Text from outside in one line, without the characters that could drive a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def rounded(value: float, digits: int, times: int = 1) -> Decimal:
    """A number as it is written, `times` over, with so many decimals: 四舍五入, half away
    from zero. What rounds to nothing has no sign."""
    made = (Decimal(repr(value)) * times).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, WIDE)
    return made if made else abs(made)


def keeps_side(shown: Decimal, score: float, edges: Sequence[float]) -> bool:
    """Whether a rounded score stands on the same side of every grade's limit as the score."""
    return all((shown >= edge) == (score >= edge - 1e-10) for edge in edges)


def points(score: float | None, edges: Sequence[float] = ()) -> str:
    """A score with one decimal, or more where one would carry it over a grade's limit."""
    if score is None:
        return "—"
    told = (rounded(score, digits) for digits in range(1, 9))
    return next((f"{each:f}" for each in told if keeps_side(each, score, edges)), repr(score))


def interval(low: float, high: float) -> str:
    """Two bounds of a score."""
    return f"{points(low)}–{points(high)}"


def bounds(node: NodeResult) -> str:
    """The bounds of a node; what does not apply has none."""
    return "—" if node.status == "not_applicable" else interval(node.low, node.high)


def percent(share: float) -> str:
    """A share as whole per cent; never 100 % or 0 % unless it is."""
    told = rounded(share, 0, 100)
    if told == 100 and share < 1:
        return "99%"
    return "1%" if told == 0 and share > 0 else f"{told:f}%"


def fine_percent(share: float) -> str:
    """A share with two decimals, for weights."""
    return f"{rounded(share, 2, 100):f}%"


def number(value: float | str | None) -> str:
    """A value as people write it: two decimals, four below one, no exponent."""
    if value is None or isinstance(value, str):
        return value or "—"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    told = f"{rounded(value, 2 if abs(value) >= 1 else 4):f}"
    return told.rstrip("0").rstrip(".")


def quantity(value: float | str | None, unit: str | None, language: Language) -> str:
    """A value with its unit."""
    if value is None:
        return "—"
    if unit == POINTS_OF_SHARES and not isinstance(value, str):
        return f"{number(float(rounded(value, 2)))} {'个百分点' if language == 'zh' else UNITS[unit]}"
    told = unit_in(unit, language)
    return f"{number(value)}{'' if told[:1] in '%‰' else ' '}{told}"


def unit_in(unit: str | None, language: Language) -> str:
    """A unit in the language of the reader."""
    return UNITS.get(unit or "", unit or "") if language == "en" else unit or ""


def spanned(value: str, given: Used, unit: str | None, language: Language) -> str:
    """A stated value with what is known of its bounds; one that is but their middle is told by them."""
    if given.low is None and given.high is None:
        return value
    if given.low is None or given.high is None:
        return f"{say('at_least' if given.high is None else 'at_most', language)} {value}"
    if halfway(given.value, given.low, given.high):
        low = quantity(given.low, unit if is_share(unit) else None, language).rstrip()
        return f"{low}–{quantity(given.high, unit, language)}"
    return f"{value} [{number(given.low)}–{number(given.high)}]"


def valued(node: NodeResult, language: Language) -> str:
    """The value of an indicator, with its bounds where it is one that was stated."""
    value, one = quantity(node.value, node.unit, language), told_by(node)
    return spanned(value, one, node.unit, language) if one else value


def told_by(node: NodeResult) -> Used | None:
    """The stated value that is the value of an indicator, where it is one and not computed."""
    return node.used[0] if len(node.used) == 1 and node.used[0].value == node.value else None


def is_share(unit: str | None) -> bool:
    """Whether a unit stands behind both ends of a range: 65%–75%."""
    return (unit or "").startswith(("%", "‰"))


def halfway(value: float | str, low: float, high: float) -> bool:
    """Whether a value is no more than the middle of its bounds."""
    return not isinstance(value, str) and abs(value - (low + high) / 2) <= 1e-9 * max(abs(low), abs(high))


def shortfall(value: float, unit: str | None, language: Language) -> str:
    """What is missing to a threshold: of shares, in percentage points."""
    return quantity(value, apart(unit), language)


def apart(unit: str | None) -> str | None:
    """The unit of a difference of two values."""
    return POINTS_OF_SHARES if unit == "%" else unit


def measured(result: Result, fact: str, unit: str | None) -> str | None:
    """The unit of a fact; grades and lists have none in the vocabulary, but people say one."""
    kinds = {each.fact: each.kind for each in result.stated}
    return unit or MEASURES.get(kinds.get(fact, ""))


def contribution(result: Result) -> str:
    """The phrase for points, which add up to the score only where one is given."""
    return "contribution" if result.score is not None else "contribution_known"


def contributed(node: NodeResult) -> float | None:
    """Points that come from a node; of an unknown one none can be told."""
    return node.contribution if node.status == "known" else None


def beyond(gate: GateResult) -> str:
    """The phrase for what a clause lacks: an upper limit is exceeded, a lower one not reached."""
    return "excess" if gate.sign.startswith("<") else "gap"


def sign(gate: GateResult) -> str:
    """How a value must stand to the threshold, as it is printed."""
    return {">=": "≥", "<=": "≤"}.get(gate.sign, gate.sign)


def settled(result: Result) -> bool:
    """Whether nothing is missing, so that no gap could change the judgement."""
    return result.coverage == 1 and result.low == result.high


def edges(result: Result) -> tuple[float, ...]:
    """The scores at which grades change."""
    return tuple(band.from_ for band in result.grades)


def ranked(result: Result) -> list[NodeResult]:
    """Top criteria with a score, best first; ties in the order of the rubric."""
    known = [node for node in result.children(None) if node.score is not None]
    return sorted(known, key=lambda node: -(node.score or 0.0))


def grade(result: Result, language: Language) -> str:
    """The grade with its certainty, or why there is none."""
    if result.grade is not None:
        label = result.grade.label.in_(language)
        firm = say("certain" if result.grade.certain else "uncertain", language)
        return label if settled(result) else label + bracket(firm, language)
    if any(gate.veto and gate.status == "fail" for gate in result.gates):
        return say("vetoed", language)
    return say("no_grade", language)


def bracket(text: str, language: Language) -> str:
    """An aside, in the brackets of the language."""
    return f"（{text}）" if language == "zh" else f" ({text})"


def combined(name: str | None, language: Language) -> str:
    """The name of a way of combining."""
    key = "weakest_link" if name == "weakest" else name or ""
    return say(key, language) if key in PHRASES else name or "—"


def grounds(basis: str, verified: bool, language: Language) -> str:
    """What a number rests on. An unverified official number is never called official."""
    checked = say("verified" if verified else "unverified", language)
    name = "expert" if basis == "official" and not verified else basis
    return f"{say(name, language)}{bracket(checked, language)}"


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
