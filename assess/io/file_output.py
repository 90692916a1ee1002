"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

from ..model.problems import input_error


def write(data: bytes, output: Path) -> None:
    """Write beside the file and put it in its place; half a file is never left behind.

    What is no plain file, such as a device or a pipe, is written to and not replaced.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)
        else:
            _replace(data, output.resolve())
    except (OSError, ValueError) as error:
        raise input_error("E114", None, found=str(output), why=getattr(error, "strerror", None) or str(error)) from None


def _replace(data: bytes, output: Path) -> None:
    beside = output.with_name(output.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
