"""The corpus of broken workbooks: one fault each, some with many, and what is to be said of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from .broken_files import YEAR, Case, files
from .workbook_builder import Book, Raw, date, error, filled, formula, percent

Fault = Callable[[Book], None]


def cells() -> Iterator[tuple[str, Fault, str | None, int]]:
    """Faults of single cells."""
    for fact, text, code in TYPED:
        yield f"typed {text!r} for {fact}", _put(fact, YEAR, text), code, 0 if (code or "N")[0] in "NW" else 2
    for fact in ("output", "firms", "employees", "purchases"):
        for shown in ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"):
            yield f"{shown} in {fact}", _put(fact, YEAR, error(shown)), "E228", 2
        yield f"no result in {fact}", _put(fact, YEAR, formula("SUM(A1:A9)")), "E229", 2
        for empty in ("<v></v>", "<v/>", "<v> </v>"):
            never = Raw("", f"<f>SUM(A1:A9)</f>{empty}")
            yield f"never calculated {empty} in {fact}", _put(fact, YEAR, never), "E229", 2
        yield f"empty text calculated in {fact}", _put(fact, YEAR, Raw(' t="str"', '<f>""</f><v></v>')), None, 0
        yield (
            f"picture in {fact}",
            _put(fact, YEAR, formula('_xlfn.DISPIMG("ID_1",1)', '=DISPIMG("ID_1",1)')),
            "E230",
            2,
        )
        for endless in ("NaN", "inf", "1e999", "-1e400"):
            yield f"{endless} as a number in {fact}", _put(fact, YEAR, Raw("", f"<v>{endless}</v>")), "E206", 2
        yield f"date in {fact}", _put(fact, YEAR, date(45354)), "E227", 2
        yield f"truth in {fact}", _put(fact, YEAR, True), "E205", 2
        yield f"error in the source of {fact}", _put(fact, "数据来源", error("#REF!")), "E228", 2
        yield f"date as evidence number of {fact}", _put(fact, "佐证编号", date(46085)), "E241", 2
        for text in ("数据来源", "备注"):
            yield f"date as {text} of {fact}", _put(fact, text, date(46085)), "N214", 0
        yield f"share as the note of {fact}", _put(fact, "备注", percent(0.125)), None, 0
        yield f"truth in per cent as the note of {fact}", _put(fact, "备注", Raw(' t="b" s="1"', "<v>1</v>")), None, 0
        yield f"two qualifiers of {fact}", _put(fact, "限定", "至少、至多"), "E243", 2
        yield f"another unit of a range of {fact}", _range_in(fact, "万吨"), "E216", 2
        yield f"no reason for {fact}", _waive(fact, None), "E215", 2
        yield f"unknown beside a value of {fact}", _put(fact, "数据状态", "缺失"), "E236", 2
        yield f"odd standing of {fact}", _put(fact, "数据状态", "大概有"), "E212", 2
        yield f"reason alone for {fact}", _put(fact, "不适用的理由", "本地没有"), "E238", 2
        yield f"odd qualifier of {fact}", _put(fact, "限定", "可能"), "E212", 2
        yield f"another unit of {fact}", _put(fact, "计量单位", "万吨"), "E216", 2
        yield f"huge {fact}", _put(fact, YEAR, 1e12), "E204", 2
        yield f"negative {fact}", _put(fact, YEAR, -3), "E204", 2
        yield f"merged {fact}", _merge(fact), "E231", 2
        yield f"copied row of {fact}", _copy_row(fact), "E233", 2
        yield f"misspelt code of {fact}", _code(fact, fact + "x", keep_name=False), "E203", 2
        yield f"no code for {fact}", _code(fact, None, keep_name=False), "E232", 2
        yield f"misspelt code of {fact}, name kept", _code(fact, fact + "x", keep_name=True), "N212", 0
        yield f"code of {fact} gone, name kept", _code(fact, None, keep_name=True), None, 0
    for fact in ("mutual_trust", "anchoring", "local_base", "flexibility"):
        for level, code in ((0, "E204"), (6, "E204"), (3.5, "E207"), ("四级", "E205"), ("良好", "E205")):
            yield f"level {level} of {fact}", _put(fact, "未注明年份", level), code, 2
        yield f"level of {fact} with its measure word", _put(fact, "未注明年份", "4级"), "N201", 0
    for field, code in (("cluster", "E202"), ("year", "E202")):
        yield f"no {field}", _field(field, None), code, 2
    for value, code in (("二〇二五", "E205"), (2199, "E225"), (1900, "E213"), ("2025年", "N201"), (2025.5, "E207")):
        yield f"year {value}", _field("year", value), code, 0 if code[0] == "N" else 2
    for value in ("规上企业为主", "全部"):
        yield f"coverage {value}", _field("filing.coverage", value), "E212", 2
    for column, value, code in ROWS:
        yield f"{value!r} as {column} of a firm", _firm(column, value), code, 0 if (code or "N")[0] in "NW" else 2


TYPED = (
    ("output", "９０．６", "N201"), ("output", "90.6亿元", "N201"), ("output", "90.6 亿元", "N201"),
    ("output", "1,234.5", "N201"), ("output", "约90.6", "E205"), ("output", "90.6左右", "E205"),
    ("output", "90-91", "E205"), ("output", "906000万元", "N201"), ("output", "90.6亿", "N201"),
    ("output", "9,06", "E205"), ("output", "90.6万吨", "E205"), ("output", "九十", "E205"), ("output", "无", "E226"),
    ("output", "—", "E226"), ("output", "/", "E226"), ("output", "N/A", "E226"), ("output", "暂无", "E226"),
    ("output", "缺失", None), ("output", "不适用", "E221"), ("output", "同上", "E205"), ("output", "90.6%", "E205"),
    ("output", "=1+1", "E205"), ("output", "+90.6", "N201"), ("output", "-90.6", "E204"), ("output", "@90.6", "E205"),
    ("output", "90.6（预计）", "E205"), ("output", "1e999", "E205"), ("output", "NaN", "E205"),
    ("output", "9" * 60, "E205"), ("output", "1" * 30_000 + "x1", "E205"), ("output", "5²", "E205"),
    ("output", "9①", "E205"), ("output", formula("45.3*2", 90.6), "N202"), ("output", percent(0.9), "E205"),
    ("firms", "512家", "N201"), ("firms", "５１２", "N201"), ("firms", "0.06万", "N201"), ("firms", "512个", "N201"),
    ("firms", "512户", "N201"), ("firms", "512.5", "E207"), ("firms", "五百余家", "E205"), ("firms", "约512", "E205"),
    ("employees", "1.965万", "N201"), ("employees", "1.965万人", "N201"), ("employees", "19,650", "N201"),
    ("employees", "19650余人", "E205"), ("core_share", "75.5%", "N201"), ("core_share", percent(0.755), None),
    ("core_share", 0.755, "E209"), ("core_share", "0.755", "E209"), ("core_share", "７５．５％", "N201"),
    ("core_share", 7550, "E204"), ("core_share", "约75", "N201"), ("core_share", "70—80", "N201"),
    ("core_share", "75.5个百分点", "E205"), ("core_share", percent(0.005), None), ("core_share", "75%左右", "N201"),
)  # fmt: skip
ROWS = (
    ("rank", "部级", "E212"), ("rank", "省级", None), ("sales", "16.8亿元", "N201"), ("sales", "1.6万", "E205"),
    ("sales", -1, "E218"), ("sales", "保密", "E205"), ("sales", error("#N/A"), "E228"), ("sales", "无", "E226"),
    ("employees", 12.5, "E207"), ("employees", "1680人", "N201"), ("backbone", "部分", "E222"),
    ("backbone", "是", None), ("patents", formula("A1"), "E229"), ("patents", "58件", "N201"), ("name", None, "E234"),
    ("tax", date(45000), "E227"), ("sales", "12.5%", "E205"), ("name", date(46085), "N214"),
    ("sales", Raw("", "<v>NaN</v>"), "E206"), ("name", Raw("", "<v>1e999</v>"), "E206"),
    ("patents", Raw("", "<v>-inf</v>"), "E206"),
    ("name", "=cmd|' /C calc'!A0", None), ("name", "+86", None), ("name", "@SUM(A1)", None), ("name", "-", None),
)  # fmt: skip


# Faults


def _put(fact: str, heading: str, value: object) -> Fault:
    def fault(book: Book) -> None:
        book[book.fact(fact, heading)] = value

    return fault


def _range_in(fact: str, unit: str) -> Fault:
    """No value, a low and a high, and a unit of one's own."""

    def fault(book: Book) -> None:
        for year in ("2023年", "2024年", YEAR):
            book[book.fact(fact, year)] = None
        for heading, value in (("下限", 30), ("上限", 40), ("计量单位", unit)):
            book[book.fact(fact, heading)] = value

    return fault


