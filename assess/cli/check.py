"""check and explain."""

import os
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .options import Lang, LangOption, RubricOption, RubricsOption, several_rubrics, single_rubric
from .output import language_of, open_profile, print_lines, print_problems, write_file, write_text

if TYPE_CHECKING:
    from ..model.problems import Problem
    from ..model.rubric import Rubric
    from ..model.text import Language


class CheckedFile(NamedTuple):
    """What is said of a file: plain enough to be handed from one process to another."""

    problems: "tuple[Problem, ...]"
    language: "Language"
    lines: list[str]
    exit_code: int
    """0 read, 2 refused, 3 our own fault."""


def check(
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE", help="画像文件。Profiles.")],
    rubric: RubricsOption = None,
    lang: LangOption = None,
    marked: Annotated[
        Path | None, typer.Option("--marked", metavar="FILE", help="标出问题的副本。A copy of a form, marked.")
    ] = None,
) -> None:
    """只检查不评价，一次列出全部问题。All problems of profiles, at once."""
    from .parallel import side_by_side

    names = tuple(several_rubrics(rubric))
    # Once here: a rubric that is not found is told once, whatever the number of profiles.
    _rubrics(names)
    if marked is not None:
        profiles = _one_form(profiles, marked, lang)
    # Standard input belongs to this process alone.
    run = map if marked or "-" in profiles else side_by_side
    worst = 0
    for checked in run(partial(check_file, names, lang), profiles):
        print_lines(checked.lines)
        worst = max(worst, checked.exit_code)
        if marked is not None:
            _return_marked(marked, Path(profiles[0]), checked)
    if worst:
        raise typer.Exit(worst)


def check_file(rubrics: tuple[str, ...], lang: Lang | None, name: str) -> CheckedFile:
    """Check one file. A fault of ours ends the reading of this file, not of the hundreds after it."""
    from .. import api
    from ..model.place import Place
    from ..model.problems import Problem

    file = Path(name).name
    try:
        found = api.check(name, _rubrics(rubrics))
    except Exception as error:
        if os.environ.get("ASSESS_DEBUG"):
            raise
        fault = Problem("E900", Place(file, ""), {"found": f"{type(error).__name__}: {error}"})
        return _checked(file, (fault,), language_of(lang), 3)
    return _checked(file, found.problems, language_of(lang, found.language or "zh"), 0 if found.profile else 2)


@cache
def _rubrics(names: tuple[str, ...]) -> "tuple[Rubric, ...]":
    """Read once by each process, whatever the number of profiles."""
    from .. import api

    return tuple(map(api.rubric, names))


def _checked(file: str, problems: "tuple[Problem, ...]", language: "Language", exit_code: int) -> CheckedFile:
    """Each problem in a line, and a last line that sums up."""
    from ..i18n.catalog import say
    from ..i18n.messages import format_problem

    stops = sum(problem.stops for problem in problems)
    outcome = {0: "read" if problems else "no_problems", 2: "refused", 3: "not_checked"}[exit_code]
    grave = sum(problem.must_be_answered for problem in problems)
    if outcome == "read" and grave:
        outcome = "read_grave"
    end = say(f"screen.{outcome}", language, file=file, count=stops or len(problems), grave=grave)
    return CheckedFile(problems, language, [*(format_problem(each, language) for each in problems), end], exit_code)


def explain(
    subject: Annotated[str, typer.Argument(metavar="PROFILE|CODE", help="画像文件，或 E204 这样的代码。")],
    node: Annotated[
        str | None,
        typer.Argument(metavar="NODE", help="准则、指标、条款、诊断项。A node, clause or pattern."),
    ] = None,
    rubric: RubricOption = None,
    lang: LangOption = None,
) -> None:
    """解释一个数或一个代码。Where a number comes from, or what a code means."""
    if node is None:
        from ..i18n.messages import explain_code

        write_text(explain_code(subject, language_of(lang)), None)
        return
    from .. import api

    judge_by = api.rubric(single_rubric(rubric))
    profile = open_profile(subject, judge_by, lang)
    write_text(api.judge(profile, [judge_by])[0].explain(node, language_of(lang, profile.language)), None)


def _one_form(profiles: list[str], copy: Path, lang: Lang | None) -> list[str]:
    """The one form of which a marked copy is wanted.

    Raises:
        InputError: several, none, or one that the copy would replace.
    """
    from ..i18n.catalog import say
    from ..model.problems import input_error

    form = Path(profiles[0])
    same = copy.exists() and form.exists() and copy.samefile(form)
    if len(profiles) > 1 or form.suffix.lower() not in (".xlsx", ".xlsm") or same:
        why = say("screen.same_file" if same else "screen.one_form", language_of(lang))
        raise input_error("E123", None, found=", ".join(profiles), why=why)
    return profiles


def _return_marked(copy: Path, form: Path, checked: CheckedFile) -> None:
    from .. import api
    from ..model.problems import input_error

    if any(problem.code.startswith("E1") for problem in checked.problems):
        # The file itself could not be read.
        return
    try:
        content, lost = api.annotate(form.read_bytes(), checked.problems, checked.language)
    except ValueError as error:
        raise input_error("E123", None, found=form.name, why=str(error)) from None
    write_file(content, copy, checked.language)
    print_problems(lost, checked.language)
