"""Advice as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from ...i18n.catalog import say
from ...model.recommendation import AdviceResult
from ...model.result import Result
from ...model.text import Language
from .. import advice_words
from .markdown import escape, head, table


def render(result: Result, language: Language = "zh", top: int | None = None) -> str:
    """Stage, modes, warnings, plan and measures; see the screen."""
    lines = [f"# {escape(result.profile.cluster)}", "", *head(result, language)]
    lines += [f"- {label}: {escape(text)}" for label, text in advice_words.standing(result, language)]
    heads, *rows = advice_words.modes(result, language)
    lines += ["", f"## {say('advice.modes', language)}", "", *table(heads, rows)]
    lines += [*_warnings(result, language), *_plan(result, language), *_measures(result, language, top)]
    lines += ["", f"*{say('advice.effort_note', language)}*"]
    return "\n".join(lines) + "\n"


def _warnings(result: Result, language: Language) -> Iterator[str]:
    if result.warnings:
        yield from ("", f"## {say('advice.warnings', language)}", "")
    for each in result.warnings:
        title, text = advice_words.warning(each, language)
        yield f"- **{escape(title)}** {escape(text)} ({escape(advice_words.cited(each.references))})"


def _plan(result: Result, language: Language) -> Iterator[str]:
    if result.plan is not None:
        yield from ("", f"## {say('advice.plan', language)}", "")
        yield from (f"- {escape(line)}" for line in advice_words.plan(result.plan, result, language))


def _measures(result: Result, language: Language, top: int | None) -> Iterator[str]:
    yield from ("", f"## {say('advice.measures', language)}", "")
    yield say("advice.order" if result.advice else "advice.measures_none", language)
    if result.advice and result.score is None:
        yield from ("", say("advice.known_part", language))
    for told in result.advice[: advice_words.SHOWN if top is None else top]:
        yield from _measure(told, result, language)
    shown = advice_words.first_undecided(result)
    if shown:
        yield from ("", f"## {say('advice.undecided', language, count=len(result.undecided))}")
    for told in shown:
        yield from _measure(told, result, language)
    if result.unraised:
        yield from ("", f"## {say('advice.unraised', language)}", "")
    for each in result.unraised:
        why = each.because.in_(language) if each.because else ""
        yield f"- {each.indicator} {escape(each.title.in_(language))}: {escape(why)}"


def _measure(told: AdviceResult, result: Result, language: Language) -> Iterator[str]:
    yield from ("", f"### {escape(advice_words.head(told, result, language))}", "")
    yield from (f"- {label}: {escape(text)}" for label, text in advice_words.measure(told, result, language))
