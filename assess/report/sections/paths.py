"""四、升级路径: how far the cluster has grown, and each mode of upgrading with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.recommendation import ElementResult, ModeResult, StageResult
from ...model.text import Text
from ..analysis import advised, open_advice
from ..document import Line, Paragraph, Section
from ..narrator import Narrator

SERVING = 3
"""Measures named that serve a mode."""


def paths(narrator: Narrator) -> Section:
    """The stage, and the four modes with their verdicts."""
    opening = list(_stage(narrator.result.stage, narrator))
    if not opening and not advised(narrator.result):
        opening.append(narrator.paragraph("no_stage"))
    if not narrator.result.modes:
        opening.append(narrator.paragraph("no_modes"))
    return narrator.section("paths", *opening, sections=[_mode(mode, narrator) for mode in narrator.result.modes])


def _stage(stage: StageResult, narrator: Narrator) -> Iterator[Paragraph]:
    if stage.title or stage.because:
        reached = narrator.say("stage_is", title=stage.title) if stage.title else narrator.say("stage_open")
        yield narrator.body(reached, _because(stage.because, narrator), *_by_status(stage.elements, narrator))
    if stage.rank_title:
        rank = narrator.say("rank_is", title=stage.rank_title)
        yield narrator.body(rank, *_by_status(stage.conditions, narrator))


def _by_status(elements: Sequence[ElementResult], narrator: Narrator) -> Iterator[Line]:
    for status in ("met", "missing", "unknown"):
        titles = [element.title for element in elements if element.status == status]
        if titles:
            yield narrator.say(f"elements_{status}", list=narrator.joined(titles))


def _mode(mode: ModeResult, narrator: Narrator) -> Section:
    verdict = narrator.say(f"mode_{mode.verdict.replace(' ', '_')}", title=mode.title)
    scored = [
        narrator.say(f"mode_{part}", points=narrator.points(points, f"modes.{mode.id}.{part}"))
        for part, points in (("need", mode.need), ("readiness", mode.readiness))
        if points is not None and mode.verdict != "unknown"
    ]
    paragraphs = [narrator.body(verdict, *scored, _because(mode.because, narrator))]
    serving = [measure.title for measure in open_advice(narrator.result) if measure.mode == mode.id][:SERVING]
    if serving:
        key = "mode_only" if mode.verdict == "too early" else "mode_measures"
        paragraphs.append(narrator.paragraph(key, list=narrator.joined(serving)))
    elif mode.verdict == "too early":
        paragraphs.append(narrator.paragraph("mode_do_not"))
    return Section(narrator.line(mode.title), tuple(paragraphs))


def _because(reason: Text | None, narrator: Narrator) -> Line:
    return narrator.say("because", because=reason) if reason else ()
