"""一、基本情况: the cluster, its main figures over three years, where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.judgement import StatedResult, StatedValue
from ...model.result import Result
from ..analysis import numeric
from ..document import Line, Section, Table
from ..narrator import Narrator

YEARS = 3
SOURCES = 6
"""Sources named in the text; every value has its own in the tables and chains."""
LONGEST = 15
"""Rows of the table of main figures; the rest stand in the annex."""


def basics(result: Result, tell: Narrator) -> Section:
    """一、基本情况: the cluster, its main figures, where they come from."""
    parts = (_overview(result, tell), _figures(result, tell), _sources(result, tell))
    return Section((tell.word("basics"),), sections=parts)


def _overview(result: Result, tell: Narrator) -> Section:
    profile = result.profile
    opening = tell.say("cluster_reports", cluster=profile.cluster, year=tell.year(profile.year, "profile.year"))
    place = tell.say("cluster_lies", place=profile.place) if profile.place else ()
    industry = tell.say("cluster_makes", industry=profile.industry) if profile.industry else ()
    standing = {
        key: tell.count(sum(each.standing == key for each in result.stated), f"count(stated.{key})")
        for key in ("stated", "unknown", "not_applicable")
    }
    counts = tell.say("facts_counted", total=tell.count(len(result.stated), "count(stated)"), **standing)
    told = [tell.body(opening, place, industry), tell.body(counts)]
    return Section((tell.word("overview"),), tuple(told))


# Main figures


def _figures(result: Result, tell: Narrator) -> Section:
    shown = [each for each in result.stated if each.kind in ("amount", "count") and each.values][:LONGEST]
    title = (tell.word("main_figures"),)
    if not shown:
        return Section(title, (tell.body(tell.say("no_figures")),))
    claims = [claim for each in shown if (claim := _growth(each, tell))][:2] or [_undated(shown[0], tell)]
    years = sorted({value.year for each in shown for value in each.values if value.year}, reverse=True)[:YEARS][::-1]
    return Section(title, (tell.body(*claims), _table(shown, years, tell)))


def _growth(stated: StatedResult, tell: Narrator) -> Line:
    """The change of a figure over the years shown."""
    dated = [
        value for value in stated.values if value.year and numeric(value.value) and value.low is None is value.high
    ]
    dated = dated[:YEARS]
    if len(dated) < 2 or stated.kind != "amount":
        return ()
    last, first = dated[0], dated[-1]
    assert isinstance(last.value, float | int), "sifted above"
    assert isinstance(first.value, float | int), "sifted above"
    change = last.value - first.value
    key = "figure_rose" if change > 0 else "figure_fell" if change < 0 else "figure_stayed"
    return tell.say(
        key,
        title=stated.title,
        year=tell.year(last.year, f"stated.{stated.fact}.{last.year}.year"),
        value=_value(stated, last, tell),
        change=tell.quantity(abs(change), stated.unit, f"change({stated.fact})"),
        before=tell.year(first.year, f"stated.{stated.fact}.{first.year}.year"),
    )


def _undated(stated: StatedResult, tell: Narrator) -> Line:
    value = stated.values[0]
    year = tell.year(value.year, f"stated.{stated.fact}.{value.year}.year") or tell.say("no_year")
    return tell.say("figure_stands", title=stated.title, year=year, value=_value(stated, value, tell))


def _table(shown: list[StatedResult], years: Sequence[int | None], tell: Narrator) -> Table:
    undated = any(value.year is None for each in shown for value in each.values)
    heads = [*years, *([None] if undated else [])]
    columns = [*tell.columns(("fact", 5))]
    for year in heads:
        name = str(year) if year else tell.word("undated")
        columns.append(tell.columns(("fact", 2, "right"))[0]._replace(head=name))
    columns += tell.columns(("source_and_note", 6))
    rows = tuple(tuple(_row(each, heads, tell)) for each in shown)
    caption = tell.word("main_figures_years" if years else "main_figures_table")
    return Table("figures", caption, tuple(columns), rows)


def _row(stated: StatedResult, years: Sequence[int | None], tell: Narrator) -> Iterator[Line]:
    unit = f"（{stated.unit}）" if tell.language == "zh" else f" ({tell.unit(stated.unit)})"
    yield tell.line(stated.title) + ((unit,) if tell.unit(stated.unit) else ())
    by_year = {value.year: value for value in stated.values}
    for year in years:
        value = by_year.get(year)
        yield _bare(stated, value, tell) if value else ("",)
    yield tell.statements([part for part in (stated.source, stated.note) if part])


def _bare(stated: StatedResult, value: StatedValue, tell: Narrator) -> Line:
    return tell.bounded(value, None, f"stated.{stated.fact}.{value.year}")


def _value(stated: StatedResult, value: StatedValue, tell: Narrator) -> Line:
    return tell.bounded(value, stated.unit, f"stated.{stated.fact}.{value.year}")


# Sources


def _sources(result: Result, tell: Narrator) -> Section:
    told = [_named_sources(result, tell), *_unsure(result, tell)]
    if result.profile.about:
        told.insert(1, tell.line(result.profile.about))
    told.append(tell.say("fingerprint", sha=result.profile.sha256[:16] or "—"))
    return Section((tell.word("sources"),), tuple(tell.body(line) for line in told))


def _named_sources(result: Result, tell: Narrator) -> Line:
    sources = list(dict.fromkeys(each.source for each in result.stated if each.source))
    if not sources:
        return tell.say("figures_without_source")
    key = "figures_from" if len(sources) <= SOURCES else "figures_from_many"
    return tell.say(key, count=tell.count(len(sources), "count(sources)"), list=tell.joined(sources[:SOURCES]))


def _unsure(result: Result, tell: Narrator) -> Iterator[Line]:
    unsure = [each.title for each in result.stated if any(v.low is not None or v.high is not None for v in each.values)]
    if unsure:
        count = tell.count(len(unsure), "count(unsure)")
        yield tell.say("figures_unsure", count=count, list=tell.joined(unsure))
