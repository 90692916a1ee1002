"""LibreOffice as a second pair of eyes: one call for all files, since it is slow to start."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def convert(files: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """The files in another format, in the same order."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    out = folder / "out"
    command = [str(SOFFICE), f"-env:UserInstallation=file://{user.parent}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)], capture_output=True, text=True, timeout=300, check=False
    )
    made = [out / f"{file.stem}.{to.split(':', maxsplit=1)[0]}" for file in files]
    assert all(path.exists() for path in made), done.stderr + done.stdout
    return made
