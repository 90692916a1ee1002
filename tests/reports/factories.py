"""Results to make reports of: real ones, and one with everything that advice will fill."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path

from assess import api
from assess.engine.assessment import assess
from assess.form.profiles import read_profile
from assess.io.library import default_library
from assess.io.result_builder import result_of
from assess.model.overview import PatternResult
from assess.model.profile import Profile
from assess.model.recommendation import (
    AdviceResult,
    ChangeResult,
    EaseResult,
    ElementResult,
    ModeResult,
    Named,
    PrecedentResult,
    RaiseResult,
    StageResult,
)
from assess.model.result import ResultContract
from assess.model.text import Reference, Text

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
DAY = datetime.date(2026, 11, 20)


@cache
def judged(name: str, rubric: str = "cluster-upgrading") -> ResultContract:
    """An example, judged."""
    the_library = default_library()
    judge_by = the_library.rubric(rubric)
    profile, _ = read_profile(str(EXAMPLES / f"{name}.yaml"), the_library.vocabulary, DAY)
    return result_of(assess(judge_by, profile, the_library.vocabulary, the_library.sources))


def advised(name: str) -> ResultContract:
    """An example with advice, stage, modes and warnings, all made up."""
    return replace(judged(name), stage=STAGE, modes=MODES, advice=ADVICE, warnings=WARNINGS)


@cache
def really_advised(name: str, rubric: str = "cluster-upgrading") -> ResultContract:
    """An example with the advice that the library gives."""
    return told_of(read_profile(str(EXAMPLES / f"{name}.yaml"), default_library().vocabulary, DAY)[0], rubric)


def told_of(profile: Profile, rubric: str = "cluster-upgrading") -> ResultContract:
    """A profile, judged and advised."""
    return api.advise(profile, rubric)


def partly_known(name: str, unknown: int) -> Profile:
    """An example of which the first so many facts are not known."""
    profile, _ = read_profile(str(EXAMPLES / f"{name}.yaml"), default_library().vocabulary, DAY)
    return profile._replace(observations=dict(list(profile.observations.items())[unknown:]))


def text(zh: str, en: str) -> Text:
    return Text(zh, en)


def _element(id: str, zh: str, en: str, status: str) -> ElementResult:
    return ElementResult(id, text(zh, en), status, text(f"{zh}一项的依据", f"grounds of {en}"))  # type: ignore[arg-type]


STAGE = StageResult(
    id="agglomeration",
    title=text("集聚", "Agglomeration"),
    elements=(
        _element("division", "专业化分工", "division of labour", "met"),
        _element("support", "本地配套", "local suppliers", "met"),
        _element("trust", "互信与协作", "trust and cooperation", "missing"),
        _element("learning", "集体学习", "learning together", "unknown"),
    ),
    rank="inward",
    rank_title=text("向内辐射中心", "Inward radiation centre"),
    conditions=(_element("market", "跨县市场", "a market beyond the county", "met"),),
    because=text("分工和配套已经形成，互信与协作不足", "labour is divided and supplied locally, but trust is thin"),
)

MODES = (
    ModeResult("process", text("工艺流程升级", "Process upgrading"), 58.4, 66.25, "now",
               text("装备水平在三级以下，技改条件具备", "equipment is below level three and the means are there")),
    ModeResult("product", text("产品升级", "Product upgrading"), 41.0, 60.0, "now",
               text("产品系列已有基础，标准和设计偏弱", "a range of products exists, standards and design are weak")),
    ModeResult("functional", text("功能升级", "Functional upgrading"), 63.5, 38.5, "prepare",
               text("自主品牌占比偏低，研发机构刚起步", "few own brands, and research has just begun")),
    ModeResult("inter_sectoral", text("部门（产业链）升级", "Inter-sectoral upgrading"), 20.0, 15.5, "too early",
               text("功能升级各级尚未站稳", "the functional rungs do not stand yet")),
)  # fmt: skip


def _measure(number: int, zh: str, en: str, gain: float, **changed: object) -> AdviceResult:
    made = AdviceResult(
        id=f"R{number:02d}",
        mode=("process", "product", "functional")[number % 3],
        also=("product",),
        title=text(zh, en),
        gain=gain,
        gain_low=gain * 0.9,
        gain_high=gain * 1.1,
        raises=(
            RaiseResult("LE04", text("职工培训覆盖率", "Workers trained"), 2, 3, gain / 2),
            RaiseResult("BR03", text("自主品牌企业占比", "Firms with a brand of their own"), None, 3, gain / 2),
        ),
        changes=(
            ChangeResult("trained_workers", text("受训职工数", "Workers trained"), "人", 7250.0, 9825.0 + number),
            ChangeResult("branded_firms", text("自主品牌企业数", "Firms with own brands"), "家", None, 52.0),
        ),
        actors=(
            Named("government", text("政府", "Government")),
            Named("association", text("行业协会", "Trade association")),
        ),
        instrument=(Named("fund", text("专项资金", "Dedicated fund")), Named("platform", text("平台建设", "Platform"))),
        stages=(Named("agglomeration", text("集聚", "Agglomeration")),),
        ease=(
            EaseResult("people", 2, text("操作和检修人员要重新培训", "operators need retraining")),
            EaseResult("time", 3, text("半年可以见效", "works within half a year")),
            EaseResult("money", 1, text("整线装备一次投入大", "a whole line is one large outlay")),
        ),
        phase="near" if number < 3 else "middle",
        precedent=PrecedentResult(
            "K02", None, text("外地同类集群先建共性平台，再组织技改", "a like cluster built a platform first")
        ),
        cautions=(
            text("外围中小企业不跟进，一家的先进装备抬不起整个集群", "one firm's plant does not lift the others"),
        ),
        because=text("培训覆盖和自主品牌都在三级以下", "training and own brands are below level three"),
        preconditions=text("有牵头单位愿意承担", "a lead is willing to carry it"),
        references=(Reference("D0", "第五篇 L87"), Reference("D4", "二(一) L105")),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


ADVICE = (
    _measure(1, "组织职工技能轮训", "Train the workers in turns", 1.8341),
    _measure(2, "共建区域品牌与质量公约", "Build a regional brand with a covenant on quality", 1.5127),
    _measure(3, "推进关键工序技术改造", "Renew the equipment of key processes", 1.2404),
    _measure(4, "培育专精配套小企业", "Raise specialised small suppliers", 0.9555),
    _measure(5, "建立产学研合作项目库", "Keep a list of projects with universities", 0.8206),
    _measure(6, "完善公共检测平台收费与开放机制", "Open the testing platform on published terms", 0.7031),
    _measure(7, "引导龙头企业外包非核心工序", "Let leading firms contract out what is not their core", 0.6118),
    _measure(8, "设立知识产权快速维权点", "Set up a quick office for intellectual property", 0.4409),
    _measure(9, "发布年度集群用工与工价指引", "Publish a yearly guide to wages", 0.2111),
    _measure(20, "延伸到新材料产业", "Move into new materials", 0.9, state="locked",
             because=text("功能升级各级尚未站稳", "the functional rungs do not stand yet")),
    _measure(21, "另起炉灶新建产业园", "Build a new park beside the old", 0.1, state="blocked",
             because=text("现有园区尚未用满", "the present park is not full")),
)  # fmt: skip

WARNINGS = (
    PatternResult(
        "over_imitation",
        text("过度模仿", "Over-imitation"),
        text(
            "新品一出就被大批仿制，供应很快过剩并转为价格战。",
            "New products are copied in mass and a price war follows.",
        ),
        text("不过度仿制的程度处于二级", "restraint from copying is at level two"),
        (Reference("D3", "三(四) L389-393"),),
    ),
)
