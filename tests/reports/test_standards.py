"""A standard told: verdict, duty, members, and what nobody verified; every figure of it stands in the result."""

from __future__ import annotations

import math
import re
from functools import cache

import pytest

import assess
from assess.model.result import ResultContract
from assess.report.build import make_report
from assess.report.document import labels, line_text
from tests.reports.factories import DAY
from tests.reports.figures import Source
from tests.reports.report_lines import all_figures, iter_lines

STANDARD = "miit-sme-cluster-2022"
FACTS = {
    "output": {2023: 38, 2024: 42, 2025: 43},
    "sme_output": {2024: 28, 2025: 29.5},
    "sme_output_share": 68.6,
    "champions": 0,
    "national_champions": 0,
    "little_giants": 0,
    "specialised_firms": 4,
    "innovative_smes": 3,
    "hightech_firms": 2,
    "pillar_industry": False,
    "segment_front": True,
    "cluster_area": 130,
    "industrial_internet_rate": 12,
    "open_cooperation": True,
}


@cache
def told() -> ResultContract:
    return assess.advise(assess.read({"cluster": "试县五金产业集群", "year": 2025, "facts": FACTS}), STANDARD)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("length", ["brief", "standard", "full"])
def test_every_figure_of_a_standard_stands_in_the_result(language, length):
    source = Source(told())
    for figure in all_figures(make_report([told()], language, DAY, length)):
        held = source.look_up(figure.origin)
        assert any(math.isclose(figure.value, each, rel_tol=1e-12) for each in (held, 100 * held)), figure


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            [
                "申报条件不具备",
                "差2亿元，按目前增速2026年达到",
                "引导条款",
                "未核实，不计（按所传条文：未达到）",
                "须为“是”",
            ],
        ),
        ("en", ["Not eligible", "short by RMB 200 m", "Guiding", "not counted (by the clause as told: not met)"]),
    ],
)
def test_a_report_tells_how_each_clause_stands(language, words):
    """The verdict, what is short and until when, what guides, and what nobody verified."""
    report = make_report([told()], language, DAY, "brief")
    text = "\n".join(line_text(line, labels(report)) for line in iter_lines(report))
    assert not [each for each in words if each not in text]


def test_an_explained_clause_opens_every_year_and_member():
    result = assess.score(assess.read({"cluster": "试县五金产业集群", "year": 2025, "facts": FACTS}), STANDARD)
    assert all(f"facts.output.{year}" in result.explain("1a") for year in FACTS["output"])
    assert all(title in result.explain("2") for title in ("创新型中小企业数", "国家级制造业单项冠军企业数"))
    assert re.search(r"主导产业是县域支柱或特色产业 +pillar_industry +否 ", result.explain("1f"))


def test_supposing_tells_the_clauses_that_change():
    profile = assess.read({"cluster": "试县五金产业集群", "year": 2025, "facts": FACTS})
    text = assess.suppose(profile, {"innovative_smes": 4}, rubric=STANDARD).to_text("zh")
    changed = [line for line in text.splitlines() if line.startswith("2 ")]
    assert changed
    assert "差1 家" in changed[0]
    assert changed[0].rstrip().endswith("达到")
    assert not [line for line in text.splitlines() if line.startswith("1b")]
