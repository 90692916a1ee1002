"""Profiles from wherever they are: YAML, a filled form, standard input, or plain data."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from ..io.files import decode, read_stream
from ..io.profile_builder import build_profile
from ..io.profile_parts import OpenPart, with_parts
from ..io.reasons import input_words
from ..io.validation import SourceData
from ..io.yaml_document import YamlDocument, parse_yaml, read_yaml
from ..model.facts import Vocabulary
from ..model.place import KeyPath, Place
from ..model.problems import InputError, Problem, input_error
from ..model.profile import Profile
from ..model.text import Language

ProfileSource = str | PathLike[str] | bytes | Mapping[str, object]
"""A path, `-` for standard input, the bytes of a YAML file or form, or plain data."""

OFFICE_SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls", ".et", ".ett", ".xlsb", ".csv", ".docx", ".wps")
"""Names of files that are no YAML: forms, and what people take for one."""
ZIP = b"PK"
"""How the bytes of a workbook begin, and no text."""


class PlainData:
    """Plain data that never stood in a file: its places are the keys themselves."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.file, self.data = "profile", dict(data)

    def place(self, path: KeyPath, of_key: bool = False) -> Place:
        """The keys that lead to a piece."""
        return Place(self.file, ".".join(map(str, path)))

    def name(self, path: KeyPath) -> object:
        """What a piece is called: its key."""
        return str(path[-1]) if path else ""


def read_profile(
    source: ProfileSource, vocabulary: Vocabulary, today: datetime.date | None = None
) -> tuple[Profile, tuple[Problem, ...]]:
    """Read a profile.

    Args:
        source: where it stands.
        vocabulary: the facts it may state.
        today: for years that have not come yet; the clock's by default.

    Returns:
        The profile, and what is worth a word though it does not stop the work.

    Raises:
        InputError: with every problem of the file.
    """
    data, problems = _source_data(source, vocabulary)
    try:
        today = today or datetime.date.today()
        profile, more = build_profile(data, vocabulary, today)
        if data.data.get("parts"):
            profile, of_parts = with_parts(profile, data, vocabulary, today, _beside(source))
            more += of_parts
    except InputError as error:
        refused = {problem.place for problem in problems if problem.stops}
        # What was refused in its cell is not missing besides.
        more = [problem for problem in error.problems if problem.code != "E202" or problem.place not in refused]
        raise InputError([*problems, *more], _language(data)) from None
    problems = sorted(_with_proposals([*problems, *more], profile, vocabulary), key=lambda problem: problem.order)
    if any(problem.stops for problem in problems):
        raise InputError(problems, _language(data))
    return profile, tuple(problems)


def _with_proposals(problems: list[Problem], profile: Profile, vocabulary: Vocabulary) -> list[Problem]:
    """Where values are impossible, what was probably meant; looked for only then, since it takes time."""
    if not any(problem.code in ("E204", "E208") for problem in problems):
        return problems
    from ..checks.plausibility.refused_values import with_proposals
    from ..io.library import default_library

    library = default_library()
    return with_proposals(problems, profile, vocabulary, library.figures, library.limits)


def _beside(source: ProfileSource) -> OpenPart | None:
    """How files beside a source are opened; none where it is no file."""
    if isinstance(source, Mapping | bytes) or str(source) == "-":
        return None
    return lambda name: read_yaml(Path(source).parent / name)


def _language(data: SourceData) -> Language | None:
    language = data.data.get("language")
    return language if language in ("zh", "en") else None


def _source_data(source: ProfileSource, vocabulary: Vocabulary) -> tuple[SourceData, list[Problem]]:
    if isinstance(source, Mapping):
        return PlainData(source), []
    if isinstance(source, bytes):
        return _from_bytes(source, vocabulary)
    if str(source) == "-":
        if sys.stdin is None:
            raise input_error("E113", Place("-", ""), found="-", why=input_words("no_standard_input"))
        return _with_repeats(parse_yaml(read_stream(sys.stdin.buffer, "-"), "-"))
    path = Path(source)
    if path.suffix.lower() in OFFICE_SUFFIXES:
        from .reader import read_form

        return read_form(path, vocabulary)
    return _with_repeats(read_yaml(path))


def _from_bytes(raw: bytes, vocabulary: Vocabulary) -> tuple[SourceData, list[Problem]]:
    if raw.startswith(ZIP):
        from .reader import read_form

        return read_form(raw, vocabulary)
    return _with_repeats(parse_yaml(decode(raw, "profile"), "profile"))


def _with_repeats(document: YamlDocument) -> tuple[SourceData, list[Problem]]:
    return document, list(document.repeats)
