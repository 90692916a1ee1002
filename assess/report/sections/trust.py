"""How far to trust a judgement: what is unknown, what nobody has verified, and what it would change."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.robustness import SurenessResult
from ..analysis import indicators, unknown_indicators, unverified_indicators
from ..document import Line, Paragraph, Ref, Section
from ..extent import Extent
from ..narrator import Narrator
from ..open_questions import open_questions

NARROWING = 5
"""Facts named that would narrow the interval most."""


def trust(narrator: Narrator, extent: Extent) -> Section:
    """Gaps, unverified cut-points and levels judged by oneself; in a full report also what weights rest on."""
    rubric = narrator.result.rubric
    weights = narrator.grounds(rubric.weights_basis, rubric.weights_verified)
    grades = narrator.grounds(rubric.grades_basis, rubric.grades_verified)
    grounds = [narrator.paragraph("trust_weights", weights=weights, grades=grades)] if extent.is_full else []
    asked = map(narrator.body, open_questions(narrator))
    return narrator.section(
        "trust_title", *asked, *_interval(narrator), _thresholds(narrator), *grounds, *_sureness(narrator)
    )


def _interval(narrator: Narrator) -> Iterator[Paragraph]:
    """How wide the interval is, and what would narrow it."""
    result = narrator.result
    if result.high == result.low:
        yield narrator.paragraph("trust_exact")
    else:
        yield narrator.paragraph(
            "trust_interval",
            width=narrator.points(result.high - result.low, "high-low"),
            bounds=narrator.total_interval(),
            unknown=narrator.counted(unknown_indicators(result), "unknown_indicators"),
            total=narrator.counted(indicators(result), "indicators"),
            coverage=narrator.total_coverage(),
        )
    if result.missing:
        facts = [
            narrator.say(
                "narrowing", title=fact.title, points=narrator.points(fact.narrows, f"missing.{fact.fact}.narrows")
            )
            for fact in result.missing[:NARROWING]
        ]
        yield narrator.paragraph("ask_narrowing", list=narrator.joined(facts))


def _thresholds(narrator: Narrator) -> Paragraph:
    """How many thresholds nobody has checked."""
    return narrator.paragraph(
        "trust_thresholds",
        unverified=narrator.counted(unverified_indicators(narrator.result), "unverified_indicators"),
        total=narrator.counted(indicators(narrator.result), "indicators"),
        annex=Ref("methods"),
    )


def _sureness(narrator: Narrator) -> Iterator[Paragraph]:
    """How grade and order hold under other weights and cut-points."""
    sureness = narrator.result.sureness
    if sureness is None:
        return
    yield narrator.body(_drawn(sureness, narrator), _order(sureness, narrator))
    yield narrator.body(_limit(sureness, narrator), _hanging(sureness, narrator), _levels(sureness, narrator))


def _drawn(sureness: SurenessResult, narrator: Narrator) -> Line:
    grade = narrator.result.grade
    return narrator.say(
        "trust_draws",
        weights=f"{sureness.weights:g}",
        cut_points=narrator.percent(sureness.cut_points, "sureness.cut_points"),
        draws=narrator.count(sureness.draws, "sureness.draws"),
        holds=narrator.percent(sureness.grade_holds, "sureness.grade_holds"),
        grade=grade.label if grade else "—",
        low=narrator.points(sureness.low, "sureness.low"),
        high=narrator.points(sureness.high, "sureness.high"),
    )


def _order(sureness: SurenessResult, narrator: Narrator) -> Line:
    if sureness.order_holds is None:
        return ()
    return narrator.say("trust_order", holds=narrator.percent(sureness.order_holds, "sureness.order_holds"))


def _limit(sureness: SurenessResult, narrator: Narrator) -> Line:
    limit, rubric = sureness.limit, narrator.result.rubric
    if limit is None:
        return ()
    return narrator.say(
        "trust_limit",
        label=limit.label,
        threshold=narrator.number(limit.threshold, "sureness.limit.threshold"),
        distance=narrator.points(limit.distance, "sureness.limit.distance"),
        basis=narrator.grounds(rubric.grades_basis, rubric.grades_verified),
    )


def _hanging(sureness: SurenessResult, narrator: Narrator) -> Line:
    titles = [indicator.title for indicator in sureness.hanging]
    return narrator.say("trust_hanging", list=narrator.joined(titles)) if titles else ()


def _levels(sureness: SurenessResult, narrator: Narrator) -> Line:
    levels = sureness.levels
    if not levels.count:
        return ()
    return narrator.say(
        "trust_levels",
        count=narrator.count(levels.count, "sureness.levels.count"),
        share=narrator.percent(levels.share, "sureness.levels.share"),
        evidence=narrator.count(levels.with_evidence, "sureness.levels.with_evidence"),
        source=narrator.count(levels.with_source, "sureness.levels.with_source"),
    )
