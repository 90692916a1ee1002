"""The questions that must be answered before a judgement is used, as lines beside the score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .document import Line
from .narrator import Narrator

OPEN_QUESTIONS: Final = 3
"""Questions told beside the score."""


def open_questions(narrator: Narrator) -> Iterator[Line]:
    """That the result stands on figures which must be answered for, and the questions; nothing where there are none."""
    asked = narrator.result.open_questions
    if asked:
        yield narrator.say("glance.open_questions", count=narrator.counted(asked, "open_questions"))
        yield from (narrator.line(question.text) for question in asked[:OPEN_QUESTIONS])
