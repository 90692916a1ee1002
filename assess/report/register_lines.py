"""Registers of a profile in words and as tables."""

from __future__ import annotations

from ..i18n.numbers import number, rounded
from ..model.registers import RegisterResult
from ..model.text import Text
from .document import Line, Table, TableColumn
from .narrator import Narrator


def register_line(register: RegisterResult, narrator: Narrator) -> Line:
    """How much stands in a register, and which kinds are missing there."""
    told = narrator.say("screen.register_rows", title=register.title, count=str(len(register.rows)))
    if not register.empty:
        return told
    return narrator.run(told, narrator.say("screen.register_empty", list=narrator.joined(register.empty)))


def register_table(register: RegisterResult, narrator: Narrator) -> Table:
    """A register as it stands; columns in which nothing is said are left out."""
    kept = [index for index in range(len(register.heads)) if any(row[index] is not None for row in register.rows)]
    is_number = {index: any(isinstance(row[index], float) for row in register.rows) for index in kept}
    heads = [
        TableColumn(register.heads[index].in_(narrator.language), 2 if is_number[index] else 4,
                    "right" if is_number[index] else "left")
        for index in kept
    ]  # fmt: skip
    rows = tuple(tuple(_cell(row[index], narrator) for index in kept) for row in register.rows)
    return Table(f"register_{register.id}", register.title.in_(narrator.language), tuple(heads), rows)


def _cell(cell: Text | float | None, narrator: Narrator) -> Line:
    if isinstance(cell, Text):
        return narrator.line(cell)
    return ("",) if cell is None else (number(float(rounded(cell, 2))),)
