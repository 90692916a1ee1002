"""advise."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from .options import AdviceFormat, LangOption, OutOption, ProfileArgument, RubricsOption, several_rubrics
from .output import language_of, open_profile, refuse_overwrite, write_text

if TYPE_CHECKING:
    from ..model.recommendation import GroupedBy
    from ..model.text import Language
    from ..outcomes import Results


def advise(
    profile: ProfileArgument,
    rubric: RubricsOption = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="MODE", help="只看一种升级方式。One mode only.")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="GROUPING",
            help="按 role、path、group、domain、space 分组；role=代号 只看一组。Group by one; role=ID keeps one.",
        ),
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="列前几项。How many are listed.")] = None,
    budget: Annotated[
        int | None, typer.Option("--budget", min=0, metavar="N", help="投入点数上限。Most effort points.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="GRADE", help="要达到的等次。Grade to be reached.")
    ] = None,
    format: Annotated[AdviceFormat, typer.Option("--format", "-f", help="输出格式。Format.")] = "table",
    output: OutOption = None,
    lang: LangOption = None,
) -> None:
    """下一步做什么：升级举措及其增益。What to do next, and what it brings."""
    from .. import api
    from ..outcomes import Results

    names = several_rubrics(rubric)
    refuse_overwrite(output, profile, *names)
    judge_by = [api.rubric(name) for name in names]
    read = open_profile(profile, judge_by, lang)
    first = api.advise(read, judge_by[0], mode=mode, by=by, target=target, budget=budget)
    # A grade is one of the first rubric: what it takes to reach it is not asked of the others.
    others = [api.advise(read, each, mode=mode, by=by) for each in judge_by[1:]]
    write_text(_shown(Results([first, *others]), format, language_of(lang, read.language), top, by), output)


def _shown(results: "Results", format: AdviceFormat, language: "Language", top: int | None, by: str | None) -> str:
    from ..outcomes import Results

    if format == "json":
        return Results(replace(result, advice=result.advice[:top]) for result in results).to_json()
    show = results.advice_markdown if format == "md" else results.advice_text
    return show(language, top, cast("GroupedBy", by.partition("=")[0]) if by else None)
