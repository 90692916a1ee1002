"""The door: words become calls, calls become an exit code. The only place that prints.

Exit codes: 0 done, 1 judged below --at-least or marked by the proofreader, 2 wrong
input, 3 our own fault. Data goes to standard output, talk to standard error.
"""

from __future__ import annotations

import os
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import __version__, options

if TYPE_CHECKING:
    from .assessing import Assessment
    from .intake.shelf import Shelf
    from .results import Result
    from .text import Language

DEFAULT_RUBRIC = "cluster-upgrading"

app = typer.Typer(
    name="assess",
    help="产业集群评价与升级建议。Judges an industrial cluster and tells what to do next.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
rubrics = typer.Typer(
    help="评价规则书架。The shelf of rubrics.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(rubrics, name="rubrics")


class Format(str, Enum):
    """How a judgement is shown."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"


class Lang(str, Enum):
    """Language of the output."""

    zh = "zh"
    en = "en"


class Kind(str, Enum):
    """What a schema is printed of."""

    rubric = "rubric"
    facts = "facts"
    profile = "profile"
    result = "result"


ProfileArgument = Annotated[str, typer.Argument(metavar="PROFILE", help="画像文件，- 为标准输入。A profile, or -.")]
RubricOption = Annotated[
    str, typer.Option("--rubric", "-r", metavar="RUBRIC", help="规则名称或文件路径。Id or path of a rubric.")
]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="输出语言，默认随画像。Language; the profile's by default.")
]
OutOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入文件。Write to a file.")]


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="版本。Print the version.")] = False,
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit()


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
    suppositions: options.SetOption = None,
) -> None:
    """评价一个集群。Judge a cluster."""
    if suppositions:
        from .commands import what_if

        result, text = what_if(_shelf(), profile, rubric, suppositions, format.value, lang.value if lang else None)
        _put(text, output)
    else:
        result, language = _judge(profile, rubric, lang)
        _put(_rendered(result, language, format, bars=output is None), output)
    if at_least is not None and (result.score is None or result.score < at_least):
        raise typer.Exit(1)


@app.command()
def advise(
    profile: ProfileArgument,
    rubric: RubricOption = DEFAULT_RUBRIC,
    mode: options.ModeOption = None,
    top: options.TopOption = None,
    budget: options.BudgetOption = None,
    target: options.TargetOption = None,
    format: options.AdviceFormatOption = options.AdviceFormat.table,
    output: OutOption = None,
    lang: LangOption = None,
) -> None:
    """下一步做什么：升级举措及其增益。What to do next, and what it brings."""
    from .commands import advised_result, rendered_advice

    result = advised_result(_shelf(), profile, rubric, mode.value if mode else None, target, budget)
    language = _language(lang, result.profile.language)
    _put(rendered_advice(result, language, format.value, top), output)


@app.command()
def check(
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", help="画像文件。Profiles.")],
    rubric: RubricOption = DEFAULT_RUBRIC,
    lang: LangOption = None,
) -> None:
    """只检查不评价，一次列出全部问题。All problems of profiles, at once."""
    from .errors import InputError
    from .examination import examine
    from .reports.telling import tell
    from .reports.wording import say

    shelf = _shelf()
    vocabulary = shelf.vocabulary.with_own(shelf.rubric(rubric).facts)
    refused = False
    for name in profiles:
        file = Path(name).name
        try:
            read, notices = _read(name, vocabulary)
        except InputError as error:
            refused = True
            language = _language(lang)
            _say(tell(problem, language) for problem in error.problems)
            _say([say("refused", language, file=file, count=len(error.problems))])
            continue
        language = _language(lang, read.language)
        found = [*notices, *examine(read, vocabulary)]
        _say(tell(problem, language) for problem in found)
        _say([say("read" if found else "no_problems", language, file=file, count=len(found))])
    if refused:
        raise typer.Exit(2)


@app.command()
def explain(
    subject: Annotated[str, typer.Argument(metavar="PROFILE|CODE", help="画像文件，或 E204 这样的代码。")],
    node: Annotated[str | None, typer.Argument(metavar="NODE", help="准则或指标。A criterion or an indicator.")] = None,
    rubric: RubricOption = DEFAULT_RUBRIC,
    lang: LangOption = None,
) -> None:
    """一个数从何而来，或一个代码是什么意思。Where a number comes from, or what a code means."""
    if node is None:
        _put(_page(subject, _language(lang)), None)
        return
    from .assessing import result_of
    from .errors import refuse
    from .intake.shapes import nearest
    from .reports.screen import explain as chain

    assessment = _assess(subject, rubric)
    result = result_of(assessment)
    found = result.node(node)
    if found is None:
        names = [each.id for each in result.nodes]
        raise refuse("E501", None, found=node, meant=nearest(node, names))
    _put(chain(result, found, _language(lang, result.profile.language), _places(assessment)), None)


@rubrics.command("list")
def list_rubrics(lang: LangOption = None) -> None:
    """书架上有哪些规则。What is on the shelf."""
    from .reports.screen import columns

    shelf, language = _shelf(), _language(lang)
    rows = []
    for name in shelf.ids():
        rubric = shelf.rubric(name)
        rows.append([rubric.rubric, rubric.version, str(len(rubric.indicators)), rubric.title.tell(language)])
    _say(columns(rows))


@rubrics.command("show")
def show_rubric(rubric: Annotated[str, typer.Argument()] = DEFAULT_RUBRIC, lang: LangOption = None) -> None:
    """一个规则的树。The tree of a rubric."""
    from .reports.rubric_screen import render

    _put(render(_shelf().rubric(rubric), _language(lang)), None)


@rubrics.command("lint")
def lint_rubric(
    rubrics: Annotated[list[str] | None, typer.Argument(metavar="[RUBRIC...]")] = None, lang: LangOption = None
) -> None:
    """校对规则。Proofread rubrics; all of the shelf by default."""
    from .errors import Problem
    from .proofreading import proofread
    from .reports.telling import tell
    from .reports.wording import say

    shelf, language = _shelf(), _language(lang)
    marked = False
    for name in rubrics or shelf.ids():
        document = shelf.open(name)
        rubric = shelf.sound(document)
        marks = proofread(rubric, shelf.vocabulary.with_own(rubric.facts))
        problems = [Problem(mark.code, document.place(mark.path), mark.details) for mark in marks]
        _say(tell(problem, language) for problem in sorted(problems, key=lambda problem: problem.order))
        _say([] if marks else [say("no_problems", language, file=document.file)])
        marked = marked or bool(marks)
    if not rubrics:
        from .commands import library_marks

        found = library_marks(shelf)
        _say(tell(problem, language) for problem in found)
        _say([] if found else [say("no_problems", language, file="advice")])
        marked = marked or bool(found)
    if marked:
        raise typer.Exit(1)


@rubrics.command("schema")
def print_schema(kind: Annotated[Kind, typer.Argument()] = Kind.rubric, output: OutOption = None) -> None:
    """供编辑器使用的 JSON 模式。JSON Schema, for editors and readers of results."""
    from .reports.schemas import schema

    _put(schema(kind.value), output)


# What the commands share


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code."""
    # No package that happens to be installed may hook itself into validation.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
    _prepare_streams()
    try:
        returned = app(args=arguments, prog_name="assess", standalone_mode=False)
        return returned if isinstance(returned, int) else 0
    except typer.Exit as done:
        return int(done.exit_code)
    except BrokenPipeError:
        # The reader has seen enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        return _failed(error, arguments)


def _failed(error: Exception, arguments: list[str]) -> int:
    from .errors import InputError, Problem

    language = _language(_wished(arguments))
    if isinstance(error, InputError):
        _tell(error.problems, language)
        return 2
    if hasattr(error, "format_message"):
        _tell([Problem("E503", None, {"found": error.format_message()})], language)
        return 2
    if os.environ.get("ASSESS_DEBUG"):
        raise error
    _tell([Problem("E900", None, {"found": f"{type(error).__name__}: {error}"})], language)
    return 3


def _tell(problems: Any, language: Language) -> None:
    from .reports.telling import tell

    for problem in problems:
        print(tell(problem, language), file=sys.stderr)


def _wished(arguments: list[str]) -> Lang | None:
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        wish = option.partition("=")[2] if option.startswith("--lang=") else value if option == "--lang" else ""
        if wish in Lang.__members__:
            return Lang(wish)
    return None


def _language(wish: Lang | None, otherwise: Language = "zh") -> Language:
    return wish.value if wish else otherwise


def _prepare_streams() -> None:
    """UTF-8 into files and pipes; on a console its own encoding, with ? for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def _shelf() -> Shelf:
    from .intake.shelf import shelf

    return shelf()


def _read(name: str, vocabulary: Any) -> Any:
    from .intake.profiles import read_profile

    return read_profile(name, vocabulary)


def _assess(profile: str, rubric: str) -> Assessment:
    from .assessing import assess

    shelf = _shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = _read(profile, shelf.vocabulary.with_own(judge_by.facts))
    return assess(judge_by, read, shelf.vocabulary, shelf.sources)


def _judge(profile: str, rubric: str, lang: Lang | None) -> tuple[Result, Language]:
    from .assessing import result_of

    result = result_of(_assess(profile, rubric))
    return result, _language(lang, result.profile.language)


def _rendered(result: Result, language: Language, format: Format, bars: bool) -> str:
    if format is Format.json:
        from .reports.json_format import render
    elif format is Format.csv:
        from .reports.csv_format import render
    elif format is Format.md:
        from .reports.markdown import render
    else:
        from .reports import screen

        return screen.render(result, language, bars=bars and sys.stdout.isatty())
    return render(result, language)


def _places(assessment: Assessment) -> dict[str, str]:
    """Line and column of every reading, by the name it has in the result."""
    return {
        reading.place.at: f"{reading.place} ({reading.place.at})"
        for observation in assessment.profile.observations.values()
        for reading in observation.readings.values()
    }


def _page(code: str, language: Language) -> str:
    from .errors import refuse
    from .reports.telling import page

    text = page(code.upper(), language)
    if text is None:
        raise refuse("E502", None, found=code)
    return text


def _say(lines: Any) -> None:
    for line in lines:
        print(line)


def _put(text: str, output: Path | None) -> None:
    """To standard output, or whole to a file: half a file is never left behind."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    _write(text.encode("utf-8"), output)


def _write(data: bytes, output: Path) -> None:
    from .errors import refuse

    beside = output.with_name(output.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise refuse("E114", None, found=str(output), why=error.strerror or str(error)) from None
    from .reports.wording import say

    print(say("wrote", "zh", file=output), file=sys.stderr)
