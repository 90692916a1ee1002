"""The formats of a report: a module each, imported when it is asked for.

A new format costs a module with `render(report)`, which gives text or bytes, and a line here.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...model.problems import input_error
from ..document import Report

if TYPE_CHECKING:
    from .docx_template import WordTemplate

FORMATS: Final = {
    ".docx": "docx",
    ".html": "html",
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".json": "json_page",
}
HANDBOOK_FORMATS: Final = (".docx", ".html", ".md")


def word_template(
    template: str | PathLike[str] | WordTemplate | None, format: str, allowed: Collection[str] = FORMATS
) -> WordTemplate | None:
    """The bureau's own Word document, where one is given.

    Args:
        template: its path, or itself once it has been read.
        format: of the report, a key of FORMATS.
        allowed: the formats that this kind of report has.

    Raises:
        InputError: no such format; a template that cannot be used, or for another format.
    """
    if format not in allowed:
        raise input_error("E621", None, found=format, allowed=" ".join(allowed))
    if template is None:
        return None
    if format != ".docx":
        raise input_error("E623", None, found=format)
    from .docx_template import WordTemplate, read_template

    return template if isinstance(template, WordTemplate) else read_template(Path(template))


def render(report: Report, format: str, template: WordTemplate | None = None) -> bytes:
    """The report in a format.

    Args:
        report: what to tell.
        format: a key of FORMATS.
        template: a bureau's own document to write into; for .docx alone.
    """
    module = import_module(f".{FORMATS[format]}", __package__)
    content: str | bytes = module.render(report, template) if format == ".docx" else module.render(report)
    return content.encode() if isinstance(content, str) else content
