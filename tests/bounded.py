"""A command in a process of its own, which may use only so much processor time and memory.

What is bounded is the work, not the wait: a busy machine makes no test fail.
"""

from __future__ import annotations

import resource
import subprocess
import sys

SECONDS = 15
"""Processor time; a profile of tens of thousands of wrong lines takes one or two."""
MEMORY = 1_500_000_000
HANGING = 600
"""Seconds after which a process that does nothing is given up."""


def run_bounded(*words: object, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run `assess` with these words; a process that exceeds its bounds dies by a signal or of MemoryError."""
    command = [sys.executable, "-m", "assess", *map(str, words)]
    return subprocess.run(
        command, input=data or b"", capture_output=True, check=False, preexec_fn=_limit, timeout=HANGING
    )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
