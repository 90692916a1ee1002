"""Suppositions from the command line: `fact=value`, read like a line of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..engine.changes import Change, apply
from ..engine.fact_sources import ProfileReadings
from ..model.facts import Fact, Vocabulary
from ..model.problems import InputError, Problem, nearest
from ..model.profile import Place, Profile
from .observations import UNKNOWN_WORDS, Entry, observe
from .profile_builder import part_problems

_FORM = re.compile(r"(?P<fact>[^=@\s]+)(?:@(?P<year>\d{4}))?=(?P<value>.*)", re.DOTALL)


def suppose(texts: Iterable[str], profile: Profile, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """The changes of `fact=value` or `fact@year=value`; `unknown` takes a value away.

    Without a year the latest reading is replaced. The items of a list are parted by commas.

    Raises:
        InputError: with every problem, among them a part that would exceed its whole.
    """
    changes: dict[Any, Change] = {}
    problems: list[Problem] = []
    for text in texts:
        found = _change(text, profile, vocabulary)
        if isinstance(found, Change):
            changes[found.key] = found
        else:
            problems += found
    problems += part_problems(apply(profile, changes.values()).observations, vocabulary)
    if problems:
        raise InputError(problems)
    return tuple(changes.values())


def _change(text: str, profile: Profile, vocabulary: Vocabulary) -> Change | list[Problem]:
    match = _FORM.fullmatch(text)
    place = Place("--set", text)
    if match is None:
        return [Problem("E505", place, {"found": text})]
    name, value = match["fact"], match["value"].strip()
    fact = vocabulary.get(name)
    if fact is None:
        return [Problem("E203", place, {"found": name, "meant": nearest(name, vocabulary)})]
    year = int(match["year"]) if match["year"] else _latest(profile, name)
    readings = profile.observations[name].readings if name in profile.observations else {}
    if value in UNKNOWN_WORDS:
        return Change(name, year, readings.get(year), None)
    entry = Entry(name, place, {year: (_raw(value, fact), place)})
    observation, problems = observe(entry, fact, profile.year)
    return problems or Change(name, year, readings.get(year), observation.readings[year])


def _latest(profile: Profile, fact: str) -> int | None:
    """The year of the reading that formulas take first; None where there is none with a year."""
    readings = profile.observations[fact].readings if fact in profile.observations else {}
    latest = ProfileReadings(profile).latest(fact)
    return next((year for year, reading in readings.items() if reading is latest), None)


def _raw(value: str, fact: Fact) -> Any:
    """The value as a form would have it: a number, a list of items, or text."""
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", value):
        return float(value)
    return [item.strip() for item in re.split("[,，、]", value)] if fact.kind == "list" else value
