"""The gate before any workbook: nothing is read that has not been looked at here.

A spreadsheet is a zip of XML. Both can be made to fill a machine's memory, and a reader of
values does not tell an error cell from an empty one. So each part that will be read is
inflated under a limit and scanned: how far its cells reach, which of them hold errors,
formulas that were never calculated or pictures, and which are shown as per cent. What
passes is packed again, so that the reader sees exactly what was looked at.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError

from ..i18n.catalog import template
from ..io.reasons import input_words, reason_of
from ..model.place import Place
from ..model.problems import InputError, input_error
from ..model.text import Phrase
from .sheet_scan import (
    MAX_COLUMNS,
    MAX_ROWS,
    CellOutOfRange,
    SheetScan,
    attributes_of,
    percent_styles,
    scan_sheet,
)

MAX_PART_BYTES: Final = 24 * 1024 * 1024
MAX_READ_BYTES: Final = 2 * MAX_PART_BYTES
"""Bytes of all parts that are read."""
MAX_UNPACKED_BYTES: Final = 4 * MAX_PART_BYTES
"""Bytes of all parts, those included that are only copied."""
MAX_PARTS: Final = 2000
MAX_CELLS: Final = 2_000_000
"""Cells from the first to the last of each sheet, all sheets together; likewise cells of merged areas."""
MAX_MERGED_AREAS: Final = 20_000
"""Of all sheets; a list of every household of a township has some hundreds."""
MAX_TEXT: Final = 256 * 1024 * 1024
"""Characters that cells may come to when every one holds the longest shared text."""

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY")
KINDS_BY_BYTES: Final = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
    b"<htm": "HTML", b"<!DO": "HTML", b"<?xm": "XML", b"PK\x05\x06": "ZIP", b"{\\rt": "RTF",
}  # fmt: skip
KINDS_BY_PARTS: Final = {"word/": "Word", "ppt/": "PowerPoint", "xl/workbook.bin": "xlsb", "content.xml": "ODF"}


class SafeWorkbook(NamedTuple):
    """A workbook that may be read."""

    content: bytes
    sheets: tuple[SheetScan, ...]
    has_macros: bool


def check_workbook(raw: bytes, file: str) -> SafeWorkbook:
    """Look a workbook over.

    Raises:
        InputError: not a workbook of a kind that is read, or a hostile one.
    """
    place = Place(file, "")
    if raw[:8] == OLE:
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in raw
        raise input_error("E115" if is_encrypted else "E116", place)
    if raw[:4] != b"PK\x03\x04":
        starts = (kind for start, kind in KINDS_BY_BYTES.items() if raw[: len(start)].lower() == start.lower())
        raise input_error("E117", place, found=next(starts, "?"))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _check_parts(_Parts(archive, place))
    except InputError:
        raise
    except Exception as error:
        # zipfile, zlib, lzma and expat have errors of their own: whatever an archive breaks is a broken archive.
        raise input_error("E118", place, why=reason_of(error)) from None


def unpacked_size(raw: bytes) -> int:
    """Bytes that the parts of a workbook come to; no reader inflates more than a part declares."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


