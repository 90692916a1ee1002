"""The scan of a sheet, which takes ordinary cells out before it looks, against a plain reading of the XML."""

from __future__ import annotations

from itertools import count
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.form.cell_scans import COLUMNS, ROWS, SheetScan, TooFar, address, position
from assess.form.lean_sheets import bare, remarkable
from assess.form.number_formats import percent_styles

PERCENTS = frozenset({1, 12})

NUMBERS = ["", "<v>3</v>", "<v>0.5</v>", "<v/>", "<v> 3 </v>", "<v>#REF!</v>"]
FORMULAS = ["<f>1+1</f>", "<f>1+1</f><v>2</v>", "<f>1+1</f><v/>", '<f>DISPIMG("x",1)</f><v>0</v>']
WORDS = ["<is><t>an &lt;v&gt; in words</t></is>", "<!-- <v>1</v> --><v>#N/A</v>"]
INSIDES = st.sampled_from([*NUMBERS, *FORMULAS, *WORDS])
KINDS = st.sampled_from(["", ' t="s"', ' t="n"', ' t="e"', ' t="str"', ' t="inlineStr"', " t='s'"])
STYLES = st.sampled_from(["", ' s="0"', ' s="1"', ' s="12"', ' s="121"', ' s = "1"'])
ADDRESSES = st.sampled_from([' r="{}"'] * 9 + [" r='{}'", ""])
NAMES = st.sampled_from(["c"] * 9 + ["x:c"])
CELLS = st.tuples(NAMES, ADDRESSES, STYLES, KINDS, INSIDES, st.booleans())


@st.composite
def sheets(draw: st.DrawFn) -> str:
    rows = []
    for row in sorted(draw(st.sets(st.integers(0, 30), max_size=5))):
        columns, cells = count(draw(st.integers(0, 4))), []
        for name, at, style, kind, inside, turned in draw(st.lists(CELLS, max_size=6)):
            where = at.format(address(row, next(columns)))
            told = style + where + kind if turned else where + style + kind
            cells.append(f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>")
        rows.append(f'<row r="{row + 1}">{"".join(cells)}</row>')
    lists = draw(st.sampled_from(["", "<dataValidations count='1'><dataValidation/></dataValidations>"]))
    return f"<worksheet xmlns:x='urn:x'><cols><col/></cols><sheetData>{''.join(rows)}</sheetData>{lists}</worksheet>"


Seen = tuple[dict[tuple[int, int], str], set[tuple[int, int]], int, tuple[int, int]]


def plainly(sheet: str) -> Seen:
    """Blemishes, cells in per cent, the number of shared texts, and how far values reach, by a
    tree of the whole."""
    blemishes, percents, texts, last = {}, set(), 0, (-1, -1)
    for row in ElementTree.fromstring(sheet).iter("row"):
        at = (int(row.get("r", "1")) - 1, -1)
        for cell in (each for each in row if each.tag in ("c", "{urn:x}c")):
            at = position(cell.get("r", "")) if cell.get("r") else (at[0], at[1] + 1)
            value = next((each for each in cell if each.tag in ("v", "is")), None)
            formula, kind = cell.find("f"), cell.get("t")
            if value is None and formula is None:
                continue
            if value is not None:
                last = max(last[0], at[0]), max(last[1], at[1])
            if kind == "s":
                texts += 1
            elif kind != "e" and value is not None and int(cell.get("s", "0")) in PERCENTS:
                percents.add(at)
            if kind == "e":
                blemishes[at] = "error"
            elif formula is not None:
                told = value is not None and (kind == "str" or "".join(value.itertext()).strip())
                known = "formula" if told else "uncalculated"
                blemishes[at] = "picture" if "DISPIMG" in (formula.text or "") else known
    return blemishes, percents, texts, last


@given(sheets())
def test_the_scan_sees_what_a_plain_reading_sees(sheet: str) -> None:
    scan = SheetScan("s", PERCENTS)
    scan.feed(sheet.encode(), True)
    seen = {at: blemish.kind for at, blemish in scan.marks.blemishes.items()}
    assert (seen, scan.marks.percents, scan.texts, scan.last) == plainly(sheet)


@given(sheets())
def test_a_bare_sheet_says_the_same(sheet: str) -> None:
    assert plainly(bare(sheet.encode()).decode()) == plainly(sheet)


@pytest.mark.parametrize(
    ("row", "column"), [(ROWS - 1, 0), (0, COLUMNS - 1), (ROWS, 0), (0, COLUMNS), (1048575, 16383)]
)
def test_a_value_beyond_the_limits_is_never_taken_out(row: int, column: int) -> None:
    sheet = f'<worksheet><row><c r="{address(row, column)}"><v>1</v></c></row></worksheet>'.encode()
    scan = SheetScan("s", frozenset())
    if row < ROWS and column < COLUMNS:
        scan.feed(sheet, True)
    else:
        assert remarkable(sheet, frozenset()) == (sheet, 0, frozenset(), frozenset())
        with pytest.raises(TooFar):
            scan.feed(sheet, True)


def test_most_of_a_sheet_is_ordinary() -> None:
    cells = "".join(
        f'<c r="A{row}" s="3" t="s"><v>{row}</v></c><c r="B{row}" s="4"><v>1.5</v></c>' for row in range(1, 99)
    )
    left = remarkable(f"<row>{cells}</row>".encode(), PERCENTS)
    assert left.sheet.split() == [b"<row>", b"</row>"]
    assert (left.texts, left.columns, max(map(int, left.rows))) == (98, {"A", "B"}, 98)


@pytest.mark.parametrize(
    ("code", "is_percent"),
    [("0%", True), ("0.00##%", True), ("[Red]0%", True), ("0_%", False), ("0*%", False), ('0"%"', False),
     (r"0\%", False), ("0!%", False), ("0.0;[Red]-0.0", False), ('"a"0%', True)],
)  # fmt: skip
def test_per_cent_is_what_a_format_shows(code: str, is_percent: bool) -> None:
    told = code.replace("&", "&amp;").replace('"', "&quot;")
    styles = (
        f'<s><numFmts><numFmt numFmtId="170" formatCode="{told}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></s>'
    )
    assert percent_styles(styles.encode()) == (frozenset({0}) if is_percent else frozenset())
