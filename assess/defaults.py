"""What is meant where nothing is said."""

from typing import Final

DEFAULT_RUBRIC: Final = "cluster-upgrading"
