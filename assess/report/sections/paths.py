"""四、升级路径: how far the cluster has grown, and each mode of upgrading with its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.recommendation import ElementResult, ModeResult, StageResult
from ...model.result import Result
from ..analysis import advised
from ..document import Line, Paragraph, Section
from ..narrator import Narrator

VERDICTS = {"now": "mode_now", "prepare": "mode_prepare", "too early": "mode_too_early", "unknown": "mode_unknown"}


def paths(result: Result, tell: Narrator) -> Section:
    """四、升级路径: the stage, and the four modes with their verdicts."""
    opening = tuple(_stage(result.stage, tell))
    if not opening and not advised(result):
        opening = (tell.body(tell.say("no_stage")),)
    if not result.modes:
        opening += (tell.body(tell.say("no_modes")),)
    return Section((tell.word("paths"),), opening, tuple(_mode(mode, result, tell) for mode in result.modes))


def _stage(stage: StageResult, tell: Narrator) -> Iterator[Paragraph]:
    if stage.title or stage.because:
        told = tell.say("stage_is", title=stage.title) if stage.title else tell.say("stage_open")
        yield tell.body(told, _sentence(stage.because, tell), *_sorted(stage.elements, tell))
    if stage.rank_title:
        yield tell.body(tell.say("rank_is", title=stage.rank_title), *_sorted(stage.conditions, tell))


def _sorted(elements: tuple[ElementResult, ...], tell: Narrator) -> Iterator[Line]:
    for status in ("met", "missing", "unknown"):
        named = [element.title for element in elements if element.status == status]
        if named:
            yield tell.say(f"elements_{status}", list=tell.joined(named))


def _mode(mode: ModeResult, result: Result, tell: Narrator) -> Section:
    at = f"modes.{mode.id}"
    verdict = tell.say(VERDICTS[mode.verdict], title=mode.title)
    need = tell.say("mode_need", need=tell.points(mode.need, f"{at}.need")) if mode.need is not None else ()
    ready = (
        tell.say("mode_ready", ready=tell.points(mode.readiness, f"{at}.readiness"))
        if mode.readiness is not None
        else ()
    )
    told = [tell.body(verdict, need, ready, _sentence(mode.because, tell))]
    serving = [each.title for each in result.advice if each.mode == mode.id and each.state == "open"][:3]
    if serving and mode.verdict != "too early":
        told.append(tell.body(tell.say("mode_measures", list=tell.joined(serving))))
    if mode.verdict == "too early":
        told.append(tell.body(tell.say("mode_do_not")))
    return Section(tell.line(mode.title), tuple(told))


def _sentence(text: object, tell: Narrator) -> Line:
    return tell.say("because", because=text) if text else ()  # type: ignore[arg-type]
