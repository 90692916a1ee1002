"""One entry of a form or file becomes one observation, checked against its fact.

Nothing is guessed: a number is a number, and whatever could be read in two ways is
refused with the reading proposed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..model.facts import Fact
from ..model.problems import Problem, nearest, shown
from ..model.profile import Bounds, Observation, ObservationStatus, Place, Reading, Value
from ..model.text import Text

UNKNOWN_WORDS = ("unknown", "缺失")
YES_WORDS = {"yes": 1.0, "no": 0.0, "是": 1.0, "否": 0.0}
EARLIEST = 1949
UNITS = {"level": Text("级", "levels"), "list": Text("项", "items")}
"""What facts without a unit are counted in."""


class Entry(NamedTuple):
    """What stands in a file for one fact: raw values by year, each with its place."""

    fact: str
    place: Place
    values: Mapping[int | None, tuple[Any, Place]] = MappingProxyType({})
    bounds: Bounds = Bounds()
    unit: str | None = None
    source: str | None = None
    evidence: str | None = None
    note: str | None = None
    not_applicable: str | None = None


class _Refused(Exception):
    """A value that cannot be read; carries the problem code and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def observe(entry: Entry, fact: Fact, year: int) -> tuple[Observation, list[Problem]]:
    """Read an entry of a profile whose reporting year is `year`.

    Returns:
        The observation of what could be read, and every problem.
    """
    problems: list[Problem] = []
    if entry.unit is not None and entry.unit != fact.unit:
        problems.append(_problem("E216", entry.place, fact, found=entry.unit, allowed=fact.unit or ""))
    if entry.bounds.at_least and entry.bounds.at_most:
        problems.append(_problem("E243", entry.place, fact))
    readings: dict[int | None, Reading] = {}
    for when, (raw, place) in _dated(entry).items():
        try:
            _check_year(when, year)
            readings[when] = _reading(raw, place, entry, fact)
        except _Refused as refused:
            problems.append(_problem(refused.code, place, fact, **refused.details))
    standing: ObservationStatus = "stated" if readings else "unknown"
    if entry.not_applicable is not None:
        standing = "not_applicable"
        problems += _waiver_problems(entry, fact, bool(readings))
    observation = Observation(
        fact=entry.fact,
        standing=standing,
        place=entry.place,
        readings={} if standing == "not_applicable" else readings,
        reason=entry.not_applicable,
        source=entry.source,
        evidence=entry.evidence,
        note=entry.note,
        bounds=entry.bounds,
    )
    return observation, problems


def _dated(entry: Entry) -> Mapping[int | None, tuple[Any, Place]]:
    """The values that say something; a low and a high alone stand for their middle."""
    said = {when: pair for when, pair in entry.values.items() if not _says_unknown(pair[0])}
    low, high = entry.bounds.low, entry.bounds.high
    if not said and low is not None and high is not None:
        return {None: ((low + high) / 2, entry.place)}
    return said


def _says_unknown(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and raw.strip() in UNKNOWN_WORDS)


def _waiver_problems(entry: Entry, fact: Fact, has_values: bool) -> list[Problem]:
    if not (entry.not_applicable or "").strip():
        return [_problem("E215", entry.place, fact)]
    return [_problem("E221", entry.place, fact)] if has_values else []


def _check_year(when: int | None, reporting: int) -> None:
    if when is None:
        return
    if not isinstance(when, int):
        raise _Refused("E242", found=shown(when))
    if when > reporting:
        raise _Refused("E210", found=when, allowed=reporting)
    if when < EARLIEST:
        raise _Refused("E213", found=when, allowed=EARLIEST)


