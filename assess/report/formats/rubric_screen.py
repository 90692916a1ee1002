"""The tree of a rubric on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...i18n.catalog import say, say_each
from ...i18n.numbers import number
from ...model.rubric import Branch, Leaf, Part, Rubric
from ...model.text import Language
from ..phrases import grounds, mean_name
from .screen import columns


def render(rubric: Rubric, language: Language) -> str:
    """Title, tree with weights and grounds, and grades."""
    lines = [f"{rubric.title.in_(language)} {rubric.version} ({rubric.rubric})", ""]
    if rubric.about:
        lines += [rubric.about.in_(language), ""]
    heads = say_each("screen", ("weight", "title", "basis", "formula"), language)
    lines += columns([["", *heads], *_rows(rubric.tree, 0, rubric, language)])
    lines += ["", *columns(_grades(rubric, language))]
    if rubric.weights.note:
        lines += ["", rubric.weights.note.in_(language)]
    return "\n".join(lines) + "\n"


def render_list(rubrics: Sequence[Rubric], language: Language) -> str:
    """Id, version, number of indicators and title of each."""
    rows = [[say(f"screen.{key}", language) for key in ("rubric", "version", "indicators", "title")]]
    rows += [
        [rubric.rubric, rubric.version, str(len(rubric.indicators)), rubric.title.in_(language)] for rubric in rubrics
    ]
    return "\n".join(columns(rows, right=(2,))) + "\n"


def _rows(branch: Branch, depth: int, rubric: Rubric, language: Language) -> Iterator[list[str]]:
    for part in branch.parts:
        yield _row(part, depth, rubric, language)
        if isinstance(part.node, Branch):
            yield from _rows(part.node, depth + 1, rubric, language)


def _row(part: Part, depth: int, rubric: Rubric, language: Language) -> list[str]:
    node, indent = part.node, "  " * depth
    weight = number(part.weight.value)
    if isinstance(node, Leaf):
        scale = node.indicator.scale
        formula = str(node.indicator.value[0])
        title = node.indicator.title.in_(language)
        return [f"{indent}{node.id}", weight, title, grounds(scale.basis, scale.verified, language), formula]
    assert node.criterion is not None, "only the root has none, and it is no part"
    way = mean_name(_name(node), language)
    verified = part.weight.verified if part.weight.verified is not None else rubric.weights.verified
    basis = grounds(part.weight.basis or rubric.weights.basis, verified, language)
    return [f"{indent}{node.id}", weight, node.criterion.title.in_(language), basis, way]


def _name(branch: Branch) -> str:
    combine = branch.criterion.combine if branch.criterion else "mean"
    return combine if isinstance(combine, str) else f"power {combine.power:g}"


def _grades(rubric: Rubric, language: Language) -> list[list[str]]:
    bands = sorted(rubric.grades.bands, key=lambda band: -band.from_)
    rows = [[band.label.in_(language), f"≥ {number(band.from_)}"] for band in bands]
    rows[0].append(grounds(rubric.grades.basis, rubric.grades.verified, language))
    rows[0].insert(0, say("screen.grade", language))
    return [rows[0], *[["", *row] for row in rows[1:]]]
