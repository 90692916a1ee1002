"""check and explain."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .opening import assess_profile, the_shelf
from .talk import language_of, put, put_file, say_lines
from .words import DEFAULT_RUBRIC, LangOption, RubricOption, app

if TYPE_CHECKING:
    from ..text import Language


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


def _return_marked(copy: Path | None, profiles: list[str], problems: Any, language: "Language") -> None:
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
