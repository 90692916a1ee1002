"""Cases that show a system of the documents at work, as a user would see it.

They stand in the YAML files of this folder and can be added to without reading any Python. A case has

    system   S1 to S101, or several
    name     a sentence: what is shown
    profile  a file below examples; or `facts`, or both: then the facts replace those of the file.
             Beside the facts any other key of a profile, such as `firms` or `actors`
    command  words of the command line, with PROFILE in the place of the file
    says     pieces that the output must hold, in the order in which they stand there
    lacks    pieces that it must not hold
    json     values in the output, which is then JSON, by path: `nodes.SP01.level`, `advice.0.id`; a step is
             a key, a place in a list, or the id of an item of a list. A value may be a list of which each
             must be there (`has: [...]`), or bounds (`from`, `to`)
    exit     how the command ends, 0 by default
    shelf    values that other authors might write into the files of the shelf, by file and path:
             `advice/measures.yaml: {measures.R22.government: replace}`
"""

from __future__ import annotations

import io
import json
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import yaml

from assess.cli.main import run
from assess.io import library
from assess.io.library import Library

ROOT: Final = Path(__file__).parents[2]
SHELF: Final = ROOT / "rubrics"
KEYS: Final = ("system", "name", "profile", "facts", "command", "says", "lacks", "json", "exit", "shelf")
"""Of a case; whatever else it has is a key of the profile."""


def cases() -> Iterator[dict[str, Any]]:
    """All cases, in the order of the files."""
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or ()


def systems_of(case: Mapping[str, Any]) -> list[str]:
    """The systems that a case shows."""
    return [case["system"]] if isinstance(case["system"], str) else list(case["system"])


def systems() -> dict[str, dict[str, Any]]:
    """All systems by id."""
    return {row["id"]: row for row in _read(SHELF / "catalogues" / "systems.yaml")["rows"]}


def homes() -> dict[str, list[Path]]:
    """The files that serve each system."""
    found: dict[str, list[Path]] = {}
    for path in sorted(SHELF.glob("*/*.yaml")):
        for system in _read(path).get("serves", ()):
            found.setdefault(system, []).append(path.relative_to(SHELF))
    return found


def wrong(case: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """What a case shows otherwise than it says.

    Args:
        folder: where its profile may be written.
    """
    status, printed = output_of(case, folder)
    if status != case.get("exit", 0):
        yield f"ends with {status}: {printed}"
        return
    rest = printed
    for piece in case.get("says", ()):
        before, found, rest = rest.partition(piece)
        if not found:
            yield f"does not say {piece!r} after what was found before, but: {before}"
            return
    yield from (f"says {piece!r}" for piece in case.get("lacks", ()) if piece in printed)
    if "json" in case:
        data = json.loads(printed)
        for path, value in case["json"].items():
            yield from _differs(path, _at(data, path), value)


def output_of(case: Mapping[str, Any], folder: Path) -> tuple[int, str]:
    """How the command of a case ends, and all it prints."""
    words = shlex.split(case["command"])
    if "PROFILE" in words:
        words[words.index("PROFILE")] = str(_profile(case, folder))
    printed = io.StringIO()
    with _changed_shelf(case.get("shelf", {}), folder), redirect_stdout(printed), redirect_stderr(printed):
        status = run(words)
    return status, printed.getvalue()


@contextmanager
def _changed_shelf(changes: Mapping[str, Mapping[str, Any]], folder: Path) -> Iterator[None]:
    """A shelf on which some values are others, in the place of the product's."""
    if not changes:
        yield
        return
    shelf = folder / "rubrics"
    shutil.copytree(SHELF, shelf)
    for name, values in changes.items():
        data = _read(shelf / name)
        for path, value in values.items():
            *above, last = path.split(".")
            reduce(getitem, above, data)[last] = value
        (shelf / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with patch.object(library, "Library", lambda _: Library(shelf)):
        library.default_library.cache_clear()
        yield
    library.default_library.cache_clear()


def _profile(case: Mapping[str, Any], folder: Path) -> Path:
    """The file that a case names, or one that states what it says."""
    stated = {key: value for key, value in case.items() if key not in KEYS}
    if not stated and "facts" not in case:
        return ROOT / str(case["profile"])
    base = _read(ROOT / case["profile"]) if "profile" in case else {"cluster": "试", "year": 2024, "language": "zh"}
    facts = {**base.get("facts", {}), **case.get("facts", {})}
    path = folder / "profile.yaml"
    path.write_text(yaml.safe_dump({**base, **stated, "facts": facts}, allow_unicode=True), encoding="utf-8")
    return path


def _read(path: Path) -> dict[str, Any]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data if isinstance(data, dict) else {}


def _at(data: Any, path: str) -> Any:
    """The value at a path; an id may have dots of its own."""
    if not path or data is None:
        return data
    steps = path.split(".")
    for count in range(len(steps), 0, -1):
        step = ".".join(steps[:count])
        if step in (held := _items(data)):
            return _at(held[step], ".".join(steps[count:]))
    return None


def _items(data: Any) -> Mapping[str, Any]:
    """What can be reached by a step: by key, by place in a list, by the id of an item."""
    if isinstance(data, list):
        return {str(place): item for place, item in enumerate(data)} | {_id_of(item): item for item in data}
    return data if isinstance(data, dict) else {}


def _id_of(item: Any) -> str:
    names = (item.get(key) for key in ("id", "indicator", "fact")) if isinstance(item, dict) else iter(())
    return str(next((name for name in names if name), item))


def _differs(path: str, found: Any, value: Any) -> Iterator[str]:
    if isinstance(value, dict) and "has" in value:
        held = [_id_of(item) for item in found or ()]
        yield from (f"{path}: no {item!r} in {held}" for item in value["has"] if item not in held)
    elif isinstance(value, dict) and {"from", "to"} & set(value):
        if not (isinstance(found, int | float) and value.get("from", found) <= found <= value.get("to", found)):
            yield f"{path}: {found!r} is not within {value}"
    elif isinstance(value, float) and isinstance(found, int | float):
        if abs(found - value) > 1e-6:
            yield f"{path}: {found!r} instead of {value!r}"
    elif found != value:
        yield f"{path}: {found!r} instead of {value!r}"
