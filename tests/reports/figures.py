"""Where a figure says it comes from, looked up in the plain result by other means than the report's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from assess.io.results import to_json
from assess.model.result import ResultContract

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def strings(data: Any) -> Iterator[str]:
    """All texts of plain data, keys included."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from strings(value)
    elif isinstance(data, list):
        for item in data:
            yield from strings(item)
    elif isinstance(data, str):
        yield data


def values(data: Any) -> Iterator[float]:
    """All numbers of plain data."""
    if isinstance(data, dict):
        yield from (number for item in data.values() for number in values(item))
    elif isinstance(data, list):
        yield from (number for item in data for number in values(item))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield float(data)


def plain(result: ResultContract) -> dict[str, Any]:
    """A result as its JSON says it."""
    data: dict[str, Any] = json.loads(to_json(result))
    return data


class Source:
    """A plain result that answers to origins."""

    def __init__(self, result: ResultContract) -> None:
        self.data = plain(result)
        self.nodes = {node["id"]: node for node in self.data["nodes"]}

    def look_up(self, origin: str) -> float:
        """The number at an origin."""
        if "(" in origin:
            name, _, inside = origin.rstrip(")").partition("(")
            return float(getattr(self, f"_{name}")(inside))
        if origin in ("high-low", "lost_in_all"):
            return self.data["high"] - self.data["low"] if origin == "high-low" else self._lost_below(None)
        if origin == "contributions":
            return float(sum(node["contribution"] for node in self.data["nodes"] if node["parent"] is None))
        return float(self._walk(self.data, origin))

    def _walk(self, here: Any, path: str) -> Any:
        """Down a path; a list is entered by id, fact (and year), indicator, place or year of its items."""
        if not path:
            return here
        if isinstance(here, dict):
            key, _, rest = path.partition(".")
            if key in here:
                return self._walk(here[key], rest)
            return self._walk(here["values"] if "values" in here else here["statements"], path)
        for item in here:
            item_labels = [str(item[name]) for name in ("id", "fact", "indicator", "where", "year") if name in item]
            if "fact" in item and "year" in item:
                item_labels.insert(0, f"{item['fact']}.{item['year']}")
            for label in item_labels:
                if path == label or path.startswith(label + "."):
                    try:
                        return self._walk(item, path[len(label) + 1 :])
                    except (KeyError, LookupError):
                        continue
        raise LookupError(path)

    # What reports derive

    def _lost(self, name: str) -> float:
        node = self.nodes[name]
        return 0.0 if node["score"] is None else node["share"] * (100 - node["score"])

    def _leaves(self, name: str | None) -> Iterator[str]:
        for node in self.data["nodes"]:
            if node["parent"] == name:
                yield from [node["id"]] if node["kind"] == "indicator" else self._leaves(node["id"])

    def _lost_below(self, name: str | None) -> float:
        return sum(map(self._lost, self._leaves(name)))

    def _lost_part(self, name: str) -> float:
        return self._lost_below(name) / self._lost_below(None)

    def _siblings(self, name: str) -> float:
        parent = self.nodes[name]["parent"]
        among = [n for n in self.data["nodes"] if n["parent"] == parent and n["status"] != "not_applicable"]
        return float(sum(n["weight"] for n in among))

    def _change(self, fact: str) -> float:
        stated = next(each for each in self.data["stated"] if each["fact"] == fact)
        dated = [each for each in stated["values"] if each["year"]][:3]
        return abs(dated[0]["value"] - dated[-1]["value"])

    def _rank(self, path: str) -> float:
        kind, name = path.split(".", 1)
        rows = [each for each in self.data[kind] if each.get("state", "open") == "open"]
        return 1.0 + next(i for i, each in enumerate(rows) if name in (each.get("id"), each.get("fact")))

    def _count(self, what: str) -> float:
        data = self.data
        leaves = [node for node in data["nodes"] if node["kind"] == "indicator"]
        doubtful = [
            each
            for each in data["stated"]
            if any(v["low"] is not None or v["high"] is not None for v in each["values"])
        ]
        noted = [each for each in data["stated"] if each["values"] and (each in doubtful or each["note"])]
        counts = {
            "gates": len(data["gates"]),
            "stated": len(data["stated"]),
            "sources": len({each["source"] for each in data["stated"] if each["source"]}),
            "unsure": len(doubtful),
            "doubts": len(noted),
            "indicators": len(leaves),
            "unknown_indicators": sum(node["status"] == "unknown" for node in leaves),
            "unverified_indicators": sum(not node["verified"] for node in leaves),
            "missing": len(data["missing"]),
            "undecided": len(data["undecided"]),
            "advice.open": sum(each["state"] == "open" for each in data["advice"]),
        }
        counts |= {name: len(data[name]) for name in ("conflicts", "questions", "tentative")}
        counts["figures.shown"] = min(9, sum(each["status"] != "unknown" for each in data["figures"]))
        known = [node["id"] for node in leaves if node["status"] == "known"]
        counts["indicators.known"] = len(known)
        counts |= {f"{node}.known": sum(leaf in known for leaf in self._leaves(node)) for node in self.nodes}
        pending = [g for g in data["gates"] if g["basis"] == "official" and not g["verified"]]
        counted = [g["status"] for g in data["gates"] if g not in pending]
        counts |= {f"gates.{s}": counted.count(s) for s in ("pass", "fail", "unknown", "not_applicable")}
        counts["gates.pending"] = len(pending)
        standings = ("stated", "unknown", "not_applicable")
        counts |= {f"stated.{s}": sum(each["standing"] == s for each in data["stated"]) for s in standings}
        return float(counts[what])
