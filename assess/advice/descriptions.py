"""What is told of a measure whatever it gains: names, gaps, facts to ask for, where it was done before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.measures import ANY_STAGE, Measure, MeasureCatalog, MeasureNote, Precedent
from ..model.recommendation import Named, PrecedentResult
from ..model.text import Text
from .conditions import holds
from .levels import Diagnosis


def precedent_of(precedent: Precedent | None, catalog: MeasureCatalog) -> PrecedentResult | None:
    """Where a measure was done before."""
    if precedent is None:
        return None
    case = catalog.cases.get(precedent.case) if precedent.case else None
    return PrecedentResult(precedent.case, case.title if case else None, precedent.text)


def cautions_of(name: str, measure: Measure, diagnosis: Diagnosis, catalog: MeasureCatalog) -> tuple[Text, ...]:
    """What to heed with a measure: its own caution, then notes on its kind that hold for this cluster."""
    notes = [note for note in catalog.measures_file.notes.values() if note.when and note.concerns(name, measure)]
    held = [note.text for note in notes if note.when and holds(note.when, diagnosis).holds]
    return (*([measure.cautions] if measure.cautions else []), *held)


def notes_on(name: str, measure: Measure, notes: Mapping[str, MeasureNote]) -> tuple[Named, ...]:
    """What holds for every measure of its kind, whatever the cluster."""
    return tuple(Named(id, note.text) for id, note in notes.items() if not note.when and note.concerns(name, measure))


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
