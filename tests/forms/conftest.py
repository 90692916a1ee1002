"""One shelf for all forms: reading it costs more than reading a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .profile_strategies import the_library


@pytest.fixture(autouse=True, scope="package")
def one_shelf() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assess.io.library.default_library", the_library)
        yield
