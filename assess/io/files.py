"""The bytes of a file from outside, of which no more is taken than it may hold."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ..model.problems import input_error
from ..model.profile import Place


def file_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a file, at most `largest`.

    Raises:
        InputError: missing, a directory, unreadable or too large.
    """
    place = Place(path.name, "")
    try:
        if path.is_dir():
            raise input_error("E102", place, found=str(path))
        with path.open("rb") as stream:
            return stream_bytes(stream, path.name, largest, path.stat().st_size)
    except FileNotFoundError:
        raise input_error("E101", place, found=str(path)) from None
    except (OSError, ValueError) as error:
        raise input_error("E113", place, found=str(path), why=getattr(error, "strerror", None) or str(error)) from None


def stream_bytes(stream: BinaryIO, file: str, largest: int, size: int = 0) -> bytes:
    """The bytes of a stream, which may be endless.

    Args:
        size: of the whole, for the message; 0 where it cannot be told.

    Raises:
        InputError: too large.
    """
    raw = stream.read(largest + 1)
    if len(raw) > largest:
        most = f"{largest // 1048576} MB"
        found = f"{size / 1048576:.1f} MB" if size > largest else f"> {most}"
        raise input_error("E103", Place(file, ""), found=found, allowed=most)
    return raw
