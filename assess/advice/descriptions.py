"""What is told of a measure whatever it gains: names, gaps, facts to ask for, where it was done before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.measures import ANY_STAGE, MeasureCatalog, Precedent
from ..model.recommendation import Named, PrecedentResult
from ..model.text import Text
from .levels import Diagnosis


def precedent_of(precedent: Precedent | None, catalog: MeasureCatalog) -> PrecedentResult | None:
    """Where a measure was done before."""
    if precedent is None:
        return None
    case = catalog.cases.get(precedent.case) if precedent.case else None
    return PrecedentResult(precedent.case, case.title if case else None, precedent.text)


def fits_stage(stages: Sequence[str], now: frozenset[str]) -> bool | None:
    """Whether what is meant for these stages is meant for a cluster that stands at `now`; None where that is open."""
    if ANY_STAGE in stages:
        return True
    return not now.isdisjoint(stages) if now else None


def named(ids: Sequence[str], titles: Mapping[str, Text]) -> tuple[Named, ...]:
    """Ids with their titles; what has none is called by its id."""
    return tuple(Named(name, titles.get(name, Text(name, name))) for name in ids)


def named_indicators(ids: Sequence[str], diagnosis: Diagnosis) -> tuple[Named, ...]:
    """Indicators, each once."""
    return tuple(Named(name, diagnosis.title(name)) for name in dict.fromkeys(ids))


def named_facts(ids: Sequence[str], diagnosis: Diagnosis) -> tuple[Named, ...]:
    """Facts, each once."""
    return tuple(Named(name, diagnosis.vocabulary[name].title) for name in dict.fromkeys(ids))
