"""Why a file cannot be used: what systems, archives and parsers say in English, in words of ours."""

from __future__ import annotations

import errno
from typing import Final

from ..i18n.catalog import knows, template
from ..model.text import Phrase, Text

MAX_REASON: Final = 80
"""Characters that are told of a reason without words of ours."""


def input_words(key: str, otherwise: str = "") -> Text | str:
    """The words of the catalogue for what was found in a file; `otherwise` where it has none."""
    return template(f"input.{key}") if knows(f"input.{key}") else otherwise


def reason_of(error: Exception) -> Text | Phrase | str:
    """What an error says: in words of ours where there are some, else as it says it."""
    import zipfile
    import zlib
    from xml.parsers.expat import ExpatError

    if isinstance(error, OSError) and error.strerror:
        return input_words(errno.errorcode.get(error.errno or 0, ""), error.strerror)
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return input_words("broken_archive")
    if isinstance(error, ExpatError | SyntaxError):  # ElementTree and lxml tell of XML as of Python
        return input_words("broken_xml")
    if isinstance(error, KeyError):
        return Phrase("input.missing_part", {"part": str(error.args[0])[:MAX_REASON]})
    message = str(getattr(error, "msg", error))
    return input_words(message, f"{type(error).__name__}: {message}"[:MAX_REASON])
