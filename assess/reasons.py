"""Why a node, a clause or an indicator stands as it does, in one sentence.

No number is rounded here; figures are the business of the reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from .formula import Formula
from .text import Text


def computed(formula: Formula, year: int | None) -> Text:
    """An indicator that could be computed."""
    if year is None:
        return Text(zh=f"按 {formula} 计算，数值未注明年份", en=f"{formula}, from values without a year")
    return Text(zh=f"按 {formula} 计算，{year} 年数", en=f"{formula}, for {year}")


def lacking(titles: Sequence[Text]) -> Text:
    """What is missing, by its titles."""
    return Text(
        zh="缺少" + "、".join(title.zh for title in titles),
        en="lacks: " + "; ".join(title.en for title in titles),
    )


def undefined() -> Text:
    """An indicator with all its values and no result."""
    return Text(
        zh="数值齐备但无法计算（分母为零，或缺少同一年份的数）",
        en="cannot be computed from its values (a divisor is zero, or no year has them all)",
    )


def waived(title: Text, reason: str) -> Text:
    """A fact that was argued not to apply."""
    return Text(zh=f"{title.zh}不适用：{reason}", en=f"{title.en}: does not apply ({reason})")


def other_type(conditions: Sequence[Text]) -> Text:
    """An indicator for clusters of another type."""
    return Text(
        zh="不适用于本集群：" + "、".join(title.zh for title in conditions) + "不符",
        en="does not apply to this cluster (" + ", ".join(title.en for title in conditions) + ")",
    )


def criterion(known: int, applicable: int, total: int) -> Text:
    """How many indicators of a criterion are known."""
    spared = total - applicable
    zh = f"{applicable} 项适用指标中 {known} 项有数"
    en = f"{known} of {applicable} applicable indicators known"
    if spared:
        return Text(zh=f"{zh}，{spared} 项不适用", en=f"{en}, {spared} not applicable")
    return Text(zh=zh, en=en)


def clause(text: str, lacking_titles: Sequence[Text]) -> Text:
    """A clause, and what it lacks."""
    if lacking_titles:
        missing = lacking(lacking_titles)
        return Text(zh=f"条款 {text}：{missing.zh}", en=f"clause {text}: {missing.en}")
    return Text(zh=f"条款 {text}", en=f"clause {text}")


def no_result(text: str) -> Text:
    """A clause with all its values and no result."""
    told = undefined()
    return Text(zh=f"条款 {text}：{told.zh}", en=f"clause {text}: {told.en}")


def unsure(text: str) -> Text:
    """A clause that the bounds of its values leave open."""
    return Text(
        zh=f"条款 {text}：填报值为区间，跨在门槛两侧",
        en=f"clause {text}: the stated bounds lie on both sides of the threshold",
    )
