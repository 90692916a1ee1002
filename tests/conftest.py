"""Profiles of hypothesis: `default` at the desk, `ci` the same examples every time, `hasty` without
shrinking, `campaign` for a long look."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

from assess.cli.main import run

Answer = tuple[int, str, str]
"""Exit code, standard output, standard error."""
Ask = Callable[..., Answer]

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


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command in this process."""

    def answer(*words: object) -> Answer:
        capsys.readouterr()
        code = run([str(word) for word in words])
        return code, *capsys.readouterr()

    return answer
