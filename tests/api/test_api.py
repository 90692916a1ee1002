"""assess from Python: every use case is one function, and each gives what the command gives."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assess
from assess.cli.main import run
from assess.io.library import default_library

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
WHOLE = next(path for path in EXAMPLES if path.name.startswith("anping"))
THIN = next(path for path in EXAMPLES if path.name == "tongbai-peanut.yaml")
WHOLE_FIRST = [WHOLE, *(pytest.param(path, marks=pytest.mark.slow) for path in EXAMPLES if path != WHOLE)]

AMOUNTS = ["output", "core_output", "sales", "employees"]


def printed(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What a command puts out."""
    capsys.readouterr()
    assert run([str(word) for word in words]) == 0
    return capsys.readouterr().out


def codes(error: pytest.ExceptionInfo[assess.InputError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


# What is there


def test_everything_that_is_offered_is_there_and_says_what_it_is() -> None:
    for name in assess.__all__:
        assert getattr(assess, name) is not None
        assert name == "__version__" or getattr(assess, name).__doc__, name
    assert set(assess.__all__) <= set(dir(assess))


@pytest.mark.slow
def test_importing_assess_loads_nothing_else() -> None:
    program = "import sys, assess; sys.exit(bool({'pydantic', 'yaml', 'numpy', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0


def test_functions_named_like_folders_stay_functions() -> None:
    import assess.form.layout
    import assess.report.build

    assert callable(assess.form)
    assert callable(assess.report)


def test_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    profile = assess.read(THIN)
    assess.check(THIN)
    assess.report(assess.advise(profile), ".md")
    assess.suppose(profile, output=30)
    assert capsys.readouterr() == ("", "")


# The same as the commands


@pytest.mark.parametrize("path", WHOLE_FIRST, ids=lambda path: path.stem)
def test_a_score_is_the_one_that_the_command_tells(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = assess.read(path)
    told = json.loads(printed(capsys, "score", path, "-f", "json"))
    assert assess.score(profile).score == told["score"]
    assert json.loads(assess.advise(profile).to_json()) == told
    assert assess.advise(profile).to_text() == printed(capsys, "score", path)
    assert assess.advise(profile).advice_text() == printed(capsys, "advise", path)


def test_a_number_opens_down_to_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    result = assess.score(assess.read(THIN))
    assert result.explain("LF03") == printed(capsys, "explain", THIN, "LF03")
    with pytest.raises(assess.InputError) as error:
        result.explain("LF99")
    assert codes(error) == ["E501"]


def test_a_supposition_is_a_score_of_the_changed_profile(capsys: pytest.CaptureFixture[str]) -> None:
    profile = assess.read(WHOLE)
    what_if = assess.suppose(profile, output=100, sales=None)
    assert what_if.before.score == assess.score(profile).score
    assert what_if.to_text() == printed(capsys, "score", WHOLE, "--set", "output=100", "--set", "sales=unknown")
    told = json.loads(what_if.to_json())
    assert told["before"] == json.loads(assess.score(profile).to_json())
    assert told["after"]["score"] == what_if.after.score
    assert assess.suppose(profile, {"output@2023": 100}).changes[0].year == 2023
    with pytest.raises(assess.InputError) as error:
        assess.suppose(profile, outputs=1)
    assert codes(error) == ["E203"]


@pytest.mark.slow
def test_a_plan_leads_to_a_grade() -> None:
    profile = assess.read(WHOLE)
    plan = assess.advise(profile, target="good").plan
    assert plan is not None
    assert plan.goal is not None
    with pytest.raises(assess.InputError) as error:
        assess.advise(profile, target="best")
    assert codes(error) == ["E504"]
    process = assess.advise(profile, mode="process").advice
    assert process
    assert all("process" in (measure.mode, *measure.also) for measure in process)


# Profiles from wherever they are


def test_a_file_its_bytes_and_plain_data_are_one_profile() -> None:
    import yaml

    profile = assess.read(WHOLE)
    plain = yaml.safe_load(WHOLE.read_text(encoding="utf-8"))
    assert assess.read(WHOLE.read_bytes()).sha256 == profile.sha256
    assert assess.read(plain).sha256 == profile.sha256
    assert assess.read(assess.form(profile)).sha256 == profile.sha256


def test_faults_of_plain_data_are_told_by_their_keys() -> None:
    with pytest.raises(assess.InputError) as error:
        assess.read({"cluster": "甲", "year": 2024, "facts": {"output": -1, "outputs": 3}})
    places = [(problem.code, str(problem.place)) for problem in error.value.problems]
    assert places == [("E204", "profile facts.output"), ("E203", "profile facts.outputs")]


def test_a_check_tells_and_never_raises(tmp_path: Path) -> None:
    assert assess.check(WHOLE).profile == assess.read(WHOLE)
    (tmp_path / "broken.yaml").write_text("cluster: 甲\nyear: soon\n", encoding="utf-8")
    broken = assess.check(tmp_path / "broken.yaml")
    assert broken.profile is None
    assert broken.problems
    assert assess.check(tmp_path / "none.yaml").problems[0].code == "E101"


# Results are kept and read again


@pytest.mark.slow
def test_a_result_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    result = assess.advise(assess.read(WHOLE))
    result.save(tmp_path / "result.json")
    again = assess.Result.load(tmp_path / "result.json")
    assert again.to_json() == result.to_json()
    for format in (".md", ".json"):
        assert assess.report(again, format) == assess.report(result, format)


def test_a_result_is_a_table_and_a_page() -> None:
    result = assess.score(assess.read({"cluster": "<b>甲</b>", "year": 2024, "facts": {"output": 3}}))
    frame = result.to_frame()
    assert list(frame.index) == [node.id for node in result.nodes]
    assert frame.loc["SP01", "parent"] == "specialization"
    assert "<b>甲" not in result._repr_html_()
    assert "&lt;b&gt;甲" in result._repr_html_()


# Tables


def units() -> st.SearchStrategy[pd.DataFrame]:
    """A few units with some of their facts."""
    value = st.one_of(st.none(), st.integers(1, 5000))
    row = st.fixed_dictionaries(dict.fromkeys(AMOUNTS, value))
    return st.lists(row, min_size=1, max_size=4).map(lambda rows: pd.DataFrame(rows, dtype=float))


@pytest.mark.slow
@settings(deadline=None)
@given(units())
def test_a_table_gives_what_each_profile_gives(frame: pd.DataFrame) -> None:
    rows = [
        {"cluster": "甲", "year": 2024, "facts": {name: value for name, value in row.items() if pd.notna(value)}}
        for row in frame.to_dict("records")
    ]
    refused = [problem.code for row in rows for problem in assess.check(row).problems if problem.stops]
    if refused:
        with pytest.raises(assess.InputError) as error:
            assess.table(frame)
        assert sorted(codes(error)) == sorted(refused)
        return
    table = assess.table(frame)
    for single, row in zip([assess.score(assess.read(row)) for row in rows], table.to_dict("records"), strict=True):
        assert row["status"] == single.status
        assert row["score"] == pytest.approx(single.score, abs=1e-9, nan_ok=True) or single.score is None
        assert (row["low"], row["high"]) == pytest.approx((single.low, single.high), abs=1e-9)
        assert row["coverage"] == pytest.approx(single.coverage, abs=1e-12)


def test_a_complete_unit_is_scored_in_a_table_too() -> None:
    profile = assess.read(WHOLE)
    facts = {
        f"{name}@{year}" if year else name: reading.value
        for name, observation in profile.observations.items()
        for year, reading in observation.readings.items()
    }
    table = assess.table(pd.DataFrame([facts], index=["安平"]), year=profile.year)
    assert table.loc["安平", "status"] == "scored"
    assert table.loc["安平", "score"] == pytest.approx(assess.score(profile).score, abs=1e-9)


@pytest.mark.parametrize(
    ("columns", "code", "place"),
    [
        ({"outputs": [1.0]}, "E203", "table outputs"),
        ({"output": [1.0], "output@24": [1.0]}, "E203", "table output@24"),
        ({"output": [1.0, -1.0]}, "E204", "table output[1]"),
        ({"output": [1.0, float("inf")]}, "E206", "table output[1]"),
        ({"output": ["1.2万"]}, "E205", "table output[0]"),
        ({"employees": [1.5]}, "E207", "table employees[0]"),
        ({"output": [1.0], "core_output": [2.0]}, "E208", "table core_output[0]"),
    ],
)
def test_what_a_profile_could_not_state_no_table_can(columns: dict[str, list[object]], code: str, place: str) -> None:
    with pytest.raises(assess.InputError) as error:
        assess.table(pd.DataFrame(columns))
    assert [(problem.code, str(problem.place)) for problem in error.value.problems] == [(code, place)]


def test_what_does_not_apply_can_be_said_of_a_table() -> None:
    frame = pd.DataFrame({"output": [10.0, 10.0], "core_output": [5.0, 5.0]})
    excused = pd.DataFrame({"local_purchases": [True, False]})
    first, second = assess.table(frame, not_applicable=excused)["coverage"]
    assert first >= second
    with pytest.raises(assess.InputError) as error:
        assess.table(frame, not_applicable=pd.DataFrame({"local_purchases": [True]}))
    assert codes(error) == ["E220"]


# The library, forms and reports


@pytest.mark.slow
def test_every_rubric_can_be_had_linted_described_and_told() -> None:
    for name in assess.rubrics():
        assert assess.rubric(name).rubric == name
        assert assess.lint(name).findings == ()
        assert name in assess.describe(name)
        assert assess.handbook(name, ".md")
    assert assess.lint().findings == ()
    assert all(name in assess.describe() for name in assess.rubrics())
    assert assess.rubric(default_library().folder / "assessments" / "cluster-context.yaml").rubric == "cluster-context"


@pytest.mark.parametrize("kind", ["rubric", "facts", "profile", "result"])
def test_there_is_a_schema_of_everything_that_is_written(kind: str) -> None:
    assert json.loads(assess.schema(kind))["$schema"]


def test_formats_that_are_not_there_are_refused() -> None:
    result = assess.score(assess.read(THIN))
    for call, code in (
        (lambda: assess.report(result, ".pdf"), "E621"),
        (lambda: assess.report(result, ".md", template="house.docx"), "E623"),
        (lambda: assess.handbook(format=".xlsx"), "E621"),
        (lambda: assess.form(kind=".docx"), "E111"),
    ):
        with pytest.raises(assess.InputError) as error:
            call()
        assert codes(error) == [code]


def test_a_form_comes_back_with_its_problems_on_it() -> None:
    form = assess.form(year=2024)
    found = assess.check(form)
    content, lost = assess.annotate(form, found.problems)
    assert content[:2] == b"PK"
    assert lost == ()
