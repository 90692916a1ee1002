"""Random profiles over the real vocabulary, and what is stated in a profile, without its places."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from assess.form.profiles import read_profile
from assess.io.library import default_library
from assess.model.facts import Fact
from assess.model.problems import InputError
from assess.model.profile import Profile

YEAR = 2024
ODD = (
    *("=1+1", "+86 377", "-", "@甲", "'", '"引号"', "a\nb", "7", "007", "1e5", "true", "约", "_x0041_", "null"),
    *("2024-01-01", " 前后 ", "：#", "{甲}", "[乙]", "&丙", "*", "𠮷", "<b>&amp;"),
)
"""Texts that somebody might take for something else."""
ROOT = Path(__file__).parent.parent.parent


COVERAGES = ("all", "above_threshold")


def read(path: Path) -> Profile:
    return read_profile(str(path), default_library().vocabulary)[0]


def stated(profile: Profile) -> dict[str, Any]:
    """All that a profile says; where it says it left out."""
    told = profile._asdict()
    observations = told.pop("observations")
    told.pop("file")
    told.pop("row_places")
    told["observations"] = {name: _stated(each) for name, each in sorted(observations.items())}
    return told


def _stated(observation: Any) -> Any:
    readings = {year: repr(each._replace(place=None)) for year, each in observation.readings.items()}
    statements = [repr(each._replace(place=None)) for each in observation.statements]
    return observation._replace(place=None, readings=dict(sorted(readings.items(), key=str)), statements=statements)


# Strategies


def words() -> st.SearchStrategy[str]:
    """Texts as they are written into cells, the odd ones included."""
    odd = st.sampled_from(ODD)
    characters = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"])
    free = st.text(characters, min_size=1, max_size=12)
    return st.one_of(odd, free).filter(lambda text: bool(text.strip()))


def numbers(fact: Fact) -> st.SearchStrategy[float | int]:
    least, most = fact.limits
    least, most = max(least, -1e6), min(most, 1e9)
    if fact.kind in ("count", "level", "list"):
        return st.integers(int(least), int(most))
    cents = st.integers(int(least * 100), int(most * 100)).map(lambda n: n / 100)
    fine = st.floats(least, most, allow_nan=False).map(lambda x: 0.0 if abs(x) < 1e-6 else x)
    return st.one_of(cents, fine)


@st.composite
def values(draw: st.DrawFn, fact: Fact) -> Any:
    if fact.kind == "choice":
        return draw(st.sampled_from(sorted(fact.items)))
    if fact.kind == "yes_no":
        return draw(st.booleans())
    if fact.kind == "list" and draw(st.booleans()):
        return draw(st.lists(st.sampled_from(sorted(fact.items)), unique=True))
    return draw(numbers(fact))


@st.composite
def statements(draw: st.DrawFn, fact: Fact) -> Any:
    """Several entries of one fact, each with a period, a coverage and a source of its own."""
    entry = draw(entries(fact, several=False))
    if not isinstance(entry, dict) or "not_applicable" in entry:
        entry = {"value": draw(values(fact)), **({"unit": "%"} if fact.unit == "%" else {})}
    if "values" not in entry and draw(st.booleans()):
        entry["year"] = draw(st.integers(YEAR - 5, YEAR))
    if draw(st.booleans()):
        entry["coverage"] = draw(st.sampled_from(["all", "above_scale", "whole_chain", "above_threshold"]))
    if fact.kind in ("amount", "count", "ratio"):
        entry |= draw(st.sampled_from([{}, {}, {"months": "1-8"}, {"months": "上半年"}, {"months": "whole"}]))
        if "months" not in entry and "values" not in entry and draw(st.booleans()):
            entry["as_of"] = f"{entry.get('year', YEAR)}-{draw(st.sampled_from(['06', '12-31']))}"
    return entry


@st.composite
def entries(draw: st.DrawFn, fact: Fact, several: bool = True) -> Any:
    if several and draw(st.integers(0, 3)) == 0:
        return draw(st.lists(statements(fact), min_size=1, max_size=4))
    said = {name: draw(words()) for name in ("source", "evidence", "note") if draw(st.booleans())}
    if draw(st.integers(0, 4)) == 0:
        said["note"] = draw(st.sampled_from(["1—8月累计", "2023年为上半年数", "截至6月底", "规上数", "全年"]))
    shape = draw(st.sampled_from(["value", "values", "unknown", "waived", "bounds", "qualified"]))
    if shape == "unknown":
        return {"value": "unknown", **said} if said else "unknown"
    if shape == "waived":
        return {"not_applicable": draw(words()), **said}
    if shape == "values":
        years = draw(st.lists(st.integers(YEAR - 5, YEAR), unique=True, min_size=1, max_size=3))
        return {"values": {year: draw(values(fact)) for year in years}, **said}
    if fact.is_number and shape == "bounds":
        low, high = sorted([draw(numbers(fact)), draw(numbers(fact))])
        return {**draw(st.sampled_from([{"low": low, "high": high}, {"low": low}, {"high": high}])), **said}
    if fact.is_number and shape == "qualified":
        marks = draw(st.lists(st.sampled_from(["at_least", "at_most", "about"]), unique=True, max_size=2))
        return {"value": draw(values(fact)), **dict.fromkeys(marks, True), **said}
    return {"value": draw(values(fact)), **({"unit": "%"} if fact.unit == "%" else {}), **said}


AMOUNT = st.integers(0, 10**7).map(lambda n: n / 100)
COUNT = st.integers(0, 10**5)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def answers(table: str, column: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(default_library().tables[table].columns[column].choices))


def rows(kind: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    ranks, functions = (
        answers("firms", "rank"),
        st.sampled_from(["rd_design", "quality_testing", "training"]),
    )
    optional = {
        "firms": some(rank=ranks, sales=AMOUNT, tax=AMOUNT, employees=COUNT, patents=COUNT, backbone=st.booleans()),
        "platforms": some(
            rank=ranks,
            host=words(),
            investment=AMOUNT,
            firms_served=COUNT,
            satisfaction=st.integers(0, 100),
            functions=st.lists(functions, unique=True),
        ),
        "projects": some(mode=answers("projects", "mode"), investment=AMOUNT, progress=st.integers(0, 100)),
        "evidence": some(document=words(), pages=words(), proves=words(), note=words()),
    }[kind]
    needed = {"name": words(), **({"number": words()} if kind == "evidence" else {})}
    row = st.builds(lambda must, may: {**must, **may}, st.fixed_dictionaries(needed), optional)
    return st.lists(row, max_size=4, unique_by=lambda each: each["name"])


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    """The plain data of a profile; some of its facts may contradict each other."""
    vocabulary = default_library().vocabulary
    chosen = draw(st.lists(st.sampled_from(sorted(vocabulary)), unique=True, max_size=14))
    data = {"cluster": draw(words()), "year": YEAR, "facts": {name: draw(entries(vocabulary[name])) for name in chosen}}
    data |= {kind: draw(rows(kind)) for kind in ("firms", "platforms", "projects", "evidence")}
    if draw(st.booleans()):
        data["sources"] = draw(st.lists(st.sampled_from(["县统计局", "县工信局"]), unique=True))
    filing = some(unit=words(), author=words(), phone=words(), coverage=st.sampled_from(COVERAGES))
    about = st.fixed_dictionaries({"zh": words(), "en": words()})
    language = st.sampled_from(["zh", "en"])
    data |= draw(
        some(place=words(), industry=words(), language=language, invented=st.booleans(), about=about, filing=filing)
    )
    return data


def settled(data: dict[str, Any], path: Path) -> Profile:
    """The profile of plain data, once what contradicts something else in it is taken out."""
    for _ in range(len(data["facts"]) + 9):
        path.write_text(_as_yaml(data), encoding="utf-8")
        try:
            return read(path)
        except InputError as error:
            for problem in error.problems:
                steps = problem.place.at.split(".") if problem.place else []
                if steps[:1] == ["facts"]:
                    data["facts"].pop(steps[1], None)
                elif steps and steps[0] in data:
                    del data[steps[0]]
    raise AssertionError("what contradicts what cannot be told")


def _as_yaml(data: dict[str, Any]) -> str:
    """JSON is YAML, but for the way it writes what lies beyond sixteen bits."""
    pair = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")
    return pair.sub(_beyond, json.dumps(data))


def _beyond(match: re.Match[str]) -> str:
    character = bytes.fromhex(match[1] + match[2]).decode("utf-16-be")
    return f"\\U{ord(character):08x}"
