"""Triggers and conditions, judged in three values: yes, no, and not known.

Where the answer is not known, the facts that would tell it are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..engine.certainty import Answer, all_hold, any_holds, lies_between
from ..engine.data_gaps import lacks
from ..engine.gates import ANSWER, judge_clause
from ..i18n.catalog import text
from ..model.clauses import ClauseGroup
from ..model.formula import Clause
from ..model.measures import When
from ..model.patterns import Condition, ConditionGroup
from ..model.recommendation import ElementStatus
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
    def status(self) -> ElementStatus:
        return "unknown" if self.holds is None else "met" if self.holds else "missing"


def in_words(reasons: Sequence[Phrase]) -> Text:
    """Several reasons as one sentence; a dash for none."""
    return text(Phrase("advice_reasons.several", {"reasons": reasons}) if reasons else Phrase("advice_reasons.none"))


def triggers(when: When, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a measure is called for: any of the gaps, and all of the rest; never where it is done already."""
    gap, undone = gap_of(when, diagnosis), negated(practised(when, diagnosis))
    if undone.holds:
        undone = undone._replace(because=())  # What is not done needs no words.
    return all_of([gap, *demands(when, diagnosis), undone])._replace(gaps=gap.gaps)


def gap_of(when: When, diagnosis: Diagnosis) -> ConditionResult:
    """Whether one of the indicators that call for a measure is weak."""
    return any_of([level_between(1, WEAK, name, diagnosis) for name in when.weak])


def demands(when: When, diagnosis: Diagnosis) -> list[ConditionResult]:
    """What must be so beside the gap, one by one."""
    results = [level_between(STRONG, TOP_LEVEL, name, diagnosis) for name in when.strong]
    results += [_member(member, diagnosis) for member in when.clauses]
    results += [_choice(fact, accepted, diagnosis) for fact, accepted in when.choices.items()]
    results += parts(when.given, diagnosis) if when.given else []
    results += [_stands_at(when.stages, diagnosis)] if when.stages else []
    return results


def practised(when: When, diagnosis: Diagnosis) -> ConditionResult:
    """Whether the cluster does it already."""
    return any_of([holds(condition, diagnosis) for condition in when.unless])


def holds(condition: Condition, diagnosis: Diagnosis) -> ConditionResult:
    """Whether all that a condition demands is met."""
    return all_of(parts(condition, diagnosis))


