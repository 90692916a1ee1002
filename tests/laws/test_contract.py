"""The result contract: what stands in the JSON, whatever is judged."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assess import schema
from assess.engine.assessment import assess
from assess.io.result_builder import result_of
from assess.io.results import to_json
from assess.model.profile import Profile
from assess.model.result import ResultContract
from assess.model.rubric import Rubric

from .. import strategies as some

pytestmark = pytest.mark.slow

RESULT = json.loads(schema("result"))
ADAPTER = TypeAdapter(ResultContract)

WHOLE = "schema engine rubric profile status score low high coverage grade nodes gates missing stage modes advice"
NODE = "id parent kind title weight score low high contribution value unit status where because basis references"
GATE = "id title status value threshold unit gap because references"
KEYS = {
    "rubric": "id version title",
    "profile": "cluster place industry year sha256",
    "nodes": NODE,
    "gates": GATE,
    "missing": "fact title narrows",
}

GATES = [
    {"id": "one", "title": some.TEXT, "basis": "expert", "any_of": ["n00 >= 5", {"all_of": ["n01 > 0", "n02 < 9"]}]},
    {"id": "two", "title": some.TEXT, "basis": "official", "veto": True, "all_of": ["growth(n00, 3) > 10"]},
]


def gated(plain: some.Plain) -> Rubric:
    return Rubric.model_validate({**plain, "gates": GATES, "coverage_floor": 0.5})


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rubric, Profile]:
    if draw(st.booleans()):
        return draw(some.real_pairs())
    rubric = gated(draw(some.plain_rubrics(answers=some.BOTH, formula=some.formulas)))
    return rubric, draw(some.profiles(rubric))


def told(rubric: Rubric, profile: Profile) -> tuple[ResultContract, dict[str, Any]]:
    known = some.library().vocabulary if rubric.rubric != "whole" else some.vocabulary()
    result = result_of(assess(rubric, profile, known))
    return result, json.loads(to_json(result), parse_constant=_no_constant)


def _no_constant(name: str) -> float:
    raise AssertionError(f"{name} stands in the JSON")


@given(cases())
def test_the_json_keeps_the_contract(case):
    """All keys of the contract; no NaN, no Infinity; what is read back is what was written."""
    result, plain = told(*case)
    assert set(WHOLE.split()) <= plain.keys()
    for part, keys in KEYS.items():
        for each in plain[part] if isinstance(plain[part], list) else [plain[part]]:
            assert set(keys.split()) <= each.keys(), part
    assert plain["schema"] == "assess/result/1"
    assert plain["score"] == result.score
    assert [node["score"] for node in plain["nodes"]] == [node.score for node in result.nodes]


@given(cases())
def test_the_json_fits_the_published_schema(case):
    """Every value has the type that `assess rubrics schema result` prints."""
    _, plain = told(*case)
    assert list(misfits(plain, RESULT)) == []


@given(cases())
def test_a_saved_result_can_be_read_again(case):
    """The JSON is a ResultContract again, and that result the same JSON."""
    result, plain = told(*case)
    assert to_json(ADAPTER.validate_python(plain)) == to_json(result)


def test_what_is_held_beside_the_contract_is_not_written():
    """A result that knows more, such as places in a file, is written as if it did not."""
    result, _ = told(some.rubric_over({}), some.stating({"n00": 50.0}))

    @dataclass(frozen=True)
    class Placed(ResultContract):
        place: str = "here"

    placed = Placed(**{part.name: getattr(result, part.name) for part in fields(result)})
    assert to_json(placed) == to_json(result)
    assert to_json([placed]) == to_json([result])


@given(cases())
def test_the_parts_of_a_result_fit_together(case):
    """Status, score, grade and nodes say the same thing."""
    rubric, profile = case
    _, plain = told(rubric, profile)
    assert (plain["status"] == "scored") == (plain["score"] is not None)
    assert plain["grade"] is None or plain["status"] == "scored"
    assert 0 <= plain["low"] <= plain["high"] <= 100
    if plain["score"] is not None:
        leaves = [node for node in plain["nodes"] if node["kind"] == "indicator"]
        assert plain["low"] <= plain["score"] <= plain["high"]
        assert math.isclose(sum(node["share"] for node in leaves), 1, abs_tol=1e-9)
    ids = [node["id"] for node in plain["nodes"]]
    assert len(set(ids)) == len(ids)
    for node in plain["nodes"]:
        assert node["parent"] is None or node["parent"] in ids
        assert (node["score"] is not None) == (node["status"] == "known")
        assert node["because"]["zh"]
        assert node["because"]["en"]
    assert [each["narrows"] for each in plain["missing"]] == sorted(
        (each["narrows"] for each in plain["missing"]), reverse=True
    )


@given(st.floats(0, 1), st.lists(st.booleans(), min_size=1, max_size=8))
def test_too_little_known_gives_no_score(floor, known):
    """Below the floor of coverage: insufficient, no score, no grade, the interval stays. On the floor: scored."""
    rubric = some.rubric_over(*[{}] * len(known), coverage_floor=floor)
    profile = some.stating({some.NUMBERS[n]: 50.0 for n, each in enumerate(known) if each})
    _, plain = told(rubric, profile)
    coverage = sum(known) / len(known)
    enough = any(known) and coverage >= floor - 1e-12
    assert plain["status"] == ("scored" if enough else "insufficient")
    assert (plain["score"] is None) == (plain["grade"] is None) == (not enough)
    assert math.isclose(plain["low"], 50 * coverage, abs_tol=1e-9)
    assert math.isclose(plain["high"], 50 * coverage + 100 * (1 - coverage), abs_tol=1e-9)


@pytest.mark.parametrize(("number", "least"), [(29, "0.29"), (57, "0.57"), (7, "0.07"), (100, "1")])
def test_a_floor_is_reached_as_decimals_are_written(number, least):
    """29 of 100 known reach a floor of 0.29, though 0.29 is a little more than that in binary."""
    indicators = {
        f"i{n:03}": {"title": some.TEXT, "value": "n00" if n < number else "n01", "scale": some.IDENTITY}
        for n in range(100)
    }
    criteria = [{"id": "b", "title": some.TEXT, "children": list(indicators)}]
    plain = some.rubric_of(criteria, indicators, coverage_floor=float(least))
    assert told(Rubric.model_validate(plain), some.stating({"n00": 50.0}))[1]["status"] == "scored"


@pytest.mark.parametrize(
    "value", ["log(n00)", "exp(n00 + 1000)", "1 / n00", "1e200 * (n00 + 1e200)", "-1e308 * 10 + n00"]
)
def test_a_value_beyond_all_numbers_is_unknown(value):
    """What JSON has no number for is no value: the indicator is unknown, and so is the clause."""
    gates = [{"id": "g", "title": some.TEXT, "basis": "expert", "all_of": [f"{value} >= 1"]}]
    rubric = some.rubric_over({"value": value}, {"value": "n01"}, gates=gates)
    _, plain = told(rubric, some.stating({"n00": 0.0, "n01": 50.0}))
    indicator = next(node for node in plain["nodes"] if node["id"] == "i0")
    assert (indicator["status"], indicator["value"]) == ("unknown", None)
    assert (plain["gates"][0]["status"], plain["gates"][0]["value"]) == ("unknown", None)


def test_the_fact_worth_most_is_named_first():
    """The missing fact that narrows the interval most stands first, and by what the engine says."""
    rubric = Rubric.model_validate(
        some.rubric_of(
            [
                {"id": "b", "title": some.TEXT, "weight": 3, "children": ["i0"]},
                {"id": "c", "title": some.TEXT, "weight": 1, "children": ["i1"]},
            ],
            {f"i{n}": {"title": some.TEXT, "value": some.NUMBERS[n], "scale": some.IDENTITY} for n in range(2)},
        )
    )
    _, plain = told(rubric, some.profile_of())
    assert [(each["fact"], each["narrows"]) for each in plain["missing"]] == [("n00", 75), ("n01", 25)]


# A validator of as much JSON Schema as ours uses

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "number": (int, float),
    "integer": int,
}
KNOWN = {"$ref", "$defs", "$schema", "$id", "anyOf", "type", "enum", "const", "properties", "required", "items"}
KNOWN |= {"additionalProperties", "minLength", "title", "description", "default"}


def misfits(value: Any, rule: Any, at: str = "") -> list[str]:
    """Where a value does not fit its schema."""
    if isinstance(rule, bool):
        return [] if rule else [f"{at}: not allowed"]
    assert rule.keys() <= KNOWN, rule.keys() - KNOWN
    if "$ref" in rule:
        return misfits(value, RESULT["$defs"][rule["$ref"].rpartition("/")[2]], at)
    if "anyOf" in rule:
        tried = [misfits(value, each, at) for each in rule["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in rule and value not in rule["enum"]:
        return [f"{at}: {value!r} is none of {rule['enum']}"]
    kind = TYPES[rule["type"]] if "type" in rule else object
    if not isinstance(value, kind) or (isinstance(value, bool) and rule.get("type") in ("number", "integer")):
        return [f"{at}: {value!r} is no {rule['type']}"]
    return [*_inside(value, rule, at)]


def _inside(value: Any, rule: dict[str, Any], at: str) -> list[str]:
    if isinstance(value, list):
        return [fault for n, each in enumerate(value) for fault in misfits(each, rule.get("items", True), f"{at}[{n}]")]
    if not isinstance(value, dict):
        return []
    absent = [f"{at}: lacks {key}" for key in rule.get("required", ()) if key not in value]
    known, other = rule.get("properties", {}), rule.get("additionalProperties", True)
    return [*absent, *(fault for k, each in value.items() for fault in misfits(each, known.get(k, other), f"{at}.{k}"))]


def test_the_validator_finds_misfits():
    """A validator that finds nothing would prove nothing."""
    _, plain = told(some.rubric_over({}), some.stating({"n00": 50.0}))
    assert misfits(plain, RESULT) == []
    assert misfits({**plain, "status": "fine"}, RESULT)
    assert misfits({**plain, "low": "0"}, RESULT)
    assert misfits({**plain, "nodes": [{}]}, RESULT)
    assert misfits({key: each for key, each in plain.items() if key != "score"}, RESULT)
