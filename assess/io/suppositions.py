"""Suppositions from the command line: `fact=value`, read like a line of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..engine.changes import Change, Key, apply
from ..engine.fact_sources import ProfileReadings
from ..model.facts import Fact, Vocabulary
from ..model.fingerprint import content_hash
from ..model.place import Place
from ..model.problems import InputError, Problem, input_error, nearest
from ..model.profile import MIXED_COVERAGE, Profile, Reading
from .entries import observe_value
from .observations import UNKNOWN_WORDS
from .profile_builder import part_problems

_SUPPOSITION: Final = re.compile(r"(?P<fact>[^=@\s]+)(?:@(?P<year>\d{4}))?=(?P<value>.*)", re.DOTALL)


def supposed_profile(
    texts: Iterable[str], profile: Profile, vocabulary: Vocabulary
) -> tuple[Profile, tuple[Change, ...]]:
    """The profile as it would be, and the changes of `fact=value` or `fact@year=value`; `unknown` takes a value away.

    Without a year the latest reading is replaced. The items of a list are parted by commas.

    Raises:
        InputError: with every problem, among them a part that would exceed its whole.
    """
    changes: dict[Key, Change] = {}
    problems: list[Problem] = []
    for text in texts:
        try:
            change = _change(text, profile, vocabulary)
            changes[change.key] = change
        except InputError as error:
            problems += error.problems
    changed = apply(profile, changes.values())
    problems += part_problems(changed.observations, vocabulary)
    if problems:
        raise InputError(problems)
    return content_hash(changed), tuple(changes.values())


def _change(text: str, profile: Profile, vocabulary: Vocabulary) -> Change:
    match = _SUPPOSITION.fullmatch(text)
    place = Place("--set", text)
    if match is None:
        raise input_error("E505", place, found=text)
    name, value = match["fact"], match["value"].strip()
    fact = vocabulary.get(name)
    if fact is None:
        raise input_error("E203", place, found=name, meant=nearest(name, vocabulary))
    readings = profile.observations[name].readings if name in profile.observations else {}
    latest = ProfileReadings(profile).latest(name)
    year = int(match["year"]) if match["year"] else next((y for y in readings if readings[y] is latest), None)
    if value in UNKNOWN_WORDS:
        return Change(name, year, readings.get(year), None)
    observation, problems = observe_value(name, year, _raw(value, fact), fact, place, profile.year)
    if problems:
        raise InputError(problems)
    # What is supposed is supposed of the same figure.
    return Change(name, year, readings.get(year), _covering_as(latest, observation.readings[year]))


def _covering_as(stated: Reading | None, supposed: Reading) -> Reading:
    if stated is None or stated.coverage == MIXED_COVERAGE:
        return supposed
    return supposed._replace(coverage=stated.coverage, noted=stated.noted)


def _raw(value: str, fact: Fact) -> Any:
    """The value as a form would have it: a number, a list of items, or text."""
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", value):
        return float(value)
    return [item.strip() for item in re.split("[,，、]", value)] if fact.kind == "list" else value


def typed(values: Mapping[str, object]) -> list[str]:
    """Values of Python as they would be typed: `fact=value`; None is unknown."""
    return [f"{name}={_as_text(value)}" for name, value in values.items()]


def _as_text(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)
