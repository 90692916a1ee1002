"""Clauses as their author wrote them: conditions joined by and / or, and for whom they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..i18n.typography import colon
from ..model.clauses import ClauseGroup
from ..model.formula import Clause
from .document import Line
from .sentences import Filling, Sentences

NamesOfAnswers = Callable[[str, Sequence[str]], tuple[Filling, Sequence[Filling]]]
"""The name of a choice fact, and those of some of its answers."""


def condition_line(group: Clause | ClauseGroup, sentences: Sentences, answers: NamesOfAnswers) -> Line:
    """A clause, or a group with its members and for whom it is."""
    if isinstance(group, Clause):
        return (str(group),)
    members = [
        line if isinstance(member, Clause) else sentences.bracketed(line)
        for member in group.members
        for line in [condition_line(member, sentences, answers)]
    ]
    joined = sentences.joined(members, f" {sentences.word(f'report.{group.combine}')} ")
    whom = [_for_whom(*answers(fact, them), sentences) for fact, them in group.when.items()]
    return (*sentences.statements(whom), colon(sentences.language), *joined) if whom else joined


def _for_whom(fact: Filling, answers: Sequence[Filling], sentences: Sentences) -> Line:
    return sentences.say("clauses.for_whom", fact=fact, answers=sentences.joined(answers))
