"""assess: judges an industrial cluster against a rubric and tells what to do next.

From Python, one function a use case: `read`, `check`, `score`, `advise`, `suppose`, `table`,
`form`, `report` and a few more; see `assess.api`. They are imported when first used.
"""

from typing import TYPE_CHECKING, Any

# Two functions are named like the folders they use. Loading the folders first leaves their
# names free for the functions, however the rest is imported later.
from . import form, report
from .model.version import __version__

if TYPE_CHECKING:
    from .api import (
        advise,
        annotate,
        check,
        describe_for,
        diagnose,
        judge,
        read,
        score,
        suppose,
        table,
    )
    from .model.problems import InputError, Problem
    from .model.profile import Profile
    from .model.rubric import Rubric
    from .outcomes import Check, Result, Results, WhatIf
    from .shelf import catalogue, catalogues, describe, diagnoses, handbook, lint, rubric, rubrics, schema
else:
    del form, report


__all__ = [
    "Check",
    "InputError",
    "Problem",
    "Profile",
    "Result",
    "Results",
    "Rubric",
    "WhatIf",
    "__version__",
    "advise",
    "annotate",
    "catalogue",
    "catalogues",
    "check",
    "describe",
    "describe_for",
    "diagnose",
    "diagnoses",
    "form",
    "handbook",
    "judge",
    "lint",
    "read",
    "report",
    "rubric",
    "rubrics",
    "schema",
    "score",
    "suppose",
    "table",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return __all__
