"""One profile checked: everything there is to say of it, and nothing judged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError, Problem
from ..examination import examine
from ..facts import Vocabulary
from ..intake.profiles import read_profile
from ..reports.telling import tell
from ..reports.wording import say
from ..rubric import Rubric
from ..text import Language
from .opening import the_shelf
from .talk import language_of
from .words import Lang


class Checked(NamedTuple):
    """A profile and its problems."""

    file: str
    problems: Sequence[Problem]
    language: Language
    refused: bool

    def lines(self) -> list[str]:
        """Each problem, and a last line that sums up."""
        stops = sum(problem.stops for problem in self.problems)
        outcome = "refused" if self.refused else "read" if self.problems else "no_problems"
        end = say(outcome, self.language, file=self.file, count=stops if self.refused else len(self.problems))
        return [*(tell(problem, self.language) for problem in self.problems), end]


@cache
def desk(rubric: str) -> tuple[Rubric, Vocabulary]:
    """A rubric and the facts a profile may state under it."""
    shelf = the_shelf()
    judge_by = shelf.rubric(rubric)
    return judge_by, shelf.vocabulary.with_own(judge_by.facts)


def checked(rubric: str, lang: Lang | None, name: str) -> Checked:
    """Read a profile, and look for what is possible but should be asked about."""
    judge_by, vocabulary = desk(rubric)
    file = Path(name).name
    try:
        profile, notices = read_profile(name, vocabulary)
    except InputError as error:
        return Checked(file, error.problems, language_of(lang, error.language or "zh"), refused=True)
    found = [*notices, *examine(profile, vocabulary, judge_by)]
    return Checked(file, found, language_of(lang, profile.language), refused=False)


def told(rubric: str, lang: Lang | None, name: str) -> tuple[list[str], bool]:
    """What is said of a profile, and whether it was refused: plain enough to be handed from
    one process to another."""
    found = checked(rubric, lang, name)
    return found.lines(), found.refused
