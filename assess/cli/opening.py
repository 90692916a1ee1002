"""What most commands open first: the shelf, and a profile judged by a rubric of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .options import DEFAULT_RUBRIC, Lang
from .output import language_of, tell_problems

if TYPE_CHECKING:
    from ..engine.assessment import Assessment
    from ..io.library import Library
    from ..model.facts import Vocabulary
    from ..model.profile import Profile


def the_library() -> Library:
    """The rubrics, facts and measures that come with the product."""
    from ..io.library import default_library

    return default_library()


def one_rubric(names: list[str] | None) -> str:
    """The rubric of a command that judges by one.

    Raises:
        InputError: several.
    """
    if names and len(set(names)) > 1:
        from ..model.problems import input_error

        raise input_error("E506", None, found=", ".join(names))
    return names[0] if names else DEFAULT_RUBRIC


def open_profile(name: str, vocabulary: Vocabulary, lang: Lang | None) -> Profile:
    """A profile; what was read otherwise than it stands is told beside the output."""
    from ..form.profiles import read_profile

    profile, notices = read_profile(name, vocabulary)
    tell_problems(notices, language_of(lang, profile.language))
    return profile


def assess_profile(name: str, rubric: str, lang: Lang | None) -> Assessment:
    """A profile, read and judged under a rubric."""
    from ..engine.assessment import assess

    library = the_library()
    judge_by = library.rubric(rubric)
    profile = open_profile(name, library.vocabulary.extended(judge_by.facts), lang)
    return assess(judge_by, profile, library.vocabulary, library.sources)


def spare(output: Path | None, *sources: str | Path | None) -> None:
    """See to it that no command writes over what it reads.

    Raises:
        InputError: it would.
    """
    if output is None or not output.exists():
        return
    for source in sources:
        if source is not None and Path(source).exists() and output.samefile(source):
            from ..model.problems import input_error

            raise input_error("E507", None, found=output)
