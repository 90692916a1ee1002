"""Page, numbering, fonts and footers of the Word report after GB/T 9704-2012.

A4 with margins of 37, 26, 35 and 28 mm, which leaves 156 by 225 mm; headings numbered
一、 （一） 1. （1）; page numbers between dashes, outside on both sides of a leaf.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...model.text import Language
from .docx_styles import FALLBACKS, PITCH, W

R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

# Twips: 1 mm = 56.7. The page lies upright, or turned for wide tables.
PAGE: Final = (11906, 16838)
MARGINS: Final = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588}
TURNED: Final = {"top": 1588, "right": 2098, "bottom": 1474, "left": 1984}


def section_xml(wide: bool, footers: tuple[str, str], house: Mapping[str, int], grid: bool) -> str:
    """Page set-up of a section; `footers` are the relationships of the odd and the even one.
    Ours has the margins of the standard and, for Chinese, its grid of 22 lines; a bureau's own
    page has the size and margins it says."""
    across, down, margins = _page(wide, house)
    sides = " ".join(f'w:{side}="{size}"' for side, size in margins.items())
    turned = ' w:orient="landscape"' if wide else ""
    ruled = f'<w:docGrid w:type="lines" w:linePitch="{PITCH}"/>' if grid and not house else ""
    footer = min(1400, margins["bottom"] * 2 // 3)
    return (
        f'<w:sectPr {W} {R}><w:footerReference w:type="default" r:id="{footers[0]}"/>'
        f'<w:footerReference w:type="even" r:id="{footers[1]}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/>'
        f'<w:pgMar {sides} w:header="851" w:footer="{footer}" w:gutter="0"/>{ruled}</w:sectPr>'
    )


def text_width(wide: bool, house: Mapping[str, int]) -> int:
    """Twips between the margins."""
    across, _, margins = _page(wide, house)
    return across - margins["left"] - margins["right"]


def _page(wide: bool, house: Mapping[str, int]) -> tuple[int, int, Mapping[str, int]]:
    if not house:
        across, down = PAGE[::-1] if wide else PAGE
        return across, down, TURNED if wide else MARGINS
    sides = ("top", "right", "bottom", "left")
    upright = house["w"] <= house["h"]
    if wide != upright:
        return house["w"], house["h"], {side: house[side] for side in sides}
    # Turned by a quarter: what was the right margin lies above, the lower one to the right.
    source = ("right", "bottom", "left", "top")
    return house["h"], house["w"], {side: house[other] for side, other in zip(sides, source, strict=True)}


_FORMS: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "zh": (
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "（%4）"),
    ),
    "en": (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("decimal", "%1.%2.%3.%4")),
}


def numbering_xml(language: Language) -> str:
    """Headings 一、 （一） 1. （1）, and items that begin with 1 after every heading."""
    behind, tab = ("nothing", "nothing") if language == "zh" else ("space", "tab")
    levels = [_level(i, form, text, f"Heading{i + 1}", behind) for i, (form, text) in enumerate(_FORMS[language])]
    levels.append(_level(4, "decimal", "%5.", "Item", tab))
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _level(index: int, form: str, text: str, style: str, behind: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="{behind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def fonts_xml() -> str:
    """The font table: every font named, and what may stand for it where it is not installed."""
    rows = [f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in FALLBACKS.items()]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {W}>{"".join(rows)}</w:fonts>'


def maker_xml() -> str:
    """Which program wrote the document. Its pages and words are counted by the one that opens it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{kind}"><Application>assess</Application></Properties>'
    )


def settings_xml(language: Language) -> str:
    """Odd and even pages, Chinese line breaking, today's layout, and the language."""
    latin = "zh-CN" if language == "zh" else "en-GB"
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{latin}" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer_xml(side: str) -> str:
    """— 1 —, one character in from its side."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    place = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    return (
        f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/>{place}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{field}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )
