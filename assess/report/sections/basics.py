"""一、基本情况: the cluster, its main figures over three years, where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...i18n.typography import bracket
from ...model.judgement import StatedResult
from ..document import Block, Line, Section, Table, TableColumn, line_text
from ..extent import Extent
from ..narrator import Narrator
from ..part_lines import parts_section
from ..register_lines import register_line, register_table
from ..statement_lines import is_comparable, remarks_of_fact

YEARS = 3
SOURCES = 6
"""Sources named in the text; every value has its own in the tables and chains."""
CLAIMS = 2
"""Figures whose growth is told."""


def basics(narrator: Narrator, extent: Extent) -> Section:
    """The cluster, its main figures, and in a full report where they come from."""
    parts = [_overview(narrator), _figures(narrator, extent), *_registers(narrator)]
    parts += [parts_section(narrator)] if narrator.result.parts else []
    return narrator.section("basics", sections=[*parts, _sources(narrator)] if extent.is_full else parts)


def _overview(narrator: Narrator) -> Section:
    profile, stated = narrator.result.profile, narrator.result.stated
    year = narrator.year(profile.year, "profile.year")
    opening = narrator.say("cluster_reports", cluster=profile.cluster, year=year)
    place = narrator.say("cluster_lies", place=profile.place) if profile.place else ()
    industry = narrator.say("cluster_makes", industry=profile.industry) if profile.industry else ()
    counts = {key: sum(fact.standing == key for fact in stated) for key in ("stated", "unknown", "not_applicable")}
    told = [
        narrator.say(f"facts_{key}", count=narrator.count(count, f"count(stated.{key})"))
        for key, count in counts.items()
        if count
    ]
    counted = narrator.say("facts_counted", total=narrator.counted(stated, "stated"), list=narrator.joined(told))
    return narrator.section("overview", narrator.body(opening, place, industry, counted))


def _registers(narrator: Narrator) -> Iterator[Section]:
    """The tables of the profile that are told as they stand."""
    registers = narrator.result.registers
    if registers:
        blocks: list[Block] = []
        for register in registers:
            blocks += [register_table(register, narrator), narrator.body(register_line(register, narrator))]
        yield narrator.section("glance.registers", *blocks)


# Main figures


def _figures(narrator: Narrator, extent: Extent) -> Section:
    stated = narrator.result.stated
    shown = [fact for fact in stated if fact.kind in ("amount", "count") and fact.values][: extent.main_figures]
    if not shown:
        return narrator.section("main_figures", narrator.paragraph("no_figures"))
    claims = [claim for fact in shown if (claim := _growth(fact, narrator))] or [_latest(shown[0], narrator)]
    return narrator.section("main_figures", narrator.body(*claims[:CLAIMS]), _table(shown, narrator))


def _growth(fact: StatedResult, narrator: Narrator) -> Line:
    """The change of an amount over the years shown; nothing where it has no two sure values that cover alike."""
    sure = [
        value for value in fact.values if value.year and not value.is_unsure and is_comparable(value, fact.values[0])
    ]
    dated = [(value, value.value) for value in sure if isinstance(value.value, float | int)][:YEARS]
    if len(dated) < 2 or fact.kind != "amount":
        return ()
    (last, last_amount), (first, first_amount) = dated[0], dated[-1]
    change = last_amount - first_amount
    return narrator.say(
        "figure_rose" if change > 0 else "figure_fell" if change < 0 else "figure_stayed",
        title=fact.title,
        year=narrator.stated_year(fact, last),
        value=narrator.stated(fact, last, fact.unit),
        change=narrator.quantity(abs(change), fact.unit, f"change({fact.fact})"),
        before=narrator.stated_year(fact, first),
    )


def _latest(fact: StatedResult, narrator: Narrator) -> Line:
    value = fact.values[0]
    year = narrator.stated_year(fact, value) or narrator.say("no_year")
    return narrator.say("figure_stands", title=fact.title, year=year, value=narrator.stated(fact, value, fact.unit))


def _table(facts: Sequence[StatedResult], narrator: Narrator) -> Table:
    """A column a year, and one for values without a year; they are as many as the profile has."""
    dates = {value.year for fact in facts for value in fact.values}
    years = sorted(year for year in dates if year)[-YEARS:]
    columns = [
        TableColumn(narrator.word("fact"), 5),
        *(TableColumn(str(year), 2, "right") for year in years),
        *([TableColumn(narrator.word("undated"), 2, "right")] if None in dates else []),
        TableColumn(narrator.word("source_and_note"), 6),
    ]
    shown: list[int | None] = [*years, *([None] if None in dates else [])]
    caption = narrator.line(narrator.word("main_figures_table"))
    if years:
        caption = narrator.say("main_figures_years", years=_span(years, narrator))
    rows = tuple(tuple(_row(fact, shown, narrator)) for fact in facts)
    return Table("figures", line_text(caption, {}), tuple(columns), rows)


def _span(years: Sequence[int], narrator: Narrator) -> Line:
    """The years by their names; those in a row by the first and the last."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return narrator.say("years_in_a_row", first=str(years[0]), last=str(years[-1]))
    return narrator.joined(narrator.say("in_year", year=str(year)) for year in years)


def _row(fact: StatedResult, years: Sequence[int | None], narrator: Narrator) -> Iterator[Line]:
    unit = narrator.unit(fact.unit)
    yield narrator.line(fact.title) + ((bracket(unit, narrator.language),) if unit else ())
    by_year = {value.year: value for value in fact.values}
    for year in years:
        yield narrator.stated(fact, by_year[year], None) if year in by_year else ("",)
    yield remarks_of_fact(fact, narrator)


# Sources


def _sources(narrator: Narrator) -> Section:
    profile = narrator.result.profile
    about = [narrator.line(profile.about)] if profile.about else []
    fingerprint = narrator.say("fingerprint", sha=profile.sha256[:16] or "—")
    lines = [_named_sources(narrator), *about, *_unsure(narrator), fingerprint]
    return narrator.section("sources", *map(narrator.body, lines))


def _named_sources(narrator: Narrator) -> Line:
    stated = narrator.result.stated
    said = (source for fact in stated for source in (fact.source, *(value.source for value in fact.values)))
    sources = list(dict.fromkeys(source for source in said if source))
    if not sources:
        return narrator.say("figures_without_source")
    key = "figures_from" if len(sources) <= SOURCES else "figures_from_many"
    count = narrator.counted(sources, "sources")
    return narrator.say(key, count=count, list=narrator.joined(sources[:SOURCES]))


def _unsure(narrator: Narrator) -> Iterator[Line]:
    unsure = [fact.title for fact in narrator.result.stated if any(value.is_unsure for value in fact.values)]
    if unsure:
        count = narrator.counted(unsure, "unsure")
        yield narrator.say("figures_unsure", count=count, list=narrator.joined(unsure))
