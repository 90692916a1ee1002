"""Diagnosis: at which level every indicator stands, by all the rubrics the measures name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..engine.assessment import Assessment
from ..engine.data_gaps import lacking
from ..engine.fact_sources import ProfileReadings
from ..engine.scoring import NodeScore
from ..model.arithmetic import FLOATS
from ..model.facts import Vocabulary
from ..model.profile import Profile
from ..model.rubric import Leaf
from ..model.scales import level_of
from ..model.text import Text


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
        return level_of(self.judged.score) if self.is_known else None


class Diagnosis(NamedTuple):
    """All indicators of one profile."""

    profile: Profile
    vocabulary: Vocabulary
    findings: Mapping[str, Finding]
    computed: Mapping[str, int] = {}
    """Levels that are computed rather than stated, and stand before what was stated."""

    @property
    def readings(self) -> ProfileReadings:
        return ProfileReadings(self.profile)

    def level(self, indicator: str) -> int | None:
        """Level 1 to 5; None where it is not known, or does not apply."""
        if indicator in self.computed:
            return self.computed[indicator]
        finding = self.findings.get(indicator)
        return finding.level if finding else None

    def applies(self, indicator: str) -> bool:
        return indicator not in self.findings or self.findings[indicator].applies

    def score(self, indicator: str) -> float | None:
        """Score of an indicator, 0 to 100, where it is known."""
        finding = self.findings.get(indicator)
        if finding and indicator in self.computed:
            return float(finding.leaf.indicator.scale.score(float(self.computed[indicator]), FLOATS))
        return finding.judged.score if finding and finding.is_known else None

    def title(self, indicator: str) -> Text:
        finding = self.findings.get(indicator)
        return finding.leaf.indicator.title if finding else Text(indicator, indicator)

    def asks(self, indicator: str) -> tuple[str, ...]:
        """The facts that an unknown indicator lacks."""
        finding = self.findings.get(indicator)
        return lacking(finding.leaf.indicator, finding.assessment.readings) if finding else ()


def diagnose(assessments: Sequence[Assessment]) -> Diagnosis:
    """The findings of one profile judged under several rubrics; of an indicator that several
    have, the first finding counts."""
    findings: dict[str, Finding] = {}
    for assessment in assessments:
        for leaf in assessment.rubric.tree.leaves():
            findings.setdefault(leaf.id, Finding(assessment, leaf, assessment.judged[leaf.id]))
    return Diagnosis(assessments[0].profile, assessments[0].vocabulary, findings)
