"""Numbers and phrases that all formats share. The only place that rounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from ..judged_results import JudgedResult, NodeResult
from ..text import Language, Text

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
    "of_total": Text("占全树 {share}", "{share} of the whole"),
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
    "cross_cutting": Text("综合保障", "across all modes"),
    "stage": Text("发展阶段", "Stage"),
    "stage_open": Text("未定", "not settled"),
    "reach": Text("辐射层次", "Reach"),
    "modes": Text("升级方式", "Modes of upgrading"),
    "mode": Text("升级方式", "Mode"),
    "need": Text("需求", "Need"),
    "readiness": Text("条件", "Readiness"),
    "verdict": Text("判断", "Verdict"),
    "verdict_now": Text("可以开展", "now"),
    "verdict_prepare": Text("先做准备", "prepare"),
    "verdict_too early": Text("时机未到", "too early"),
    "verdict_unknown": Text("缺数，不能判断", "cannot be told"),
    "warnings": Text("提醒", "Warnings"),
    "measures": Text("升级举措", "Measures"),
    "measures_none": Text("有数的指标中没有短板，暂无举措。", "No known indicator is weak; no measure is called for."),
    "more": Text("另有 {count} 项，用 --top {all} 全部列出。", "{count} more; list all with --top {all}."),
    "order": Text(
        "按“增益×难易”排序；前置审查在先。",
        "In the order of gain times ease; prior checks come first.",
    ),
    "known_part": Text(
        "数据不足，不出总分：增益按已知部分计，另列区间下限的变化。",
        "Too little is known for a score: gains are of the known part, with the change of the lower end.",
    ),
    "gain": Text("增益", "Gain"),
    "gain_points": Text("{points} 分", "{points} points"),
    "gain_to": Text("{points} 分（{before} → {after}）", "{points} points ({before} → {after})"),
    "gain_ends": Text("，区间下限 {low}、上限 {high}", ", lower end {low}, upper end {high}"),
    "gain_unknown": Text("所提升的指标缺数，算不出", "not known: what it raises has no figures"),
    "gain_if": Text("若短板属实，{points} 分", "{points} points if the gap is there"),
    "gain_elsewhere": Text("{rubric} {points} 分", "{points} points under {rubric}"),
    "effort": Text("投入", "Effort"),
    "effort_points": Text(
        "{effort} 点（人力 {people}、时间 {time}、资金 {money}，3 易 1 难）",
        "{effort} points (people {people}, time {time}, money {money}; 3 easy, 1 hard)",
    ),
    "phase_near": Text("近期", "near term"),
    "phase_middle": Text("中期", "middle term"),
    "phase_far": Text("远期", "far term"),
    "raises": Text("提升", "Raises"),
    "level_to": Text("{title} {level}→{to} 级", "{title} level {level}→{to}"),
    "changes": Text("事实变动", "Facts"),
    "actors": Text("谁来办", "Actors"),
    "instruments": Text("手段", "Means"),
    "precedent": Text("先例", "Precedent"),
    "caution": Text("注意", "Caution"),
    "preconditions": Text("前提", "Precondition"),
    "money": Text("资金", "Money"),
    "money_none": Text("待测算", "to be estimated"),
    "state_open": Text("可办", "open"),
    "state_locked": Text("暂锁", "locked"),
    "state_blocked": Text("不办", "blocked"),
    "prior": Text("前置", "first"),
    "unfit": Text("一般用于{stages}", "usually meant for: {stages}"),
    "unpriced": Text("算不出提升", "Cannot be told"),
    "undecided": Text(
        "是否需要还不能判断，先补数据（共 {count} 项，各方式列前几项）",
        "Whether called for cannot be told; ask for data first ({count} in all, the first of each mode)",
    ),
    "asks": Text("需补", "Ask for"),
    "unraised": Text("弱项，但没有对应举措", "Weak, and raised by no measure"),
    "plan": Text("方案", "Plan"),
    "plan_goal": Text("达到“{grade}”（{threshold} 分）", 'to reach "{grade}" ({threshold})'),
    "plan_budget": Text("投入 {budget} 点以内的最好结果", "the best within {budget} effort points"),
    "plan_cheapest": Text(
        "投入最少的一组，共 {effort} 点，办完 {score} 分", "the cheapest set: {effort} points, then {score}"
    ),
    "plan_best": Text("共 {effort} 点，办完 {score} 分", "{effort} points, then {score}"),
    "plan_short": Text("达不到：", "not reached: "),
    "plan_most": Text("最多可到 {score} 分（投入 {effort} 点）", "{score} at the most (effort {effort})"),
    "plan_known": Text("（按已知部分）", " (of the known part)"),
    "plan_phase": Text("{phase}（{effort} 点，办完 {score} 分）", "{phase} ({effort} points, then {score})"),
    "plan_nothing": Text("现在就够，不需要举措", "reached as it stands; nothing is needed"),
    "effort_note": Text(
        "投入点数 = 人力、时间、资金三方面各“4 减难易分”之和，由编制者设定。",
        "Effort points: 4 minus the ease score, summed over people, time and money; ours.",
    ),
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


def say(key: str, language: Language, **values: object) -> str:
    """A phrase, filled in."""
    return PHRASES[key].tell(language).format(**values)


def printable(text: str) -> str:
    """Text from outside in one line, without the characters that could drive a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def points(score: float | None, edges: Sequence[float] = ()) -> str:
    """A score with one decimal, or more where one would carry it over a grade's limit."""
    if score is None:
        return "—"
    for digits in range(1, 9):
        rounded = round(score, digits)
        if all((rounded >= edge) == (score >= edge - 1e-10) for edge in edges):
            return f"{rounded:.{digits}f}"
    return repr(score)


