"""How a rule that runs over everything fails: with every offender, each on a line."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def assert_none(offenders: Iterable[object]) -> None:
    """Fail with all offenders; pytest alone would show the first of a list."""
    __tracebackhide__ = True
    listed = [str(offender) for offender in offenders]
    if listed:
        pytest.fail("\n".join([f"{len(listed)} offend:", *listed]))
