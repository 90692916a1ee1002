"""template and report: what is written to be handed on."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..defaults import DEFAULT_RUBRIC
from .options import FormDepth, Lang, LangOption, ReportLength
from .output import language_of, open_profile, refuse_overwrite, write_file

if TYPE_CHECKING:
    from ..outcomes import Result


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
    depth: Annotated[
        FormDepth, typer.Option("--depth", help="填报深度：核心、标准、完整。How much is asked: core, standard, full.")
    ] = "standard",
    lang: LangOption = None,
) -> None:
    """生成填报表，空白或预填。A form to be filled in, blank or pre-filled."""
    from .. import api

    rubrics = [api.rubric(name) for name in rubric or [DEFAULT_RUBRIC]]
    refuse_overwrite(output, source, *(rubric or []))
    profile = open_profile(source, rubrics, lang) if source else None
    language = language_of(lang, profile.language if profile else "zh")
    kind = output.suffix.lower() or output.name
    form = api.form(profile, rubrics, kind=kind, year=year, language=language, depth=depth)
    write_file(form, output, language)


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
    length: Annotated[
        ReportLength | None,
        typer.Option(
            "--length", help="篇幅：约4页、约12页、全部（含附表）。About 4 pages, about 12, or all with annexes."
        ),
    ] = None,
) -> None:
    """写出报告。Write the report."""
    from .. import api

    format = output.suffix.lower() or output.name
    day = day_of(date)
    refuse_overwrite(output, profile, template, *(rubric or []))
    results = _saved_or_advised(profile, rubric or [], lang)
    language = language_of(lang, results[0].profile.language)
    content = api.report(results, format, language=language, date=day, template=template, length=length)
    write_file(content, output, language)


def day_of(date: str | None) -> datetime.date:
    """The day that stands under a report; today where none is named.

    Raises:
        InputError: no such day.
    """
    try:
        return datetime.date.fromisoformat(date) if date else datetime.date.today()
    except ValueError:
        from ..model.problems import input_error

        raise input_error("E624", None, found=(date or "")[:40]) from None


def _saved_or_advised(name: str, rubrics: list[str], lang: Lang | None) -> "list[Result]":
    """A saved result, or a profile judged by each of the rubrics, with advice."""
    from .. import api
    from ..outcomes import Result

    if name.lower().endswith(".json"):
        if rubrics:
            from ..model.problems import input_error

            raise input_error("E622", None, found=name)
        return [Result.load(name)]
    judge_by = [api.rubric(rubric) for rubric in dict.fromkeys(rubrics or [DEFAULT_RUBRIC])]
    profile = open_profile(name, judge_by, lang)
    return [api.advise(profile, rubric) for rubric in judge_by]
