"""A profile as YAML: what was stated, one fact a line, the same profile the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..io.observations import looks_like_fraction
from ..model.facts import Fact, Vocabulary
from ..model.profile import Observation, Profile, Reading
from ..model.text import Language
from .questions import QuestionGroup
from .written_cells import is_middle

Blank = tuple[QuestionGroup, ...]
"""Facts that are asked but not stated, by heading."""
_PART: Final = r"[\w\u3400-\u9fff（）。；、，：“”%/.+-]"
_BARE: Final = re.compile(rf"[A-Za-z\u3400-\u9fff_]{_PART}*(?: {_PART}+)*", re.ASCII)
_WORDS: Final = frozenset(("true", "false", "null", "unknown", "yes", "no", "on", "off"))
_RAW: Final = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not take as it stands."""


def render(profile: Profile, vocabulary: Vocabulary, asked: Blank = ()) -> str:
    """The text of a profile, with the facts that are asked and not stated as comments."""
    facts = list(_facts(profile, vocabulary))
    lines = [*_header(profile), "facts:" if facts else "facts: {}", *facts]
    lines += _unasked(profile.observations, vocabulary, asked, profile.language)
    for table in ("firms", "platforms", "projects", "evidence"):
        rows: tuple[Mapping[str, Any], ...] = getattr(profile, table)
        if rows:
            lines += [f"{table}:", *(f"- {_flow(_without_defaults(row))}" for row in rows)]
    return "\n".join(lines) + "\n"


def render_blank(vocabulary: Vocabulary, asked: Blank, year: int, language: Language) -> str:
    """A profile to be filled in: every fact that is asked, with its unit and definition."""
    lines = ['cluster: ""', f"year: {year}", 'place: ""', 'industry: ""', f"language: {language}", "facts:"]
    lines += [line.replace("  # ", "  ", 1) if ": unknown" in line else line
              for line in _unasked({}, vocabulary, asked, language)]  # fmt: skip
    return "\n".join([*lines, "firms: []", "platforms: []", "projects: []"]) + "\n"


def _header(profile: Profile) -> Iterator[str]:
    yield f"cluster: {_scalar(profile.cluster)}"
    for name in ("place", "industry"):
        if getattr(profile, name) is not None:
            yield f"{name}: {_scalar(getattr(profile, name))}"
    yield f"year: {profile.year}"
    yield f"language: {profile.language}"
    if profile.invented:
        yield "invented: true"
    if profile.about is not None:
        yield from ("about:", f"  zh: {_scalar(profile.about.zh)}", f"  en: {_scalar(profile.about.en)}")
    if profile.filing:
        yield f"filing: {_flow(profile.filing)}"


def _facts(profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    order = {name: index for index, name in enumerate(vocabulary)}
    for name in sorted(profile.observations, key=lambda each: order.get(each, len(order))):
        entry = stated(profile.observations[name], vocabulary[name])
        if entry is not None:
            yield f"  {name}: {_flow(entry)}"


def stated(observation: Observation, fact: Fact) -> Any:
    """What a profile file would say of a fact; None where it follows from rows alone."""
    entry: dict[str, Any] = {}
    readings = {} if observation.derived else observation.readings
    dated = {year: _value(reading, fact) for year, reading in sorted(readings.items(), key=_first_key) if year}
    if dated:
        entry["values"] = dated
    undated = readings.get(None)
    if undated is not None and not is_middle(undated, observation.bounds, fact, None):
        entry["value"] = _value(undated, fact)
    entry |= {
        name: bound for name, bound in observation.bounds._asdict().items() if bound is not None and bound is not False
    }
    if any(not isinstance(r.value, str) and looks_like_fraction(r.value, fact) for r in readings.values()):
        entry["unit"] = fact.unit
    if observation.standing == "not_applicable":
        entry["not_applicable"] = observation.reason
    told = {name: getattr(observation, name) for name in ("source", "evidence", "note") if getattr(observation, name)}
    if observation.derived and not told and not entry:
        return None
    if not readings and not entry:
        return {"value": "unknown", **told} if told else "unknown"
    whole = entry | told
    return whole["value"] if set(whole) == {"value"} and not isinstance(whole["value"], list) else whole


def _first_key(pair: tuple[int | None, Reading]) -> int:
    return pair[0] or 0


def _value(reading: Reading, fact: Fact) -> Any:
    if reading.items:
        return list(reading.items)
    if fact.kind == "yes_no":
        return bool(reading.value)
    return reading.value


def _unasked(stated_: Mapping[str, Any], vocabulary: Vocabulary, asked: Blank, language: Language) -> Iterator[str]:
    for group in asked:
        open_ones = [name for name in group.facts if name not in stated_]
        if open_ones:
            yield f"  # {group.title.in_(language)}"
        for name in open_ones:
            fact = vocabulary[name]
            told = " ".join(fact.definition.in_(language).split())
            unit = f" [{fact.unit}]" if fact.unit else ""
            yield f"  # {name}: unknown  # {fact.title.in_(language)}{unit}: {told}"


def _without_defaults(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in row.items() if not (key == "functions" and not value)}


# YAML


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if not isinstance(value, str):
        return str(value)
    if _BARE.fullmatch(value) and (value.lower() not in _WORDS or value == "unknown"):
        return value
    return _RAW.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\U{number:08x}" if number > 0xFFFF else f"\\u{number:04x}"
