"""The command line: what every command goes through on its way in and out.

Exit codes: 0 done, 1 judged below --at-least or marked by the proofreader, 2 wrong
input, 3 our own fault. Data goes to standard output, talk to standard error.
"""

import os
import sys
from typing import Annotated

import typer

from ..model.version import __version__
from .advise import advise
from .check import check, explain
from .diagnose import diagnose
from .output import language_of, prepare_streams, print_problems, wished_language
from .report import report, template
from .rubrics import rubrics
from .score import score

app = typer.Typer(
    name="assess",
    help="产业集群评价与升级建议。Judges an industrial cluster and tells what to do next.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (score, check, explain, diagnose, advise, template, report):
    app.command()(command)
app.add_typer(rubrics, name="rubrics")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="版本。Print the version.")] = False,
) -> None:
    """What is said before any command."""
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code."""
    # No package that happens to be installed may hook itself into validation.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
    prepare_streams()
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
    from ..io.reasons import reason_of
    from ..model.problems import InputError, Problem

    wish = wished_language(arguments)
    if isinstance(error, InputError):
        print_problems(error.problems, language_of(wish, error.language or "zh"))
        return 2
    problem = Problem("E900", None, {"found": f"{type(error).__name__}: {error}"})
    if isinstance(error, typer.TyperException):
        problem = Problem("E503", None, {"found": error.format_message()})
    elif isinstance(error, OSError) and error.filename is None:
        problem = Problem("E114", None, {"found": "-", "why": reason_of(error)})
    elif os.environ.get("ASSESS_DEBUG"):
        raise error
    print_problems([problem], language_of(wish))
    return 3 if problem.code == "E900" else 2
