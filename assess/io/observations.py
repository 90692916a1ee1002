"""One entry of a form or file becomes one observation, checked against its fact.

Nothing is guessed: a number is a number, and whatever could be read in two ways is
refused with the reading proposed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from ..model.facts import Fact
from ..model.place import Place
from ..model.problems import Problem, nearest, shown
from ..model.profile import Bounds, Observation, Reading, Value
from ..model.text import Text
from .profile_file import ObservationEntry

UNKNOWN_WORDS: Final = ("unknown", "缺失")
YES_WORDS: Final = {"yes": 1.0, "no": 0.0, "是": 1.0, "否": 0.0}
EARLIEST_YEAR: Final = 1949
COUNTED_IN: Final[Mapping[str, Text]] = {"level": Text("级", "levels"), "list": Text("项", "items")}
"""What facts without a unit are counted in, by their kind."""


class Refusal(Exception):
    """A value that cannot be read; carries the problem code and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def observe(
    name: str,
    entry: ObservationEntry,
    fact: Fact,
    reporting_year: int,
    place: Place,
    places: Mapping[Any, Place] = MappingProxyType({}),
) -> tuple[Observation, list[Problem]]:
    """Read what a profile states of a fact.

    Args:
        name: the id of the fact.
        place: where the entry stands.
        places: where the value of a year stands, if elsewhere; under None that without a year.

    Returns:
        The observation of what could be read, and every problem.
    """
    bounds = Bounds(entry.low, entry.high, entry.at_least, entry.at_most, entry.about)
    refusals: list[tuple[Refusal, Place]] = []
    readings: dict[int | None, Reading] = {}
    for year, raw in _stated_values(entry).items():
        where = places.get(year, place)
        try:
            has_unit = _words(entry.unit) is not None
            readings[_year(year, reporting_year)] = _reading(raw, bounds, has_unit, fact, where)
        except Refusal as refusal:
            refusals.append((refusal, where))
    applies = entry.not_applicable is None
    observation = Observation(
        fact=name,
        standing="not_applicable" if not applies else "stated" if readings else "unknown",
        place=place,
        readings=readings if applies else {},
        reason=entry.not_applicable,
        source=_words(entry.source),
        evidence=_words(entry.evidence),
        note=_words(entry.note),
        bounds=bounds,
    )
    before = [(refusal, place) for refusal in _contradictions(entry, fact)]
    after = [(refusal, place) for refusal in _waiver_faults(entry, bool(readings))]
    return observation, [_problem(refusal, where, fact) for refusal, where in (*before, *refusals, *after)]


def _contradictions(entry: ObservationEntry, fact: Fact) -> Iterator[Refusal]:
    """What is said of the values and cannot be meant."""
    unit = _words(entry.unit)
    if unit is not None and unit != fact.unit:
        yield Refusal("E216", found=unit, allowed=fact.unit or "")
    if entry.at_least and entry.at_most:
        yield Refusal("E243")


def _waiver_faults(entry: ObservationEntry, has_values: bool) -> Iterator[Refusal]:
    """What is wrong with saying that a fact does not apply."""
    if entry.not_applicable is not None and not _words(entry.not_applicable):
        yield Refusal("E215")
    elif entry.not_applicable is not None and has_values:
        yield Refusal("E221")


def _problem(refusal: Refusal, place: Place, fact: Fact) -> Problem:
    unit = fact.unit or COUNTED_IN.get(fact.kind) or ""
    return Problem(
        refusal.code, place, {"name": fact.title, "definition": fact.definition, "unit": unit, **refusal.details}
    )


def _words(text: str | int | None) -> str | None:
    """A text that says something: an empty one cannot be told from none."""
    return None if text is None or not str(text).strip() else str(text)


_MIDDLE: Final = object()
"""Stands for the value of an entry that states a low and a high alone."""


def _stated_values(entry: ObservationEntry) -> Mapping[int | str | None, Any]:
    """The values that say something, by year."""
    pairs: list[tuple[int | str | None, Any]] = [*entry.values.items(), (None, entry.value)]
    values = {year: raw for year, raw in pairs if not _says_unknown(raw)}
    return {None: _MIDDLE} if not values and None not in (entry.low, entry.high) else values


def _says_unknown(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN_WORDS)


def _year(year: int | str | None, reporting_year: int) -> int | None:
    if isinstance(year, str):
        raise Refusal("E242", found=shown(year))
    if year is not None and year > reporting_year:
        raise Refusal("E210", found=year, allowed=reporting_year)
    if year is not None and year < EARLIEST_YEAR:
        raise Refusal("E213", found=year, allowed=EARLIEST_YEAR)
    return year


def _reading(raw: Any, bounds: Bounds, unit_is_stated: bool, fact: Fact, place: Place) -> Reading:
    value = _middle(bounds, fact) if raw is _MIDDLE else _value(raw, fact, unit_is_stated)
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
    if bounds.low is None or bounds.high is None or fact.kind in ("choice", "yes_no"):
        # Between two levels there is a middle, between two answers there is none.
        raise Refusal("E211", found=f"{bounds.low:g}–{bounds.high:g}")
    return (bounds.low + bounds.high) / 2


def _low_and_high(value: float, bounds: Bounds, fact: Fact) -> tuple[float, float]:
    least, most = fact.limits
    low = value if bounds.low is None else bounds.low
    high = value if bounds.high is None else bounds.high
    if bounds.about:
        reach = _half_last_digit(value)
        low, high = max(least, value - reach), min(most, value + reach)
    return (least if bounds.at_most else low), (most if bounds.at_least else high)


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
    item = item_named(text, fact)
    if item is None:
        raise Refusal("E212", found=shown(raw), allowed=list(fact.items.values()), meant=nearest(text, fact.items))
    return item


def item_named(text: str, fact: Fact) -> str | None:
    """The id of an answer of the fact, by its id or its title in either language."""
    return next((item for item, title in fact.items.items() if text in (item, title.zh, title.en)), None)


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
