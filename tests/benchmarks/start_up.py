"""How soon a command answers, against the time Python needs to import pandas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .pairs import Pair, pair, process

PEANUT = str(Path(__file__).parents[2] / "examples" / "tongbai-peanut.yaml")
PANDAS = process("-c", "import pandas")


def run() -> Iterator[Pair]:
    yield pair(
        "assess score, whole process, against import pandas", process("-m", "assess", "score", PEANUT), PANDAS, 0.7
    )
    yield pair("assess --help, whole process, against import pandas", process("-m", "assess", "--help"), PANDAS, 0.55)
