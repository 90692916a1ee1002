"""The faces of a report: one line a format. Each is imported when it is asked for."""

from __future__ import annotations

import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.problems import input_error
from ..document import Report

if TYPE_CHECKING:
    from .docx_template import House

FACES: Final = {
    ".docx": "docx",
    ".html": "html",
    ".xlsx": "xlsx",
    ".md": "markdown_page",
    ".json": "json_page",
}
HANDBOOK: Final = (".docx", ".html", ".md")


class Request(NamedTuple):
    """What is asked for: a format, a date and perhaps the look of a bureau."""

    suffix: str
    date: datetime.date
    house: House | None


def request(output: Path, template: Path | None, date: str | None, allowed: tuple[str, ...] = tuple(FACES)) -> Request:
    """What a command line asks for.

    Raises:
        InputError: no such format, no such day, or a template that cannot be used.
    """
    suffix = output.suffix.lower()
    if suffix not in allowed:
        raise input_error("E621", None, found=output.suffix or output.name, allowed=" ".join(allowed))
    if template is not None and suffix != ".docx":
        raise input_error("E623", None, found=suffix)
    try:
        day = datetime.date.fromisoformat(date) if date else datetime.date.today()
    except ValueError:
        raise input_error("E624", None, found=(date or "")[:40]) from None
    if template is None:
        return Request(suffix, day, None)
    from .docx_template import read_house

    return Request(suffix, day, read_house(template))


def render(report: Report, suffix: str, house: House | None = None) -> bytes:
    """The report in the format of a file name's suffix.

    Args:
        report: what to tell.
        suffix: a key of FACES.
        house: a bureau's own styles; for .docx alone.
    """
    module = import_module(f".{FACES[suffix]}", __package__)
    made: bytes = module.render(report, house) if suffix == ".docx" else module.render(report)
    return made
