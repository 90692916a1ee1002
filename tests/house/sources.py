"""The source of the product as the rules see it: every module with its path and its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "assess"

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A file of the product."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def folder(self) -> str:
        """The folder of `assess` that it lies in; empty for what lies at the top."""
        return self.path.relative_to(PACKAGE).parent.as_posix().partition("/")[0].removeprefix(".")


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the product, by path."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts.items())


def functions() -> Iterator[tuple[str, int]]:
    """Every function and method as `file:line name`, with the lines of its body, docstring included."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                yield f"{module.name}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.body[0].lineno + 1
