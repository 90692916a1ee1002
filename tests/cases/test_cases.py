"""Worked cases: what a profile states, and what the judgement must say of it.

The cases stand in the YAML files of this folder and can be read, and added to, without
reading any Python. A case has

    name     a sentence
    rubric   the id of a rubric on the shelf, or a small one written in place
    facts    as in a profile; also firms, platforms, projects and year (2024 by default)
    profile  in place of facts, the path of a whole profile
    expect   what must come out: of the whole (score, low, high, coverage, status, grade,
             certain, verdict), of a node by its id, of a gate under `gates`; `conflicts` the facts
             whose statements contradict each other, and how; `missing` lists the
             facts asked for first; `refused` the codes of what is wrong with the case
    within   how far numbers may be off; 1e-9 by default
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess.engine.assessment import assess
from assess.form.profiles import read_profile
from assess.io.library import Library, default_library
from assess.io.result_builder import result_of
from assess.io.yaml_document import parse_yaml
from assess.model.problems import InputError
from assess.model.result import ResultContract

HERE = Path(__file__).parent
STATED = ("complete", "facts", "firms", "platforms", "projects", "sources", "filing")
"""What a case says of a profile, in its own keys."""
WORDS = {"zh": "试", "en": "trial"}
SMALL = {
    "rubric": "small",
    "version": "1",
    "title": WORDS,
    "weights": {"basis": "expert"},
    "grades": {
        "basis": "expert",
        "bands": [
            {"id": "good", "from": 60, "label": {"zh": "好", "en": "good"}},
            {"id": "poor", "from": 0, "label": {"zh": "差", "en": "poor"}},
        ],
    },
}
"""What a rubric written in place may leave out."""


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(HERE.glob("*.yaml"))
        for case in parse_yaml("cases:\n" + path.read_text(encoding="utf-8"), path.name).data["cases"]
    ]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    allowed = {"name", "rubric", "profile", "expect", "within", "year", *STATED}
    assert set(case) <= allowed, "a key of the case is misspelt"
    expected = dict(case["expect"])
    refused = expected.pop("refused", None)
    if refused:
        with pytest.raises(InputError) as caught:
            _judged(case, tmp_path)
        assert [problem.code for problem in caught.value.problems] == refused
        return
    result = _judged(case, tmp_path)
    wrong = list(_wrong(result, expected, case.get("within", 1e-9)))
    assert not wrong, "\n".join([case["name"], *wrong])


@cache
def _shelf() -> Library:
    return default_library()


def _judged(case: Mapping[str, Any], folder: Path) -> ResultContract:
    rubric = case["rubric"]
    if isinstance(rubric, dict):
        text = _written(_whole(rubric))
        judge_by = _shelf().load_rubric(parse_yaml(text, "rubric.yaml"))
    else:
        judge_by = _shelf().rubric(rubric)
    path = HERE.parent.parent / case["profile"] if "profile" in case else _profile(case, folder)
    read, _ = read_profile(str(path), _shelf().vocabulary.extended(judge_by.facts))
    return result_of(assess(judge_by, read, _shelf().vocabulary, _shelf().sources))


def _profile(case: Mapping[str, Any], folder: Path) -> Path:
    stated = {key: case[key] for key in STATED if key in case}
    path = folder / "profile.yaml"
    profile = {"cluster": case["name"], "year": case.get("year", 2024), **stated}
    path.write_text(_written(profile), encoding="utf-8")
    return path


def _written(data: Any) -> str:
    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return str(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False))


def _whole(rubric: dict[str, Any]) -> dict[str, Any]:
    """The small rubric with everything its writer may leave out."""
    indicators = {
        name: {
            "title": {"zh": f"试 {name}", "en": name},
            **each,
            "scale": {"basis": "expert", **each["scale"]},
        }
        for name, each in rubric["indicators"].items()
    }
    criteria = rubric.get("criteria") or [{"id": "all", "children": list(indicators)}]
    gates = [{"title": WORDS, "basis": "expert", **gate} for gate in rubric.get("gates", [])]
    whole = {**SMALL, **rubric, "indicators": indicators, "gates": gates}
    return whole | {"criteria": [_titled(each) for each in criteria]}


def _titled(criterion: Any) -> Any:
    if not isinstance(criterion, dict) or "id" not in criterion:
        return criterion
    children = [_titled(child) for child in criterion["children"]]
    return {"title": {"zh": f"试 {criterion['id']}", "en": criterion["id"]}, **criterion, "children": children}


def _spoken(result: ResultContract, key: str) -> object:
    """The grade or the verdict by its id, or whether the grade is certain; None where there is none."""
    if key == "verdict":
        return result.verdict and result.verdict.id
    return result.grade and (result.grade.id if key == "grade" else result.grade.certain)


def _wrong(result: ResultContract, expected: Mapping[str, Any], within: float) -> Any:
    """What differs from the expectation, one sentence each."""
    for key, value in expected.items():
        if key == "gates":
            found = {gate.id: gate for gate in result.gates}
            for gate, wanted in value.items():
                yield from _differences(found[gate], wanted if isinstance(wanted, dict) else {"status": wanted}, within)
        elif key == "missing":
            asked = [missing.fact for missing in result.missing]
            if asked[: len(value)] != value:
                yield f"asked first: {asked[: len(value)]}, not {value}"
        elif key == "conflicts":
            contradictions = [[each.fact, each.kind] for each in result.conflicts]
            if contradictions != value:
                yield f"conflicts: {contradictions}, not {value}"
        elif key in ("grade", "certain", "verdict"):
            told = _spoken(result, key)
            if told != value:
                yield f"{key}: {told}, not {value}"
        elif isinstance(value, dict):
            node = result.node(key)
            assert node is not None, f"the rubric has no node {key}"
            yield from _differences(node, value, within)
        else:
            yield from _differences(result, {key: value}, within)


def _differences(found: Any, wanted: Mapping[str, Any], within: float) -> Any:
    for key, value in wanted.items():
        told = getattr(found, key)
        told = told.zh if key == "because" else told
        equal = told == value
        if isinstance(value, int | float) and isinstance(told, int | float) and not isinstance(value, bool):
            equal = abs(told - value) <= within
        if not equal:
            yield f"{getattr(found, 'id', 'the whole')}.{key}: {told}, not {value}"
