"""What most commands open first: the shelf, and a profile judged by a rubric of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..assessing import Assessment
    from ..intake.shelf import Shelf


def the_shelf() -> Shelf:
    """The rubrics, facts and measures that come with the product."""
    from ..intake.shelf import shelf

    return shelf()


def assess_profile(profile: str, rubric: str) -> Assessment:
    """A profile, read and judged under a rubric."""
    from ..assessing import assess
    from ..intake.profiles import read_profile

    shelf = the_shelf()
    judge_by = shelf.rubric(rubric)
    read, _ = read_profile(profile, shelf.vocabulary.with_own(judge_by.facts))
    return assess(judge_by, read, shelf.vocabulary, shelf.sources)
