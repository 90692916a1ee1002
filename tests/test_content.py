"""What the rubrics, facts and examples say, held against the documents they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess.io.library import default_library
from assess.model.arithmetic import FLOATS
from assess.model.facts import Fact
from assess.model.rubric import Rubric
from assess.model.scales import level_of
from tests.offenders import assert_none

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LINES = {"D0": 95, "D1": 103, "D2": 243, "D3": 624, "D4": 337}
"""Lines of the documents that locators count in; the documents themselves are not ours to pass on."""
ODD_FIGURES = {
    0.1: "O41: Datang's cost below 0.1 yuan a pair does not fit its output of 1.48",
    50_000: "O42: five hectares of water cannot yield 625 tonnes of pearls (Shanxiahu)",
    150_000: "O43: 2,500 workers a firm against 73 next door (Yanbu)",
}
"""Figures of the documents that contradict others beside them; no example may rest on them."""

LIBRARY = default_library()
RUBRICS = [LIBRARY.rubric(name) for name in LIBRARY.ids()]
UPGRADING, CONTEXT = LIBRARY.rubric("cluster-upgrading"), LIBRARY.rubric("cluster-context")


# Size and shape


def test_the_upgrading_rubric_has_49_indicators_in_seven_criteria() -> None:
    assert [part.node.id for part in UPGRADING.tree.parts] == [
        "specialization", "rootedness", "networking", "learning", "brand", "leading_firms", "public_service_platforms",
    ]  # fmt: skip
    assert len(UPGRADING.tree.leaves()) == len(UPGRADING.indicators) == 49


def test_the_context_rubric_has_72_indicators_in_ten_fields() -> None:
    assert len(CONTEXT.tree.parts) == 10
    assert len(CONTEXT.tree.leaves()) == len(CONTEXT.indicators) == 72


def test_no_indicator_stands_in_both() -> None:
    assert not set(UPGRADING.indicators) & set(CONTEXT.indicators)


def every_indicator() -> list[tuple[str, Any]]:
    return [(name, indicator) for rubric in RUBRICS for name, indicator in rubric.indicators.items()]


def test_an_indicator_can_be_defended(subtests: pytest.Subtests) -> None:
    """Its thresholds have grounds, its levels have words, and it cites a document."""
    for name, indicator in every_indicator():
        with subtests.test(name):
            assert indicator.scale.basis in ("official", "document", "literature", "expert")
            assert indicator.scale.note, "what the thresholds rest on, in words"
            assert indicator.descriptors
            assert len({text.zh for text in indicator.descriptors}) == 5
            assert indicator.references
            if indicator.scale.basis == "official":
                assert indicator.scale.verified
            if indicator.scale.verified:
                assert indicator.scale.basis != "expert", "what is ours cannot be verified"


def test_the_five_levels_of_an_indicator_can_all_be_reached() -> None:
    reached = {name: levels_around_thresholds(indicator) for name, indicator in every_indicator()}
    assert_none(f"{name}: {levels}" for name, levels in reached.items() if levels != {1, 2, 3, 4, 5})


def levels_around_thresholds(indicator: Any) -> set[int | None]:
    values = [value + step for value in indicator.scale.thresholds for step in (-0.01, 0, 0.01)]
    return {level_of(indicator.scale.score(value, FLOATS)) for value in values}


@pytest.mark.parametrize("rubric", [each for each in RUBRICS if each.is_scored], ids=lambda rubric: rubric.rubric)
def test_grades_stand_in_order_and_say_that_they_are_ours(rubric: Rubric) -> None:
    edges = [band.from_ for band in rubric.grades.bands]
    assert edges == sorted(edges, reverse=True)
    assert rubric.grades.basis == "expert"
    assert rubric.grades.note
    assert rubric.weights.note


# Locators


def test_every_locator_lies_within_its_document() -> None:
    beyond = [(source, line) for source, line in located() if source in LINES and not 1 <= line <= LINES[source]]
    assert_none(beyond)


def test_most_references_give_a_line() -> None:
    cited = [(source, at) for source, at in references() if re.fullmatch(r"D\d", source)]
    assert cited
    assert_none((source, at) for source, at in cited if not re.search(r"L\d+", at))


@cache
def references() -> tuple[tuple[str, str], ...]:
    """Every {source, at} of every file on the shelf."""
    files = sorted((ROOT / "rubrics").rglob("*.yaml"))
    return tuple(pair for path in files for pair in _references(plain(path)))


def plain(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def _references(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        if isinstance(data.get("source"), str) and "at" in data:
            yield data["source"], str(data["at"])
        for item in data.values():
            yield from _references(item)
    elif isinstance(data, list):
        for item in data:
            yield from _references(item)


def located() -> Iterator[tuple[str, int]]:
    """Document and line of every reference, and of every "D1 … L43" in notes and examples."""
    for source, at in references():
        yield from ((source, line) for line in lines_in(at))
    files = [*sorted((ROOT / "rubrics").rglob("*.yaml")), *EXAMPLES]
    for path in files:
        for source, at in re.findall(
            r"\b(D[0-4])\b([^D\n]*?L\d+(?:[-–、, L\d]*\d)?)", path.read_text(encoding="utf-8")
        ):
            yield from ((source, line) for line in lines_in(at))


def lines_in(at: str) -> list[int]:
    found = re.findall(r"L(\d+)(?:[-–](\d+))?", at)
    return [int(number) for pair in found for number in pair if number]


def test_sources_that_are_cited_are_listed() -> None:
    known = {*LIBRARY.sources, *(key for rubric in RUBRICS for key in rubric.references)}
    assert {source for source, _ in references()} <= known


# Facts


def facts_read() -> set[str]:
    """Facts that an indicator, a clause, a pattern, a cap, a figure or the advice reads, and the negative list."""
    indicators = [indicator for _, indicator in every_indicator()]
    groups = [group for rubric in RUBRICS for group in (*rubric.gates, *rubric.grades.caps)]
    formulas = [formula for figure in LIBRARY.figures.figures.values() for formula in figure.value]
    advice = "".join(path.read_text(encoding="utf-8") for path in (LIBRARY.folder / "advice").glob("*.yaml"))
    return {
        *(fact for indicator in indicators for fact in (*indicator.facts, *indicator.applies_when)),
        *(fact for formula in formulas for fact in formula.facts),
        *(fact for group in groups for fact in group.facts),
        *(fact for rubric in RUBRICS for pattern in rubric.patterns for fact in pattern.facts()),
        *(fact for fact in LIBRARY.vocabulary if re.search(rf"\b{fact}\b", advice)),
        *(name for name, fact in LIBRARY.vocabulary.items() if fact.always),
    }


def test_every_fact_is_read_by_someone() -> None:
    assert set(LIBRARY.vocabulary) - facts_read() == set(), "asked of officers and used for nothing"


def test_every_column_is_read_by_someone() -> None:
    """A fact follows from it, or is held against it in the same unit; words only say which row it is.
    The register of evidence is read by its numbers; others are told in the report as they stand."""
    rules = [rule for fact in LIBRARY.vocabulary.values() if (rule := fact.from_rows)]
    read = {(rule.table, column) for rule in rules for column in (rule.column, *rule.where)}
    names = facts_read()
    compared = {name: fact.unit for name, fact in LIBRARY.vocabulary.items() if name in names}
    for table, rows in LIBRARY.tables.items():
        if rows.asked == "full":
            continue
        for name, column in rows.columns.items():
            held_against = table == "firms" and compared.get(name, "") == column.unit
            if (table, name) not in read and not held_against and table != "evidence":
                assert column.kind == "text", f"{table}.{name} is asked of officers and used for nothing"


def test_a_fact_can_be_asked_for(subtests: pytest.Subtests) -> None:
    for name, fact in LIBRARY.vocabulary.items():
        with subtests.test(name):
            assert_can_be_asked_for(fact)


def assert_can_be_asked_for(fact: Fact) -> None:
    least, most = fact.limits
    assert fact.title.zh
    assert fact.definition.zh != fact.title.zh
    if fact.kind in ("amount", "count", "ratio"):
        assert fact.unit, "a number needs a unit"
        assert fact.range, "and limits"
        assert least < most < float("inf")
    if fact.kind in ("choice", "list"):
        assert len(fact.items) >= 2
    if fact.usual and fact.range:
        assert least <= fact.usual[0] < fact.usual[1] <= most
    if fact.kind == "level":
        assert fact.unit is None
    if fact.part_of:
        assert LIBRARY.vocabulary[fact.part_of].unit == fact.unit


def test_chinese_names_of_facts_differ() -> None:
    titles = [fact.title.zh for fact in LIBRARY.vocabulary.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


# Examples


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_figure_of_a_real_place_names_its_source(path: Path) -> None:
    profile = plain(path)
    if profile.get("invented"):
        assert "虚构" in profile["cluster"]
        assert "虚构" in profile["place"]
        return
    for name, stated in profile["facts"].items():
        if stated != "unknown" and name != "cluster_type":
            assert re.match(r"D[0-4] ", stated["source"]), name
    for row in profile.get("firms", []):
        assert re.search(r"D[0-4] ", row["note"]), row["name"]


def test_no_example_rests_on_a_figure_that_was_found_odd() -> None:
    real = {path.stem: profile for path in EXAMPLES if not (profile := plain(path)).get("invented")}
    odd = {
        name: sorted(
            {*numbers([profile[part] for part in ("facts", "firms", "platforms", "projects")])} & {*ODD_FIGURES}
        )
        for name, profile in real.items()
    }
    assert_none(f"{name}: {figures}" for name, figures in odd.items() if figures)


def numbers(data: Any) -> Iterator[float]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from numbers(item)
    elif isinstance(data, int | float):
        yield data
