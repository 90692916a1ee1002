"""The rubrics on the shelf: list, show, lint, schema and handbook."""

from pathlib import Path
from typing import Annotated

import typer

from .opening import one_rubric, spare, the_library
from .options import DEFAULT_RUBRIC, Kind, LangOption, OutOption, RubricArgument, RubricOption
from .output import language_of, put, put_file, say_lines

rubrics = typer.Typer(help="评价规则书架。The shelf of rubrics.", rich_markup_mode=None)


@rubrics.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """评价规则书架。The shelf of rubrics."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@rubrics.command("list")
def list_rubrics(lang: LangOption = None) -> None:
    """书架上有哪些规则。What is on the shelf."""
    from ..i18n.catalog import say_each
    from ..report.formats.screen import columns

    library, language = the_library(), language_of(lang)
    rows = [say_each("screen", ("rubric", "version", "indicators", "title"), language)]
    for name in library.ids():
        rubric = library.rubric(name)
        rows.append([rubric.rubric, rubric.version, str(len(rubric.indicators)), rubric.title.in_(language)])
    say_lines(columns(rows, right=(2,)))


@rubrics.command("show")
def show_rubric(rubric: RubricArgument = DEFAULT_RUBRIC, lang: LangOption = None) -> None:
    """一个规则的树。The tree of a rubric."""
    from ..report.formats.rubric_screen import render

    put(render(the_library().rubric(rubric), language_of(lang)), None)


@rubrics.command("lint")
def lint_rubrics(
    rubrics: Annotated[list[str] | None, typer.Argument(metavar="RUBRIC", help="默认为全部。All by default.")] = None,
    lang: LangOption = None,
) -> None:
    """校对规则。Proofread rubrics; all of the shelf by default."""
    from ..checks.rubric_lint import lint_rubric
    from ..i18n.catalog import say
    from ..i18n.messages import format_problem
    from ..io.validation import located

    library, language = the_library(), language_of(lang)
    marked = False
    for name in rubrics or library.ids():
        document = library.open(name)
        rubric = library.load_rubric(document)
        problems = located(document, lint_rubric(rubric, library.vocabulary.extended(rubric.facts)))
        say_lines(format_problem(problem, language) for problem in problems)
        say_lines([] if problems else [say("screen.no_problems", language, file=document.file)])
        marked = marked or bool(problems)
    if not rubrics:
        from .work import library_marks

        found = library_marks(library)
        say_lines(format_problem(problem, language) for problem in found)
        say_lines([] if found else [say("screen.no_problems", language, file="advice")])
        marked = marked or bool(found)
    if marked:
        raise typer.Exit(1)


@rubrics.command("schema")
def print_schema(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="rubric, facts, profile, result")] = Kind.rubric,
    output: OutOption = None,
) -> None:
    """供编辑器使用的 JSON 模式。JSON Schema, for editors and readers of results."""
    from ..io.schemas import schema

    put(schema(kind.value), output)


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
    from ..report.formats.registry import HANDBOOK, render, request
    from ..report.handbook import make_handbook

    wish = request(output, template, date, HANDBOOK)
    judge_by = one_rubric(rubric)
    spare(output, judge_by, template)
    library = the_library()
    told = make_handbook(library.rubric(judge_by), library.vocabulary, library.sources, language_of(lang), wish.date)
    put_file(render(told, wish.suffix, wish.house), output, told.language)
