"""advise, and score under a supposition."""

from typing import Annotated

import typer

from .opening import one_rubric, open_profile, spare, the_library
from .options import AdviceFormat, LangOption, Mode, OutOption, ProfileArgument, RubricOption
from .output import language_of, put


def advise(
    profile: ProfileArgument,
    rubric: RubricOption = None,
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
    from .work import advised_result, rendered_advice

    library, name = the_library(), one_rubric(rubric)
    spare(output, profile, name)
    judge_by = library.rubric(name)
    read = open_profile(profile, library.vocabulary.extended(judge_by.facts), lang)
    result = advised_result(library, judge_by, read, mode.value if mode else None, target, budget)
    language = language_of(lang, result.profile.language)
    put(rendered_advice(result, language, format.value, top), output)
