"""Sub-clusters: judged one by one, rolled up by their weights, and read from beside the profile alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import assess
from assess.model.problems import InputError

from .profile_strategies import ROOT

COUNTY: dict[str, Any] = yaml.safe_load((ROOT / "examples" / "anping-county-made-up.yaml").read_text(encoding="utf-8"))


def whole(*parts: tuple[str, float, dict[str, Any]]) -> dict[str, Any]:
    """A profile of parts that differ from the county in some facts."""
    stated = [{"name": n, "weight": w, "facts": {**COUNTY["facts"], **changed}} for n, w, changed in parts]
    return {"cluster": "合", "year": COUNTY["year"], "parts": stated}


def test_a_part_is_judged_as_it_would_be_alone() -> None:
    alone = assess.score(assess.read({**whole(), "cluster": "甲", "facts": COUNTY["facts"], "parts": []}))
    result = assess.score(assess.read(whole(("甲", 1, {}))))
    (part,) = result.parts
    assert (part.score, part.low, part.high, part.coverage) == (alone.score, alone.low, alone.high, alone.coverage)
    assert result.rolled_up is not None
    assert result.rolled_up.score == pytest.approx(alone.score)


def test_scores_roll_up_by_the_weights_stated() -> None:
    """S37: weights need not add up to one."""
    result = assess.score(assess.read(whole(("甲", 3, {}), ("乙", 1, {"core_output": 10}))))
    first, second = result.parts
    assert (first.weight, second.weight) == (0.75, 0.25)
    assert first.score is not None
    assert second.score is not None
    assert first.score > second.score
    assert result.rolled_up is not None
    assert result.rolled_up.score == pytest.approx(0.75 * first.score + 0.25 * second.score)
    assert result.rolled_up.low == pytest.approx(0.75 * first.low + 0.25 * second.low)
    assert result.rolled_up.high == pytest.approx(0.75 * first.high + 0.25 * second.high)
    assert result.score is None, "the whole has no facts of its own"


def test_a_part_of_which_too_little_is_known_leaves_no_score_and_honest_bounds() -> None:
    profile = whole(("甲", 1, {}))
    profile["parts"].append({"name": "乙", "weight": 1, "facts": {"output": 9}})
    rolled_up = assess.score(assess.read(profile)).rolled_up
    assert rolled_up is not None
    assert (rolled_up.score, rolled_up.grade) == (None, None)
    assert rolled_up.low < 50 < rolled_up.high


def test_a_part_may_stand_in_a_file_beside_the_profile(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(yaml.safe_dump(COUNTY, allow_unicode=True), encoding="utf-8")
    path = tmp_path / "whole.yaml"
    stated = {"cluster": "合", "year": 2024, "parts": [{"name": "甲", "weight": 1, "profile": "part.yaml"}]}
    path.write_text(yaml.safe_dump(stated, allow_unicode=True), encoding="utf-8")
    (part,) = assess.read(path).parts
    assert part.profile.sha256 == assess.read(tmp_path / "part.yaml").sha256
    with pytest.raises(InputError) as caught:
        assess.read(path.read_bytes())
    assert [problem.code for problem in caught.value.problems] == ["E250"]


@pytest.mark.parametrize(
    "name", ["../part.yaml", "a/part.yaml", "/etc/part.yaml", "a\\part.yaml", "C:part.yaml", "..", ".yaml", "part.xlsx"]
)
def test_no_other_place_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "whole.yaml"
    stated = {"cluster": "合", "year": 2024, "parts": [{"name": "甲", "weight": 1, "profile": name}]}
    path.write_text(yaml.safe_dump(stated), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        assess.read(path)
    assert [problem.code for problem in caught.value.problems] == ["E250"]


def test_parts_count_in_the_hash_and_come_back_from_yaml() -> None:
    profile = assess.read(whole(("甲", 3, {}), ("乙", 1, {"core_output": 10})))
    again = assess.read(assess.form(profile, kind=".yaml"))
    assert again.sha256 == profile.sha256
    assert assess.read(whole(("甲", 2, {}), ("乙", 1, {"core_output": 10}))).sha256 != profile.sha256


def test_a_workbook_says_which_parts_it_leaves_out(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "form.xlsx"
    path.write_bytes(assess.form(assess.read(whole(("甲区", 3, {})))))
    guide = [str(cell.value) for cell in openpyxl.load_workbook(path).worksheets[0]["A"]]
    assert [line for line in guide if "甲区" in line]


def test_screen_and_report_tell_the_parts() -> None:
    profile = assess.read(whole(("甲", 3, {}), ("乙", 1, {})))
    assert "加权合成" in assess.score(profile).to_text("zh")
    assert "加权合成" in assess.report(assess.score(profile), ".md", length="full").decode()
