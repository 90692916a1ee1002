"""Tables of many units: a DataFrame in, a DataFrame out, judged by the engine that judges one.

The same values are accepted as in a profile and the same are refused, in the same words:
what looks wrong in a column is found at a sweep, and read as the entry of a profile to say why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from ..engine.batch import score_table
from ..model.arithmetic import reached
from ..model.facts import Fact, Vocabulary
from ..model.place import Place
from ..model.problems import InputError, Problem, ProblemList, input_error, nearest
from ..model.profile import Observation
from ..model.rubric import Rubric
from .entries import observe_value
from .observations import UNKNOWN_WORDS, looks_like_fraction
from .profile_builder import part_problems

if TYPE_CHECKING:
    from pandas import DataFrame, Series

TABLE: Final = "table"
"""What stands for a file name in the places of problems."""
COLUMN: Final = re.compile(r"(?P<fact>[^@]+)(?:@(?P<year>\d{4}))?")
LATEST_YEAR: Final = 9999


def score_frame(
    frame: DataFrame, rubric: Rubric, vocabulary: Vocabulary, not_applicable: DataFrame | None, year: int | None
) -> DataFrame:
    """Judge a row a unit; see `assess.table`.

    Raises:
        InputError: a rubric that gives no score; or with the problems of the columns, or those of the first cells
            that are wrong.
    """
    from pandas import DataFrame

    if not rubric.is_scored:
        raise input_error("E513", None, found=rubric.rubric)
    waived = DataFrame() if not_applicable is None else not_applicable
    problems = ProblemList(TABLE, _column_problems(frame, waived, vocabulary))
    if problems:
        raise InputError(problems)
    columns = {str(name): _plain(frame[name], vocabulary[_fact_of(name)]) for name in frame.columns}
    problems.extend(_cell_problems(frame, columns, vocabulary, year))
    problems.extend(_part_problems(columns, vocabulary))
    if problems:
        raise InputError(problems)
    numbers = {name: column.to_numpy() for name, column in columns.items()}
    excused = {str(name): waived[name].to_numpy(bool) for name in waived.columns}
    scores = DataFrame(score_table(rubric, numbers, excused, year), index=frame.index)
    return _with_floor(scores, rubric)


def _with_floor(scores: DataFrame, rubric: Rubric) -> DataFrame:
    """No score where too little is known; the bounds stay, as they hold whatever the rest is."""
    sufficient = (scores["coverage"] >= reached(rubric.coverage_floor, 1.0)) & scores["score"].notna()
    scores["score"] = scores["score"].where(sufficient)
    scores["low"] = scores["low"].fillna(0.0)
    scores["high"] = scores["high"].fillna(100.0)
    scores.insert(0, "status", sufficient.map({True: "scored", False: "insufficient"}))
    return scores


def _fact_of(column: object) -> str:
    return str(column).partition("@")[0]


def _column_problems(frame: DataFrame, waived: DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    for columns in (frame.columns, waived.columns):
        for name in columns[columns.duplicated()]:
            yield Problem("E108", Place(TABLE, str(name)), {"found": str(name), "first": 1})
        for name in map(str, columns.unique()):
            match = COLUMN.fullmatch(name)
            fact = match["fact"] if match else name
            if match is None or fact not in vocabulary:
                yield Problem("E203", Place(TABLE, name), {"found": name, "meant": nearest(fact, vocabulary)})
    if len(waived.columns) and not waived.index.equals(frame.index):
        yield Problem(
            "E220", Place(TABLE, "not_applicable"), {"name": "index", "found": len(waived), "allowed": len(frame)}
        )


def _plain(column: Series[Any], fact: Fact) -> Series[Any]:
    """A column as the engine takes it: numbers with NaN, or the ids of answers with None."""
    from pandas import to_numeric

    if fact.kind == "choice":
        ids = {title: item for item, text in fact.items.items() for title in (item, text.zh, text.en)}
        return column.map(ids, na_action="ignore").astype(object).where(column.notna(), None)
    return to_numeric(column, errors="coerce").astype(float)


def _cell_problems(
    frame: DataFrame, columns: Mapping[str, Series[Any]], vocabulary: Vocabulary, year: int | None
) -> Iterator[Problem]:
    for name, column in columns.items():
        fact = vocabulary[_fact_of(name)]
        stated = frame[name].notna() & ~frame[name].isin(UNKNOWN_WORDS)
        doubtful = stated & (column.isna() if fact.kind == "choice" else _is_doubtful(column, fact))
        for row in frame.index[doubtful]:
            yield from _observed(name, row, _as_stated(frame[name][row], fact), fact, year or LATEST_YEAR)[1]


def _is_doubtful(column: Series[Any], fact: Fact) -> Series[bool]:
    """Where a value may be none that a profile could state."""
    least, most = fact.limits
    doubtful = ~column.between(least, most) | column.isin([float("inf"), float("-inf")])
    if fact.kind in ("count", "level", "list", "yes_no"):
        doubtful |= column % 1 != 0
    if looks_like_fraction(0.5, fact):
        doubtful |= column.between(0, 1, inclusive="neither")
    return doubtful


def _as_stated(value: Any, fact: Fact) -> Any:
    """A cell as Python has it, since the entries of a profile know nothing of NumPy."""
    plain = value.item() if hasattr(value, "item") else value
    return bool(plain) if fact.kind == "yes_no" and plain in (0, 1) else plain


def _observed(
    column: str, row: object, value: Any, fact: Fact, reporting_year: int
) -> tuple[Observation, list[Problem]]:
    name, _, year = column.partition("@")
    place = Place(TABLE, f"{column}[{row}]")
    return observe_value(name, int(year) if year else None, value, fact, place, reporting_year)


def _part_problems(columns: Mapping[str, Series[Any]], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Parts that exceed their whole, in columns of the same year."""
    for name, part in columns.items():
        fact, at, year = name.partition("@")
        whole = f"{vocabulary[fact].part_of}{at}{year}"
        for row in part.index[part > columns[whole]] if whole in columns else ():
            pair = {
                _fact_of(column): _observed(
                    column, row, float(columns[column][row]), vocabulary[_fact_of(column)], LATEST_YEAR
                )[0]
                for column in (name, whole)
            }
            yield from part_problems(pair, vocabulary)
