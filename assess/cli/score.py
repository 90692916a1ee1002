"""score."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .opening import assess_profile, one_rubric, open_profile, spare, the_library
from .options import Format, Lang, LangOption, OutOption, ProfileArgument, RubricOption
from .output import language_of, put

if TYPE_CHECKING:
    from ..model.result import Result
    from ..model.text import Language


def score(
    profile: ProfileArgument,
    rubric: RubricOption = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式。Output format.")] = Format.table,
    output: OutOption = None,
    lang: LangOption = None,
    at_least: Annotated[
        float | None,
        typer.Option("--at-least", min=0, max=100, metavar="N", help="低于此分退出码为 1。Exit 1 below this score."),
    ] = None,
    suppositions: Annotated[
        list[str] | None, typer.Option("--set", metavar="FACT=VALUE", help="假设某事实变动。What if a fact changed.")
    ] = None,
) -> None:
    """评价一个集群。Judge a cluster."""
    if at_least is not None and at_least != at_least:
        raise typer.BadParameter("--at-least: nan")
    judge_by = one_rubric(rubric)
    spare(output, profile, judge_by)
    if suppositions:
        result = _suppose(profile, judge_by, suppositions, format, output, lang)
    else:
        result = _judged(profile, judge_by, format, lang)
        language = language_of(lang, result.profile.language)
        put(_rendered(result, language, format, bars=output is None), output, language)
    if at_least is not None and not _reaches(result, at_least):
        raise typer.Exit(1)


def _judged(profile: str, rubric: str, format: Format, lang: Lang | None) -> "Result":
    """The judgement; with advice where the whole contract is asked for, since that takes twice as long."""
    if format is Format.json:
        from .work import advised_result

        library = the_library()
        judge_by = library.rubric(rubric)
        read = open_profile(profile, library.vocabulary.extended(judge_by.facts), lang)
        return advised_result(library, judge_by, read)
    from ..io.result_builder import result_of

    return result_of(assess_profile(profile, rubric, lang))


def _reaches(result: "Result", wanted: float) -> bool:
    from ..model.arithmetic import reached

    return result.score is not None and result.score >= reached(wanted, 100.0)


def _rendered(result: "Result", language: "Language", format: Format, bars: bool) -> str:
    if format is Format.json:
        from ..io.results import to_json

        return to_json(result)
    if format is Format.csv:
        from ..report.formats.csv_table import render
    elif format is Format.md:
        from ..report.formats.markdown import render
    else:
        from ..report.formats import screen

        return screen.render(result, language, bars=bars and sys.stdout.isatty())
    return render(result, language)


def _suppose(
    profile: str, rubric: str, suppositions: list[str], format: Format, output: Path | None, lang: Lang | None
) -> "Result":
    from .work import what_if

    library = the_library()
    judge_by = library.rubric(rubric)
    read = open_profile(profile, library.vocabulary.extended(judge_by.facts), lang)
    result, text = what_if(library, judge_by, read, suppositions, format.value, lang.value if lang else None)
    put(text, output)
    return result
