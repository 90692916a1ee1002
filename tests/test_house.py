"""The rules of the house: small files, nothing heavy loaded, no name of a rubric in the engine."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from assess.engine.scoring import leaves
from assess.io.library import default_library

ROOT = Path(__file__).parent.parent
HOUSE = sorted((ROOT / "assess").rglob("*.py"))
ENGINE = sorted(
    path for room in ("model", "engine") for path in (ROOT / "assess" / room).rglob("*.py") if path.name != "facts.py"
)
PRINTING = [path for path in HOUSE if path.parent.name != "cli"]

LONGEST_FILE = 350
LONGEST_BODY = 50

HEAVY = ("pandas", "numpy", "openpyxl", "docx", "xlsxwriter", "rich", "jinja2", "lxml", "python_calamine")
NETWORK = ("ssl", "http.client", "urllib.request", "asyncio")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Small


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_a_body_fits_on_a_screen(path: Path) -> None:
    long = {
        node.name: (node.end_lineno or 0) - node.body[0].lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
    }
    assert {name: size for name, size in long.items() if size > LONGEST_BODY} == {}


def test_no_file_reaches_itself_through_its_imports() -> None:
    """No circle, not even one that only a type checker walks."""
    graph = grimp.build_graph("assess", cache_dir=None)
    order = TopologicalSorter({module: graph.find_modules_directly_imported_by(module) for module in graph.modules})
    order.prepare()
    assert order.is_active()


def test_half_of_all_bodies_have_at_most_eight_lines() -> None:
    sizes = sorted(
        (node.end_lineno or 0) - node.body[0].lineno + 1
        for path in HOUSE
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
    )
    assert sizes[len(sizes) // 2] <= 8


# Told


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    """Every file, class and function that others may call. Methods of a line or two speak for
    themselves, and so do those that fill in what their base class describes."""
    module = tree(path)
    assert ast.get_docstring(module), "the file"
    silent = [name for name, node in public(module) if not ast.get_docstring(node)]
    assert silent == []


def public(module: ast.Module) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    for node in module.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef) and not node.bases:
                yield from (
                    (f"{node.name}.{inner.name}", inner)
                    for inner in node.body
                    if isinstance(inner, Function) and not inner.name.startswith("_") and len(inner.body) > 2
                )


@pytest.mark.parametrize("path", PRINTING, ids=named)
def test_only_the_door_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id in ("print", "input", "exec", "eval")]
    streams = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "write"]
    assert not [node for node in streams if isinstance(node.value, ast.Attribute) and node.value.attr == "stdout"]


# The engine


@pytest.mark.parametrize("path", ENGINE, ids=named)
def test_the_engine_knows_no_rubric(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    words = {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)} - docstrings(path)
    assert not words & rubric_names(), "the name of an indicator, a criterion, a fact or a rubric"
    assert "cluster-" not in text


def docstrings(path: Path) -> set[object]:
    """Texts that stand alone on a line and say something of what is above them."""
    return {
        node.value.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def rubric_names() -> set[object]:
    books = [default_library().rubric(name) for name in default_library().ids()]
    names = {name for book in books for name in (book.rubric, *book.indicators, *book.criteria_by_id)}
    names |= {leaf.id for book in books for leaf in leaves(book.tree)}
    return names | set(default_library().vocabulary) - {"firms", "platforms", "projects"}


@pytest.mark.parametrize("path", ENGINE, ids=named)
def test_the_engine_asks_nobody_above_it(path: Path) -> None:
    imported = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in imported:
        words = [alias.name for alias in node.names]
        sources = [getattr(node, "module", None) or "", *words]
        assert not [source for source in sources if source.split(".", maxsplit=1)[0] in ("cli", "io", "report")]
        assert not {"random", "time", "datetime", "pathlib", "os", "sys", "open"} & set(sources), (
            "clock, chance or files"
        )


# Light


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
    assert not [name for name in loaded if name.startswith(("assess.io", "assess.report", "assess.model.rubric"))]


def test_the_engine_itself_loads_no_numpy() -> None:
    loaded = loaded_by("import assess.engine.assessment, assess.io.library")
    assert not loaded & {*HEAVY, *NETWORK}
