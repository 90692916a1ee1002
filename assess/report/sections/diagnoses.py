"""What diagnoses find, for the chapter on problems: the patterns that are there, with grounds and measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.overview import PatternResult
from ..document import Line, Section
from ..narrator import Narrator
from ..pattern_view import measures_line, patterns_of


def diagnoses(narrators: Iterable[Narrator]) -> Iterator[Section]:
    """A section for each result with patterns."""
    return (_diagnosis(narrator) for narrator in narrators if narrator.result.patterns)


def _diagnosis(narrator: Narrator) -> Section:
    result, rubric = narrator.result, narrator.result.rubric.title
    there, unknown = patterns_of(result, "there"), patterns_of(result, "unknown")
    opening = narrator.paragraph(
        "patterns.opening",
        rubric=rubric,
        all=narrator.counted(result.patterns, "patterns"),
        there=narrator.counted(there, "patterns.there"),
    )
    items = [narrator.item(*_told(pattern, narrator)) for pattern in there]
    titles = narrator.joined(pattern.title for pattern in unknown)
    count = narrator.counted(unknown, "patterns.unknown")
    rest = [narrator.paragraph("patterns.told_open", count=count, list=titles)] if unknown else []
    return Section(narrator.say("patterns.section", rubric=rubric), (opening, *items, *rest))


def _told(pattern: PatternResult, narrator: Narrator) -> Iterator[Line]:
    yield narrator.say("patterns.told", title=pattern.title, text=pattern.text, because=pattern.because)
    if pattern.stated:
        titles = narrator.joined(problem.title for problem in pattern.stated)
        yield narrator.say("patterns.told_stated", list=titles)
    if pattern.calls:
        yield narrator.say("patterns.told_calls", list=measures_line(pattern.calls, narrator))
