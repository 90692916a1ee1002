"""Why a node, a clause or an indicator stands as it does, in one sentence.

No number is rounded here; figures are the business of the reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..model.facts import Vocabulary
from ..model.formula import Clause, Formula
from ..model.text import Text, comma


def computed(formula: Formula, year: int | None) -> Text:
    """An indicator that could be computed."""
    if year is None:
        return Text(zh=f"按 {formula} 计算，数值未注明年份", en=f"{formula}, from values without a year")
    return Text(zh=f"按 {formula} 计算，{year} 年数", en=f"{formula}, for {year}")


def lacking(titles: Sequence[Text]) -> Text:
    """What is missing, by its titles."""
    return Text(
        zh="缺少" + comma([title.zh for title in titles], "zh"),
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


def clause(asked: Clause, vocabulary: Vocabulary, lacking_titles: Sequence[Text] = ()) -> Text:
    """A clause, and what it lacks."""
    told = _in_words(asked.text, vocabulary)
    if lacking_titles:
        missing = lacking(lacking_titles)
        return Text(zh=f"条件：{told.zh}；{missing.zh}", en=f"condition: {told.en}; {missing.en}")
    return Text(zh=f"条件：{told.zh}", en=f"condition: {told.en}")


def no_result(asked: Clause, vocabulary: Vocabulary) -> Text:
    """A clause with all its values and no result."""
    told, none = _in_words(asked.text, vocabulary), undefined()
    return Text(zh=f"条件：{told.zh}；{none.zh}", en=f"condition: {told.en}; {none.en}")


def unsure(asked: Clause, vocabulary: Vocabulary) -> Text:
    """A clause that the bounds of its values leave open."""
    told = _in_words(asked.text, vocabulary)
    return Text(
        zh=f"条件：{told.zh}；填报值为区间，跨在门槛两侧",
        en=f"condition: {told.en}; the stated bounds lie on both sides of the threshold",
    )


def _in_words(text: str, vocabulary: Vocabulary) -> Text:
    """Arithmetic with the titles of its facts and the signs of a school book."""

    def told(found: re.Match[str]) -> Text:
        word = found.group()
        return vocabulary[word].title if word in vocabulary else _SIGNS.get(word, Text(word, word))

    return Text(zh=_WORD.sub(lambda m: told(m).zh, text), en=_WORD.sub(lambda m: told(m).en, text))


_WORD: Final = re.compile(r"[A-Za-z_]\w*|[<>]=|[*/]")
_SIGNS: Final = {sign: Text(told, told) for sign, told in ((">=", "≥"), ("<=", "≤"), ("*", "×"), ("/", "÷"))} | {
    "abs": Text("绝对值", "the absolute value of "),
    "previous": Text("上年", "last year’s "),
    "growth": Text("年均增长", "the mean growth of "),
}
