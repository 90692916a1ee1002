"""The modes of upgrading: how much each is needed, how ready the cluster is, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..i18n import advice_reasons
from ..model.means import total_of
from ..model.measures import Ladder, Limits, Mode, ModesFile
from ..model.recommendation import ModeResult, Named
from ..model.text import Text
from .conditions import ConditionResult, all_of, answered, holds
from .levels import Diagnosis

ModeVerdict = Literal["now", "prepare", "too early", "unknown"]


def judge_modes(lines: ModesFile, diagnosis: Diagnosis) -> tuple[ModeResult, ...]:
    """A verdict on every mode of upgrading, in the order of the library."""
    # Where the origin is known to call for the check, an unknown outcome is not a passed one.
    called_for = answered(lines.endogeneity.when, diagnosis).holds is True
    pending = called_for and unexamined(lines, diagnosis).holds is not False
    return tuple(
        _mode(name, mode, lines.limits, diagnosis, pending) for name, mode in lines.modes.items() if mode.upgrading
    )


def unexamined(lines: ModesFile, diagnosis: Diagnosis) -> ConditionResult:
    """Whether the cluster is of an origin that calls for a check that has not been passed."""
    passed = holds(lines.endogeneity.until, diagnosis)
    failed = ConditionResult(None if passed.holds is None else not passed.holds, passed.because, passed.asks)
    gaps = tuple(lines.endogeneity.until.at_least) if passed.holds is False else ()
    return all_of([answered(lines.endogeneity.when, diagnosis), failed])._replace(gaps=gaps)


def first_met(mode: Mode, diagnosis: Diagnosis) -> ConditionResult:
    """Whether what must stand before a mode stands."""
    return holds(mode.first, diagnosis) if mode.first else ConditionResult(True)


def _mode(name: str, mode: Mode, limits: Limits, diagnosis: Diagnosis, pending: bool) -> ModeResult:
    scores = _known(mode.need, diagnosis)
    need = 100 - total_of(scores) / len(scores) if scores else None
    ready = _known(mode.readiness, diagnosis)
    readiness = total_of(ready) / len(ready) if ready else None
    first = first_met(mode, diagnosis)
    enough = len(ready) >= limits.known * len(mode.readiness)
    verdict = _verdict(need, readiness if enough else None, first, limits, pending)
    counted = advice_reasons.mode_known(_counted(mode.need, diagnosis), _counted(mode.readiness, diagnosis))
    told = [*_why(verdict, first, pending), counted]
    rung = _next_rung(mode.ladder, diagnosis) if mode.ladder else None
    if rung is not None:
        told.append(advice_reasons.next_rung(rung.title))
    return ModeResult(name, mode.title, need, readiness, verdict, advice_reasons.joined(told), rung)


def _known(names: Sequence[str], diagnosis: Diagnosis) -> list[float]:
    found = [diagnosis.score(name) for name in names]
    return [score for score in found if score is not None]


def _counted(names: Sequence[str], diagnosis: Diagnosis) -> advice_reasons.Counted:
    applicable = sum(map(diagnosis.applies, names))
    return advice_reasons.Counted(len(_known(names, diagnosis)), applicable, len(names))


def _verdict(
    need: float | None, readiness: float | None, first: ConditionResult, limits: Limits, pending: bool
) -> ModeVerdict:
    if first.holds is False:
        return "too early"
    if first.holds is None or need is None or readiness is None:
        return "unknown"
    if readiness < limits.prepare:
        return "too early"
    return "now" if readiness >= limits.now and not pending else "prepare"


def _why(verdict: ModeVerdict, first: ConditionResult, pending: bool) -> list[Text]:
    if first.holds is not True:
        return [advice_reasons.must_stand_first(first.because, known=first.holds is not None)]
    return [advice_reasons.ready(verdict), *([advice_reasons.base_first()] if pending and verdict == "prepare" else [])]


def _next_rung(ladder: Ladder, diagnosis: Diagnosis) -> Named | None:
    level = diagnosis.level(ladder.indicator)
    rung = ladder.next_above(level) if level is not None else None
    return Named(f"{ladder.indicator}.{rung}", ladder.rungs[rung]) if rung is not None else None
