"""Forms and profile files to be filled in, blank or with what a profile states already."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ..i18n.catalog import text
from ..io.library import Library
from ..model.problems import input_error
from ..model.profile import Profile
from ..model.row_tables import Depth
from ..model.rubric import Rubric
from ..model.text import Language, Phrase
from . import yaml_writer
from .layout import sheet_title
from .questions import QuestionGroup, basic_facts, carried_forward, groups
from .scope import scope_of

KINDS = (".xlsx", ".yaml", ".yml")


def render_template(
    kind: str,
    rubrics: Sequence[Rubric],
    library: Library,
    profile: Profile | None,
    language: Language | None,
    year: int | None,
    depth: Depth,
) -> bytes:
    """A form or a profile file; see `assess.form`.

    Raises:
        InputError: no form of that kind.
    """
    if kind not in KINDS:
        raise input_error("E111", None, found=kind, allowed=", ".join(KINDS))
    scope = scope_of(rubrics, library, depth)
    vocabulary = library.facts_for(scope.headings)
    language = language or (profile.language if profile else "zh")
    profile = carried_forward(profile, year) if profile and year else profile
    # An annual call for data is about the year before.
    year = year or datetime.date.today().year - 1
    if profile is not None and profile.parts and kind == ".xlsx":
        left = text(Phrase("form.parts_left_out", {"parts": [part.name for part in profile.parts]}))
        scope = scope._replace(notes=(*scope.notes, left))
    if kind == ".xlsx":
        from .writer import render_form

        return render_form(scope, vocabulary, profile, language, year)
    asked = (QuestionGroup(sheet_title("basics"), basic_facts(vocabulary, None)), *groups(scope, vocabulary, None))
    if profile is None:
        body = yaml_writer.render_blank(vocabulary, asked, year, language)
    else:
        body = yaml_writer.render(profile, vocabulary, asked)
    return ("".join(f"# {note.in_(language)}\n" for note in scope.notes) + body).encode()
