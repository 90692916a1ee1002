"""Input that cannot be used: told at its place, in both languages, and never with a traceback.

Every file in profiles/, rubrics/ and catalogues/ is one class of fault. Its first line says which; then
follow, one a line, what must be told of it, in this order:

    # expect: CODE LINE:COLUMN      the place is left out where a file has none
    # zh: …  /  # en: …             words that must stand in the message

What is too large, too deep or no text at all is made on the spot, and given to the command
in a process of its own, since it might take a process down.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.form.profiles import read_profile
from assess.i18n.catalog import template
from assess.io.library import default_library
from tests.bounded import run_bounded
from tests.conftest import Answer, Ask

HERE = Path(__file__).parent
PROFILES = sorted((HERE / "profiles").glob("*.yaml"))
RUBRICS = sorted((HERE / "rubrics").glob("*.yaml"))
CATALOGUES = sorted((HERE / "catalogues").glob("*.yaml"))
EXAMPLE = HERE.parent.parent / "examples" / "tongbai-peanut.yaml"
LANGUAGES = ("zh", "en")
ZH_FIRST = ("zh", pytest.param("en", marks=pytest.mark.slow))
"""For hundreds of fixtures: the inner loop reads each of them once."""

LIBRARY = default_library()


def ask_apart(*words: object, data: bytes | None = None) -> Answer:
    """Run a command in a process of its own, within bounds."""
    done = run_bounded(*words, data=data)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def expected(path: Path) -> list[tuple[str, str]]:
    """Codes and places, from the head of a fixture."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"(?m)^# expect: ([A-Z]\d{3})(?: (\d+:\d+))?$", text)
    assert found, f"{path.name} does not say what is expected"
    return [(code, f"{path.name}:{at}" if at else path.name) for code, at in found]


