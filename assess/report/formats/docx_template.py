"""A bureau's own Word template: its styles and its page, and nothing else of it.

The file comes from outside and is hostile. Only two parts are parsed, only elements of a
closed list are copied from them, and a template that could do anything (macros, embedded
objects, links to other places) is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final, NamedTuple

from ...io.files import read_bytes
from ...model.problems import input_error
from ...model.profile import Place

LARGEST: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 500
LARGEST_PART: Final = 4 * 1024 * 1024
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST: Final = 12

ACTIVE: Final = re.compile(
    r"vbaProject|vbaData|activeX|oleObject|/embeddings/|\.bin$|customUI|\.exe$|\.dll$", re.IGNORECASE
)
_OF_PARAGRAPHS = (
    "keepNext keepLines pageBreakBefore widowControl pBdr shd tabs kinsoku wordWrap overflowPunct topLinePunct "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind contextualSpacing jc textAlignment"
)
_OF_LETTERS = "rFonts b bCs i iCs caps smallCaps color spacing w kern position sz szCs highlight u lang"
PARAGRAPH: Final = frozenset(_OF_PARAGRAPHS.split())
LETTERS: Final = frozenset(_OF_LETTERS.split())
WORD: Final = re.compile(r"[\w .,+%()\-#;一-鿿]{0,80}")


class House(NamedTuple):
    """Styles and page of a bureau."""

    styles: dict[str, tuple[dict[str, str], dict[str, str]]]
    """By lower-case name: properties of the paragraph and of its letters, each as XML."""
    page: dict[str, int]
    """Width, height and margins in twips; empty where the template does not say."""


def read_house(path: Path) -> House:
    """Styles and page of a .docx.

    Raises:
        InputError: not a .docx, too large, or one that could do something.
    """
    place = Place(path.name, "")
    parts = _parts(read_bytes(path, LARGEST), place)
    styles = _parsed(parts.get("word/styles.xml"), place)
    document = _parsed(parts.get("word/document.xml"), place)
    return House(_styles(styles), _page(document))


def _parts(raw: bytes, place: Place) -> dict[str, bytes]:
    """The two parts that are read, once the whole package has been found harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            listed = package.infolist()
            if len(listed) > MOST_PARTS or any(
                part.file_size > LARGEST_PART for part in listed if part.filename.endswith((".xml", ".rels"))
            ):
                raise input_error("E612", place, found="zip", why=f"> {LARGEST_PART // 1048576} MB")
            for part in listed:
                if ACTIVE.search(part.filename):
                    raise input_error("E613", place, found=part.filename[:60])
                if part.filename.endswith(".rels"):
                    _refuse_links(package.read(part), place)
            _refuse_macros(package, place)
            names = {part.filename for part in listed}
            return {name: package.read(name) for name in ("word/styles.xml", "word/document.xml") if name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise input_error("E612", place, found=place.file, why=str(error)[:60]) from None


def _refuse_links(raw: bytes, place: Place) -> None:
    root = _parsed(raw, place)
    for relation in root:
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            raise input_error("E614", place, found=str(relation.get("Target", ""))[:60])


def _refuse_macros(package: zipfile.ZipFile, place: Place) -> None:
    try:
        types = package.read("[Content_Types].xml")
    except KeyError:
        raise input_error("E612", place, found=place.file, why="[Content_Types].xml") from None
    if b"macroEnabled" in types:
        raise input_error("E613", place, found="macroEnabled")


def _parsed(raw: bytes | None, place: Place) -> Any:
    """XML without a document type, entities or anything to fetch."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if raw is None:
        raise input_error("E612", place, found=place.file, why="word/document.xml, word/styles.xml")
    try:
        return fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise input_error("E612", place, found=place.file, why=str(error)[:60]) from None


# Styles


def _styles(root: Any) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """Properties of all paragraph styles, with those they are based on."""
    found = {
        style.get(f"{W}styleId"): style for style in root.iter(f"{W}style") if style.get(f"{W}type") == "paragraph"
    }
    made = {}
    for style in found.values():
        name = style.find(f"{W}name")
        if name is not None:
            made[str(name.get(f"{W}val", "")).lower()] = _inherited(style, found, root)
    return made


def _inherited(style: Any, found: dict[Any, Any], root: Any) -> tuple[dict[str, str], dict[str, str]]:
    line = [style]
    while len(line) < DEEPEST:
        above = line[-1].find(f"{W}basedOn")
        over = found.get(above.get(f"{W}val")) if above is not None else None
        if over is None or over in line:
            break
        line.append(over)
    paragraph: dict[str, str] = {}
    letters: dict[str, str] = {}
    general = root.find(f"{W}docDefaults")
    for each in [
        *([] if general is None else [*general.iter(f"{W}pPrDefault"), *general.iter(f"{W}rPrDefault")]),
        *reversed(line),
    ]:
        paragraph |= _kept(each.find(f"{W}pPr"), PARAGRAPH)
        letters |= _kept(each.find(f"{W}rPr"), LETTERS)
    return paragraph, letters


def _kept(properties: Any, allowed: frozenset[str]) -> dict[str, str]:
    """Elements of the closed list, written anew from their plain attributes."""
    if properties is None:
        return {}
    return {child.tag.removeprefix(W): _written(child) for child in properties if child.tag.removeprefix(W) in allowed}


def _written(element: Any, depth: int = 0) -> str:
    """An element of Word's own namespace; attributes that are no plain words are left out,
    and so are those that point to a theme, which is not taken along."""
    pairs = [(key.removeprefix(W), value) for key, value in element.items() if key.startswith(W)]
    told = "".join(
        f' w:{key}="{value}"' for key, value in pairs if WORD.fullmatch(value) and "heme" not in key and key.isalpha()
    )
    inside = (
        ""
        if depth > 1
        else "".join(
            _written(child, depth + 1)
            for child in element
            if child.tag.startswith(W) and child.tag.removeprefix(W).isalpha()
        )
    )
    name = element.tag.removeprefix(W)
    return f"<w:{name}{told}>{inside}</w:{name}>" if inside else f"<w:{name}{told}/>"


# Page


def _page(root: Any) -> dict[str, int]:
    """Size and margins of the last section, which is that of the whole document."""
    section = next((each for each in reversed(list(root.iter(f"{W}sectPr")))), None)
    if section is None:
        return {}
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return {}
    wanted = {"w": size, "h": size, "top": margins, "right": margins, "bottom": margins, "left": margins}
    page = {key: _twips(element.get(f"{W}{key}")) for key, element in wanted.items()}
    sane = page["w"] - page["left"] - page["right"] > 3000 and page["h"] - page["top"] - page["bottom"] > 3000
    return page if sane and min(page.values()) >= 0 and max(page.values()) < 32000 else {}


def _twips(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text) else -1
