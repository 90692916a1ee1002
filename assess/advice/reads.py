"""What advice reads: the indicators that tell stages, modes and measures, and the facts beside them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.measures import MeasureCatalog
from ..model.patterns import Condition


def indicators_read(catalog: MeasureCatalog) -> frozenset[str]:
    """Ids of the indicators without which a stage, a mode or a measure stays open."""
    named = {name for condition in _conditions(catalog) for name in (*condition.at_least, *condition.at_most)}
    for measure in catalog.measures.values():
        named |= {*measure.when.weak, *measure.when.strong, *measure.requires}
    for mode in catalog.modes.values():
        named |= {*mode.need, *mode.readiness} | ({mode.ladder.indicator} if mode.ladder else set())
    return frozenset(named)


def facts_read(catalog: MeasureCatalog) -> frozenset[str]:
    """Facts that advice reads without an indicator: clauses, answers, warnings."""
    whens, conditions = [measure.when for measure in catalog.measures.values()], list(_conditions(catalog))
    members = [member for when in whens for member in when.clauses]
    members += [member for condition in conditions for member in condition.clauses]
    named = {fact for member in members for fact in member.facts}
    named |= {fact for pattern in catalog.warnings for fact in pattern.facts()}
    named |= {fact for when in whens for fact in when.choices}
    asked = [fact for each in conditions for fact in (*each.affirmed, *each.choices, *each.includes)]
    return frozenset({*named, *asked, *catalog.modes_file.endogeneity.when})


def _conditions(catalog: MeasureCatalog) -> Iterator[Condition]:
    stages = catalog.stages_file
    rules = [rule for group in (stages.stages, stages.ranks) for rule in group.values()]
    told = [element.when for rule in rules for element in rule.elements.values()]
    told += [mode.first for mode in catalog.modes.values() if mode.first]
    told += [measure.when.given for measure in catalog.measures.values() if measure.when.given]
    told += [condition for measure in catalog.measures.values() for condition in measure.when.unless]
    told += [note.when for note in catalog.measures_file.notes.values() if note.when]
    for condition in (*told, catalog.modes_file.endogeneity.until):
        yield condition
        if condition.instead:
            yield condition.instead
