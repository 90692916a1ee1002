"""A profile as YAML: what was stated, one fact a line, the same profile the same bytes.

Written by hand, since the reader takes YAML 1.2: what PyYAML leaves bare, such as 1e5, is a
number there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any, Final

from ..io.observations import looks_like_fraction
from ..model.facts import Fact, Vocabulary
from ..model.profile import Profile, Reading
from ..model.text import Language
from .questions import QuestionGroup
from .statement_rows import StatementRow, rows_of
from .written_cells import is_middle

_PART: Final = r"[\w\u3400-\u9fff（）。；、，：“”%/.+-]"
_BARE: Final = re.compile(rf"[A-Za-z\u3400-\u9fff_]{_PART}*(?: {_PART}+)*", re.ASCII)
_RESERVED: Final = frozenset(("true", "false", "null", "unknown", "yes", "no", "on", "off"))
_UNPRINTABLE: Final = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not take as it stands."""


def render(profile: Profile, vocabulary: Vocabulary, asked: tuple[QuestionGroup, ...] = ()) -> str:
    """The text of a profile, with the facts that are asked and not stated as comments."""
    facts = list(_facts(profile, vocabulary))
    lines = [*_header(profile), "facts:" if facts else "facts: {}", *facts]
    lines += [f"  # {line}" for line in _unstated(profile.observations, vocabulary, asked, profile.language)]
    lines += _parts(profile, vocabulary)
    for table in vocabulary.tables:
        rows = profile.rows(table)
        lines += [f"{table}:"] if rows else []
        lines += [f"- {_flow({key: value for key, value in row.items() if value != ()})}" for row in rows]
    return "\n".join(lines) + "\n"


def render_blank(vocabulary: Vocabulary, asked: tuple[QuestionGroup, ...], year: int, language: Language) -> str:
    """A profile to be filled in: every fact that is asked, with its unit and definition."""
    lines = ['cluster: ""', f"year: {year}", 'place: ""', 'industry: ""', f"language: {language}", "facts:"]
    lines += [
        f"  {line}" if ": unknown" in line else f"  # {line}" for line in _unstated({}, vocabulary, asked, language)
    ]
    return "\n".join([*lines, "firms: []", "platforms: []", "projects: []"]) + "\n"


def _header(profile: Profile) -> Iterator[str]:
    names = ("cluster", "place", "industry", "year", "language")
    header: dict[str, Any] = {name: getattr(profile, name) for name in names}
    header |= {"invented": profile.invented or None, "sources": profile.sources or None}
    yield from (f"{name}: {_flow(value)}" for name, value in header.items() if value is not None)
    if profile.about is not None:
        yield from ("about:", f"  zh: {_scalar(profile.about.zh)}", f"  en: {_scalar(profile.about.en)}")
    if profile.complete:
        yield f"complete: {_flow(profile.complete)}"
    if profile.filing:
        yield f"filing: {_flow(profile.filing)}"


def _facts(profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    order = {name: index for index, name in enumerate(vocabulary)}
    for name in sorted(profile.observations, key=lambda name: order.get(name, len(order))):
        observation = profile.observations[name]
        if observation.item_notes:
            yield f"  {name}: {_flow(observation.item_notes)}"
            continue
        rows = rows_of(observation, profile, vocabulary)
        entries = [_entry(row, vocabulary[name], is_alone=len(rows) == 1) for row in rows]
        if len(entries) > 1:
            yield f"  {name}:"
            yield from (f"  - {_flow(entry)}" for entry in entries)
        elif entries[0] is not None:
            yield f"  {name}: {_flow(entries[0])}"


def _parts(profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    """Sub-clusters, their facts within the profile whichever file they came from."""
    if profile.parts:
        yield "parts:"
    for part in profile.parts:
        yield from (f"- name: {_scalar(part.name)}", f"  weight: {_scalar(part.weight)}", "  facts:")
        yield from (f"  {line}" for line in _facts(part.profile, vocabulary))


def _entry(row: StatementRow, fact: Fact, is_alone: bool) -> Any:
    """What a profile file would say in an entry of a fact; None where it follows from rows alone."""
    period = {name: said for name in ("months", "as_of", "coverage") if (said := getattr(row, name))}
    entry = period | _values(row, fact)
    entry |= {name: bound for name, bound in row.bounds._asdict().items() if bound is not None and bound is not False}
    if any(not isinstance(r.value, str) and looks_like_fraction(r.value, fact) for r in row.readings.values()):
        entry["unit"] = fact.unit
    if row.standing == "not_applicable":
        entry["not_applicable"] = row.reason
    remarks = {name: text for name in ("source", "evidence", "note") if (text := getattr(row, name))}
    if row.derived and not remarks and not entry:
        return None
    if not row.readings and not entry:
        return {"value": "unknown", **remarks} if remarks else "unknown"
    whole = entry | remarks
    bare = is_alone and set(whole) == {"value"} and not isinstance(whole["value"], list)
    return whole["value"] if bare else whole


def _values(row: StatementRow, fact: Fact) -> dict[str, Any]:
    """The values of a row; one that is but the middle of its bounds is left out, and the bounds stand for it."""
    if len(row.readings) == 1:
        (year, reading), *_ = row.readings.items()
        if is_middle(reading, row.bounds, fact):
            return {"year": year} if year else {}
    dated = {year: _value(row.readings[year], fact) for year in sorted(year for year in row.readings if year)}
    values: dict[str, Any] = {"values": dated} if dated else {}
    if None in row.readings:
        values["value"] = _value(row.readings[None], fact)
    return values


def _value(reading: Reading, fact: Fact) -> Any:
    if reading.items:
        return list(reading.items)
    return bool(reading.value) if fact.kind == "yes_no" else reading.value


def _unstated(
    stated: Container[str], vocabulary: Vocabulary, asked: tuple[QuestionGroup, ...], language: Language
) -> Iterator[str]:
    """Headings and, below them, the facts that are not stated."""
    for group in asked:
        missing = [name for name in group.facts if name not in stated]
        if missing:
            yield group.title.in_(language)
        for name in missing:
            fact = vocabulary[name]
            definition = " ".join(fact.definition.in_(language).split())
            unit = f" [{fact.unit}]" if fact.unit else ""
            yield f"{name}: unknown  # {fact.title.in_(language)}{unit}: {definition}"


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
    if _BARE.fullmatch(value) and (value.lower() not in _RESERVED or value == "unknown"):
        return value
    return _UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\U{number:08x}" if number > 0xFFFF else f"\\u{number:04x}"
