"""The Jinja templates among the assets: whatever is put into them is escaped, and nothing may be missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..document import strip_controls

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS: Final = Path(__file__).resolve().parent.parent / "assets"


@cache
def environment() -> Environment:
    """Where templates are found, and how they are read."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["strip_controls"] = strip_controls
    return made
