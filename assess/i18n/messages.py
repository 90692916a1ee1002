"""Problems in words: code, place, what was found, what is allowed, why, how to mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.place import Place
from ..model.problems import Problem, input_error
from ..model.text import LANGUAGES, Language, Phrase, Text
from .catalog import in_language, knows, say, template
from .numbers import is_money, quantity, unit_in
from .typography import printable


def format_problem(problem: Problem, language: Language) -> str:
    """One problem in one line."""
    words = f"messages.{problem.code}"
    place = f"{problem.place} " if problem.place and str(problem.place) else ""
    details = _details(problem, language)
    parts = [say("screen.must_answer", language)] if problem.must_be_answered else []
    parts.append(say(f"{words}.says", language, **details))
    if details.get("meant"):
        parts.append(say("screen.meant", language, meant=details["meant"]))
    if details.get("proposal"):
        parts.append(say("screen.proposed", language, proposal=_proposal(problem, details, language)))
    parts.append(say(f"{words}.mend", language, **details))
    separator = "" if language == "zh" else " "
    parts = [part.replace("（）", "").replace(" ()", "") for part in parts]  # a fact without a unit
    return f"{problem.code} {place}{separator.join(parts)} → assess explain {problem.code}"


def _proposal(problem: Problem, details: Mapping[str, Any], language: Language) -> str:
    """What is proposed to be entered; in English an amount of money is written out beside it."""
    value, unit = problem.details["proposal"], problem.details.get("unit")
    if language == "en" and isinstance(value, int | float) and isinstance(unit, str) and is_money(unit):
        return f"{value:.12g} ({quantity(value, unit, language)})"
    return f"{details['proposal']} {in_language(details.get('unit', ''), language)}".strip()


def question_text(problem: Problem) -> Text:
    """What a question says, without its place and without how to mend it."""
    return Text(*(say(f"messages.{problem.code}.says", lang, **_details(problem, lang)) for lang in LANGUAGES))


def _details(problem: Problem, language: Language) -> dict[str, Any]:
    """What fills the message."""
    details = {key: _printable(value) for key, value in problem.details.items()}
    if isinstance(details.get("unit"), str):
        details["unit"] = unit_in(details["unit"], language)
    return details


def explain_code(code: str, language: Language) -> str:
    """What a code means, at length; what a problem would fill in stays open.

    Raises:
        InputError: there is no such code.
    """
    words = f"messages.{code.upper()}"
    if not knows(f"{words}.title"):
        raise input_error("E502", None, found=code)
    parts = [template(f"{words}.{part}").in_(language) for part in ("title", "why", "mend")]
    title, why, mend = (part.format_map(_OpenGaps()) for part in parts)
    return f"{code.upper()} {title}\n\n{why}\n\n{mend}\n"


class _OpenGaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _outside(value: object) -> object:
    """What fills a gap of a phrase; what is a plain text there may come from a file."""
    return printable(value) if isinstance(value, str) else value


def _printable(value: object) -> Any:
    """A detail as it may be printed; several stay several."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Phrase):
        return Phrase(value.key, {key: _outside(inner) for key, inner in value.values.items()})
    if isinstance(value, Place):
        return str(value)
    if isinstance(value, float):
        # As it was written: 100.001 is not to be told as 100 beside a limit of 100.
        return f"{value:.12g}" if abs(value) < 1e15 else str(value)
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return "" if value is None else printable(str(value))
