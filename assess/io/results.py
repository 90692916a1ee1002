"""Results as JSON of the contract `assess/result/1`: written for anybody, read back from outside and so hostile."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..model.judgement import RESULT_SCHEMA, contract_key
from ..model.place import Place
from ..model.problems import InputError, input_error
from ..model.result import ResultContract
from .files import read_text
from .reasons import input_words, reason_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MAX_JSON_DEPTH: Final = 24
MAX_NODES: Final = 5000
FAMILY: Final = "assess/result/"
RESULTS_SCHEMA: Final = "assess/results/1"
"""Of several results in one file."""


def to_json(content: object) -> str:
    """JSON text of a result, or of something that holds some; the same result gives the same bytes.

    Written field by field: to build pydantic's serializers of the contract takes longer than
    to write ten results.
    """
    return json.dumps(content, default=_fields, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def several_to_json(results: Sequence[ResultContract]) -> str:
    """JSON text of several results of one profile; of one, that of the result itself."""
    if len(results) == 1:
        return to_json(results[0])
    return to_json({"schema": RESULTS_SCHEMA, "results": results})


def _fields(value: Any) -> dict[str, Any]:
    # Of a result that holds more than the contract, the contract alone.
    named = fields(ResultContract if isinstance(value, ResultContract) else value)
    return {contract_key(field.name): getattr(value, field.name) for field in named}


def read_result(path: Path) -> ResultContract:
    """A result as it was saved.

    Raises:
        InputError: not JSON, not a result, of another version, or not whole.
    """
    return from_json(read_text(path), path.name)


def from_json(text: str, file: str = "") -> ResultContract:
    """The result that a JSON text holds; `file` is named in what is wrong with it.

    Raises:
        InputError: not JSON, not a result, of another version, or not whole.
    """
    place = Place(file, "")
    data = _parsed(text, place)
    _check_version(data, place)
    result = _validated(data, place)
    _check_tree(result, place)
    return result


def _parsed(text: str, place: Place) -> Any:
    try:
        data = json.loads(text, parse_constant=_no_number, parse_float=_finite, parse_int=_short_integer)
    except InputError:
        raise
    except RecursionError:
        raise input_error("E112", place, allowed=MAX_JSON_DEPTH) from None
    except ValueError as error:
        where = place._replace(line=getattr(error, "lineno", None), column=getattr(error, "colno", None))
        raise input_error("E601", where, why=reason_of(error)) from None
    if _depth(data) > MAX_JSON_DEPTH:
        raise input_error("E112", place, allowed=MAX_JSON_DEPTH)
    return data


def _no_number(word: str) -> Any:
    raise input_error("E604", None, found=word)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise input_error("E604", None, found=text[:40])
    return value


def _short_integer(text: str) -> int | float:
    if len(text) > 300:
        raise input_error("E604", None, found=text[:40] + "…")
    return int(text)


def _depth(data: Any) -> int:
    deepest, open_ = 0, [(data, 1)]
    while open_:
        value, depth = open_.pop()
        deepest = max(deepest, depth)
        if depth <= MAX_JSON_DEPTH and isinstance(value, dict | list):
            inside = value.values() if isinstance(value, dict) else value
            open_ += [(item, depth + 1) for item in inside]
    return deepest


def _check_version(data: Any, place: Place) -> None:
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, str) or not schema.startswith(FAMILY):
        found = input_words("no_schema") if schema is None else f"schema: {str(schema)[:60]}"
        raise input_error("E602", place, found=found, allowed=RESULT_SCHEMA)
    if schema != RESULT_SCHEMA:
        raise input_error("E603", place, found=schema[:60], allowed=RESULT_SCHEMA)


def _validated(data: dict[str, Any], place: Place) -> ResultContract:
    from pydantic import ValidationError
    from pydantic_core import PydanticCustomError

    try:
        result: ResultContract = _adapter(ResultContract).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        at = ".".join(str(step) for step in fault["loc"])[:80]
        raise input_error("E605", place._replace(at=at), found=at, why=str(fault["msg"])[:80]) from None
    for node in result.nodes:
        try:
            _check_scale(node.scale)
        except (ValidationError, PydanticCustomError) as error:
            at = f"nodes.{node.id[:40]}.scale"
            raise input_error("E605", place._replace(at=at), found=at, why=type(error).__name__) from None
    return result


def _check_scale(scale: dict[str, Any] | None) -> None:
    """A scale is told as the rubric writes it: only a rubric's scale is one. Its note
    becomes a text again."""
    from ..model.scale_kinds import AnyScale
    from ..model.text import Text

    if scale is None:
        return
    _adapter(AnyScale).validate_python({"basis": "expert", **scale})
    if "note" in scale:
        scale["note"] = _adapter(Text).validate_python(scale["note"])


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(type_)


def _check_tree(result: ResultContract, place: Place) -> None:
    """Every node stands after its parent, once: a tree, and no deeper than it is long."""
    seen: dict[str, str] = {}
    if len(result.nodes) > MAX_NODES:
        raise input_error("E605", place, found="nodes", why=f"> {MAX_NODES}")
    for node in result.nodes:
        if node.id in seen or (node.parent is not None and seen.get(node.parent) != "criterion"):
            raise input_error(
                "E605",
                place._replace(at=f"nodes.{node.id[:40]}"),
                found=node.id[:40],
                why=f"parent {str(node.parent)[:40]}",
            )
        seen[node.id] = node.kind
