"""Numbers and phrases that all formats share. The only place that rounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from ..model.judgement import GateResult, NodeResult, Used
from ..model.result import Result
from ..model.text import Language
from .catalog import knows, say

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
        return f"{say('screen.at_least' if given.high is None else 'screen.at_most', language)} {value}"
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
        firm = say("screen.certain" if result.grade.certain else "screen.uncertain", language)
        return label if settled(result) else label + bracket(firm, language)
    if any(gate.veto and gate.status == "fail" for gate in result.gates):
        return say("screen.vetoed", language)
    return say("screen.no_grade", language)


def bracket(text: str, language: Language) -> str:
    """An aside, in the brackets of the language."""
    return f"（{text}）" if language == "zh" else f" ({text})"


def combined(name: str | None, language: Language) -> str:
    """The name of a way of combining."""
    key = f"screen.mean_{name}"
    return say(key, language) if knows(key) else name or "—"


def grounds(basis: str, verified: bool, language: Language) -> str:
    """What a number rests on. An unverified official number is never called official."""
    checked = say("screen.verified" if verified else "screen.unverified", language)
    name = "expert" if basis == "official" and not verified else basis
    return f"{say(f'screen.{name}', language)}{bracket(checked, language)}"


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
