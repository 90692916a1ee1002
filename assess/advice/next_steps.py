"""What can be told and done next, whatever is known: stated problems, questions, and measures that may be tried."""

from __future__ import annotations

from dataclasses import replace

from ..model.overview_rules import ProblemsFile, QuestionsFile
from ..model.result import ResultContract
from .next_questions import questions
from .selection import Advice
from .stated_problems import stated_problems
from .tentative import tentative_measures


def with_next_steps(
    advised: ResultContract, advice: Advice, problems_file: ProblemsFile, questions_file: QuestionsFile
) -> ResultContract:
    """The result with what the county states as problems, what to ask and what may be tried."""
    problems = tuple(stated_problems(problems_file, advice.diagnosis))
    tentative = tentative_measures(questions_file.tentative, problems, advice)
    return replace(
        advice.with_sources(advised, [*problems, *tentative]),
        problems=problems,
        questions=questions(questions_file, advice, advised.figures, advised.conflicts),
        tentative=tentative,
    )
