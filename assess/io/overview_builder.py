"""The ratios of a profile's plain figures, in the words of a result."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
    if found.value is None:
        lacking = tuple(Named(fact, _lacking(fact, found, assessment)) for fact in found.lacks)
        why = why_unknown(found.formula, assessment.readings, assessment.vocabulary)
        return FigureResult(
            id=name,
            title=rule.title,
            told=rule.told,
            unit=rule.unit,
            status="unknown",
            value=None,
            low=None,
            high=None,
            year=None,
            because=text(Phrase("reasons.lacking", {"facts": [each.title for each in lacking]}) if lacking else why),
            lacks=lacking,
            usual=rule.usual,
        )
    exact = low == high == found.value
    least, most = rule.usual or (-math.inf, math.inf)
    return FigureResult(
        id=name,
        title=rule.title,
        told=rule.told,
        unit=rule.unit,
        status="known" if exact else "bounded",
        value=found.value,
        low=None if exact else low,
        high=None if exact else high,
        year=found.year,
        because=text(Phrase("reasons.told", {"told": rule.told})),
        used=tuple(used_by(assessment, found.formula, found.year)),
        usual=rule.usual,
        is_unusual=found.bounds.high < least or found.bounds.low > most,
    )


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
