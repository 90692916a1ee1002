"""Many files at a time: a department checks hundreds of forms at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

FEW: Final = 24
"""Items for which starting processes would take longer than it saves."""
HANDED: Final = 4
"""Items handed to a process at a time."""


def side_by_side(work: Callable[[Item], Made], items: Sequence[Item]) -> Iterator[Made]:
    """The same work on every item, in their order, on all processors if there are many.

    Args:
        work: a function of a module, or a partial of one; so are what it takes and makes.
    """
    workers = min(os.cpu_count() or 1, len(items) // FEW)
    if workers < 2:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    try:
        pool = ProcessPoolExecutor(workers, initializer=_leave_stopping_to_the_parent)
    except (ImportError, NotImplementedError, OSError):
        # Where a system gives no locks to share, one process does it all.
        yield from map(work, items)
        return
    with pool:
        try:
            yield from pool.map(work, items, chunksize=HANDED)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _leave_stopping_to_the_parent() -> None:
    """On Ctrl+C one process speaks, not all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
