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
    Block,
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
from .pattern_view import patterns_of, warning_callout
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
    yield Section((narrator.word("glance.criteria"),), (criteria_table(narrator),))
    yield Section((), (_indicators(narrator) if page else notable(narrator),))
    if there := patterns_of(narrator.result, "there"):
        told = tuple(warning_callout(each, narrator, "patterns") for each in there)
        yield Section((narrator.word("advice.warnings"),), told)
    if not page and not rubric.weights_verified and rubric.weights_basis == "expert":
        yield Section((), (narrator.paragraph("own_weights"),))


def under_head(result: ResultContract, sections: Sequence[Section], language: Language, page: bool) -> Report:
    """Sections under the head of every result: which cluster, by which rubric, and what came out."""
    narrator = ScreenNarrator(result, language)
    rows, rubric = head_rows(narrator), rubric_name(narrator)
    if page:
        labelled = [(narrator.word("rubric"), rubric), *rows]
        lines = [(label, colon(language), *narrator.line(text)) for label, text in labelled]
        return under_profile(narrator, sections, page, lines=lines)
    blocks: list[Block] = [narrator.fields(rows)] if rows else []
    blocks += remarks_on_score(narrator)
    return under_profile(narrator, sections, page, title=f"{narrator.word('rubric')}  {rubric}", blocks=blocks)


def under_profile(
    narrator: ScreenNarrator,
    sections: Sequence[Section],
    page: bool,
    title: str = "",
    lines: Sequence[Line] = (),
    blocks: Sequence[Block] = (),
) -> Report:
    """Sections under the profile they tell of, and what must be answered before they are used.

    Args:
        narrator: of a result of the profile.
        page: for a page of its own, without marks and hints of a screen.
        title: a second line of the head of a screen.
        lines: what stands first on a page, below the place.
        blocks: what stands first on a screen.
    """
    language, profile = narrator.language, narrator.result.profile
    year = line_text(narrator.say("year", year=str(profile.year)), {})
    made_up = narrator.word("invented") if profile.invented else ""
    asked = tuple(map(narrator.body, open_questions(narrator)))
    if page:
        place = f"{profile.place or ''} {year}".strip()
        overview = Section((), (ItemList(((place,), *lines)), *asked))
        return Report(language, (profile.cluster,), (overview, *sections), made_up or None, numbered=False)
    name = " · ".join(part for part in (profile.cluster, profile.place, year) if part)
    heads = tuple(filter(None, (name + (bracket(made_up, language) if made_up else ""), title)))
    first = [Section((), (*blocks, *asked))] if blocks or asked or title else []
    return Report(language, heads, (*first, *sections), numbered=False)


def rubric_name(narrator: ScreenNarrator) -> str:
    """Title and version of the rubric."""
    rubric = narrator.result.rubric
    return f"{rubric.title.in_(narrator.language)} {rubric.version}"


def head_rows(narrator: ScreenNarrator) -> list[tuple[str, Filling]]:
    """What came out: the verdict over the clauses, and the score with its grade, interval and coverage."""
    result = narrator.result
    rows: list[tuple[str, Filling]] = []
    if result.verdict is not None:
        rows.append((narrator.word("clauses.verdict_head"), narrator.run(verdict_line(narrator), term_line(narrator))))
    if not result.is_scored:
        return rows
    rows.append((narrator.word("total" if result.score is not None else "glance.provisional"), score_line(narrator)))
    if result.provisional is None:
        rows.append((narrator.word("grade"), narrator.grade()))
    rows.append((narrator.word("interval"), narrator.total_interval()))
    rows.append((narrator.word("coverage"), narrator.total_coverage()))
    return rows


def remarks_on_score(narrator: ScreenNarrator) -> Iterator[Block]:
    """What a provisional score rests on, and what holds a grade down."""
    yield from map(narrator.body, filter(None, (rests_on(narrator), narrator.held_down())))


def _is_weakest(narrator: ScreenNarrator) -> bool:
    """Whether the weakest criterion is the score of the whole."""
    return narrator.result.rubric.combine == "weakest"


def criteria_table(narrator: ScreenNarrator) -> Table:
    """The top criteria, with bars for a terminal."""
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


def notable(narrator: ScreenNarrator) -> FieldList:
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
