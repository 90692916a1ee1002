"""Numbers as all formats print them. The only place that rounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from ..model.text import Language
from .catalog import knows, say

COUNTING_WORDS: Final = frozenset({"家", "个", "件", "项", "人", "户", "人或户"})
"""Units that an English title says already."""
POINTS_OF_SHARES: Final = "百分点"
VISIBLE_GAIN: Final = 0.005
"""A difference of scores from which on it is not printed as nothing."""
MONEY: Final = {"元": 0, "万元": 4, "亿元": 8}
"""Units of money, and the power of ten by which each exceeds a yuan."""
SIZES: Final = ((9, " bn"), (6, " m"))
"""Powers of ten of a yuan that English has a word for."""
WIDE: Final = Context(prec=400)
"""Room for the digits of any float."""


def rounded(value: float, digits: int, times: int = 1) -> Decimal:
    """A number as it is written, `times` over, with so many decimals: 四舍五入, half away
    from zero. What rounds to nothing has no sign."""
    shown = (Decimal(repr(value)) * times).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, WIDE)
    return shown if shown else abs(shown)


# Scores


def points(score: float | None, limits: Sequence[float] = ()) -> str:
    """A score with one decimal, or more where one would carry it over the limit of a grade."""
    if score is None:
        return "—"
    candidates = (rounded(score, digits) for digits in range(1, 9))
    return next((f"{shown:f}" for shown in candidates if _keeps_side(shown, score, limits)), repr(score))


def _keeps_side(shown: Decimal, score: float, limits: Sequence[float]) -> bool:
    """Whether a rounded score stands on the same side of every grade's limit as the score."""
    return all((shown >= limit) == (score >= limit - 1e-10) for limit in limits)


def interval(low: float, high: float) -> str:
    """Two bounds of a score."""
    return f"{points(low)}–{points(high)}"


def signed_points(difference: float) -> str:
    """A difference of scores, with its sign."""
    return f"{rounded(difference, _gain_digits(difference)):+f}"


def gain_between(difference: float, before: float, after: float, limits: Sequence[float]) -> tuple[str, str, str]:
    """A difference and the scores it lies between, so that what is shown adds up and no score
    changes its grade: with one decimal where that does, else with two or more, the difference
    being that of the scores shown."""
    for digits in range(_gain_digits(difference), 9):
        shown, first, last = (rounded(number, digits) for number in (difference, before, after))
        sides = _keeps_side(first, before, limits) and _keeps_side(last, after, limits)
        if sides and (digits > 1 or last - first == shown):
            return f"{last - first:+f}", f"{first:f}", f"{last:f}"
    return signed_points(difference), points(before, limits), points(after, limits)


def _gain_digits(difference: float) -> int:
    return 1 if abs(difference) < VISIBLE_GAIN or rounded(difference, 1) else 2


# Shares


def percent(share: float) -> str:
    """A share as whole per cent; never 100 % or 0 % unless it is."""
    shown = rounded(share, 0, 100)
    if shown == 100 and share < 1:
        return "99%"
    return "1%" if shown == 0 and share > 0 else f"{shown:f}%"


def fine_percent(share: float) -> str:
    """A share with two decimals, for weights."""
    return f"{rounded(share, 2, 100):f}%"


# Values and their units


def number(value: float | str | None) -> str:
    """A value as people write it: two decimals, four below one, no exponent."""
    if value is None or isinstance(value, str):
        return value or "—"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{rounded(value, 2 if abs(value) >= 1 else 4):f}".rstrip("0").rstrip(".")


def quantity(value: float | str | None, unit: str | None, language: Language) -> str:
    """A value with its unit."""
    if value is None:
        return "—"
    if language == "en" and is_money(unit) and not isinstance(value, str):
        return yuan(value, unit or "")
    name = unit_in(unit, language)
    if unit == POINTS_OF_SHARES and not isinstance(value, str):
        return f"{number(float(rounded(value, 2)))} {'个' if language == 'zh' else ''}{name}"
    return f"{number(value)}{'' if name[:1] in '%‰' else ' '}{name}"


def is_money(unit: str | None) -> bool:
    """Whether a unit is one of money, or of money by something else."""
    return (unit or "").partition("/")[0] in MONEY


def yuan(value: float, unit: str) -> str:
    """An amount of money as English writes it: RMB 1.836 bn, RMB 13.01 m, RMB 125,000."""
    money, _, per = unit.partition("/")
    amount = Decimal(number(value)).scaleb(MONEY[money])
    power, size = next(((power, size) for power, size in SIZES if abs(amount) >= Decimal(1).scaleb(power)), (0, ""))
    digits = f"{amount.scaleb(-power).normalize(WIDE):,f}"
    return f"RMB {digits}{size}" + (f" per {unit_in(per, 'en')}" if per else "")


def unit_in(unit: str | None, language: Language) -> str:
    """A unit in the language of the reader."""
    key = f"units.{unit}"
    return say(key, language) if unit and knows(key) else unit or ""


def unit_of_difference(unit: str | None) -> str | None:
    """The unit of a difference of two values: of shares, percentage points."""
    return POINTS_OF_SHARES if unit == "%" else unit


def difference(value: float, unit: str | None, language: Language) -> str:
    """How far two values of a unit are apart."""
    return quantity(value, unit_of_difference(unit), language)


def is_share(unit: str | None) -> bool:
    """Whether a unit stands behind both ends of a range: 65%–75%."""
    return (unit or "").startswith(("%", "‰"))


def is_midpoint(value: float | str, low: float, high: float) -> bool:
    """Whether a value is no more than the middle of its bounds."""
    return not isinstance(value, str) and abs(value - (low + high) / 2) <= 1e-9 * max(abs(low), abs(high))
