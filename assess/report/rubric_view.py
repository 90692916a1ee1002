"""Rubrics as documents: the list of them, and the tree of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..i18n.catalog import say, say_each
from ..i18n.numbers import number
from ..model.rubric import Branch, Leaf, Part, Rubric
from ..model.text import Language
from .document import Block, Paragraph, Report, Section, plain_table
from .sentences import Sentences


def rubric_list(rubrics: Iterable[Rubric], language: Language) -> Report:
    """Every rubric in a line."""
    heads = say_each("screen", ("rubric", "version", "indicators", "title"), language)
    rows = [
        (rubric.rubric, rubric.version, str(len(rubric.indicators)), rubric.title.in_(language)) for rubric in rubrics
    ]
    return Report(language, (), (Section((), (plain_table(heads, rows, right=(2,)),)),), numbered=False)


def rubric_document(rubric: Rubric, language: Language) -> Report:
    """Title, tree with weights and grounds, and grades."""
    heads = say_each("screen", ("weight", "title", "basis", "formula"), language)
    blocks: list[Block] = [
        *([Paragraph((rubric.about.in_(language),))] if rubric.about else []),
        plain_table(["", *heads], _rows(rubric.tree, 0, rubric, language)),
        plain_table([""] * 4, _grades(rubric, language)),
        *([Paragraph((rubric.weights.note.in_(language),))] if rubric.weights.note else []),
    ]
    title = f"{rubric.title.in_(language)} {rubric.version} ({rubric.rubric})"
    return Report(language, (title,), tuple(Section((), (block,)) for block in blocks), numbered=False)


def _rows(branch: Branch, depth: int, rubric: Rubric, language: Language) -> Iterator[list[str]]:
    for part in branch.parts:
        yield _row(part, depth, rubric, language)
        if isinstance(part.node, Branch):
            yield from _rows(part.node, depth + 1, rubric, language)


def _row(part: Part, depth: int, rubric: Rubric, language: Language) -> list[str]:
    node = part.node
    start = ["  " * depth + str(node.id), number(part.weight.value)]
    if isinstance(node, Leaf):
        scale = node.indicator.scale
        basis = Sentences(language).grounds(scale.basis, scale.verified)
        return [*start, node.indicator.title.in_(language), basis, str(node.indicator.value[0])]
    assert node.criterion is not None, "only the root has none, and it is no part"
    combine = node.criterion.combine
    name = combine if isinstance(combine, str) else f"power {combine.power:g}"
    verified = part.weight.verified if part.weight.verified is not None else rubric.weights.verified
    basis = Sentences(language).grounds(part.weight.basis or rubric.weights.basis, verified)
    return [*start, node.criterion.title.in_(language), basis, Sentences(language).mean(name)]


def _grades(rubric: Rubric, language: Language) -> Iterator[list[str]]:
    bands = sorted(rubric.grades.bands, key=lambda band: -band.from_)
    label, basis = (
        say("screen.grade", language),
        Sentences(language).grounds(rubric.grades.basis, rubric.grades.verified),
    )
    for band in bands:
        yield [label, band.label.in_(language), f"≥ {number(band.from_)}", basis]
        label = basis = ""
