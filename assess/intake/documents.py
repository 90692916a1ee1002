"""Strict YAML: plain data, and the place of every piece of it.

Stricter than PyYAML on purpose. The resolver is that of YAML 1.2's core schema, so that
`no` is a word and `12:30` a text; a repeated key, an alias, a tab and a file that is too
large or too deep are refused; and every position can be asked for afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from ..errors import InputError, Problem, refuse
from ..profile import Place

LARGEST: Final = 4 * 1024 * 1024
"""Bytes. A rubric has some 100,000; no form comes near."""
DEEPEST: Final = 40
LONGEST_NUMBER: Final = 400

Path_ = tuple[str | int, ...]
"""Keys and indexes from the top of a document to a piece of it."""


@dataclass(frozen=True)
class Document:
    """A YAML file, read."""

    file: str
    """Name for messages."""
    text: str
    data: Any

    def place(self, path: Path_) -> Place:
        """Where a piece stands; where it is missing, the nearest thing around it."""
        at = ".".join(str(step) for step in path)
        for end in range(len(path), -1, -1):
            if path[:end] in self._marks:
                line, column = self._marks[path[:end]]
                return Place(self.file, at, line, column)
        return Place(self.file, at, 1, 1)

    @cached_property
    def _marks(self) -> dict[Path_, tuple[int, int]]:
        root = yaml.compose(self.text, Loader=_Loader)
        return dict(_marks((), root)) if root is not None else {}


def read_yaml(path: Path) -> Document:
    """Read a YAML file that holds a mapping.

    Raises:
        InputError: with every problem that can be found before its content is understood.
    """
    return parse_yaml(read_text(path), path.name)


def read_text(path: Path) -> str:
    """Text of a file from outside.

    Raises:
        InputError: missing, a directory, unreadable, too large, empty, or not UTF-8.
    """
    place = Place(path.name, "")
    try:
        if path.is_dir():
            raise refuse("E102", place, found=str(path))
        size = path.stat().st_size
        if size > LARGEST:
            raise refuse("E103", place, found=f"{size / 1048576:.1f} MB", allowed=f"{LARGEST // 1048576} MB")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise refuse("E101", place, found=str(path)) from None
    except (OSError, ValueError) as error:
        raise refuse("E113", place, found=str(path), why=getattr(error, "strerror", None) or str(error)) from None
    return decode(raw, path.name)


def decode(raw: bytes, file: str) -> str:
    """UTF-8, with or without a byte order mark.

    Raises:
        InputError: empty, or in another encoding, which is named if it can be told.
    """
    if not raw.strip():
        raise refuse("E105", Place(file, ""))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refuse("E104", Place(file, "", line, 1), found=_encoding(raw)) from None


def parse_yaml(text: str, file: str) -> Document:
    """Parse the text of a document that holds a mapping.

    Raises:
        InputError: not YAML, or YAML of a kind that is not accepted.
    """
    _refuse_hostile(text, file)
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader, stricter still)
    except _RepeatedKeys as error:
        raise InputError(
            Problem("E108", Place(file, key, *at), {"found": key, "first": first}) for key, at, first in error.found
        ) from None
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, file) from None
    except (RecursionError, ValueError) as error:
        raise refuse("E106", Place(file, "", 1, 1), found=type(error).__name__) from None
    if data is None:
        raise refuse("E105", Place(file, ""))
    if not isinstance(data, dict):
        raise refuse("E110", Place(file, "", 1, 1), found=type(data).__name__)
    return Document(file, text, data)


# The loader


class _RepeatedKeys(Exception):
    def __init__(self, found: list[tuple[str, tuple[int, int], int]]) -> None:
        self.found = found


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's safe loader with the core schema of YAML 1.2, and no repeated keys."""

    yaml_implicit_resolvers: Any = {}

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        repeated = []
        for key, _ in node.value:
            line = key.start_mark.line + 1
            name = str(key.value)
            if name in seen:
                repeated.append((name, (line, key.start_mark.column + 1), seen[name]))
            seen.setdefault(name, line)
        if repeated:
            raise _RepeatedKeys(repeated)
        made: dict[Any, Any] = super().construct_mapping(node, deep=True)
        return made


def _construct_int(loader: Any, node: Any) -> int | float:
    text = loader.construct_scalar(node)
    return int(text) if len(text) < LONGEST_NUMBER else float(text)


def _construct_float(loader: Any, node: Any) -> float:
    return float(loader.construct_scalar(node).lstrip("+").replace(".inf", "inf").replace(".nan", "nan"))


for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", "-+.0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
_Loader.add_constructor("tag:yaml.org,2002:int", _construct_int)
_Loader.add_constructor("tag:yaml.org,2002:float", _construct_float)


def _marks(path: Path_, node: Any) -> Iterator[tuple[Path_, tuple[int, int]]]:
    yield path, (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = _plain_key(key)
            yield from _marks((*path, name), value)
            yield (*path, name, "="), (key.start_mark.line + 1, key.start_mark.column + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _marks((*path, index), item)


def _plain_key(node: Any) -> str | int:
    return int(node.value) if node.tag.endswith(":int") and len(node.value) < 20 else str(node.value)


# What is refused before parsing


_ALIAS: Final = re.compile(r"(?m)(?:^|[\s\[{,:-])[&*][^\s,\]}]")
_DEEP: Final = re.compile(r"(?m)(?:-[ ]+){20}|^[ ]{200}|(?:[\[{][^\]}]{0,40}){30}")


def _refuse_hostile(text: str, file: str) -> None:
    """Tabs, aliases and depth. The exact look costs a pass over the events of the file,
    so it is taken only where a glance finds something to look at."""
    tab = re.search(r"(?m)^[ ]*\t", text)
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        raise refuse("E107", Place(file, "", line, tab.end() - tab.start()))
    if _ALIAS.search(text) or _DEEP.search(text):
        _look_closely(text, file)


def _look_closely(text: str, file: str) -> None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            mark: Any = event.start_mark
            place = Place(file, "", mark.line + 1, mark.column + 1)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise refuse("E109", place)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                raise refuse("E112", place, allowed=DEEPEST)
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, file) from None


def _not_yaml(error: yaml.YAMLError, text: str, file: str) -> InputError:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, "", mark.line + 1, mark.column + 1) if mark else Place(file, "", 1, 1)
    lines = text.splitlines()
    line = lines[place.line - 1].strip()[:60] if place.line and place.line <= len(lines) else ""
    return refuse("E106", place, found=line, why=getattr(error, "problem", None) or str(error)[:80])


def _encoding(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "?" if b"\x00" in raw else "GBK"