def gained(difference: float) -> str:
    """A difference of scores, with its sign."""
    rounded = round(difference, 1)
    if rounded == 0 and abs(difference) >= 0.005:
        return f"{difference:+.2f}"
    return f"{rounded + 0.0:+.1f}"


def interval(low: float, high: float) -> str:
    """Two bounds of a score."""
    return f"{points(low)}–{points(high)}"


def bounds(node: NodeResult) -> str:
    """The bounds of a node; what does not apply has none."""
    return "—" if node.status == "not_applicable" else interval(node.low, node.high)


def percent(share: float) -> str:
    """A share as whole per cent; never 100 % or 0 % unless it is."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        return "99%"
    return "1%" if rounded == 0 and share > 0 else f"{rounded}%"


def number(value: float | str | None) -> str:
    """A value as people write it: two decimals, four below one, no exponent."""
    if value is None or isinstance(value, str):
        return value or "—"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    digits = 2 if abs(value) >= 1 else 4
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def quantity(value: float | str | None, unit: str | None, language: Language) -> str:
    """A value with its unit."""
    if value is None:
        return "—"
    told = unit_in(unit, language)
    return f"{number(value)}{'' if told[:1] in '%‰' else ' '}{told}"


def unit_in(unit: str | None, language: Language) -> str:
    """A unit in the language of the reader."""
    return UNITS.get(unit or "", unit or "") if language == "en" else unit or ""


def shortfall(value: float, unit: str | None, language: Language) -> str:
    """What is missing to a threshold: of shares, in percentage points."""
    if unit == "%":
        return f"{number(value)} 个百分点" if language == "zh" else f"{number(value)} percentage points"
    return quantity(value, unit, language)


def contribution(result: JudgedResult) -> str:
    """The phrase for points, which add up to the score only where one is given."""
    return "contribution" if result.score is not None else "contribution_known"


def edges(result: JudgedResult) -> tuple[float, ...]:
    """The scores at which grades change."""
    return tuple(band.from_ for band in result.grades)


def ranked(result: JudgedResult) -> list[NodeResult]:
    """Top criteria with a score, best first; ties in the order of the rubric."""
    known = [node for node in result.children(None) if node.score is not None]
    return sorted(known, key=lambda node: -(node.score or 0.0))


def grade(result: JudgedResult, language: Language) -> str:
    """The grade with its certainty, or why there is none."""
    if result.grade is not None:
        firm = say("certain" if result.grade.certain else "uncertain", language)
        return f"{result.grade.label.tell(language)}{bracket(firm, language)}"
    if any(gate.veto and gate.status == "fail" for gate in result.gates):
        return say("vetoed", language)
    return say("no_grade", language)


def bracket(text: str, language: Language) -> str:
    """An aside, in the brackets of the language."""
    return f"（{text}）" if language == "zh" else f" ({text})"


def comma(items: Sequence[str], language: Language) -> str:
    """Items in a row, with the comma of the language."""
    return ("、" if language == "zh" else ", ").join(items)


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
