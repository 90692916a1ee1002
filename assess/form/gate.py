"""The gate before any workbook: nothing is read that has not been looked at here.

A spreadsheet is a zip of XML. Both can be made to fill a machine's memory, and a reader of
values does not tell an error cell from an empty one. So each part that will be read is
inflated under a limit and scanned as a stream: how far its cells reach, which of them hold
errors, formulas that were never calculated or pictures, and which are shown as per cent.
What passes is packed again, so that the reader sees exactly what was looked at.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ..model.problems import InputError, input_error
from ..model.profile import Place
from ..model.text import Text
from .cell_scans import AREA, COLUMNS, ROWS, SheetMarks, SheetScan, TooFar, attributes_of
from .lean_sheets import bare
from .number_formats import percent_styles
from .ods_scan import OdsScan

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a file. A filled form has some 100,000; pictures may be in it."""
LARGEST_PART: Final = 24 * 1024 * 1024
MOST_PARTS: Final = 2000
MOST_MERGED: Final = 20_000
"""Merged areas of all sheets; a list of every household of a township has some hundreds."""
MOST_UNPACKED: Final = 4 * LARGEST_PART
"""Bytes of all parts, those included that are only copied."""
MOST_TEXT: Final = 256 * 1024 * 1024
"""Characters that cells may come to when every one holds the longest shared text."""
CELLS: Final = Text("单元格", "cells")
MERGED: Final = Text("合并单元格", "merged areas")
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class Passed(NamedTuple):
    """A workbook that may be read."""

    content: bytes
    marks: tuple[SheetMarks, ...]
    has_macros: bool


def admit(raw: bytes, file: str) -> Passed:
    """Look a workbook over.

    Raises:
        InputError: not a workbook of a kind that is read, or a hostile one.
    """
    place = Place(file, "")
    if raw[:8] == OLE:
        protected = "EncryptedPackage".encode("utf-16-le") in raw
        raise input_error("E115" if protected else "E116", place)
    if raw[:4] != b"PK\x03\x04":
        raise input_error("E117", place, found=_kind_of_bytes(raw))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _admit(_Archive(archive, file))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
        raise input_error("E118", place, why=str(error)[:80]) from None
    except Exception as error:
        if isinstance(error, InputError):
            raise
        # zlib and lzma have errors of their own; whatever an archive breaks is a broken archive.
        raise input_error("E118", place, why=f"{type(error).__name__}: {error}"[:80]) from None


