"""From results to the report: title, summary, eight chapters, four annexes, or the first pages of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..i18n.catalog import say
from ..model.result import ResultContract
from ..model.text import Language, comma
from .chain import ChainNarrator
from .document import Length, Report, Section, line_text
from .excerpt import without_annexes
from .extent import EXTENTS, Extent
from .narrator import Narrator
from .sections.actions import recommendations
from .sections.annexes import annexes
from .sections.basics import basics
from .sections.evaluation import comparison, criteria, evaluation
from .sections.glance import glance
from .sections.paths import paths
from .sections.safeguards import safeguards
from .sections.summary import summary
from .sections.tasks import tasks
from .sections.weaknesses import weaknesses


def make_report(
    results: ResultContract | Sequence[ResultContract],
    language: Language | None,
    date: datetime.date,
    length: Length | None = "full",
) -> Report:
    """The report of a profile.

    Args:
        results: judgements of one profile; the first is told at length, the others beside it.
        language: of every word that the result has in both; the profile's by default.
        date: what stands under the report; nothing else in it depends on the day.
        length: how much is told; None for what suits the result: brief where no score is given.
    """
    result, *others = [results] if isinstance(results, ResultContract) else results
    language = language or result.profile.language
    narrator = Narrator(result, language)
    extent = EXTENTS[length or ("standard" if result.score is not None else "brief")]
    last = annexes(narrator)
    report = Report(
        language=language,
        title=_title(narrator),
        notice=say("screen.invented", language) if result.profile.invented else None,
        summary=summary(narrator) if extent.has_summary else None,
        sections=tuple(_chapters(narrator, others, extent)),
        annexes=last,
        colophon=(narrator.say("compiled_by"), (_day(date, language),)),
        date=date.isoformat(),
        chains=tuple(ChainNarrator(result, language, _places(narrator), sources={}, ids=False).chains()),
        results=(result, *others),
    )
    return report if extent.is_full else without_annexes(report)


def _chapters(narrator: Narrator, others: Sequence[ResultContract], extent: Extent) -> Iterator[Section]:
    chapters: Mapping[str, Callable[[], Section]] = {
        "glance": lambda: glance(narrator),
        "criteria": lambda: criteria(narrator),
        "comparison": lambda: comparison(narrator, others),
        "basics": lambda: basics(narrator, extent),
        "evaluation": lambda: evaluation(narrator, others, extent),
        "weaknesses": lambda: weaknesses(narrator, others, extent),
        "paths": lambda: paths(narrator, extent),
        "recommendations": lambda: recommendations(narrator, extent),
        "tasks": lambda: tasks(narrator, extent),
        "safeguards": lambda: safeguards(narrator, extent),
    }
    empty = {"comparison": not others, "criteria": not narrator.result.is_scored}
    names = list(extent.chapters)
    if "weaknesses" not in names and not narrator.result.is_scored and narrator.result.patterns:
        names.append("weaknesses")
    return (chapters[name]() for name in names if not empty.get(name))


def _title(narrator: Narrator) -> tuple[str, ...]:
    profile = narrator.result.profile
    place = place_before(profile.place or "", profile.cluster)
    return tuple(filter(None, (place, profile.cluster, narrator.word("report_title"))))


def place_before(place: str, cluster: str) -> str:
    """The place without what the name of the cluster begins with: a county is not named twice.

    Latin letters are compared by whole words, so that no word is cut.
    """
    if place in cluster:
        return ""
    for start in range(1, len(place) - 1):
        whole = place[start - 1] == " " or not place[start].isascii()
        if whole and cluster.startswith(place[start:]):
            return place[:start].rstrip(" ,，、")
    return place


def _places(narrator: Narrator) -> dict[str, str]:
    """Where values stand, with the numbers of the papers that prove them."""
    places = {}
    for used in (used for node in narrator.result.nodes for used in node.used):
        paper = line_text(narrator.say("evidence_no", evidence=used.evidence), {}) if used.evidence else ""
        places[used.where] = comma([used.where, paper] if paper else [used.where], narrator.language)
    return places


def _day(date: datetime.date, language: Language) -> str:
    return f"{date.year}年{date.month}月{date.day}日" if language == "zh" else f"{date.day} {date:%B} {date.year}"
