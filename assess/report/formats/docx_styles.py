"""Styles of the Word report after GB/T 9704-2012.

Text in 三号 (16 pt) 仿宋, 22 lines of 28 characters a page; the title in 二号 小标宋, headings
in 黑体 and 楷体, page numbers in 四号 宋体. Only names of fonts go into the file; where one is
not installed, the font table names what may stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from ...model.text import Language

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

PITCH: Final = 579
"""Twips from line to line: 22 of them on 225 mm."""
CLOSER: Final = -5
"""28 characters of 16 pt on 156 mm: each is set a quarter point closer. The grid of a page
could say so too, but LibreOffice misreads a negative one and spreads the text."""

SONG, FANG, HEI, KAI, TITLE_SONG = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
ROMAN, PLAIN = "Times New Roman", "Arial"
FALLBACKS: Final = {
    TITLE_SONG: "宋体",
    FANG: "仿宋",
    KAI: "楷体",
    HEI: "SimHei",
    SONG: "SimSun",
    ROMAN: "Liberation Serif",
    PLAIN: "Liberation Sans",
}


class Style(NamedTuple):
    """A paragraph style: fonts for Chinese and for Latin letters, size in half points."""

    id: str
    name: str
    east: str
    latin: str
    size: int
    paragraph: str = ""
    """Properties of the paragraph, as XML in the order of the schema."""
    bold: bool = False
    based_on: str = "Normal"
    closer: int = 0
    """Twips by which the characters are set apart."""


def _lines(before: int, after: int, pitch: int | None = None, rule: str = "exact") -> str:
    line = f' w:line="{pitch}" w:lineRule="{rule}"' if pitch else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{line}/>'


def _level(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'


def _outline(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


_FREE = '<w:snapToGrid w:val="0"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_LEFT, _CENTRE, _RIGHT, _BOTH = (f'<w:jc w:val="{side}"/>' for side in ("left", "center", "right", "both"))
_SINGLE = _lines(0, 0, 240, "auto")
_PICTURE = "<w:keepNext/>" + _FREE + _lines(120, 0, 240, "auto") + _CENTRE

CHINESE: Final = (
    Style("Normal", "Normal", FANG, ROMAN, 32, _lines(0, 0, PITCH) + _BOTH, based_on=""),
    Style("BodyText", "Body Text", FANG, ROMAN, 32, _TWO, closer=CLOSER),
    Style("Title", "Title", TITLE_SONG, ROMAN, 44, _KEEP + _FREE + _lines(0, 0, 700) + _CENTRE),
    Style("Subtitle", "Subtitle", KAI, ROMAN, 32, _FREE + _lines(120, 0, PITCH) + _CENTRE),
    Style("Heading1", "heading 1", HEI, ROMAN, 32, _KEEP + _level(0) + _TWO + _outline(0)),
    Style("Heading2", "heading 2", KAI, ROMAN, 32, _KEEP + _level(1) + _TWO + _outline(1)),
    Style("Heading3", "heading 3", FANG, ROMAN, 32, _KEEP + _level(2) + _TWO + _outline(2)),
    Style("Heading4", "heading 4", FANG, ROMAN, 32, _KEEP + _level(3) + _TWO + _outline(3)),
    Style("Annex", "Annex", HEI, ROMAN, 32, _KEEP + _lines(240, 60, PITCH) + _LEFT + _outline(0)),
    Style("Lead", "Lead", HEI, ROMAN, 32, _KEEP + _lines(160, 0, PITCH) + _CENTRE),
    Style("Item", "Item", FANG, ROMAN, 32, _level(4) + _TWO, closer=CLOSER),
    Style("Note", "Note", KAI, ROMAN, 28, '<w:ind w:firstLineChars="200" w:firstLine="560"/>'),
    Style("Caption", "caption", HEI, ROMAN, 24, _FREE + _lines(120, 60, 440) + _CENTRE),
    Style("Chart", "Chart", FANG, ROMAN, 24, _PICTURE),
    Style("TableText", "Table Text", SONG, ROMAN, 21, _FREE + _lines(20, 20, 300) + _LEFT),
    Style("TableHead", "Table Head", HEI, ROMAN, 21, _FREE + _lines(20, 20, 300) + _CENTRE),
    Style("TOC1", "toc 1", FANG, ROMAN, 28, _FREE + _lines(0, 0, 330)),
    Style("Signature", "Signature", FANG, ROMAN, 32, '<w:ind w:rightChars="400" w:right="1280"/>' + _RIGHT),
    Style("Footer", "footer", SONG, SONG, 28, _FREE + _SINGLE),
)

_AIR = _lines(0, 120, 320, "atLeast")

ENGLISH: Final = (
    Style("Normal", "Normal", SONG, ROMAN, 24, _AIR + _LEFT, based_on=""),
    Style("BodyText", "Body Text", SONG, ROMAN, 24),
    Style("Title", "Title", HEI, ROMAN, 44, _KEEP + _FREE + _lines(0, 0, 600) + _CENTRE, bold=True),
    Style("Subtitle", "Subtitle", SONG, ROMAN, 24, _FREE + _AIR + _CENTRE),
    Style("Heading1", "heading 1", HEI, PLAIN, 32, _KEEP + _level(0) + _lines(360, 120) + _outline(0), bold=True),
    Style("Heading2", "heading 2", HEI, PLAIN, 26, _KEEP + _level(1) + _lines(240, 100) + _outline(1), bold=True),
    Style("Heading3", "heading 3", HEI, PLAIN, 24, _KEEP + _level(2) + _lines(160, 80) + _outline(2), bold=True),
    Style("Heading4", "heading 4", HEI, PLAIN, 24, _KEEP + _level(3) + _outline(3)),
    Style("Annex", "Annex", HEI, PLAIN, 32, _KEEP + _lines(240, 160) + _outline(0), bold=True),
    Style("Lead", "Lead", HEI, PLAIN, 28, _KEEP + _lines(360, 120), bold=True),
    Style("Item", "Item", SONG, ROMAN, 24, _level(4) + '<w:ind w:left="480" w:hanging="480"/>'),
    Style("Note", "Note", SONG, ROMAN, 21),
    Style("Caption", "caption", SONG, ROMAN, 21, _FREE + _lines(160, 80) + _CENTRE, bold=True),
    Style("Chart", "Chart", SONG, ROMAN, 21, _PICTURE),
    Style("TableText", "Table Text", SONG, ROMAN, 19, _FREE + _lines(20, 20, 240, "auto") + _LEFT),
    Style("TableHead", "Table Head", HEI, ROMAN, 19, _FREE + _lines(20, 20, 240, "auto") + _CENTRE, bold=True),
    Style("TOC1", "toc 1", SONG, ROMAN, 24, _FREE + _lines(0, 40)),
    Style("Signature", "Signature", SONG, ROMAN, 24, _RIGHT),
    Style("Footer", "footer", SONG, ROMAN, 22, _SINGLE),
)

STYLES: Final[dict[Language, tuple[Style, ...]]] = {"zh": CHINESE, "en": ENGLISH}

HouseStyles = Mapping[str, tuple[dict[str, str], dict[str, str]]]
"""Properties of paragraphs and of their letters, element by element, by style name."""


def styles_xml(language: Language, house: HouseStyles | None = None) -> str:
    """The whole part of styles.

    Args:
        language: of the report.
        house: properties of a bureau's own styles by lower-case name, instead of ours.
    """
    own = STYLES[language]
    made = "".join(_style_xml(style, (house or {}).get(style.name.lower())) for style in own)
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{_letters(own[0], language)}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f"<w:styles {W}>{defaults}{made}{_OTHERS}</w:styles>"


_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
)


def _style_xml(style: Style, house: tuple[dict[str, str], dict[str, str]] | None) -> str:
    default = ' w:default="1"' if not style.based_on else ""
    above = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    custom = ' w:customStyle="1"' if style.id in OUR_OWN else ""
    told = _told(style, house) if house else f"<w:pPr>{style.paragraph}</w:pPr>{_run(style)}"
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{above}'
        f"<w:qFormat/>{told}</w:style>"
    )


def _told(style: Style, house: tuple[dict[str, str], dict[str, str]]) -> str:
    """A bureau's look with our numbering and place in the outline."""
    ours = {name: whole for whole, name in _ELEMENT.findall(style.paragraph)}
    kept = {name: ours[name] for name in ("numPr", "outlineLvl") if name in ours}
    paragraph, letters = house[0] | kept, house[1]
    return f"<w:pPr>{_in_order(paragraph, PARAGRAPH)}</w:pPr><w:rPr>{_in_order(letters, LETTERS)}</w:rPr>"


