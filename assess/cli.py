"""The command line: what every command goes through on its way in and out.

Exit codes: 0 done, 1 judged below --at-least or marked by the proofreader, 2 wrong
input, 3 our own fault. Data goes to standard output, talk to standard error.
"""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Annotated, Final

import typer

from . import __version__
from .door.talk import language_of, prepare_streams, tell_problems, wished_language
from .door.words import app

ROOMS: Final = {
    "judging": ("score",),
    "inspecting": ("check", "explain"),
    "advising": ("advise",),
    "writing": ("template", "report"),
    "shelf": ("rubrics",),
}
"""The rooms of the door and the commands in them, in the order of the list."""


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="版本。Print the version.")] = False,
) -> None:
    """What is said before any command."""
    if version:
        typer.echo(__version__)
        raise typer.Exit()


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code."""
    _close_to_plugins()
    prepare_streams()
    try:
        _open_rooms(next(iter(arguments), ""))
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


def _open_rooms(command: str) -> None:
    """Importing a room puts its commands on the list. For a command, its own room will do:
    describing all the others to typer would take as long as reading the profile."""
    own = [room for room, commands in ROOMS.items() if command in commands]
    for room in own or ROOMS:
        import_module(f"assess.door.{room}")
    order = [each for commands in ROOMS.values() for each in commands]
    app.registered_commands.sort(key=lambda each: order.index(each.callback.__name__) if each.callback else 0)


def _close_to_plugins() -> None:
    """No package that happens to be installed may hook itself into validation.

    The variable is pydantic's own way of saying so. It would still load the machinery that
    looks for plugins, a twentieth of a command's time; an empty stand-in spares that.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
    stand_in = ModuleType("pydantic.plugin._loader")
    stand_in.__dict__["get_plugins"] = lambda: ()
    sys.modules.setdefault(stand_in.__name__, stand_in)


def _failed(error: Exception, arguments: list[str]) -> int:
    from .errors import InputError, Problem

    wish = wished_language(arguments)
    if isinstance(error, InputError):
        tell_problems(error.problems, language_of(wish, error.language or "zh"))
        return 2
    language = language_of(wish)
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
    tell_problems([problem], language)
    return 3 if problem.code == "E900" else 2
