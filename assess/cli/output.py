"""Speaking and writing: the language of a command, its output and its complaints."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from .options import Lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.problems import Problem
    from ..model.profile import Profile
    from ..model.rubric import Rubric
    from ..model.text import Language


def print_problems(problems: Iterable[Problem], language: Language) -> None:
    """Problems, one a line, to standard error."""
    from ..i18n.messages import format_problem

    for problem in problems:
        print(format_problem(problem, language), file=sys.stderr)


def wished_language(arguments: list[str]) -> Lang | None:
    """The language a command line asks for, though it may be wrong otherwise."""
    for option, value in zip(arguments, [*arguments, ""][1:], strict=True):
        wish = option.partition("=")[2] if option.startswith("--lang=") else value if option == "--lang" else ""
        if wish in get_args(Lang):
            return cast("Lang", wish)
    return None


def language_of(wish: Lang | None, otherwise: Language = "zh") -> Language:
    """The language wished for, or else the other."""
    return wish or otherwise


def prepare_streams() -> None:
    """UTF-8 into files and pipes; on a console its own encoding, with ? for what it lacks."""
    # Whoever calls may have closed them.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def print_lines(lines: Iterable[str]) -> None:
    """Lines to standard output."""
    for line in lines:
        print(line)


def write_text(text: str, output: Path | None, language: Language = "zh") -> None:
    """Text to standard output, which is also what - stands for, or whole into a file."""
    if output is None or str(output) == "-":
        print(text, end="")
    else:
        write_file(text.encode("utf-8"), output, language)


def write_file(data: bytes, output: Path, language: Language = "zh") -> None:
    """Bytes whole into a file, and a word about it to standard error."""
    from ..i18n.catalog import say
    from ..io.files import write_file as write

    write(data, output)
    print(say("screen.wrote", language, file=output), file=sys.stderr)


def refuse_overwrite(output: Path | None, *sources: str | Path | None) -> None:
    """Never overwrite an input file.

    Raises:
        InputError: it would be.
    """
    if output is None or not output.exists():
        return
    for source in sources:
        if source is not None and Path(source).exists() and output.samefile(source):
            from ..model.problems import input_error

            raise input_error("E507", None, found=output)


def open_profile(name: str, rubrics: Rubric | list[Rubric], lang: Lang | None) -> Profile:
    """A profile; what was read otherwise than it stands is told beside the output."""
    from .. import api

    profile = api.read(name, rubrics)
    print_problems(profile.notices, language_of(lang, profile.language))
    return profile