def _in_order(elements: Mapping[str, str], order: tuple[str, ...]) -> str:
    return "".join(elements[name] for name in order if name in elements)


_ELEMENT = re.compile(r"(<w:(\w+)\b(?:[^<>]*/>|.*?</w:\2>))", re.DOTALL)
OUR_OWN: Final = ("Annex", "Lead", "Item", "Note", "Chart", "TableText", "TableHead")
_OF_PARAGRAPHS = (
    "keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku wordWrap overflowPunct topLinePunct "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind contextualSpacing jc textAlignment outlineLvl"
)
_OF_LETTERS = "rFonts b bCs i iCs caps smallCaps color spacing w kern position sz szCs highlight u lang"
PARAGRAPH: Final = tuple(_OF_PARAGRAPHS.split())
LETTERS: Final = tuple(_OF_LETTERS.split())
"""The order in which the schema wants the properties of a paragraph and of its letters."""


def _run(style: Style) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    closer = f'<w:spacing w:val="{style.closer}"/>' if style.closer else ""
    return f'<w:rPr>{_fonts(style)}{bold}<w:color w:val="000000"/>{closer}{_size(style)}</w:rPr>'


def _size(style: Style) -> str:
    return f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'


def _letters(style: Style, language: Language) -> str:
    # Latin words in a Chinese text are English to Word, and broken anywhere if they are not.
    latin = "en-US" if language == "zh" else "en-GB"
    lang = f'<w:lang w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return f"<w:rPr>{_fonts(style)}{_size(style)}{lang}</w:rPr>"


def _fonts(style: Style) -> str:
    return f'<w:rFonts w:ascii="{style.latin}" w:hAnsi="{style.latin}" w:eastAsia="{style.east}" w:cs="{style.latin}"/>'
