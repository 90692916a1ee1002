"""Questions about statements: figures that contradict each other, periods and coverages that are in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ...i18n.catalog import say, text
from ...i18n.numbers import quantity
from ...i18n.typography import bracket
from ...model.facts import Fact, Vocabulary
from ...model.problems import Problem
from ...model.profile import Observation, Profile, Reading
from ...model.statement_words import StatementWords
from ...model.statements import Choice, ConflictKind, choices, conflicts
from ...model.text import Language, Phrase, Text, comma

CODES: Final[dict[ConflictKind, str]] = {"values": "W210", "coverage": "W211", "period": "W212"}


def ask_about_statements(
    observation: Observation, fact: Fact, profile: Profile, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Every question about the statements of a fact, at the one that is probably wrong."""
    words = vocabulary.statement_words
    for choice in choices(observation.statements, profile.sources, fact):
        for kind, statements in conflicts(choice):
            doubtful = _doubtful(statements, choice)
            details = {"name": fact.title, "year": _year(choice.year), "found": _listed(statements, fact, words)}
            if doubtful.proposed is not None:
                details |= {"words": doubtful.proposed}
            yield Problem(CODES[kind], doubtful.place, details)
    yield from _coverage(observation, fact, profile, vocabulary)


def _doubtful(statements: Sequence[Reading], choice: Choice) -> Reading:
    """The statement that is not used, or else the last of them."""
    used = choice.reading
    unused = [each for each in statements if used is not None and each.value != used.value]
    return (unused or statements)[-1]


def _year(year: int | None) -> Text:
    return text(Phrase("statements.undated" if year is None else "statements.of_year", {"year": year}))


def _listed(statements: Sequence[Reading], fact: Fact, words: StatementWords) -> list[Text]:
    return [Text(_told(each, fact, words, "zh"), _told(each, fact, words, "en")) for each in statements]


def _told(statement: Reading, fact: Fact, words: StatementWords, language: Language) -> str:
    """A figure with what it covers and who says so: 41.5 亿元（县统计局年报）."""
    answer = fact.items.get(str(statement.value))
    amount = answer.in_(language) if answer else _amount(statement, fact, language)
    coverage = words.titles.get(statement.coverage or "")
    about = [coverage.in_(language) if coverage else "", statement.source or ""]
    named = comma([part for part in about if part], language)
    return amount + (bracket(named, language) if named else "")


def _amount(statement: Reading, fact: Fact, language: Language) -> str:
    least, most = fact.limits
    low, high, value = statement.low, statement.high, quantity(statement.value, fact.unit, language)
    if statement.is_exact or statement.bounds.about:
        return say("form.answers.about", language) + f" {value}" if statement.bounds.about else value
    if high >= most or low <= least:
        return say("screen.at_least" if high >= most else "screen.at_most", language, value=value)
    return f"{quantity(low, fact.unit, language)}–{quantity(high, fact.unit, language)}"


# Coverage


def _coverage(observation: Observation, fact: Fact, profile: Profile, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A note that speaks of another coverage than is stated, or than the whole it is a part of; once a fact."""
    titles = vocabulary.statement_words.titles
    whole = profile.observations.get(fact.part_of or "")
    of_whole = next((each.noted for each in whole.statements if each.noted), None) if whole else None
    for statement in reversed(observation.statements):
        declared = statement.coverage or of_whole
        if statement.noted is not None and declared is not None and statement.noted != declared:
            details = {"name": fact.title, "unit": fact.unit or "", "definition": fact.definition}
            details |= {"found": titles[statement.noted], "allowed": titles[declared]}
            yield Problem("W207", statement.place, details)
            return
