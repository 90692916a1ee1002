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
                return _place(self._marks[path[:end]], self.file)._replace(at=at)
        return Place(self.file, at, 1, 1)

    def name(self, path: Path_) -> str:
        """What a piece is called: its key."""
        return str(path[-1]) if path else ""

    @cached_property
    def _marks(self) -> dict[Path_, Any]:
        return dict(_marks((), yaml.compose(self.text, Loader=_Parser)))


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
    tab = re.search(r"(?m)^[ ]*\t", text)
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        raise refuse("E107", Place(file, "", line, tab.end() - tab.start()))
    builder = _Builder(file)
    try:
        data = builder.build(text)
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, file) from None
    except ValueError as error:
        raise refuse("E106", Place(file, "", 1, 1), found="", why=str(error)[:80]) from None
    if builder.repeats:
        raise InputError(_repeated(text, file))
    if data is None:
        raise refuse("E105", Place(file, ""))
    if not isinstance(data, dict):
        raise refuse("E110", Place(file, "", 1, 1), found=type(data).__name__)
    return Document(file, text, data)


# From events to plain data


# The parser in C where PyYAML was built with it, the one in Python elsewhere.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMERIC: Final = frozenset("-+.0123456789")


class _Builder:
    """Builds plain data from the events of a parser, one after the other.

    No recursion, so that depth is a number to compare and not a stack to exhaust; and no
    resolver but our own, which is also what makes it fast.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.here: Any = None
        """The mapping or list being filled."""
        self.key: Any = _NO_KEY
        """In a mapping, the key whose value comes next."""
        self.above: list[tuple[Any, Any]] = []
        self.repeats = False

    def build(self, text: str) -> Any:
        """The data of the one document."""
        parser = _Parser(text)
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._add(_scalar(event, self.file))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.here, self.key = self.above.pop()
            elif kind in _STARTS:
                self._start(event, _STARTS[kind]())
            elif kind is yaml.AliasEvent:
                raise refuse("E109", _place(event.start_mark, self.file))
            elif kind is yaml.DocumentStartEvent and self.root is not None:
                raise refuse("E106", _place(event.start_mark, self.file), found="---", why="second document")
        return self.root

    def _add(self, value: Any) -> None:
        here = self.here
        if type(here) is list:
            here.append(value)
        elif here is None:
            self.root = value
        elif self.key is _NO_KEY:
            self.key = value if type(value) in _KEYS else str(value)
            self.repeats = self.repeats or self.key in here
        else:
            here[self.key] = value
            self.key = _NO_KEY

    def _start(self, event: Any, made: Any) -> None:
        place = _place(event.start_mark, self.file)
        if event.anchor or event.tag:
            raise refuse("E109", place)
        if len(self.above) >= DEEPEST:
            raise refuse("E112", place, allowed=DEEPEST)
        if type(self.here) is dict and self.key is _NO_KEY:
            raise refuse("E106", place, found="?", why="a key must be a word or a number")
        self._add(made)
        self.above.append((self.here, self.key))
        self.here, self.key = made, _NO_KEY


_NO_KEY: Final = object()
_KEYS: Final = (str, int, float)
_STARTS: Final = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}


def _scalar(event: Any, file: str) -> Any:
    """The value of a scalar in the core schema of YAML 1.2."""
    if event.anchor or event.tag:
        raise refuse("E109", _place(event.start_mark, file))
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < LONGEST_NUMBER else float(text)
    if _FLOAT.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))
    return text


# Places, asked for afterwards


def _marks(path: Path_, node: Any) -> Iterator[tuple[Path_, Any]]:
    """Where every piece starts; a key's own place has the path of its value and "="."""
    yield path, node.start_mark
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = _scalar_key(key)
            yield (*path, name, "="), key.start_mark
            yield from _marks((*path, name), value)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _marks((*path, index), item)


def _scalar_key(node: Any) -> str | int:
    return int(node.value) if _INTEGER.fullmatch(node.value) and not node.style else str(node.value)


def _repeated(text: str, file: str) -> Iterator[Problem]:
    first: dict[Path_, Any] = {}
    for path, mark in _marks((), yaml.compose(text, Loader=_Parser)):
        if path and path[-1] == "=":
            if path in first:
                details = {"found": path[-2], "first": first[path].line + 1}
                yield Problem("E108", _place(mark, file), details)
            first.setdefault(path, mark)


def _place(mark: Any, file: str) -> Place:
    return Place(file, "", mark.line + 1, mark.column + 1)


def _not_yaml(error: yaml.YAMLError, text: str, file: str) -> InputError:
    mark = getattr(error, "problem_mark", None)
    place = _place(mark, file) if mark else Place(file, "", 1, 1)
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
