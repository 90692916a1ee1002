"""Profiles of hypothesis: `default` at the desk, `ci` the same examples every time, `hasty` without
shrinking, `campaign` for a long look."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("hasty", settings.get_profile("default"), phases=[Phase.explicit, Phase.generate])
settings.register_profile("campaign", settings.get_profile("default"), max_examples=1000)

wished = "campaign" if os.environ.get("ASSESS_CAMPAIGN") else "ci" if os.environ.get("CI") else "default"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", wished))


def pytest_configure(config: pytest.Config) -> None:
    """A failing example may hold a whole real rubric; that it is long must not hide what failed."""
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")
