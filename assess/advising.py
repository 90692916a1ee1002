"""From a profile and a rubric to a result: judged, diagnosed, and advised on.

What `api` hands out is put together here: the engine's judgement with its titles and reasons, the patterns
of a diagnosis, and what to do next. Nothing here knows a rubric by its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .engine.assessment import Assessment, assess
from .io.inquiries import with_open_questions
from .io.overview_builder import with_figures
from .io.part_results_builder import with_parts
from .io.result_builder import result_of
from .model.profile import Profile
from .model.result import ResultContract
from .model.rubric import Rubric

if TYPE_CHECKING:
    from .advice.levels import Diagnosis
    from .io.library import Library


class Wanted(NamedTuple):
    """What a plan is to reach: the grade of that id, or whatever so many effort points buy."""

    target: str | None = None
    budget: int | None = None


def assessed(profile: Profile, rubric: Rubric, library: Library) -> Assessment:
    """A profile under a rubric, with the facts and sources of the library."""
    return assess(rubric, profile, library.vocabulary, library.sources)


def judged(assessment: Assessment, library: Library, figures: bool = True) -> ResultContract:
    """The judgement, with figures and with what must be answered first unless these are not wanted."""
    if not figures:
        return result_of(assessment)
    result = with_figures(result_of(assessment), library.figures, assessment)
    parts = [assessed(part.profile, assessment.rubric, library) for part in assessment.profile.parts]
    return with_open_questions(with_parts(result, assessment, parts), assessment.profile, library)


def for_each(profile: Profile, rubrics: Iterable[Rubric], library: Library) -> dict[str, ResultContract]:
    """The judgement under each of the rubrics by id, with its patterns; without figures and questions."""
    results = {}
    for rubric in rubrics:
        assessment = assessed(profile, rubric, library)
        patterns = bool(rubric.patterns)
        results[rubric.rubric] = diagnosed(assessment, library) if patterns else judged(assessment, library, False)
    return results


def diagnosed(assessment: Assessment, library: Library) -> ResultContract:
    """The judgement, with the patterns of the rubric."""
    if not assessment.rubric.patterns:
        return judged(assessment, library)
    from .advice.stages import diagnose_with_stage

    diagnosis, _ = diagnose_with_stage(library.measures.stages_file, _under_all(assessment, library))
    return _with_patterns(judged(assessment, library), assessment, diagnosis, library)


def advised(assessment: Assessment, library: Library, wanted: Wanted, whole: bool) -> ResultContract:
    """The judgement, with patterns, stage, modes, measures and questions.

    Args:
        wanted: of a plan; none is made without one.
        whole: whether to price all measures, rather than those alone that can be taken up, and to judge again
            under other weights and cut-points.

    Raises:
        InputError: no such grade.
    """
    from .advice.advisor import with_advice
    from .advice.next_steps import with_next_steps
    from .advice.plan import aim_at, plan
    from .advice.selection import advise
    from .engine.sureness import sureness_of

    goal = aim_at(assessment.rubric, wanted.target, wanted.budget)
    advice = advise(assessment, library.measures, _under_all(assessment, library))
    result = with_advice(judged(assessment, library), advice, only_open=not whole)
    result = with_next_steps(result, advice, library.problems, library.questions)
    result = _with_patterns(result, assessment, advice.diagnosis, library)
    result = replace(result, sureness=sureness_of(assessment)) if whole else result
    return result if goal is None else replace(result, plan=plan(advice, goal))


def _under_all(assessment: Assessment, library: Library) -> list[Assessment]:
    """The profile under every rubric that measures are judged by, the rubric of the assessment first."""
    own, profile = assessment.rubric.rubric, assessment.profile
    names = sorted(library.measures.measures_file.judged_under, key=lambda name: name != own)
    return [assessment if name == own else assessed(profile, library.rubric(name), library) for name in names]


def _with_patterns(
    result: ResultContract, assessment: Assessment, diagnosis: Diagnosis, library: Library
) -> ResultContract:
    if not assessment.rubric.patterns:
        return result
    from .advice.pattern_judgement import PatternWords, with_patterns

    titles = {name: measure.title for name, measure in library.measures.measures.items()}
    return with_patterns(result, assessment, diagnosis, PatternWords(titles, library.problems.stated_by))
