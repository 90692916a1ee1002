"""What a cluster does already: by what it states, or because the documents tell of it as their precedent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unicodedata import normalize

from ..model.cases import Case, CaseNames
from ..model.measures import Measure, MeasureCatalog
from ..model.profile import Profile
from ..model.text import Phrase
from ..model.unadvised import PractisedResult
from .conditions import ConditionResult, any_of, gap_of, in_words, practised
from .levels import Diagnosis


def done_already(measure: Measure, cases: Mapping[str, Case], diagnosis: Diagnosis) -> ConditionResult:
    """Whether the cluster does it already, and what shows that."""
    own = ConditionResult(is_own_precedent(measure, cases, diagnosis.profile), (_OWN,))
    return any_of([own, practised(measure.when, diagnosis)])


_OWN = Phrase("advice_reasons.own_precedent")


def is_own_precedent(measure: Measure, cases: Mapping[str, Case], profile: Profile) -> bool:
    """Whether one of the places a measure was done at is this very cluster."""
    precedent = measure.precedent
    told = () if precedent is None else (*([precedent.case] if precedent.case else ()), *precedent.also)
    return any(case.names is not None and is_named(case.names, profile) for case in map(cases.__getitem__, told))


def is_named(names: CaseNames, profile: Profile) -> bool:
    """Whether the head of a profile has a word for the place and one for the trade of a case."""
    head = normalize("NFKC", " ".join(filter(None, (profile.cluster, profile.place, profile.industry)))).casefold()
    return all(any(word.casefold() in head for word in words) for words in (names.place, names.trade))


def practices(catalog: MeasureCatalog, diagnosis: Diagnosis) -> Iterator[PractisedResult]:
    """Measures that a gap would call for, and that the cluster does already."""
    for name, measure in catalog.measures.items():
        done = done_already(measure, catalog.cases, diagnosis)
        if done.holds and gap_of(measure.when, diagnosis).holds is not False:
            yield PractisedResult(name, measure.title, in_words(done.because))
