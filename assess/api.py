"""assess from Python: one function a use case.

    import assess

    profile = assess.read("profile.yaml")
    result = assess.score(profile)
    result.score, result.grade, result.to_frame()

Everything is a value: profiles carry what was worth a word when they were read, results open down to the
cell behind a number, and nothing prints. Input that cannot be used raises `InputError` with every problem.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from .advising import Wanted, advised, assessed, diagnosed, for_each, judged
from .engine.assessment import Assessment
from .form.profiles import ProfileSource, read_profile
from .io.inquiries import questions_about
from .io.library import default_library
from .model.problems import InputError, Problem
from .model.profile import Profile
from .model.result import ResultContract
from .model.row_tables import Depth
from .model.rubric import Rubric
from .model.text import Language
from .model.version import __version__
from .outcomes import Check, Result, Results, WhatIf
from .shelf import AnyRubric, catalogue, catalogues, describe, diagnoses, handbook, lint, rubric, rubrics, schema

if TYPE_CHECKING:
    from pandas import DataFrame

    from .report.document import Length

__all__ = [
    "Check",
    "InputError",
    "Problem",
    "Profile",
    "Result",
    "Results",
    "Rubric",
    "WhatIf",
    "__version__",
    "advise",
    "annotate",
    "catalogue",
    "catalogues",
    "check",
    "describe",
    "describe_for",
    "diagnose",
    "diagnoses",
    "form",
    "handbook",
    "judge",
    "lint",
    "read",
    "report",
    "rubric",
    "rubrics",
    "schema",
    "score",
    "suppose",
    "table",
]

_one = rubric  # Where an argument is called rubric too.


def read(source: ProfileSource, rubrics: AnyRubric | Sequence[AnyRubric] = None) -> Profile:
    """A profile, of the shared facts and those of the rubrics; what was read otherwise is told in its `notices`.

    Raises:
        InputError: with every problem of the file.
    """
    profile, notices = read_profile(source, default_library().facts_for(_all(rubrics)))
    return profile._replace(notices=notices)


def check(source: ProfileSource, rubrics: AnyRubric | Sequence[AnyRubric] = None) -> Check:
    """Everything there is to say of a profile, and nothing judged. Never raises for a fault of the file."""
    judge_by = _all(rubrics)
    try:
        profile = read(source, judge_by)
    except InputError as error:
        return Check(error.problems, error.language, None)
    asked = questions_about(profile, default_library(), judge_by)
    return Check((*profile.notices, *asked), profile.language, profile)


def score(profile: Profile, rubric: AnyRubric = None, *, figures: bool = True) -> Result:
    """Judge a profile: score, bounds, grade, nodes, clauses and gaps; `figures`: ratios and open questions as well."""
    return Result.of(judged(_assessed(profile, _one(rubric)), default_library(), figures), profile)


def diagnose(profile: Profile, rubrics: AnyRubric | Sequence[AnyRubric] = None) -> Results:
    """Judge a profile and tell the patterns of diagnoses: each as there, not there or unknown, with its evidence.

    Args:
        rubrics: all diagnoses on the shelf by default.
    """
    library = default_library()
    named = _all(rubrics) if rubrics is not None else [_one(name) for name in diagnoses()]
    return Results(Result.of(diagnosed(_assessed(profile, each), library), profile) for each in named)


def judge(profile: Profile, rubrics: Sequence[AnyRubric], *, advice: bool = False) -> Results:
    """Judge a profile under several rubrics, each in its own words: score and grade, clauses and verdict, or patterns.

    Args:
        advice: whether each says what to do next as well, which takes time.
    """
    return Results(advise(profile, each) for each in _all(rubrics)) if advice else diagnose(profile, rubrics)


def advise(
    profile: Profile,
    rubric: AnyRubric = None,
    *,
    mode: str | None = None,
    by: str | None = None,
    target: str | None = None,
    budget: int | None = None,
    whole: bool = True,
) -> Result:
    """Judge a profile and say what to do next: stage, modes, and measures priced by re-scoring.

    Args:
        rubric: in whose points gains are told; `mode`: id or title of a mode of upgrading to keep.
        by: one role, path, group, domain or space to keep, as `role=system_failures`; see `Result.grouped`.
        target: id of a grade to be reached at the least effort; `budget`: effort points that may be spent.
        whole: False: no measures but those that can be taken up, and no trials under other weights.

    Raises:
        InputError: no such grade, mode or group.
    """
    from .advice.groupings import kept_measures

    library = default_library()
    result = advised(_assessed(profile, _one(rubric)), library, Wanted(target, budget), whole)
    return Result.of(result, profile).keeping(kept_measures(library.measures, mode, by))


def describe_for(profile: Profile, language: Language | None = None) -> str:
    """The rubrics of the shelf, kind by kind, each with how much of it a profile lets know and what is missing."""
    from .report.formats.terminal import render
    from .report.shelf_view import shelf_list

    shelf = [rubric(name) for name in rubrics()]
    results = for_each(profile, shelf, default_library())
    return render(shelf_list(shelf, language or profile.language, results=results))


def suppose(
    profile: Profile,
    changes: Mapping[str, object] | Sequence[str] = (),
    /,
    *,
    rubric: AnyRubric = None,
    **facts: object,
) -> WhatIf:
    """What if facts changed: the judgement now and as it would be.

    Args:
        changes: values by fact, or by fact and year as `output@2024`; or texts such as `output@2024=100`.
        facts: more of them; None makes a fact unknown.

    Raises:
        InputError: values that no form would accept.
    """
    from .io.suppositions import supposed_profile, typed

    judge_by = _one(rubric)
    vocabulary = default_library().facts_for([judge_by])
    texts = [*(typed(changes) if isinstance(changes, Mapping) else changes), *typed(facts)]
    changed, supposed = supposed_profile(texts, profile, vocabulary)
    return WhatIf(score(profile, judge_by), score(changed, judge_by), supposed, vocabulary)


def table(
    frame: DataFrame,
    rubric: AnyRubric = None,
    *,
    not_applicable: DataFrame | None = None,
    year: int | None = None,
) -> DataFrame:
    """Judge many units at once by the same engine.

    Args:
        frame: columns by fact (`output`) or fact and year (`output@2024`), in their units; gaps are unknown.
        not_applicable: columns by fact, true where the fact does not apply.
        year: the reporting year; the latest of the columns by default.

    Returns:
        A row for each row of `frame`, with its index: status, score, low, high, coverage, and `ID.score`,
        `ID.contribution` of every node. The score is missing where less than the rubric's floor is known.

    Raises:
        InputError: columns that are no facts, or values that no profile could state.
    """
    from .io.dataframes import score_frame

    judge_by = _one(rubric)
    return score_frame(frame, judge_by, default_library().facts_for([judge_by]), not_applicable, year)


def form(
    profile: Profile | None = None,
    rubrics: AnyRubric | Sequence[AnyRubric] = None,
    *,
    kind: str = ".xlsx",
    year: int | None = None,
    language: Language | None = None,
    depth: Depth = "standard",
) -> bytes:
    """A form to be filled in, blank or with what a profile states already.

    Args:
        rubrics: whose facts are asked for; `kind`: `.xlsx` or `.yaml`.
        year: the profile's, or else last year, by default.
        language: the profile's, or else Chinese, by default.
        depth: `core`, `standard` or `full`; see `assess.form.scope`.

    Raises:
        InputError: no form of that kind.
    """
    from .form.template import render_template

    return render_template(kind, _all(rubrics), default_library(), profile, language, year, depth)


def annotate(form: bytes, problems: Iterable[Problem], language: Language = "zh") -> tuple[bytes, tuple[Problem, ...]]:
    """A copy of a form with its problems marked on their cells, and what the copy cannot keep."""
    from .form.annotate import render_marked

    marked = render_marked(form, tuple(problems), language)
    return marked.content, tuple(marked.lost)


def report(
    results: ResultContract | Sequence[ResultContract],
    format: str = ".docx",
    *,
    language: Language | None = None,
    date: datetime.date | None = None,
    template: str | PathLike[str] | None = None,
    length: Length | None = None,
) -> bytes:
    """The report for the local government.

    Args:
        results: judgements of one profile, with advice; the first is told at length.
        format: `.docx`, `.html`, `.xlsx`, `.md` or `.json`.
        language: the profile's by default.
        date: what stands under it; today by default.
        template: a bureau's own Word document, whose styles and page are taken.
        length: `brief`, `standard` or `full`; brief where no score is given, or else standard, by default.

    Raises:
        InputError: no such format, or a template that cannot be used.
    """
    from .report.build import make_report
    from .report.formats.registry import render

    return render(make_report(results, language, date or datetime.date.today(), length), format, template)


def _all(rubrics: AnyRubric | Sequence[AnyRubric]) -> list[Rubric]:
    named = [rubrics] if rubrics is None or isinstance(rubrics, str | PathLike | Rubric) else rubrics
    return list({judge_by.rubric: judge_by for judge_by in map(rubric, named)}.values())


def _assessed(profile: Profile, judge_by: Rubric) -> Assessment:
    return assessed(profile, judge_by, default_library())
