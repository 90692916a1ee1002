"""The complete example with one indicator, or all of one criterion, brought down to its lowest level."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from assess.advice.levels import Diagnosis, Finding
from assess.advice.stages import diagnose_with_stage
from assess.engine.changes import Change, apply, moved
from assess.engine.fact_sources import ProfileReadings
from assess.engine.scoring import score_indicator
from assess.model.profile import Profile
from assess.model.scales import WEAK, level_of
from tests.advice_strategies import assessments, catalog, example, rubrics

COMPLETE = "anping-county-made-up"
FACTORS = (
    0.9,
    0.8,
    0.7,
    0.6,
    0.5,
    0.4,
    0.3,
    0.2,
    0.1,
    0.05,
    0.0,
    1.1,
    1.2,
    1.5,
    2.0,
    3.0,
    4.0,
    5.0,
    6.0,
    7.0,
    8.0,
    10.0,
    20.0,
)
"""By which facts are multiplied in search of a value that is bad enough."""


class Variant(NamedTuple):
    """The example after a shock."""

    name: str
    """The indicator or criterion that was brought down."""
    profile: Profile
    shocked: frozenset[str]
    """The indicators that were brought down, as far as they could be."""
    fallen: frozenset[str]
    """All that are weak now and stood higher before: these, and what reads the same facts."""


def indicator_variants() -> Iterator[Variant]:
    """Each indicator that applies brought down in turn."""
    for name in filter(_before().applies, _before().findings):
        yield _variant(name, [name])


def criterion_variants() -> Iterator[Variant]:
    """All indicators of each top criterion brought down in turn."""
    for rubric in rubrics():
        for part in rubric.tree.parts:
            yield _variant(part.node.id, [leaf.id for leaf in part.node.leaves()])


@functools.cache
def _before() -> Diagnosis:
    return _diagnosed(example(COMPLETE))


def _variant(name: str, indicators: Sequence[str]) -> Variant:
    profile = brought_down(example(COMPLETE), indicators)
    before, after = _before(), _diagnosed(profile)
    fallen = frozenset(each for each in _weak(after) if _score(after, each) < _score(before, each))
    return Variant(name, profile, fallen.intersection(indicators), fallen)


def _diagnosed(profile: Profile) -> Diagnosis:
    return diagnose_with_stage(catalog().stages_file, assessments(profile))[0]


def _score(diagnosis: Diagnosis, name: str) -> float:
    score = diagnosis.score(name)
    return 100.0 if score is None else score


def _weak(diagnosis: Diagnosis) -> set[str]:
    return {name for name in diagnosis.findings if (diagnosis.level(name) or 5) <= WEAK}


def brought_down(profile: Profile, indicators: Sequence[str]) -> Profile:
    """The profile with facts changed so that each of the indicators stands at the lowest level it
    can be brought to; of several ways, one fact before all, then that which makes fewest others weak."""
    for name in indicators:
        diagnosis = _diagnosed(profile)
        if name in diagnosis.computed:
            profile = _without_elements(profile, name)
            continue
        finding = diagnosis.findings[name]
        if not finding.applies or finding.judged.measured.formula is None:
            continue
        ways = sorted(_ways(finding), key=lambda way: way[0])
        if ways and _score(_diagnosed(ways[0][1]), name) >= _score(diagnosis, name):
            ways = list(_ways_by_stand_in(finding))
        lowest = [changed for level, changed in ways if level == ways[0][0]]
        if len(lowest) > 1:
            lowest.sort(key=lambda changed: len(_weak(_diagnosed(changed))))
        profile = lowest[0] if lowest else profile
    return profile


def _without_elements(profile: Profile, name: str) -> Profile:
    """The profile with stage or rank brought down, by the one element whose loss makes fewest indicators weak."""
    file = catalog().stages_file
    rules = file.stages if name == file.cross_checks.stage else file.ranks
    elements = [each for rule in rules.values() for element in rule.elements.values() for each in element.when.at_least]
    changed = [brought_down(profile, [element]) for element in dict.fromkeys(elements)]
    return min(changed, key=lambda each: (_score(_diagnosed(each), name), len(_weak(_diagnosed(each)))))


def _ways(finding: Finding) -> Iterator[tuple[tuple[int, int], Profile]]:
    """For each fact of the formula in use, each two and all of them together, the mildest change that brings
    the indicator to the lowest level; with that level and how many facts move."""
    formula, profile = finding.judged.measured.formula, finding.assessment.profile
    assert formula is not None, "asked of known indicators only"
    facts = list(dict.fromkeys(fact for fact, lag in formula.readings if not lag))
    for together in dict.fromkeys([*((fact,) for fact in facts), *combinations(facts, 2), tuple(facts)]):
        found: dict[int, Profile] = {}
        for factor in FACTORS:
            changed = apply(profile, [_multiplied(finding, fact, factor) for fact in together])
            judged = score_indicator(finding.leaf.indicator, ProfileReadings(changed))
            if judged.known and judged.applies:
                found.setdefault(level_of(judged.score), changed)
        if found and min(found) <= WEAK:
            yield (min(found), len(together)), found[min(found)]


def _ways_by_stand_in(finding: Finding) -> Iterator[tuple[tuple[int, int], Profile]]:
    """Where no measured fact can fall any further: nothing measured is known, and the stand-in is at its worst."""
    indicator, profile = finding.leaf.indicator, finding.assessment.profile
    measured = {fact for way in indicator.value for fact in way.facts}
    unmeasured = {name: stated for name, stated in profile.observations.items() if name not in measured}
    for formula in indicator.stand_ins:
        if set(formula.facts) <= set(unmeasured):
            changes = [_multiplied(finding, fact, 0.0) for fact in formula.facts]
            changed = apply(profile._replace(observations=unmeasured), changes)
            judged = score_indicator(indicator, ProfileReadings(changed))
            yield (level_of(judged.score), len(changes)), changed


def _multiplied(finding: Finding, name: str, factor: float) -> Change:
    """A fact times a factor, within what a form would accept."""
    readings, fact = finding.assessment.profile.observations[name].readings, finding.assessment.vocabulary[name]
    year = finding.judged.measured.year if finding.judged.measured.year in readings else None
    least, most = fact.limits
    value = min(max(float(readings[year].value) * factor, least), most)
    whole = fact.kind not in ("amount", "ratio")
    return Change(name, year, readings[year], moved(readings[year], round(value) if whole else round(value, 3)))
