"""Two ways of doing a thing, timed in turn, so that a noisy machine disturbs both alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Pair:
    """Medians of both sides in seconds, and of their ratios pair by pair."""

    name: str
    ours: float
    floor: float
    ratio: float
    allowed: float

    def __str__(self) -> str:
        mark = "ok  " if self.ratio <= self.allowed else "OVER"
        times = f"{1000 * self.ours:8.1f} ms against {1000 * self.floor:8.1f} ms"
        return f"{mark} {self.ratio:5.2f} of at most {self.allowed:4.2f}   {times}   {self.name}"


def pair(name: str, ours: Callable[[], object], floor: Callable[[], object], allowed: float, runs: int = 9) -> Pair:
    """Time both in turn, after one warm-up of each."""
    ours(), floor()
    times = [(_time(ours), _time(floor)) for _ in range(runs)]
    ratio = median(a / b for a, b in times)
    return Pair(name, median(a for a, _ in times), median(b for _, b in times), ratio, allowed)


def process(*arguments: str) -> Callable[[], object]:
    """A whole Python process, from start to end."""
    command = [sys.executable, *arguments]
    # The warm-up leaves compiled files behind, as an installation does.
    compiling = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=compiling)


def _time(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
