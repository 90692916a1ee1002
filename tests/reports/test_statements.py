"""What a report says of a real result: nothing that it does not hold, and nothing that it holds denied."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from assess.model.result import ResultContract
from assess.model.scales import WEAK
from assess.model.text import Text
from assess.report.analysis import open_advice, weak_indicators
from assess.report.build import make_report
from assess.report.document import Report, Section, Table, blocks, labels, line_text
from assess.report.formats import terminal
from assess.report.score_view import score_document
from tests.reports.factories import DAY, judged, partly_known, really_advised, told_of
from tests.reports.rendered_content import report_text

pytestmark = pytest.mark.slow

ANPING, PEANUT, DATANG, TEA = "anping-county-made-up", "tongbai-peanut", "datang-hosiery", "tongbai-tea"
NAMES = (ANPING, DATANG, "shaoxing-textiles", PEANUT, TEA)
LANGUAGES = ("zh", "en")


@cache
def report(name: str, language: str = "zh") -> Report:
    return make_report([really_advised(name)], language, DAY)  # type: ignore[arg-type]


def text(name: str, language: str = "zh") -> str:
    return report_text(report(name, language))


def told(result: ResultContract, language: str = "zh") -> str:
    return report_text(make_report([result], language, DAY))  # type: ignore[arg-type]


def chapter(name: str, number: int) -> Section:
    return report(name).sections[number]


def shown(section: Section, names: dict[str, str]) -> str:
    """All text below a heading."""
    own = [line_text(section.title, names)]
    own += [line_text(block.line, names) for block in section.blocks if hasattr(block, "line")]
    return "\n".join([*own, *(shown(each, names) for each in section.sections)])


def chapter_text(name: str, number: int) -> str:
    return shown(chapter(name, number), labels(report(name)))


def table(name: str, id: str, language: str = "zh") -> Table:
    made = report(name, language)
    return next(block for block in blocks(made) if isinstance(block, Table) and block.id == id)


# Measures


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_id_of_a_mode_or_of_a_clause_is_told(name: str, language: str) -> None:
    ids = {mode.id for mode in really_advised(name).modes} | {"cross_cutting"}
    main = shown(Section((), sections=report(name, language).sections), labels(report(name, language)))
    main += "\n".join(line_text(cell, {}) for t in ("tasks", "clauses") for cell in cells(name, t, language))
    assert not [each for each in ids if "_" in each and each in main]
    assert not re.search(r"[a-z]+_[a-z]+|>=|\bR\d\d\b", main)


def cells(name: str, id: str, language: str = "zh") -> list[tuple]:
    made = [block for block in blocks(report(name, language)) if isinstance(block, Table) and block.id == id]
    return [cell for block in made for row in block.rows for cell in row]


def test_a_measure_that_serves_all_modes_says_so() -> None:
    assert any(task.endswith("（综合保障）") for task in column(ANPING, "tasks", 1))


def test_a_locked_measure_is_told_with_what_locks_it() -> None:
    result = really_advised(ANPING)
    first, *rest = result.advice
    locked = replace(first, state="locked", state_because=Text("某项须达 3 级", "a must"))
    assert f"“{first.title.zh}”，前提条件尚未具备：某项须达 3 级" in told(replace(result, advice=(*rest, locked)))


def test_a_measure_meant_for_another_stage_says_so() -> None:
    unfit = [each for each in really_advised(ANPING).advice[:8] if each.fits is False]
    assert chapter_text(ANPING, 5).count("一般用于") == len(unfit) > 0


def test_it_says_how_many_measures_are_told_at_length() -> None:
    assert "以下详述前8项" in chapter_text(ANPING, 5)
    assert "以下详述" not in chapter_text(PEANUT, 5)


def column(name: str, id: str, number: int, language: str = "zh") -> list[str]:
    return [line_text(row[number], {}) for row in table(name, id, language).rows]


def test_a_task_is_led_by_a_department_and_ends_in_a_year() -> None:
    leads, *supports = zip(*(each.partition("牵头") for each in column(ANPING, "tasks", 4)), strict=True)
    assert all(re.fullmatch(r".+部门|县政府办", each) for each in leads)
    assert all(re.fullmatch(r"20\d\d年", each) for each in column(ANPING, "tasks", 5))
    assert not [each for each in supports[-1] if "政府" in each]


def test_there_are_ten_tasks_and_the_others_stand_in_the_annex() -> None:
    measures = open_advice(really_advised(ANPING))
    first, more = (column(ANPING, id, 1) for id in ("tasks", "further"))
    assert [each.rpartition("（")[0] for each in (*first, *more)] == [measure.title.zh for measure in measures]
    assert (len(first), len(more)) == (10, len(measures) - 10)
    assert [int(each) for each in column(ANPING, "further", 0)] == list(range(11, len(measures) + 1))
    assert column(ANPING, "measures", 0) == [measure.title.zh for measure in measures]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_target_stands_once_however_many_tasks_share_it(language: str) -> None:
    told = [
        each
        for id in ("tasks", "further")
        for cell in column(ANPING, id, 2, language)
        for each in re.split("[；;] ?", cell)
    ]
    shared = {"目标与前列任务相同", "The same targets as tasks above"}
    starts = [re.split("由| up | down |:", each)[0] for each in told if each not in shared]
    assert len(starts) == len({*starts}) > 10


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_tasks_hold_no_codes_and_no_levels(name: str, language: str) -> None:
    if not any(isinstance(block, Table) and block.id == "tasks" for block in blocks(report(name, language))):
        return
    told = " ".join(line_text(cell, {}) for cell in cells(name, "tasks", language))
    assert not re.search(r"\b[A-Z]\d\b|\bL\d+|[A-Z]{2}\d\d|\d级|level \d", told)
    assert not re.search(r"\b[A-Z]\d\b|\bL\d+-|（[A-Z]{2}\d\d）到", chapter_text(name, 5))


# What is known, and what is not


@pytest.mark.parametrize("language", LANGUAGES)
def test_losses_of_a_part_are_not_told_as_those_of_the_whole(language: str) -> None:
    partly = told_of(partly_known(ANPING, 20))
    assert partly.score is not None
    whole, part = text(ANPING, language), told(partly, language)
    signs = ("已知指标合计扣", "就已知指标看") if language == "zh" else ("The known indicators lose", "Among the known")
    assert all(sign in part and sign not in whole for sign in signs)


@pytest.mark.parametrize("name", NAMES)
def test_best_and_worst_say_what_they_rest_on(name: str) -> None:
    result = really_advised(name)
    known = [node for node in result.children(None) if node.score is not None and node.coverage >= 0.5]
    ends = (max, min) if len(known) > 1 else ()
    for end in ends:
        node = end(known, key=lambda each: each.score)
        sentence = next(line for line in chapter_text(name, 2).split("。") if "最弱" in line)
        assert ("数据齐备度" in sentence) == any(each.coverage < 1 for each in known), node.id


@pytest.mark.parametrize("name", NAMES)
def test_what_was_computed_is_not_denied(name: str) -> None:
    assert "未包含" not in text(name)
    assert "This result holds no" not in text(name, "en")
    result = really_advised(name)
    if result.stage.title is None:
        assert result.stage.because is not None
        assert f"发展阶段未定。依据：{result.stage.because.zh}" in chapter_text(name, 4)
    if result.undecided:
        first = result.undecided[0]
        assert f"{len(result.undecided)}项举措是否需要还不能判断" in chapter_text(name, 5)
        assert first.title.zh in chapter_text(name, 5)
        assert first.asks[0].title.zh in chapter_text(name, 5)


def test_a_judgement_without_advice_says_that_it_holds_none() -> None:
    assert told(judged(DATANG)).count("未包含") == 4


def test_nothing_missing_is_no_reason_for_certainty() -> None:
    assert "无论缺数" not in text(ANPING)
    assert "无论缺数" not in terminal.render(score_document(really_advised(ANPING), "zh"))
    sure = told_of(partly_known(ANPING, 20))
    assert sure.grade is not None
    assert ("无论缺数" in told(sure)) == sure.grade.certain


def test_points_of_a_known_part_are_called_so() -> None:
    for name in (DATANG, PEANUT):
        for id, column in (("criteria", 5), ("scores", 6)):
            assert table(name, id).columns[column].head == "已知部分的贡献"
    assert table(ANPING, "criteria").columns[5].head == "贡献"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_known_contributes_nothing_that_could_be_told(name: str) -> None:
    result: ResultContract = really_advised(name)
    lines = terminal.render(score_document(result, "zh")).splitlines()
    for node in result.children(None):
        row = next(line for line in lines if line.startswith(f"  {node.title.zh} "))
        assert row.endswith("—") == (node.status != "known")


def test_what_does_not_apply_has_no_bounds() -> None:
    rows = [[line_text(cell, {}) for cell in row] for row in table(ANPING, "scores").rows]
    assert {row[4] for row in rows if row[3] == "不适用"} == {"—"}


# Clauses and warnings


@pytest.mark.parametrize(
    ("language", "over", "short"), [("zh", "超出12.79", "差12.79"), ("en", "over by 12.79", "short by")]
)
def test_what_exceeds_a_limit_is_not_short_of_it(language: str, over: str, short: str) -> None:
    assert text(PEANUT, language).count(over) >= 3
    assert short not in text(PEANUT, language)


def test_a_clause_is_told_by_the_titles_of_its_facts() -> None:
    told_of_it = {line_text(row[6], {}).split("；")[0] for row in table(PEANUT, "clauses").rows}
    assert told_of_it == {"条件：集群年销售收入 ≥ 1", "条件：100 × 最大龙头企业销售收入 ÷ 集群年销售收入 ≤ 70"}


def test_only_what_applies_is_counted() -> None:
    assert "需求按 46 项适用指标（另有 2 项不适用），条件按 6 项适用指标" in chapter_text(ANPING, 4)
    assert "需求按 45 项适用指标中有数的 7 项（另有 3 项不适用）" in chapter_text(PEANUT, 4)


def test_what_falls_short_is_not_over() -> None:
    result = really_advised(PEANUT)
    gate = replace(result.gates[0], status="fail", value=0.4, gap=0.6)
    assert "（差0.6亿元）" in told(replace(result, gates=(gate,)))


def test_a_warning_rests_on_the_figures_that_called_for_it() -> None:
    assert "依据：由最大龙头企业销售收入15.2亿元、集群年销售收入18.36亿元算得82.79%" in chapter_text(PEANUT, 3)


# Figures


def test_parts_that_are_rounded_are_not_promised_to_add_up() -> None:
    assert "因四舍五入" in text(ANPING)


def test_numbers_have_their_units() -> None:
    main = text(ANPING)
    scales = [f"需要程度{mode.need:.1f}分" for mode in really_advised(ANPING).modes if mode.need is not None]
    assert scales
    for said in ("单环节专精企业数由238家提高到256家", "有机协作程度由“单纯买卖”转为“松散协作”", *scales[:1]):
        assert said in main
    assert "）2（" not in main
    assert "up from 238 to 256" in text(ANPING, "en")
    assert "Firms in the cluster (2025): 512 (" in text(ANPING, "en")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_as_a_range_is_told_as_one(name: str) -> None:
    for each in really_advised(name).stated:
        for value in each.values:
            if value.value is not None and value.low is not None and value.high is not None and value.low < value.high:
                assert not re.search(rf"(?<![\d.]){value.value:g}（|现值{value.value:g}", text(name)), each.fact
    values = {line_text(row[0], {}): line_text(row[2], {}) for row in table(name, "scores").rows}
    for node in really_advised(name).nodes:
        if len(node.used) == 1 and node.value == node.used[0].value:
            low, high = node.used[0].low, node.used[0].high
            assert ("–" in values[node.id]) == (low is not None and high is not None and low < high)
            assert values[node.id].startswith("不少于") == (low is not None and high is None)
    if name == DATANG:
        assert "200–999家" in text(name)
        assert "65%–75%" in text(name)


@pytest.mark.parametrize("name", NAMES)
def test_problems_are_what_is_weak(name: str) -> None:
    result = really_advised(name)
    listed = set(re.findall(r"（([A-Z]{2}\d\d)）处于", chapter_text(name, 3)))
    weak = {node.id for node in result.nodes if node.kind == "indicator" and node.level and node.level <= WEAK}
    assert listed <= weak
    assert bool(listed) == bool(weak)
    assert all(
        weak_indicators(result, node.id)
        for node in result.children(None)
        if f"{node.title.zh}：扣" in chapter_text(name, 3)
    )


@pytest.mark.parametrize("name", NAMES)
def test_items_that_hold_a_comma_are_kept_apart(name: str) -> None:
    asked = [fact.title.zh for each in really_advised(name).undecided for fact in each.asks]
    for title in {each for each in asked if "、" in each}:
        assert f"、{title}" not in chapter_text(name, 5)
        assert f"{title}、" not in chapter_text(name, 5)


def test_it_speaks_of_the_reporting_unit_and_of_dated_years_only() -> None:
    for name in NAMES:
        assert "县里" not in text(name)
        if any(block.id == "figures" for block in blocks(report(name)) if isinstance(block, Table)):
            years = {value.year for each in really_advised(name).stated for value in each.values if value.year}
            caption = table(name, "figures").caption
            assert "近三年" not in caption
            assert not years or str(max(years)) in caption


# The first pages


def test_a_brief_report_keeps_the_order_of_the_first_pages_and_points_nowhere() -> None:
    for name in NAMES:
        brief = make_report([really_advised(name)], "zh", DAY, "brief")
        first = [line_text(section.title, {}) for section in brief.sections[0].sections]
        assert first[:2] == ["数据说明什么", "对照标准处在什么位置"]
        assert first[-3:] == ["下一步先核实什么", "现在可以先试什么", "发展阶段"]
        assert not brief.annexes
        assert report_text(brief)


def test_the_length_follows_from_what_is_known() -> None:
    sparse, scored = (make_report([really_advised(name)], "zh", DAY, None) for name in (DATANG, ANPING))
    assert len(sparse.sections) == 2
    assert len(scored.sections) == 8
    assert not scored.annexes
    assert "完整版附表4" in report_text(scored)


def test_a_known_part_is_scored_and_never_graded() -> None:
    text_of = report_text(make_report([really_advised(DATANG)], "zh", DAY, "brief"))
    assert "暂评" in text_of
    assert "不评等次" in text_of
    assert "等次为" not in text_of
