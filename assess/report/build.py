"""From results to the report: title, summary, seven chapters, four annexes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ..i18n.catalog import say
from ..model.result import ResultContract
from ..model.text import Language, comma
from .chain import ChainNarrator
from .document import Report, line_text
from .narrator import Narrator
from .sections.actions import recommendations
from .sections.annexes import annexes
from .sections.basics import basics
from .sections.evaluation import evaluation
from .sections.paths import paths
from .sections.safeguards import safeguards
from .sections.summary import summary
from .sections.tasks import tasks
from .sections.weaknesses import weaknesses


def make_report(results: Sequence[ResultContract], language: Language | None, date: datetime.date) -> Report:
    """The report of a profile.

    Args:
        results: judgements of one profile; the first is told at length, the others beside it.
        language: of every word that the result has in both; the profile's by default.
        date: what stands under the report; nothing else in it depends on the day.
    """
    result, *others = results
    language = language or result.profile.language
    narrator = Narrator(result, language)
    return Report(
        language=language,
        title=_title(narrator),
        notice=say("screen.invented", language) if result.profile.invented else None,
        summary=summary(narrator),
        sections=(
            basics(narrator),
            evaluation(narrator, others),
            weaknesses(narrator),
            paths(narrator),
            recommendations(narrator),
            tasks(narrator),
            safeguards(narrator),
        ),
        annexes=annexes(narrator),
        colophon=(narrator.say("compiled_by"), (_day(date, language),)),
        date=date.isoformat(),
        chains=tuple(ChainNarrator(result, language, _places(narrator), sources={}, ids=False).chains()),
        results=tuple(results),
    )


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
