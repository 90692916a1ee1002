"""The shelf, kind by kind, and what a profile still lacks for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assess
from assess.i18n.numbers import percent

ROOT = Path(__file__).parent.parent.parent


def rows(text: str) -> dict[str, str]:
    """The last column by the id in the first."""
    cells = [re.split(r" {2,}", line.strip()) for line in text.splitlines() if line.strip()]
    return {line[0]: line[-1] for line in cells}


def test_rubrics_stand_under_their_kinds() -> None:
    heads = [line.split()[0] for line in assess.describe().split("\n\n")]
    assert heads[:3] == ["评价规则", "视角", "标准"]
    assert heads[-1] == "目录"
    assert set(assess.rubrics()) <= rows(assess.describe()).keys()


@pytest.mark.parametrize("name", ["anping-county-made-up", "tongbai-peanut"])
def test_what_is_lacking_is_what_the_judgements_lack(name: str) -> None:
    profile = assess.read(ROOT / "examples" / f"{name}.yaml")
    told = rows(assess.describe_for(profile, "en"))
    for rubric in assess.rubrics():
        (result,) = assess.diagnose(profile, rubric)
        numbers = [int(found) for found in re.findall(r"\d+", told[rubric])]
        open_ = [gate for gate in result.gates if gate.status == "unknown"]
        patterns = [pattern for pattern in result.patterns if pattern.status == "unknown"]
        lacking = [len(found) for found in (result.missing, open_, patterns) if found]
        known = [int(percent(result.coverage).rstrip("%"))] if result.is_scored else []
        assert numbers == known + lacking, told[rubric]
        assert ("nothing missing" in told[rubric]) == (not lacking)


def test_a_profile_without_facts_lacks_everything() -> None:
    told = rows(assess.describe_for(assess.read({"cluster": "某集群", "year": 2025})))
    assert told["diamond"].startswith("已知0%；缺")
    assert told["cluster-upgrading"].startswith("已知0%；缺")
