"""The registers of a profile in the words of a result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..engine.fact_sources import ProfileReadings
from ..engine.gates import judge_clause
from ..i18n.catalog import template
from ..i18n.numbers import unit_in
from ..model.arithmetic import is_known
from ..model.facts import Vocabulary
from ..model.formula import parse_clause
from ..model.profile import Profile, ProfileRow
from ..model.registers import RegisterResult
from ..model.row_tables import RowColumn, RowProgress, RowTable
from ..model.text import Text

RegisterCell = Text | float | None


def register_results(profile: Profile, vocabulary: Vocabulary) -> Iterator[RegisterResult]:
    """Each register in which something stands, in the order of the tables."""
    for name, table in vocabulary.tables.items():
        rows = profile.rows(name)
        if table.asked == "core" or not rows:
            continue
        heads = [_head(column) for column in table.columns.values()]
        cells = [[_cell(row.get(key), column, vocabulary) for key, column in table.columns.items()] for row in rows]
        for key in (key for key, column in table.columns.items() if column.kind == "clause"):
            heads.append(template("screen.register_met"))
            for row, beside in zip(rows, cells, strict=True):
                beside.append(_met(row.get(key), profile, vocabulary))
        if table.progress is not None:
            heads += [template("screen.register_now"), template("screen.register_pace")]
            for row, beside in zip(rows, cells, strict=True):
                beside.extend(_progress(row, table.progress, profile))
        yield RegisterResult(name, table.title, tuple(heads), tuple(map(tuple, cells)), tuple(_empty(rows, table)))


def _head(column: RowColumn) -> Text:
    if column.unit is None:
        return column.title
    return Text(f"{column.title.zh}（{column.unit}）", f"{column.title.en} ({unit_in(column.unit, 'en')})")


def _cell(value: Any, column: RowColumn, vocabulary: Vocabulary) -> RegisterCell:
    if value is None or value == "":
        return None
    if column.kind == "fact":
        fact = vocabulary[value]
        if fact.unit is None:
            return fact.title
        return Text(f"{fact.title.zh}（{fact.unit}）", f"{fact.title.en} ({unit_in(fact.unit, 'en')})")
    if column.kind == "yes_no":
        return template(f"form.answers.{'yes' if value else 'no'}")
    if isinstance(value, int | float):
        return float(value)
    return column.choices.get(value) or Text(str(value), str(value))


def _met(condition: object, profile: Profile, vocabulary: Vocabulary) -> RegisterCell:
    """Whether a condition on facts is met."""
    if condition is None:
        return None
    verdict = judge_clause(parse_clause(str(condition)), ProfileReadings(profile), vocabulary).verdict
    return template(f"glance.gate_{verdict}")


def _progress(row: ProfileRow, progress: RowProgress, profile: Profile) -> Sequence[RegisterCell]:
    """What stands now, and by how many % a year it must change for what is aimed at."""
    observation = profile.observations.get(str(row.get(progress.fact)))
    readings = observation.readings if observation else {}
    dated = {year or profile.year: each for year, each in readings.items()}
    now = dated[max(dated)] if dated else None
    if now is None or isinstance(now.value, str) or not is_known(now.value):
        return None, None
    aim, years = float(str(row[progress.value])), int(str(row[progress.year])) - max(dated)
    if years <= 0 or now.value <= 0 or aim <= 0:
        return now.value, None
    return now.value, 100 * ((aim / now.value) ** (1 / years) - 1)


def _empty(rows: Sequence[ProfileRow], table: RowTable) -> Iterator[Text]:
    """Kinds without a row, of columns whose choices count as kinds."""
    for key, column in table.columns.items():
        if column.groups:
            stated = {row.get(key) for row in rows if not any(row.get(each) == 0 for each in _counts(table))}
            yield from (title for choice, title in column.choices.items() if choice not in stated)


def _counts(table: RowTable) -> list[str]:
    return [key for key, column in table.columns.items() if column.kind == "count"]
