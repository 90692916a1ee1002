"""Strict YAML: plain data, and the place of every piece of it.

Stricter than PyYAML on purpose. The resolver is that of YAML 1.2's core schema, so that
`no` is a word and `12:30` a text; but whole numbers are written as in its JSON schema, so
that 0377, 001 and +86 are texts and no telephone loses a sign; a repeated key, an alias, a tab and a file that is too
large or too deep are refused; and every position can be asked for afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Final

import yaml

from ..model.problems import InputError, Problem, ProblemList, input_error
from ..model.profile import Place
from ..model.text import Text
from .files import file_bytes, stream_bytes

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
    """Of a key that is there twice, the last value."""
    repeats: Sequence[Problem] = ()
    """Such keys: to be told together with whatever else is wrong."""

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
    return decode(file_bytes(path, LARGEST), path.name)


def read_stream(stream: BinaryIO, file: str) -> str:
    """Text of a stream, such as standard input.

    Raises:
        InputError: too large, empty, or not UTF-8.
    """
    return decode(stream_bytes(stream, file, LARGEST), file)


def decode(raw: bytes, file: str) -> str:
    """UTF-8, with or without a byte order mark.

    Raises:
        InputError: empty, or in another encoding, which is named if it can be told.
    """
    if not raw.strip():
        raise input_error("E105", Place(file, ""))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise input_error("E104", Place(file, "", line, 1), found=_encoding(raw)) from None


def parse_yaml(text: str, file: str) -> Document:
    """Parse the text of a document that holds a mapping.

    Raises:
        InputError: not YAML, or YAML of a kind that is not accepted.
    """
    tab = re.search(r"(?m)^[ ]*\t", text) if "\t" in text else None
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        raise input_error("E107", Place(file, "", line, tab.end() - tab.start()))
    builder = _Builder(file)
    try:
        data = builder.build(text)
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, file) from None
    except ValueError as error:
        raise input_error("E106", Place(file, "", 1, 1), found="", why=str(error)[:80]) from None
    if data is None:
        raise input_error("E105", Place(file, ""))
    document = Document(file, text, data, ProblemList(file, _repeated(text, file) if builder.repeats else ()))
    if not isinstance(data, dict):
        raise input_error("E110", document.place(()), found=LIST if isinstance(data, list) else VALUE)
    return document


LIST: Final = Text("清单", "a list")
VALUE: Final = Text("单独一个值", "a single value")
OTHER: Final = Text("别的编码，或者不是文字", "another encoding, or no text at all")
END: Final = Text("文件末尾", "the end of the file")
SECOND: Final = Text("一个文件只写一份", "a file holds one document")
NO_NAME: Final = Text("名称应为文字或数字", "a name must be a word or a number")
WHYS: Final = {
    "mapping values are not allowed in this context": Text(
        "一行里有两个冒号，或缩进不齐", "a second colon, or uneven indentation"
    ),
    "could not find expected ':'": Text("缺少冒号", "a colon is missing"),
    "did not find expected key": Text("缩进不齐，或引号没有成对", "uneven indentation, or a quote that is not paired"),
    "did not find expected '-' indicator": Text("清单各项没有对齐", "the items of a list are not aligned"),
    "did not find expected ',' or '}'": Text(
        "花括号没有成对，或缺少逗号", "a brace is not paired, or a comma is missing"
    ),
    "did not find expected ',' or ']'": Text(
        "方括号没有成对，或缺少逗号", "a bracket is not paired, or a comma is missing"
    ),
    "found unexpected end of stream": Text("引号没有成对", "a quote is not paired"),
    "found character that cannot start any token": Text(
        "值不能以这个符号开头", "no value can begin with this character"
    ),
    "unacceptable character #x0000": Text("有看不见的控制字符", "there is an invisible control character"),
    "control characters are not allowed": Text("有看不见的控制字符", "there is an invisible control character"),
}
"""What the parser finds, in the words of people who write forms."""


# From events to plain data


# The parser in C where PyYAML was built with it, the one in Python elsewhere.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*|(?=[eE])))(?:[eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_TELLING: Final = frozenset(["", *"-+.0123456789tfn~"])


class _Builder:
    """Builds plain data from the events of a parser, one after the other.

    No recursion, so that depth is a number to compare and not a stack to exhaust; and no
    resolver but our own, which is also what makes it fast.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.is_open = False
        self.here: Any = None
        """The mapping or list being filled."""
        self.key: Any = _NO_KEY
        """In a mapping, the key whose value comes next."""
        self.above: list[tuple[Any, Any]] = []
        self.repeats = False

    def build(self, text: str) -> Any:
        """The data of the one document."""
        get_event, scalar = _Parser(text).get_event, yaml.ScalarEvent
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is scalar:
                self._scalar(event)
            elif kind in _ENDS:
                self.here, self.key = self.above.pop()
            elif kind in _STARTS:
                self._start(event, _STARTS[kind]())
            elif kind is yaml.AliasEvent:
                raise input_error("E109", _place(event.start_mark, self.file))
            elif kind is yaml.DocumentStartEvent:
                self._open(event)
        return self.root

    def _open(self, event: Any) -> None:
        if self.is_open:
            raise input_error("E106", _place(event.start_mark, self.file), found="---", why=SECOND)
        self.is_open = True

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            _refuse_extras(event, self.file)
        text, here = event.value, self.here
        # Most scalars are words, and their first sign tells; nothing longer is looked at.
        value = _plain(text) if text[:1] in _TELLING and event.implicit[0] else text
        if type(here) is not dict:
            self._put(value)
        elif self.key is _NO_KEY:
            self.key = value if type(value) is int else text
            self.repeats = self.repeats or self.key in here
        else:
            here[self.key] = value
            self.key = _NO_KEY

    def _put(self, value: Any) -> None:
        """A value where it belongs: into the list, under its key, or alone."""
        if type(self.here) is list:
            self.here.append(value)
        elif self.here is None:
            self.root = value
        else:
            self.here[self.key] = value

    def _start(self, event: Any, made: Any) -> None:
        if event.anchor or event.tag:
            _refuse_extras(event, self.file)
        if len(self.above) >= DEEPEST:
            raise input_error("E112", _place(event.start_mark, self.file), allowed=DEEPEST)
        if type(self.here) is dict and self.key is _NO_KEY:
            raise input_error("E106", _place(event.start_mark, self.file), found="?", why=NO_NAME)
        self._put(made)
        self.above.append((self.here, _NO_KEY))
        self.here, self.key = made, _NO_KEY


