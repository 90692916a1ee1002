"""Which words of a note or source propose a part of the year, and which do not."""

from __future__ import annotations

import pytest

from assess.io.library import default_library
from assess.io.periods import day_in, months_in

WORDS = default_library().statement_words


@pytest.mark.parametrize(
    ("note", "months"),
    [
        ("1—8月累计，不是全年", (1, 8)),
        ("2024年1至4月", (1, 4)),
        ("上半年数", (1, 6)),
        ("前三季度", (1, 9)),
        ("一季度快报", (1, 3)),
        ("前5个月", (1, 5)),
        ("截至2024年6月底", (1, 6)),
        ("年内累计", None),
        ("January to August", (1, 8)),
        ("Jan–Apr figures", (1, 4)),
        ("first half of 2024", (1, 6)),
        ("first 9 months", (1, 9)),
        ("as of mid-year", None),
    ],
)
def test_words_that_propose(note, months):
    proposal = WORDS.proposal(note, 2024)
    assert proposal is not None
    assert WORDS.months(proposal) == months


@pytest.mark.parametrize(
    "note",
    ["年报", "2024年1—12月", "截至2024年底", "截至12月31日", "新款上市半年内普遍出现仿款", "全口径", "", None,
     "2023年为上半年数", "the whole of 2024", "by the end of 2024", "as of 31 December 2024"],
)  # fmt: skip
def test_words_that_do_not(note):
    assert WORDS.proposal(note, 2024) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [("1-8", (1, 8)), ("1—8月", (1, 8)), ("1月至8月", (1, 8)), ("8", (1, 8)), ("8-8", (8, 8)), ("上半年", (1, 6)),
     ("1-12", None), ("whole", None), ("全年", None)],
)  # fmt: skip
def test_periods_as_they_are_stated(text, months):
    period = months_in(text, WORDS)
    assert period is not None
    assert period.is_stated
    assert period.months == months


@pytest.mark.parametrize("text", ["8-3", "0-4", "1-13", "夏天", "", "1-8-9", "13"])
def test_no_periods(text):
    assert months_in(text, WORDS) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-06", "2024-06"), ("2024-6-30", "2024-06-30"), ("2024年6月底", "2024-06"),
     ("截至2024年6月30日", "2024-06-30"), ("2024-13", None), ("2024", None), ("6月", None)],
)  # fmt: skip
def test_days(text, day):
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("note", "coverage"),
    [("规上数", "above_scale"), ("规上规下全口径", "all"), ("全产业链产值", "whole_chain"), ("年报", None),
     ("规上46家，全口径312家", None), ("2023年为规上数", None), ("2024年为规上数", "above_scale")],
)  # fmt: skip
def test_coverage_in_a_note(note, coverage):
    assert WORDS.coverage_in(note, 2024) == coverage
