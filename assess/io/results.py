"""Saved results, read back: JSON of the contract `assess/result/1`, from outside and so hostile."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Final

from ..model.judgement import SCHEMA
from ..model.problems import InputError, input_error
from ..model.profile import Place
from ..model.result import Result
from .yaml_document import read_text

DEEPEST: Final = 24
MOST_NODES: Final = 5000
FAMILY: Final = "assess/result/"


def read_result(path: Path) -> Result:
    """A result as it was saved.

    Raises:
        InputError: not JSON, not a result, of another version, or not whole.
    """
    place = Place(path.name, "")
    data = _parsed(read_text(path), place)
    _check_version(data, place)
    result = _shaped(data, place)
    _check_tree(result, place)
    return result


def _parsed(text: str, place: Place) -> Any:
    try:
        data = json.loads(text, parse_constant=_no_number, parse_float=_finite, parse_int=_short_integer)
    except InputError:
        raise
    except RecursionError:
        raise input_error("E112", place, allowed=DEEPEST) from None
    except ValueError as error:
        where = place._replace(line=getattr(error, "lineno", None), column=getattr(error, "colno", None))
        raise input_error("E601", where, why=str(error)[:80]) from None
    if _depth(data) > DEEPEST:
        raise input_error("E112", place, allowed=DEEPEST)
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
        if depth <= DEEPEST and isinstance(value, dict | list):
            inside = value.values() if isinstance(value, dict) else value
            open_ += [(item, depth + 1) for item in inside]
    return deepest


def _check_version(data: Any, place: Place) -> None:
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, str) or not schema.startswith(FAMILY):
        raise input_error("E602", place, found=str(schema)[:60], allowed=SCHEMA)
    if schema != SCHEMA:
        raise input_error("E603", place, found=schema[:60], allowed=SCHEMA)


def _shaped(data: dict[str, Any], place: Place) -> Result:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import PydanticCustomError

    grades = data.get("grades")
    if isinstance(grades, list):
        # `from` cannot be a name in Python; in the contract it is.
        data["grades"] = [{"from_" if key == "from" else key: item for key, item in band.items()}
                          if isinstance(band, dict) else band for band in grades]  # fmt: skip
    try:
        result = TypeAdapter(Result).validate_json(json.dumps(data), strict=True)
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
    from pydantic import TypeAdapter

    from ..model.scales import AnyScale
    from ..model.text import Text

    if scale is None:
        return
    TypeAdapter(AnyScale).validate_python({"basis": "expert", **scale})
    if "note" in scale:
        scale["note"] = TypeAdapter(Text).validate_python(scale["note"])


def _check_tree(result: Result, place: Place) -> None:
    """Every node stands after its parent, once: a tree, and no deeper than it is long."""
    seen: dict[str, str] = {}
    if len(result.nodes) > MOST_NODES:
        raise input_error("E605", place, found="nodes", why=f"> {MOST_NODES}")
    for node in result.nodes:
        if node.id in seen or (node.parent is not None and seen.get(node.parent) != "criterion"):
            raise input_error(
                "E605",
                place._replace(at=f"nodes.{node.id[:40]}"),
                found=node.id[:40],
                why=f"parent {str(node.parent)[:40]}",
            )
        seen[node.id] = node.kind
