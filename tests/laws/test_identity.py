"""The same facts give the same bytes, however they are written down; other facts never do."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assess.engine.assessment import assess
from assess.form.profiles import read_profile
from assess.io.result_builder import result_of
from assess.io.results import to_json
from assess.io.yaml_document import read_yaml
from assess.model.rubric import Rubric

from .. import strategies as some
from .test_trees import shuffled

pytestmark = pytest.mark.slow

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
DEFAULT = "cluster-upgrading"


def written(plain: Any, folder: Path, name: str = "p.yaml") -> str:
    """A YAML file of plain data, keys in the order given."""
    file = folder / name
    file.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(file)


def result_bytes(file: str, rubric: str = DEFAULT) -> bytes:
    judge_by = some.library().rubric(rubric)
    profile, _ = read_profile(file, some.library().vocabulary.extended(judge_by.facts))
    return to_json(result_of(assess(judge_by, profile, some.library().vocabulary, some.library().sources))).encode()


def sha(file: str) -> str:
    return read_profile(file, some.library().vocabulary)[0].sha256


def mixed(value: Any, shuffle: random.Random) -> Any:
    """Plain data with the keys of every mapping, and the rows of every table, in another order."""
    if isinstance(value, dict):
        keys = shuffle.sample(list(value), len(value))
        return {key: mixed(value[key], shuffle) for key in keys}
    if isinstance(value, list):
        return [mixed(each, shuffle) for each in shuffle.sample(value, len(value))]
    return value


@pytest.mark.parametrize("rubric", some.library().ids())
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_scoring_twice_gives_the_same_bytes(file, rubric):
    """No clock, no chance, no memory."""
    assert result_bytes(str(file), rubric) == result_bytes(str(file), rubric)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_order_of_lines_changes_no_byte(file, seed, tmp_path):
    """Facts, keys and rows shuffled, in a file of another name: the same result, hash included."""
    plain = read_yaml(file).data
    other = written(mixed(plain, random.Random(seed)), tmp_path, "another name.yaml")
    assert result_bytes(other) == result_bytes(written(plain, tmp_path)) == result_bytes(str(file))


def test_how_it_is_written_changes_no_byte(tmp_path):
    """Flow or block style, comments, line ends, a byte order mark, 18 or 18.0, 0.5 or 5e-1: the same result."""
    head = "cluster: 某集群\nyear: 2024\n"
    ways = [
        head + "facts:\n  output: 18\n  sales: 0.5\n",
        head + "facts: {sales: 5.0e-1, output: 18.0} # the same\n",
        "facts: {output: {value: 18}, sales: {value: 0.5}}\n" + head,
        "\ufeff" + (head + "facts:\n  'output': 18\n  sales: 0.50\n").replace("\n", "\r\n"),
    ]
    found = set()
    for number, text in enumerate(ways):
        file = tmp_path / f"{number}.yaml"
        file.write_bytes(text.encode())
        found.add(result_bytes(str(file)))
    assert len(found) == 1


VALUES = st.dictionaries(
    st.sampled_from(["output", "sales", "households", "firms", "employees", "brand_reach"]),
    st.integers(1, 5),
    min_size=1,
)


def hash_of(tmp: Path, facts: dict[str, Any], **header: Any) -> str:
    return sha(written({"cluster": "某集群", "year": 2024, **header, "facts": facts}, tmp))


@given(VALUES, VALUES)
def test_hashes_are_equal_where_the_facts_are(tmp_path_factory, one, other):
    """Two profiles have one hash exactly if they state the same."""
    folder = tmp_path_factory.mktemp("hash")
    assert (hash_of(folder, one) == hash_of(folder, other)) == (one == other)


OTHERS = [
    {"output": 19},
    {"output": {2024: 18}},
    {"output": {"value": 18, "low": 17, "high": 19}},
    {"output": {"value": 18, "low": 17}},
    {"output": {"value": 18, "at_least": True}},
    {"output": {"value": 18, "at_most": True}},
    {"output": {"value": 18, "about": True}},
    {"output": {"value": 18, "source": "统计局"}},
    {"output": {"not_applicable": "无"}},
    {"output": "unknown"},
    {"output": 18, "sales": 18},
    {"output": 18.000000000000004},
    {},
]


@pytest.mark.parametrize("facts", OTHERS, ids=str)
def test_any_other_statement_has_another_hash(facts, tmp_path):
    """Value, year, bounds, source and standing are all part of what is stated."""
    assert hash_of(tmp_path, facts) != hash_of(tmp_path, {"output": 18})


@pytest.mark.parametrize("header", [{"cluster": "另一集群"}, {"year": 2023}, {"place": "某县"}, {"industry": "某业"}])
def test_another_cluster_has_another_hash(header, tmp_path):
    """So are the name, the year, the place and the industry."""
    assert hash_of(tmp_path, {"output": 18}, **header) != hash_of(tmp_path, {"output": 18})


@given(some.plain_rubrics(answers=some.BOTH, own_facts=False), st.data())
def test_the_order_in_a_rubric_changes_no_number(plain, data):
    """Criteria and indicators written in another order: every node, and every fact to ask for, to the bit."""
    profile = data.draw(some.profiles(Rubric.model_validate(plain)))
    other = shuffled(plain, random.Random(data.draw(st.integers(0, 99))))
    one, two = (result_of(assess(Rubric.model_validate(each), profile, some.vocabulary())) for each in (plain, other))
    assert {n.id: (n.score, n.low, n.high, n.contribution) for n in one.nodes} == {
        n.id: (n.score, n.low, n.high, n.contribution) for n in two.nodes
    }
    assert [(m.fact, m.narrows) for m in one.missing] == [(m.fact, m.narrows) for m in two.missing]


def test_what_a_fact_narrows_is_added_up_in_one_order():
    """A fact that several unknown indicators lack: its points do not hang on their order, not by a bit."""
    weights = [4.0, 6.29, 6.5, 5.4, 8.1, 0.3]
    values = ["n00", "n00 + n01", "n00 + n01 + n02"] * 2
    children = [{"use": f"i{n}", "weight": weight} for n, weight in enumerate(weights)]
    indicators = {
        f"i{n}": {"title": some.TEXT, "value": value, "scale": some.IDENTITY} for n, value in enumerate(values)
    }
    told = set()
    for seed in range(20):
        mixture = random.Random(seed).sample(children, len(children))
        rubric = some.rubric_of([{"id": "b", "title": some.TEXT, "children": mixture}], indicators)
        result = result_of(assess(Rubric.model_validate(rubric), some.profile_of(), some.vocabulary()))
        told |= {(each.fact, each.narrows) for each in result.missing}
    assert len(told) == 3
