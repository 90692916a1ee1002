"""Questions about the plausibility of a profile by a library, and in the words of a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..i18n.catalog import template
from ..i18n.messages import question_text
from ..model.overview import OpenQuestionResult
from ..model.problems import Problem
from ..model.profile import Profile
from ..model.result import ResultContract
from ..model.rubric import Rubric
from .library import Library


def questions_about(profile: Profile, library: Library, rubrics: Sequence[Rubric] = ()) -> list[Problem]:
    """All of them; with rubrics also where their indicators come out in two ways."""
    from ..checks.plausibility.inquiry import examine

    return examine(profile, library.facts_for(rubrics), library.figures, library.limits, rubrics)


def with_open_questions(result: ResultContract, profile: Profile, library: Library) -> ResultContract:
    """The result with the questions that must be answered before it is used."""
    from ..checks.plausibility.inquiry import inconsistencies

    found = inconsistencies(profile, library.vocabulary, library.figures, library.limits)
    grave = (problem for problem in found if problem.must_be_answered)
    asked = tuple(
        OpenQuestionResult(
            code=problem.code,
            title=template(f"messages.{problem.code}.title"),
            text=question_text(problem),
            where=problem.place.at if problem.place else "",
        )
        for problem in grave
    )
    return replace(result, open_questions=asked) if asked else result
