"""Triggers and conditions, judged in three values: yes, no, and not known.

Where the answer is not known, the facts that would tell it are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from ..engine.certainty import Answer, all_hold, any_holds, lies_between
from ..engine.data_gaps import lacks
from ..engine.gates import ANSWER, judge_clause
from ..i18n.catalog import text
from ..model.formula import Clause
from ..model.measures import Condition, When
from ..model.scales import STRONG, TOP_LEVEL, WEAK
from ..model.text import Phrase, Text
from .levels import ANY_LEVEL, Diagnosis


class ConditionResult(NamedTuple):
    """Whether something holds, why, and what to ask where that is not known."""

    holds: Answer
    because: tuple[Phrase, ...] = ()
    asks: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    """Indicators found weak."""

    @property
    def status(self) -> Literal["met", "missing", "unknown"]:
        return "unknown" if self.holds is None else "met" if self.holds else "missing"


def in_words(reasons: Sequence[Phrase]) -> Text:
    """Several reasons as one sentence; a dash for none."""
    return text(Phrase("advice_reasons.several", {"reasons": reasons}) if reasons else Phrase("advice_reasons.none"))


def triggers(when: When, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a measure is called for: any of the gaps, and all of the rest."""
    gap = any_of([_level_between(1, WEAK, name, diagnosis) for name in when.weak])
    rest = [_level_between(STRONG, TOP_LEVEL, name, diagnosis) for name in when.strong]
    rest += [_clause(clause, diagnosis) for clause in when.clauses]
    rest += [_choice(fact, accepted, diagnosis) for fact, accepted in when.choices.items()]
    return all_of([gap, *rest])._replace(gaps=gap.gaps)


def holds(condition: Condition, diagnosis: Diagnosis) -> ConditionResult:
    """Whether all that a condition demands is met."""
    indicators = (*condition.at_least, *condition.at_most)
    if condition.instead is not None and not all(map(diagnosis.applies, indicators)):
        return holds(condition.instead, diagnosis)
    results = [_level_between(level, TOP_LEVEL, name, diagnosis) for name, level in condition.at_least.items()]
    results += [_level_between(1, level, name, diagnosis) for name, level in condition.at_most.items()]
    results += [_clause(clause, diagnosis) for clause in condition.clauses]
    return all_of(results)


def answered(choices: Mapping[str, tuple[str, ...]], diagnosis: Diagnosis) -> ConditionResult:
    """Whether choice facts have one of the accepted answers."""
    return all_of([_choice(fact, accepted, diagnosis) for fact, accepted in choices.items()])


def all_of(results: Sequence[ConditionResult]) -> ConditionResult:
    """And, in Kleene's logic."""
    answer = all_hold(result.holds for result in results)
    failing, unknown, met = ([result for result in results if result.holds is it] for it in (False, None, True))
    return ConditionResult(
        answer, _reasons(failing if failing else [*met, *unknown]), () if failing else _asks(unknown)
    )


def any_of(results: Sequence[ConditionResult]) -> ConditionResult:
    """Or, in Kleene's logic."""
    answer = any_holds(result.holds for result in results)
    unknown, met = ([result for result in results if result.holds is it] for it in (None, True))
    if met:
        return ConditionResult(answer, _reasons(met), gaps=tuple(gap for result in met for gap in result.gaps))
    return ConditionResult(answer, _reasons(unknown or results), _asks(unknown))


# One demand


def _level_between(least: int, most: int, name: str, diagnosis: Diagnosis) -> ConditionResult:
    indicator = {"indicator": diagnosis.title(name)}
    if not diagnosis.applies(name):
        return ConditionResult(False, (Phrase("advice_reasons.not_applicable", indicator),))
    levels = diagnosis.levels(name)
    met = lies_between(*levels, least, most)
    if levels.level is not None:
        because = Phrase("advice_reasons.level", {**indicator, "level": levels.level})
    elif diagnosis.is_known(name) or levels != ANY_LEVEL:
        because = Phrase("advice_reasons.level_between", {**indicator, **levels._asdict()})
    else:
        because = Phrase("advice_reasons.level_unknown", indicator)
    asks = diagnosis.asks(name) if met is None else ()
    return ConditionResult(met, (because,), asks, gaps=(name,) if met else ())


def _clause(clause: Clause, diagnosis: Diagnosis) -> ConditionResult:
    result = judge_clause(clause, diagnosis.readings, diagnosis.vocabulary)
    answer = ANSWER[result.verdict]
    return ConditionResult(answer, (result.because,), clause.left.facts if answer is None else ())


def _choice(name: str, accepted: tuple[str, ...], diagnosis: Diagnosis) -> ConditionResult:
    fact, reading = diagnosis.vocabulary[name], diagnosis.readings.latest(name)
    if reading is None:
        return ConditionResult(None, (lacks([name], diagnosis.readings, diagnosis.vocabulary),), (name,))
    answer = str(reading.value)
    title = fact.items.get(answer, Phrase("advice_reasons.none"))
    because = Phrase("advice_reasons.answer", {"fact": fact.title, "answer": title})
    return ConditionResult(answer in accepted, (because,))


def _reasons(results: Iterable[ConditionResult]) -> tuple[Phrase, ...]:
    return tuple(reason for result in results for reason in result.because)


def _asks(results: Iterable[ConditionResult]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for result in results for fact in result.asks))
