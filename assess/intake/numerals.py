"""Numbers as people type them: what a text was probably meant to say."""

from __future__ import annotations

import re
import unicodedata

FACTORS = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_NUMERAL = re.compile(
    r"^(?P<about>约|大约|近|左右|≈|~)?\s*(?P<digits>[-+]?[\d,]*\.?\d+)\s*(?P<factor>万亿|千万|百万|[十百千万亿])?"
    r"\s*(?P<unit>[^\d\s]*?)\s*(?P<more>左右|余|多|以上)?$"
)


def proposal(text: str, unit: str | None) -> float | None:
    """The number that a text seems to mean in the unit of its fact, or None.

    Full-width digits, thousands separators, 万 and 亿, a trailing unit and "about" are
    understood; the reader is shown the number, it is never taken unasked.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _NUMERAL.match(plain)
    if match is None:
        return None
    value = float(match["digits"].replace(",", "")) * FACTORS.get(match["factor"] or "", 1.0)
    factor = _money(unit)
    written = match["unit"] or ""
    if factor and ("元" in written or match["factor"] in ("万", "亿", "千万", "万亿", "百万")):
        value /= factor
    return float(f"{value:.12g}")


def _money(unit: str | None) -> float | None:
    """Yuan in one unit of money."""
    return {"元": 1.0, "万元": 1e4, "亿元": 1e8}.get(unit or "")
