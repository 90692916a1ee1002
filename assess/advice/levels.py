"""Diagnosis: at which level every indicator stands, by all the rubrics the measures name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ..engine.assessment import Assessment
from ..engine.data_gaps import lacking
from ..engine.fact_sources import ProfileReadings
from ..engine.scoring import NodeScore
from ..model.facts import Vocabulary
from ..model.profile import Profile
from ..model.rubric import Leaf
from ..model.scales import TOP_LEVEL, level_of
from ..model.text import Text


class LevelRange(NamedTuple):
    """The lowest and the highest level at which something may stand."""

    lowest: int
    highest: int

    @property
    def level(self) -> int | None:
        """The one level, where there is but one."""
        return self.lowest if self.lowest == self.highest else None

    def __str__(self) -> str:
        return str(self.lowest) if self.lowest == self.highest else f"{self.lowest}–{self.highest}"


ANY_LEVEL: Final = LevelRange(1, TOP_LEVEL)


class Finding(NamedTuple):
    """An indicator as it stands."""

    assessment: Assessment
    leaf: Leaf
    judged: NodeScore

    @property
    def applies(self) -> bool:
        return bool(self.judged.applies)

    @property
    def is_known(self) -> bool:
        return bool(self.judged.applies and self.judged.known)

    @property
    def level(self) -> int | None:
        """The level of the score, by which changes are priced; what is said of it goes by `levels`."""
        return level_of(self.judged.score) if self.is_known else None

    @property
    def levels(self) -> LevelRange:
        """Between which levels it stands, whatever the truth is."""
        if not self.applies:
            return ANY_LEVEL
        return LevelRange(level_of(self.judged.low), level_of(self.judged.high))


class Diagnosis(NamedTuple):
    """All indicators of one profile."""

    profile: Profile
    vocabulary: Vocabulary
    findings: Mapping[str, Finding]
    computed: Mapping[str, LevelRange] = {}
    """Levels that are computed rather than stated, and stand before what was stated."""
    computed_asks: Mapping[str, tuple[str, ...]] = {}
    """Facts that would settle those levels."""
    standing: Mapping[str, bool | None] = {}
    """Whether the cluster stands at a stage or rank; None where that is not known."""

    @property
    def readings(self) -> ProfileReadings:
        return ProfileReadings(self.profile)

    def levels(self, indicator: str) -> LevelRange:
        """Between which levels an indicator stands; any of which nothing is known."""
        if indicator in self.computed:
            return self.computed[indicator]
        finding = self.findings.get(indicator)
        return finding.levels if finding else ANY_LEVEL

    def level(self, indicator: str) -> int | None:
        """Level 1 to 5; None where it is not sure, or does not apply."""
        return self.levels(indicator).level if self.applies(indicator) else None

    def applies(self, indicator: str) -> bool:
        return indicator not in self.findings or self.findings[indicator].applies

    def is_known(self, indicator: str) -> bool:
        """Whether an indicator has a score, be it unsure."""
        if indicator in self.computed:
            return self.computed[indicator].level is not None
        return indicator in self.findings and self.findings[indicator].is_known

    def score(self, indicator: str) -> float | None:
        """Score of an indicator, 0 to 100, where it is known."""
        if not self.is_known(indicator):
            return None
        if indicator in self.computed:
            return self.score_range(indicator)[0]
        return float(self.findings[indicator].judged.score)

    def score_range(self, indicator: str) -> tuple[float, float]:
        """Least and greatest score of an indicator, whatever the truth is."""
        finding = self.findings.get(indicator)
        if finding is None:
            return 0.0, 100.0
        if indicator in self.computed:
            levels = self.computed[indicator]
            least, most = finding.leaf.indicator.scale.bounds(float(levels.lowest), float(levels.highest))
            return float(least), float(most)
        return float(finding.judged.low), float(finding.judged.high)

    def title(self, indicator: str) -> Text:
        finding = self.findings.get(indicator)
        return finding.leaf.indicator.title if finding else Text(indicator, indicator)

    def asks(self, indicator: str) -> tuple[str, ...]:
        """The facts that an unknown indicator lacks, or that leave one unsure."""
        if indicator in self.computed:
            return self.computed_asks.get(indicator, ())
        finding = self.findings.get(indicator)
        if finding is None:
            return ()
        measured, readings = finding.judged.measured, finding.assessment.readings
        return lacking(finding.leaf.indicator, readings) or readings.unsure(measured.formula, measured.year)


def diagnose(assessments: Sequence[Assessment]) -> Diagnosis:
    """The findings of one profile judged under several rubrics; of an indicator that several
    have, the first finding counts."""
    findings: dict[str, Finding] = {}
    for assessment in assessments:
        for leaf in assessment.rubric.leaves():
            findings.setdefault(leaf.id, Finding(assessment, leaf, assessment.judged[leaf.id]))
    return Diagnosis(assessments[0].profile, assessments[0].vocabulary, findings)