def unpacked(raw: bytes) -> int:
    """Bytes that the parts of a workbook come to; no reader inflates more than a part declares."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


class _Archive:
    """The parts of a zip, by their names in lower case, each inflated under a limit."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.archive, self.file = archive, file
        entries = archive.infolist()
        self.parts = {entry.filename.lower().lstrip("/"): entry for entry in entries}
        if len(entries) > MOST_PARTS or len(self.parts) < len(entries):
            raise input_error("E118", Place(file, ""), why="repeated or too many parts")
        if any(entry.flag_bits & 1 for entry in entries):
            raise input_error("E115", Place(file, ""))
        self.taken: dict[str, bytes] = {}

    def take(self, name: str) -> bytes:
        """A part, whole.

        Raises:
            InputError: too large, or with a document type.
        """
        data, whole = self.start(name)
        if not whole:
            raise input_error("E122", Place(self.file, ""), found=name, allowed=f"{LARGEST_PART // 1048576} MB")
        return data

    def start(self, name: str) -> tuple[bytes, bool]:
        """A part, or what fits of it, and whether that is all."""
        with self.archive.open(self.parts[name.lower().lstrip("/")]) as part:
            data = part.read(LARGEST_PART + 1)
        if any(mark in data for mark in FORBIDDEN):
            raise input_error("E121", Place(self.file, ""), found=name)
        self.taken[self.parts[name.lower().lstrip("/")].filename] = data
        if sum(map(len, self.taken.values())) > 2 * LARGEST_PART:
            raise input_error("E122", Place(self.file, ""), found=name, allowed=f"{2 * LARGEST_PART // 1048576} MB")
        return data, len(data) <= LARGEST_PART

    def replace(self, name: str, data: bytes) -> bytes:
        """Pass on something else in the place of a part."""
        self.taken[self.parts[name.lower().lstrip("/")].filename] = data
        return data

    def packed(self) -> bytes:
        """What was taken, as an archive again."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self.taken.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return content.getvalue()


def _admit(archive: _Archive) -> Passed:
    if "xl/workbook.xml" in archive.parts:
        return _admit_xlsx(archive)
    if "content.xml" in archive.parts and b"spreadsheet" in archive.take("mimetype")[:100]:
        return _admit_ods(archive)
    raise input_error("E117", Place(archive.file, ""), found=_kind_of_parts(archive.parts))


def _admit_xlsx(archive: _Archive) -> Passed:
    workbook, links = archive.take("xl/workbook.xml"), archive.take("xl/_rels/workbook.xml.rels")
    for name in ("[content_types].xml", "_rels/.rels"):
        if name in archive.parts:
            archive.take(name)
    percents = percent_styles(archive.take("xl/styles.xml")) if "xl/styles.xml" in archive.parts else frozenset()
    longest = 0
    if "xl/sharedstrings.xml" in archive.parts:
        longest = max(map(len, archive.take("xl/sharedstrings.xml").split(b"</si>")))
    marks, texts, area = [], 0, 0
    for name, target in _sheets(workbook, links):
        if target not in archive.parts:
            continue
        scan = SheetScan(name, percents)
        _scan(archive, scan, target)
        marks.append(scan.marks)
        texts += scan.texts
        area += scan.area
        _bound(archive, [scan.marks], area)
    _bound(archive, marks, area)
    if texts * longest > MOST_TEXT:
        raise input_error("E122", Place(archive.file, ""), found="sharedStrings", allowed=f"{MOST_TEXT // 1048576} MB")
    return Passed(archive.packed(), tuple(marks), any("vbaproject" in name for name in archive.parts))


def _admit_ods(archive: _Archive) -> Passed:
    if "meta-inf/manifest.xml" in archive.parts and b"encryption-data" in archive.take("meta-inf/manifest.xml"):
        raise input_error("E115", Place(archive.file, ""))
    scan = OdsScan()
    _scan(archive, scan, "content.xml")
    _bound(archive, scan.sheets, scan.area)
    if scan.characters > MOST_TEXT:
        raise input_error("E122", Place(archive.file, ""), found="content.xml", allowed=f"{MOST_TEXT // 1048576} MB")
    return Passed(archive.packed(), tuple(scan.sheets), any(name.startswith("basic/") for name in archive.parts))


def _bound(archive: _Archive, sheets: Sequence[SheetMarks], area: int) -> None:
    """What is small in a file may be large once it is read."""
    merged = [each for marks in sheets for each in marks.merged]
    covered = sum((last - first + 1) * (right - left + 1) for first, left, last, right in map(_within, merged))
    for found, name, most in ((area, CELLS, AREA), (covered, CELLS, AREA), (len(merged), MERGED, MOST_MERGED)):
        if found > most:
            raise input_error("E126", Place(archive.file, ""), name=name, found=found, allowed=most)


def _within(area: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """What of a merged area lies where a form may reach."""
    first, left, last, right = area
    return first, left, max(first, min(last, ROWS)), max(left, min(right, COLUMNS))


def _scan(archive: _Archive, scan: SheetScan | OdsScan, name: str) -> None:
    """Scan as much as there is: a sheet that reaches too far is told by its cell."""
    data, whole = archive.start(name)
    if isinstance(scan, SheetScan):
        data = archive.replace(name, bare(data))
    try:
        scan.feed(data, whole)
    except TooFar as far:
        raise input_error("E120", Place(archive.file, far.at), allowed=far.allowed) from None
    except SyntaxError as error:
        raise input_error("E118", Place(archive.file, ""), why=f"{name}: {error}"[:80]) from None
    if not whole:
        raise input_error("E122", Place(archive.file, ""), found=name, allowed=f"{LARGEST_PART // 1048576} MB")


def _sheets(workbook: bytes, links: bytes) -> Iterable[tuple[str, str]]:
    """Names of the sheets and their parts, in the order of the workbook."""
    targets = {told.get("Id", ""): told.get("Target", "") for told in attributes_of("Relationship", links)}
    for told in attributes_of("sheet", workbook):
        link = next((value for key, value in told.items() if key.endswith(":id") or key == "id"), "")
        target = targets.get(link, "").lower()
        yield told.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _kind_of_bytes(raw: bytes) -> str:
    starts = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
              b"<htm": "HTML", b"<!DO": "HTML", b"<?xm": "XML", b"PK\x05\x06": "ZIP", b"{\\rt": "RTF"}  # fmt: skip
    return next((kind for start, kind in starts.items() if raw[: len(start)].lower() == start.lower()), "?")


def _kind_of_parts(parts: Iterable[str]) -> str:
    kinds = {"word/": "Word", "ppt/": "PowerPoint", "xl/workbook.bin": "xlsb", "content.xml": "ODF"}
    return next((kind for start, kind in kinds.items() if any(name.startswith(start) for name in parts)), "ZIP")