def _reading(raw: Any, place: Place, entry: Entry, fact: Fact) -> Reading:
    stated = not all(_says_unknown(value) for value, _ in entry.values.values())
    if not stated and fact.kind in ("choice", "yes_no"):
        # Between two levels there is a middle, between two answers there is none.
        raise _Refused("E211", found=f"{entry.bounds.low:g}–{entry.bounds.high:g}")
    value = _value(raw, fact, entry.unit is not None) if stated else float(raw)
    if isinstance(value, str):
        return Reading(value, math.nan, math.nan, place)
    low, high = _bounds(value, entry.bounds, fact)
    least, most = fact.limits
    for bound in (low, high):
        if not least <= bound <= most:
            raise _Refused("E204", found=bound, least=least, most=most)
    if not low <= value <= high:
        raise _Refused("E214", found=value, allowed=f"{low:g}–{high:g}")
    items = tuple(_item(each, fact) for each in raw) if isinstance(raw, list) else ()
    return Reading(value, low, high, place, items)


def _bounds(value: float, bounds: Bounds, fact: Fact) -> tuple[float, float]:
    least, most = fact.limits
    low = value if bounds.low is None else bounds.low
    high = value if bounds.high is None else bounds.high
    if bounds.about:
        reach = rounding(value)
        low, high = max(least, value - reach), min(most, value + reach)
    return (least if bounds.at_most else low), (most if bounds.at_least else high)


def rounding(value: float) -> float:
    """Half a unit of the last digit that is not zero: "about 70" is 65 to 75."""
    from decimal import Decimal

    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(Decimal(5).scaleb(int(exponent) - 1)) if value else 0.0


# Values by kind


def _value(raw: Any, fact: Fact, unit_is_stated: bool) -> Value:
    if fact.kind == "list":
        return _ticked(raw, fact)
    if isinstance(raw, list | dict):
        raise _Refused("E211", found=shown(raw))
    if fact.kind == "choice":
        return _item(raw, fact)
    if fact.kind == "yes_no":
        return _answer(raw)
    return _number(raw, fact, unit_is_stated)


def _number(raw: Any, fact: Fact, unit_is_stated: bool) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        from .numerals import proposal

        raise _Refused("E205", found=shown(raw), proposal=proposal(str(raw), fact.unit))
    # Minus zero is zero, whatever it is written as.
    value = float(raw) + 0.0 if abs(raw) < 1e300 else math.inf
    if not math.isfinite(value):
        raise _Refused("E206", found=shown(raw))
    least, most = fact.limits
    if not least <= value <= most:
        raise _Refused("E204", found=raw, least=least, most=most)
    if fact.kind in ("count", "level") and value != int(value):
        raise _Refused("E207", found=raw)
    if looks_like_fraction(value, fact) and not unit_is_stated:
        raise _Refused("E209", found=raw, percent=_decimal(100 * value))
    return value


def looks_like_fraction(value: float, fact: Fact) -> bool:
    """Whether 0.35 stands where a share in per cent belongs that is hardly ever under 1 %."""
    if fact.unit != "%" or fact.usual is None:
        return False
    return 0 < value < 1 <= fact.usual[0]


def _answer(raw: Any) -> float:
    if isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, str) and raw.strip() in YES_WORDS:
        return YES_WORDS[raw.strip()]
    raise _Refused("E222", found=shown(raw))


def _item(raw: Any, fact: Fact) -> str:
    text = str(raw).strip()
    for item, title in fact.items.items():
        if text in (item, title.zh, title.en):
            return item
    raise _Refused("E212", found=shown(raw), allowed=list(fact.items.values()), meant=nearest(text, fact.items))


def _ticked(raw: Any, fact: Fact) -> float:
    if isinstance(raw, list):
        items = [_item(each, fact) for each in raw]
        if len(set(items)) != len(items):
            raise _Refused("E223", found=", ".join(items))
        return float(len(items))
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _Refused("E224", found=shown(raw), allowed=list(fact.items.values()))
    if not 0 <= raw <= len(fact.items):
        raise _Refused("E204", found=raw, least=0, most=len(fact.items))
    if raw != int(raw):
        raise _Refused("E207", found=raw)
    return float(raw)


def _decimal(value: float) -> float:
    return float(f"{value:.12g}")


def _problem(code: str, place: Place, fact: Fact, **details: object) -> Problem:
    unit = fact.unit or UNITS.get(fact.kind, "")
    return Problem(code, place, {"name": fact.title, "definition": fact.definition, "unit": unit, **details})
