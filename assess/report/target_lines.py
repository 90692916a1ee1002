"""Targets in words: what each task is to reach, each target once however many tasks share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..i18n.numbers import is_money, number, quantity
from ..i18n.typography import bracket
from ..model.recommendation import AdviceResult, ChangeResult
from ..model.text import comma
from .document import Line
from .narrator import Narrator


class Target(NamedTuple):
    """A change, and the measure of which it is told."""

    measure: str
    change: ChangeResult


def shared_targets(measures: Sequence[AdviceResult]) -> dict[str, list[Target]]:
    """The targets of each measure. One that several share stands with the first of them, as far as
    any of them goes; the others do without it."""
    first: dict[tuple[str, int | None], str] = {}
    farthest: dict[tuple[str, int | None], Target] = {}
    for measure in measures:
        for change in filter(lambda change: change.is_target, measure.changes):
            key = change.fact, change.year
            first.setdefault(key, measure.id)
            if key not in farthest or _way(change) > _way(farthest[key].change):
                farthest[key] = Target(measure.id, change)
    told: dict[str, list[Target]] = {measure.id: [] for measure in measures}
    for key, target in farthest.items():
        told[first[key]].append(target)
    return told


def _way(change: ChangeResult) -> float:
    return abs(change.after - (change.before or 0.0))


def target_lines(targets: Sequence[Target], narrator: Narrator) -> list[Line]:
    """Targets as a task states them: how things stand now, and how they will stand."""
    return [target_line(target.change, f"advice.{target.measure}", narrator) for target in targets]


def target_line(change: ChangeResult, origin: str, narrator: Narrator) -> Line:
    """A change as a task states it; of a level, what will be different."""
    title = change.aspect or change.title
    if change.stood and change.reached:
        return narrator.say("target_level", title=title, stood=change.stood, reached=change.reached)
    origin, unit = f"{origin}.changes.{change.fact}", narrator.spoken_unit(change.fact, change.unit)
    after = narrator.quantity(change.after, unit, f"{origin}.after")
    if change.before is None:
        told = narrator.say("change_from_unknown", title=title, after=after)
    else:
        before = narrator.quantity(change.before, unit if _said_twice(unit, narrator) else None, f"{origin}.before")
        way = "down" if change.after < change.before else "up"
        told = narrator.say(f"target_{way}", title=title, before=before, after=after)
    return narrator.run(told, narrator.say("leap")) if change.leap else told


def _said_twice(unit: str | None, narrator: Narrator) -> bool:
    """Whether a unit stands behind both numbers: in Chinese always, in English where it changes the number."""
    return narrator.language == "zh" or is_money(unit)


def effects(measure: AdviceResult, narrator: Narrator) -> Iterator[Line]:
    """What is expected to follow, and nobody is charged with."""
    for change in measure.changes:
        if not change.is_target:
            yield target_line(change, f"advice.{measure.id}", narrator)


def in_short(change: ChangeResult, narrator: Narrator) -> str:
    """A change in short; of described levels, how things will stand."""
    title, unit = (change.aspect or change.title).in_(narrator.language), narrator.unit_of(change.fact, change.unit)
    after = quantity(change.after, unit, narrator.language)
    whole = narrator.language == "en" and is_money(unit)
    before = quantity(change.before, unit, narrator.language) if whole else number(change.before)
    notes = [change.reached.in_(narrator.language)] if change.reached else []
    if change.missing:
        missing = comma([item.title.in_(narrator.language) for item in change.missing], narrator.language)
        notes.append(narrator.word("advice.missing") + missing)
    notes += [narrator.word("advice.leap")] if change.leap else []
    return f"{title} {before}→{after}" + (bracket(comma(notes, narrator.language), narrator.language) if notes else "")
