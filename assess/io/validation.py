"""From plain data to frozen models, with every fault of shape told at its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache, reduce
from operator import getitem
from typing import Any, Final, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from ..checks.findings import LintFinding
from ..model.place import KeyPath, Place
from ..model.problems import InputError, Problem, ProblemList, nearest, shown
from ..model.text import Text
from .reasons import input_words
from .yaml_document import YamlDocument

Model = TypeVar("Model", bound=BaseModel)

CODES: Final = {
    "missing": "E202",
    "extra_forbidden": "E201",
    "unexpected_keyword_argument": "E201",
    "finite_number": "E206",
    "greater_than_equal": "E218",
    "less_than_equal": "E218",
    "greater_than": "E218",
    "less_than": "E218",
    "literal_error": "E212",
    "string_too_short": "E219",
    "too_short": "E219",
}
"""Problem codes for what pydantic finds; whatever is not named is a value of a wrong kind."""


class SourceData(Protocol):
    """Plain data from outside, each piece of it with its place."""

    @property
    def file(self) -> str: ...

    @property
    def data(self) -> Any: ...

    def place(self, path: KeyPath, of_key: bool = False) -> Place: ...

    def name(self, path: KeyPath) -> object: ...


def validate_model(source: SourceData, model: type[Model], data: Any = None, under: KeyPath = ()) -> Model:
    """Validate plain data, or a piece of it that stands under a path.

    Raises:
        InputError: with all faults of shape.
    """
    try:
        return model.model_validate(source.data if data is None else data)
    except ValidationError as error:
        raise InputError(ProblemList(source.file, _problems(source, model, error, under))) from None


def validate_file(document: YamlDocument, model: type[Model]) -> Model:
    """The model of a document; keys that are there twice are told with its other faults.

    Raises:
        InputError: with all faults of shape.
    """
    try:
        value = validate_model(document, model)
    except InputError as error:
        raise InputError([*document.repeats, *error.problems]) from None
    if document.repeats:
        raise InputError(document.repeats)
    return value


MAX_ROUNDS: Final = 5
"""What lacks something once a piece is cut out goes with it, a level at a time."""


def validate_rest(source: SourceData, model: type[Model]) -> tuple[Model | None, set[str]]:
    """Validate what is left once every refused piece is cut out, so that its sense can be checked as well.

    Returns:
        The model, or None where too little is left; and the names of what was cut out.
    """
    data, cut = deepcopy(source.data), set[str]()
    for _ in range(MAX_ROUNDS):
        try:
            return model.model_validate(data), cut
        except ValidationError as error:
            for fault in _own_faults(error):
                # A step with @ names a kind of model and stands in no file.
                path = [step for step in _path_in(data, fault["loc"]) if not str(step).startswith("@")]
                path = path[:-1] if fault["type"] == "missing" else path
                while path and isinstance(path[-1], int):
                    path.pop()  # of a list the whole, so that the places of the others stay
                with contextlib.suppress(LookupError, TypeError):
                    del reduce(getitem, path[:-1], data)[path[-1]]
                    cut.add(str(path[-1]))
    return None, cut


def located(source: SourceData, findings: Iterable[LintFinding]) -> list[Problem]:
    """Findings as problems at their places, in reading order."""
    problems = (Problem(finding.code, source.place(finding.path), finding.details) for finding in findings)
    return sorted(problems, key=lambda problem: problem.order)


# From pydantic's errors to problems


def _problems(source: SourceData, model: type[BaseModel], error: ValidationError, under: KeyPath) -> Iterator[Problem]:
    known = set()
    data = reduce(getitem, under, source.data)
    for fault in _own_faults(error):
        path = (*under, *_path_in(data, fault["loc"]))
        problem = _problem(source, model, dict(fault), path)
        key = (problem.code, problem.place, str(problem.details))
        if key not in known:
            known.add(key)
            yield problem


def _own_faults(error: ValidationError) -> Iterator[Any]:
    """Faults, without those that merely follow: a list whose items are refused counts as empty."""
    faults = error.errors(include_url=False)
    around = {fault["loc"][:size] for fault in faults for size in range(len(fault["loc"]))}
    return (fault for fault in faults if not (fault["type"] == "too_short" and fault["loc"] in around))


def _problem(source: SourceData, model: type[BaseModel], fault: dict[str, Any], path: KeyPath) -> Problem:
    kind, name = fault["type"], source.name(path)
    own = kind[:1] == "E" and kind[1:].isdigit()
    code = "E220" if _is_number_of_items(fault) else kind if own else CODES.get(kind, "E220")
    details: dict[str, object] = {"name": name, **fault.get("ctx", {})}
    if code == "E201":
        details |= {"found": shown(name), "meant": nearest(str(name), _keys(model))}
        return Problem(code, source.place(path, of_key=True), details)
    if code == "E202":
        place = source.place(path)
        # A form has a cell for what is missing; a text has only what is around it.
        return Problem(code, place if place.sheet else source.place(path[:-1]), details | {"found": name})
    if not own:
        details |= {"found": shown(fault.get("input")), "allowed": _allowed(fault)}
    return Problem(code, source.place(path), details)


def _is_number_of_items(fault: dict[str, Any]) -> bool:
    """Too few items, though there are some, or too many of them."""
    missing = fault["type"] == "missing" and isinstance(fault["loc"][-1], int)
    return missing or fault["type"] == "too_long" or bool(fault.get("ctx", {}).get("actual_length"))


def _allowed(fault: dict[str, Any]) -> str | Text:
    context = fault.get("ctx", {})
    if _is_number_of_items(fault):
        return input_words("number_of_items")
    if "expected" in context:
        return str(context["expected"]).replace("'", "").replace(" or ", ", ")
    for key, sign in (("ge", "≥"), ("le", "≤"), ("gt", ">"), ("lt", "<")):
        if key in context:
            return f"{sign} {context[key]:g}"
    return input_words(fault["type"].partition("_")[0], str(fault.get("msg", "")))


def _path_in(data: Any, loc: tuple[int | str, ...]) -> KeyPath:
    """pydantic's path without its own steps through unions and named types."""
    path: list[str | int] = []
    for step in loc:
        key = _key_in(data, step)
        if key is not None:
            data = data[key]
            path.append(key)
    if loc and isinstance(data, dict) and (not path or path[-1] != loc[-1]):
        # What is missing, or not allowed, is not found in the data; it is the last step.
        path.append(loc[-1])
    return tuple(path)


def _key_in(data: Any, step: str | int) -> str | int | None:
    """The key of plain data that a step of pydantic's path stands for, if any."""
    if isinstance(data, dict):
        if step in data:
            return step
        number = int(step) if isinstance(step, str) and step.isdigit() else None
        return number if number in data else None
    return step if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    """All keys that the model and the models within it know."""
    schema = model.model_json_schema(by_alias=True)
    models = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for inner in models for name in inner.get("properties", {}))
