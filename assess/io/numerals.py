"""Numbers as people type them: what a text means, and whether it can mean anything else."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from ..i18n.numbers import MONEY

_FACTORS: Final = {
    "": "1", "十": "10", "百": "1e2", "千": "1e3", "万": "1e4", "百万": "1e6", "千万": "1e7",
    "亿": "1e8", "万亿": "1e12",
}  # fmt: skip
_NUMERAL = re.compile(
    r"^(?P<before>约|大约|大概|近|≈|~|至少|不低于|不少于|超过|>=|≥|至多|不超过|不高于|<=|≤)?\s*"
    r"(?P<digits>[-+]?[\d,]*\.?\d+)\s*(?P<factor>万亿|千万|百万|[十百千万亿])?"
    r"\s*(?P<unit>[^\d\s]*?)\s*(?P<after>左右|上下|余|多|以上|以下|以内)?$"
)
_GROUPED = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")
_RANGE = re.compile(r"^(?P<low>[\d.,]+)\s*(?:-|–|—|~|至|到)\s*(?P<high>[\d.,]+\D*)$")
MAX_CHARACTERS: Final = 60
"""Of a number with all that people write around it; the time of matching grows faster than its length."""
Qualifier = Literal["about", "at_least", "at_most"]
_QUALIFIERS: Final[dict[str, Qualifier]] = {
    **dict.fromkeys(("约", "大约", "大概", "近", "≈", "~", "左右", "上下"), "about"),
    **dict.fromkeys(("至少", "不低于", "不少于", "超过", ">=", "≥", "余", "多", "以上"), "at_least"),
    **dict.fromkeys(("至多", "不超过", "不高于", "<=", "≤", "以下", "以内"), "at_most"),
}  # fmt: skip
SAME_UNIT: Final = {"个": ("家", "项", "件"), "户": ("家",), "名": ("人",), "级": ("",), "分": ("%",), "年": ("",)}
"""Measure words that people use for one another."""


class Numeral(NamedTuple):
    """What a text says."""

    value: float
    is_sure: bool
    """Whether it can mean nothing else in the unit asked for."""
    qualifier: Qualifier | None = None
    unit_is_stated: bool = False


def numeral(text: str, unit: str | None) -> Numeral | None:
    """The number that a text means in the unit of its fact; None if it means none.

    Full-width digits, thousands separators, 万 and 亿, a trailing unit, per cent and "about"
    are understood.
    """
    match = _NUMERAL.match(_folded(text))
    if match is None:
        return None
    factor, written = match["factor"] or "", match["unit"]
    if written == "%" and not (unit or "").startswith("%"):
        return None
    value = Decimal(match["digits"].replace(",", "")) * Decimal(_FACTORS[factor])
    yuan = _yuan(unit)
    if yuan and ("元" in written or Decimal(_FACTORS[factor]) >= 10000):
        value /= yuan
    qualifiers = {_QUALIFIERS[word] for word in (match["before"], match["after"]) if word}
    is_sure = bool(_GROUPED.fullmatch(match["digits"])) and len(qualifiers) < 2 and _fits(factor, written, unit)
    # A number of so many digits is no number that a person typed.
    if value.adjusted() > 300 or len(match["digits"]) > 40:
        return None
    unit_is_stated = bool(written) and (unit or "").startswith(written) and is_sure
    return Numeral(float(value), is_sure, next(iter(qualifiers), None), unit_is_stated)


def span(text: str, unit: str | None) -> tuple[float, float] | None:
    """Both ends of a range such as 3—4; None if it is none, or not a sure one."""
    match = _RANGE.match(_folded(text))
    low, high = (numeral(match[end], unit) for end in ("low", "high")) if match else (None, None)
    if low is None or high is None or not (low.is_sure and high.is_sure) or low.qualifier or high.qualifier:
        return None
    return (low.value, high.value) if low.value <= high.value else None


def _folded(text: str) -> str:
    """A text in half-width characters; nothing of one too long or with digits that only look
    like the others: 5² is not 52."""
    if len(text) > MAX_CHARACTERS or any(map(_only_looks_like_a_digit, text)):
        return ""
    folded = unicodedata.normalize("NFKC", text).strip()
    return folded if len(folded) <= MAX_CHARACTERS else ""


def _only_looks_like_a_digit(character: str) -> bool:
    return character.isnumeric() and not character.isdecimal() and bool(unicodedata.decomposition(character))


def proposal(text: str, unit: str | None) -> float | None:
    """The number that a text seems to mean; the reader is shown it, it is never taken unasked."""
    number = numeral(text, unit)
    return None if number is None else number.value


def _fits(factor: str, written: str, unit: str | None) -> bool:
    """Whether what was written beside the digits leaves no doubt."""
    asked = unit or ""
    if _yuan(unit):
        # 1.2万 of money may be ten thousand yuan or ten thousand of the unit; 亿 is yuan only.
        return written == "元" or (not written and factor in ("", "亿")) or (not factor and written == asked)
    if written == "%":
        return asked.startswith("%") and not factor
    return written in ("", asked) or asked in SAME_UNIT.get(written, ())


def _yuan(unit: str | None) -> Decimal | None:
    """Yuan in one unit of money."""
    return Decimal(1).scaleb(MONEY[unit]) if unit in MONEY else None
