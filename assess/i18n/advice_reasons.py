"""Why a measure is called for, locked or out of reach, and where a cluster stands: one sentence each.

As in `reasons`, no number is rounded here; figures are the business of the reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model.text import Text, comma

# Triggers and conditions


def stands_at(title: Text, level: int) -> Text:
    """At which level an indicator stands."""
    return Text(zh=f"{title.zh}为 {level} 级", en=f"{title.en} stands at level {level}")


def level_unknown(title: Text) -> Text:
    """An indicator without figures."""
    return Text(zh=f"{title.zh}缺数", en=f"{title.en} is not known")


def not_for_this(title: Text) -> Text:
    """An indicator of another kind of cluster."""
    return Text(zh=f"{title.zh}不适用", en=f"{title.en} does not apply")


def answer(title: Text, given: Text | None) -> Text:
    """What was answered to a choice."""
    told = given or Text("—", "—")
    return Text(zh=f"{title.zh}为{told.zh}", en=f"{title.en}: {told.en}")


def joined(texts: Sequence[Text]) -> Text:
    """Several reasons as one sentence."""
    return Text(zh="；".join(text.zh for text in texts) or "—", en="; ".join(text.en for text in texts) or "—")


# Stages


def all_elements_met() -> Text:
    """Nothing is missing to the last stage."""
    return Text(zh="各阶段要素均已具备", en="the elements of all stages are met")


def short_of(stage: Text, lacks: Sequence[Text], unknown: Sequence[Text]) -> Text:
    """What keeps a cluster from the next stage."""
    parts = []
    if lacks:
        names = _listed(lacks)
        parts.append(Text(zh=f"缺{names.zh}", en=f"lacks {names.en}"))
    if unknown:
        names = _listed(unknown)
        parts.append(Text(zh=f"{names.zh}缺数", en=f"{names.en} not known"))
    why = joined(parts)
    return Text(zh=f"距{stage.zh}阶段：{why.zh}", en=f"to reach the stage of {stage.en.lower()}: {why.en}")


def _listed(titles: Sequence[Text]) -> Text:
    return Text(comma([each.zh for each in titles], "zh"), comma([each.en.lower() for each in titles], "en"))


# Modes and measures


class Counted(NamedTuple):
    """How many indicators of a list are known, how many apply, and how long it is."""

    known: int
    applicable: int
    listed: int


def mode_known(need: Counted, readiness: Counted) -> Text:
    """On how many indicators need and readiness rest, of those that apply."""
    needed, ready = _counted(need), _counted(readiness)
    return Text(
        zh=f"需求按 {needed.zh}，条件按 {ready.zh}",
        en=f"need by {needed.en}, readiness by {ready.en}",
    )


def _counted(each: Counted) -> Text:
    spared = each.listed - each.applicable
    zh, en = f"{each.applicable} 项适用指标", f"{each.applicable} indicators that apply"
    if each.known < each.applicable:
        zh, en = f"{zh}中有数的 {each.known} 项", f"{each.known} known of {en}"
    if spared:
        zh, en = f"{zh}（另有 {spared} 项不适用）", f"{en} ({spared} more do not)"
    return Text(zh=zh, en=en)


def next_rung(rung: Text) -> Text:
    """The one rung that comes next."""
    return Text(
        zh=f"阶梯上的下一级是{rung.zh}，不越级", en=f"the next rung of the ladder is {rung.en}; none is skipped"
    )


def must_stand_first(because: Sequence[Text], known: bool) -> Text:
    """What keeps a whole mode waiting."""
    told = joined(because)
    if known:
        return Text(zh=f"前面的台阶还没有站稳：{told.zh}", en=f"earlier rungs do not stand yet: {told.en}")
    return Text(zh=f"前面的台阶是否站稳还不知道：{told.zh}", en=f"whether earlier rungs stand is not known: {told.en}")


def ready(verdict: str) -> Text:
    """What a verdict rests on."""
    return {
        "now": Text(zh="条件已经具备", en="the conditions are there"),
        "prepare": Text(zh="条件部分具备，先做准备", en="the conditions are partly there; prepare"),
        "too early": Text(zh="条件还很薄弱", en="the conditions are still thin"),
        "unknown": Text(zh="有数的指标不够，无从判断", en="too few of its indicators are known to tell"),
    }[verdict]


def base_first() -> Text:
    """Why a planned cluster prepares first."""
    return Text(zh="规划新建的集群先查内生基础", en="a planned cluster is examined for its home-grown base first")


def requires(title: Text, least: int, level: int | None) -> Text:
    """A precondition and where it stands."""
    now = Text(zh="现缺数", en="not known") if level is None else Text(zh=f"现为 {level} 级", en=f"now {level}")
    return Text(zh=f"{title.zh}须达 {least} 级，{now.zh}", en=f"{title.en} must reach level {least}, {now.en}")


def replaces_market() -> Text:
    """Why a measure is blocked."""
    return Text(
        zh="政府的作用限于补充市场，不能代替市场，此项不办",
        en="government may complement the market and never replace it; not to be done",
    )


def differs(title: Text, stated: int, computed: int) -> Text:
    """A judgement that differs from what is computed."""
    return Text(
        zh=f"{title.zh}填报为 {stated} 级，按要素推算为 {computed} 级",
        en=f"{title.en} is stated as level {stated}, and comes out as level {computed} by its elements",
    )


def contradiction() -> Text:
    """The head of the warning that a judgement differs."""
    return Text(zh="人工判断与推算结果不一致", en="The stated judgement differs from what is computed")


def settle_first() -> Text:
    """What to do about a judgement that differs."""
    return Text(
        zh="以按要素推算的结果为准；请核对人工判断的依据，或补正相关指标。",
        en="The computed result is used; check the grounds of the judgement, or mend the indicators behind it.",
    )


# Plans


def too_little_known(coverage: float, floor: float) -> Text:
    """Too little is known for a grade; the shares are whole per cents, rounded down."""
    known, needed = int(100 * coverage), int(100 * floor)
    return Text(
        zh=f"已知权重 {known}%，低于 {needed}%，不出总分和等次，先补数据",
        en=f"{known}% of the weight is known and {needed}% is needed for a grade; ask for data first",
    )


def best_reachable() -> Text:
    """Not all measures together are enough."""
    return Text(
        zh="全部可办的举措都办，也到不了这个等次",
        en="not even all measures that can be taken up reach the grade",
    )


def beyond_budget(budget: int) -> Text:
    """A grade that costs more than is to be spent."""
    return Text(zh=f"投入 {budget} 点以内办不到", en=f"it takes more than {budget} effort points")


def unknown_indicators(count: int, titles: Sequence[Text]) -> Text:
    """Indicators whose rise cannot be told."""
    zh, en = comma([t.zh for t in titles], "zh"), comma([t.en for t in titles], "en")
    if count > len(titles):
        zh, en = f"{zh}等", f"{en} and others"
    return Text(
        zh=f"{count} 项指标缺数，提升与否算不出：{zh}",
        en=f"{count} indicators are unknown, so what they could add cannot be told: {en}",
    )


def vetoed_still(gate: Text) -> Text:
    """A veto that the plan does not lift."""
    return Text(zh=f"一票否决条款仍未达标：{gate.zh}", en=f"a veto clause still fails: {gate.en}")


def not_available(name: str, title: Text, because: Text) -> Text:
    """A measure that could have helped but is not open."""
    return Text(zh=f"{name} {title.zh}暂不能办：{because.zh}", en=f"{name} {title.en} is not open: {because.en}")
