"""An officer who knows nothing and does what the messages say, once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assess.form.sheet_scan import position

from .workbook_builder import Book, filled

LINE = re.compile(r"(?P<code>[EW]\d{3}) form\.xlsx (?P<sheet>[^!]+)!(?P<cell>[A-Z]+\d+) (?P<text>.+) → assess explain")
PROPOSED = re.compile(r"若指 ([-\d.]+)|若是 [-\d.]+%，请填 ([-\d.]+)")
MEANT = re.compile(r"是否想写 (\S+?)？")
ALLOWED = re.compile(r"可选 ([^、。]+)")
CLEAR = re.compile(r"留空|清空|二者取一|没有数|核对|改正合计|移到备注|按“万”计")


def mend(book: Book, lines: Iterable[str]) -> Book:
    """The book after one round through all messages; rows are deleted last."""
    book = book.copy()
    rows, columns = [], []
    for line in lines:
        match = LINE.match(line)
        if match is None:
            continue
        text, sheet = match["text"], match["sheet"]
        if "删去另一行" in text:
            rows.append((sheet, position(match["cell"])[0]))
        elif "删去多出的一列" in text:
            columns.append((sheet, position(match["cell"])[1]))
        elif "恢复表头" in text:
            _restore_headings(book, sheet)
        elif "删去另一份" in text:
            book.sheets.pop(sheet, None)
        elif "取消合并" in text:
            book.merged.pop(sheet, None)
        else:
            _cell(book, sheet, match["cell"], text)
    for sheet, row in sorted(set(rows), reverse=True):
        book.shift(sheet, row, -1)
    for sheet, column in sorted(set(columns), reverse=True):
        book.drop_column(sheet, column)
    return book


def _restore_headings(book: Book, sheet: str) -> None:
    if any(row == 3 for row, _ in book.sheets[sheet]):
        book.shift(sheet, 3, 1)
    heads = filled().sheets[sheet]
    book.sheets[sheet].update({at: value for at, value in heads.items() if at[0] == 3})


def _cell(book: Book, sheet: str, cell: str, text: str) -> None:
    place = f"{sheet}!{cell}"
    proposed, meant, allowed = PROPOSED.search(text), MEANT.search(text), ALLOWED.search(text)
    if proposed:
        book[place] = float(proposed[1] or proposed[2])
    elif meant:
        book[place] = meant[1]
    elif allowed:
        book[place] = allowed[1].strip()
    elif "应为“" in text and "单位写的是" in text:
        book[place] = text.split("应为“")[1].split("”", maxsplit=1)[0]
    elif "请填是或否" in text:
        book[place] = "是"
    elif "请补上代码" in text or "恢复这一行的代码" in text:
        row = position(cell)[0]
        cells, blank = book.sheets[sheet], filled().sheets[sheet]
        cells.update({(row, column): blank[row, column] for column in (0, 1)})
    elif "请只选其一" in text:
        book[place] = "至少"
    elif "格式改为“文本”" in text or "请补上" in text or "为什么不适用" in text:
        book[place] = "补填"
    elif "四位数公元年份" in text or "报告年度" in text or "集群名称" in text or sheet == "基本信息":
        book[place] = 2025
    elif CLEAR.search(text):
        book[place] = None
