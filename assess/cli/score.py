"""score."""

import math
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Format, LangOption, OutOption, ProfileArgument, RubricsOption, several_rubrics, single_rubric
from .output import language_of, open_profile, refuse_overwrite, write_text

if TYPE_CHECKING:
    from ..model.profile import Profile
    from ..model.rubric import Rubric
    from ..model.text import Language
    from ..outcomes import Result, Results


def score(
    profile: ProfileArgument,
    rubric: RubricsOption = None,
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
    names = [single_rubric(rubric)] if suppositions else several_rubrics(rubric)
    refuse_overwrite(output, profile, *names)
    judge_by = [api.rubric(name) for name in names]
    read = open_profile(profile, judge_by, lang)
    language = language_of(lang, read.language)
    results: Result | Results
    if suppositions:
        what_if = api.suppose(read, suppositions, rubric=judge_by[0])
        results = what_if.after
        write_text(what_if.to_json() if format == "json" else what_if.to_text(language), output)
    else:
        results = _judged(read, judge_by, format)
        write_text(_shown(results, format, language, bars=output is None and sys.stdout.isatty()), output, language)
    if at_least is not None and not results.reaches(at_least):
        raise typer.Exit(1)


def _judged(profile: "Profile", rubrics: "list[Rubric]", format: Format) -> "Result | Results":
    """One judgement, or several. What to ask and what can be tried follow from the advice; only JSON holds all of it,
    a table of nodes and a screen of several judgements nothing."""
    from .. import api

    if len(rubrics) > 1:
        return api.judge(profile, rubrics, advice=format == "json")
    if format == "csv":
        return api.score(profile, rubrics[0], figures=False)
    return api.advise(profile, rubrics[0], whole=format == "json")


def _shown(result: "Result | Results", format: Format, language: "Language", bars: bool) -> str:
    if format == "json":
        return result.to_json()
    if format == "csv":
        return result.to_csv(language)
    return result.to_markdown(language) if format == "md" else result.to_text(language, bars)
