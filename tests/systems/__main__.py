"""Writes rubrics/SYSTEMS.md: each system of the documents, its homes on the shelf, and the cases that show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .cases import SHELF, cases, homes, systems, systems_of

PAGE: Final = SHELF / "SYSTEMS.md"
HEAD: Final = """\
# The systems of the documents on this shelf

Made by `make systems` from what the files of the shelf say under `serves` and from the worked cases in `tests/systems`;
not edited by hand. Each row: the system, the files that are its home, and each case with the command that shows it.

| | System | Home | Shown by |
|---|---|---|---|
"""


def page() -> str:
    """The page, as it stands when everything is in step."""
    return HEAD + "".join(_rows())


def _rows() -> Iterator[str]:
    found = homes()
    shown: dict[str, list[str]] = {}
    for case in cases():
        for system in systems_of(case):
            shown.setdefault(system, []).append(f"{case['name']}: `assess {case['command']}`")
    for system, row in systems().items():
        files = "<br>".join(f"[{path}]({path})" for path in found.get(system, ()))
        title = f"{row['system']['zh']} {row['system']['en']}"
        yield f"| {system} | {title} | {files} | {'<br>'.join(shown.get(system, ()))} |\n".replace("|  |", "| |")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
