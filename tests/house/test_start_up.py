"""What is quick to start: a command loads only what it needs, opens no connection and starts no process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .sources import ROOT

pytestmark = pytest.mark.slow

HEAVY = ("pandas", "numpy", "openpyxl", "docx", "xlsxwriter", "rich", "jinja2", "lxml", "python_calamine")
NETWORK = ("ssl", "http.client", "urllib.request", "asyncio")


def loaded_by(program: str) -> set[str]:
    """Names of the modules that are loaded once a program has run."""
    code = f"import sys, io\n{program}\nsys.stdout = sys.__stdout__\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=60, check=True)
    return set(done.stdout.decode().split())


ALONE = """
def watch(event, arguments):
    assert not event.startswith(("socket.", "subprocess.", "os.system", "os.exec")), event
sys.addaudithook(watch)
"""
"""Python itself tells of every connection and every process, wherever it is made."""


def running(*words: str) -> str:
    run = f"from assess.cli.main import run\nassert run({list(words)!r}) == 0"
    return f"{ALONE}\nsys.stdout = io.TextIOWrapper(io.BytesIO())\n{run}"


PROFILE = "examples/tongbai-peanut.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ("score", PROFILE),
        ("score", PROFILE, "-f", "json"),
        ("score", PROFILE, "-f", "md"),
        ("check", PROFILE),
        ("explain", PROFILE, "LF03"),
        ("rubrics", "list"),
    ],
    ids=" ".join,
)
def test_a_light_command_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    loaded = loaded_by(running(*words))
    assert not loaded & {*HEAVY, *NETWORK}


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("score", "--help")], ids=" ".join)
def test_help_loads_nothing_at_all(words: tuple[str, ...]) -> None:
    loaded = loaded_by(running(*words))
    assert not loaded & {*HEAVY, *NETWORK, "pydantic", "yaml"}
    assert not [name for name in loaded if name.startswith(("assess.io", "assess.report.", "assess.model.rubric"))]


def test_the_engine_itself_loads_no_numpy() -> None:
    loaded = loaded_by("import assess.engine.assessment, assess.io.library")
    assert not loaded & {*HEAVY, *NETWORK}
