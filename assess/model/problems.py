"""Problems: what is wrong with a file that came from outside, told so that it can be mended.

A problem is a code, a place and the details its message needs. The words of all codes
stand in messages.yaml and can be read there as prose; `assess explain CODE` prints them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from .place import Place
from .text import Language, Text, id_of


class Problem(NamedTuple):
    """One fault. Codes that begin with W warn, N tell; all others stop the work."""

    code: str
    place: Place | None = None
    details: Mapping[str, object] = MappingProxyType({})

    @property
    def stops(self) -> bool:
        return self.code[0] not in "WN"

    @property
    def must_be_answered(self) -> bool:
        """Whether a question is so grave that no result should be used before it is answered."""
        return bool(self.details.get("must"))

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """Reading order: file, sheet, line, column."""
        here = self.place
        if here is None:
            return ("", 0, 0, 0, "", self.code)
        return (here.file, here.sheet or 0, here.line or 0, here.column or 0, here.at, self.code)


MAX_PROBLEMS: Final = 500
"""Problems of one file that are told. Nobody mends more at a time, and looking for what each
name was meant for takes its time."""


class ProblemList(list[Problem]):
    """Problems of one file as they are found; past the limit it is read no further.

    Adding raises InputError, with all of them, once too many stop the work.
    """

    def __init__(self, file: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__()
        self.file, self.stopping = file, 0
        self.extend(problems)

    def append(self, problem: Problem) -> None:
        """Add one."""
        super().append(problem)
        self.stopping += problem.stops
        if self.stopping >= MAX_PROBLEMS:
            raise InputError([*self, Problem("E127", Place(self.file, ""), {"found": MAX_PROBLEMS})])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several, one by one as they are found."""
        for problem in problems:
            self.append(problem)

    def __iadd__(self, problems: Iterable[Problem]) -> Self:  # type: ignore[override, misc]
        self.extend(problems)
        return self


class InputError(Exception):
    """Input that cannot be used. Carries every problem found, in reading order, and the language
    in which its author would read them, if that could be told."""

    def __init__(self, problems: Iterable[Problem], language: Language | None = None) -> None:
        self.language = language
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__(", ".join(problem.code for problem in self.problems))


def input_error(code: str, place: Place | None = None, **details: object) -> InputError:
    """An InputError of a single problem, ready to be raised."""
    return InputError([Problem(code, place, details)])


def shown(value: object, longest: int = 60) -> str:
    """A value from outside much as its author wrote it, cut short."""
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str("" if value is None else value)
    if isinstance(value, list | dict):
        text = text.replace("'", "")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant, if one is near enough."""
    return next(iter(difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)), None)


def id_meant(name: str, titles: Mapping[str, Text], code: str) -> str:
    """The id of what is named by its id, or by its title in either language.

    Raises:
        InputError: there is nothing of that name; told by the code.
    """
    found = id_of(name, titles)
    if found is None:
        raise input_error(code, None, found=name, allowed=", ".join(titles), meant=nearest(name, titles))
    return found
