"""What the checks have in common: a finding, the texts and references of a model, and circles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import NamedTuple

from pydantic import BaseModel

from ..model.place import KeyPath
from ..model.text import Reference, Text


class LintFinding(NamedTuple):
    """A problem code, the path at which it applies, and the details of its message."""

    code: str
    path: KeyPath
    details: Mapping[str, object] = MappingProxyType({})
    file: str = ""
    """Which file of the library of measures; empty where there is but one."""


def texts_and_references(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text | Reference]]:
    """Every text and every reference within a value, with the path at which it is written."""
    if isinstance(value, Text | Reference):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts_and_references(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_and_references(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_and_references(item, (*path, index))


def references(value: object) -> Iterator[tuple[KeyPath, Reference]]:
    """Every reference within a value, with the path of the list it stands in."""
    for path, piece in texts_and_references(value):
        if isinstance(piece, Reference):
            yield path[:-1], piece


def untranslated(value: object, file: str = "") -> Iterator[LintFinding]:
    """Texts that read the same in both languages."""
    for path, text in texts_and_references(value):
        # Abbreviations such as "ISO 9001" may well read the same.
        if isinstance(text, Text) and text.zh == text.en and not (text.zh.isascii() and len(text.zh) < 12):
            yield LintFinding("L404", path, {"found": text.zh}, file)


def in_circles(before: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Nodes that come before themselves, one circle after the other.

    Args:
        before: of each node, the nodes that come right before it.
    """
    while True:
        try:
            TopologicalSorter(before).prepare()
        except CycleError as error:
            circle = set(error.args[1])
            yield from sorted(circle)
            before = {node: others for node, others in before.items() if node not in circle}
        else:
            return