_NO_KEY: Final = object()
_ENDS: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_STARTS: Final = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}


def _refuse_extras(event: Any, file: str) -> None:
    if event.anchor:
        raise input_error("E109", _place(event.start_mark, file))
    if event.tag:
        raise input_error("E124", _place(event.start_mark, file), found=event.tag.replace("tag:yaml.org,2002:", "!!"))


def _plain(text: str) -> Any:
    """The value of an unquoted scalar."""
    if len(text) < 6 and text in _WORDS:
        return _WORDS[text]
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
    is_number = not node.style and len(node.value) < LONGEST_NUMBER and _INTEGER.fullmatch(node.value)
    return int(node.value) if is_number else str(node.value)


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
    place = _place(mark, file) if mark else _unprintable(text, file)
    lines = text.split("\n")
    line = lines[place.line - 1].strip()[:60] if place.line and place.line <= len(lines) else ""
    why = getattr(error, "problem", None) or str(error).partition(":")[0]
    return input_error("E106", place, found=line or END, why=WHYS.get(why, why))


def _unprintable(text: str, file: str) -> Place:
    """Where the first character stands that YAML does not allow at all."""
    found = re.search("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = text[: found.start() if found else 0].split("\n")
    return Place(file, "", len(before), len(before[-1]) + 1)


def _encoding(raw: bytes) -> str | Text:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return OTHER
    return OTHER if b"\x00" in raw else "GBK"
