"""Files that are something else, damaged or hostile, and what is to be said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .workbook_builder import Book, Grid, error, filled, form, packed, parts_of, without

YEAR = "2025年"


class Case(NamedTuple):
    """A broken workbook."""

    name: str
    make: Callable[[], bytes]
    code: str | None
    """The code that must be among those told; None where nothing need be said."""
    exit: int = 2
    file: str = "form.xlsx"
    apart: bool = False
    """Whether it might take the reading process down with it."""

    @property
    def fixable(self) -> bool:
        """Whether cells can be mended by what the messages say."""
        return self.exit == 2 and not (self.code or "").startswith("E1")


def files() -> Iterator[Case]:
    """Files that are something else, damaged, or hostile."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    yield Case("password", lambda: ole + "EncryptedPackage".encode("utf-16-le"), "E115")
    yield Case("xls", lambda: ole + "Workbook".encode("utf-16-le"), "E116", file="form.xls")
    yield Case("xls renamed", lambda: ole + "Workbook".encode("utf-16-le"), "E116")
    yield Case("et", lambda: ole + "Workbook".encode("utf-16-le"), "E116", file="form.et")
    yield Case("docx renamed", lambda: packed({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "E117")
    yield Case("pptx renamed", lambda: packed({"ppt/presentation.xml": b"<x/>"}), "E117")
    yield Case("xlsb", lambda: packed({"xl/workbook.bin": b"\0"}), "E117", file="form.xlsb")
    yield Case(
        "odt", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "E117"
    )
    sheets = b"application/vnd.oasis.opendocument.spreadsheet"
    yield Case("ods", lambda: packed({"mimetype": sheets, "content.xml": b"<x/>"}), "E128", file="form.ods")
    yield Case("ods renamed", lambda: packed({"mimetype": sheets, "content.xml": b"<x/>"}), "E128")
    for start in (b"%PDF-1.7", b"\x89PNG\r\n", b"<html>", b"name,value\n", b"Rar!", b"{\\rtf1", b"\xff\xd8\xff\xe0"):
        yield Case(f"renamed {start[:5]!r}", lambda start=start: start + bytes(99), "E117")
    yield Case("csv", lambda: b"a,b\n1,2\n", "E117", file="form.csv")
    yield Case("empty", lambda: b"", "E105")
    yield Case("only blanks", lambda: b"\n\n", "E117")
    for keep in (100, 5000, 30000):
        yield Case(f"cut after {keep}", lambda keep=keep: form()[:keep], "E118")
    yield Case("byte turned", _turned, "E118")
    yield Case("no sheets", lambda: packed({"xl/workbook.xml": b"<workbook/>"}), "E118")
    yield Case("sheet not XML", lambda: _with_part("xl/worksheets/sheet3.xml", b"<worksheet><oops"), "E118")
    yield Case("part twice", _twice, "E118")
    yield Case("another workbook", lambda: Book({"Sheet1": {(0, 0): "姓名", (1, 0): "张三"}}).bytes(), "E119")
    yield Case("blank workbook", lambda: Book({"Sheet1": {}}).bytes(), "E119")
    yield Case(
        "no styles", lambda: packed({n: d for n, d in parts_of(filled().bytes()).items() if "styles" not in n}), None, 0
    )
    yield Case("dimension A1", lambda: _dimension("A1"), None, 0)
    yield Case("empty fill", lambda: without(form(), "<fill>.*?</fill>", "<fill/>"), None, 0)
    yield Case("macros", lambda: _with_part("xl/vbaProject.bin", b"\0" * 99), "N206", 0)
    yield Case("macros in xlsm", lambda: _with_part("xl/vbaProject.bin", b"\0" * 99), "N206", 0, "form.xlsm")
    for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet3.xml"):
        yield Case(f"entity bomb in {part}", lambda part=part: _bomb(part), "E121", apart=True)
    yield Case("XXE", lambda: _typed(b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "E121", apart=True)
    yield Case("dimension of all cells", lambda: _dimension("A1:XFD1048576"), None, 0, apart=True)
    yield Case("cell at XFD1048576", lambda: _far("XFD1048576"), "E120", apart=True)
    for start, end in (("<", "?x{}?>"), ("<!-", "-{}-->"), ("<![CD", "ATA[{}]]>")):
        yield Case(f"cell at XFD1048576 behind a torn {start}", lambda s=start, e=end: _torn(s, e), "E118", apart=True)
    yield Case("cell at XFD1048576 in the bytes of UTF-16", _disguised, "E118", apart=True)
    yield Case("formula without a value at XFD1048576", lambda: _rows_of(FAR.format("<f>A1</f>")), "E120", apart=True)
    yield Case("cell at CV1048576", lambda: _far("CV1048576"), "E120", apart=True)
    yield Case("cell at XFD1048576 with a prefix of its own", _prefixed_far, "E120", apart=True)
    yield Case("error with a prefix of its own", _prefixed_error, "E228")
    yield Case("raw > in the name of a sheet", _raw_name, None, 0)
    yield Case("a hundred sheets to the limits", lambda: _many_sheets(100), "E126", apart=True)
    for inside in ('<c r="A1"/><v>1</v>', '<row r="1"/><v>1</v>', "<a:b:c r='A1'/><v>1</v>"):
        yield Case(f"{inside[:8]} within a far cell", lambda i=inside: _rows_of(FAR.format(i)), "", apart=True)
    yield Case("two thousand merged areas", _merges, "E126", apart=True)
    yield Case("a million short rows", _short_rows, "E120", apart=True)
    yield Case("zip bomb", lambda: _blanks(600), "E122", apart=True)
    yield Case("bomb of shared texts", _shared, "E122", apart=True)
    yield Case("deep XML", lambda: _typed(b"<a>" * 200_000), "E118", apart=True)


def _dimension(area: str) -> bytes:
    return without(form(), r'<dimension ref="[^"]*"', f'<dimension ref="{area}"')


def _with_part(name: str, data: bytes) -> bytes:
    return packed(parts_of(form()) | {name: data})


def _turned() -> bytes:
    raw = bytearray(form())
    raw[len(raw) // 2 : len(raw) // 2 + 60] = bytes(60)
    return bytes(raw)


def _twice() -> bytes:
    content = io.BytesIO(form())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("XL/workbook.xml", b"<workbook/>")
    return content.getvalue()


def _typed(start: bytes) -> bytes:
    sheet = parts_of(form())["xl/worksheets/sheet3.xml"]
    head, _, rest = sheet.partition(b"?>")
    return _with_part("xl/worksheets/sheet3.xml", head + b"?>" + start + rest)


def _bomb(part: str) -> bytes:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    head, _, rest = parts_of(form())[part].partition(b"?>")
    return _with_part(part, head + f'?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode() + rest)


def _torn(start: str, end: str) -> bytes:
    """An ordinary cell stands where, were it taken out, a tag that hides another cell would begin."""
    ordinary, far = '<c r="A1"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>'
    return _rows_of(f'<row r="1">{start}{ordinary}{end.format(far)}</row>')


def _disguised() -> bytes:
    """A harmless text in UTF-16 that is a far cell to whoever takes its bytes for UTF-8."""
    far = '<worksheet>  <sheetData> <row r="1"> <c r="CV1048576"><v>1</v></c></row></sheetData></worksheet>'
    text = far.encode().decode("utf-16-le")
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet><a>{text}</a></worksheet>'
    return packed(parts_of(filled().bytes()) | {"xl/worksheets/sheet3.xml": sheet.encode("utf-16")})


def _far(at: str) -> bytes:
    book = filled()
    book[f"指标!{at}"] = 1
    return book.bytes()


PREFIXED = ' xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _prefixed_far() -> bytes:
    return _rows_of(f'<row r="1"><x:c{PREFIXED} r="XFD1048576"><x:v>1</x:v></x:c></row>')


def _prefixed_error() -> bytes:
    book = filled()
    book[book.fact("output", YEAR)] = error("#N/A")
    cell = r'<c (r="[A-Z]+[0-9]+" t="e")>(.*?)</c>'
    return without(book.bytes(), cell, rf"<x:c{PREFIXED} \1>\2</x:c>")


def _raw_name() -> bytes:
    book = filled()
    book.sheets = {"龙头>企业" if name == "龙头企业" else name: cells for name, cells in book.sheets.items()}
    return without(book.bytes(), "龙头&gt;企业", "龙头>企业")


def _many_sheets(count: int) -> bytes:
    """Each holds two cells, as far from one another as they may be."""
    ends: Grid = {(0, 0): 1, (4998, 255): 1}
    return Book(filled().sheets | {f"S{number}": ends for number in range(count)}).bytes()


def _merges() -> bytes:
    book = filled()
    book.merged["指标"] = ["A5:IV4999"] * 2000
    return book.bytes()


def _rows_of(inside: str) -> bytes:
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{inside}</sheetData></worksheet>'
    return packed(parts_of(filled().bytes()) | {"xl/worksheets/sheet3.xml": sheet.encode()})


def _short_rows() -> bytes:
    return _rows_of("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_048_577)))


def _blanks(megabytes: int) -> bytes:
    content = io.BytesIO(filled().bytes())
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1048576)
    return content.getvalue()


TEXTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def _shared() -> bytes:
    """One very long text that a hundred thousand cells share."""
    lines = (
        f'<row r="{n}">' + "".join(f'<c r="{chr(65 + i)}{n}" t="s"><v>0</v></c>' for i in range(26)) + "</row>"
        for n in range(1, 4001)
    )
    parts = parts_of(_rows_of("".join(lines)))
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TEXTS}"/></Types>'
    types = parts["[Content_Types].xml"].replace(b"</Types>", part.encode())
    texts = f"<sst><si><t>{'x' * 10_000_000}</t></si></sst>".encode()
    return packed(parts | {"xl/sharedStrings.xml": texts, "[Content_Types].xml": types})


FAR = '<row r="1"><c r="XFD1048576">{}</c></row>'
