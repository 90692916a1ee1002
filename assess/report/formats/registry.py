"""The formats of a report: a module each, imported when it is asked for.

A new format costs a module with `render(report)`, which gives text or bytes, and a line here.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from os import PathLike
from typing import Final

from ...model.problems import input_error
from ..document import Report

FORMATS: Final = {
    ".docx": "docx",
    ".html": "html",
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".json": "json_page",
}
HANDBOOK_FORMATS: Final = (".docx", ".html", ".md")


def render(
    report: Report, format: str, template: str | PathLike[str] | None = None, allowed: Collection[str] = FORMATS
) -> bytes:
    """The report in a format.

    Args:
        report: what to tell.
        format: a key of FORMATS.
        template: a bureau's own Word document to write into; for .docx alone.
        allowed: the formats that this kind of report has.

    Raises:
        InputError: no such format; a template that cannot be used, or for another format.
    """
    if format not in allowed:
        raise input_error("E621", None, found=format, allowed=" ".join(allowed))
    if template is not None and format != ".docx":
        raise input_error("E623", None, found=format)
    module = import_module(f".{FORMATS[format]}", __package__)
    content: str | bytes = module.render(report, template) if format == ".docx" else module.render(report)
    return content.encode() if isinstance(content, str) else content