def _waive(fact: str, reason: str | None) -> Fault:
    def fault(book: Book) -> None:
        for year in ("2023年", "2024年", YEAR):
            book[book.fact(fact, year)] = None
        book[book.fact(fact, "数据状态")] = "不适用"
        book[book.fact(fact, "不适用的理由")] = reason

    return fault


def _merge(fact: str) -> Fault:
    def fault(book: Book) -> None:
        last = book.fact(fact, YEAR)
        first = book.fact(fact, "2023年")
        for year in ("2024年", YEAR):
            book[book.fact(fact, year)] = None
        book.merged["指标"] = [f"{first.rpartition('!')[2]}:{last.rpartition('!')[2]}"]

    return fault


def _copy_row(fact: str) -> Fault:
    def fault(book: Book) -> None:
        row = book.find("指标", fact)[0]
        cells = book.sheets["指标"]
        end = max(line for line, _ in cells) + 1
        cells.update({(end, column): value for (line, column), value in list(cells.items()) if line == row})

    return fault


def _code(fact: str, code: str | None, keep_name: bool) -> Fault:
    def fault(book: Book) -> None:
        row, column = book.find("指标", fact)
        cells = book.sheets["指标"]
        cells.pop((row, column))
        if code is not None:
            cells[row, column] = code
        if not keep_name:
            cells.pop((row, column + 1))

    return fault


