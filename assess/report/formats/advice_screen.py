"""Advice on the screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ...i18n.catalog import say
from ...i18n.typography import width
from ...model.recommendation import AdviceResult
from ...model.result import Result
from ...model.text import Language
from .. import advice_words
from .screen import columns, head


def render(result: Result, language: Language = "zh", top: int | None = None) -> str:
    """Stage, modes, warnings, plan and measures.

    Args:
        result: with its advice.
        language: of the words.
        top: how many measures are listed.
    """
    lines = [*head(result, language), ""]
    lines += columns([list(pair) for pair in advice_words.standing(result, language)])
    lines += ["", *columns(advice_words.modes(result, language), right=(1, 2))]
    lines += [*_warnings(result, language), *_plan(result, language), *_measures(result, language, top)]
    lines += [*_undecided(result, language), *_unraised(result, language)]
    lines += ["", say("advice.effort_note", language)]
    return "\n".join(lines) + "\n"


def _warnings(result: Result, language: Language) -> Iterator[str]:
    if result.warnings:
        yield from ("", say("advice.warnings", language))
    for each in result.warnings:
        title, text = advice_words.warning(each, language)
        yield f"  ! {title}"
        yield from _folded(text, "    ")
        yield f"    {say('screen.reference', language)}  {advice_words.cited(each.references)}"


def _plan(result: Result, language: Language) -> Iterator[str]:
    if result.plan is not None:
        yield from ("", say("advice.plan", language))
        for line in advice_words.plan(result.plan, result, language):
            yield from _folded(line, "  ")


def _measures(result: Result, language: Language, top: int | None) -> Iterator[str]:
    yield from ("", say("advice.measures", language))
    if not result.advice:
        yield f"  {say('advice.measures_none', language)}"
        return
    yield f"  {say('advice.order', language)}"
    if result.score is None:
        yield f"  {say('advice.known_part', language)}"
    shown = result.advice[: advice_words.SHOWN if top is None else top]
    for rank, told in enumerate(shown, start=1):
        yield from ("", f"  {rank}. {advice_words.head(told, result, language)}", *_lines(told, result, language))
    left = len(result.advice) - len(shown)
    if left:
        yield from ("", f"  {say('advice.more', language, count=left, all=len(result.advice))}")


def _lines(told: AdviceResult, result: Result, language: Language) -> Iterator[str]:
    pairs = list(advice_words.measure(told, result, language))
    widest = max(width(label) for label, _ in pairs)
    for label, text in pairs:
        indent = "     " + label + " " * (widest - width(label) + 2)
        yield from _folded(text, indent, " " * width(indent))


def _undecided(result: Result, language: Language) -> Iterator[str]:
    shown = advice_words.first_undecided(result)
    if shown:
        yield from ("", say("advice.undecided", language, count=len(result.undecided)))
    for told in shown:
        yield from ("", f"  ? {advice_words.head(told, result, language)}", *_lines(told, result, language))


def _unraised(result: Result, language: Language) -> Iterator[str]:
    if result.unraised:
        yield from ("", say("advice.unraised", language))
    for each in result.unraised:
        why = each.because.in_(language) if each.because else ""
        yield from _folded(f"{each.indicator} {each.title.in_(language)}  {why}".rstrip(), "  ")


LONGEST = 116
"""Columns after which a line is folded."""


def _folded(text: str, first: str, then: str | None = None) -> Iterable[str]:
    """A text in lines that fit, Chinese characters counted as two wide."""
    then = first if then is None else then
    here, line = first, first
    for piece in _pieces(text):
        if width(line) + width(piece.rstrip()) > LONGEST and line != here:
            yield line.rstrip()
            here, line = then, then + piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Where a line may be broken: after a space, or after any wide character but before a mark."""
    for word in textwrap.TextWrapper(break_on_hyphens=False)._split(text):
        start = 0
        for index in range(1, len(word)):
            if width(word[index - 1]) == 2 and word[index] not in "，。；：、）”》！？":
                yield word[start:index]
                start = index
        yield word[start:]
