"""What a form says of itself in a hidden sheet, for whoever reads it later: what it asked when it was made."""

from __future__ import annotations

from ..model.facts import Vocabulary
from ..model.fingerprint import facts_digests
from ..model.profile import Profile
from ..model.text import Language
from ..model.version import __version__
from .layout import TEMPLATE
from .questions import basic_facts, groups, tables_asked
from .scope import FormScope


def identity_lines(
    scope: FormScope, vocabulary: Vocabulary, profile: Profile | None, language: Language
) -> list[tuple[str, ...]]:
    """The lines of the sheet: template, language, rubrics, and a digest of every fact asked."""
    lines: list[tuple[str, ...]] = [(TEMPLATE, __version__), ("language", language)]
    lines += [("rubric", rubric.rubric, rubric.version) for rubric in scope.rubrics]
    asked = {fact for group in groups(scope, vocabulary, profile) for fact in group.facts}
    asked |= set(basic_facts(vocabulary, profile))
    whole, digests = facts_digests({name: fact for name, fact in vocabulary.items() if name in asked})
    lines.append(("facts", whole))
    tables = tables_asked(scope, vocabulary, profile)
    lines += [("table", name) for name in tables if vocabulary.tables[name].asked != "core"]
    return [*lines, *(("fact", name, digest) for name, digest in digests.items())]
