"""Forms and profile files to be filled in, blank or with what a profile states already."""

from __future__ import annotations

from ..model.facts import Vocabulary
from ..model.profile import Profile
from ..model.rubric import Rubric
from ..model.text import Language
from . import yaml_writer
from .layout import sheet_title
from .questions import QuestionGroup, basic_facts, groups

KINDS = (".xlsx", ".yaml", ".yml")


def render_template(
    kind: str,
    rubrics: tuple[Rubric, ...],
    vocabulary: Vocabulary,
    profile: Profile | None,
    language: Language,
    year: int,
) -> bytes:
    """A form or a profile file.

    Args:
        kind: how the name of the file ends, one of KINDS.
        year: the reporting year of a blank one.
    """
    if kind == ".xlsx":
        from .writer import render_form

        return render_form(rubrics, vocabulary, profile, language, year)
    asked = (QuestionGroup(sheet_title("basics"), basic_facts(vocabulary, None)), *groups(rubrics, vocabulary, None))
    if profile is None:
        return yaml_writer.render_blank(vocabulary, asked, year, language).encode()
    return yaml_writer.render(profile, vocabulary, asked).encode()
