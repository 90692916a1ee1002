"""What a county states as problems, held against its indicators at both ends."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.overview import ProblemStatus, StatedProblemResult
from ..model.overview_rules import ProblemRule, ProblemsFile
from ..model.recommendation import Named
from ..model.scales import WEAK
from .descriptions import named_indicators
from .levels import Diagnosis


def stated_problems(file: ProblemsFile, diagnosis: Diagnosis) -> Iterator[StatedProblemResult]:
    """The problems that a profile states, in its own order."""
    observation = diagnosis.profile.observations.get(file.stated_by)
    reading = diagnosis.readings.latest(file.stated_by)
    if observation is None or reading is None:
        return
    titles = diagnosis.vocabulary[file.stated_by].items
    for name in reading.items:
        if name in file.problems:
            evidence = observation.item_notes.get(name) or None
            yield _problem(Named(name, titles[name]), file.problems[name], evidence, diagnosis)


def _problem(problem: Named, rule: ProblemRule, evidence: str | None, diagnosis: Diagnosis) -> StatedProblemResult:
    applying = [indicator for indicator in rule.indicators if diagnosis.applies(indicator)]
    levels = {indicator: diagnosis.levels(indicator) for indicator in applying}
    weak = [indicator for indicator, (_, highest) in levels.items() if highest <= WEAK]
    sound = [indicator for indicator, (lowest, _) in levels.items() if lowest > WEAK]
    status: ProblemStatus = "open"
    if weak:
        status = "confirmed"
    elif applying and len(sound) == len(applying):
        status = "contradicted"
    return StatedProblemResult(
        id=problem.id,
        title=problem.title,
        evidence=evidence,
        status=status,
        confirming=named_indicators(weak, diagnosis),
        contradicting=named_indicators(sound, diagnosis),
        unknown=named_indicators([name for name in applying if name not in (*weak, *sound)], diagnosis),
        measures=rule.measures,
        references=rule.references,
    )
