"""The one catalogue of words: every sentence of the product, in both languages, by its key.

A key is the name of a file in `words/` and of an entry in it, `screen.total`; where the file
groups its entries, also of the part, `messages.E204.title`. A file is read when the first of
its keys is asked for, so that a command loads the words it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..model.text import LANGUAGES, FormulaText, Language, Phrase, Text, comma
from .typography import semicolon

FOLDER: Final = Path(__file__).resolve().parent / "words"


def say(key: str, language: Language, /, **values: object) -> str:
    """A sentence in a language, its gaps filled.

    Args:
        key: such as `screen.total`.
        values: what fills the gaps; texts and phrases are told in the same language, several
            with its commas between them.

    Raises:
        KeyError: no such key, or a gap without a value: a fault of ours, never of a file.
    """
    filled = {name: in_language(value, language) for name, value in values.items()}
    return template(key).in_(language).format(**filled)


def text(phrase: Phrase) -> Text:
    """A phrase in both languages."""
    return Text(*(say(phrase.key, language, **phrase.values) for language in LANGUAGES))


def template(key: str) -> Text:
    """The words of a key, with their gaps."""
    file, _, entry = key.partition(".")
    return entries(file)[entry]


def knows(key: str) -> bool:
    """Whether there are words for a key."""
    file, _, entry = key.partition(".")
    return entry in entries(file)


@cache
def entries(file: str) -> Mapping[str, Text]:
    """All words of a file, by the rest of their keys."""
    import yaml

    parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    next_event = parser((FOLDER / f"{file}.yaml").read_text(encoding="utf-8")).get_event
    while not isinstance(next_event(), yaml.MappingStartEvent):
        pass
    return dict(_flat(_mapping(next_event)))


def _mapping(next_event: Callable[[], Any]) -> dict[str, Any]:
    """Keys with words or with mappings of them: whatever is written is a word, be it `no` or `1`."""
    from yaml import MappingEndEvent, ScalarEvent

    entries = {}
    while type(key := next_event()) is not MappingEndEvent:
        entry = next_event()
        entries[key.value] = entry.value if type(entry) is ScalarEvent else _mapping(next_event)
    return entries


def _flat(raw: Mapping[str, Any], group: str = "") -> Iterator[tuple[str, Text]]:
    for name, entry in raw.items():
        if "zh" in entry:
            yield group + name, Text(**entry)
        else:
            yield from _flat(entry, f"{group}{name}.")


def in_language(value: object, language: Language) -> object:
    """What fills a gap: texts, phrases and several of them in words, anything else as it is."""
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, Phrase):
        return say(value.key, language, **value.values)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _Items([str(in_language(item, language)) for item in value], language)
    if isinstance(value, FormulaText):
        return _FORMULA_WORD.sub(lambda found: _formula_word(found, value, language), value.text)
    return value


@dataclass(frozen=True)
class _Items:
    """Several items in a gap: `{items}` sets commas between them, `{items:;}` semicolons."""

    items: list[str]
    language: Language

    def __format__(self, mark: str) -> str:
        if mark:
            return semicolon(self.language).join(self.items)
        return comma(self.items, self.language)

    def __str__(self) -> str:
        return format(self)


_FORMULA_WORD: Final = re.compile(
    r"(?P<of_years>growth|least|previous)\((?P<fact>\w+)(?:,\s*(?P<years>\d+))?\)|[A-Za-z_]\w*|[<>]=|[*/]"
)
"""What of a formula has words: a function over the years of a fact, an id, a sign."""


def _formula_word(found: re.Match[str], formula: FormulaText, language: Language) -> str:
    if function := found["of_years"]:
        key = f"formula.{function}_years" if found["years"] else f"formula.{function}"
        return say(key, language, fact=formula.titles.get(found["fact"], found["fact"]), years=found["years"])
    text = formula.titles.get(found.group()) or entries("formula").get(found.group())
    return text.in_(language) if text else found.group()
