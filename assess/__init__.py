"""assess: judges an industrial cluster against a rubric and tells what to do next.

From Python, one function a use case: `read`, `check`, `score`, `advise`, `suppose`, `table`,
`form`, `report` and a few more; see `assess.api`. They are imported when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .model.version import __version__ as __version__

if TYPE_CHECKING:
    from .api import *  # noqa: F403 (what is offered stands in one list, that of `api`)
else:
    # Two functions are named like the folders they use. Loading the folders first leaves their
    # names free for the functions, however the rest is imported later.
    from . import form, report

    del form, report


def __getattr__(name: str) -> Any:
    # Not `from . import api`, which would ask here for it first.
    api = import_module(".api", __name__)
    if name == "__all__":
        return api.__all__
    if name not in api.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(api, name)


def __dir__() -> list[str]:
    return [*import_module(".api", __name__).__all__]
