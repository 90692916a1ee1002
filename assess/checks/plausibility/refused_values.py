"""What a profile is refused for, looked at once more: which cell is probably wrong, and what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.facts import Vocabulary
from ...model.overview_rules import FiguresFile
from ...model.plausibility_limits import PlausibilityLimits
from ...model.problems import Problem
from ...model.profile import Profile, Reading
from .broken_rules import PART, USUAL
from .inquiry import rules_for
from .stated_numbers import StatedNumber
from .unit_slips import Slip, slips

IMPOSSIBLE = "E204"
TOO_LARGE_A_PART = "E208"


def with_proposals(
    problems: Sequence[Problem],
    profile: Profile,
    vocabulary: Vocabulary,
    figures: FiguresFile,
    limits: PlausibilityLimits,
) -> list[Problem]:
    """The problems, those that one slip of unit explains told once, at its cell and with what it proposes."""
    refused = [problem for problem in problems if problem.code in (IMPOSSIBLE, TOO_LARGE_A_PART)]
    if not refused:
        return list(problems)
    rules = rules_for(profile_with(profile, refused, vocabulary), vocabulary, figures, limits)
    for slip in slips(rules, limits):
        explained = [problem for problem in refused if _explains(slip, problem)]
        if explained:
            refused = [problem for problem in refused if problem not in explained]
            problems = [problem for problem in problems if problem not in explained]
            problems = [*problems, _told_at(slip.cell, slip.proposal, explained)]
    return list(problems)


def profile_with(profile: Profile, refused: Sequence[Problem], vocabulary: Vocabulary) -> Profile:
    """The profile as if impossible values were stated."""
    observations = dict(profile.observations)
    for problem in refused:
        name, found, year = (problem.details.get(key) for key in ("fact", "found", "year"))
        observation = observations.get(str(name))
        if problem.code != IMPOSSIBLE or problem.place is None or observation is None or observation.derived:
            continue
        if vocabulary[observation.fact].kind not in ("amount", "count") or not isinstance(found, int | float):
            continue
        when = year if isinstance(year, int) else None
        coverage = profile.filing.get("coverage")
        reading = Reading(float(found), float(found), float(found), problem.place, year=when, coverage=coverage)
        if when not in observation.readings:
            observations[observation.fact] = observation._replace(
                standing="stated",
                readings={**observation.readings, when: reading},
                statements=(*observation.statements, reading),
            )
    return profile._replace(observations=observations)


def _explains(slip: Slip, problem: Problem) -> bool:
    """Whether the value that is refused is one that the slip corrects, or is compared with one."""
    name = problem.details.get("fact")
    kinds = (PART,) if problem.code == TOO_LARGE_A_PART else (USUAL, PART)
    return any(name in rule.facts for rule in slip.explained if rule.kind in kinds)


def _told_at(cell: StatedNumber, proposal: float, explained: Sequence[Problem]) -> Problem:
    """One of the problems, that at the cell if there is one, with what was probably meant."""
    place = cell.reading.place
    first = next((problem for problem in explained if problem.place == place), explained[0])
    return first._replace(place=place, details={**first.details, "proposal": proposal})
