"""What an officer reads first: how the form is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model.rubric import Rubric
from .style import Form, height

WIDTH: Final = 118


def write_guide(form: Form, rubrics: tuple[Rubric, ...]) -> None:
    """The first sheet."""
    sheet = form.sheet("guide")
    sheet.set_column(0, 0, WIDTH)
    for row, (style, text) in enumerate(_lines(form, rubrics)):
        sheet.write_string(row, 0, text, form.style(style))
        sheet.set_row(row, 34 if style == "title" else height([(text, WIDTH)]))
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect()


def _lines(form: Form, rubrics: tuple[Rubric, ...]) -> Iterator[tuple[str, str]]:
    yield "title", form.phrase("title")
    names = "；".join(f"{form.say(rubric.title)} {rubric.version}" for rubric in rubrics)
    yield "line", form.phrase("rubrics") + names
    for line in form.phrase("guide").splitlines():
        yield ("strong", line.removeprefix("# ")) if line.startswith("# ") else ("text", line)
