"""Every broken workbook ends in named cells or files with their mend, never in a traceback."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest

from assess.cli.main import run
from tests.bounded import run_bounded

from .broken_cells import Case, cells, corpus, tables
from .simulated_user import mend
from .workbook_builder import filled

CORPUS = corpus()
LINE = re.compile(r"([EWN]\d{3}) (\S+?\.\w+)(?: ([^!]+![A-Z]+\d+))? (.+) → assess explain \1")


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 200
    assert len({case.name for case in CORPUS}) == len(CORPUS)


def by_code(cases: list[Case]) -> dict[str, list[Case]]:
    """Cases by the code that they end in, so that those of one code can be run alone (-k E205)."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.code or "harmless or mixed", []).append(case)
    return dict(sorted(groups.items()))


INSIDE = by_code([case for case in CORPUS if not case.apart])
APART = [case for case in CORPUS if case.apart]


@pytest.mark.slow
@pytest.mark.parametrize("code", INSIDE)
def test_told_where_it_is(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests
) -> None:
    for case in INSIDE[code]:
        with subtests.test(case.name):
            path = tmp_path / case.file
            path.write_bytes(case.make())
            exit_code = run(["check", str(path)])
            assert_told(case, exit_code, "".join(capsys.readouterr()))


@pytest.mark.slow
@pytest.mark.parametrize("case", APART, ids=lambda case: case.name)
def test_bounded_in_memory_and_time(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.make())
    done = run_bounded("check", path)
    assert_told(case, done.returncode, (done.stdout + done.stderr).decode())


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
@pytest.mark.parametrize("name", ["form.xlsx", "profile.yaml"])
def test_a_file_without_end_is_left(name: str, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to("/dev/zero")
    done = run_bounded("check", tmp_path / name)
    assert (done.returncode, done.stdout[:4]) == (2, b"E103"), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("part", ["xl/drawings/drawing1.xml", "xl/theme/theme1.xml", "xl/media/image1.png"])
def test_what_is_only_copied_may_not_burst_either(part: str, tmp_path: Path) -> None:
    book, form = filled(), tmp_path / "form.xlsx"
    book[book.fact("output", "2025年")] = "九十"
    form.write_bytes(book.bytes())
    with zipfile.ZipFile(form, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as stream:
        for _ in range(1500):
            stream.write(b" " * 1048576)
    done = run_bounded("check", form, "--marked", tmp_path / "marked.xlsx")
    assert done.returncode == 2
    assert b"E205" in done.stdout
    assert done.stderr.startswith(b"E122")
    assert not (tmp_path / "marked.xlsx").exists()


def assert_told(case: Case, code: int, output: str) -> None:
    assert "Traceback" not in output
    told = [LINE.match(line) for line in output.splitlines()[:-1]]
    assert all(told), output
    codes = {match[1] for match in told if match}
    assert code == case.exit, output
    if case.code is None:
        assert codes <= {"W202", "W201", "W208"}, output
    elif case.code:
        assert case.code in codes, output
    if case.exit == 2:
        assert any(each.startswith("E") for each in codes)


@pytest.mark.slow
def test_a_robot_mends_what_can_be_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.xlsx"
    unmended = []
    every = [(name, fault) for name, fault, code, exit in (*cells(), *tables()) if exit == 2 and code != "E120"]
    faults = every if os.environ.get("ASSESS_CAMPAIGN") else every[::3]
    for name, fault in faults:
        book = filled()
        fault(book)
        path.write_bytes(book.bytes())
        run(["check", str(path)])
        path.write_bytes(mend(book, capsys.readouterr().out.splitlines()).bytes())
        if run(["check", str(path)]) != 0:
            unmended.append((name, capsys.readouterr().out))
    assert len(unmended) <= 0.05 * len(faults), "\n".join(f"{name}\n{output}" for name, output in unmended)
