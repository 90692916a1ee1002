"""Where the limits of the grades come from: `make calibrate`.

Official practice is sparing with its best grade: of 100 clusters Jiangxi found 5, 29 and
66 in three grades (2020), of Europe's cluster organisations 6.7, 30.4 and 62.8 % hold
gold, silver and bronze labels. So of a spread of plausible profiles about one in twenty
should be excellent and three in ten good; the last limit parts the weakest fifth.
"""

from __future__ import annotations

import numpy as np

import assess
from assess.engine.batch import score_table
from assess.io.library import default_library

from .face_validity import outcome, scenarios
from .random_profiles import plausible

SIZE = 20_000
WANTED = {"excellent": 0.95, "good": 0.65, "fair": 0.20}


def main() -> None:
    """Print, for every rubric, the quantiles wanted and what the present limits give."""
    books = default_library()
    for name in books.ids():
        rubric = books.rubric(name)
        vocabulary = books.vocabulary.extended(rubric.facts)
        scores = score_table(rubric, plausible(rubric, vocabulary, SIZE))["score"]
        print(f"{name}: mean {scores.mean():.1f}, standard deviation {scores.std():.1f}")
        for band in sorted(rubric.grades.bands, key=lambda each: -each.from_):
            at = (
                f"quantile {WANTED[band.id]:.0%} is {np.quantile(scores, WANTED[band.id]):.1f}"
                if band.id in WANTED
                else ""
            )
            print(f"  {band.label.en:10s} from {band.from_:5.1f}: {(scores >= band.from_).mean():6.1%} reach it   {at}")
        _scenarios(name)


def _scenarios(name: str) -> None:
    """What the scenarios of face validity do to the complete example."""
    profile = assess.read("examples/anping-county-made-up.yaml")
    for scenario in scenarios():
        told = outcome(scenario, profile, name)
        before, after = told.before, told.after
        verdict = "; ".join(told.violations(scenario)) or "as it must"
        print(
            f"  {scenario.title.en:48s} {before.score or 0:5.1f} to {after.score or 0:5.1f},"
            f" {_label(before)} to {_label(after)}: {verdict}"
        )


def _label(result: assess.Result) -> str:
    return result.grade.label.en if result.grade else "none"


if __name__ == "__main__":
    main()
