"""Speaking and writing: the language of a command, its output and its complaints."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import Lang

if TYPE_CHECKING:
    from ..model.text import Language


def tell_problems(problems: Any, language: Language) -> None:
    """Problems, one a line, to standard error."""
    from ..i18n.messages import format_problem

    for problem in problems:
        print(format_problem(problem, language), file=sys.stderr)


def wished_language(arguments: list[str]) -> Lang | None:
    """The language a command line asks for, though it may be wrong otherwise."""
    for option, value in zip(arguments, [*arguments, ""][1:], strict=True):
        wish = option.partition("=")[2] if option.startswith("--lang=") else value if option == "--lang" else ""
        if wish in Lang.__members__:
            return Lang(wish)
    return None


def language_of(wish: Lang | None, otherwise: Language = "zh") -> Language:
    """The language wished for, or else the other."""
    return wish.value if wish else otherwise


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


def say_lines(lines: Any) -> None:
    """Lines to standard output."""
    for line in lines:
        print(line)


def put(text: str, output: Path | None, language: Language = "zh") -> None:
    """Text to standard output, which is also what - stands for, or whole into a file."""
    if output is None or str(output) == "-":
        print(text, end="")
    else:
        put_file(text.encode("utf-8"), output, language)


def put_file(data: bytes, output: Path, language: Language = "zh") -> None:
    """Bytes whole into a file, and a word about it to standard error."""
    from ..i18n.catalog import say
    from ..io.files import write_file

    write_file(data, output)
    print(say("screen.wrote", language, file=output), file=sys.stderr)
