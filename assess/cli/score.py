"""score."""

import math
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Format, LangOption, OutOption, ProfileArgument, RubricOption, single_rubric
from .output import language_of, open_profile, refuse_overwrite, write_text

if TYPE_CHECKING:
    from ..model.text import Language
    from ..outcomes import Result


def score(
    profile: ProfileArgument,
    rubric: RubricOption = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式。Output format.")] = "table",
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
    from .. import api

    if at_least is not None and math.isnan(at_least):
        raise typer.BadParameter("--at-least: nan")
    name = single_rubric(rubric)
    refuse_overwrite(output, profile, name)
    judge_by = api.rubric(name)
    read = open_profile(profile, judge_by, lang)
    language = language_of(lang, read.language)
    if suppositions:
        what_if = api.suppose(read, suppositions, rubric=judge_by)
        result = what_if.after
        write_text(what_if.to_json() if format == "json" else what_if.to_text(language), output)
    else:
        # What to ask and what can be tried follow from the advice; only JSON holds all of it, a table of nodes nothing.
        if format == "csv":
            result = api.score(read, judge_by, figures=False)
        else:
            result = api.advise(read, judge_by, whole=format == "json")
        write_text(_shown(result, format, language, bars=output is None and sys.stdout.isatty()), output, language)
    if at_least is not None and not result.reaches(at_least):
        raise typer.Exit(1)


def _shown(result: "Result", format: Format, language: "Language", bars: bool) -> str:
    if format == "json":
        return result.to_json()
    if format == "csv":
        return result.to_csv(language)
    return result.to_markdown(language) if format == "md" else result.to_text(language, bars)
