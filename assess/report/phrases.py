"""Short phrases on a result that every format shares: its grade, what a number rests on, values with their units."""

from __future__ import annotations

from typing import Final

from ..i18n.catalog import knows, say
from ..i18n.typography import bracket
from ..model.judgement import GateResult
from ..model.result import Result
from ..model.text import Language

SPOKEN_UNITS: Final = {"level": "级", "list": "项"}
"""Kinds of facts that have no unit in the vocabulary, though people say one."""


def grade(result: Result, language: Language) -> str:
    """The grade with its certainty, or why there is none."""
    if result.grade is not None:
        label = result.grade.label.in_(language)
        firmness = say("screen.certain" if result.grade.certain else "screen.uncertain", language)
        return label if result.is_settled else label + bracket(firmness, language)
    if any(gate.veto and gate.status == "fail" for gate in result.gates):
        return say("screen.vetoed", language)
    return say("screen.no_grade", language)


def grounds(basis: str, verified: bool, language: Language) -> str:
    """What a number rests on. An unverified official number is never called official."""
    checked = say("screen.verified" if verified else "screen.unverified", language)
    name = "expert" if basis == "official" and not verified else basis
    return f"{say(f'screen.{name}', language)}{bracket(checked, language)}"


def mean_name(combine: str | None, language: Language) -> str:
    """The name of a way of combining."""
    key = f"screen.mean_{combine}"
    return say(key, language) if knows(key) else combine or "—"


def contribution_key(result: Result) -> str:
    """The key of the words for points, which add up to the score only where one is given."""
    return "contribution" if result.score is not None else "contribution_known"


def gap_key(gate: GateResult) -> str:
    """The key of the words for what a clause lacks: an upper limit is exceeded, a lower one not reached."""
    return "excess" if gate.sign.startswith("<") else "gap"


def unit_of(result: Result, fact: str, unit: str | None) -> str | None:
    """The unit of a fact as people say it."""
    kinds = {stated.fact: stated.kind for stated in result.stated}
    return unit or SPOKEN_UNITS.get(kinds.get(fact, ""))


def mode_title(result: Result, mode: str, language: Language) -> str:
    """The name of a mode of upgrading; what serves all of them has none among the verdicts."""
    titles = {verdict.id: verdict.title.in_(language) for verdict in result.modes}
    return titles.get(mode) or say("advice.cross_cutting", language)