class _Parts:
    """The parts of a zip, by their names in lower case, each inflated under a limit."""

    def __init__(self, archive: zipfile.ZipFile, place: Place) -> None:
        self.archive, self.place = archive, place
        entries = archive.infolist()
        self.entries = {_part_name(entry.filename): entry for entry in entries}
        if len(entries) > MAX_PARTS or len(self.entries) < len(entries):
            raise input_error("E118", place, why=input_words("repeated_parts"))
        if any(entry.flag_bits & 1 for entry in entries):
            raise input_error("E115", place)
        self._read: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self.entries

    def read(self, name: str) -> bytes:
        """A part, whole.

        Raises:
            InputError: too large, or with a document type.
        """
        data = self.beginning(name)
        if len(data) > MAX_PART_BYTES:
            raise self.too_large(name, MAX_PART_BYTES)
        return data

    def beginning(self, name: str) -> bytes:
        """A part, or more of it than is allowed."""
        entry = self.entries[_part_name(name)]
        with self.archive.open(entry) as part:
            data = part.read(MAX_PART_BYTES + 1)
        if b"\0" in data:
            # In UTF-16 the scan would see other elements than the reader, which takes all bytes for UTF-8.
            raise input_error("E118", self.place, why=Phrase("input.not_utf8", {"part": name}))
        if any(mark in data for mark in FORBIDDEN):
            raise input_error("E121", self.place, found=name)
        self._read[entry.filename] = data
        if sum(map(len, self._read.values())) > MAX_READ_BYTES:
            raise self.too_large(name, MAX_READ_BYTES)
        return data

    def too_large(self, name: str, allowed: int) -> InputError:
        return input_error("E122", self.place, found=name, allowed=f"{allowed // 1048576} MB")

    def packed(self) -> bytes:
        """What was read, as an archive again."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self._read.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return content.getvalue()


def _part_name(name: str) -> str:
    return name.lower().lstrip("/")


def _check_parts(parts: _Parts) -> SafeWorkbook:
    if "xl/workbook.xml" not in parts:
        raise _not_a_workbook(parts)
    targets = list(_sheet_parts(parts.read("xl/workbook.xml"), parts.read("xl/_rels/workbook.xml.rels")))
    for name in ("[Content_Types].xml", "_rels/.rels"):
        if name in parts:
            parts.read(name)
    percents = percent_styles(parts.read("xl/styles.xml")) if "xl/styles.xml" in parts else frozenset()
    longest = 0
    if "xl/sharedStrings.xml" in parts:
        longest = max(map(len, parts.read("xl/sharedStrings.xml").split(b"</si>")))
    sheets = [_scan(parts, name, target, percents) for name, target in targets if target in parts]
    _check_extent(sheets, parts.place)
    if longest * sum(sheet.shared_texts for sheet in sheets) > MAX_TEXT:
        raise parts.too_large("sharedStrings", MAX_TEXT)
    return SafeWorkbook(parts.packed(), tuple(sheets), any("vbaproject" in name for name in parts.entries))


def _not_a_workbook(parts: _Parts) -> InputError:
    if "mimetype" in parts and b"spreadsheet" in parts.read("mimetype")[:100]:
        return input_error("E128", parts.place)
    kinds = (kind for start, kind in KINDS_BY_PARTS.items() if any(name.startswith(start) for name in parts.entries))
    return input_error("E117", parts.place, found=next(kinds, "ZIP"))


def _scan(parts: _Parts, sheet: str, part: str, percents: frozenset[int]) -> SheetScan:
    """Scan as much as there is: a sheet that reaches too far is told by its cell."""
    data = parts.beginning(part)
    is_whole = len(data) <= MAX_PART_BYTES
    try:
        scan = scan_sheet(sheet, data, percents, is_whole)
    except CellOutOfRange as far:
        raise input_error("E120", parts.place._replace(at=far.at), allowed=far.allowed) from None
    except ExpatError:
        raise input_error("E118", parts.place, why=Phrase("input.broken_part", {"part": part})) from None
    if not is_whole:
        raise parts.too_large(part, MAX_PART_BYTES)
    return scan


def _check_extent(sheets: Sequence[SheetScan], place: Place) -> None:
    """What is small in a file may be large once it is read."""
    merged = [area for sheet in sheets for area in sheet.merged]
    reached = sum(sheet.rows * sheet.columns for sheet in sheets)
    limits = ((reached, "cells", MAX_CELLS), (sum(map(_cells_within_reach, merged)), "cells", MAX_CELLS),
              (len(merged), "merged_areas", MAX_MERGED_AREAS))  # fmt: skip
    for found, name, allowed in limits:
        if found > allowed:
            raise input_error("E126", place, name=template(f"form.{name}"), found=found, allowed=allowed)


def _cells_within_reach(area: tuple[int, int, int, int]) -> int:
    """Cells of a merged area as far as a form may reach; at least one."""
    top, left, bottom, right = area
    return max(1, min(bottom, MAX_ROWS) - top + 1) * max(1, min(right, MAX_COLUMNS) - left + 1)


def _sheet_parts(workbook: bytes, links: bytes) -> Iterator[tuple[str, str]]:
    """Names of the sheets and their parts, in the order of the workbook."""
    targets = {link.get("Id", ""): link.get("Target", "") for link in attributes_of("Relationship", links)}
    for sheet in attributes_of("sheet", workbook):
        link = next((value for key, value in sheet.items() if key == "id" or key.endswith(":id")), "")
        target = _part_name(targets.get(link, ""))
        yield sheet.get("name", ""), target if targets.get(link, "").startswith("/") else f"xl/{target}"
