"""Whole screens, as people see them. `make snapshots` writes them anew; read the difference before you keep it.

One file a screen, in __snapshots__, so that a screen can be looked at and a change of words
can be reviewed without running anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from assess.cli.main import run
from assess.io.library import default_library

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = (
    "anping-county-made-up",
    "qingyun-bamboo-made-up",
    "datang-hosiery",
    "shaoxing-textiles",
    "tongbai-peanut",
    "tongbai-tea",
)
RUBRICS = ("cluster-upgrading", "cluster-context")
LANGUAGES = ("zh", pytest.param("en", marks=pytest.mark.slow))
"""The inner loop looks at the screens in Chinese."""
NODES = (
    ("tongbai-peanut", "LF03"),  # two facts, one of them from a row
    ("tongbai-peanut", "RO05"),  # at least
    ("tongbai-peanut", "SP07"),  # between two levels
    ("tongbai-peanut", "SP01"),  # unknown
    ("tongbai-peanut", "SP03"),  # not applicable
    ("tongbai-peanut", "rootedness"),  # a criterion, partly known
    ("tongbai-peanut", "single_firm_dependence"),  # a clause that fails
    ("anping-county-made-up", "RO03"),  # a value of the year before
    ("anping-county-made-up", "NW03"),  # a list
    ("anping-county-made-up", "RO06"),  # argued away
    ("anping-county-made-up", "brand"),  # a criterion, wholly known
)
CODES = ("E204", "E209", "E106", "W201", "L408", "E900")
HELP = (
    (),
    ("score",),
    ("check",),
    ("explain",),
    ("rubrics",),
    *(("rubrics", c) for c in ("list", "show", "lint", "schema")),
)

Show = Callable[..., str]


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Show:
    """What a command puts on the screen, in a window of a hundred columns."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")

    def shown(*words: str) -> str:
        capsys.readouterr()
        run(list(words))
        return "".join(capsys.readouterr())

    return shown


LIBRARY = default_library()


def example(name: str) -> str:
    return f"examples/{name}.yaml"


# The judgement


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_score(name: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    text = show("score", example(name), "--lang", language)
    assert text == screen
    assert_aligned(text)
    assert_fits(text)


@pytest.mark.parametrize("name", ["anping-county-made-up", "tongbai-peanut"])
def test_score_with_bars(name: str, show: Show, screen: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    text = show("score", example(name))
    assert text == screen
    assert_aligned(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["anping-county-made-up", "tongbai-peanut"])
def test_score_under_the_other_rubric(name: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("score", example(name), "-r", "cluster-context", "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["anping-county-made-up", "tongbai-peanut"])
@pytest.mark.parametrize("format", ["md", "csv"])
def test_score_in_other_formats(format: str, name: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("score", example(name), "-f", format, "--lang", language) == screen


# One number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "node"), NODES)
def test_explain(name: str, node: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("explain", example(name), node, "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_codes(language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert "\n----\n".join(show("explain", code, "--lang", language) for code in CODES) == screen


# Checking


@pytest.mark.parametrize("language", LANGUAGES)
def test_check(language: str, show: Show, screen: SnapshotAssertion) -> None:
    files = [example(name) for name in EXAMPLES]
    assert show("check", *files, "tests/inputs/profiles/several.yaml", "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_a_profile(language: str, show: Show, screen: SnapshotAssertion) -> None:
    files = sorted(Path("tests/inputs/profiles").glob("*.yaml"))
    assert show("check", *(path.as_posix() for path in files), "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_a_rubric(language: str, show: Show, screen: SnapshotAssertion) -> None:
    files = [Path("tests/inputs/lint_findings.yaml"), *sorted(Path("tests/inputs/rubrics").glob("*.yaml"))]
    told = [show("rubrics", "lint", path.as_posix(), "--lang", language) for path in files]
    assert "".join(told) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_words(language: str, show: Show, screen: SnapshotAssertion) -> None:
    lines = (
        ["scor"],
        ["score"],
        ["score", "none.yaml"],
        ["score", "examples"],
        ["score", example("tongbai-tea"), "-r", "cluster-upgradings"],
        ["score", example("tongbai-tea"), "-f", "pdf"],
        ["score", example("tongbai-tea"), "--lang", language, "-o", "no/such/folder/x.md"],
        ["explain", example("tongbai-tea")],
        ["explain", example("tongbai-tea"), "LF33"],
        ["explain", "E999"],
    )
    assert "\n".join(f"$ assess {' '.join(line)}\n{show(*line, '--lang', language)}" for line in lines) == screen


# The shelf


@pytest.mark.parametrize("language", LANGUAGES)
def test_list(language: str, show: Show, screen: SnapshotAssertion) -> None:
    text = show("rubrics", "list", "--lang", language)
    assert text == screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUBRICS)
def test_show(name: str, language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("rubrics", "show", name, "--lang", language) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_lint(language: str, show: Show, screen: SnapshotAssertion) -> None:
    assert show("rubrics", "lint", "--lang", language) == screen


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help(words: tuple[str, ...], show: Show, screen: SnapshotAssertion) -> None:
    assert show(*words, "--help") == screen


# What holds for every screen


def assert_aligned(text: str) -> None:
    """The numbers of the table of criteria end in the same columns, Chinese counted as two wide."""
    heads = ("各项准则\n", "The criteria\n")
    table = next(part for part in text.split("\n\n") if part.startswith(heads)).splitlines()[1:]
    ends = [[column_of(line, match.end()) for match in re.finditer(r"\S+(?: \S+)*", line)] for line in table]
    for row in ends[1:]:
        assert row[1:5] == ends[1][1:5], table


def assert_fits(text: str) -> None:
    """Two screens of forty lines, a hundred columns wide."""
    lines = text.splitlines()
    assert len(lines) <= 80
    assert max(column_of(line, len(line)) for line in lines) <= 100


def column_of(line: str, index: int) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line[:index])
