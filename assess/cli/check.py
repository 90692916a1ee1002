"""check and explain."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .opening import assess_profile, one_rubric
from .options import LangOption, RubricOption
from .output import language_of, put, put_file, say_lines, tell_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.problems import Problem
    from ..model.text import Language


def check(
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE", help="画像文件。Profiles.")],
    rubric: RubricOption = None,
    lang: LangOption = None,
    marked: Annotated[
        Path | None, typer.Option("--marked", metavar="FILE", help="标出问题的副本。A copy of a form, marked.")
    ] = None,
) -> None:
    """只检查不评价，一次列出全部问题。All problems of profiles, at once."""
    from .checking import checked, desk, told
    from .parallel import side_by_side

    # Once here: a rubric that is not found is told once, whatever the number of profiles.
    judge_by = one_rubric(rubric)
    desk(judge_by)
    if marked is not None:
        found = checked(judge_by, lang, profiles[0])
        say_lines(found.lines())
        _return_marked(marked, profiles, found.problems, found.language)
        worst = found.exit
    else:
        worst = 0
        # Standard input belongs to this process alone.
        run = map if "-" in profiles else side_by_side
        for lines, exit in run(partial(told, judge_by, lang), profiles):
            say_lines(lines)
            worst = max(worst, exit)
    if worst:
        raise typer.Exit(worst)


def explain(
    subject: Annotated[str, typer.Argument(metavar="PROFILE|CODE", help="画像文件，或 E204 这样的代码。")],
    node: Annotated[
        str | None, typer.Argument(metavar="NODE", help="准则、指标或认定条款。A criterion, an indicator or a clause.")
    ] = None,
    rubric: RubricOption = None,
    lang: LangOption = None,
) -> None:
    """解释一个数或一个代码。Where a number comes from, or what a code means."""
    if node is None:
        from ..i18n.messages import explain_code

        put(explain_code(subject, language_of(lang)), None)
        return
    from ..io.result_builder import result_of
    from ..model.problems import input_error, nearest
    from ..report.formats import screen

    assessment = assess_profile(subject, one_rubric(rubric), lang)
    result = result_of(assessment)
    found, language = result.node(node), language_of(lang, result.profile.language)
    gate = next((each for each in result.gates if each.id == node), None)
    if found is not None:
        put(screen.explain(result, found, language, screen.places(assessment.profile)), None)
    elif gate is not None:
        put(screen.explain_gate(result, gate, language), None)
    else:
        names = [*(each.id for each in result.nodes), *(each.id for each in result.gates)]
        raise input_error("E501", None, found=node, meant=nearest(node, names))


def _return_marked(copy: Path, profiles: list[str], problems: "Sequence[Problem]", language: "Language") -> None:
    """Write the marked copy of the one form that was checked."""
    from ..form.annotate import render_marked
    from ..i18n.catalog import say
    from ..model.problems import input_error

    form = Path(profiles[0])
    same = copy.exists() and form.exists() and copy.samefile(form)
    if len(profiles) > 1 or form.suffix.lower() not in (".xlsx", ".xlsm") or same:
        raise input_error(
            "E123",
            None,
            found=", ".join(profiles),
            why=say("screen.same_file" if same else "screen.one_form", language),
        )
    unread = any(problem.code.startswith("E1") for problem in problems)
    if unread:
        return
    try:
        made = render_marked(form.read_bytes(), problems, language)
        put_file(made.content, copy, language)
        tell_problems(made.lost, language)
    except ValueError as error:
        raise input_error("E123", None, found=form.name, why=str(error)) from None
