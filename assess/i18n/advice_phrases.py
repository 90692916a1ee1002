"""Phrases that only advice speaks in; `wording.say` finds them here."""

from __future__ import annotations

from typing import Final

from ..model.text import Text

PHRASES: Final = {
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
    "gain_within": Text("，其中{list}", ", of which {list}"),
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
}