def _field(name: str, value: object) -> Fault:
    def fault(book: Book) -> None:
        row = book.find("基本信息", name)[0]
        book.sheets["基本信息"].pop((row, 2), None)
        if value is not None:
            book.sheets["基本信息"][row, 2] = value

    return fault


HEADINGS = {"rank": "龙头级别", "sales": "销售收入\n（亿元）",
            "employees": "从业人员\n（人）", "backbone": "是否骨干企业",
            "patents": "有效专利\n（件）", "name": "企业名称", "tax": "税收\n（万元）"}  # fmt: skip


def _firm(column: str, value: object) -> Fault:
    def fault(book: Book) -> None:
        row, _ = book.find("龙头企业", "企业名称")
        at = (row + 8, book.find("龙头企业", HEADINGS[column])[1])
        book.sheets["龙头企业"].pop(at, None)
        if value is not None:
            book.sheets["龙头企业"][at] = value

    return fault


# Whole sheets and tables


def tables() -> Iterator[tuple[str, Fault, str | None, int]]:
    """Faults of rows, columns and sheets; most of them are harmless."""
    sheets = ("指标", "基本信息", "龙头企业", "公共服务平台", "重点项目")
    for sheet in sheets:
        yield f"rows inserted above {sheet}", lambda book, s=sheet: book.shift(s, 0, 3), None, 0
        yield f"{sheet} renamed", lambda book, s=sheet: _rename(book, s), None, 0
        yield f"columns of {sheet} hidden", lambda book, s=sheet: book.columns.update({s: HIDDEN}), None, 0
        yield f"sheet {sheet} deleted", lambda book, s=sheet: book.sheets.pop(s) and None, *GONE[sheet]
    for row in (6, 20, 45):
        yield f"row inserted at {row}", lambda book, r=row: book.shift("指标", r, 1), None, 0
        yield f"row deleted at {row}", lambda book, r=row: book.shift("指标", r, -1), "N210", 0
    for first, second in ((4, 6), (0, 3), (1, 12), (6, 14)):
        yield (
            f"columns {first} and {second} swapped",
            lambda book, a=first, b=second: book.swap_columns("指标", a, b),
            None,
            0,
        )
    for column, code in ((2, None), (3, None), (4, "N211"), (7, "N211"), (11, None), (12, None), (14, "N211")):
        yield f"column {column} deleted", lambda book, c=column: book.drop_column("指标", c), code, 0
    yield "codes deleted", lambda book: book.drop_column("指标", 0), None, 0
    yield "names deleted", lambda book: book.drop_column("指标", 1), None, 0
    yield "identity deleted", lambda book: book.sheets.pop("表格身份") and None, "N207", 0
    yield "newer template", lambda book: book.sheets["表格身份"].update({(0, 0): "assess/form/99"}), "N208", 0
    yield "older definition", _older, "N204", 0
    yield "a fact that is gone", _gone, "N205", 0
    yield "year column twice", lambda book: book.sheets["指标"].update({(3, 4): YEAR}), "E235", 2
    yield "a year to come", lambda book: book.sheets["指标"].update({(3, 4): "2031年"}), "E210", 2
    yield "own column", lambda book: book.sheets["指标"].update({(3, 20): "我的列", (6, 20): "看这里"}), "W204", 0
    yield "sorted without the names", _half_sorted, "E237", 2
    yield "note beside the form", lambda book: book.sheets["指标"].update({(8, 30): "记一笔"}), "W204", 0
    yield "far cell", lambda book: book.sheets["指标"].update({(9000, 2): 1}), "E120", 2
    yield "far column", lambda book: book.sheets["重点项目"].update({(3, 900): 1}), "E120", 2
    for sheet in ("指标", "龙头企业", "公共服务平台", "重点项目"):
        yield f"headings of {sheet} cleared", lambda book, s=sheet: _headless(book, s), "E240", 2
        yield f"row of headings of {sheet} deleted", lambda book, s=sheet: book.shift(s, 3, -1), "E240", 2
    for sheet in ("基本信息", "龙头企业", "公共服务平台", "重点项目"):
        yield f"{sheet} copied", lambda book, s=sheet: _copied(book, s), "E239", 2
    for name, cells in HELPERS.items():
        yield f"own sheet {name}", lambda book, n=name, c=cells: book.sheets.update({n: dict(c)}), None, 0
    yield "own sheet with many merged cells", _merged_beside, None, 0
    yield "a second list of documents", _more_evidence, None, 0
    for sheet, heading, other in UNITS_IN_HEADINGS:
        yield f"{heading!r} for {other!r}", _put_heading(sheet, heading, other), "E216", 2
    yield "a remark behind a heading", _put_heading("龙头企业", "销售收入（含税）", "销售收入\n（亿元）"), None, 0
    yield "a line of the basics twice", _field_twice, "E233", 2
    yield "a firm twice", _firm_twice, "W209", 0
    yield "a very long code", _code("output", "x" * 30_000, keep_name=False), "E203", 2
    yield "a number without end among the definitions", lambda book: book.sheets["指标"].update(ENDLESS), None, 0
    yield "thousands of unknown rows", _strangers, "E127", 2
    yield "many at once", _many, "E205", 2
    for seed in range(12):
        yield f"mixture {seed}", lambda book, s=seed: _mixture(book, s), "", 2


