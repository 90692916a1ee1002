"""How statements say what they cover: the words of coverages and of periods, as `rubrics/statements` has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Annotated, Final

from pydantic import AfterValidator

from .profile import Months
from .text import FrozenModel, Text


class Coverage(FrozenModel):
    """What a figure may cover."""

    title: Text
    also: tuple[str, ...] = ()
    """Other ids of it."""
    words: tuple[str, ...] = ()
    """Words of a note that name it."""


def _is_pattern(pattern: str) -> str:
    re.compile(pattern)
    return pattern


class PeriodWords(FrozenModel):
    """Words for a part of a year."""

    pattern: Annotated[str, AfterValidator(_is_pattern)]
    """May have groups `first` and `last`, each a month by its number or name."""
    months: Months | None = None
    whole: bool = False


class CoveragesFile(FrozenModel):
    """A file of coverages."""

    coverages: dict[str, Coverage]


class PeriodsFile(FrozenModel):
    """A file of words for periods."""

    periods: tuple[PeriodWords, ...]
    month_names: dict[str, int] = {}


WHOLE_YEAR: Final[Months] = (1, 12)
REMEMBERED: Final = 1024
"""Texts of which it is kept in mind what they speak of."""


class StatementWords:
    """All words by which statements say what they cover."""

    def __init__(self, coverages: Mapping[str, Coverage], periods: PeriodsFile) -> None:
        self.coverages, self._periods = coverages, periods
        # A form names the same source beside hundreds of values.
        self._proposal_in = lru_cache(maxsize=REMEMBERED)(self._find_proposal)

    # Coverage

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """The coverages in words."""
        return {id: coverage.title for id, coverage in self.coverages.items()}

    def coverage(self, text: str) -> str | None:
        """The coverage of that id or title."""
        folded = text.strip().lower()
        named = ((id, (id, *coverage.also, coverage.title.zh, coverage.title.en.lower()))
                 for id, coverage in self.coverages.items())  # fmt: skip
        return next((id for id, names in named if folded in names), None)

    def coverage_in(self, note: str | None, year: int | None = None) -> str | None:
        """The coverage that a note names, if it names exactly one."""
        if not note:
            return None
        named = {id for clause in _clauses_about(note, year) for id in self._coverages_in(clause)}
        return named.pop() if len(named) == 1 else None

    def _coverages_in(self, clause: str) -> Iterator[str]:
        """Longer words are taken out first: 规上规下 is not 规上."""
        for word, id in self._coverage_words:
            if word in clause:
                yield id
                clause = clause.replace(word, "")

    @cached_property
    def _coverage_words(self) -> Sequence[tuple[str, str]]:
        """Words with the coverage that they name, the longest first."""
        words = [(word, id) for id, coverage in self.coverages.items() for word in coverage.words]
        return sorted(words, key=lambda pair: -len(pair[0]))

    # Periods

    def months(self, text: str) -> Months | None:
        """The months that a text consists of, such as 上半年; the whole year is 1 to 12."""
        found = self._matches(text.strip(), whole_text=True)
        return next(found, (None, None))[1]

    def proposal(self, text: str | None, year: int | None) -> str | None:
        """Words of a note or source that speak of a part of the year; one that names other years is not meant."""
        return self._proposal_in(text, year) if text else None

    def _find_proposal(self, text: str, year: int | None) -> str | None:
        for clause in _clauses_about(text, year):
            found = next(self._matches(clause), None)
            if found is not None and found[1] != WHOLE_YEAR:
                return found[0]
        return None

    def _matches(self, text: str, whole_text: bool = False) -> Iterator[tuple[str, Months | None]]:
        for pattern, words in self._patterns:
            match = pattern.fullmatch(text) if whole_text else pattern.search(text)
            if match is not None:
                yield match[0], self._months_of(match, words)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], PeriodWords]]:
        return [(re.compile(words.pattern), words) for words in self._periods.periods]

    def _months_of(self, match: re.Match[str], words: PeriodWords) -> Months | None:
        if words.whole:
            return WHOLE_YEAR
        groups = match.groupdict()
        if words.months is not None or "last" not in groups:
            return words.months
        first, last = (self._month(groups.get(end) or "1") for end in ("first", "last"))
        return (first, last) if 1 <= first <= last <= 12 else None

    def _month(self, text: str) -> int:
        return int(text) if text.isdigit() else self._periods.month_names.get(text[:3].lower(), 0)


def _clauses_about(text: str, year: int | None) -> Iterator[str]:
    """The clauses of a text, without those that name other years."""
    for clause in re.split(r"[，。；,;]", text):
        years = {int(digits) for digits in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", clause)}
        if year is None or not years or year in years:
            yield clause


NO_WORDS: Final = StatementWords({}, PeriodsFile(periods=()))
"""Where nothing is said of periods and coverages."""
