"""Triggers and conditions, judged in three values: yes, no, and not known.

Where the answer is not known, the facts that would tell it are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from ..engine.gates import judge_clause
from ..i18n import advice_reasons
from ..i18n.catalog import text
from ..model.formula import Clause
from ..model.measures import STRONG, WEAK, Condition, When
from ..model.text import Phrase, Text
from .levels import Diagnosis

Answer = bool | None
"""None: not known."""


class ConditionResult(NamedTuple):
    """Whether something holds, why, and what to ask where that is not known."""

    holds: Answer
    because: tuple[Text, ...] = ()
    asks: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    """Indicators found weak."""

    @property
    def status(self) -> Literal["met", "missing", "unknown"]:
        return "unknown" if self.holds is None else "met" if self.holds else "missing"


def fires(when: When, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a measure is called for: any of the gaps, and all of the rest."""
    gap = any_of([_at_most(name, WEAK, diagnosis) for name in when.weak])
    rest = [_at_least(name, STRONG, diagnosis) for name in when.strong]
    rest += [_clause(clause, diagnosis) for clause in when.clauses]
    rest += [_choice(fact, accepted, diagnosis) for fact, accepted in when.choices.items()]
    return all_of([gap, *rest])._replace(gaps=gap.gaps)


def holds(condition: Condition, diagnosis: Diagnosis) -> ConditionResult:
    """Whether all that a condition demands is met."""
    named = (*condition.at_least, *condition.at_most)
    if condition.instead is not None and not all(map(diagnosis.applies, named)):
        return holds(condition.instead, diagnosis)
    found = [_at_least(name, level, diagnosis) for name, level in condition.at_least.items()]
    found += [_at_most(name, level, diagnosis) for name, level in condition.at_most.items()]
    found += [_clause(clause, diagnosis) for clause in condition.clauses]
    return all_of(found)


def holds_at_most(levels: Mapping[str, int], diagnosis: Diagnosis) -> ConditionResult:
    """Whether all these indicators stand at a level or below."""
    return all_of([_at_most(name, level, diagnosis) for name, level in levels.items()])


def answered(choices: dict[str, tuple[str, ...]], diagnosis: Diagnosis) -> ConditionResult:
    """Whether choice facts have one of the accepted answers."""
    return all_of([_choice(fact, accepted, diagnosis) for fact, accepted in choices.items()])


def all_of(verdicts: Sequence[ConditionResult]) -> ConditionResult:
    """And, in Kleene's logic."""
    failing = [each for each in verdicts if each.holds is False]
    if failing:
        return ConditionResult(False, _texts(failing))
    unknown = [each for each in verdicts if each.holds is None]
    met = [each for each in verdicts if each.holds]
    return ConditionResult(None if unknown else True, _texts([*met, *unknown]), _asks(unknown))


def any_of(verdicts: Sequence[ConditionResult]) -> ConditionResult:
    """Or, in Kleene's logic."""
    met = [each for each in verdicts if each.holds]
    if met:
        return ConditionResult(True, _texts(met), (), tuple(gap for each in met for gap in each.gaps))
    unknown = [each for each in verdicts if each.holds is None]
    return ConditionResult(None if unknown else False, _texts(unknown or verdicts), _asks(unknown))


# One demand


def _at_most(name: str, level: int, diagnosis: Diagnosis) -> ConditionResult:
    return _level(name, diagnosis, (1, level))


def _at_least(name: str, level: int, diagnosis: Diagnosis) -> ConditionResult:
    return _level(name, diagnosis, (level, 5))


def _level(name: str, diagnosis: Diagnosis, span: tuple[int, int]) -> ConditionResult:
    title = diagnosis.title(name)
    if not diagnosis.applies(name):
        return ConditionResult(False, (advice_reasons.not_for_this(title),))
    level = diagnosis.level(name)
    if level is None:
        return ConditionResult(None, (advice_reasons.level_unknown(title),), diagnosis.asks(name))
    met = span[0] <= level <= span[1]
    return ConditionResult(met, (advice_reasons.stands_at(title, level),), (), (name,) if met else ())


def _clause(clause: Clause, diagnosis: Diagnosis) -> ConditionResult:
    found = judge_clause(clause, diagnosis.readings, diagnosis.vocabulary)
    answer = None if found.verdict == "unknown" else found.verdict == "pass"
    return ConditionResult(answer, (text(found.because),), clause.left.facts if answer is None else ())


def _choice(fact: str, accepted: tuple[str, ...], diagnosis: Diagnosis) -> ConditionResult:
    known = diagnosis.vocabulary[fact]
    given = diagnosis.readings.latest(fact)
    if given is None:
        return ConditionResult(None, (text(Phrase("reasons.lacking", {"facts": [known.title]})),), (fact,))
    answer = str(given.value)
    return ConditionResult(answer in accepted, (advice_reasons.answer(known.title, known.items.get(answer)),))


def _texts(verdicts: Iterable[ConditionResult]) -> tuple[Text, ...]:
    return tuple(reason for each in verdicts for reason in each.because)


def _asks(verdicts: Iterable[ConditionResult]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for each in verdicts for fact in each.asks))
