"""Charts of the page as SVG, drawn by hand: no script, no font, nothing to fetch."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from ...i18n.numbers import points
from ..document import Chart, strip_controls

CANVAS_WIDTH: Final = 640
RADAR_RADIUS: Final = 190
"""Of the outer ring."""
CENTRE_X: Final = 320
CENTRE_Y: Final = 250
LINE_HEIGHT: Final = 17
"""From line to line of a label."""
MAX_LABEL_LINES: Final = 4
FIRST_WIDE_CHARACTER: Final = 0x2E80
"""From here on characters are as wide as they are high."""
BARS_LEFT: Final = 250
"""Where bars begin; their labels end before it."""
LONGEST_BAR: Final = 320
UNBROKEN: Final = re.compile(
    r"（[^（）]{1,6}）|[（“《]*[\u2e80-\uffff][）”》、，；：]*|[^\s\u2e80-\uffff-]{1,14}-?\s*|-\s*"
)
"""What is not broken: a short aside, a Chinese character with its marks, a Latin word."""


def draw(chart: Chart, alt: str, name: str) -> str:
    """An <svg> with a title and a description for those who do not see it.

    Args:
        chart: a radar or bars.
        alt: the chart in words.
        name: id that no other chart of the page has.
    """
    height, shapes = _radar(chart) if chart.kind == "radar" else _bars(chart)
    return (
        f'<svg viewBox="0 0 {CANVAS_WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d" '
        f'class="{chart.kind}"><title id="{name}-t">{escape(strip_controls(chart.caption))}</title>'
        f'<desc id="{name}-d">{escape(alt)}</desc>{"".join(shapes)}</svg>'
    )


# Bars


def _bars(chart: Chart) -> tuple[int, list[str]]:
    values = [value or 0.0 for value in chart.series[0].values]
    largest = max([abs(value) for value in values], default=0.0) or 1.0
    y = 8
    shapes: list[str] = []
    for label, value in zip(chart.labels, values, strict=True):
        lines, length = wrap_label(label, 16), max(0.0, value) / largest * LONGEST_BAR
        height = max(22, LINE_HEIGHT * len(lines))
        shapes += _lines(BARS_LEFT - 10, y + height / 2, lines, "end")
        shapes.append(
            f'<rect class="bar" x="{BARS_LEFT}" y="{y + height // 2 - 11}" width="{length:.1f}" height="22"/>'
        )
        shapes.append(_text(BARS_LEFT + length + 8, y + height // 2 + 6, points(value), "start"))
        y += height + 12
    shapes.append(f'<line class="axis" x1="{BARS_LEFT}" y1="2" x2="{BARS_LEFT}" y2="{y}"/>')
    return 8 + y, shapes


# Radar


def _radar(chart: Chart) -> tuple[int, list[str]]:
    spokes = len(chart.labels)
    shapes = [*_web(spokes), *_spoke_labels(chart.labels)]
    low, score, high = _low_score_high(chart)
    if high and low:
        shapes.append(f'<path class="span" fill-rule="evenodd" d="{_ring(high)} {_ring(low)}"/>')
    shapes += _score_line(score)
    return 2 * CENTRE_Y, shapes


def _low_score_high(chart: Chart) -> tuple[Sequence[float], Sequence[float | None], Sequence[float]]:
    """Low, score and high; the bounds are empty where they are all one with the score."""
    if len(chart.series) == 1:
        return (), chart.series[0].values, ()
    high, score, low = (series.values for series in chart.series)
    return [value or 0.0 for value in low], score, [value or 0.0 for value in high]


def _web(spokes: int) -> Iterator[str]:
    for mark in (20, 40, 60, 80, 100):
        yield f'<path class="web" d="{_ring([mark] * spokes)}"/>'
        x, y = _point(0, mark, spokes)
        yield _text(x + 4, y + 4, str(mark), "start", "mark")
    for index in range(spokes):
        x, y = _point(index, 100, spokes)
        yield f'<line class="web" x1="{CENTRE_X}" y1="{CENTRE_Y}" x2="{x:.1f}" y2="{y:.1f}"/>'


def _spoke_labels(labels: Sequence[str]) -> Iterator[str]:
    for index, label in enumerate(labels):
        x, y = _point(index, 110, len(labels))
        side = x - CENTRE_X
        yield from _lines(x, y, wrap_label(label, 7.7), "middle" if abs(side) < 20 else "start" if side > 0 else "end")


def _score_line(score: Sequence[float | None]) -> Iterator[str]:
    """The scores, joined where two neighbours are known."""
    spokes = len(score)
    for index, value in enumerate(score):
        following = score[(index + 1) % spokes]
        if value is not None:
            (x, y) = _point(index, value, spokes)
            if following is not None and spokes > 1:
                to = _point((index + 1) % spokes, following, spokes)
                yield f'<line class="score" x1="{x:.1f}" y1="{y:.1f}" x2="{to[0]:.1f}" y2="{to[1]:.1f}"/>'
            yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'


def _ring(values: Sequence[float]) -> str:
    places = [_point(index, value, len(values)) for index, value in enumerate(values)]
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places) + " Z"


def _point(index: int, value: float, spokes: int) -> tuple[float, float]:
    angle = 2 * math.pi * index / max(spokes, 1)
    radius = RADAR_RADIUS * value / 100
    return CENTRE_X + radius * math.sin(angle), CENTRE_Y - radius * math.cos(angle)


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(text)}</text>'


def _lines(x: float, middle: float, lines: Sequence[str], anchor: str) -> Iterator[str]:
    """Lines one below the other, around a height."""
    top = middle + 5 - LINE_HEIGHT * (len(lines) - 1) / 2
    return (_text(x, top + LINE_HEIGHT * index, line, anchor) for index, line in enumerate(lines))


def wrap_label(label: str, width: float) -> list[str]:
    """A label in lines of so many Chinese characters; a Latin letter takes half of one.
    A label that takes more lines than there is room for is cut."""
    lines, used = [""], 0.0
    for piece in UNBROKEN.findall(strip_controls(label)):
        size = _width(piece.rstrip())
        if lines[-1] and used + size > width:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += size + _width(piece[len(piece.rstrip()) :])
    lines = [line.rstrip() for line in lines]
    if len(lines) > MAX_LABEL_LINES:
        lines = [*lines[: MAX_LABEL_LINES - 1], lines[MAX_LABEL_LINES - 1][:-1] + "…"]
    return lines


def _width(text: str) -> float:
    # Counted in hundredths: a sum of 0.55s is not the same on every Python.
    return sum(100 if ord(character) > FIRST_WIDE_CHARACTER else 55 for character in text) / 100
