"""What longer commands do between the words they are given and the text they put out."""

from __future__ import annotations

from dataclasses import replace

from ..advice.advisor import advise, with_advice
from ..advice.plan import Aim, grade_named, plan
from ..engine.assessment import assess
from ..engine.changes import apply
from ..io.library import Library
from ..io.result_builder import result_of
from ..model.problems import Problem, input_error, nearest
from ..model.profile import Profile
from ..model.recommendation import AdviceResult
from ..model.result import Result
from ..model.rubric import Rubric
from ..model.text import Language


def advised_result(
    library: Library,
    rubric: Rubric,
    profile: Profile,
    mode: str | None = None,
    target: str | None = None,
    budget: int | None = None,
) -> Result:
    """A result with advice, for one mode if asked, and with a plan where a grade or a budget is given.

    Raises:
        InputError: no such grade.
    """
    catalog = library.measures
    assessment = assess(rubric, profile, library.vocabulary, library.sources)
    others = [library.rubric(name) for name in catalog.names.judged_under if name != rubric.rubric]
    lenses = [assess(other, profile, library.vocabulary, library.sources) for other in others]
    if rubric.rubric in catalog.names.judged_under:
        lenses.insert(0, assessment)
    found = advise(assessment, catalog, lenses)
    result = with_advice(result_of(assessment), found)
    grade = grade_named(assessment, target) if target is not None else None
    if target is not None and grade is None:
        names = [band.id for band in rubric.grades.bands]
        raise input_error("E504", None, found=target, allowed=", ".join(names), meant=nearest(target, names))
    if grade is not None or budget is not None:
        result = replace(result, plan=plan(found, Aim(grade, budget)))
    return (
        result
        if mode is None
        else replace(result, advice=_of_mode(result.advice, mode), undecided=_of_mode(result.undecided, mode))
    )


def rendered_advice(result: Result, language: Language, format: str, top: int | None) -> str:
    """Advice as a table, Markdown or JSON."""
    if format == "json":
        from ..io.results import to_json

        return to_json(result if top is None else replace(result, advice=result.advice[:top]))
    if format == "md":
        from ..report.formats.advice_markdown import render
    else:
        from ..report.formats.advice_screen import render
    return render(result, language, top)


def _of_mode(told: tuple[AdviceResult, ...], mode: str) -> tuple[AdviceResult, ...]:
    """Measures of a mode, and those that serve it as well."""
    return tuple(each for each in told if mode in (each.mode, *each.also))


def what_if(
    library: Library, rubric: Rubric, profile: Profile, suppositions: list[str], format: str, lang: Language | None
) -> tuple[Result, str]:
    """The judgement under a supposition, and both judgements told side by side.

    Raises:
        InputError: a supposition that no form would accept.
    """
    from ..io.suppositions import suppose
    from ..model.fingerprint import content_hash
    from ..report.formats.what_if import render, render_json

    vocabulary = library.vocabulary.extended(rubric.facts)
    changes = suppose(suppositions, profile, vocabulary)
    changed = content_hash(apply(profile, changes))
    before, after = (
        result_of(assess(rubric, each, library.vocabulary, library.sources)) for each in (profile, changed)
    )
    if format == "json":
        return after, render_json(before, after, changes)
    return after, render(before, after, changes, vocabulary, lang or profile.language)


def library_marks(library: Library) -> list[Problem]:
    """What lint finds in the library of measures."""
    from ..checks.measures_lint import LintContext, lint_measures
    from ..io.validation import located

    catalog = library.measures
    indicators = [name for rubric in catalog.names.judged_under for name in library.rubric(rubric).indicators]
    findings = lint_measures(LintContext(catalog, indicators, library.vocabulary, library.sources))
    files = {finding.file for finding in findings}
    problems = [
        problem
        for file in files
        for problem in located(library.advice(file), (finding for finding in findings if finding.file == file))
    ]
    return sorted(problems, key=lambda problem: problem.order)