def families(paths: list[Path]) -> dict[str, list[Path]]:
    """Fixtures by the first code that they expect, so that those of one code can be run alone (-k E204)."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(expected(path)[0][0], []).append(path)
    return dict(sorted(groups.items()))


def told(output: str) -> list[tuple[str, str]]:
    """Codes and places, from what was printed."""
    return re.findall(r"(?m)^([A-Z]\d{3}) (\S+) .* → assess explain \1$", output)


def wanted_words(path: Path, language: str) -> list[str]:
    return re.findall(rf"(?m)^# {language}: (.+)$", path.read_text(encoding="utf-8"))


def holds_its_mend(line: str, language: str) -> bool:
    """Whether the line says how to put it right; placeholders are filled by then."""
    code = line.split(maxsplit=1)[0]
    mend = getattr(template(f"messages.{code}.mend"), language).replace("{{", "{").replace("}}", "}")
    pieces = re.split(r"\{\w+\}", mend)
    return re.search(".*".join(map(re.escape, pieces)), line) is not None


def assert_told(answer: Answer, wanted: list[tuple[str, str]], language: str) -> None:
    code, output, talk = answer
    assert code == 2
    assert output == ""
    assert "Traceback" not in talk
    assert told(talk) == wanted, talk
    assert len(talk.splitlines()) == len(wanted), "one problem, one line"
    assert all(holds_its_mend(line, language) for line in talk.splitlines()), talk


@pytest.mark.parametrize("language", ZH_FIRST)
@pytest.mark.parametrize("family", families(PROFILES))
def test_profile(family: str, language: str, ask: Ask, subtests: pytest.Subtests) -> None:
    for path in families(PROFILES)[family]:
        with subtests.test(path.stem):
            answer = ask("score", path, "--lang", language)
            assert_told(answer, expected(path), language)
            assert all(words in answer[2] for words in wanted_words(path, language)), answer[2]


@pytest.mark.slow
def test_check_tells_the_same_on_standard_output(ask: Ask, subtests: pytest.Subtests) -> None:
    for path in PROFILES:
        with subtests.test(path.stem):
            code, output, talk = ask("check", path)
            *problems, summary = output.splitlines()
            assert (code, talk) == (2, "")
            assert told("\n".join(problems)) == expected(path)
            assert summary == f"{path.name}：{len(problems)} 处必须改正。"


@pytest.mark.parametrize("language", ZH_FIRST)
@pytest.mark.parametrize("family", families(RUBRICS))
def test_rubric(family: str, language: str, ask: Ask, subtests: pytest.Subtests) -> None:
    for path in families(RUBRICS)[family]:
        with subtests.test(path.stem):
            answer = ask("rubrics", "lint", path, "--lang", language)
            assert_told(answer, expected(path), language)
            assert all(words in answer[2] for words in wanted_words(path, language)), answer[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue(path: Path, language: str, ask: Ask) -> None:
    code, output, talk = ask("rubrics", "lint", path, "--lang", language)
    assert code == (1 if output else 2)
    assert told(output + talk) == expected(path)
    assert all(words in output + talk for words in wanted_words(path, language)), output + talk
    assert all(holds_its_mend(line, language) for line in (output + talk).splitlines())


@pytest.mark.slow
def test_nothing_is_judged_by_a_faulty_rubric(ask: Ask, subtests: pytest.Subtests) -> None:
    for path in RUBRICS:
        with subtests.test(path.stem):
            assert_told(ask("score", EXAMPLE, "-r", path), expected(path), "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_of_the_proofreader(language: str, ask: Ask) -> None:
    path = HERE / "lint_findings.yaml"
    code, output, talk = ask("rubrics", "lint", path, "--lang", language)
    assert (code, talk) == (1, "")
    assert told(output) == expected(path)
    assert all(holds_its_mend(line, language) for line in output.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("path", [*PROFILES[::12], *RUBRICS[::12]], ids=lambda path: path.stem)
def test_a_process_of_its_own_tells_the_same(path: Path) -> None:
    words = ("score", path) if path in PROFILES else ("rubrics", "lint", path)
    assert_told(ask_apart(*words), expected(path), "zh")


@pytest.mark.slow
def test_the_parser_written_in_python_tells_the_same(ask: Ask) -> None:
    """PyYAML may have been built without its parser in C."""
    read = families(PROFILES)
    paths = [str(path) for code in ("E106", "E108", "E109", "E112", "E124", "E205", "E242") for path in read[code]]
    line = (
        "import sys, yaml; del yaml.CSafeLoader\n"
        "from assess.cli.main import run\n"
        "for path in sys.argv[1:]: run(['check', path])"
    )
    done = subprocess.run([sys.executable, "-c", line, *paths], capture_output=True, timeout=120, check=True)
    assert done.stdout.decode("utf-8") == "".join(ask("check", path)[1] for path in paths)


# Files that are made on the spot


def hostile() -> Iterator[tuple[str, bytes, str]]:
    """Name, content, and the code and place that must be told."""
    head = "cluster: 试\nyear: 2024\nfacts:\n"
    yield "brackets", b"a: " + b"[" * 10_000, "E112 1:43"
    yield "closed brackets", b"a: " + b"[" * 10_000 + b"]" * 10_000, "E112 1:43"
    yield "spaced brackets", b"a: " + (b"[" + b" " * 40) * 90_000, "E112 1:1603"
    yield "brackets and quotes", b"a: " + b'["]",' * 100_000, "E112 1:199"
    yield "braces", b"{a: " * 10_000, "E112 1:161"
    yield "dashes", b"- " * 100_000 + b"a\n", "E112 1:81"
    yield "steps", b"".join(b" " * depth + b"a:\n" for depth in range(1000)), "E112 41:41"
    yield "question marks", b"? " * 100_000 + b"a\n", "E106 1:3"
    yield "closers in a comment", (b"[ # ]\n" * 5_000), "E112 41:1"
    yield "empty", b"", "E105"
    yield "spaces", b"   \n  \n\n", "E105"
    yield "byte order mark alone", "\ufeff".encode(), "E105"
    yield "null bytes", head.encode() + b"  output: 5\n  sales: \x00\n", "E106 5:10"
    yield "escape character", head.encode() + b"  output: \x1b[31m5\n", "E106 4:11"
    yield "gbk", "cluster: 桐柏\nyear: 2024\n".encode("gbk"), "E104 1:1"
    yield "gbk further down", "# plain\n# plain\ncluster: 桐柏\n".encode("gbk"), "E104 3:1"
    yield "utf-16", "cluster: 桐柏\nyear: 2024\n".encode("utf-16"), "E104 1:1"
    yield "utf-16 without a mark", "cluster: 桐柏\n".encode("utf-16-le"), "E104 1:1"
    yield "binary", bytes(range(256)) * 40, "E104 2:1"
    yield "half a character", "cluster: 桐".encode()[:-1], "E104 1:1"
    yield "zip", b"PK\x03\x04" + bytes(range(128, 256)) * 20, "E104 1:1"


@pytest.mark.slow
@pytest.mark.parametrize(("content", "wanted"), [pytest.param(c, w, id=name) for name, c, w in hostile()])
def test_hostile_file(content: bytes, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_bytes(content)
    code, _, at = wanted.partition(" ")
    assert_told(ask_apart("score", path), [(code, f"{path.name}:{at}" if at else path.name)], "zh")


def many(rows: str, head: str = "facts:\n") -> bytes:
    """A profile of tens of thousands of lines, each of them wrong."""
    return f"cluster: 试\nyear: 2024\n{head}{rows}".encode()


MANY = {
    "keys": many("".join(f"- {{name: f{i}, x: 1, y: 2}}\n" for i in range(20_000)), "firms:\n"),
    "rows": many("- {rank: boss, sales: many}\n" * 20_000, "firms:\n"),
    "names": many("".join(f"  outputs_of_the_{i}: 5\n" for i in range(20_000))),
    "repeats": many("  output: 5\n" * 20_000),
    "values": many("  output:\n" + "".join(f"    {year}: many\n" for year in range(20_000))),
}


@pytest.mark.slow
@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in MANY.items()])
def test_no_more_is_told_than_anybody_mends(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_bytes(content)
    code, output, talk = ask_apart("check", path)
    assert (code, talk) == (2, "")
    assert told(output)[0] == ("E127", path.name)
    assert len(told(output)) == 501


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_megabytes_are_not_read(tmp_path: Path, language: str) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    answer = ask_apart("score", path, "--lang", language)
    assert_told(answer, [("E103", path.name)], language)
    assert "50.0 MB" in answer[2]


@pytest.mark.slow
def test_standard_input_is_held_to_the_same_size() -> None:
    answer = ask_apart("score", "-", data=b"cluster: x\n# " + b"x" * 5 * 1024 * 1024)
    assert_told(answer, [("E103", "-")], "zh")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
@pytest.mark.slow
def test_an_endless_device_is_not_read_to_its_end() -> None:
    assert_told(ask_apart("score", "/dev/zero"), [("E103", "zero")], "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_directory(tmp_path: Path, language: str, ask: Ask) -> None:
    assert_told(ask("score", tmp_path, "--lang", language), [("E102", tmp_path.name)], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_file(tmp_path: Path, language: str, ask: Ask) -> None:
    assert_told(ask("score", tmp_path / "none.yaml", "--lang", language), [("E101", "none.yaml")], language)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000 + ".yaml"])
def test_names_no_system_accepts(name: str, ask: Ask) -> None:
    code, output, talk = ask("score", name)
    assert (code, output) == (2, "")
    assert talk.startswith("E113 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rubric_that_is_not_on_the_shelf(language: str, ask: Ask) -> None:
    answer = ask("score", EXAMPLE, "-r", "cluster-upgrade", "--lang", language)
    assert_told(answer, [("E301", "cluster-upgrade")], language)
    assert "assess rubrics list" in answer[2]
    assert "three-schools" not in answer[2]
    assert "cluster-upgrading" in answer[2]


# Files that are odd and may pass


def test_a_terminal_is_not_driven_by_a_name(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(
        'cluster: "\\e[31mred\\e]0;title\\a\\x9b2J\\nnext"\nplace: "a\\u202eb"\nyear: 2024\n'
        'facts:\n  sales: {value: 5, source: "\\e[2J", note: "\\e[5m"}\n'
        'firms:\n- {name: "\\e[1m三源", rank: provincial, sales: 2}\n',
        encoding="utf-8",
    )
    for words in (["score", path], ["score", path, "-f", "md"], ["check", path], ["explain", path, "LF03"]):
        code, output, talk = ask(*words)
        assert code == 0, talk
        assert all(character.isprintable() or character == "\n" for character in output), words
    code, output, talk = ask("score", path, "-f", "csv")
    assert "\x1b" not in output
    assert "\x9b" not in output


def test_a_problem_does_not_drive_a_terminal(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text('cluster: x\nyear: 2024\n"\\e[31mkey": "\\e[2J"\nfacts: {output: "\\e[1m5"}\n', encoding="utf-8")
    code, _, talk = ask("score", path)
    assert code == 2
    assert all(character.isprintable() or character == "\n" for character in talk)


@pytest.mark.slow
def test_a_name_of_ten_thousand_characters(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text("cluster: " + "名" * 10_000 + "\nyear: 2024\n", encoding="utf-8")
    for format in ("table", "md", "csv", "json"):
        assert ask("score", path, "-f", format)[0] == 0


def test_a_key_of_ten_thousand_characters_is_told_in_short(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text("cluster: x\nyear: 2024\nfacts:\n  " + "键" * 1000 + ": 5\n", encoding="utf-8")
    code, _, talk = ask("score", path)
    assert code == 2
    assert len(talk) < 300


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.read_bytes().replace(b"\n", b"\r\n"))
    code, output, _ = ask("score", path, "-f", "json")
    assert code == 0
    assert output == ask("score", EXAMPLE, "-f", "json")[1]


def test_no_zero_and_no_sign_is_lost_from_a_text(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(
        "cluster: x\nyear: 2024\nfiling: {phone: 03776812345}\n"
        "evidence:\n- {number: 001, name: a, pages: +86}\n- {number: 12, name: b}\n",
        encoding="utf-8",
    )
    profile, _ = read_profile(str(path), LIBRARY.vocabulary)
    assert profile.filing["phone"] == "03776812345"
    assert [(row["number"], row.get("pages")) for row in profile.evidence] == [("001", "+86"), ("12", None)]


def test_an_unknown_value_between_two_bounds_is_their_middle(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text("cluster: x\nyear: 2024\nfacts: {firms: {low: 3, high: 4, value: unknown}}\n", encoding="utf-8")
    profile, _ = read_profile(str(path), LIBRARY.vocabulary)
    reading = profile.observations["firms"].readings[None]
    assert (reading.low, reading.value, reading.high) == (3, 3.5, 4)


def test_a_long_chain_of_brackets_is_looked_at_once(tmp_path: Path, ask: Ask) -> None:
    """Twenty-nine brackets once set a search off that would not end."""
    path = tmp_path / "profile.yaml"
    path.write_text("a: " + "[" * 29 + "]" * 29 + "\n", encoding="utf-8")
    assert ask("score", path)[0] == 2
