"""Strict YAML: plain data, and the place of every piece of it.

Stricter than PyYAML on purpose. The resolver is that of YAML 1.2's core schema, so that
`no` is a word and `12:30` a text; but whole numbers are written as in its JSON schema, so
that 0377, 001 and +86 are texts and no telephone loses a sign; a repeated key, an alias, a tab and a file that is too
large or too deep are refused; and every position can be asked for afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from ..model.place import KeyPath, Place
from ..model.problems import InputError, Problem, ProblemList, input_error
from .files import read_text
from .reasons import input_words

MAX_DEPTH: Final = 40
MAX_DIGITS: Final = 400

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where PyYAML was built with it, the one in Python elsewhere."""
_SCALAR: Final = yaml.ScalarEvent
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*|(?=[eE])))(?:[eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_TELLING: Final = frozenset(["", *"-+.0123456789tfn~"])
"""First characters of what may be more than a word. Most scalars are words, and looked at no further."""


class _Marks(NamedTuple):
    """Where a mapping or a list starts, and whatever is in it."""

    start: Any
    values: dict[str | int, Any]
    """Marks of mappings and lists, the mark of anything else; by key or index."""
    keys: dict[str | int, Any]


@dataclass(frozen=True, eq=False)
class YamlDocument:
    """A YAML file, read. Places are looked up in a second reading, as most files are never asked for one."""

    file: str
    """Name for messages."""
    data: Any
    """Of a key that is there twice, the last value."""
    text: str
    repeated: bool = False
    """Whether any key is there twice."""

    @property
    def repeats(self) -> Sequence[Problem]:
        """Keys that are there twice: to be told together with whatever else is wrong."""
        return self._reading.repeats if self.repeated else ()

    def place(self, path: KeyPath, of_key: bool = False) -> Place:
        """Where a piece starts, or its key; where it is missing, the nearest thing around it."""
        here = self._reading.marks
        for depth, step in enumerate(path, start=1):
            if not isinstance(here, _Marks) or step not in here.values:
                break
            here = here.keys.get(step, here.start) if of_key and depth == len(path) else here.values[step]
        mark = here.start if isinstance(here, _Marks) else here
        return _place(mark, self.file)._replace(at=".".join(map(str, path)))

    def name(self, path: KeyPath) -> str:
        """What a piece is called: its key."""
        return str(path[-1]) if path else ""

    @cached_property
    def _reading(self) -> _MarkReader:
        return _MarkReader(self.text, self.file)


def read_yaml(path: Path) -> YamlDocument:
    """Read a YAML file that holds a mapping.

    Raises:
        InputError: with every problem that can be found before its content is understood.
    """
    return parse_yaml(read_text(path), path.name)


def parse_yaml(text: str, file: str) -> YamlDocument:
    """Parse the text of a document that holds a mapping.

    Raises:
        InputError: not YAML, or YAML of a kind that is not accepted.
    """
    tab = re.search(r"(?m)^[ ]*\t", text) if "\t" in text else None
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        raise input_error("E107", Place(file, "", line, tab.end() - tab.start()))
    builder = _Builder(text, file)
    try:
        data = builder.document()
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, file) from None
    except ValueError as error:
        raise input_error("E106", Place(file, "", 1, 1), found="", why=str(error)[:80]) from None
    if data is None:
        raise input_error("E105", Place(file, ""))
    document = YamlDocument(file, data, text, builder.repeated)
    if not isinstance(data, dict):
        found = input_words("a_list" if isinstance(data, list) else "a_value")
        raise input_error("E110", document.place(()), found=found)
    return document


class _Builder:
    """Builds plain data from the events of a parser.

    From events rather than from composed nodes, which know nothing of anchors and are nested
    before their depth can be told.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file, self.next_event = file, _Parser(text).get_event
        self.repeated = False

    def document(self) -> Any:
        """The data of the one document; None where there is none."""
        data, documents = None, 0
        self.next_event()  # the start of the stream
        while type(event := self.next_event()) is yaml.DocumentStartEvent:
            if documents:
                raise self._refused("E106", event, found="---", why=input_words("one_document"))
            data, documents = self._value(self.next_event(), 0), 1
            self.next_event()  # the end of the document
        return data

    def _value(self, event: Any, depth: int) -> Any:
        if event.anchor:
            raise self._refused("E109", event)
        if event.tag:
            raise self._refused("E124", event, found=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if type(event) is _SCALAR:
            return _scalar(event)
        if depth >= MAX_DEPTH:
            raise self._refused("E112", event, allowed=MAX_DEPTH)
        build = self._mapping if type(event) is yaml.MappingStartEvent else self._list
        return build(depth + 1)

    def _mapping(self, depth: int) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            if type(event) is not _SCALAR and isinstance(event, yaml.CollectionStartEvent):
                raise self._refused("E106", event, found="?", why=input_words("no_name"))
            number = self._value(event, depth)
            key = number if type(number) is int else event.value
            self.repeated |= key in data
            data[key] = self._value(self.next_event(), depth)
        return data

    def _list(self, depth: int) -> list[Any]:
        data: list[Any] = []
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            data.append(self._value(event, depth))
        return data

    def _refused(self, code: str, event: Any, **details: object) -> InputError:
        return input_error(code, _place(event.start_mark, self.file), **details)


class _MarkReader:
    """Where each piece of a document starts that has been read already, and which keys are there twice."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self.next_event = file, _Parser(text).get_event
        self.repeats = ProblemList(file)
        self.next_event(), self.next_event()  # the start of the stream and of the document
        self.marks = self._value(self.next_event())

    def _value(self, event: Any) -> Any:
        """The mark of a scalar, or the marks of what is within anything else."""
        if type(event) is _SCALAR:
            return event.start_mark
        marks = _Marks(event.start_mark, {}, {})
        return self._mapping(marks) if type(event) is yaml.MappingStartEvent else self._list(marks)

    def _mapping(self, marks: _Marks) -> _Marks:
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            key = _key(event)
            if key in marks.keys:
                details = {"found": key, "first": marks.keys[key].line + 1}
                self.repeats.append(Problem("E108", _place(event.start_mark, self.file), details))
            marks.keys.setdefault(key, event.start_mark)
            marks.values[key] = self._value(self.next_event())
        return marks

    def _list(self, marks: _Marks) -> _Marks:
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            marks.values[len(marks.values)] = self._value(event)
        return marks


def _scalar(event: Any) -> Any:
    text = event.value
    return _resolved(text) if text[:1] in _TELLING and event.implicit[0] else text


def _key(event: Any) -> str | int:
    """A key as it is written, but for whole numbers, which are years and points of scales."""
    text: str = event.value
    number = _scalar(event) if text[:1] in _TELLING else text
    return number if type(number) is int else text


def _resolved(text: str) -> Any:
    """The value of an unquoted scalar."""
    if len(text) < 6 and text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < MAX_DIGITS else float(text)
    if _FLOAT.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _place(mark: Any, file: str) -> Place:
    return Place(file, "", mark.line + 1, mark.column + 1)


def _not_yaml(error: yaml.YAMLError, text: str, file: str) -> InputError:
    mark = getattr(error, "problem_mark", None)
    place = _place(mark, file) if mark else _unprintable(text, file)
    lines = text.split("\n")
    line = lines[place.line - 1].strip()[:60] if place.line and place.line <= len(lines) else ""
    why = getattr(error, "problem", None) or str(error).partition(":")[0]
    # The parser in Python says besides what it met; the one in C does not.
    why = re.sub("character '.*' that", "character that", why).partition(", but ")[0]
    return input_error("E106", place, found=line or input_words("end_of_file"), why=input_words(why, why))


def _unprintable(text: str, file: str) -> Place:
    """Where the first character stands that YAML does not allow at all."""
    found = re.search("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = text[: found.start() if found else 0].split("\n")
    return Place(file, "", len(before), len(before[-1]) + 1)
