"""Indicators that stand once on the shelf and are named by id from any rubric."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..model.indicators import Indicator, IndicatorsFile
from ..model.place import KeyPath, Place
from .files import read_text
from .validation import validate_file
from .yaml_document import YamlDocument, parse_yaml

KEY: Final = re.compile(r"(?m)^ +[\"']?([\w-]+)[\"']?:")
"""What may be the id of an indicator. Too many are of no harm."""


class _IndicatorFile(NamedTuple):
    document: YamlDocument
    indicators: Mapping[str, Indicator]


class SharedIndicators:
    """A folder of files of indicators. Only those files are parsed in which what is named can stand:
    all of them would take longer than the rest of a judgement."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._parsed: dict[Path, _IndicatorFile] = {}

    def __iter__(self) -> Iterator[str]:
        """Ids of all of them."""
        for path in self._texts:
            yield from self._file(path).indicators

    def named(self, names: Sequence[str]) -> dict[str, Indicator]:
        """Those of these ids that there are, in the order of the ids.

        Raises:
            InputError: with every fault of a file that is needed.
        """
        if not names:
            return {}
        for path, text in self._texts.items():
            if not set(names).isdisjoint(KEY.findall(text)):
                self._file(path)
        known = self._known()
        if not set(names) <= set(known):
            list(self)  # Where ids are written in another way, all files are looked at.
            known = self._known()
        return {name: known[name] for name in names if name in known}

    def _known(self) -> dict[str, Indicator]:
        return {name: found for file in self._parsed.values() for name, found in file.indicators.items()}

    def beside(self, document: YamlDocument) -> DocumentWithIndicators:
        """The file of a rubric, with the places of indicators that it does not hold itself."""
        shared = {name: file.document for file in self._parsed.values() for name in file.indicators}
        own = document.data.get("indicators")
        return DocumentWithIndicators(document, {name: shared[name] for name in shared.keys() - set(own or ())})

    @cached_property
    def _texts(self) -> Mapping[Path, str]:
        return {path: read_text(path) for path in sorted(self.folder.glob("*.yaml"))}

    def _file(self, path: Path) -> _IndicatorFile:
        if path not in self._parsed:
            document = parse_yaml(self._texts[path], path.name)
            self._parsed[path] = _IndicatorFile(document, validate_file(document, IndicatorsFile).indicators)
        return self._parsed[path]


class DocumentWithIndicators(NamedTuple):
    """The file of a rubric and those of the shared indicators, as one."""

    document: YamlDocument
    shared: Mapping[str, YamlDocument]
    """By id the file in which an indicator stands."""

    @property
    def file(self) -> str:
        return self.document.file

    @property
    def data(self) -> Any:
        return self.document.data

    def place(self, path: KeyPath, of_key: bool = False) -> Place:
        """Where a piece stands, in whichever file."""
        is_shared = len(path) > 1 and path[0] == "indicators" and path[1] in self.shared
        return (self.shared[str(path[1])] if is_shared else self.document).place(path, of_key)

    def name(self, path: KeyPath) -> str:
        """What a piece is called: its key."""
        return self.document.name(path)