ENDLESS = {(6, 3): Raw("", "<v>NaN</v>")}
HIDDEN = '<cols><col min="1" max="3" width="9" hidden="1"/></cols>'
GONE = {
    "指标": ("N209", 0),
    "基本信息": ("E202", 2),
    "龙头企业": ("N209", 0),
    "公共服务平台": ("N209", 0),
    "重点项目": ("N209", 0),
}


HELPERS = {
    "测算": {(0, 0): "集群年产值", (0, 1): 90.6, (1, 0): "集群年销售收入"},
    "分工": {(0, 0): "统计局", (1, 0): "集群年产值", (2, 0): "集群企业数", (0, 1): "工信局", (1, 1): "本地采购额"},
    "自列": {(0, 0): "output", (1, 0): "firms"},
    "透视": {(0, 0): "年份", (0, 1): "集群年产值", (1, 0): 2024, (1, 1): 84.1},
    "Notes": {(0, 0): "Firms in the cluster", (3, 0): "ask the bureau"},
    "重点项目（草稿）": {(0, 0): "草稿", (4, 0): "新厂房", (5, 1): 3000},
    "evidence": {(3, 0): "见文件柜"},
}
"""What officers keep beside a form that is intact."""


def _merged_beside(book: Book) -> None:
    book.sheets["企业名录"] = {(row, 0): f"第{row}户" for row in range(500)}
    book.merged["企业名录"] = [f"B{row}:C{row}" for row in range(1, 451)]


