"""The catalogue of messages: complete, in both languages, and every blank filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from assess.checks.rubric_lint import lint_rubric
from assess.form.profiles import read_profile
from assess.i18n.catalog import FOLDER, entries, say
from assess.i18n.messages import explain_code
from assess.io.catalogues import is_catalogue
from assess.io.inquiries import questions_about
from assess.io.library import default_library
from assess.io.lint import lint_catalogue
from assess.io.validation import located
from assess.model.problems import InputError, Problem
from assess.model.text import Language
from tests.offenders import assert_none

ROOT = Path(__file__).parent.parent.parent
INPUTS = ROOT / "tests" / "inputs"
CODE = re.compile(r"\b[EWLN]\d{3}\b")
PARTS = ("title", "says", "mend", "why")
LANGUAGES = ("zh", "en")

MESSAGES = entries("messages")
CODES = sorted({key.partition(".")[0] for key in MESSAGES})


def used_codes() -> set[str]:
    sources = (ROOT / "assess").rglob("*.py")
    texts = [path.read_text(encoding="utf-8") for path in sources]
    return {code for text in texts for code in CODE.findall(re.sub(r'(?m)^\s*#.*|"""[^"]*"""', "", text))}


def test_both_languages_have_the_same_gaps() -> None:
    """And words around them; only a unit may go without a word in English."""
    texts = {f"{path.stem}.{key}": text for path in FOLDER.glob("*.yaml") for key, text in entries(path.stem).items()}
    assert_none(key for key, text in texts.items() if not text.zh)
    assert_none(key for key, text in texts.items() if not text.en and not key.startswith("units."))
    assert_none(key for key, text in texts.items() if blanks(text.zh) != blanks(text.en))


def test_a_gap_without_a_value_is_our_own_error() -> None:
    with pytest.raises(KeyError):
        say("screen.wrote", "zh")
    with pytest.raises(KeyError):
        say("screen.no_such_words", "zh")


def test_every_code_has_words_and_all_words_are_used() -> None:
    assert used_codes() == set(CODES)


def test_a_message_is_whole(subtests: pytest.Subtests) -> None:
    for code in CODES:
        with subtests.test(code):
            entry = {key.partition(".")[2]: text for key, text in MESSAGES.items() if key.startswith(code)}
            assert set(entry) == set(PARTS)
            for part, text in entry.items():
                assert re.search("[一-鿿]", text.zh) or text.zh == "{found}", part
                assert not re.search("[，。：；、（）“”]", text.en), f"Chinese punctuation in the English {part}"
                prose = re.sub(r"\{\{.*\}\}|\[.*?\]", "", text.zh)
                assert not re.search("[一-鿿][,;?!]", prose), f"English punctuation in the Chinese {part}"
            says = entry["says"].en
            assert says[0].islower() or not says[0].isalpha() or says.startswith("YAML")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_has_its_page(language: Language, subtests: pytest.Subtests) -> None:
    for code in CODES:
        with subtests.test(code):
            text = explain_code(code.lower(), language)
            title = MESSAGES[f"{code}.title"].in_(language)
            assert text.startswith(f"{code} {title}\n\n")
            assert len(text.strip().split("\n\n")) == 3
            assert text.endswith("\n")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


# Every blank is filled by the problem that raises the message


def raised_by(path: Path) -> list[Problem]:
    """All problems that a fixture gives rise to."""
    try:
        if path.parent.name == "profiles":
            read_profile(str(path), default_library().vocabulary)
            return []
        if is_catalogue(default_library(), str(path)):
            return list(lint_catalogue(default_library(), str(path)).findings)
        document = default_library().open(str(path))
        rubric = default_library().load_rubric(document)
        return located(document, lint_rubric(rubric, default_library().vocabulary.extended(rubric.facts)))
    except InputError as error:
        return list(error.problems)


def raised() -> Iterator[Problem]:
    for path in INPUTS.rglob("*.yaml"):
        yield from raised_by(path)


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    path = tmp_path_factory.mktemp("odd") / "odd.yaml"
    path.write_text("cluster: 甲\nyear: 2024\nfacts: {output: {2022: 20, 2023: 4000}}\n", encoding="utf-8")
    profile, _ = read_profile(str(path), default_library().vocabulary)
    return [*raised(), *questions_about(profile, default_library())]


def test_every_blank_is_filled(problems: list[Problem]) -> None:
    open_blanks = {
        (problem.code, blank)
        for problem in problems
        for part in ("says", "mend")
        for blank in blanks(MESSAGES[f"{problem.code}.{part}"].zh)
        if problem.details.get(blank) is None
    }
    assert open_blanks == set()
