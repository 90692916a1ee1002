"""The scan of a sheet against a plain reading of its XML."""

from __future__ import annotations

from itertools import count
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.form.sheet_scan import (
    MAX_COLUMNS,
    MAX_ROWS,
    CellOutOfRange,
    address,
    percent_styles,
    position,
    scan_sheet,
)

PERCENTS = frozenset({1, 12})

NUMBERS = ["", "<v>3</v>", "<v>0.5</v>", "<v/>", "<v> 3 </v>", "<v>#REF!</v>"]
FORMULAS = [
    "<f>1+1</f>",
    "<f>1+1</f><v>2</v>",
    "<f>1+1</f><v/>",
    "<f/><v>2</v>",
    "<v>2</v><f>1+1</f>",
    '<f>DISPIMG("x",1)</f><v>0</v>',
]
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
    """Issues of cells, cells in per cent, the number of shared texts, and the rows and columns in
    use, by a tree of the whole."""
    issues, percents, texts, reach = {}, set(), 0, (0, 0)
    for row in ElementTree.fromstring(sheet).iter("row"):
        at = (int(row.get("r", "1")) - 1, -1)
        for cell in (each for each in row if each.tag in ("c", "{urn:x}c")):
            at = position(cell.get("r", "")) if cell.get("r") else (at[0], at[1] + 1)
            value = next((each for each in cell if each.tag in ("v", "is")), None)
            formula, kind = cell.find("f"), cell.get("t")
            if value is None and formula is None:
                continue
            reach = max(reach[0], at[0] + 1), max(reach[1], at[1] + 1)
            if kind == "s":
                texts += 1
            elif kind != "e" and value is not None and int(cell.get("s", "0")) in PERCENTS:
                percents.add(at)
            if kind == "e":
                issues[at] = "error"
            elif formula is not None:
                told = value is not None and (kind == "str" or "".join(value.itertext()).strip())
                known = "formula" if told else "uncalculated"
                issues[at] = "picture" if "DISPIMG" in (formula.text or "") else known
    return issues, percents, texts, reach


@given(sheets())
def test_the_scan_sees_what_a_plain_reading_sees(sheet: str) -> None:
    scan = scan_sheet("s", sheet.encode(), PERCENTS)
    issues = {at: issue.kind for at, issue in scan.issues.items()}
    assert (issues, scan.percents, scan.shared_texts, (scan.rows, scan.columns)) == plainly(sheet)


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("cells", ["", "<sheetData/>"])
def test_what_stands_behind_the_drop_downs_is_seen(cells: str, prefix: str) -> None:
    lists = (
        f"<{prefix}dataValidations><dataValidation><formula1>A1</formula1></dataValidation></{prefix}dataValidations>"
    )
    sheet = f"<worksheet xmlns:x='urn:x'>{cells}{lists}<mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>"
    assert scan_sheet("s", sheet.encode(), PERCENTS).merged == [(0, 0, 1, 1)]


@pytest.mark.parametrize("inside", ["<v>1</v>", "<f>A1</f>", "<is><t>x</t></is>"])
@pytest.mark.parametrize(
    ("row", "column"),
    [(MAX_ROWS - 1, 0), (0, MAX_COLUMNS - 1), (MAX_ROWS, 0), (0, MAX_COLUMNS), (1048575, 16383)],
)
def test_nothing_stands_beyond_the_limits(row: int, column: int, inside: str) -> None:
    sheet = f'<worksheet><row><c r="{address(row, column)}">{inside}</c></row></worksheet>'.encode()
    if row < MAX_ROWS and column < MAX_COLUMNS:
        assert (scan_sheet("s", sheet, frozenset()).rows, position(address(row, column))) == (row + 1, (row, column))
    else:
        with pytest.raises(CellOutOfRange):
            scan_sheet("s", sheet, frozenset())


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
