"""score, check and explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .talk import language_of, put, put_file, say_lines
from .words import DEFAULT_RUBRIC, Format, Lang, LangOption, OutOption, ProfileArgument, RubricOption, app

if TYPE_CHECKING:
    from ..assessing import Assessment
    from ..intake.shelf import Shelf
    from ..results import Result
    from ..text import Language


@app.command()
def score(
    profile: ProfileArgument,
    rubric: RubricOption = DEFAULT_RUBRIC,
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式。Output format.")] = Format.table,
    output: OutOption = None,
    lang: LangOption = None,
    at_least: Annotated[
        float | None, typer.Option("--at-least", metavar="N", help="低于此分退出码为 1。Exit 1 below this score.")
    ] = None,
    suppositions: Annotated[
        list[str] | None, typer.Option("--set", metavar="FACT=VALUE", help="假设某事实变动。What if a fact changed.")
    ] = None,
) -> None:
    """评价一个集群。Judge a cluster."""
    if suppositions:
        result = _suppose(profile, rubric, suppositions, format, output, lang)
    else:
        from ..assessing import result_of

        result = result_of(assess_profile(profile, rubric))
        language = language_of(lang, result.profile.language)
        put(_rendered(result, language, format, bars=output is None), output, language)
    if at_least is not None and not _reaches(result, at_least):
        raise typer.Exit(1)


@app.command()
def check(
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE", help="画像文件。Profiles.")],
    rubric: RubricOption = DEFAULT_RUBRIC,
    lang: LangOption = None,
    marked: Annotated[
        Path | None, typer.Option("--marked", metavar="FILE", help="标出问题的副本。A copy of a form, marked.")
    ] = None,
) -> None:
    """只检查不评价，一次列出全部问题。All problems of profiles, at once."""
    from ..errors import InputError
    from ..examination import examine
    from ..intake.profiles import read_profile
    from ..reports.telling import tell
    from ..reports.wording import say

    shelf = the_shelf()
    judge_by = shelf.rubric(rubric)
    vocabulary = shelf.vocabulary.with_own(judge_by.facts)
    refused = False
    for name in profiles:
        file = Path(name).name
        try:
            read, notices = read_profile(name, vocabulary)
        except InputError as error:
            refused = True
            language = language_of(lang)
            say_lines(tell(problem, language) for problem in error.problems)
            say_lines([say("refused", language, file=file, count=sum(problem.stops for problem in error.problems))])
            _return_marked(marked, profiles, error.problems, language)
            continue
        language = language_of(lang, read.language)
        found = [*notices, *examine(read, vocabulary, judge_by)]
        say_lines(tell(problem, language) for problem in found)
        say_lines([say("read" if found else "no_problems", language, file=file, count=len(found))])
        _return_marked(marked, profiles, found, language)
    if refused:
        raise typer.Exit(2)


@app.command()
def explain(
    subject: Annotated[str, typer.Argument(metavar="PROFILE|CODE", help="画像文件，或 E204 这样的代码。")],
    node: Annotated[str | None, typer.Argument(metavar="NODE", help="准则或指标。A criterion or an indicator.")] = None,
    rubric: RubricOption = DEFAULT_RUBRIC,
    lang: LangOption = None,
) -> None:
    """解释一个数或一个代码。Where a number comes from, or what a code means."""
    if node is None:
        from ..reports.telling import page

        put(page(subject, language_of(lang)), None)
        return
    from ..assessing import result_of
    from ..errors import refuse
    from ..intake.shapes import nearest
    from ..reports.screen import explain as chain
    from ..reports.screen import places

    assessment = assess_profile(subject, rubric)
    result = result_of(assessment)
    found = result.node(node)
    if found is None:
        names = [each.id for each in result.nodes]
        raise refuse("E501", None, found=node, meant=nearest(node, names))
    put(chain(result, found, language_of(lang, result.profile.language), places(assessment.profile)), None)


def the_shelf() -> Shelf:
    """The rubrics, facts and measures that come with the product."""
    from ..intake.shelf import shelf

    return shelf()


def assess_profile(profile: str, rubric: str) -> Assessment:
    """A profile, read and judged under a rubric."""
    from ..assessing import assess
    from ..intake.profiles import read_profile

    shelf = the_shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = read_profile(profile, shelf.vocabulary.with_own(judge_by.facts))
    return assess(judge_by, read, shelf.vocabulary, shelf.sources)


def _reaches(result: Result, wanted: float) -> bool:
    from ..arithmetic import reached

    return result.score is not None and result.score >= reached(wanted, 100.0)


def _rendered(result: Result, language: Language, format: Format, bars: bool) -> str:
    if format is Format.json:
        from ..reports.json_format import render
    elif format is Format.csv:
        from ..reports.csv_format import render
    elif format is Format.md:
        from ..reports.markdown import render
    else:
        from ..reports import screen

        return screen.render(result, language, bars=bars and sys.stdout.isatty())
    return render(result, language)


def _return_marked(copy: Path | None, profiles: list[str], problems: Any, language: Language) -> None:
    """Write the marked copy of the one form that was checked."""
    if copy is None:
        return
    from ..errors import refuse
    from ..reports.marked import render_marked
    from ..reports.wording import say

    form = Path(profiles[0])
    same = copy.exists() and form.exists() and copy.samefile(form)
    if len(profiles) > 1 or form.suffix.lower() not in (".xlsx", ".xlsm") or same:
        raise refuse("E123", None, found=", ".join(profiles), why=say("same_file" if same else "one_form", language))
    unread = any(problem.code.startswith("E1") for problem in problems)
    if unread:
        return
    try:
        put_file(render_marked(form.read_bytes(), problems, language), copy, language)
    except ValueError as error:
        raise refuse("E123", None, found=form.name, why=str(error)) from None


def _suppose(
    profile: str, rubric: str, suppositions: list[str], format: Format, output: Path | None, lang: Lang | None
) -> Result:
    from ..intake.profiles import read_profile
    from .work import what_if

    shelf = the_shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = read_profile(profile, shelf.vocabulary.with_own(judge_by.facts))
    result, text = what_if(shelf, judge_by, read, suppositions, format.value, lang.value if lang else None)
    put(text, output)
    return result