def judge_when(when: Condition | ConditionGroup, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a condition is met, or as many of a group as it demands."""
    if isinstance(when, Condition):
        return holds(when, diagnosis)
    results = [judge_when(member, diagnosis) for member in when.members]
    if when.some_of:
        return some_of(when.some_of.least, results)
    return all_of(results) if when.all_of else any_of(results)


def parts(condition: Condition, diagnosis: Diagnosis) -> list[ConditionResult]:
    """What a condition demands, one by one."""
    indicators = (*condition.at_least, *condition.at_most)
    if condition.instead is not None and not all(map(diagnosis.applies, indicators)):
        return parts(condition.instead, diagnosis)
    results = [level_between(level, TOP_LEVEL, name, diagnosis) for name, level in condition.at_least.items()]
    results += [level_between(1, level, name, diagnosis) for name, level in condition.at_most.items()]
    results += [_member(member, diagnosis) for member in condition.clauses]
    results += [_affirmed(fact, diagnosis) for fact in condition.affirmed]
    results += [_choice(fact, accepted, diagnosis) for fact, accepted in condition.choices.items()]
    results += [_ticked(fact, item, diagnosis) for fact, items in condition.includes.items() for item in items]
    return results


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


def told_by(results: Sequence[ConditionResult]) -> ConditionResult:
    """One demand told in several ways: what all that can tell agree on."""
    known = [result for result in results if result.holds is not None]
    if len({result.holds for result in known}) == 1:
        return known[0]
    return ConditionResult(None, _reasons(known or results), _asks(results))


def some_of(least: int, results: Sequence[ConditionResult]) -> ConditionResult:
    """At least so many of several, in Kleene's logic."""
    unknown, met = ([result for result in results if result.holds is it] for it in (None, True))
    if len(met) >= least:
        return ConditionResult(True, _reasons(met), gaps=tuple(gap for result in met for gap in result.gaps))
    if len(met) + len(unknown) < least:
        return ConditionResult(False, _reasons(result for result in results if result.holds is False))
    return ConditionResult(None, _reasons([*met, *unknown]), _asks(unknown))


def negated(result: ConditionResult) -> ConditionResult:
    """Not, in Kleene's logic."""
    return result._replace(holds=None if result.holds is None else not result.holds, gaps=())


# One demand


def level_between(least: int, most: int, name: str, diagnosis: Diagnosis) -> ConditionResult:
    """Whether an indicator stands from one level to another, whatever the gaps turn out to be."""
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


def _member(member: Clause | ClauseGroup, diagnosis: Diagnosis) -> ConditionResult:
    if isinstance(member, Clause):
        return _clause(member, diagnosis)
    results = [_within(member, each, diagnosis) for each in member.members]
    return {"all_of": all_of, "any_of": any_of, "ways": told_by}[member.combine](results)


def _within(group: ClauseGroup, member: Clause | ClauseGroup, diagnosis: Diagnosis) -> ConditionResult:
    """A member of a group; one that is for other clusters neither fails an all-of nor meets an any-of."""
    result = _member(member, diagnosis)
    if isinstance(member, Clause) or not member.when:
        return result
    relevant = answered(member.when, diagnosis)
    return any_of([negated(relevant), result]) if group.all_of else all_of([relevant, result])


def _affirmed(name: str, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a question is answered yes."""
    fact, reading = diagnosis.vocabulary[name], diagnosis.readings.latest(name)
    if diagnosis.readings.not_applicable(name):
        return ConditionResult(False, (Phrase("advice_reasons.denied", {"fact": fact.title}),))
    if reading is None:
        return ConditionResult(None, (Phrase("advice_reasons.unanswered", {"fact": fact.title}),), (name,))
    key = "affirmed" if reading.value else "denied"
    return ConditionResult(bool(reading.value), (Phrase(f"advice_reasons.{key}", {"fact": fact.title}),))


def _ticked(name: str, item: str, diagnosis: Diagnosis) -> ConditionResult:
    """Whether an item of a list is ticked; not known where only a number, or a lower bound, is stated."""
    fact, reading = diagnosis.vocabulary[name], diagnosis.readings.latest(name)
    if reading is None:
        return ConditionResult(None, (lacks([name], diagnosis.readings, diagnosis.vocabulary),), (name,))
    because = (Phrase("advice_reasons.answer", {"fact": fact.title, "answer": fact.items[item]}),)
    if item in reading.items or reading.low == len(fact.items):
        return ConditionResult(True, because)
    is_whole = reading.is_exact and len(reading.items) == reading.value
    return ConditionResult(False if is_whole else None, because, () if is_whole else (name,))


def _stands_at(stages: Sequence[str], diagnosis: Diagnosis) -> ConditionResult:
    """Whether the cluster stands at one of these stages or ranks."""
    answer = any_of([ConditionResult(diagnosis.standing.get(name)) for name in stages]).holds
    key = {True: "stage_fits", False: "stage_other", None: "stage_unknown"}[answer]
    return ConditionResult(answer, (Phrase(f"advice_reasons.{key}"),))


def _choice(name: str, accepted: tuple[str, ...], diagnosis: Diagnosis) -> ConditionResult:
    fact, reading = diagnosis.vocabulary[name], diagnosis.readings.latest(name)
    if reading is None:
        return ConditionResult(None, (lacks([name], diagnosis.readings, diagnosis.vocabulary),), (name,))
    answer = str(reading.value)
    title = fact.items.get(answer, Phrase("advice_reasons.none"))
    because = Phrase("advice_reasons.answer", {"fact": fact.title, "answer": title})
    return ConditionResult(answer in accepted, (because,))


def _reasons(results: Iterable[ConditionResult]) -> tuple[Phrase, ...]:
    """All reasons in order, each once: an indicator may be a gap and be named by a condition too."""
    reasons: list[Phrase] = []
    for result in results:
        reasons += [reason for reason in result.because if reason not in reasons]
    return tuple(reasons)


def _asks(results: Iterable[ConditionResult]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for result in results for fact in result.asks))
