"""The judgement as a document: at a glance for a screen, or with every indicator as a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..i18n.typography import bracket, colon
from ..model.judgement import NodeResult
from ..model.result import ResultContract
from ..model.text import Language
from .analysis import indicators, spoken_of
from .clause_lines import term_line, verdict_line
from .document import (
    FieldList,
    ItemList,
    Line,
    Report,
    Section,
    Table,
    line_text,
)
from .glance_lines import rests_on, score_line
from .glance_view import glance_sections
from .narrator import ScreenNarrator
from .open_questions import open_questions
from .part_lines import parts_section
from .sentences import Filling


def score_document(result: ResultContract, language: Language, page: bool = False) -> Report:
    """What stands first, then the criteria; on a screen with hints, on a page with all indicators."""
    narrator = ScreenNarrator(result, language)
    sections = [
        *([parts_section(narrator)] if result.parts else []),
        *glance_sections(narrator),
        *(_judged(narrator, page) if result.is_scored else ()),
    ]
    if not page:
        sections.append(Section((), (narrator.paragraph("next_step"),)))
    return under_head(result, sections, language, page)


def _judged(narrator: ScreenNarrator, page: bool) -> Iterator[Section]:
    """The criteria; and all indicators, or what is notable."""
    rubric = narrator.result.rubric
    yield Section((narrator.word("glance.criteria"),), (_criteria(narrator),))
    yield Section((), (_indicators(narrator) if page else _notable(narrator),))
    if not page and not rubric.weights_verified and rubric.weights_basis == "expert":
        yield Section((), (narrator.paragraph("own_weights"),))


def under_head(result: ResultContract, sections: Sequence[Section], language: Language, page: bool) -> Report:
    """Sections under the head of every result: which cluster, by which rubric, and what came out."""
    narrator, profile = ScreenNarrator(result, language), result.profile
    year = line_text(narrator.say("year", year=str(profile.year)), {})
    made_up = narrator.word("invented") if profile.invented else ""
    rubric = f"{result.rubric.title.in_(language)} {result.rubric.version}"
    figures = list(_totals(narrator) if result.is_scored else ())
    if result.verdict is not None:
        figures.insert(
            0, (narrator.word("clauses.verdict_head"), narrator.run(verdict_line(narrator), term_line(narrator)))
        )
    if page:
        figures.insert(0, (narrator.word("rubric"), rubric))
        lines = [(label, colon(language), *narrator.line(text)) for label, text in figures]
        place = f"{profile.place or ''} {year}".strip()
        overview = Section((), (ItemList(((place,), *lines)), *map(narrator.body, open_questions(narrator))))
        return Report(language, (profile.cluster,), (overview, *sections), made_up or None, numbered=False)
    name = " · ".join(part for part in (profile.cluster, profile.place, year) if part)
    title = (name + (bracket(made_up, language) if made_up else ""), f"{narrator.word('rubric')}  {rubric}")
    remarks = filter(None, (rests_on(narrator), narrator.held_down(), *open_questions(narrator)))
    told = [narrator.fields(figures)] if figures else []
    overview = Section((), (*told, *map(narrator.body, remarks)))
    return Report(language, title, (overview, *sections), numbered=False)


def _totals(narrator: ScreenNarrator) -> Iterator[tuple[str, Filling]]:
    result = narrator.result
    yield narrator.word("total" if result.score is not None else "glance.provisional"), score_line(narrator)
    if result.provisional is None:
        yield narrator.word("grade"), narrator.grade()
    yield narrator.word("interval"), narrator.total_interval()
    yield narrator.word("coverage"), narrator.total_coverage()


def _is_weakest(narrator: ScreenNarrator) -> bool:
    """Whether the weakest criterion is the score of the whole."""
    return narrator.result.rubric.combine == "weakest"


def _criteria(narrator: ScreenNarrator) -> Table:
    criteria = narrator.result.children(None)
    columns: dict[str, Callable[[NodeResult], Filling]] = {
        "criterion": lambda node: node.title,
        "score": narrator.score,
        "interval": narrator.bounds,
        "coverage": narrator.coverage,
    }
    if not _is_weakest(narrator):  # There, all points come from the weakest one.
        columns[narrator.contribution_key] = narrator.contribution
    rows = [[shown(node) for shown in columns.values()] for node in criteria]
    table = narrator.grid(columns, rows, right=range(1, len(columns)))
    return table._replace(bars=tuple((node.low, node.high) for node in criteria))


def _indicators(narrator: ScreenNarrator) -> Table:
    keys = ("indicator", "value", "score", narrator.contribution_key, "because")
    rows = [
        (
            node.id,
            node.title,
            narrator.value(node),
            narrator.score_or_status(node),
            narrator.contribution(node),
            node.because,
        )
        for node in indicators(narrator.result)
    ]
    return narrator.grid(("", *keys), rows)


def _notable(narrator: ScreenNarrator) -> FieldList:
    """The strongest and the weakest of the criteria that can be spoken of."""
    rows: list[tuple[str, Line]] = []
    ranked = spoken_of(narrator.result)
    if len(ranked) > 1:
        decides = _is_weakest(narrator) and narrator.result.score is not None
        last = "weakest_decides" if decides else "weakest"
        for key, node in (("strongest", ranked[0]), (last, ranked[-1])):
            coverage = (f"{narrator.word('coverage').lower()} ", *narrator.coverage(node))
            known = narrator.bracketed(coverage) if node.coverage < 1 else ()
            rows.append((narrator.word(key), (*narrator.line(node.title), " ", *narrator.score(node), *known)))
    return narrator.fields(rows, aligned=False)
