"""A value as it was typed becomes a reading, checked against its fact.

Nothing is guessed: a number is a number, and whatever could be read in two ways is
refused with the reading proposed.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any, Final

from ..model.facts import Fact, Vocabulary
from ..model.place import Place
from ..model.problems import nearest, shown
from ..model.profile import Bounds, Reading, Value
from ..model.text import id_of

UNKNOWN_WORDS: Final = ("unknown", "缺失")
YES_WORDS: Final = {"yes": 1.0, "no": 0.0, "是": 1.0, "否": 0.0}


class Refusal(Exception):
    """A value that cannot be read; carries the problem code and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


MIDDLE: Final = object()
"""Stands for the value of an entry that states a low and a high alone."""


def reading_of(raw: Any, bounds: Bounds, unit_is_stated: bool, fact: Fact, place: Place) -> Reading:
    """A value of a fact with its bounds.

    Raises:
        Refusal: no value of the fact, or one outside what is possible.
    """
    value = _middle(bounds, fact) if raw is MIDDLE else _value(raw, fact, unit_is_stated)
    if isinstance(value, str):
        return Reading(value, math.nan, math.nan, place)
    low, high = _low_and_high(value, bounds, fact)
    least, most = fact.limits
    for bound in (low, high):
        if not least <= bound <= most:
            raise Refusal("E204", found=bound, least=least, most=most)
    if not low <= value <= high:
        raise Refusal("E214", found=value, allowed=f"{low:g}–{high:g}")
    items = tuple(_item(item, fact) for item in raw) if isinstance(raw, list) else ()
    return Reading(value, low, high, place, items)


def _middle(bounds: Bounds, fact: Fact) -> float:
    if bounds.middle is None or fact.kind in ("choice", "yes_no"):
        # Between two levels there is a middle, between two answers there is none.
        raise Refusal("E211", found=f"{bounds.low:g}–{bounds.high:g}")
    return bounds.middle


def _low_and_high(value: float, bounds: Bounds, fact: Fact) -> tuple[float, float]:
    """The range of a value; an end that was stated counts, whatever else is said of the value."""
    least, most = fact.limits
    reach = _half_last_digit(value) if bounds.about else 0.0
    low = least if bounds.at_most else max(least, value - reach)
    high = most if bounds.at_least else min(most, value + reach)
    return (low if bounds.low is None else bounds.low), (high if bounds.high is None else bounds.high)


def _half_last_digit(value: float) -> float:
    """Half a unit of the last digit that is not zero: "about 70" is 65 to 75."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(Decimal(5).scaleb(int(exponent) - 1)) if value else 0.0


# Values by kind


def _value(raw: Any, fact: Fact, unit_is_stated: bool) -> Value:
    if fact.kind == "list":
        return _count_of_items(raw, fact)
    if isinstance(raw, list | dict):
        raise Refusal("E211", found=shown(raw))
    if fact.kind == "choice":
        return _item(raw, fact)
    if fact.kind == "yes_no":
        return _yes_or_no(raw)
    return _number(raw, fact, unit_is_stated)


def _number(raw: Any, fact: Fact, unit_is_stated: bool) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        from .numerals import proposal

        raise Refusal("E205", found=shown(raw), proposal=proposal(str(raw), fact.unit))
    # Minus zero is zero, whatever it is written as.
    value = float(raw) + 0.0 if abs(raw) < 1e300 else math.inf
    if not math.isfinite(value):
        raise Refusal("E206", found=shown(raw))
    least, most = fact.limits
    if not least <= value <= most:
        raise Refusal("E204", found=raw, least=least, most=most)
    if fact.kind in ("count", "level") and not value.is_integer():
        raise Refusal("E207", found=raw)
    if looks_like_fraction(value, fact) and not unit_is_stated:
        raise Refusal("E209", found=raw, percent=float(f"{100 * value:.12g}"))
    return value


def looks_like_fraction(value: float, fact: Fact) -> bool:
    """Whether 0.35 stands where a share in per cent belongs that is hardly ever under 1 %."""
    if fact.unit != "%" or fact.usual is None:
        return False
    return 0 < value < 1 <= fact.usual[0]


def _yes_or_no(raw: Any) -> float:
    if isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, str) and raw.strip() in YES_WORDS:
        return YES_WORDS[raw.strip()]
    raise Refusal("E222", found=shown(raw))


def _item(raw: Any, fact: Fact) -> str:
    text = str(raw).strip()
    item = id_of(text, fact.items)
    if item is None:
        raise Refusal("E212", found=shown(raw), allowed=list(fact.items.values()), meant=nearest(text, fact.items))
    return item


def fact_named(text: str, vocabulary: Vocabulary) -> str | None:
    """The id of a fact, by its id or its title in either language."""
    if text in vocabulary:
        return text
    return next((name for name, fact in vocabulary.items() if text in (fact.title.zh, fact.title.en)), None)


def _count_of_items(raw: Any, fact: Fact) -> float:
    """How many items are ticked, or said to be."""
    if isinstance(raw, list):
        items = [_item(item, fact) for item in raw]
        if len(set(items)) != len(items):
            raise Refusal("E223", found=", ".join(items))
        return float(len(items))
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Refusal("E224", found=shown(raw), allowed=list(fact.items.values()))
    if not 0 <= raw <= len(fact.items):
        raise Refusal("E204", found=raw, least=0, most=len(fact.items))
    if raw != int(raw):
        raise Refusal("E207", found=raw)
    return float(raw)
