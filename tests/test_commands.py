"""The command line as its users meet it: exit codes, streams, files, consoles."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from assess import __version__
from assess.__main__ import named
from assess.cli.parallel import FEW
from assess.form.profiles import read_profile
from assess.io.library import KINDS
from assess.model.facts import Vocabulary
from assess.model.problems import Problem
from assess.model.profile import Profile
from tests.conftest import Ask
from tests.forms.workbook_builder import filled

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
WHOLE = ROOT / "examples" / "anping-county-made-up.yaml"
THIN = ROOT / "examples" / "tongbai-peanut.yaml"
LINE = [sys.executable, "-m", "assess"]

COMMANDS = [
    ["--help"],
    ["--version"],
    ["score", str(THIN)],
    ["score", str(THIN), "--lang", "en"],
    ["score", str(WHOLE), "-f", "md"],
    ["score", str(WHOLE), "-f", "csv"],
    ["score", str(WHOLE), "-f", "json"],
    ["check", *map(str, EXAMPLES)],
    ["explain", str(THIN), "LF03"],
    ["explain", "E209"],
    ["rubrics", "list"],
    ["rubrics", "show", "cluster-context"],
    ["rubrics", "lint"],
    ["rubrics", "schema"],
    ["score", "there-is-none.yaml"],
]
"""Every command, once at least."""


def typed_form() -> bytes:
    """A form in which a number is typed as people type."""
    book = filled()
    book[book.fact("output", "2025年")] = "９０．６"
    return book.bytes()


def ask_apart(words: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run([*LINE, *words], capture_output=True, timeout=60, check=False, **options)  # type: ignore[call-overload,no-any-return]


# Exit codes


def test_done_is_0(ask: Ask) -> None:
    assert ask("score", WHOLE)[0] == 0
    assert ask("check", *EXAMPLES)[0] == 0
    assert ask("rubrics", "lint")[0] == 0


@pytest.mark.parametrize(("wanted", "code"), [("59.6", 0), ("59.636686298138436", 0), ("59.7", 1)])
def test_below_the_wanted_score_is_1(wanted: str, code: int, ask: Ask) -> None:
    found, output, talk = ask("score", WHOLE, "--at-least", wanted)
    assert (found, talk) == (code, "")
    assert "59.6" in output, "the judgement is shown all the same"


def test_no_number_is_no_wanted_score(ask: Ask) -> None:
    for wanted in ("nan", "inf", "-1", "101"):
        code, _, told = ask("score", WHOLE, "--at-least", wanted)
        assert (code, told[:4]) == (2, "E503")


def test_a_score_that_is_withheld_is_below_any_wanted_score(ask: Ask) -> None:
    assert ask("score", THIN, "--at-least", "0")[0] == 1


def test_a_mark_of_the_proofreader_is_1(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "own.yaml"
    text = (ROOT / "rubrics" / "assessments" / "cluster-upgrading.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("children: [SP01, ", "children: [{use: SP01, weight: 0}, ", 1), encoding="utf-8")
    code, output, talk = ask("rubrics", "lint", path)
    assert (code, talk) == (1, "")
    assert output.startswith("L407 own.yaml:")
    assert output.endswith("→ assess explain L407\n")


def test_wrong_input_is_2(ask: Ask) -> None:
    assert ask("score", "none.yaml")[0] == 2
    assert ask("score", WHOLE, "-r", "none")[0] == 2
    assert ask("explain", WHOLE, "SP99")[0] == 2
    assert ask("explain", "E999")[0] == 2


@pytest.mark.parametrize(
    "words", [["scor"], ["score"], ["score", "a", "b"], ["score", "x", "--colour"], ["rubrics", "x"]]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_words_are_2_and_told_in_one_line(words: list[str], language: str, ask: Ask) -> None:
    code, output, talk = ask(*words, "--lang", language)
    assert (code, output) == (2, "")
    assert talk.startswith("E503 ")
    assert talk.endswith("→ assess explain E503\n")
    assert talk.count("\n") == 1


def test_a_file_that_cannot_be_judged_does_not_hide_the_others(ask: Ask) -> None:
    code, output, talk = ask("check", "none.yaml", WHOLE)
    assert (code, talk) == (2, "")
    assert "E101 none.yaml" in output
    assert f"{WHOLE.name}：没有发现问题。" in output


@pytest.mark.slow
def test_many_files_are_checked_side_by_side_and_told_in_their_order(tmp_path: Path, ask: Ask) -> None:
    broken = sorted((ROOT / "tests" / "inputs" / "profiles").glob("*.yaml"))
    files = [*broken, *EXAMPLES] * (1 + 2 * FEW // len([*broken, *EXAMPLES]))
    together = ask_apart(["check", *map(str, files)])
    assert together.returncode == 2
    assert not together.stderr
    assert together.stdout.decode() == "".join(ask("check", file)[1] for file in files)


SCHEMAS = [
    *[("rubric", path) for kind in KINDS for path in sorted((ROOT / "rubrics" / kind).glob("*.yaml"))],
    *[("indicators", path) for path in sorted((ROOT / "rubrics" / "indicators").glob("*.yaml"))],
    *[("facts", path) for path in sorted((ROOT / "rubrics" / "facts").glob("*.yaml"))],
    *[("profile", path) for path in EXAMPLES],
]


@pytest.mark.parametrize(("kind", "path"), SCHEMAS, ids=lambda each: each if isinstance(each, str) else each.name)
def test_an_editor_that_knows_the_schema_accepts_our_own_files(kind: str, path: Path, ask: Ask) -> None:
    validator = Draft202012Validator(json.loads(ask("rubrics", "schema", kind)[1]))
    # Through JSON, which has no names but texts, as editors do.
    content = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [error.message for error in validator.iter_errors(content)] == []
    assert list(validator.iter_errors({**content, "no_such_key": 1}))


def test_a_result_obeys_its_schema(ask: Ask) -> None:
    validator = Draft202012Validator(json.loads(ask("rubrics", "schema", "result")[1]))
    for path in EXAMPLES:
        assert list(validator.iter_errors(json.loads(ask("score", path, "-f", "json")[1]))) == []


def test_the_contract_is_whole_where_it_is_asked_for(ask: Ask) -> None:
    told = json.loads(ask("score", WHOLE, "-f", "json")[1])
    assert told == json.loads(ask("advise", WHOLE, "-f", "json")[1])
    assert told["stage"]["id"]


def test_one_rubric_at_a_time(ask: Ask) -> None:
    """Where a number is opened or supposed, it is one of one rubric."""
    code, _, told = ask("explain", THIN, "LF03", "-r", "cluster-upgrading", "-r", "cluster-context")
    assert (code, told[:4]) == (2, "E506")


@pytest.mark.parametrize("name", ["p.yaml", "p.YML"])
@pytest.mark.parametrize("words", [["score"], ["score", "-f", "json"], ["advise"], ["report"], ["template", "--from"]])
def test_what_is_read_is_never_written_over(words: list[str], name: str, tmp_path: Path, ask: Ask) -> None:
    profile = tmp_path / name
    profile.write_bytes(THIN.read_bytes())
    code, _, _ = ask(*words, profile, "-o", profile)
    assert code == 2
    assert profile.read_bytes() == THIN.read_bytes()


def test_a_form_is_never_written_over(tmp_path: Path, ask: Ask) -> None:
    form = tmp_path / "form.xlsx"
    assert ask("template", "--from", THIN, "-o", form)[0] == 0
    before = form.read_bytes()
    for words in (["report"], ["template", "--from"], ["score"]):
        code, _, told = ask(*words, form, "-o", form)
        assert (code, told[:4]) == (2, "E507")
    assert form.read_bytes() == before


def test_a_refused_profile_is_answered_in_its_own_language(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("cluster: A\nyear: 2024\nlanguage: en\nfacts: {firms: -3}\n", encoding="utf-8")
    for command in ("check", "score"):
        assert "(firms) is possible" in "".join(ask(command, path)[1:])
    assert "允许" in ask("score", path, "--lang", "zh")[2]


def test_what_was_read_otherwise_than_it_stands_is_told_by_every_command(tmp_path: Path, ask: Ask) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(typed_form())
    for words in (
        ["score", form],
        ["advise", form],
        ["explain", form, "SP01"],
        ["report", form, "-o", tmp_path / "r.md"],
    ):
        code, _, told = ask(*words)
        assert (code, told[:4]) == (0, "N201"), words


def test_a_pattern_stands_for_its_files_where_no_shell_writes_them_out(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx", "[c].yaml", "c.yaml"):
        (tmp_path / name).touch()
    assert named(f"{tmp_path}/*.xlsx") == [f"{tmp_path}/a.xlsx", f"{tmp_path}/b.xlsx"]
    assert named(f"{tmp_path}/[c].yaml") == [f"{tmp_path}/[c].yaml"], "a file of that very name"
    assert named(f"{tmp_path}/*.ods") == [f"{tmp_path}/*.ods"], "told as missing later"
    assert named("price_*=3") == ["price_*=3"]


def test_standard_input_is_read_among_many() -> None:
    words = ["check", *[str(THIN)] * 2 * FEW, "-"]
    done = ask_apart(words, input=WHOLE.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")


def test_where_no_processes_can_be_had_one_does_it_all(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    def input_error(*_: object, **__: object) -> None:
        raise NotImplementedError("no semaphores here")

    monkeypatch.setattr("os.cpu_count", lambda: 4)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", input_error)
    code, told, _ = ask("check", *[THIN] * 2 * FEW)
    assert (code, told) == (0, ask("check", THIN)[1] * 2 * FEW)


def test_a_fault_of_ours_is_3_and_owned_up_to(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    monkeypatch.setattr("assess.shelf.default_library", lambda: 1 / 0)
    code, output, talk = ask("rubrics", "list")
    assert (code, output) == (3, "")
    assert talk.startswith("E900 程序出错：ZeroDivisionError")


def test_a_fault_of_ours_in_one_file_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    def read(name: str, vocabulary: Vocabulary) -> tuple[Profile, tuple[Problem, ...]]:
        return (1 / 0) if name == str(THIN) else read_profile(name, vocabulary)  # type: ignore[return-value]

    monkeypatch.setattr("assess.api.read_profile", read)
    code, output, talk = ask("check", "none.yaml", THIN, WHOLE)
    assert (code, talk) == (3, "")
    assert output.count("E900") == 2
    assert f"{THIN.name}：程序出错，没有检查完。" in output
    assert f"{WHOLE.name}：没有发现问题。" in output


def test_unusual_values_are_asked_about_and_pass(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(
        "cluster: 甲\nyear: 2024\nlanguage: en\nfacts:\n  output: {2022: 20, 2023: 4000, 2024: 30}\n", encoding="utf-8"
    )
    code, output, _ = ask("check", path)
    told = [line.split(maxsplit=2)[:2] for line in output.splitlines()[:-1]]
    assert code == 0
    assert told == [["W205", "profile.yaml:5:28"]], "one slip explains the value and both jumps"
    assert "can be judged, 1 to check" in output


# Language


def test_the_language_is_that_of_the_profile_unless_told_otherwise(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text("cluster: Tea\nyear: 2024\nlanguage: en\n", encoding="utf-8")
    assert "Criterion" in ask("score", path)[1]
    assert "准则" in ask("score", path, "--lang", "zh")[1]
    assert "准则" in ask("score", THIN)[1]
    assert "Criterion" in ask("score", THIN, "--lang=en")[1]


# Files


def test_a_file_is_written_whole(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "结果.json"
    code, output, talk = ask("score", WHOLE, "-f", "json", "-o", path)
    assert (code, output, talk) == (0, "", f"已写入 {path}\n")
    assert path.read_text(encoding="utf-8") == ask("score", WHOLE, "-f", "json")[1]
    assert list(tmp_path.iterdir()) == [path]
    assert ask("score", WHOLE, "-o", path, "--lang", "en")[2] == f"wrote {path}\n"


def test_an_old_file_stays_when_writing_fails(tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "result.txt"
    path.write_text("old", encoding="utf-8")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, talk = ask("score", WHOLE, "-o", path)
    assert code == 2
    assert talk.startswith(f"E114 写不出 {path}：磁盘空间不足。")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_places_that_cannot_be_written_to(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for place in (tmp_path, tmp_path / "no" / "x.txt", tmp_path / "file" / "x.txt", ".", ""):
        code, output, talk = ask("score", WHOLE, "-o", place)
        assert (code, output) == (2, ""), place
        assert talk.startswith("E114 "), place


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with subprocess.Popen([*LINE, "score", str(WHOLE), "-o", str(path)], stderr=subprocess.DEVNULL) as writer:
        text = path.read_text(encoding="utf-8")
        assert writer.wait(60) == 0
    assert "59.6" in text
    assert path.is_fifo()


def test_a_profile_from_standard_input() -> None:
    done = ask_apart(["score", "-", "-f", "json"], input=WHOLE.read_bytes())
    named = ask_apart(["score", str(WHOLE), "-f", "json"])
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == named.stdout, "the same facts give the same bytes, wherever they come from"


# Formats that programs read


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_json_is_json_and_csv_is_csv(path: Path, ask: Ask) -> None:
    def input_error(name: str) -> None:
        pytest.fail(f"{name} is no JSON")

    result = json.loads(ask("score", path, "-f", "json")[1], parse_constant=input_error)
    rows = list(csv.DictReader(io.StringIO(ask("score", path, "-f", "csv")[1])))
    assert result["schema"] == "assess/result/1"
    assert [row["id"] for row in rows] == [result["rubric"]["id"], *(node["id"] for node in result["nodes"])]
    for row, node in zip(rows[1:], result["nodes"], strict=True):
        assert row["title"] == node["title"]["zh"]
        assert (float(row["score"]) if row["score"] else None) == node["score"]


def test_the_same_command_gives_the_same_bytes() -> None:
    once, again = (
        ask_apart(["score", str(THIN), "-f", "json"], env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )
    assert once == again


@pytest.mark.parametrize("kind", ["rubric", "facts", "profile", "result"])
def test_a_schema_names_every_key_that_is_written(kind: str, ask: Ask) -> None:
    code, output, _ = ask("rubrics", "schema", kind)
    schema = json.loads(output)
    written = {
        "rubric": {"criteria", "indicators", "grades", "gates", "weights"},
        "facts": {"facts"},
        "profile": {"cluster", "year", "facts", "firms", "platforms", "projects"},
        "result": set(json.loads(ask("score", THIN, "-f", "json")[1])),
    }[kind]
    assert code == 0
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert written <= set(schema["properties"])


# Streams and consoles


@pytest.mark.skipif(os.name != "posix", reason="needs pipes and a pseudo-terminal")
class TestPosix:
    """What takes a shell or a terminal to try."""

    @pytest.mark.parametrize("words", ["rubrics schema", "rubrics list", f"score {THIN}", f"score {THIN} -f json"])
    def test_a_reader_who_leaves_is_no_fault(self, words: str) -> None:
        line = f'"{sys.executable}" -m assess {words} | head -c 1; exit ${{PIPESTATUS[0]}}'
        done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    def test_a_full_disk_is_told(self) -> None:
        line = f'"{sys.executable}" -m assess rubrics schema > /dev/full'
        done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(b"E114 ")
        assert b"Traceback" not in done.stderr

    def test_no_streams_at_all(self) -> None:
        line = f'"{sys.executable}" -m assess score "{THIN}" >&- 2>&-'
        assert subprocess.run(["bash", "-c", line], timeout=60, check=False).returncode == 0

    @pytest.mark.parametrize("encoding", ["gbk", "ascii"])
    def test_a_console_that_lacks_characters(self, encoding: str) -> None:
        """Every command, on a terminal that speaks another encoding."""
        program = "import sys\nfrom assess.cli.main import run\n"
        program += f"sys.exit(any(run(words) not in (0, 2) for words in {COMMANDS!r}))"
        code, output = on_a_terminal([sys.executable, "-c", program], {"PYTHONIOENCODING": encoding})
        assert code == 0
        text = output.decode(encoding, errors="replace")
        assert "Traceback" not in text
        assert "E900" not in text
        if encoding == "gbk":
            assert "桐柏花生产业化集群" in text
            assert "?" not in text.partition("说明")[0], "the table needs no character that GBK lacks"

    @pytest.mark.parametrize("extra", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}])
    def test_no_escape_sequence_ever(self, extra: dict[str, str]) -> None:
        code, output = on_a_terminal([*LINE, "score", str(THIN)], extra)
        assert code == 0
        assert b"\x1b" not in output

    def test_bars_are_for_terminals(self) -> None:
        _, output = on_a_terminal([*LINE, "score", str(WHOLE)], {})
        assert "█" in output.decode()
        assert "█" not in ask_apart(["score", str(WHOLE)]).stdout.decode()


def on_a_terminal(line: list[str], extra: dict[str, str]) -> tuple[int, bytes]:
    """Run a command whose standard streams are a pseudo-terminal."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **extra}) as process:
        os.close(theirs)
        output = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            output += piece
        os.close(ours)
        return process.wait(60), output


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_files_and_pipes_are_utf_8_whatever_the_console(encoding: str) -> None:
    done = ask_apart(["score", str(THIN)], env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "桐柏花生产业化集群" in done.stdout.decode("utf-8")


# Where it is called from


def test_from_another_folder(tmp_path: Path) -> None:
    folder = tmp_path / "有 空格"
    folder.mkdir()
    (folder / "画像.yaml").write_bytes(THIN.read_bytes())
    script = Path(sys.executable).with_name("assess")
    for line in (LINE, [str(script)]):
        done = subprocess.run([*line, "score", "画像.yaml"], cwd=folder, capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, b""), line
        assert "桐柏花生产业化集群" in done.stdout.decode("utf-8")


def test_the_version(ask: Ask) -> None:
    assert ask("--version") == (0, f"{__version__}\n", "")


def test_nothing_to_do_shows_the_help(ask: Ask) -> None:
    for words in ([], ["rubrics"]):
        _, output, talk = ask(*words)
        assert "Usage: assess" in output + talk
        assert "E900" not in talk


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["template", "-o", "form.pdf"], "E111"),
        (["score", str(WHOLE), "--set", "output"], "E505"),
        (["explain", str(WHOLE), "SP99"], "E501"),
        (["explain", "E999"], "E502"),
    ],
)
def test_what_does_not_exist_is_said_to_be_missing(words: list[str], code: str, ask: Ask) -> None:
    exit_code, output, talk = ask(*words)
    assert (exit_code, output) == (2, "")
    assert talk.startswith(f"{code} ")
