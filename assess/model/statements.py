"""Which of several statements of one figure the judgement uses, and where they contradict each other.

The rule, for each year by itself:

1. A figure of a part of the year is never used. One counted on a day within the year stands
   behind one of its end, and one whose period is only guessed at from words behind both.
2. Then the sources as the profile orders them, whichever it names before those it does not.
3. What then still stands side by side is joined in the range that holds it all. Answers that
   exclude each other have no such range, and none of them is used.

The order in which the statements were written plays no part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final, Literal, NamedTuple

from .facts import Fact
from .profile import MIXED_COVERAGE, Bounds, Reading

Rule = Literal["only", "period", "source", "range", "none"]
"""Why a reading is used: there is no other, by its period, by its source, as the range of all; or why none is."""
Difference = Literal["doubt", "period", "coverage"]
"""Why readings are not compared: what period one covers is not known, or they differ in period or coverage."""
ROUNDING: Final = 0.005
"""Share by which two figures may differ that are the same but for rounding."""


class Choice(NamedTuple):
    """What the judgement uses of the statements for one year."""

    year: int | None
    reading: Reading | None
    rule: Rule
    among: tuple[Reading, ...]
    """All statements for the year, in order."""


def ordered(statements: Iterable[Reading]) -> tuple[Reading, ...]:
    """Statements by what they say, so that it does not matter in which order they were written; what is
    said twice is said once."""
    listed = list(statements)
    if len(listed) < 2:
        return tuple(listed)
    by_content = {tuple(_content(statement)): statement for statement in reversed(listed)}
    return tuple(by_content[content] for content in sorted(by_content))


def choices(statements: Iterable[Reading], sources: Sequence[str], fact: Fact) -> Iterator[Choice]:
    """What is used of the statements for each year; those without a year stand for a year of their own."""
    by_year: dict[int | None, list[Reading]] = {}
    for statement in ordered(statements):
        by_year.setdefault(statement.year, []).append(statement)
    for year, among in by_year.items():
        yield _choice(year, tuple(among), sources, fact)


def unlike(*series: Sequence[Reading]) -> Difference | None:
    """What keeps readings from being compared over time; None where they cover alike.

    Args:
        series: the readings of each fact. Of one fact all must say the same of their coverage, or all
            nothing; of several facts none may say otherwise than another.
    """
    readings = [reading for one in series for reading in one]
    if any(reading.proposed is not None for reading in readings):
        return "doubt"
    if len({(reading.months, reading.day and reading.day[5:]) for reading in readings}) > 1:
        return "period"
    said = {reading.coverage for reading in readings if reading.coverage is not None}
    uneven = any(len({(reading.coverage, reading.noted) for reading in one}) > 1 for one in series)
    return "coverage" if uneven or len(said) > 1 or MIXED_COVERAGE in said else None


def agree(one: Reading, other: Reading) -> bool:
    """Whether both may be true of the same figure, rounding aside."""
    if isinstance(one.value, str) or isinstance(other.value, str):
        return one.value == other.value
    apart = max(one.low - other.high, other.low - one.high)
    return apart <= ROUNDING * max(abs(one.value), abs(other.value))


ConflictKind = Literal["values", "coverage", "period"]
"""Different figures; figures of different coverage; words that speak of a part of the year."""


def conflicts(choice: Choice) -> Iterator[tuple[ConflictKind, Sequence[Reading]]]:
    """What contradicts what among the statements for a year, and whose period is in doubt."""
    whole = [statement for statement in choice.among if statement.months is None]
    if not all(agree(one, other) for one, other in combinations(whole, 2)):
        yield ("values" if len({statement.coverage for statement in whole}) == 1 else "coverage"), whole
    for statement in choice.among:
        if statement.proposed is not None:
            yield "period", [statement]


def _choice(year: int | None, among: tuple[Reading, ...], sources: Sequence[str], fact: Fact) -> Choice:
    whole = [statement for statement in among if statement.months is None]
    if not whole:
        return Choice(year, None, "none", among)
    if len(among) == 1:
        return Choice(year, among[0], "only", among)
    timely = _foremost(whole, _timeliness)
    trusted = _foremost(timely, lambda statement: _rank(statement, sources))
    used = _joined(trusted, fact)
    if used is None:
        return Choice(year, None, "none", among)
    rule: Rule = "only"
    if len(trusted) > 1 and any(not _same(one, other) for one, other in pairwise(trusted)):
        rule = "range"
    elif len(trusted) < len(timely):
        rule = "source"
    elif len(timely) < len(among):
        rule = "period"
    return Choice(year, used, rule, among)


def _foremost(statements: Sequence[Reading], rank: Callable[[Reading], tuple[int, ...]]) -> list[Reading]:
    best = min(map(rank, statements))
    return [statement for statement in statements if rank(statement) == best]


def _timeliness(statement: Reading) -> tuple[int, ...]:
    """The end of the year, then the latest day within it, then what may be a part of the year."""
    if statement.proposed is not None:
        return (2, 0)
    return (0, 0) if statement.day is None else (1, -int(statement.day[5:]))


def _rank(statement: Reading, sources: Sequence[str]) -> tuple[int, ...]:
    """The place of its source in the order declared; `县统计局` is also the yearbook of the 县统计局."""
    names = enumerate(sources)
    return (next((place for place, name in names if name in (statement.source or "")), len(sources)),)


def _same(one: Reading, other: Reading) -> bool:
    return repr((one.value, one.low, one.high)) == repr((other.value, other.low, other.high))


def _joined(statements: Sequence[Reading], fact: Fact) -> Reading | None:
    """The range that holds all; None for answers that exclude each other."""
    first = statements[0]
    if len(statements) == 1:
        return first
    coverages = {statement.coverage for statement in statements}
    joined = first._replace(
        coverage=first.coverage if len(coverages) == 1 else MIXED_COVERAGE,
        proposed=next((statement.proposed for statement in statements if statement.proposed), None),
        source=_common([statement.source for statement in statements]),
        evidence=_common([statement.evidence for statement in statements]),
        note=_common([statement.note for statement in statements]),
    )
    if all(_same(first, other) for other in statements):
        return joined
    if fact.kind in ("choice", "yes_no"):
        return None
    low, high = min(statement.low for statement in statements), max(statement.high for statement in statements)
    return joined._replace(value=_within(low, high, fact), low=low, high=high, items=(), bounds=Bounds())


def _common(remarks: Sequence[str | None]) -> str | None:
    """What is said of all alike."""
    return remarks[0] if len(set(remarks)) == 1 else None


def _within(low: float, high: float, fact: Fact) -> float:
    """The point that stands for a range: its middle, or the end that was stated where the other is open."""
    least, most = fact.limits
    if high >= most:
        return low
    return high if low <= least else (low + high) / 2


def _content(statement: Reading) -> list[str]:
    """What a statement says, in an order of its own; the year first, so that years stay together."""
    said = (statement.value, statement.low, statement.high, statement.items, statement.months, statement.as_of,
            statement.coverage, statement.source, statement.evidence, statement.note)  # fmt: skip
    return [str(statement.year or 0), *map(repr, said)]
