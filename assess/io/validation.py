"""From plain data to frozen nouns, with every fault of shape told at its place."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any, Final, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from ..model.problems import InputError, Problem, ProblemList, nearest, shown
from ..model.profile import KeyPath, Place
from ..model.text import Text

Shape = TypeVar("Shape", bound=BaseModel)

CODES = {
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

FORMS = {
    "string": Text("应为文字", "a text belongs here"),
    "int": Text("应为整数", "a whole number belongs here"),
    "float": Text("应为数字", "a number belongs here"),
    "bool": Text("应为 true 或 false", "true or false belongs here"),
    "dict": Text("应为“名称: 值”", "names with values belong here"),
    "model": Text("应为“名称: 值”", "names with values belong here"),
    "dataclass": Text("应为“名称: 值”", "names with values belong here"),
    "list": Text("应为清单，每项一行，以 - 开头", "a list belongs here, each item on a line that begins with -"),
    "tuple": Text("应为清单，每项一行，以 - 开头", "a list belongs here, each item on a line that begins with -"),
}
"""What belongs where pydantic found something else, by the first word of its error type."""


class SourceData(Protocol):
    """Plain data from outside, each piece of it with its place."""

    @property
    def file(self) -> str: ...

    @property
    def data(self) -> Any: ...

    def place(self, path: KeyPath, of_key: bool = False) -> Place: ...

    def name(self, path: KeyPath) -> object: ...


def validate_model(paper: SourceData, model: type[Shape], data: Any = None, under: KeyPath = ()) -> Shape:
    """Validate plain data as a noun.

    Raises:
        InputError: with all faults of shape.
    """
    try:
        return model.model_validate(paper.data if data is None else data)
    except ValidationError as error:
        raise InputError(ProblemList(paper.file, _problems(paper, model, error, under))) from None


def salvaged(paper: SourceData, model: type[Shape]) -> tuple[Shape | None, set[str]]:
    """A noun of what has a shape, so that the sense of the rest can be looked at as well.

    Returns:
        The noun, or None where too little is left; and the names of what was cut out.
    """
    data, cut = deepcopy(paper.data), set[str]()
    for _ in range(ROUNDS):
        try:
            return model.model_validate(data), cut
        except ValidationError as error:
            for fault in _own_faults(error):
                # A step with @ names a kind of noun and stands in no file.
                path = tuple(step for step in _path_in(data, fault["loc"], ()) if not str(step).startswith("@"))
                cut |= _cut_out(data, path[:-1] if fault["type"] == "missing" else path)
    return None, cut


ROUNDS: Final = 5
"""What lacks something once a piece is cut out goes with it, a level at a time."""


def _cut_out(data: Any, path: KeyPath) -> set[str]:
    """Cut a piece out; of a list the whole, so that the places of the others stay."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    here: Any = data
    for step in path[:-1]:
        here = here.get(step) if isinstance(here, dict) else here[step] if isinstance(here, list) else None  # type: ignore[index]
    if not path or not isinstance(here, dict) or path[-1] not in here:
        return set()
    del here[path[-1]]
    return {str(path[-1])}


def _problems(paper: SourceData, model: type[BaseModel], error: ValidationError, under: KeyPath) -> Iterator[Problem]:
    told = set()
    for fault in _own_faults(error):
        path = (*under, *_path_in(paper.data, fault["loc"], under))
        problem = _problem(paper, model, dict(fault), path)
        key = (problem.code, problem.place, str(problem.details))
        if key not in told:
            told.add(key)
            yield problem


def _own_faults(error: ValidationError) -> Iterator[Any]:
    """Faults, without those that merely follow: a list whose items are refused counts as empty."""
    found = error.errors(include_url=False)
    around = {fault["loc"][:size] for fault in found for size in range(len(fault["loc"]))}
    return (fault for fault in found if not (fault["type"] == "too_short" and fault["loc"] in around))


def _problem(paper: SourceData, model: type[BaseModel], fault: dict[str, Any], path: KeyPath) -> Problem:
    kind, last = fault["type"], paper.name(path)
    own = kind[:1] == "E" and kind[1:].isdigit()
    code = kind if own else CODES.get(kind, "E220")
    if _is_number_of_items(fault):
        code = "E220"
    details: dict[str, object] = {"name": last, **fault.get("ctx", {})}
    if code == "E201":
        details |= {"found": shown(last), "meant": nearest(str(last), _keys(model))}
        return Problem(code, paper.place(path, of_key=True), details)
    if code == "E202":
        here = paper.place(path)
        # A form has a cell for what is missing; a text has only what is around it.
        return Problem(code, here if here.sheet else paper.place(path[:-1]), details | {"found": last})
    if not own:
        details |= {"found": shown(fault.get("input")), "allowed": _allowed(fault)}
    return Problem(code, paper.place(path), details)


def _is_number_of_items(fault: dict[str, Any]) -> bool:
    """Too few items, though there are some, or too many of them."""
    missing = fault["type"] == "missing" and isinstance(fault["loc"][-1], int)
    return missing or fault["type"] == "too_long" or bool(fault.get("ctx", {}).get("actual_length"))


def _allowed(fault: dict[str, Any]) -> str | Text:
    context = fault.get("ctx", {})
    if _is_number_of_items(fault):
        return Text("项数不对", "not as many items as belong here")
    if "expected" in context:
        return str(context["expected"]).replace("'", "").replace(" or ", ", ")
    for key, sign in (("ge", "≥"), ("le", "≤"), ("gt", ">"), ("lt", "<")):
        if key in context:
            return f"{sign} {context[key]:g}"
    return FORMS.get(fault["type"].partition("_")[0]) or str(fault.get("msg", ""))


def _path_in(data: Any, loc: tuple[int | str, ...], under: KeyPath) -> KeyPath:
    """pydantic's path without its own steps through unions and named types."""
    here: Any = data
    for step in under:
        here = here[step]
    path: list[str | int] = []
    for step in loc:
        key = _key_in(here, step)
        if key is not None:
            here = here[key]
            path.append(key)
    if loc and isinstance(here, dict) and (not path or path[-1] != loc[-1]):
        # What is missing, or not allowed, is not found in the data; it is the last step.
        path.append(loc[-1])
    return tuple(path)


def _key_in(here: Any, step: str | int) -> str | int | None:
    """The key of plain data that a step of pydantic's path stands for, if any."""
    if isinstance(here, dict):
        if step in here:
            return step
        number = int(step) if isinstance(step, str) and step.isdigit() else None
        return number if number in here else None
    return step if isinstance(here, list) and isinstance(step, int) and step < len(here) else None


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    """All keys that the model and the models within it know."""
    schema = model.model_json_schema(by_alias=True)
    names = set(schema.get("properties", {}))
    for inner in schema.get("$defs", {}).values():
        names |= set(inner.get("properties", {}))
    return frozenset(names)
