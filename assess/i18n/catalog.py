"""The one catalogue of words: every sentence of the product, in both languages, by its key.

A key is the name of a file in `words/` and of an entry in it, `screen.total`. A file is read
when the first of its keys is asked for, so that a command loads the words it speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..model.text import LANGUAGES, Language, Phrase, Text, comma

FOLDER: Final = Path(__file__).resolve().parent / "words"


def say(key: str, language: Language, **values: object) -> str:
    """A sentence in a language, its gaps filled.

    Args:
        key: such as `screen.total`.
        values: what fills the gaps; texts and phrases are told in the same language, several
            with its commas between them.

    Raises:
        KeyError: no such key, or a gap without a value: a fault of ours, never of a file.
    """
    words = template(key).in_(language)
    return words.format(**{name: _told(value, language) for name, value in values.items()}) if values else words


def text(phrase: Phrase) -> Text:
    """A phrase in both languages."""
    return Text(*(say(phrase.key, language, **phrase.values) for language in LANGUAGES))


def template(key: str) -> Text:
    """The words of a key, with their gaps."""
    file, _, entry = key.partition(".")
    return _entries(file)[entry]


@cache
def _entries(file: str) -> dict[str, Text]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (our own file)
    return {key: Text(**words) for key, words in raw.items()}


def _told(value: object, language: Language) -> object:
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, Phrase):
        return say(value.key, language, **value.values)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return comma([str(_told(item, language)) for item in value], language)
    return value
