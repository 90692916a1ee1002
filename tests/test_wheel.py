"""Installed as a wheel, outside the checkout, the product has its rubrics with it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds, and nothing of the checkout."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=ignored)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", str(source)]
    subprocess.run([*build, "--wheel-dir", str(folder)], check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_judges_without_the_checkout(site: Path, tmp_path: Path) -> None:
    """A profile somewhere is judged by a program that never saw the repository."""
    shutil.copy(ROOT / "examples" / "tongbai-peanut.yaml", tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    where = "import assess, sys; sys.stdout.write(assess.__file__)"

    found = subprocess.run(
        [sys.executable, "-c", where], check=False, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    score = subprocess.run(
        [sys.executable, "-m", "assess", "score", "tongbai-peanut.yaml", "--format", "json"],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert found.stdout.startswith(str(site))
    assert score.returncode == 0, score.stderr
    assert '"schema": "assess/result/1"' in score.stdout


def test_the_wheel_carries_the_shelf(site: Path) -> None:
    """Every rubric, fact and measure of the checkout is in the wheel."""
    library = {path.relative_to(ROOT / "rubrics") for path in (ROOT / "rubrics").rglob("*.yaml")}
    packed = {path.relative_to(site / "assess" / "rubrics") for path in (site / "assess" / "rubrics").rglob("*.yaml")}

    assert library == packed
