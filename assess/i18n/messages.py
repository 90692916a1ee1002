"""Problems told: code, place, what was found, what is allowed, why, how to mend."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..model.problems import Problem, input_error
from ..model.profile import Place
from ..model.text import Language, Text, comma
from .numbers import printable, say, unit_in


@cache
def catalogue() -> dict[str, dict[str, Text]]:
    """The words of every code, from messages.yaml."""
    import yaml

    path = Path(__file__).resolve().parent / "messages.yaml"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (our own file)
    return {code: {part: Text(**words) for part, words in entry.items()} for code, entry in raw.items()}


def tell(problem: Problem, language: Language) -> str:
    """One problem in one line."""
    entry = catalogue()[problem.code]
    place = f"{problem.place} " if problem.place and str(problem.place) else ""
    details = {key: _plain(value, language) for key, value in problem.details.items()}
    details |= {"unit": unit_in(details["unit"], language)} if "unit" in details else {}
    parts = [_fill(entry["says"].in_(language), details)]
    if details.get("meant"):
        parts.append(say("meant", language, meant=details["meant"]))
    if details.get("proposal"):
        parts.append(say("proposed", language, proposal=f"{details['proposal']} {details.get('unit', '')}".strip()))
    parts.append(_fill(entry["mend"].in_(language), details))
    separator = "" if language == "zh" else " "
    parts = [part.replace("（）", "").replace(" ()", "") for part in parts]  # a fact without a unit
    return f"{problem.code} {place}{separator.join(parts)} → assess explain {problem.code}"


def page(code: str, language: Language) -> str:
    """What a code means, at length.

    Raises:
        InputError: there is no such code.
    """
    entry = catalogue().get(code.upper())
    if entry is None:
        raise input_error("E502", None, found=code)
    parts = ("title", "why", "mend")
    title, why, mend = (_fill(entry[part].in_(language), _Blank()) for part in parts)
    return f"{code.upper()} {title}\n\n{why}\n\n{mend}\n"


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _fill(text: str, details: Mapping[str, str]) -> str:
    return text.format_map(_Blank(details))


def _plain(value: object, language: Language) -> str:
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, Place):
        return str(value)
    if isinstance(value, float):
        # As it was written: 100.001 is not to be told as 100 beside a limit of 100.
        return f"{value:.12g}" if abs(value) < 1e15 else str(value)
    if isinstance(value, list | tuple):
        return comma([_plain(item, language) for item in value], language)
    return "" if value is None else printable(str(value))
