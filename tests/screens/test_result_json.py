"""The JSON of a result, small enough to be read: every key of the contract, each once or a little more.

The library in tiny/ holds one criterion, one clause and one measure, so that a change of the
contract is a change of a few lines here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assess.api import schema
from assess.cli.main import run
from assess.io.library import Library
from tests.offenders import assert_none

TINY = Path(__file__).parent / "tiny"
SCHEMA = json.loads(schema("result"))
WIDTH = 116


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `advise` says of the tiny profile."""
    library = Library(TINY)
    for module in ("api", "shelf"):
        monkeypatch.setattr(f"assess.{module}.default_library", lambda: library)
    words = ("advise", str(TINY / "profile.yaml"), "-r", "tiny", "--target", "good", "-f", "json")
    assert run(list(words)) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_every_key_of_the_contract(told: dict[str, Any], screen: SnapshotAssertion) -> None:
    """Of each list the first item is shown, of nodes and questions the first two, which are of two kinds."""
    text = "\n".join(laid_out(first_of_each(told)))
    assert json.loads(text) == first_of_each(told)
    assert text == screen


def test_no_key_of_the_schema_is_left_out(told: dict[str, Any]) -> None:
    shown = set(keys(first_of_each(told), SCHEMA, "Result"))
    published = {"Result": SCHEMA, **SCHEMA["$defs"]}
    assert_none({f"{name}.{key}" for name, rule in published.items() for key in rule.get("properties", ())} - shown)


def first_of_each(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [first_of_each(item) for item in value[: 2 if key in ("nodes", "questions") else 1]]
    if isinstance(value, dict):
        return {name: first_of_each(item, name) for name, item in value.items()}
    return value


def laid_out(value: Any, key: str = "", indent: int = 0) -> list[str]:
    """JSON that keeps on one line what fits on one."""
    start, whole = " " * indent + key, json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(start + whole) <= WIDTH:
        return [start + whole]
    pairs = [(f'"{name}": ', item) for name, item in value.items()] if isinstance(value, dict) else zip_keyless(value)
    blocks = [laid_out(item, name, indent + 1) for name, item in pairs]
    inside = [line for block in blocks[:-1] for line in (*block[:-1], block[-1] + ",")] + blocks[-1]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return [start + opening, *inside, " " * indent + closing]


def zip_keyless(items: list[Any]) -> list[tuple[str, Any]]:
    return [("", item) for item in items]


def keys(value: Any, rule: Any, name: str) -> Iterator[str]:
    """The properties of the schema that a value shows, each as `Class.property`."""
    for option in rule.get("anyOf", ()) if isinstance(rule, dict) else ():
        yield from keys(value, option, name)
    if isinstance(rule, dict) and "$ref" in rule:
        name = rule["$ref"].rpartition("/")[2]
        yield from keys(value, SCHEMA["$defs"][name], name)
    elif isinstance(value, list) and isinstance(rule, dict):
        yield from (key for item in value for key in keys(item, rule.get("items"), name))
    elif isinstance(value, dict) and isinstance(rule, dict):
        for key, item in value.items():
            if key in rule.get("properties", ()):
                yield f"{name}.{key}"
            yield from keys(item, rule.get("properties", {}).get(key, rule.get("additionalProperties")), name)