def _more_evidence(book: Book) -> None:
    heads = {column: value for (row, column), value in book.sheets["佐证材料目录"].items() if row == 3}
    book.sheets["企业佐证"] = {(0, column): value for column, value in heads.items()} | {
        (1, 0): "1",
        (1, 1): "企业审计报告",
    }


def _rename(book: Book, sheet: str) -> None:
    book.sheets = {f"{name}(终稿)" if name == sheet else name: cells for name, cells in book.sheets.items()}


def _older(book: Book) -> None:
    row, _ = book.find("表格身份", "output")
    book.sheets["表格身份"][row, 2] = "0" * 16


def _gone(book: Book) -> None:
    row, column = book.find("指标", "output")
    book.sheets["指标"][row, column] = "former_fact"
    book.sheets["指标"][row, column + 1] = "从前的指标"
    book.sheets["表格身份"][book.find("表格身份", "output")] = "former_fact"


def _strangers(book: Book) -> None:
    """As many rows as there may be, each of which has to be compared with every known name."""
    cells = book.sheets["指标"]
    end = max(row for row, _ in cells) + 1
    cells.update({(row, column): f"outputs_of_row_{row}" for row in range(end, 4990) for column in (0, 4)})


UNITS_IN_HEADINGS = (
    ("指标", "2025年（万元）", YEAR), ("指标", "未注明年份(亿元)", "未注明年份"), ("指标", "下限（ 万元 ）", "下限"),
    ("龙头企业", "销售收入（万元）", "销售收入\n（亿元）"), ("龙头企业", "税收\n（亿元）", "税收\n（万元）"),
    ("公共服务平台", "累计投入（元）", "累计投入\n（万元）"), ("重点项目", "总投资（亿元）", "总投资\n（万元）"),
)  # fmt: skip


def _put_heading(sheet: str, heading: str, instead_of: str) -> Fault:
    def fault(book: Book) -> None:
        book.sheets[sheet][book.find(sheet, instead_of)] = heading

    return fault


def _headless(book: Book, sheet: str) -> None:
    book.sheets[sheet] = {at: value for at, value in book.sheets[sheet].items() if at[0] != 3}


def _copied(book: Book, sheet: str) -> None:
    book.sheets[f"{sheet} (2)"] = dict(book.sheets[sheet])
    if sheet == "基本信息":
        book.sheets[f"{sheet} (2)"][book.find(sheet, "cluster")[0], 2] = "另一个集群"


def _field_twice(book: Book) -> None:
    row, _ = book.find("基本信息", "invented")
    book.sheets["基本信息"].update({(row + 1, 0): "cluster", (row + 1, 2): "另一个集群"})


def _firm_twice(book: Book) -> None:
    """The last of them, whose copy changes no maximum; what is added up from rows does change."""
    cells = book.sheets["龙头企业"]
    last = max(row for row, column in cells if column == 0)
    cells.update({(last + 1, column): value for (row, column), value in list(cells.items()) if row == last})


def _half_sorted(book: Book) -> None:
    first, second = book.find("指标", "output")[0], book.find("指标", "firms")[0]
    cells = book.sheets["指标"]
    cells[first, 0], cells[second, 0] = cells[second, 0], cells[first, 0]


def _many(book: Book) -> None:
    for fact, value in (("output", "1.2万"), ("firms", error("#N/A")), ("employees", "无"), ("purchases", date(45000))):
        book[book.fact(fact, YEAR)] = value


def _mixture(book: Book, seed: int) -> None:
    chosen = random.Random(seed)
    faults = [fault for _, fault, code, exit in cells() if exit == 2 and code not in ("E202", "E225", "E213", "E207")]
    for fault in chosen.sample(faults, 4):
        try:
            fault(book)
        except (StopIteration, KeyError):
            continue  # an earlier fault took away what this one would break


def made(fault: Fault) -> bytes:
    book = filled()
    fault(book)
    return book.bytes()


def corpus() -> list[Case]:
    """All of them, each with a name of its own."""
    single = [Case(name, lambda f=fault: made(f), code, exit) for name, fault, code, exit in (*cells(), *tables())]
    return [*single, *files()]
