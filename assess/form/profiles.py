"""Profiles from files: YAML or a filled form, wherever a command takes one."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from ..io.files import read_stream
from ..io.profile_builder import assemble
from ..io.validation import SourceData
from ..io.yaml_document import YamlDocument, parse_yaml, read_yaml
from ..model.facts import Vocabulary
from ..model.problems import InputError, Problem, input_error
from ..model.profile import Place, Profile
from ..model.text import Language

SHEETS = (".xlsx", ".xlsm", ".ods", ".xls", ".et", ".ett", ".xlsb", ".csv", ".docx", ".wps")
"""Names of files that are no YAML: forms, and what people take for one."""


def read_profile(
    name: str, vocabulary: Vocabulary, today: datetime.date | None = None
) -> tuple[Profile, tuple[Problem, ...]]:
    """Read a profile from a file, or from standard input for `-`.

    Args:
        name: path of a .yaml file, of a form (.xlsx, .ods), or -.
        vocabulary: the facts it may state.
        today: for years that have not come yet; the clock's by default.

    Returns:
        The profile, and what is worth a word though it does not stop the work.

    Raises:
        InputError: with every problem of the file.
    """
    paper, problems = _paper(name, vocabulary)
    try:
        profile, more = assemble(paper, vocabulary, today or datetime.date.today())
    except InputError as error:
        told = {problem.place for problem in problems if problem.stops}
        # What was refused in its cell is not missing besides.
        more = [each for each in error.problems if each.code != "E202" or each.place not in told]
        raise InputError([*problems, *more], _language(paper)) from None
    problems = sorted([*problems, *more], key=lambda problem: problem.order)
    if any(problem.stops for problem in problems):
        raise InputError(problems, _language(paper))
    return profile, tuple(problems)


def _language(paper: SourceData) -> Language | None:
    told = paper.data.get("language")
    return told if told in ("zh", "en") else None


def _paper(name: str, vocabulary: Vocabulary) -> tuple[SourceData, list[Problem]]:
    if name == "-":
        if sys.stdin is None:
            raise input_error("E113", Place("-", ""), found="-", why="no standard input")
        return _with_repeats(parse_yaml(read_stream(sys.stdin.buffer, "-"), "-"))
    path = Path(name)
    if path.suffix.lower() in SHEETS:
        from .reader import read_form

        return read_form(path, vocabulary)
    return _with_repeats(read_yaml(path))


def _with_repeats(document: YamlDocument) -> tuple[SourceData, list[Problem]]:
    return document, list(document.repeats)
