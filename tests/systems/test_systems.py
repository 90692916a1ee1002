"""Each of the systems has a home on the shelf and a case that shows it at work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.offenders import assert_none

from .cases import cases, systems_of, wrong


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{'-'.join(systems_of(case))}: {case['name']}") for case in cases()]
)
def test_a_system_works_as_its_case_says(case: dict[str, Any], tmp_path: Path) -> None:
    assert_none(wrong(case, tmp_path))


def test_every_case_can_fail() -> None:
    assert_none(case["name"] for case in cases() if not case.get("says") and not case.get("json"))
