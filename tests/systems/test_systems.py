"""Each of the systems has a home on the shelf and a case that shows it at work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.offenders import assert_none

from .__main__ import PAGE, page
from .cases import cases, homes, systems, systems_of, wrong


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{'-'.join(systems_of(case))}: {case['name']}") for case in cases()]
)
def test_a_system_works_as_its_case_says(case: dict[str, Any], tmp_path: Path) -> None:
    assert_none(wrong(case, tmp_path))


def test_every_case_can_fail() -> None:
    assert_none(case["name"] for case in cases() if not case.get("says") and not case.get("json"))


def test_every_system_has_a_home() -> None:
    assert len(systems()) == 101
    assert_none(set(systems()) - set(homes()))
    assert_none(set(homes()) - set(systems()))


def test_every_system_has_a_case() -> None:
    assert_none(set(systems()) - {system for case in cases() for system in systems_of(case)})


def test_the_page_of_systems_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make systems"
