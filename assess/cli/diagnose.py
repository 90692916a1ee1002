"""diagnose."""

from typing import Annotated

import typer

from .options import AdviceFormat, LangOption, OutOption, ProfileArgument
from .output import language_of, open_profile, refuse_overwrite, write_text


def diagnose(
    profile: ProfileArgument,
    rubric: Annotated[
        list[str] | None,
        typer.Option(
            "--rubric",
            "-r",
            metavar="RUBRIC",
            help="诊断的名称或路径，可多次写，默认全部。Diagnoses by id or path; all on the shelf by default.",
        ),
    ] = None,
    format: Annotated[AdviceFormat, typer.Option("--format", "-f", help="输出格式。Format.")] = "table",
    output: OutOption = None,
    lang: LangOption = None,
) -> None:
    """存在哪些问题：各项诊断及其依据。Which problems are there, and what shows them."""
    from .. import api

    refuse_overwrite(output, profile, *(rubric or []))
    judge_by = [api.rubric(name) for name in rubric or api.diagnoses()]
    read = open_profile(profile, judge_by, lang)
    results, language = api.diagnose(read, judge_by), language_of(lang, read.language)
    if format == "json":
        write_text(results.to_json(), output, language)
    else:
        shown = results.diagnosis_markdown if format == "md" else results.diagnosis_text
        write_text(shown(language), output, language)
