"""A bureau's own Word template: what may be used as the base document of a report.

The file comes from outside. One that could do anything (macros, embedded objects, fields and
links that fetch) is refused, and so is one that is too large or too deep to be read safely.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from ...io.files import read_bytes
from ...model.problems import InputError, input_error
from ...model.profile import Place
from .docx_base import DOCUMENT, STYLES, W, base_document

MAX_FILE_BYTES: Final = 8 * 1024 * 1024
MAX_INFLATED_BYTES: Final = 32 * 1024 * 1024
MAX_PARTS: Final = 500
MAX_XML_DEPTH: Final = 100
BEFORE_XML: Final = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""Marks of an encoding, and white space."""
REQUIRED: Final = ("[Content_Types].xml", DOCUMENT, STYLES)
ACTIVE_PARTS: Final = re.compile(
    r"vbaProject|vbaData|activeX|oleObject|/embeddings/|\.bin$|customUI|\.exe$|\.dll$|/afchunk", re.IGNORECASE
)
FETCHING_FIELDS: Final = re.compile(r"\b(DDE|DDEAUTO|LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE)\b")


class WordTemplate(NamedTuple):
    """A document of a bureau's own, found harmless."""

    parts: Mapping[str, bytes]


def read_template(path: Path) -> WordTemplate:
    """Read a .docx whose styles, page, headers and footers a report may take.

    Raises:
        InputError: not a .docx (E612), one that could do something (E613) or that links elsewhere (E614).
    """
    place = Place(path.name, "")
    raw = read_bytes(path, MAX_FILE_BYTES)
    try:
        parts = _parts(raw, place)
        for part in parts.values():
            if part.lstrip(BEFORE_XML).startswith(b"<"):  # whatever its name is
                _check_xml(part, place)
        base_document("zh", parts)
    except InputError:
        raise
    except Exception as error:  # whatever zip, XML or Word's own markup can be broken by
        raise input_error("E612", place, found=place.file, why=str(error)[:60]) from None
    return WordTemplate(parts)


def _parts(raw: bytes, place: Place) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        sizes = {part.filename: part.file_size for part in package.infolist()}
        if len(sizes) > MAX_PARTS or sum(sizes.values()) > MAX_INFLATED_BYTES:
            raise input_error("E612", place, found="zip", why=f"> {MAX_INFLATED_BYTES // 1048576} MB")
        for name in sizes:
            if ACTIVE_PARTS.search(name):
                raise input_error("E613", place, found=name[:60])
        missing = [name for name in REQUIRED if name not in sizes]
        if missing:
            raise input_error("E612", place, found=place.file, why=", ".join(missing))
        if b"macroEnabled" in package.read("[Content_Types].xml"):
            raise input_error("E613", place, found="macroEnabled")
        return {name: package.read(name) for name in sizes}


def _check_xml(part: bytes, place: Place) -> None:
    """Refuse entities, depth, links to the outside and fields that fetch; a hyperlink waits for a click."""
    from defusedxml.ElementTree import iterparse

    depth, fields = 0, ""
    for event, element in iterparse(io.BytesIO(part), ("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if depth > MAX_XML_DEPTH:
            raise input_error("E612", place, found=place.file, why=f"XML > {MAX_XML_DEPTH}")
        if event == "start" and element.get("TargetMode") == "External":
            if not element.get("Type", "").endswith("/hyperlink"):
                raise input_error("E614", place, found=element.get("Target", "")[:60])
        elif event == "end":
            fields += (element.text or "") if element.tag == f"{{{W}}}instrText" else ""
            fields += element.get(f"{{{W}}}instr", "")
    if match := FETCHING_FIELDS.search(fields):
        raise input_error("E614", place, found=match.group())
