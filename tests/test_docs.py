"""The documentation runs: every command and every line of Python that it shows, in a copy of the examples."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from assess.cli.main import run
from assess.io.library import default_library

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def commands(page: Path) -> list[tuple[str, str]]:
    """Each command of a page with the output that is shown for it."""
    found = []
    for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, output = part.partition("\n")
            found.append((command.strip(), output.strip()))
    return found


SHOWN = [
    pytest.param(command, output, id=f"{page.name}: {command}") for page in PAGES for command, output in commands(page)
]


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_every_command_shown_does_what_is_shown(
    command: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command of the documentation succeeds and prints the lines shown, up to "..."."""
    words = shlex.split(command)
    if words[0] == "make":
        assert re.search(rf"(?m)^{words[1]}:", (ROOT / "Makefile").read_text()), "no such target"
        return
    assert words[0] == "assess"
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)

    assert run(words[1:]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith(output.removesuffix("...").strip())


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```python" in page.read_text()], ids=lambda page: page.name
)
def test_every_line_of_python_shown_gives_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = "\n".join(PYTHON.findall(page.read_text(encoding="utf-8")))
    shown = doctest.DocTestParser().get_doctest(blocks, {}, page.name, str(page), 0)
    told: list[str] = []

    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(shown, out=told.append)

    assert results.attempted > 0
    assert not results.failed, "".join(told)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_quick_start_has_exactly_two_commands(name: str) -> None:
    """The first block of a readme is the quick start, with nothing to do before it."""
    first = CONSOLE.findall((ROOT / name).read_text(encoding="utf-8"))[0]

    assert first.split("\n")[:-1] == ["$ make demo", "$ make test"]


def test_both_languages_show_the_same_commands() -> None:
    """The tables of the two readmes have the same number of rows."""
    rows = [len(re.findall(r"(?m)^\| `assess", (ROOT / name).read_text())) for name in ("README.md", "README.zh-CN.md")]

    assert rows[0] == rows[1] > 0


@pytest.mark.parametrize("name", ["standards.md", "standards.zh-CN.md"])
def test_the_page_on_standards_lists_all_of_the_shelf(name: str) -> None:
    """With how many clauses of each count, guide, and were not verified."""
    rows = re.findall(
        r"(?m)^\| `([\w-]+)` \| [^|]+ \| (\d+) \| (\d+) \| (\d+) \|", (ROOT / "docs" / name).read_text("utf-8")
    )
    library = default_library()
    standards = {
        rubric.rubric: rubric.gates for each in library.ids() if (rubric := library.rubric(each)).kind == "standard"
    }

    assert {standard: tuple(map(int, counts)) for standard, *counts in rows} == {
        standard: (
            sum(gate.counts for gate in gates),
            sum(gate.verified and gate.duty == "guiding" for gate in gates),
            sum(not gate.verified for gate in gates),
        )
        for standard, gates in standards.items()
    }


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md"])
def test_what_contributing_points_to_is_there(name: str) -> None:
    """Every file and folder, and every list that something is to be put into."""
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = set(re.findall(r"`((?:assess|rubrics|tests|docs|examples)/[\w./-]*)`", text))
    lists = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", text))
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "assess").rglob("*.py"))

    assert not [path for path in paths if not (ROOT / path).exists()]
    assert not [constant for constant in lists if not re.search(rf"(?m)^{constant}\b.*=", source)]
    assert len(paths) > 15
    assert len(lists) >= 3
