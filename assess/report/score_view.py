"""The judgement as a document: at a glance for a screen, or with every indicator as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..i18n.catalog import say, say_each
from ..i18n.numbers import difference, interval, percent, points
from ..i18n.typography import bracket, colon
from ..model.judgement import GateResult, NodeResult
from ..model.result import Result
from ..model.text import Language
from . import phrases
from .analysis import ranked_criteria
from .document import Block, Code, FieldList, ItemList, Line, Paragraph, Report, Section, Table, field_list, plain_table


def score_document(result: Result, language: Language, page: bool = False) -> Report:
    """Criteria and what is worth asking for; on a screen strengths, clauses and hints, on a page all indicators."""
    sections = [Section((), (_criteria(result, language),))]
    if page:
        sections.append(Section((), (_indicators(result, language),)))
        sections.append(Section((), tuple(_requests(result, language, page))))
    else:
        sections.append(Section((), (_notable(result, language), *_requests(result, language, page))))
        if not result.rubric.weights_verified and result.rubric.weights_basis == "expert":
            sections.append(Section((), (Paragraph((say("screen.own_weights", language),)),)))
        sections.append(Section((), (Paragraph((say("screen.next_step", language),)),)))
    return under_head(result, sections, language, page)


def under_head(result: Result, sections: Sequence[Section], language: Language, page: bool) -> Report:
    """Sections under the head of every result: which cluster, by which rubric, and what came out."""
    profile = result.profile
    year = say("screen.year", language, year=profile.year)
    made_up = say("screen.invented", language) if profile.invented else ""
    rubric = f"{result.rubric.title.in_(language)} {result.rubric.version}"
    figures = [
        (say("screen.total", language), points(result.score, result.grade_limits)),
        (say("screen.grade", language), phrases.grade(result, language)),
        (say("screen.interval", language), interval(result.low, result.high)),
        (say("screen.coverage", language), percent(result.coverage)),
    ]
    if page:
        figures.insert(0, (say("screen.rubric", language), rubric))
        lines = [f"{label}{colon(language)}{text}" for label, text in figures]
        place = f"{profile.place or ''} {year}".strip()
        overview = Section((), (ItemList(tuple((line,) for line in [place, *lines])),))
        return Report(language, (profile.cluster,), (overview, *sections), made_up or None, numbered=False)
    name = " · ".join(part for part in (profile.cluster, profile.place, year) if part)
    title = (name + (bracket(made_up, language) if made_up else ""), f"{say('screen.rubric', language)}  {rubric}")
    overview = Section((), (field_list(figures), *_insufficient(result, language)))
    return Report(language, title, (overview, *sections), numbered=False)


def _insufficient(result: Result, language: Language) -> Iterator[Paragraph]:
    if result.status == "insufficient":
        coverage, floor = percent(result.coverage), percent(result.rubric.coverage_floor)
        yield Paragraph((say("screen.insufficient", language, coverage=coverage, floor=floor),))


def _criteria(result: Result, language: Language) -> Table:
    criteria = result.children(None)
    heads = say_each("screen", ("criterion", "score", "interval", "coverage"), language)
    heads.append(say(f"screen.{phrases.contribution_key(result)}", language))
    rows = [
        (
            node.title.in_(language),
            points(node.score),
            phrases.bounds(node),
            percent(node.coverage),
            points(node.known_contribution),
        )
        for node in criteria
    ]
    table = plain_table(heads, rows, right=(1, 2, 3, 4))
    return table._replace(bars=tuple((node.low, node.high) for node in criteria))


def _indicators(result: Result, language: Language) -> Table:
    keys = ("indicator", "value", "score", phrases.contribution_key(result), "because")
    rows = [
        (
            node.id,
            node.title.in_(language),
            phrases.value_of(node, language),
            score_or_status(node, language),
            points(node.known_contribution),
            node.because.in_(language),
        )
        for node in result.nodes
        if node.kind == "indicator"
    ]
    return plain_table(["", *say_each("screen", keys, language)], rows)


def score_or_status(node: NodeResult, language: Language) -> str:
    """The score of a node, or why it has none."""
    return points(node.score) if node.status == "known" else say(f"screen.{node.status}", language)


def _notable(result: Result, language: Language) -> FieldList:
    """The strongest and the weakest criterion, and the clauses."""
    rows = []
    ranked = ranked_criteria(result)
    if len(ranked) > 1:
        for key, node in (("strongest", ranked[0]), ("weakest", ranked[-1])):
            known = bracket(f"{say('screen.coverage', language).lower()} {percent(node.coverage)}", language)
            text = f"{node.title.in_(language)} {points(node.score)}{known if node.coverage < 1 else ''}"
            rows.append((say(f"screen.{key}", language), text))
    for gate in result.gates:
        grounds = phrases.grounds(gate.basis, gate.verified, language)
        text = f"{gate.title.in_(language)}  {verdict(gate, language)}  [{grounds}]"
        rows.append((say("screen.gates", language), text))
    return field_list(rows, aligned=False)


def verdict(gate: GateResult, language: Language) -> str:
    """Whether a clause holds, and how far it is from doing so."""
    text = say(f"screen.gate_{gate.status}", language)
    if not gate.gap:
        return text
    gap = difference(gate.gap, gate.unit, language)
    return ("，" if language == "zh" else ", ").join([text, say(f"screen.{phrases.gap_key(gate)}", language, gap=gap)])


def _requests(result: Result, language: Language, page: bool) -> Iterator[Block]:
    """The facts that would narrow the interval most."""
    if not result.missing:
        return
    yield Paragraph((say("screen.ask", language),))
    items: list[Line] = []
    for missing in result.missing[:3]:
        fact = (" (", Code(missing.fact), ") ") if page else (bracket(missing.fact, language), "  ")
        narrows = say("screen.narrows", language, points=points(missing.narrows))
        items.append((missing.title.in_(language), *fact, narrows))
    yield ItemList(tuple(items), ordered=True)
