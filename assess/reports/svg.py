"""Charts of the page as SVG, drawn by hand: no script, no font, nothing to fetch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from .outline import Chart, quiet
from .wording import points

WIDTH = 640
RADAR = 210
"""Radius of the outer ring."""


def draw(chart: Chart, alt: str, name: str) -> str:
    """An <svg> with a title and a description for those who do not see it.

    Args:
        chart: a radar or bars.
        alt: the chart in words.
        name: id that no other chart of the page has.
    """
    height, shapes = _radar(chart) if chart.kind == "radar" else _bars(chart)
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d" class="{chart.kind}">'
    title = f'<title id="{name}-t">{escape(quiet(chart.caption))}</title><desc id="{name}-d">{escape(alt)}</desc>'
    return head + title + "".join(shapes) + "</svg>"


# Bars


def _bars(chart: Chart) -> tuple[int, list[str]]:
    values = [value or 0.0 for value in chart.series[0].values]
    largest = max([abs(value) for value in values], default=0.0) or 1.0
    start, room, step = 250, 320, 34
    shapes = []
    for row, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        y, length = 8 + row * step, max(0.0, value) / largest * room
        shapes.append(_text(start - 10, y + 17, _short(label, 16), "end"))
        shapes.append(f'<rect class="bar" x="{start}" y="{y}" width="{length:.1f}" height="22"/>')
        shapes.append(_text(start + length + 8, y + 17, points(value), "start"))
    shapes.append(f'<line class="axis" x1="{start}" y1="2" x2="{start}" y2="{8 + len(values) * step}"/>')
    return 16 + len(values) * step, shapes


# Radar


def _radar(chart: Chart) -> tuple[int, list[str]]:
    spokes = len(chart.labels)
    shapes = [*_web(spokes), *_names(chart.labels)]
    low, score, high = _three(chart)
    if high and low:
        shapes.append(f'<path class="span" fill-rule="evenodd" d="{_ring(high)} {_ring(low)}"/>')
    shapes += _line(score)
    return 2 * RADAR + 120, shapes


def _three(chart: Chart) -> tuple[Sequence[float], Sequence[float | None], Sequence[float]]:
    """Low, score and high; the bounds are empty where they are all one with the score."""
    if len(chart.series) == 1:
        return (), chart.series[0].values, ()
    high, score, low = (series.values for series in chart.series)
    return [value or 0.0 for value in low], score, [value or 0.0 for value in high]


def _web(spokes: int) -> Iterator[str]:
    for mark in (20, 40, 60, 80, 100):
        yield f'<path class="web" d="{_ring([mark] * spokes)}"/>'
        x, y = _place(0, mark, spokes)
        yield _text(x + 4, y + 4, str(mark), "start", "mark")
    for index in range(spokes):
        x, y = _place(index, 100, spokes)
        yield f'<line class="web" x1="{WIDTH / 2:.0f}" y1="{RADAR + 60}" x2="{x:.1f}" y2="{y:.1f}"/>'


def _names(labels: Sequence[str]) -> Iterator[str]:
    for index, label in enumerate(labels):
        x, y = _place(index, 110, len(labels))
        side = x - WIDTH / 2
        yield _text(x, y + 5, _short(label, 9), "middle" if abs(side) < 20 else "start" if side > 0 else "end")


def _line(score: Sequence[float | None]) -> Iterator[str]:
    """The scores, joined where two neighbours are known."""
    spokes = len(score)
    for index, value in enumerate(score):
        following = score[(index + 1) % spokes]
        if value is not None:
            (x, y) = _place(index, value, spokes)
            if following is not None and spokes > 1:
                to = _place((index + 1) % spokes, following, spokes)
                yield f'<line class="score" x1="{x:.1f}" y1="{y:.1f}" x2="{to[0]:.1f}" y2="{to[1]:.1f}"/>'
            yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'


def _ring(values: Sequence[float]) -> str:
    places = [_place(index, value, len(values)) for index, value in enumerate(values)]
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places) + " Z"


def _place(index: int, value: float, spokes: int) -> tuple[float, float]:
    angle = 2 * math.pi * index / max(spokes, 1)
    return WIDTH / 2 + RADAR * value / 100 * math.sin(angle), RADAR + 60 - RADAR * value / 100 * math.cos(angle)


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(text)}</text>'


def _short(label: str, longest: int) -> str:
    """A label in the room it has; a Latin letter takes half of a Chinese one."""
    label = quiet(label)
    room = 0.0
    for index, character in enumerate(label):
        room += 1 if ord(character) > 0x2E80 else 0.55
        if room > longest:
            return label[:index] + "…"
    return label
