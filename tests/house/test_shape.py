"""Small files, short bodies, one name for one thing, and a word on everything public."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.offenders import assert_none

from .sources import Function, functions, modules

MAX_FILE_LINES = 300
MAX_BODY_LINES = 50
MEDIAN_BODY_LINES = 8


def test_a_file_can_be_read_at_one_sitting() -> None:
    sizes = {module.name: len(module.text.splitlines()) for module in modules()}
    assert_none(f"{name}: {size} lines" for name, size in sizes.items() if size > MAX_FILE_LINES)


def test_a_body_fits_on_a_screen() -> None:
    assert_none(f"{name}: {size} lines" for name, size in functions() if size > MAX_BODY_LINES)


def test_half_of_all_bodies_are_a_few_lines() -> None:
    sizes = sorted(size for _, size in functions())
    assert sizes[len(sizes) // 2] <= MEDIAN_BODY_LINES


def test_what_is_public_says_what_it_is() -> None:
    """Every file, class and function that others may call. Methods of a line or two speak for
    themselves, and so do those that fill in what their base class describes."""
    silent = [module.name for module in modules() if not ast.get_docstring(module.tree)]
    silent += [
        f"{module.name}:{node.lineno} {name}"
        for module in modules()
        for name, node in public(module.tree)
        if not ast.get_docstring(node)
    ]
    assert_none(silent)


def public(module: ast.Module) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """What others may call: classes and functions of a module, and the methods of classes without a base."""
    for node in module.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef) and not node.bases:
                yield from (
                    (f"{node.name}.{inner.name}", inner)
                    for inner in node.body
                    if isinstance(inner, Function) and not inner.name.startswith("_") and len(inner.body) > 2
                )


NAMED_TUPLES = {"_asdict", "_fields", "_make", "_replace"}
"""Begin with an underscore so that no field is called so, and are public."""


def test_no_library_is_asked_for_what_it_keeps_to_itself() -> None:
    """Whatever begins with an underscore and is asked of something is defined by one of our own files."""
    nodes = [(module, node) for module in modules() for node in ast.walk(module.tree)]
    own = {name for _, node in nodes for name in defined_names(node)} | NAMED_TUPLES
    private = [
        f"{module.name}:{node.lineno} {ast.unparse(node)}"
        for module, node in nodes
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own
    ]
    private += [
        f"{module.name}:{node.lineno} {ast.unparse(node)}"
        for module, node in nodes
        if isinstance(node, ast.ImportFrom) and not node.level
        if any(map(is_private, [*(node.module or "").split("."), *(alias.name for alias in node.names)]))
    ]
    assert_none(private)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def defined_names(node: ast.AST) -> list[str]:
    """What a function, a class or an assignment names."""
    if isinstance(node, ast.ClassDef | Function):
        return [node.name]
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        return [node.id if isinstance(node, ast.Name) else node.attr]
    return []


def test_no_two_files_have_one_name() -> None:
    names = defaultdict(list)
    for module in modules():
        names[module.path.name].append(module.name)
    assert_none(f"{name}: {paths}" for name, paths in names.items() if len(paths) > 1 and name != "__init__.py")


def test_no_two_classes_have_one_name() -> None:
    """Public classes and types; what is imported under another's name is none of ours."""
    names = defaultdict(list)
    for module in modules():
        for node in module.tree.body:
            for name in type_names(node):
                names[name].append(f"{module.name}:{node.lineno}")
    twice = {name: places for name, places in names.items() if len(places) > 1}
    assert_none(f"{name}: {places}" for name, places in twice.items())


def type_names(node: ast.stmt) -> list[str]:
    """The public types that a statement defines: a class, or a name in capitals and small letters."""
    if isinstance(node, ast.ClassDef):
        defined = [node.name]
    else:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        defined = [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in defined if name[0].isupper() and (isinstance(node, ast.ClassDef) or not name.isupper())]
