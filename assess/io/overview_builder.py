"""The ratios of a profile's plain figures, in the words of a result."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..engine.assessment import Assessment, used_by
from ..engine.data_gaps import why_unknown
from ..engine.ratios import Ratio, is_touched, ratio
from ..i18n.catalog import text
from ..model.overview import FigureResult
from ..model.recommendation import Named
from ..model.result import ResultContract
from ..model.text import Phrase, Text

if TYPE_CHECKING:
    from ..model.overview_rules import FigureRule, FiguresFile


def with_figures(result: ResultContract, file: FiguresFile, assessment: Assessment) -> ResultContract:
    """The result with the figures of which anything is stated, in the order of the file."""
    return replace(result, figures=tuple(_figures(file, assessment)))


def _figures(file: FiguresFile, assessment: Assessment) -> Iterator[FigureResult]:
    for name, rule in file.figures.items():
        if is_touched(rule, assessment.readings):
            yield _figure(name, rule, ratio(rule, assessment.readings, assessment.vocabulary), assessment)


def _figure(name: str, rule: FigureRule, found: Ratio, assessment: Assessment) -> FigureResult:
    low, high = _end(found.bounds.low), _end(found.bounds.high)
    is_known = found.value is not None
    is_exact = is_known and low == high == found.value
    least, most = rule.usual or (-math.inf, math.inf)
    lacking = tuple(Named(fact, _lacking(fact, found, assessment)) for fact in found.lacks)
    return FigureResult(
        id=name,
        title=rule.title,
        told=rule.told,
        unit=rule.unit,
        status="known" if is_exact else "bounded" if is_known else "unknown",
        value=found.value,
        low=None if is_exact else low,
        high=None if is_exact else high,
        year=found.year if is_known else None,
        because=text(_because(rule, found, lacking, assessment)),
        used=tuple(used_by(assessment, found.formula, found.year)) if is_known else (),
        lacks=lacking,
        usual=rule.usual,
        is_unusual=found.bounds.high < least or found.bounds.low > most,
    )


def _because(rule: FigureRule, found: Ratio, lacking: Sequence[Named], assessment: Assessment) -> Phrase:
    if found.value is not None:
        return Phrase("reasons.told", {"told": rule.told})
    if lacking:
        return Phrase("reasons.lacking", {"facts": [fact.title for fact in lacking]})
    return why_unknown(found.formula, assessment.readings, assessment.vocabulary)


def _lacking(fact: str, found: Ratio, assessment: Assessment) -> Text:
    """A fact that is lacking, or what of it is: its whole year, its coverage, an exact figure, or the year beside."""
    title = assessment.vocabulary[fact].title
    kinds = (("whole_year", found.of_part), ("same_coverage", found.of_other_coverage), ("exact_figure", found.inexact))
    key = next((key for key, facts in kinds if fact in facts), "")
    if not key and assessment.readings.has_value(fact):
        key = "other_year"
    return text(Phrase(f"reasons.{key}", {"fact": title})) if key else title


def _end(bound: float) -> float | None:
    """A bound; an endless one is none."""
    return bound if math.isfinite(bound) else None
