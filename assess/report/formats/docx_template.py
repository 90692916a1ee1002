"""A bureau's own Word template: what may be used as the base document of a report.

The file comes from outside. One that could do anything (macros, embedded objects, fields and
links that fetch) is refused, and so is one that is too large or too deep to be read safely.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Final

from ...io.files import read_bytes
from ...io.reasons import reason_of
from ...model.place import Place
from ...model.problems import InputError, input_error
from .docx_base import DOCUMENT, STYLES, W, base_document

MAX_FILE_BYTES: Final = 8 * 1024 * 1024
MAX_XML_BYTES: Final = 4 * 1024 * 1024
"""Of a part; its tree takes twenty times as much."""
MAX_INFLATED_BYTES: Final = 32 * 1024 * 1024
MAX_PARTS: Final = 500
MAX_XML_DEPTH: Final = 100
BEFORE_XML: Final = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""Marks of an encoding, and white space."""
REQUIRED: Final = ("[Content_Types].xml", DOCUMENT, STYLES)
ACTIVE_PARTS: Final = re.compile(
    r"vbaProject|vbaData|activeX|oleObject|/embeddings/|\.bin$|customUI|\.exe$|\.dll$|/afchunk", re.IGNORECASE
)
HARMLESS_FIELDS: Final = frozenset({
    "=", "AUTHOR", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "HYPERLINK", "IF", "NUMPAGES", "PAGE", "PAGEREF",
    "PRINTDATE", "REF", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TIME", "TITLE", "TOC",
})  # fmt: skip
"""Others may fetch a file or start a program (DDE, INCLUDETEXT, LINK), or hide one that does (QUOTE)."""


def read_template(path: Path) -> dict[str, bytes]:
    """Read the parts of a .docx whose styles, page, headers and footers a report may take.

    Raises:
        InputError: not a .docx (E612), one that could do something (E613) or that links elsewhere (E614).
    """
    place = Place(path.name, "")
    raw = read_bytes(path, MAX_FILE_BYTES)
    try:
        parts = _parts(raw, place)
        for name, part in parts.items():
            if part.lstrip(BEFORE_XML).startswith(b"<"):  # whatever its name is
                _check_xml(part, place, drops_fields=name == DOCUMENT)
        base_document("zh", parts)
    except InputError:
        raise
    except Exception as error:  # zip, XML and what Word makes of it break in ways of their own
        raise input_error("E612", place, found=place.file, why=reason_of(error)) from None
    return parts


def _parts(raw: bytes, place: Place) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        sizes = {part.filename: part.file_size for part in package.infolist()}
        if len(sizes) < len(package.infolist()) or len(sizes) > MAX_PARTS:
            raise ValueError("repeated or too many parts")
        if sum(sizes.values()) > MAX_INFLATED_BYTES:
            raise ValueError(f"> {MAX_INFLATED_BYTES // 1048576} MB")
        for name in sizes:
            if ACTIVE_PARTS.search(name):
                raise input_error("E613", place, found=name[:60])
        missing = [name for name in REQUIRED if name not in sizes]
        if missing:
            raise ValueError(", ".join(missing))
        if b"macroEnabled" in package.read("[Content_Types].xml"):
            raise input_error("E613", place, found="macroEnabled")
        return {name: package.read(name) for name in sizes}


def _check_xml(part: bytes, place: Place, drops_fields: bool) -> None:
    """Refuse entities, depth, links to the outside and fields that fetch; a hyperlink waits for a click."""
    from defusedxml.ElementTree import iterparse

    if len(part) > MAX_XML_BYTES:
        raise ValueError(f"> {MAX_XML_BYTES // 1048576} MB")
    depth = 0
    fields: list[str] = []
    for event, element in iterparse(io.BytesIO(part), ("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if depth > MAX_XML_DEPTH:
            raise ValueError(f"XML > {MAX_XML_DEPTH}")
        if element.get("TargetMode") == "External" and not element.get("Type", "").endswith("/hyperlink"):
            raise input_error("E614", place, found=element.get("Target", "")[:60])
        if event == "start" and element.get(f"{{{W}}}fldCharType") == "begin":
            fields.append("")
        elif event == "start" and element.tag == f"{{{W}}}fldSimple":
            fields.append(element.get(f"{{{W}}}instr", ""))
        elif event == "end" and element.tag == f"{{{W}}}instrText" and fields:
            fields[-1] += element.text or ""
    names = ((field.split() or ["?"])[0].upper() for field in fields)
    fetching = next((name for name in names if name not in HARMLESS_FIELDS), None)
    if fetching and not drops_fields:
        raise input_error("E614", place, found=fetching[:60])
