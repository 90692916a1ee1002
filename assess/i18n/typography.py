"""How text is set: brackets and marks of each language, widths on a terminal, nothing that could drive one."""

from __future__ import annotations

import unicodedata

from ..model.text import Language


def printable(text: str) -> str:
    """Text from outside in one line, without the characters that could drive a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def bracket(text: str, language: Language) -> str:
    """An aside, in the brackets of the language."""
    return f"（{text}）" if language == "zh" else f" ({text})"


def semicolon(language: Language) -> str:
    """What stands between statements of one line."""
    return "；" if language == "zh" else "; "


def colon(language: Language) -> str:
    """What stands behind a label."""
    return "：" if language == "zh" else ": "
