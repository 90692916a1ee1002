"""What LibreOffice makes of the files: pages without faults, and the same numbers from the audit sheet."""

from __future__ import annotations

import io
import math
import os
import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assess.engine.assessment import assess
from assess.io.result_builder import result_of
from assess.model.facts import Vocabulary
from assess.model.place import Place
from assess.model.profile import Observation, Profile, Reading
from assess.model.result import ResultContract
from assess.model.rubric import Rubric
from assess.report.build import make_report
from assess.report.formats.registry import render
from tests.reports.factories import DAY, EXAMPLES, advised, judged
from tests.reports.libreoffice import convert, needs_office

RANDOM = 50 if os.environ.get("ASSESS_CAMPAIGN") else 6


# Pages


@pytest.mark.office
@needs_office
@pytest.mark.xdist_group("office")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler on this machine")
def test_pages_are_sound(tmp_path: Path) -> None:
    """Every page has text and its number, no figure is lost, every font is embedded."""
    made = {
        f"{name}-{language}": make_report([result], language, DAY)  # type: ignore[arg-type]
        for name, result in (("peanut", judged("tongbai-peanut")), ("anping", advised("anping-county-made-up")))
        for language in ("zh", "en")
    }
    files = []
    for name, report in made.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(render(report, ".docx"))

    for file, pdf in zip(files, convert(files, "pdf", tmp_path), strict=True):
        pages = _run("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]
        assert 10 <= len(pages) <= 40, (file.name, len(pages))
        for number, page in enumerate(pages, start=1):
            text = re.sub(r"\s", "", page)
            assert text.endswith(f"—{number}—")
            assert len(text) > 60, (file.name, number)
        fonts = _run("pdffonts", str(pdf)).splitlines()[2:]
        assert fonts
        assert all(" yes yes " in line for line in fonts), fonts
        told = re.sub(r"\s", "", "".join(pages))
        for word in re.findall(r"[一-鿿]{2,6}", made[file.stem].sections[0].title[0]):  # type: ignore[arg-type]
            assert word in told
        assert "\ufffd" not in told


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


# The audit sheet


@pytest.mark.office
@needs_office
@pytest.mark.xdist_group("office")
def test_the_audit_sheet_recalculates_to_the_numbers_of_the_engine(tmp_path: Path) -> None:
    """Every stored value is spoilt first, so that only a fresh calculation can be right."""
    results = {path.stem: judged(path.stem) for path in sorted(EXAMPLES.glob("*.yaml"))}
    results["context"] = judged("anping-county-made-up", "cluster-context")
    results |= {f"random-{seed}": random_result(seed) for seed in range(RANDOM)}
    files = []
    for name, result in results.items():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(_spoilt(render(make_report([result], "zh", DAY), ".xlsx")))

    for file, recalculated in zip(files, convert(files, "xlsx", tmp_path), strict=True):
        _assert_equal(results[file.stem], recalculated)


def _spoilt(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>-777</v>", part)
            new.writestr(name, part)
    return out.getvalue()


def _assert_equal(result: ResultContract, path: Path) -> None:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("审计").to_python(skip_empty_area=False)
    rows = {row[0]: row for row in sheet[1:]}
    whole = rows[result.rubric.id]
    told: list[tuple[Any, Any]] = [(whole[7], result.low), (whole[8], result.high)]
    told += [(whole[6], result.score)] if result.score is not None else []
    for node in result.nodes:
        row = rows[node.id]
        told += [(row[7], node.low), (row[8], node.high)]
        if node.score is None:
            assert not isinstance(row[6], int | float), (path.name, node.id, row)
        else:
            told.append((row[6], node.score))
    for found, held in told:
        assert math.isclose(float(found), held, abs_tol=1e-9), (path.name, found, held)
    assert max(float(row[14]) for row in rows.values()) < 1e-9


# Random rubrics with every kind of scale and every way of combining

SCALES = (
    lambda r: {"points": dict(zip(sorted(r.sample(range(-50, 150), 4)), sorted(r.sample(range(101), 4)), strict=True))},
    lambda r: {
        "points": dict(zip(sorted(r.sample(range(100), 3)), sorted(r.sample(range(101), 3))[::-1], strict=True))
    },
    lambda r: {"at_least": {0.1: 10, 0.7: 40, 33.3: 70, 80: 100}, "otherwise": r.choice([0, 5])},
    lambda r: {"at_most": {5: 100, 20.5: 60, 70: 20}, "otherwise": r.choice([0, 10])},
    lambda r: {"goalposts": {"worst": r.choice([0, 120]), "best": 60}},
    lambda r: {"goalposts": {"worst": r.choice([1, 500]), "best": 90, "log": True}},
    lambda r: {"optimum": [10, 30, 55.5, 90]},
    lambda r: {"optimum": {0: 0, 40: r.choice([60, 80]), 70.5: 90, 95: 70}},
    lambda r: {"levels": sorted(r.sample(range(101), 5))},
    lambda r: {"yes_no": {"yes": 80, "no": r.choice([0, 20])}},
    lambda r: {"choices": {"Good": 90, "good": 70, "poor*": 15}},
)
WAYS: tuple[Any, ...] = (
    "mean",
    "geometric",
    "harmonic",
    "weakest",
    {"power": 0.5},
    {"power": -2},
    {"power": 3},
    {"power": 0},
)


def random_result(seed: int) -> ResultContract:
    """A made-up rubric over made-up facts, some unknown, some unsure, some not applicable."""
    r = random.Random(seed)
    scales = [SCALES[(seed + i) % len(SCALES)](r) for i in range(12)]
    criteria = [
        {"id": f"c{c}", "title": _both(f"c{c}"), "combine": r.choice(WAYS), "weight": r.choice([1, 2.5]),
         "children": [{"use": f"i{i}", "weight": r.choice([1, 3, 0.3])} for i in range(c, 12, 3)]}
        for c in range(3)
    ]  # fmt: skip
    facts: dict[str, Any] = {f"f{i}": _fact(scale) for i, scale in enumerate(scales)}
    rubric = Rubric.model_validate({
        "rubric": "made-up", "version": "1", "title": _both("x"), "combine": r.choice(WAYS), "coverage_floor": 0.2,
        "weights": {"basis": "expert"}, "facts": facts, "criteria": criteria,
        "grades": {"basis": "expert", "bands": [{"id": "all", "from": 0, "label": _both("all")}]},
        "indicators": {f"i{i}": {"title": _both(f"i{i}"), "value": f"f{i}", "scale": {"basis": "expert", **scale}}
                       for i, scale in enumerate(scales)},
    })  # fmt: skip
    seen = {f"f{i}": _observation(f"f{i}", scale, r) for i, scale in enumerate(scales)}
    profile = Profile("made up", 2025, "made-up", observations={k: v for k, v in seen.items() if v})
    return result_of(assess(rubric, profile, Vocabulary({})))


def _both(word: str) -> dict[str, str]:
    return {"zh": word, "en": word}


def _fact(scale: dict[str, Any]) -> dict[str, Any]:
    base = {"title": _both("f"), "definition": _both("f"), "held_by": "statistics"}
    if "choices" in scale:
        return base | {"kind": "choice", "items": {answer: _both(answer) for answer in scale["choices"]}}
    return base | {"kind": "amount"}


def _observation(name: str, scale: dict[str, Any], r: random.Random) -> Observation | None:
    place = Place("made-up", f"facts.{name}")
    luck = r.random()
    if luck < 0.15:
        return None
    if luck < 0.25:
        return Observation(name, "not_applicable", place, reason="none")
    if "choices" in scale:
        return Observation(name, "stated", place, {2025: Reading(r.choice(list(scale["choices"])), 0, 0, place)})
    value = r.choice([0.0, 0.7, 0.1 + 0.2, 33.3, 5.0, 20.5, 80.0, 1.0, 3.0, r.uniform(-20, 130)])
    if "levels" in scale or "yes_no" in scale:
        value = float(r.choice([1, 2, 3.5, 5] if "levels" in scale else [0, 1]))
    low, high = (value - 10, value + 15) if luck > 0.85 else (value, value)
    return Observation(name, "stated", place, {2025: Reading(value, low, high, place)})
