"""Who may ask whom: imports run down, only the command line prints, and the engine knows no rubric."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from assess.io.library import default_library
from tests.offenders import assert_none

from .sources import ROOT, Module, modules

UNSTEADY = {"secrets", "time", "datetime", "pathlib", "os", "sys", "io"}
"""Chance, clock and files: what makes the same facts give another result. What is drawn from a seed is no chance."""
SPEAKING = ("print", "input", "exec", "eval")


def engine() -> list[Module]:
    """The rooms that judge; the kinds of facts alone may be named there."""
    return [module for module in modules() if module.folder in ("model", "engine") and module.path.name != "facts.py"]


@pytest.mark.slow
def test_imports_run_down_only() -> None:
    """The contract in pyproject.toml."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_file_reaches_itself_through_its_imports() -> None:
    """No circle, not even one that only a type checker walks."""
    graph = grimp.build_graph("assess", cache_dir=None)
    order = TopologicalSorter({module: graph.find_modules_directly_imported_by(module) for module in graph.modules})
    order.prepare()
    assert order.is_active()


def test_only_the_command_line_prints() -> None:
    speaking = [place for module in modules() if module.folder != "cli" for place in printed(module)]
    assert_none(speaking)


def printed(module: Module) -> Iterator[str]:
    """Where a module prints, asks, or runs what is a text."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING:
            yield f"{module.name}:{node.lineno} {node.func.id}"
        if isinstance(node, ast.Attribute) and node.attr == "write" and getattr(node.value, "attr", "") == "stdout":
            yield f"{module.name}:{node.lineno} stdout.write"


def test_the_engine_knows_no_rubric() -> None:
    """No indicator, criterion, fact or rubric has its id in a constant of the engine."""
    names = rubric_names()
    assert_none(f"{module.name} {word}" for module in engine() for word in constants(module) & names)
    assert_none(module.name for module in engine() if "cluster-" in module.text)


def constants(module: Module) -> set[object]:
    """Values written into the code of a module, without what only describes it."""
    nodes = list(ast.walk(module.tree))
    described = {
        node.value.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return {node.value for node in nodes if isinstance(node, ast.Constant)} - described


def rubric_names() -> set[object]:
    library = default_library()
    rubrics = [library.rubric(name) for name in library.ids()]
    names = {name for rubric in rubrics for name in (rubric.rubric, *rubric.indicators, *rubric.criteria_by_id)}
    names |= {leaf.id for rubric in rubrics for leaf in rubric.tree.leaves()}
    return names | set(library.vocabulary) - {"firms", "platforms", "projects"}


def test_the_engine_has_no_clock_no_chance_and_no_files() -> None:
    asked = [f"{module.name} {name}" for module in engine() for name in sorted(imported(module) & UNSTEADY)]
    assert_none(asked)


def test_what_the_engine_draws_is_drawn_from_a_seed() -> None:
    """Of `random` it takes the generator alone, and never makes one without saying where it starts."""
    drawing = [module for module in engine() if "random" in imported(module)]
    assert drawing
    for module in drawing:
        nodes = list(ast.walk(module.tree))
        whole = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
        taken = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "random"]
        assert "random" not in whole
        assert {name.name for node in taken for name in node.names} == {"Random"}
        made = [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Random"]
        assert_none(f"{module.name}:{call.lineno}" for call in made if not call.args)


def imported(module: Module) -> set[str]:
    """Top names of all that a module imports, relative imports left out."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names
