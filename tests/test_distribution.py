"""What is handed out, a wheel and a source archive: each installed elsewhere, it runs without the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
IGNORED = shutil.ignore_patterns(".venv*", ".git", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two archives, built from a copy of the checkout."""
    for builder in ("hatchling", "hatch_fancy_pypi_readme"):
        pytest.importorskip(builder, reason=f"{builder}, which builds the archives, is not installed")
    folder = tmp_path_factory.mktemp("handed_out")
    shutil.copytree(ROOT, folder / "source", ignore=IGNORED)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=folder / "source", check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module", params=["*.whl", "*.tar.gz"])
def site(request: pytest.FixtureRequest, handed_out: Path) -> Path:
    """A folder where one of them is installed; what it depends on is there already."""
    archive = next(handed_out.glob(request.param))
    folder = handed_out / f"installed from {archive.suffix[1:]}"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*install, "--target", str(folder), str(archive)], check=True, capture_output=True)
    return folder


def test_it_judges_without_the_checkout(site: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "tongbai-peanut.yaml", tmp_path)

    def run(*command: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(site)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, encoding="utf-8")
        return done.stdout

    assert run(sys.executable, "-c", "import assess; print(assess.__file__)").startswith(str(site))
    assert '"schema": "assess/result/1"' in run(
        str(site / "bin" / "assess"), "score", "tongbai-peanut.yaml", "-f", "json"
    )
    run(sys.executable, "-m", "assess", "report", "tongbai-peanut.yaml", "-o", "report.docx")
    assert (tmp_path / "report.docx").stat().st_size > 10_000


def test_it_carries_all_rubrics_facts_and_measures(site: Path) -> None:
    inside = {path.relative_to(site / "assess" / "rubrics") for path in (site / "assess" / "rubrics").rglob("*.yaml")}
    assert inside == {path.relative_to(ROOT / "rubrics") for path in (ROOT / "rubrics").rglob("*.yaml")}


def test_its_types_are_for_others_too(site: Path) -> None:
    assert (site / "assess" / "py.typed").exists()


def test_the_source_archive_holds_what_is_read_and_no_test(handed_out: Path) -> None:
    with tarfile.open(next(handed_out.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE", "docs/forms.md"} <= names
    assert {f"examples/{path.name}" for path in (ROOT / "examples").glob("*.yaml")} <= names
    rubrics = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rubrics").rglob("*.yaml")}
    assert {name for name in names if "rubrics" in name and name.endswith(".yaml")} == rubrics
    assert not [name for name in names if name.startswith("tests")]


def test_the_page_of_an_index_links_to_nothing_that_is_not_there(handed_out: Path) -> None:
    """An index shows the readme alone: a link must be absolute."""
    with zipfile.ZipFile(next(handed_out.glob("*.whl"))) as wheel:
        metadata = next(name for name in wheel.namelist() if name.endswith("/METADATA"))
        page = str(message_from_bytes(wheel.read(metadata)).get_payload(decode=True), "utf-8")
    assert "assess score" in page
    assert [target for target in re.findall(r"\]\(([^)]*)\)", page) if not target.startswith("https://")] == []
