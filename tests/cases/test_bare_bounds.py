"""A bound alone is a statement with its other end open; whatever else stands without a value is told."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from assess.form.profiles import read_profile
from assess.io.library import default_library
from assess.model.profile import Profile

VOCABULARY = default_library().vocabulary
MOST = VOCABULARY["output"].limits[1]


def _read(entry: str, folder: Path) -> tuple[Profile, list[str]]:
    path = folder / "p.yaml"
    path.write_text(f"cluster: 试验集群\nyear: 2024\nfacts:\n  output: {entry}\n", encoding="utf-8")
    profile, problems = read_profile(path, VOCABULARY)
    return profile, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{year: 2024, low: 52}", [(2024, 52, 52, MOST)]),
        ("[{year: 2024, low: 52}, {year: 2023, high: 40}]", [(2023, 40, 0, 40), (2024, 52, 52, MOST)]),
        ("{values: {2023: unknown, 2024: unknown}, low: 3, high: 5}", [(2023, 4, 3, 5), (2024, 4, 3, 5)]),
        ("{value: 60, at_most: true, low: 52}", [(None, 60, 52, 60)]),
        ("{value: 70, about: true, high: 72}", [(None, 70, 65, 72)]),
        ("{low: 70, about: true}", [(None, 70, 65, MOST)]),
    ],
)
def test_no_bound_is_lost(entry: str, said: list[tuple[int | None, float, float, float]], tmp_path: Path) -> None:
    statements = _read(entry, tmp_path)[0].observations["output"].statements
    assert [(one.year, one.value, one.low, one.high) for one in statements] == said


@pytest.mark.parametrize(
    "entry",
    ["{year: 2024}", "{at_least: true}", "{months: 1-8}", "{unit: 亿元}", "{note: 约52亿元}", "{source: 年报}"],
)
def test_what_is_said_of_no_value_is_told(entry: str, tmp_path: Path) -> None:
    profile, codes = _read(entry, tmp_path)
    assert not profile.observations["output"].readings
    assert codes == ["W203"]


def test_to_say_that_a_value_is_unknown_needs_no_warning(tmp_path: Path) -> None:
    profile, codes = _read("{value: unknown, note: 统计局无此数}", tmp_path)
    assert profile.observations["output"].note == "统计局无此数"
    assert not [code for code in codes if code == "W203"]
    assert all(math.isnan(each.low) for each in profile.observations["output"].readings.values())
