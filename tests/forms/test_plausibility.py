"""What is possible but should be asked about: each question is put, and not put without need."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.form.plausibility import examine

from .profile_strategies import read, the_library

BASE = "cluster: 甲\nyear: 2024\n"
FIRMS = "firms: [{name: 乙, sales: 8}, {name: 丙, sales: 9}]"
FIRMS = "firms: [{name: 乙, sales: 8}, {name: 丙, sales: 9}]"
CASES = {
    "万元 for 亿元 against last year": ("facts: {output: {2023: 4.1, 2024: 41000}}", ["W201", "W205"]),
    "万元 for 亿元 against its neighbours": (
        "facts: {output: 40, sales: 38, purchases: 20, market_turnover: 12, local_purchases: 0.001}",
        ["W205"],
    ),
    "a jump": ("facts: {output: {2023: 20, 2024: 400}}", ["W202"]),
    "firms larger than the cluster": (f"facts: {{sales: 10}}\n{FIRMS}", ["W206"]),
    "firms as large as the cluster": (f"facts: {{sales: 17}}\n{FIRMS}", []),
    "two coverages, declared": ("filing: {coverage: all}\nfacts: {output: {value: 10, note: 规上数}}", ["W207"]),
    "two coverages, part and whole": (
        "facts: {output: {value: 10, note: 全口径}, core_output: {value: 8, note: 规上企业合计}}",
        ["W207"],
    ),
    "one coverage": ("filing: {coverage: all}\nfacts: {output: {value: 10, note: 规上规下全口径}}", []),
    "two ways that differ": ("facts: {output: 100, core_output: 70, core_share: 50}", ["W208"]),
    "two ways that agree": ("facts: {output: 100, core_output: 70, core_share: 70.2}", []),
    "two ways, one of them unsure": (
        "facts: {output: 100, core_output: 70, core_share: {value: 60, at_least: true}}",
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_asked_about(name: str, tmp_path: Path) -> None:
    text, wanted = CASES[name]
    path = tmp_path / "p.yaml"
    path.write_text(BASE + text + "\n", encoding="utf-8")
    library = the_library()
    found = examine(read(path), library.vocabulary, library.rubric("cluster-upgrading"))
    assert sorted(problem.code for problem in found) == wanted
