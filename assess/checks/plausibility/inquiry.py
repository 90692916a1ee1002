"""What there is to ask of a profile: one question for each cause, at the cell that is probably wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ...engine.fact_sources import ProfileReadings
from ...engine.ratios import applies
from ...model.facts import Vocabulary
from ...model.overview_rules import FiguresFile
from ...model.plausibility_limits import PlausibilityLimits
from ...model.problems import Problem
from ...model.profile import Profile
from ...model.rubric import Rubric
from .broken_rules import PlausibilityRule
from .conflicting_rows import conflicting_rows
from .figure_ranges import rules_of_figures, rules_of_firms
from .single_values import rules_of_values
from .stated_numbers import AS_STATED, StatedNumber, StatedNumbers
from .stated_rates import rules_of_rates
from .statement_questions import ask_about_statements
from .time_series import rules_of_series
from .two_ways import two_ways
from .unit_slips import slip_question, slips
from .wholes import rules_of_wholes

SETTLING: Final = ("W205", "W222")
"""Questions about a statement that say more than that it contradicts another one."""
CONTRADICTION: Final = "W210"


def examine(
    profile: Profile,
    vocabulary: Vocabulary,
    figures: FiguresFile,
    limits: PlausibilityLimits,
    rubrics: Sequence[Rubric] = (),
) -> list[Problem]:
    """Questions about stated numbers and about what rubrics compute in two ways, in reading order."""
    asked = inconsistencies(profile, vocabulary, figures, limits)
    settled = {problem.details["name"] for problem in asked if problem.code in SETTLING}
    for name, observation in profile.observations.items():
        if name in vocabulary:
            asked += (
                problem
                for problem in ask_about_statements(observation, vocabulary[name], profile, vocabulary)
                if problem.code != CONTRADICTION or problem.details["name"] not in settled
            )
    named = {problem.place for problem in asked}
    indicators = (indicator for rubric in rubrics for indicator in rubric.indicators.values())
    twice = [problem for each in indicators for problem in two_ways(each, profile, vocabulary, limits.tolerance)]
    # What a slip explains makes two ways differ as well; and several rubrics may name one indicator.
    asked += (each for place, each in enumerate(twice) if each.place not in named and each not in twice[:place])
    return sorted(asked, key=lambda problem: problem.order)


def inconsistencies(
    profile: Profile, vocabulary: Vocabulary, figures: FiguresFile, limits: PlausibilityLimits
) -> list[Problem]:
    """Numbers that do not go together; without what several statements of one figure leave open."""
    asked = list(_questions(rules_for(profile, vocabulary, figures, limits), limits))
    return [*asked, *conflicting_rows(profile, vocabulary)]


def rules_for(
    profile: Profile, vocabulary: Vocabulary, figures: FiguresFile, limits: PlausibilityLimits
) -> list[PlausibilityRule]:
    """All rules that the numbers of a profile should keep."""
    cells, readings = StatedNumbers(profile, vocabulary), ProfileReadings(profile)
    ratios = {name: figure for name, figure in figures.figures.items() if applies(figure, readings)}
    return [
        *rules_of_wholes(cells, limits),
        *rules_of_series(cells, limits),
        *rules_of_rates(cells, limits),
        *rules_of_figures(cells, ratios),
        *rules_of_firms(cells, ratios, limits),
        *rules_of_values(cells, limits),
    ]


def _questions(rules: Sequence[PlausibilityRule], limits: PlausibilityLimits) -> Iterator[Problem]:
    broken = [rule for rule in rules if rule.is_broken]
    if not broken:
        return
    asked: set[StatedNumber] = set()
    for slip in slips(rules, limits):
        asked.update(slip.cells)
        yield slip_question(slip)
    # What a number in question breaks as well is asked once it is answered.
    left = [rule for rule in broken if rule.is_telling and asked.isdisjoint(rule.cells)]
    yield from _unexplained(left, limits)


def _unexplained(broken: list[PlausibilityRule], limits: PlausibilityLimits) -> Iterator[Problem]:
    """A question for the cell that most rules share, then for what is left."""
    while broken:
        shared = Counter(cell for rule in broken for cell in dict.fromkeys(rule.cells))
        most = max(shared.values())
        cell = _asked_about([cell for cell, count in shared.items() if count == most], broken)
        here = [rule for rule in broken if cell in rule.cells]
        first = min(here, key=lambda rule: (rule.kind, -rule.gap(AS_STATED)))
        yield first.problem(cell, limits.must_answer)
        subjects = {rule.subject for rule in here}
        broken = [rule for rule in broken if rule not in here and rule.subject not in subjects]


def _asked_about(cells: Sequence[StatedNumber], broken: Sequence[PlausibilityRule]) -> StatedNumber:
    """Of cells that equally many rules share the one that these suspect, the latest first."""
    suspected = Counter(rule.suspect for rule in broken)
    return max(cells, key=lambda cell: (suspected[cell], cell.year or 9999))
