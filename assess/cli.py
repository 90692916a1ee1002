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

from . import __version__

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
rubrics = typer.Typer(help="评价规则书架。The shelf of rubrics.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rubrics, name="rubrics")


class Format(str, Enum):
    """How a judgement is shown."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"


class AdviceFormat(str, Enum):
    """How advice is shown."""

    table = "table"
    json = "json"
    md = "md"


class Mode(str, Enum):
    """A mode of upgrading."""

    process = "process"
    product = "product"
    functional = "functional"
    inter_sectoral = "inter_sectoral"
    cross_cutting = "cross_cutting"


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


BY_NAME = "规则名称或文件路径。Id or path of a rubric."
ProfileArgument = Annotated[str, typer.Argument(metavar="PROFILE", help="画像文件，- 为标准输入。A profile, or -.")]
RubricOption = Annotated[str, typer.Option("--rubric", "-r", metavar="RUBRIC", help=BY_NAME)]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="输出语言，默认随画像。Language; the profile's by default.")
]
RubricArgument = Annotated[str, typer.Argument(metavar="RUBRIC", help=BY_NAME)]
OutOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入文件。Write to a file.")]


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="版本。Print the version.")] = False,
) -> None:
    """What is said before any command."""
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
    suppositions: Annotated[
        list[str] | None, typer.Option("--set", metavar="FACT=VALUE", help="假设某事实变动。What if a fact changed.")
    ] = None,
) -> None:
    """评价一个集群。Judge a cluster."""
    if suppositions:
        result = _suppose(profile, rubric, suppositions, format, output, lang)
    else:
        from .assessing import result_of

        result = result_of(_assess(profile, rubric))
        language = _language(lang, result.profile.language)
        _put(_rendered(result, language, format, bars=output is None), output, language)
    if at_least is not None and not _reaches(result, at_least):
        raise typer.Exit(1)


@app.command()
def advise(
    profile: ProfileArgument,
    rubric: RubricOption = DEFAULT_RUBRIC,
    mode: Annotated[Mode | None, typer.Option("--mode", help="只看一种升级方式。One mode only.")] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="列前几项。How many are listed.")] = None,
    budget: Annotated[
        int | None, typer.Option("--budget", min=0, metavar="N", help="投入点数上限。Most effort points.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="GRADE", help="要达到的等次。Grade to be reached.")
    ] = None,
    format: Annotated[AdviceFormat, typer.Option("--format", "-f", help="输出格式。Format.")] = AdviceFormat.table,
    output: OutOption = None,
    lang: LangOption = None,
) -> None:
    """下一步做什么：升级举措及其增益。What to do next, and what it brings."""
    from .commands import advised_result, rendered_advice
    from .intake.profiles import read_profile

    shelf = _shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = read_profile(profile, shelf.vocabulary.with_own(judge_by.facts))
    result = advised_result(shelf, judge_by, read, mode.value if mode else None, target, budget)
    language = _language(lang, result.profile.language)
    _put(rendered_advice(result, language, format.value, top), output)


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
    from .errors import InputError
    from .examination import examine
    from .intake.profiles import read_profile
    from .reports.telling import tell
    from .reports.wording import say

    shelf = _shelf()
    judge_by = shelf.rubric(rubric)
    vocabulary = shelf.vocabulary.with_own(judge_by.facts)
    refused = False
    for name in profiles:
        file = Path(name).name
        try:
            read, notices = read_profile(name, vocabulary)
        except InputError as error:
            refused = True
            language = _language(lang)
            _say(tell(problem, language) for problem in error.problems)
            _say([say("refused", language, file=file, count=sum(problem.stops for problem in error.problems))])
            _return_marked(marked, profiles, error.problems, language)
            continue
        language = _language(lang, read.language)
        found = [*notices, *examine(read, vocabulary, judge_by)]
        _say(tell(problem, language) for problem in found)
        _say([say("read" if found else "no_problems", language, file=file, count=len(found))])
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
        from .reports.telling import page

        _put(page(subject, _language(lang)), None)
        return
    from .assessing import result_of
    from .errors import refuse
    from .intake.shapes import nearest
    from .reports.screen import explain as chain
    from .reports.screen import places

    assessment = _assess(subject, rubric)
    result = result_of(assessment)
    found = result.node(node)
    if found is None:
        names = [each.id for each in result.nodes]
        raise refuse("E501", None, found=node, meant=nearest(node, names))
    _put(chain(result, found, _language(lang, result.profile.language), places(assessment.profile)), None)


@app.command()
def template(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="form.xlsx 或 .yaml。")],
    rubric: Annotated[
        list[str] | None, typer.Option("--rubric", "-r", metavar="RUBRIC", help="可重复。Rubrics to be asked for.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="PROFILE", help="用已有画像预填。Pre-filled from a profile.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="数据年度，默认去年或画像的年度。")] = None,
    lang: LangOption = None,
) -> None:
    """生成填报表，空白或预填。A form to be filled in, blank or pre-filled."""
    from .errors import refuse
    from .intake.profiles import read_profile
    from .questions import carried_forward
    from .reports.template import KINDS, render_template

    if output.suffix.lower() not in KINDS:
        raise refuse("E111", None, found=output.suffix or str(output), allowed=", ".join(KINDS))
    shelf = _shelf()
    asked = tuple(shelf.rubric(name) for name in rubric or [DEFAULT_RUBRIC])
    vocabulary = shelf.vocabulary.with_own({name: fact for each in asked for name, fact in each.facts.items()})
    profile, notices = read_profile(source, vocabulary) if source else (None, ())
    language = _language(lang, profile.language if profile else "zh")
    _tell(notices, language)
    if profile and year:
        profile = carried_forward(profile, year)
    made = render_template(output.suffix.lower(), asked, vocabulary, profile, language, year or _last_year())
    _write(made, output, language)


@app.command()
def report(
    profile: Annotated[
        str, typer.Argument(metavar="PROFILE|RESULT.json", help="画像文件或保存的结果。A profile or a saved result.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=".docx .html .xlsx .md .json")],
    rubric: Annotated[
        list[str] | None,
        typer.Option(
            "--rubric", "-r", metavar="RUBRIC", help="可多次，首个详写。Repeatable; the first is told at length."
        ),
    ] = None,
    lang: LangOption = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="落款日期，默认当天。Date of the report.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="HOUSE.docx", help="本单位的 Word 样式。Styles of one's own, for .docx."),
    ] = None,
) -> None:
    """写出报告。Write the report."""
    from .reports.faces import render, request
    from .reports.report import make_report

    wish = request(output, template, date)
    results = _saved_or_advised(profile, rubric or [])
    told = make_report(results, _language(lang, results[0].profile.language), wish.date)
    _write(render(told, wish.suffix, wish.house), output, told.language)


@rubrics.command("handbook")
def write_handbook(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=".docx .html .md")],
    rubric: RubricOption = DEFAULT_RUBRIC,
    lang: LangOption = None,
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="日期，默认当天。Date.")] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="HOUSE.docx", help="本单位的 Word 样式。Styles of one's own.")
    ] = None,
) -> None:
    """规则手册。The rubric as its own documentation."""
    from .reports.faces import HANDBOOK, render, request
    from .reports.handbook import make_handbook

    wish = request(output, template, date, HANDBOOK)
    shelf = _shelf()
    told = make_handbook(shelf.rubric(rubric), shelf.vocabulary, shelf.sources, _language(lang), wish.date)
    _write(render(told, wish.suffix, wish.house), output, told.language)


@rubrics.command("list")
def list_rubrics(lang: LangOption = None) -> None:
    """书架上有哪些规则。What is on the shelf."""
    from .reports.screen import columns
    from .reports.wording import say

    shelf, language = _shelf(), _language(lang)
    rows = [[say(key, language) for key in ("rubric", "version", "indicators", "title")]]
    for name in shelf.ids():
        rubric = shelf.rubric(name)
        rows.append([rubric.rubric, rubric.version, str(len(rubric.indicators)), rubric.title.tell(language)])
    _say(columns(rows, right=(2,)))


@rubrics.command("show")
def show_rubric(rubric: RubricArgument = DEFAULT_RUBRIC, lang: LangOption = None) -> None:
    """一个规则的树。The tree of a rubric."""
    from .reports.rubric_screen import render

    _put(render(_shelf().rubric(rubric), _language(lang)), None)


@rubrics.command("lint")
def lint_rubric(
    rubrics: Annotated[list[str] | None, typer.Argument(metavar="RUBRIC", help="默认为全部。All by default.")] = None,
    lang: LangOption = None,
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
def print_schema(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="rubric, facts, profile, result")] = Kind.rubric,
    output: OutOption = None,
) -> None:
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
        sys.stdout.flush()
        return returned if isinstance(returned, int) else 0
    except typer.Exit as done:
        return int(done.exit_code)
    except (BrokenPipeError, SystemExit):
        # The reader has left (SystemExit is typer's word for it): write nothing more, not even at exit.
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
    problem = Problem("E900", None, {"found": f"{type(error).__name__}: {error}"})
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error)
        return 0
    if hasattr(error, "format_message"):
        problem = Problem("E503", None, {"found": error.format_message()})
    elif isinstance(error, OSError) and error.filename is None:
        problem = Problem("E114", None, {"found": "-", "why": error.strerror})
    elif os.environ.get("ASSESS_DEBUG"):
        raise error
    _tell([problem], language)
    return 3 if problem.code == "E900" else 2


def _tell(problems: Any, language: Language) -> None:
    from .reports.telling import tell

    for problem in problems:
        print(tell(problem, language), file=sys.stderr)


def _wished(arguments: list[str]) -> Lang | None:
    for option, value in zip(arguments, [*arguments, ""][1:], strict=True):
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


def _assess(profile: str, rubric: str) -> Assessment:
    from .assessing import assess
    from .intake.profiles import read_profile

    shelf = _shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = read_profile(profile, shelf.vocabulary.with_own(judge_by.facts))
    return assess(judge_by, read, shelf.vocabulary, shelf.sources)


def _saved_or_advised(name: str, rubrics: list[str]) -> list[Result]:
    """A saved result, or a profile judged by each of the rubrics, with advice under the first."""
    from .commands import advised_result
    from .errors import refuse
    from .intake.profiles import read_profile

    if name.lower().endswith(".json"):
        from .intake.saved_results import read_result

        if rubrics:
            raise refuse("E622", None, found=name)
        return [read_result(Path(name))]
    shelf = _shelf()
    asked = [shelf.rubric(rubric) for rubric in dict.fromkeys(rubrics or [DEFAULT_RUBRIC])]
    vocabulary = shelf.vocabulary.with_own({fact: each for rubric in asked for fact, each in rubric.facts.items()})
    read, _ = read_profile(name, vocabulary)
    return [advised_result(shelf, rubric, read) for rubric in asked]


def _reaches(result: Result, wanted: float) -> bool:
    from .arithmetic import reached

    return result.score is not None and result.score >= reached(wanted, 100.0)


def _last_year() -> int:
    """The year an annual call for data is about."""
    import datetime

    return datetime.date.today().year - 1


def _return_marked(copy: Path | None, profiles: list[str], problems: Any, language: Language) -> None:
    """Write the marked copy of the one form that was checked."""
    if copy is None:
        return
    from .errors import refuse
    from .reports.marked import render_marked
    from .reports.wording import say

    form = Path(profiles[0])
    same = copy.exists() and form.exists() and copy.samefile(form)
    if len(profiles) > 1 or form.suffix.lower() not in (".xlsx", ".xlsm") or same:
        raise refuse("E123", None, found=", ".join(profiles), why=say("same_file" if same else "one_form", language))
    unread = any(problem.code.startswith("E1") for problem in problems)
    if unread:
        return
    try:
        _write(render_marked(form.read_bytes(), problems, language), copy, language)
    except ValueError as error:
        raise refuse("E123", None, found=form.name, why=str(error)) from None


def _suppose(
    profile: str, rubric: str, suppositions: list[str], format: Format, output: Path | None, lang: Lang | None
) -> Result:
    from .commands import what_if
    from .intake.profiles import read_profile

    shelf = _shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = read_profile(profile, shelf.vocabulary.with_own(judge_by.facts))
    result, text = what_if(shelf, judge_by, read, suppositions, format.value, lang.value if lang else None)
    _put(text, output)
    return result


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


def _say(lines: Any) -> None:
    for line in lines:
        print(line)


def _put(text: str, output: Path | None, language: Language = "zh") -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        _write(text.encode("utf-8"), output, language)


def _write(data: bytes, output: Path, language: Language = "zh") -> None:
    from .reports.files import write
    from .reports.wording import say

    write(data, output)
    print(say("wrote", language, file=output), file=sys.stderr)
