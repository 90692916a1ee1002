"""The document a report is written into: its styles, numbering, page, headers and footers.

Ours are two assets, one a language, made to be opened and changed in Word. A bureau's
template takes their place and is given the styles it lacks, and our numbering of headings.
Styles go by their names: their ids differ with the language of the Word that saved them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from ...model.text import Language
from .docx_xml import CHART, OFFICE
from .templates import ASSETS

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
NAMESPACES: Final = {
    "xmlns:w": W,
    "xmlns:r": OFFICE,
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:c": CHART,
}
"""Prefixes of the text that is written."""
MIN_TEXT: Final = 3000
"""Twips between the margins, below which no report can be set."""
BEFORE_NUMBERING: Final = ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
"""Properties of a paragraph that the schema wants before its numbering."""


def parse(part: bytes) -> Document:
    """A part as a tree that keeps its prefixes: Word refers to them in attribute values.

    Raises:
        DefusedXmlException: the part has a document type or entities.
        ExpatError: it is not well-formed.
    """
    from defusedxml.minidom import parseString

    document: Document = parseString(part, forbid_dtd=True)
    return document


class BaseDocument:
    """Styles and page of a document.

    Attributes:
        parts: the whole package.
        style_ids: of paragraph styles, by lower-case name.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Read what a body must know of its document.

        Raises:
            ValueError: the page has no size or no room for text.
        """
        self.parts = parts
        self.style_ids = {_name(style): _id(style) for style in _paragraph_styles(parse(parts[STYLES]))}
        self._root = root_of(parse(parts[DOCUMENT]))
        body = _elements(self._root, "body")
        found = [child for child in body[0].childNodes if child.localName == "sectPr"] if body else []
        if not found or not _elements(found[-1], "pgSz") or not _elements(found[-1], "pgMar"):
            raise ValueError("w:sectPr")
        self._section = found[-1]
        for name in ("type", "sectPrChange"):  # every section begins on a page of its own; no change is tracked
            for element in _elements(self._section, name):
                self._section.removeChild(element)
        if min(map(self.text_width, (False, True))) < MIN_TEXT:
            raise ValueError("w:pgSz, w:pgMar")

    def document_xml(self, body: str) -> str:
        """The part of the text: a body in the root element of this document, which declares what
        the properties of its sections mean."""
        declared = dict(self._root.attributes.items()) | NAMESPACES
        attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in declared.items())
        return f"<{self._root.tagName} {attributes}><w:body>{body}</w:body></{self._root.tagName}>"

    def section_xml(self, wide: bool, first: bool = False) -> str:
        """Properties of a section of pages, upright or, for wide tables, turned by a quarter.

        Only the first may begin the count of pages or have a first page unlike the others.
        """
        section = self._turned(wide)
        if not first:
            for title_page in _elements(section, "titlePg"):
                section.removeChild(title_page)
            for numbering in _elements(section, "pgNumType"):
                if numbering.hasAttributeNS(W, "start"):
                    numbering.removeAttributeNS(W, "start")
        return section.toxml()

    def text_width(self, wide: bool) -> int:
        """Twips between the margins."""
        section = self._turned(wide)
        (size,), (margins,) = _elements(section, "pgSz"), _elements(section, "pgMar")
        return _twips(size, "w") - _twips(margins, "left") - _twips(margins, "right")

    def _turned(self, wide: bool) -> Element:
        section = _copy(self._section)
        (size,), (margins,) = _elements(section, "pgSz"), _elements(section, "pgMar")
        across, down = _twips(size, "w"), _twips(size, "h")
        if wide == (across > down):
            return section
        _set(size, "w", str(down))
        _set(size, "h", str(across))
        _set(size, "orient", "landscape" if wide else "portrait")
        sides = {side: _twips(margins, side) for side in ("top", "right", "bottom", "left")}
        for side, source in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
            _set(margins, side, str(sides[source]))
        _set(margins, "footer", str(min(_twips(margins, "footer"), sides["right"] * 2 // 3)))
        return section


def base_document(language: Language, template: Mapping[str, bytes] | None = None) -> BaseDocument:
    """The document to write into.

    Args:
        language: of the report.
        template: parts of a bureau's own document, to be used instead of ours.
    """
    with zipfile.ZipFile(ASSETS / f"base-{language}.docx") as package:
        ours = {name: package.read(name) for name in package.namelist()}
    return BaseDocument(ours if template is None else _complete(template, ours))


def _complete(template: Mapping[str, bytes], ours: Mapping[str, bytes]) -> dict[str, bytes]:
    """The template with the styles that it lacks, and with our list, which counts headings and items.

    Other lists go: none of the styles that a report uses may be counted by them.
    """
    styles, our_styles, lists = parse(template[STYLES]), parse(ours[STYLES]), parse(ours[NUMBERING])
    known = {_name(style): style for style in _paragraph_styles(styles)}
    ids = {
        _id(style): _id(known[_name(style)]) if _name(style) in known else f"assess{_id(style)}"
        for style in _paragraph_styles(our_styles)
    }
    for style in _paragraph_styles(our_styles):
        if _name(style) in known:
            _count_alike(known[_name(style)], style)
        else:
            root_of(styles).appendChild(_renamed(style, ids))
    for counted in _elements(lists, "pStyle"):
        _set(counted, "val", ids[_value(counted)])
    root_of(styles).setAttribute("xmlns:w", W)
    return {**template, STYLES: styles.toxml(encoding="UTF-8"), NUMBERING: lists.toxml(encoding="UTF-8")}


def _renamed(style: Element, ids: Mapping[str, str]) -> Element:
    """A copy of a style under the ids of another document."""
    copy = _copy(style)
    _set(copy, "styleId", ids[_id(style)])
    for link in [link for name in ("basedOn", "next", "link") for link in _elements(copy, name)]:
        if _value(link) in ids:
            _set(link, "val", ids[_value(link)])
        else:
            copy.removeChild(link)
    return copy


def _count_alike(style: Element, model: Element) -> None:
    """Have a style counted as its model is: by the same level of our list, or not at all."""
    for old in _elements(style, "numPr"):
        if old.parentNode:
            old.parentNode.removeChild(old)
    for numbering in _elements(model, "numPr"):
        if not _elements(style, "pPr"):
            letters = _elements(style, "rPr")
            style.insertBefore(_copy(_elements(model, "pPr")[0], deep=False), letters[0] if letters else None)
        properties = _elements(style, "pPr")[0]
        after = [child for child in properties.childNodes if child.localName not in BEFORE_NUMBERING]
        properties.insertBefore(_copy(numbering), after[0] if after else None)


# Elements of Word


def root_of(document: Document) -> Element:
    """The outermost element."""
    assert document.documentElement
    return document.documentElement


def _copy(element: Element, deep: bool = True) -> Element:
    copy = element.cloneNode(deep)
    assert copy
    return copy


def _elements(parent: Document | Element, name: str) -> list[Element]:
    return list(parent.getElementsByTagNameNS(W, name))


def _paragraph_styles(styles: Document) -> Iterator[Element]:
    for style in _elements(styles, "style"):
        if style.getAttributeNS(W, "type") == "paragraph" and _elements(style, "name"):
            yield style


def _name(style: Element) -> str:
    return _value(_elements(style, "name")[0]).lower()


def _id(style: Element) -> str:
    return style.getAttributeNS(W, "styleId")


def _value(element: Element) -> str:
    return element.getAttributeNS(W, "val")


def _set(element: Element, name: str, value: str) -> None:
    element.setAttributeNS(W, f"w:{name}", value)


def _twips(element: Element, name: str) -> int:
    return int(element.getAttributeNS(W, name) or 0)
