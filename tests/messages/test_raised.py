"""Every code of the catalogue is really raised by something, and told in one line of the promised form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess.cli.main import run
from assess.i18n.catalog import entries
from tests.advice.test_library import FAULTS, codes
from tests.offenders import assert_none

from .raising import EXAMPLE, everything

pytestmark = pytest.mark.slow

CODE = re.compile(r"(?m)^[EWLN]\d{3}\b")
PASSED_ON = ("E900",)
"""What nobody has foreseen is told as it is, in English."""
LINE = re.compile(r"[EWLN]\d{3} (?:\S+ )?\S.* → assess explain [EWLN]\d{3}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_is_raised(
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
) -> None:
    raised: set[str] = set()
    for number, (code, words, files) in enumerate(everything()):
        with subtests.test(code, words=" ".join(words[:2])):
            folder = tmp_path / str(number)
            folder.mkdir()
            for name, content in files.items():
                (folder / name).write_bytes(content)
            monkeypatch.chdir(folder)
            run([*words, "--lang", language])
            told = "".join(capsys.readouterr())
            assert code in CODE.findall(told), told
            raised.update(CODE.findall(told))
            assert_none(line for line in told.splitlines() if CODE.match(line) and not well_told(line, language))
    raised |= {code for change, _ in FAULTS for code in codes(**change)}
    monkeypatch.setattr("assess.api.default_library", lambda: 1 / 0)
    run(["score", EXAMPLE, "--lang", language])
    raised.update(CODE.findall(capsys.readouterr().err))
    assert {key.partition(".")[0] for key in entries("messages")} - raised == set()


def well_told(line: str, language: str) -> bool:
    """One line, with how to learn more; nothing of Python's or pydantic's, and no English in Chinese words."""
    prose = re.sub("“[^”]*”|现有.*|可用.*|min max log exp sqrt abs", "", line)
    english = re.search(r"[a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+", prose) and not line.startswith(PASSED_ON)
    foreign = re.search(r"None|Text\(|Place\(|Input should", line)
    return bool(LINE.fullmatch(line)) and not foreign and not (language == "zh" and english)
