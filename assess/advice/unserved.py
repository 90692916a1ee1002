"""Weak indicators for which no measure can be had now, each with the plain reason.

Either no measure of the library raises it, or those that would are held back by a condition
that this cluster does not meet. What is locked, undecided or done already is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.certainty import at_both_ends
from ..model.scales import WEAK
from ..model.unadvised import HeldResult, UnraisedResult
from .conditions import demands, in_words
from .levels import Diagnosis
from .practice import practices
from .selection import Advice


def unserved(advice: Advice) -> Iterator[UnraisedResult]:
    """Weak indicators that no measure raises, or that only measures raise which are held back."""
    diagnosis, file = advice.diagnosis, advice.catalog.measures_file
    told = {each.name for each in advice.triggered} | {each.id for each in practices(advice.catalog, diagnosis)}
    for name in diagnosis.findings:
        weak = at_both_ends(lambda level: level <= WEAK, *diagnosis.levels(name))
        raising = {measure for measure, each in file.measures.items() if name in each.raises}
        if weak and diagnosis.applies(name) and not raising & told:
            held = tuple(_held_back(name, advice))
            yield UnraisedResult(name, diagnosis.title(name), file.unraised.get(name), held)


def _held_back(indicator: str, advice: Advice) -> Iterator[HeldResult]:
    """Measures that the indicator calls for and that would raise it, each with the conditions that fail."""
    diagnosis: Diagnosis = advice.diagnosis
    for name, measure in advice.catalog.measures.items():
        if indicator not in measure.raises or indicator not in measure.when.weak:
            continue
        failing = [demand for demand in demands(measure.when, diagnosis) if demand.holds is False]
        because = [reason for demand in failing for reason in demand.because]
        yield HeldResult(name, measure.title, in_words(because))
