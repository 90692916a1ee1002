"""The rubrics in the library: list, show, lint, schema and handbook."""

from pathlib import Path
from typing import Annotated

import typer

from ..defaults import DEFAULT_RUBRIC
from .options import LangOption, OutOption, RubricArgument, RubricOption, SchemaKind, WhereOption, single_rubric
from .output import language_of, open_profile, print_lines, refuse_overwrite, write_file, write_text
from .report import day_of

rubrics = typer.Typer(help="评价规则书架。The shelf of rubrics.", rich_markup_mode=None)


@rubrics.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """评价规则书架。The shelf of rubrics."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@rubrics.command("list")
def list_rubrics(
    profile: Annotated[
        str | None, typer.Option("--for", metavar="PROFILE", help="这份画像还缺什么。What a profile still lacks.")
    ] = None,
    lang: LangOption = None,
) -> None:
    """书架上有哪些规则。What is on the shelf."""
    from .. import api

    if profile is None:
        write_text(api.describe(None, language_of(lang)), None)
        return
    opened = open_profile(profile, [*map(api.rubric, api.rubrics())], lang)
    write_text(api.describe_for(opened, language_of(lang, opened.language)), None)


@rubrics.command("show")
def show_rubric(rubric: RubricArgument = DEFAULT_RUBRIC, where: WhereOption = None, lang: LangOption = None) -> None:
    """一个规则的树，或一个目录的各行。The tree of a rubric, or the rows of a catalogue."""
    from .. import api

    write_text(api.describe(rubric, language_of(lang), where or ()), None)


@rubrics.command("lint")
def lint_rubrics(
    rubrics: Annotated[list[str] | None, typer.Argument(metavar="RUBRIC", help="默认为全部。All by default.")] = None,
    lang: LangOption = None,
) -> None:
    """校对规则。Proofread rubrics; all of the shelf by default."""
    from .. import api
    from ..i18n.catalog import say
    from ..i18n.messages import format_problem

    language = language_of(lang)
    marked = False
    names: list[str | None] = [*rubrics] if rubrics else [*api.rubrics(), *api.catalogues(), None]
    for linted in map(api.lint, names):
        print_lines(format_problem(problem, language) for problem in linted.findings)
        print_lines([] if linted.findings else [say("screen.no_problems", language, file=linted.file)])
        marked = marked or bool(linted.findings)
    if marked:
        raise typer.Exit(1)


@rubrics.command("schema")
def print_schema(
    kind: Annotated[
        SchemaKind, typer.Argument(metavar="KIND", help="rubric, indicators, facts, catalogue, profile, result")
    ] = "rubric",
    output: OutOption = None,
) -> None:
    """供编辑器使用的 JSON 模式。JSON Schema, for editors and readers of results."""
    from .. import api

    write_text(api.schema(kind), output)


@rubrics.command("handbook")
def write_handbook(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=".docx .html .md")],
    rubric: RubricOption = None,
    lang: LangOption = None,
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="日期，默认当天。Date.")] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="HOUSE.docx", help="本单位的 Word 样式。Styles of one's own.")
    ] = None,
) -> None:
    """规则手册。The rubric as its own documentation."""
    from .. import api

    format = output.suffix.lower() or output.name
    day = day_of(date)
    name = single_rubric(rubric)
    refuse_overwrite(output, name, template)
    language = language_of(lang)
    write_file(api.handbook(name, format, language=language, date=day, template=template), output, language)
