"""A rubric as a document: its tree, and its grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..i18n.numbers import number
from ..model.rubric import Branch, Leaf, Part, Rubric
from ..model.text import Language
from .condition_lines import condition_line
from .document import Block, Report, Section
from .sentences import Filling, Sentences


def rubric_document(rubric: Rubric, language: Language) -> Report:
    """Title, tree with weights and grounds, grades, and clauses."""
    view = _RubricView(rubric, language)
    heads = ("", "screen.weight", "screen.title", "screen.basis", "screen.formula")
    about, note = ([view.body(view.line(text))] if text else [] for text in (rubric.about, rubric.weights.note))
    blocks: list[Block] = [*about, *note]
    if rubric.is_scored:
        blocks[len(about) : len(about)] = [
            view.grid(heads, view.tree(rubric.tree)),
            view.grid([""] * 4, view.grades()),
        ]
    if rubric.gates:
        heads = ("", "clauses.duty_head", "clauses.clause", "screen.basis", "report.condition_head")
        blocks.append(view.grid(heads, view.gates()))
    title = f"{rubric.title.in_(language)} {rubric.version} ({rubric.rubric})"
    return Report(language, (title,), tuple(Section((), (block,)) for block in blocks), numbered=False)


class _RubricView(Sentences):
    def __init__(self, rubric: Rubric, language: Language) -> None:
        super().__init__(language)
        self.rubric = rubric

    def tree(self, branch: Branch, depth: int = 0) -> Iterator[Sequence[Filling]]:
        for part in branch.parts:
            yield ("  " * depth + str(part.node.id), number(part.weight.value), *self.about(part))
            if isinstance(part.node, Branch):
                yield from self.tree(part.node, depth + 1)

    def about(self, part: Part) -> Sequence[Filling]:
        """Title, grounds, and how its number comes about."""
        node = part.node
        if isinstance(node, Leaf):
            scale = node.indicator.scale
            return node.indicator.title, self.grounds(scale.basis, scale.verified), str(node.indicator.value[0])
        assert node.criterion is not None, "only the root has none, and it is no part"
        grounds = self.grounds(*part.weight.grounds(self.rubric.weights))
        return node.criterion.title, grounds, self.mean(str(node.criterion.combine))

    def gates(self) -> Iterator[Sequence[Filling]]:
        for gate in self.rubric.gates:
            pending = gate.basis == "official" and not gate.verified
            grounds = self.word("clauses.pending_grounds") if pending else self.grounds(gate.basis, gate.verified)
            condition = condition_line(gate, self, lambda fact, answers: (fact, answers))
            yield gate.id, self.duty(gate.duty, gate.basis), gate.title, grounds, condition

    def grades(self) -> Iterator[Sequence[Filling]]:
        grades = self.rubric.grades
        label, basis = self.word("screen.grade"), self.grounds(grades.basis, grades.verified)
        for band in sorted(grades.bands, key=lambda band: -band.from_):
            yield label, band.label, f"≥ {number(band.from_)}", basis
            label = basis = ""
