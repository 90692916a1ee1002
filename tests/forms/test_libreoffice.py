"""A form opened in LibreOffice and saved again says the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from assess.form.scope import FormScope
from assess.form.writer import render_form
from assess.io.library import default_library

from .profile_strategies import ROOT, read

SOFFICE = shutil.which("soffice")


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_saved_again_by_libreoffice(tmp_path: Path) -> None:
    names = ("anping-county-made-up", "tongbai-peanut")
    wanted = {name: read(ROOT / "examples" / f"{name}.yaml") for name in names}
    again = tmp_path / "again"
    for name, profile in wanted.items():
        rubric = default_library().rubric("cluster-upgrading")
        (tmp_path / f"{name}.xlsx").write_bytes(
            render_form(FormScope((rubric,)), default_library().vocabulary, profile)
        )
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    files = [str(tmp_path / f"{name}.xlsx") for name in names]
    command = [str(SOFFICE), home, "--headless", "--convert-to", "xlsx", "--outdir", str(again), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    saved = {name: read(again / f"{name}.xlsx") for name in names}
    assert {name: each.sha256 for name, each in saved.items()} == {n: each.sha256 for n, each in wanted.items()}
    assert saved["tongbai-peanut"].observations["sales"].readings[None].place.at.startswith("指标!H")
