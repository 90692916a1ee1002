"""The modes of upgrading: how much each is needed, how ready the cluster is, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..model.means import total_of
from ..model.measures import Ladder, Limits, Mode, ModesFile
from ..model.problems import input_error, nearest
from ..model.recommendation import ModeResult, Named
from ..model.text import Phrase
from .conditions import ConditionResult, all_of, answered, holds, in_words
from .levels import Diagnosis

ModeVerdict = Literal["now", "prepare", "too early", "unknown"]


def judge_modes(modes: ModesFile, diagnosis: Diagnosis) -> tuple[ModeResult, ...]:
    """A verdict on every mode of upgrading, in the order of the file."""
    # Where the origin is known to call for the check, an unknown outcome is not a passed one.
    called_for = answered(modes.endogeneity.when, diagnosis).holds is True
    pending = called_for and unexamined(modes, diagnosis).holds is not False
    return tuple(
        _mode(name, mode, modes.limits, diagnosis, pending) for name, mode in modes.modes.items() if mode.upgrading
    )


def mode_named(modes: ModesFile, name: str) -> str:
    """The id of a mode, by its id or its title.

    Raises:
        InputError: there is no such mode.
    """
    for key, mode in modes.modes.items():
        if name in (key, mode.title.zh, mode.title.en):
            return key
    raise input_error("E508", None, found=name, allowed=", ".join(modes.modes), meant=nearest(name, modes.modes))


def unexamined(modes: ModesFile, diagnosis: Diagnosis) -> ConditionResult:
    """Whether the cluster is of an origin that calls for a check that has not been passed."""
    check = modes.endogeneity
    passed = holds(check.until, diagnosis)
    failed = ConditionResult(None if passed.holds is None else not passed.holds, passed.because, passed.asks)
    gaps = tuple(check.until.at_least) if passed.holds is False else ()
    return all_of([answered(check.when, diagnosis), failed])._replace(gaps=gaps)


def first_met(mode: Mode, diagnosis: Diagnosis) -> ConditionResult:
    """Whether what must stand before a mode stands."""
    return holds(mode.first, diagnosis) if mode.first else ConditionResult(True)


def must_stand_first(first: ConditionResult) -> Phrase:
    """What keeps a whole mode waiting."""
    key = "first_unknown" if first.holds is None else "first_unmet"
    return Phrase(f"advice_reasons.{key}", {"why": in_words(first.because)})


def _mode(name: str, mode: Mode, limits: Limits, diagnosis: Diagnosis, pending: bool) -> ModeResult:
    need = _mean_score(mode.need, diagnosis)
    readiness = _mean_score(mode.readiness, diagnosis)
    first = first_met(mode, diagnosis)
    enough = len(_scores(mode.readiness, diagnosis)) >= limits.known * len(mode.readiness)
    verdict = _verdict(need is not None, readiness if enough else None, first, limits, pending)
    because: list[Phrase] = [must_stand_first(first) if first.holds is not True else _ready(verdict)]
    if first.holds is not True and mode.unwaiting:
        because.append(Phrase("advice_reasons.unwaiting", {"what": mode.unwaiting}))
    if first.holds and pending and verdict == "prepare":
        because.append(Phrase("advice_reasons.base_first"))
    counts = {"need": _counted(mode.need, diagnosis), "readiness": _counted(mode.readiness, diagnosis)}
    because.append(Phrase("advice_reasons.counted", counts))
    rung = _next_rung(mode.ladder, diagnosis) if mode.ladder else None
    if rung is not None:
        because.append(Phrase("advice_reasons.next_rung", {"rung": rung.title}))
    return ModeResult(
        name, mode.title, None if need is None else 100 - need, readiness, verdict, in_words(because), rung
    )


def _scores(indicators: Sequence[str], diagnosis: Diagnosis) -> list[float]:
    scores = map(diagnosis.score, indicators)
    return [score for score in scores if score is not None]


def _mean_score(indicators: Sequence[str], diagnosis: Diagnosis) -> float | None:
    scores = _scores(indicators, diagnosis)
    return total_of(scores) / len(scores) if scores else None


def _counted(indicators: Sequence[str], diagnosis: Diagnosis) -> Phrase:
    """How many indicators are known of those that apply, and how many do not apply."""
    known, applicable = len(_scores(indicators, diagnosis)), sum(map(diagnosis.applies, indicators))
    key = "indicators_known" if known < applicable else "indicators"
    count = Phrase(f"advice_reasons.{key}", {"known": known, "applicable": applicable})
    spared = len(indicators) - applicable
    return Phrase("advice_reasons.and_spared", {"indicators": count, "spared": spared}) if spared else count


def _verdict(
    needed: bool, readiness: float | None, first: ConditionResult, limits: Limits, pending: bool
) -> ModeVerdict:
    if first.holds is False:
        return "too early"
    if first.holds is None or not needed or readiness is None:
        return "unknown"
    if readiness < limits.prepare:
        return "too early"
    return "now" if readiness >= limits.now and not pending else "prepare"


def _ready(verdict: ModeVerdict) -> Phrase:
    return Phrase(f"advice_reasons.mode_{verdict}")


def _next_rung(ladder: Ladder, diagnosis: Diagnosis) -> Named | None:
    level = diagnosis.level(ladder.indicator)
    rung = ladder.next_above(level) if level is not None else None
    return Named(f"{ladder.indicator}.{rung}", ladder.rungs[rung]) if rung is not None else None
