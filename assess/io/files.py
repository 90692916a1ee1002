"""Files read within a limit, and files written whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import BinaryIO, Final

from ..i18n.catalog import template
from ..model.place import Place
from ..model.problems import input_error
from ..model.text import Text
from .reasons import reason_of

MAX_TEXT_BYTES: Final = 4 * 1024 * 1024
"""A rubric has some 100,000 bytes; no form comes near."""


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file, at most `limit`.

    Raises:
        InputError: missing, a directory, unreadable or too large.
    """
    place = Place(path.name, "")
    try:
        if path.is_dir():
            raise input_error("E102", place, found=str(path))
        with path.open("rb") as stream:
            return _read(stream, path.name, limit, path.stat().st_size)
    except FileNotFoundError:
        raise input_error("E101", place, found=str(path)) from None
    except (OSError, ValueError) as error:
        raise input_error("E113", place, found=str(path), why=reason_of(error)) from None


def _read(stream: BinaryIO, file: str, limit: int, size: int = 0) -> bytes:
    """A stream, which may be endless; `size` is that of the whole, or 0 where it cannot be told."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        most = f"{limit // 1048576} MB"
        found = f"{size / 1048576:.1f} MB" if size > limit else f"> {most}"
        raise input_error("E103", Place(file, ""), found=found, allowed=most)
    return raw


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        InputError: missing, a directory, unreadable, too large, empty, or not UTF-8.
    """
    return decode(read_bytes(path, MAX_TEXT_BYTES), path.name)


def read_stream(stream: BinaryIO, file: str) -> str:
    """The text of a stream, such as standard input.

    Raises:
        InputError: too large, empty, or not UTF-8.
    """
    return decode(_read(stream, file, MAX_TEXT_BYTES), file)


def decode(raw: bytes, file: str) -> str:
    """UTF-8, with or without a byte order mark."""
    if not raw.strip():
        raise input_error("E105", Place(file, ""))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise input_error("E104", Place(file, "", line, 1), found=_encoding(raw)) from None


def _encoding(raw: bytes) -> str | Text:
    """What the bytes seem to be written in."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    with contextlib.suppress(UnicodeDecodeError):
        raw.decode("gb18030")
        if b"\x00" not in raw:
            return "GBK"
    return template("input.other_encoding")


def write_file(data: bytes, output: Path) -> None:
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
        raise input_error("E114", None, found=str(output), why=reason_of(error)) from None


def _replace(data: bytes, output: Path) -> None:
    beside = output.with_name(output.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
