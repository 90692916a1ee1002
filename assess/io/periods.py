"""What a statement says of its period and coverage: `months`, `as_of` and `coverage`, read or refused."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..model.profile import Months
from ..model.statement_words import WHOLE_YEAR, StatementWords

_MONTHS: Final = re.compile(r"(\d{1,2})\s*月?\s*(?:[-—–－~～]+|至|到)\s*(\d{1,2})\s*月?")
_ONE_MONTH: Final = re.compile(r"(\d{1,2})\s*月?")
_DAY: Final = re.compile(r"(?P<year>\d{4})[-./年](?P<month>\d{1,2})(?:[-./月](?P<day>\d{1,2})?日?)?月?")
WHOLE_WORDS: Final = ("whole", "全年", "whole year", "full year", "annual")


class Period(NamedTuple):
    """The period of a statement as its author wrote it."""

    months: Months | None = None
    as_of: str | None = None
    is_stated: bool = False
    """Whether anything was said, be it that the whole year is meant."""
    was_short: bool = False
    """Whether a single month was read as the months up to it."""


def months_in(text: str, words: StatementWords) -> Period | None:
    """The months a text states: `1-8`, `1—8月`, `8` for the first eight, `上半年`, `whole`; None if it states none.

    The figures of a year under way are cumulative in official statistics, so one number stands for
    the months up to it; a month by itself is written `8-8`.
    """
    text = text.strip()
    if text.lower() in WHOLE_WORDS:
        return Period(is_stated=True)
    pair, one = _MONTHS.fullmatch(text), _ONE_MONTH.fullmatch(text)
    if pair is not None:
        months: Months | None = (int(pair[1]), int(pair[2]))
    else:
        months = (1, int(one[1])) if one else words.months(text)
    if months is None or not 1 <= months[0] <= months[1] <= 12:
        return None
    return Period(None if months == WHOLE_YEAR else months, is_stated=True, was_short=one is not None)


def day_in(text: str) -> str | None:
    """The day that a text states, `2024-06` or `2024-06-30`; None if it states none."""
    match = _DAY.fullmatch(text.strip().removeprefix("截至").removeprefix("as of").strip().removesuffix("底"))
    if match is None or not 1 <= int(match["month"]) <= 12 or not 1 <= int(match["day"] or 1) <= 31:
        return None
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{int(match['month']):02}{day}"
