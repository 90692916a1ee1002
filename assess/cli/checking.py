"""One profile checked: everything there is to say of it, and nothing judged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..form.plausibility import examine
from ..form.profiles import read_profile
from ..i18n.catalog import say
from ..i18n.messages import format_problem
from ..model.facts import Vocabulary
from ..model.problems import InputError, Problem
from ..model.profile import Place
from ..model.rubric import Rubric
from ..model.text import Language
from .opening import the_library
from .options import Lang
from .output import language_of


class Checked(NamedTuple):
    """A profile and its problems."""

    file: str
    problems: Sequence[Problem]
    language: Language
    exit: int
    """0 read, 2 refused, 3 our own fault."""

    def lines(self) -> list[str]:
        """Each problem, and a last line that sums up."""
        stops = sum(problem.stops for problem in self.problems)
        read = "read" if self.problems else "no_problems"
        outcome = {0: read, 2: "refused", 3: "not_checked"}[self.exit]
        end = say(f"screen.{outcome}", self.language, file=self.file, count=stops or len(self.problems))
        return [*(format_problem(problem, self.language) for problem in self.problems), end]


@cache
def desk(rubric: str) -> tuple[Rubric, Vocabulary]:
    """A rubric and the facts a profile may state under it."""
    library = the_library()
    judge_by = library.rubric(rubric)
    return judge_by, library.vocabulary.extended(judge_by.facts)


def checked(rubric: str, lang: Lang | None, name: str) -> Checked:
    """Read a profile, and look for what is possible but should be asked about.

    A fault of ours ends the reading of one file, not of the hundreds after it.
    """
    judge_by, vocabulary = desk(rubric)
    file = Path(name).name
    try:
        profile, notices = read_profile(name, vocabulary)
        found = [*notices, *examine(profile, vocabulary, judge_by)]
    except InputError as error:
        return Checked(file, error.problems, language_of(lang, error.language or "zh"), 2)
    except Exception as error:
        if os.environ.get("ASSESS_DEBUG"):
            raise
        fault = Problem("E900", Place(file, ""), {"found": f"{type(error).__name__}: {error}"})
        return Checked(file, [fault], language_of(lang), 3)
    return Checked(file, found, language_of(lang, profile.language), 0)


def told(rubric: str, lang: Lang | None, name: str) -> tuple[list[str], int]:
    """What is said of a profile, and the exit code it asks for: plain enough to be handed from
    one process to another."""
    found = checked(rubric, lang, name)
    return found.lines(), found.exit
