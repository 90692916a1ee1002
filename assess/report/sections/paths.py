"""四、升级路径: how far the cluster has grown, and each mode of upgrading with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.recommendation import ElementResult, ModeResult, StageResult
from ...model.text import Text
from ..analysis import advised, open_advice
from ..document import Line, Paragraph, Ref, Section, Table
from ..extent import Extent
from ..narrator import Narrator
from ..sentences import Column

SERVING = 3
"""Measures named that serve a mode."""


def paths(narrator: Narrator, extent: Extent) -> Section:
    """The stage, and the four modes with their verdicts."""
    opening = list(_stage(narrator.result.stage, narrator))
    if not opening and not advised(narrator.result):
        opening.append(narrator.paragraph("no_stage"))
    if not narrator.result.modes:
        opening.append(narrator.paragraph("no_modes"))
    modes = narrator.result.modes
    if extent.is_full or not modes:
        return narrator.section("paths", *opening, sections=[_mode(mode, narrator) for mode in modes])
    return narrator.section(
        "paths", *opening, narrator.paragraph("modes_opening", table=Ref("modes")), _table(narrator)
    )


def _table(narrator: Narrator) -> Table:
    """The modes beside each other, with their verdicts and what serves them."""
    columns: list[Column[ModeResult]] = [
        Column("mode_head", 2.2, lambda mode: mode.title),
        Column("verdict_head", 1.6, lambda mode: narrator.word(f"advice.verdict_{mode.verdict}"), "center"),
        Column("need_and_readiness", 2, lambda mode: _measured(mode, narrator), "center"),
        Column("why_head", 6, lambda mode: mode.because or "—"),
        Column("serving_head", 6, lambda mode: narrator.statements(_serving(mode, narrator)) or _none(mode, narrator)),
    ]
    return narrator.table("modes", narrator.result.modes, columns)


def _measured(mode: ModeResult, narrator: Narrator) -> Line:
    """How much a mode is needed and how ready the cluster is for it; neither where that is not known."""
    parts = (("need", mode.need), ("readiness", mode.readiness))
    if mode.verdict == "unknown":
        return ("—",)
    return narrator.joined((narrator.points(points, f"modes.{mode.id}.{part}") for part, points in parts), " / ")


def _serving(mode: ModeResult, narrator: Narrator) -> list[Text]:
    return [measure.title for measure in open_advice(narrator.result) if measure.mode == mode.id][:SERVING]


def _none(mode: ModeResult, narrator: Narrator) -> Line:
    return narrator.say("mode_do_not") if mode.verdict == "too early" else ("—",)


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
    serving = _serving(mode, narrator)
    if serving:
        key = "mode_only" if mode.verdict == "too early" else "mode_measures"
        paragraphs.append(narrator.paragraph(key, list=narrator.joined(serving)))
    elif mode.verdict == "too early":
        paragraphs.append(narrator.paragraph("mode_do_not"))
    return Section(narrator.line(mode.title), tuple(paragraphs))


def _because(reason: Text | None, narrator: Narrator) -> Line:
    return narrator.say("because", because=reason) if reason else ()
