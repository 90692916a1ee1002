"""The package of a Word document: parts, their types, and how they refer to each other.

Only parts that the new text can reach go into it: what a base document holds for its own
text (pictures, comments, charts) stays behind.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ..document import Report
from .docx_base import DOCUMENT, NUMBERING, STYLES, BaseDocument, parse
from .docx_xml import OFFICE

PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KEPT: Final = ("settings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes")
"""What a document refers to whatever its text is, beside styles and numbering."""
ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""Of every part, so that equal reports are equal bytes."""
TYPES: Final = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "xlsx": f"{OPEN_XML}.spreadsheetml.sheet",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{OPEN_XML}.extended-properties+xml",
    f"/{DOCUMENT}": f"{OPEN_XML}.wordprocessingml.document.main+xml",
    f"/{STYLES}": f"{OPEN_XML}.wordprocessingml.styles+xml",
    f"/{NUMBERING}": f"{OPEN_XML}.wordprocessingml.numbering+xml",
}
"""Types of the parts that are always ours, by extension or by name."""


class Relation(NamedTuple):
    """From one part to another."""

    id: str
    kind: str
    """The last word of its type."""
    target: str
    """Name of a part."""


class WordPackage:
    """Parts of a base document, to which charts and a text are added."""

    def __init__(self, base: BaseDocument) -> None:
        self._base = base
        self._types = _types(base.parts["[Content_Types].xml"]) | TYPES
        self._relations = [relation for relation in relations(base.parts, DOCUMENT) if relation.kind in KEPT]
        self._relations += [Relation("rIdStyles", "styles", STYLES), Relation("rIdNumbering", "numbering", NUMBERING)]
        names: set[str] = set()
        for relation in self._relations:
            self._reach(relation.target, names)
        self._parts = {name: base.parts[name] for name in base.parts if name in names}
        self._charts = 0

    def _reach(self, name: str, names: set[str]) -> None:
        """Add a part and all that it refers to."""
        if name not in names:
            names |= {name, _relations_part(name)}
            for relation in relations(self._base.parts, name):
                self._reach(relation.target, names)

    def add_chart(self, chart: bytes, workbook: bytes) -> str:
        """Add a chart, which refers to its workbook as rId1; the id of its relation is returned."""
        self._charts += 1
        name = f"word/charts/chart{self._charts}.xml"
        book = f"word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        self._parts |= {name: chart, book: workbook}
        self._parts[_relations_part(name)] = _relations_xml([Relation("rId1", "package", book)], name)
        self._types[f"/{name}"] = f"{OPEN_XML}.drawingml.chart+xml"
        relation = Relation(f"rIdChart{self._charts}", "chart", name)
        self._relations.append(relation)
        return relation.id

    def write(self, document: str, report: Report) -> bytes:
        """The whole package around the XML of a document."""
        parts = self._parts | {
            "_rels/.rels": _PACKAGE_RELATIONS.encode(),
            "docProps/core.xml": _core_properties(report).encode(),
            "docProps/app.xml": _PROGRAM.encode(),
            DOCUMENT: (XML + document).encode(),
            _relations_part(DOCUMENT): _relations_xml(self._relations, DOCUMENT),
        }
        parts = {"[Content_Types].xml": self._types_xml(parts).encode(), **parts}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(zipfile.ZipInfo(name, ZIP_TIME), part, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _types_xml(self, parts: Mapping[str, bytes]) -> str:
        defaults = "".join(
            f"<Default Extension={quoteattr(suffix)} ContentType={quoteattr(self._types[suffix])}/>"
            for suffix in sorted({_suffix(name) for name in parts} & set(self._types))
        )
        overrides = "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(self._types['/' + name])}/>"
            for name in parts
            if f"/{name}" in self._types
        )
        return f'{XML}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def relations(parts: Mapping[str, bytes], name: str) -> list[Relation]:
    """The parts that a part refers to; links to the outside are none."""
    rels = parts.get(_relations_part(name))
    found = parse(rels).getElementsByTagNameNS("*", "Relationship") if rels else []
    return [
        Relation(each.getAttribute("Id"), each.getAttribute("Type").rsplit("/", 1)[-1], target)
        for each in found
        if each.getAttribute("TargetMode") != "External"
        for target in [
            posixpath.normpath(posixpath.join("/", posixpath.dirname(name), each.getAttribute("Target")))[1:]
        ]
    ]


def _relations_part(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _relations_xml(found: list[Relation], source: str) -> bytes:
    folder = posixpath.dirname(source)
    rows = "".join(
        f'<Relationship Id={quoteattr(relation.id)} Type="{OFFICE}/{relation.kind}" '
        f"Target={quoteattr(posixpath.relpath(relation.target, folder))}/>"
        for relation in found
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'.encode()


def _types(part: bytes) -> dict[str, str]:
    """Types of parts by extension, or by name with a slash before it."""
    root = parse(part)
    defaults, overrides = (root.getElementsByTagNameNS("*", name) for name in ("Default", "Override"))
    types = {each.getAttribute("Extension").lower(): each.getAttribute("ContentType") for each in defaults}
    return types | {each.getAttribute("PartName"): each.getAttribute("ContentType") for each in overrides}


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _core_properties(report: Report) -> str:
    day = f'xsi:type="dcterms:W3CDTF">{report.date}T00:00:00Z'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(report.name[:255])}</dc:title><dc:creator/><cp:revision>1</cp:revision>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified>"
        f"<dc:language>{'zh-CN' if report.language == 'zh' else 'en-GB'}</dc:language></cp:coreProperties>"
    )


_PACKAGE_RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{DOCUMENT}"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
_PROGRAM = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>assess</Application></Properties>"
)
