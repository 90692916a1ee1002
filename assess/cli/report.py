"""template and report: what is written to be handed on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .opening import open_profile, spare, the_library
from .options import DEFAULT_RUBRIC, Lang, LangOption
from .output import language_of, put_file

if TYPE_CHECKING:
    from ..model.result import Result


def template(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="form.xlsx 或 .yaml。")],
    rubric: Annotated[
        list[str] | None, typer.Option("--rubric", "-r", metavar="RUBRIC", help="可重复。Rubrics to be asked for.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="PROFILE", help="用已有画像预填。Pre-filled from a profile.")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1950, max=2100, help="数据年度，默认去年或画像的年度。")
    ] = None,
    lang: LangOption = None,
) -> None:
    """生成填报表，空白或预填。A form to be filled in, blank or pre-filled."""
    from ..form.questions import carried_forward
    from ..form.template import KINDS, render_template
    from ..model.problems import input_error

    if output.suffix.lower() not in KINDS:
        raise input_error("E111", None, found=output.suffix or str(output), allowed=", ".join(KINDS))
    library = the_library()
    asked = tuple(library.rubric(name) for name in rubric or [DEFAULT_RUBRIC])
    vocabulary = library.vocabulary.extended({name: fact for each in asked for name, fact in each.facts.items()})
    spare(output, source, *(rubric or []))
    profile = open_profile(source, vocabulary, lang) if source else None
    language = language_of(lang, profile.language if profile else "zh")
    if profile and year:
        profile = carried_forward(profile, year)
    made = render_template(output.suffix.lower(), asked, vocabulary, profile, language, year or _last_year())
    put_file(made, output, language)


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
    from ..report.build import make_report
    from ..report.formats.registry import render, request

    wish = request(output, template, date)
    spare(output, profile, template, *(rubric or []))
    results = _saved_or_advised(profile, rubric or [], lang)
    told = make_report(results, language_of(lang, results[0].profile.language), wish.date)
    put_file(render(told, wish.suffix, wish.house), output, told.language)


def _saved_or_advised(name: str, rubrics: list[str], lang: Lang | None) -> "list[Result]":
    """A saved result, or a profile judged by each of the rubrics, with advice under the first."""
    from ..model.problems import input_error
    from .work import advised_result

    if name.lower().endswith(".json"):
        from ..io.results import read_result

        if rubrics:
            raise input_error("E622", None, found=name)
        return [read_result(Path(name))]
    library = the_library()
    asked = [library.rubric(rubric) for rubric in dict.fromkeys(rubrics or [DEFAULT_RUBRIC])]
    vocabulary = library.vocabulary.extended({fact: each for rubric in asked for fact, each in rubric.facts.items()})
    read = open_profile(name, vocabulary, lang)
    return [advised_result(library, rubric, read) for rubric in asked]


def _last_year() -> int:
    """The year an annual call for data is about."""
    import datetime

    return datetime.date.today().year - 1
