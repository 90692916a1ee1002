"""The modes of upgrading: how much each is needed, how ready the cluster is, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from ..engine.certainty import Answer
from ..model.arithmetic import reached
from ..model.means import total_of
from ..model.measures import Ladder, Limits, Mode, ModesFile
from ..model.problems import id_meant
from ..model.recommendation import ModeResult, ModeVerdict, Named
from ..model.text import Phrase
from .conditions import ConditionResult, all_of, answered, holds, in_words, negated
from .levels import Diagnosis


def judge_modes(modes: ModesFile, diagnosis: Diagnosis) -> tuple[ModeResult, ...]:
    """A verdict on every mode of upgrading, in the order of the file."""
    pending = unexamined(modes, diagnosis).holds
    return tuple(
        _mode(name, mode, modes.limits, diagnosis, pending) for name, mode in modes.modes.items() if mode.upgrading
    )


def mode_named(modes: ModesFile, name: str) -> str:
    """The id of a mode, by its id or its title.

    Raises:
        InputError: there is no such mode.
    """
    return id_meant(name, {key: mode.title for key, mode in modes.modes.items()}, "E508")


def unexamined(modes: ModesFile, diagnosis: Diagnosis) -> ConditionResult:
    """Whether the cluster is of an origin that calls for a check that has not been passed."""
    check = modes.endogeneity
    passed = holds(check.until, diagnosis)
    failed = ConditionResult(None if passed.holds is None else not passed.holds, passed.because, passed.asks)
    gaps = tuple(check.until.at_least) if passed.holds is False else ()
    return all_of([answered(check.when, diagnosis), failed])._replace(gaps=gaps)


def base_is_sound(modes: ModesFile, diagnosis: Diagnosis) -> ConditionResult:
    """Whether a cluster may begin with measures: it was not planned, or its home-grown base has stood the check."""
    pending = unexamined(modes, diagnosis)
    reason = "base_not_reviewed" if pending.holds else "if_planned"
    because = () if pending.holds is False else (Phrase(f"advice_reasons.{reason}"),)
    return negated(pending)._replace(because=because)


def first_met(mode: Mode, diagnosis: Diagnosis) -> ConditionResult:
    """Whether what must stand before a mode stands."""
    return holds(mode.first, diagnosis) if mode.first else ConditionResult(True)


def must_stand_first(first: ConditionResult) -> Phrase:
    """What keeps a whole mode waiting."""
    key = "first_unknown" if first.holds is None else "first_unmet"
    return Phrase(f"advice_reasons.{key}", {"why": in_words(first.because)})


def _mode(name: str, mode: Mode, limits: Limits, diagnosis: Diagnosis, pending: Answer) -> ModeResult:
    need, readiness = (_mean_score(indicators, diagnosis) for indicators in (mode.need, mode.readiness))
    first = first_met(mode, diagnosis)
    is_told = need.is_told(limits.known) and readiness.is_told(limits.known)
    # What must stand first and does not stand settles it, however little is known of the rest.
    is_settled = is_told or first.holds is False
    verdict = _verdict(readiness, first.holds, limits, pending) if is_settled else "unknown"
    because = list(_reasons(mode, verdict, first, is_told, pending))
    because.append(Phrase("advice_reasons.counted", {"need": _counted(need), "readiness": _counted(readiness)}))
    rung = _next_rung(mode.ladder, diagnosis) if mode.ladder else None
    if rung is not None:
        because.append(Phrase("advice_reasons.next_rung", {"rung": rung.title}))
    return ModeResult(
        id=name,
        title=mode.title,
        need=100 - need.score if is_told else None,
        readiness=readiness.score if is_told else None,
        verdict=verdict,
        because=in_words(because),
        next_rung=rung,
        need_low=100 - need.high if is_told else None,
        need_high=100 - need.low if is_told else None,
        readiness_low=readiness.low if is_told else None,
        readiness_high=readiness.high if is_told else None,
    )


class _MeanScore(NamedTuple):
    """The mean score of some indicators: of the known ones, and whatever the others turn out to be."""

    score: float
    low: float
    high: float
    known: int
    applicable: int
    spared: int
    """Indicators that do not apply."""

    def is_told(self, share: float) -> bool:
        """Whether so large a share of the indicators is known."""
        return self.known > 0 and self.known >= reached(share * self.applicable)


def _mean_score(indicators: Sequence[str], diagnosis: Diagnosis) -> _MeanScore:
    applying = [name for name in indicators if diagnosis.applies(name)]
    known = [score for score in map(diagnosis.score, applying) if score is not None]
    ranges = [diagnosis.score_range(name) for name in applying] or [(0.0, 100.0)]
    low, high = (total_of(ends) / len(ranges) for ends in zip(*ranges, strict=True))
    score = total_of(known) / len(known) if known else low
    counts = len(known), len(applying), len(indicators) - len(applying)
    return _MeanScore(min(max(score, low), high), low, high, *counts)


def _counted(mean: _MeanScore) -> Phrase:
    """How many indicators are known of those that apply, and how many do not apply."""
    key = "indicators_known" if mean.known < mean.applicable else "indicators"
    count = Phrase(f"advice_reasons.{key}", {"known": mean.known, "applicable": mean.applicable})
    return Phrase("advice_reasons.and_spared", {"indicators": count, "spared": mean.spared}) if mean.spared else count


def _verdict(readiness: _MeanScore, first: Answer, limits: Limits, pending: Answer) -> ModeVerdict:
    """The verdict that holds at both ends of all that decides it."""
    cases = product((readiness.low, readiness.high), _possible(first), _possible(pending))
    verdicts = {_certain_verdict(score, is_first_met, limits, waits) for score, is_first_met, waits in cases}
    return verdicts.pop() if len(verdicts) == 1 else "unknown"


def _possible(answer: Answer) -> tuple[bool, ...]:
    return (True, False) if answer is None else (answer,)


def _certain_verdict(readiness: float, is_first_met: bool, limits: Limits, is_pending: bool) -> ModeVerdict:
    if not is_first_met or readiness < reached(limits.prepare):
        return "too early"
    return "now" if readiness >= reached(limits.now) and not is_pending else "prepare"


def _reasons(
    mode: Mode, verdict: ModeVerdict, first: ConditionResult, is_told: bool, pending: Answer
) -> Iterator[Phrase]:
    if not is_told and first.holds is not False:
        yield Phrase("advice_reasons.mode_unknown")
    elif first.holds is not False:
        yield Phrase("advice_reasons.mode_open" if verdict == "unknown" else f"advice_reasons.mode_{verdict}")
    if first.holds is not True:
        yield must_stand_first(first)
        if mode.unwaiting:
            yield Phrase("advice_reasons.unwaiting", {"what": mode.unwaiting})
    decides = verdict == "prepare" if pending else pending is None and is_told and verdict == "unknown"
    if first.holds and decides:
        yield Phrase("advice_reasons.base_first")


def _next_rung(ladder: Ladder, diagnosis: Diagnosis) -> Named | None:
    level = diagnosis.level(ladder.indicator)
    rung = ladder.next_above(level) if level is not None else None
    return Named(f"{ladder.indicator}.{rung}", ladder.rungs[rung]) if rung is not None else None
