"""Reading filled forms, against openpyxl loading the same file, and writing a blank one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from assess.form.profiles import read_profile
from assess.form.reader import read_form
from assess.form.scope import FormScope
from assess.form.writer import render_form
from assess.io.library import default_library

from .pairs import Pair, pair, process

EXAMPLE = Path(__file__).parents[2] / "examples" / "anping-county-made-up.yaml"
MANY = 600


def run() -> Iterator[Pair]:
    import openpyxl

    books = default_library()
    vocabulary, rubric = books.vocabulary, books.rubric("cluster-upgrading")
    profile, _ = read_profile(str(EXAMPLE), vocabulary)
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.xlsx"
        form.write_bytes(render_form(FormScope((rubric,)), vocabulary, profile))
        yield pair(
            "reading a filled form, gate included, against openpyxl.load_workbook",
            lambda: read_form(form, vocabulary),
            lambda: openpyxl.load_workbook(form),
            0.5,
        )
        copies = [Path(folder) / f"{number}.xlsx" for number in range(MANY)]
        for copy in copies:
            copy.write_bytes(form.read_bytes())
        yield pair(
            f"assess check of {MANY} forms, whole process, against a hundred of them loaded by openpyxl",
            process("-m", "assess", "check", *map(str, copies)),
            lambda: [openpyxl.load_workbook(form) for _ in range(100)],
            1.0,
            runs=1,
        )
        yield pair(
            "writing a blank form, against openpyxl.load_workbook of a filled one",
            lambda: render_form(FormScope((rubric,)), vocabulary, None, "zh", 2025),
            lambda: openpyxl.load_workbook(form),
            2.5,
        )
