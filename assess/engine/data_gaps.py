"""What to ask for: the facts a judgement lacks, those first that would narrow it most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.facts import Fact, Vocabulary
from ..model.formula import Formula
from ..model.indicators import Indicator
from ..model.judgement import MissingResult
from ..model.rubric import Rubric
from ..model.text import Phrase
from .fact_sources import ProfileReadings
from .scoring import NodeScore, NodeScores, bounds_if


def missing_facts(
    rubric: Rubric, scores: NodeScores, readings: ProfileReadings, vocabulary: Vocabulary
) -> tuple[MissingResult, ...]:
    """Facts worth asking for, those that narrow the interval of the total most first.

    What an unknown indicator would narrow is told by the engine: judge again as if it were
    known, at the middle of its scale. It is shared equally among the facts it lacks.
    """
    # By id, so that the order of writing cannot change the last digit of a sum.
    unknown = sorted((leaf for leaf in rubric.tree.leaves() if _is_unknown(scores[leaf.id])), key=lambda leaf: leaf.id)
    middles = {leaf.id: sum(leaf.indicator.scale.span) / 2 for leaf in unknown}
    ends = bounds_if(rubric.tree, scores, middles)
    root = scores[rubric.rubric]
    narrows: dict[str, float] = {}
    for leaf in unknown:
        low, high = ends[leaf.id]
        points = float(max(0.0, (root.high - root.low) - (high - low)))
        facts = lacking(leaf.indicator, readings)
        for fact in facts:
            narrows[fact] = narrows.get(fact, 0.0) + points / len(facts)
    ranked = sorted(narrows.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(_missing(name, vocabulary[name], points) for name, points in ranked)


def lacking(indicator: Indicator, readings: ProfileReadings) -> tuple[str, ...]:
    """The facts that an indicator lacks, by the formula its author would rather see used. None where
    its values have no result."""
    return tuple(dict.fromkeys([*_undecided(indicator, readings), *readings.absent(_preferred(indicator, readings))]))


def why_indicator_unknown(indicator: Indicator, readings: ProfileReadings, vocabulary: Vocabulary) -> Phrase:
    """What keeps the value of an indicator from being computed."""
    undecided = _undecided(indicator, readings)
    return why_unknown(_preferred(indicator, readings), readings, vocabulary, undecided)


def why_unknown(
    formula: Formula, readings: ProfileReadings, vocabulary: Vocabulary, undecided: Sequence[str] = ()
) -> Phrase:
    """What keeps a formula from being computed: facts without readings, readings of several years that
    are not compared, or readings without a result.

    Args:
        undecided: facts that are lacking besides.
    """
    difference = None if undecided else readings.difference(formula)
    if difference is not None:
        return Phrase(f"reasons.unlike_{difference}", {"facts": [vocabulary[fact].title for fact in formula.facts]})
    facts = dict.fromkeys([*undecided, *readings.absent(formula)])
    return lacks(facts, readings, vocabulary) if facts else Phrase("reasons.undefined")


def lacking_years(formula: Formula, readings: ProfileReadings, vocabulary: Vocabulary, year: int) -> Phrase | None:
    """That earlier years are lacking of which only the least is asked for; nothing where none is."""
    named = years_lacking(formula, readings, vocabulary, year)
    return Phrase("reasons.lacking", {"facts": named}) if named else None


def years_lacking(formula: Formula, readings: ProfileReadings, vocabulary: Vocabulary, year: int) -> list[Phrase]:
    """Facts with the earlier years that a formula lacks of them and can be bounded without."""
    if not formula.optional:
        return []
    missing = readings.missing_years(formula, year)
    return [
        Phrase("reasons.of_years", {"fact": vocabulary[fact].title, "years": list(map(str, years))})
        for fact, years in missing.items()
    ]


def lacks(facts: Iterable[str], readings: ProfileReadings, vocabulary: Vocabulary) -> Phrase:
    """That facts are lacking: not stated, or only in a way that the judgement does not use."""
    keys = {name: "listed_in_part" if readings.least(name) is not None else readings.why_unused(name) for name in facts}
    titles = {name: vocabulary[name].title for name in keys}
    named = [Phrase(f"reasons.{key}", {"fact": titles[name]}) if key else titles[name] for name, key in keys.items()]
    return Phrase("reasons.lacking", {"facts": named})


def _undecided(indicator: Indicator, readings: ProfileReadings) -> list[str]:
    """Facts that decide whether the indicator applies, and are not known."""
    return [fact for fact in indicator.applies_when if not readings.has_value(fact)]


def _preferred(indicator: Indicator, readings: ProfileReadings) -> Formula:
    """The first formula that was not argued away."""
    open_ones = [f for f in indicator.formulas if not any(map(readings.not_applicable, f.facts))]
    return (open_ones or indicator.formulas)[0]


def _is_unknown(score: NodeScore) -> bool:
    return bool(score.applies and not score.known)


def _missing(name: str, fact: Fact, points: float) -> MissingResult:
    return MissingResult(name, fact.title, points, fact.unit, fact.held_by)
