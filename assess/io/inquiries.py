"""Questions about the plausibility of a profile, by the library of the product, in the words of a result."""

from __future__ import annotations

from ..checks.plausibility.inquiry import examine
from ..model.problems import Problem
from ..model.profile import Profile
from ..model.rubric import Rubric
from .library import default_library


def questions_about(profile: Profile, rubric: Rubric | None = None) -> list[Problem]:
    """All of them; with a rubric also where its indicators come out in two ways."""
    library = default_library()
    vocabulary = library.facts_for([rubric] if rubric else [])
    return examine(profile, vocabulary, library.figures, library.limits, rubric)
