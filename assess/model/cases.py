"""Precedents: real clusters, programmes and firms that something was learnt from."""

from __future__ import annotations

from pydantic import Field

from .text import FrozenModel, Reference, ShelfFile, Text


class CaseNames(FrozenModel):
    """Words by which a profile is known to be of this very cluster: one of each kind must stand in its head."""

    place: tuple[str, ...] = Field(min_length=1)
    trade: tuple[str, ...] = Field(min_length=1)


class Case(FrozenModel):
    """A real cluster, programme or firm that something was learnt from."""

    title: Text
    place: Text
    names: CaseNames | None = None
    kind: str
    lesson: Text
    references: tuple[Reference, ...]


class CasesFile(ShelfFile):
    """The file of precedents."""

    cases: dict[str, Case]
