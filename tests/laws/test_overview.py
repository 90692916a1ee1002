"""What is told of a dozen figures: ratios, questions that one desk can answer, measures to be tried."""

from __future__ import annotations

from pathlib import Path

import pytest

import assess
from assess.io.library import default_library
from assess.outcomes import Result

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FACTS = default_library().vocabulary


def advised(path: Path) -> Result:
    return assess.advise(assess.read(path))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_at_most_six_questions_each_for_one_desk(path: Path) -> None:
    result = advised(path)
    asked = [question for question in result.questions if question.kind != "conflict"]
    assert len(result.questions) <= 6
    assert all(question.held_by == FACTS[question.fact].held_by for question in asked)
    # Nobody is surveyed and nothing is judged while a desk holds anything that decides.
    assert len({question.asked for question in asked}) <= 1
    assert len({question.fact for question in asked}) == len(asked)
    worth = [question.worth for question in asked]
    assert worth == sorted(worth, reverse=True)
    kinds = [question.kind == "conflict" for question in result.questions]
    assert kinds == sorted(kinds, reverse=True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_ratio_is_what_the_engine_computes_of_what_it_used(path: Path) -> None:
    for figure in advised(path).figures:
        assert (figure.value is None) == (figure.status == "unknown")
        if figure.value is not None:
            assert figure.used
            assert figure.low is None or figure.low <= figure.value
            assert figure.high is None or figure.value <= figure.high
        else:
            assert figure.because.zh


def test_ratios_by_hand() -> None:
    facts = {"output": {2024: 40, 2025: 50}, "firms": {2025: 100}, "employees": {2025: 5000}, "sales": {2025: 45}}
    result = assess.score(assess.read({"cluster": "某集群", "year": 2025, "facts": facts}))
    told = {figure.id: figure.value for figure in result.figures}
    assert told["output_growth"] == pytest.approx(25)
    assert told["output_per_firm"] == pytest.approx(5000)
    assert told["workers_per_firm"] == pytest.approx(50)
    assert told["sales_to_output"] == pytest.approx(90)
    assert told["firms_growth"] is None


def test_no_ratio_of_unequal_periods_or_coverage() -> None:
    facts = {
        "output": [
            {"year": 2025, "value": 22.4, "months": "1-8", "coverage": "above_scale"},
            {"year": 2024, "value": 40},
        ],
        "sales": [{"year": 2025, "value": 30, "coverage": "above_scale"}],
        "employees": [{"year": 2025, "value": 5000}],
    }
    result = assess.score(assess.read({"cluster": "某集群", "year": 2025, "facts": facts}))
    told = {figure.id: figure.value for figure in result.figures}
    assert told["output_growth"] is None
    assert told["sales_per_worker"] is None


def test_a_problem_is_confirmed_or_contradicted_at_both_ends() -> None:
    def status(**levels: int) -> str:
        facts = {"stated_problems": {"weak_cooperation": "某处原文"}, **levels}
        result = assess.advise(assess.read({"cluster": "某集群", "year": 2025, "facts": facts}))
        (problem,) = result.problems
        assert problem.evidence == "某处原文"
        return problem.status

    assert status() == "open"
    assert status(informal_ties=1) == "confirmed"
    assert status(informal_ties=5) == "open"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_may_be_tried_is_refuted_by_nothing(path: Path) -> None:
    result = advised(path)
    undecided = {measure.id for measure in result.undecided}
    assert len(result.tentative) <= 5
    for measure in result.tentative:
        assert measure.id in undecided
        assert measure.problems or measure.gaps or measure.strengths


def test_the_range_of_the_stage_runs_upwards() -> None:
    stages = list(default_library().measures.stages_file.stages)
    for path in EXAMPLES:
        stage = advised(path).stage
        if stage.lowest is not None:
            assert stage.highest is not None
            assert stages.index(stage.lowest.id) <= stages.index(stage.highest.id)


def test_the_made_up_work_report_is_told_whole() -> None:
    result = advised(ROOT / "examples" / "qingyun-bamboo-made-up.yaml")
    assert {conflict.fact for conflict in result.conflicts} == {"output", "sales"}
    assert [question.fact for question in result.questions[:2]] == ["output", "sales"]
    assert all(figure.value is None for figure in result.figures if figure.id.endswith("_growth"))
    assert 3 <= len(result.tentative) <= 5
    assert any(problem.id == "sameness" for measure in result.tentative for problem in measure.problems)
    assert result.score is None
    assert result.provisional is not None


def test_whether_a_list_is_complete_is_asked_where_that_settles_something() -> None:
    firms = [{"name": "甲", "rank": "provincial", "sales": 5}, {"name": "乙", "rank": "municipal", "sales": 3}]
    stated = {"cluster": "某集群", "year": 2025, "facts": {"sales": 20}, "firms": firms}

    def asked(**more: object) -> list[str]:
        return [question.fact for question in assess.advise(assess.read({**stated, **more})).questions]

    assert "complete.firms" in asked()
    assert "lead_sales" not in asked()
    assert "complete.firms" not in asked(complete=["firms"])
    assert "complete.firms" not in asked(firms=[])
    question = next(each for each in assess.advise(assess.read(stated)).questions if each.fact == "complete.firms")
    assert question.asked == "desk"
    assert "single_firm_dependence" in {decision.id for decision in question.decides}
    assert "complete: [firms]" in question.text.zh
    unlisted = [{**row, "sales": None} for row in firms]
    assert "single_firm_dependence" not in {
        decision.id
        for each in assess.advise(assess.read({**stated, "firms": unlisted})).questions
        if each.fact == "complete.firms"
        for decision in each.decides
    }
