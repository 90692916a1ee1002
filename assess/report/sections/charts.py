"""The charts of the report: bars of points, and the criteria as a radar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ...model.text import Text
from ..analysis import open_advice
from ..document import Chart, Series
from ..narrator import Narrator


class Bar(NamedTuple):
    """Points that come from something."""

    title: Text
    points: float
    origin: str


def contributions(narrator: Narrator) -> Chart:
    """What each criterion contributes, the most first."""
    known = [node for node in narrator.result.children(None) if node.score is not None]
    nodes = sorted(known, key=lambda node: -node.contribution)
    caption = "contributions_caption" if narrator.result.score is not None else "contributions_caption_known"
    bars = [Bar(node.title, node.contribution, f"nodes.{node.id}.contribution") for node in nodes]
    return _bars("contributions", caption, "series_contribution", bars, narrator)


def gains(narrator: Narrator, most: int) -> Chart:
    """What the first of the open measures would add where the cluster is weak."""
    bars = [
        Bar(measure.title, measure.gap_gain, f"advice.{measure.id}.gap_gain")
        for measure in open_advice(narrator.result)[:most]
    ]
    return _bars("gains", "gains_caption", "series_gain", bars, narrator)


def _bars(id: str, caption: str, series: str, bars: Sequence[Bar], narrator: Narrator) -> Chart:
    values = [(*narrator.line(bar.title), " ", *narrator.points(bar.points, bar.origin)) for bar in bars]
    return Chart(
        id=id,
        kind="bars",
        caption=narrator.word(caption),
        alt=narrator.say("bars_alt", caption=narrator.word(caption), list=narrator.joined(values)),
        labels=tuple(bar.title.in_(narrator.language) for bar in bars),
        series=(Series(narrator.word(series), tuple(bar.points for bar in bars)),),
        unit=narrator.word("unit_points"),
    )


LEAST_AXES: Final = 3
"""Criteria with a score from which a radar has a shape."""


def radar(narrator: Narrator) -> Chart | None:
    """Scores of the criteria, between their bounds where any of them has some.

    A criterion without a score has no axis: a gap in a radar is drawn as a zero by some programs.
    """
    nodes = [node for node in narrator.result.children(None) if node.status == "known"]
    if len(nodes) < LEAST_AXES:
        return None
    axes = [
        narrator.say(
            "radar_alt_item",
            title=node.title,
            score=narrator.score_or_status(node),
            bounds=narrator.bounds(node),
        )
        for node in nodes
    ]
    series = [Series(narrator.word("series_score"), tuple(node.score for node in nodes))]
    if any(node.low != node.high for node in nodes):
        series.insert(0, Series(narrator.word("series_high"), tuple(node.high for node in nodes)))
        series.append(Series(narrator.word("series_low"), tuple(node.low for node in nodes)))
    return Chart(
        id="radar",
        kind="radar",
        caption=narrator.word("radar_caption"),
        alt=narrator.say("radar_alt", list=narrator.statements(axes)),
        labels=tuple(node.title.in_(narrator.language) for node in nodes),
        series=tuple(series),
        unit=narrator.word("unit_points"),
    )
