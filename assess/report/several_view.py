"""One profile under several rubrics on one screen: a block each, told in the words of that rubric.

An assessment or a lens tells its score and its criteria, a standard its verdict and its clauses, a
diagnosis its patterns. What a block tells follows from what the result holds, not from its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.clause_results import GateResult
from ..model.recommendation import GroupedBy
from ..model.result import ResultContract
from ..model.text import Language
from .advice_view import advice_document, advice_sections
from .clause_lines import by_standing, clause_gap, clause_standing, doubt_line
from .document import Block, Line, Report, Section
from .narrator import ScreenNarrator
from .pattern_view import pattern_rows, pattern_sections
from .score_view import criteria_table, head_rows, notable, remarks_on_score, rubric_name, under_profile
from .sentences import LabelledText


def several_document(results: Sequence[ResultContract], language: Language, page: bool = False) -> Report:
    """The judgements of one profile, a block each.

    Args:
        results: of one profile.
        language: of the words.
        page: for a page of its own, without marks and hints of a screen.
    """
    narrators = [ScreenNarrator(result, language) for result in results]
    return under_profile(narrators[0], list(map(_block, narrators)), page)


def several_advice(
    results: Sequence[ResultContract],
    language: Language,
    page: bool = False,
    top: int | None = None,
    by: GroupedBy | None = None,
) -> Report:
    """Advice in the points of the first; where there are several, under a block for each. See `advice_document`.

    Args:
        results: of one profile, with advice.
        language: of the words.
        page: for a page of its own, without marks and hints of a screen.
        top: how many measures are listed.
        by: what they are grouped by.
    """
    if len(results) == 1:
        return advice_document(results[0], language, page, top, by)
    narrators = [ScreenNarrator(result, language) for result in results]
    told = advice_sections(results[0], language, page, top, by)
    return under_profile(narrators[0], [*map(_block, narrators), *told], page)


def diagnosis_document(results: Sequence[ResultContract], language: Language, page: bool = False) -> Report:
    """What diagnoses say of one profile, with grounds and measures.

    Args:
        results: of one profile, with their patterns.
        language: of the words.
        page: for a page of its own, without marks and hints of a screen.
    """
    narrators = [ScreenNarrator(result, language) for result in results]
    sections = [Section((rubric_name(narrator),), (), tuple(pattern_sections(narrator))) for narrator in narrators]
    if not page:
        sections.append(Section((), (narrators[0].paragraph("patterns.next_step"),)))
    return under_profile(narrators[0], sections, page)


def _block(narrator: ScreenNarrator) -> Section:
    return Section((rubric_name(narrator),), tuple(_blocks(narrator)))


def _blocks(narrator: ScreenNarrator) -> Iterator[Block]:
    result = narrator.result
    if rows := head_rows(narrator):
        yield narrator.fields(rows)
    if result.is_scored:
        yield from remarks_on_score(narrator)
        yield criteria_table(narrator)
        yield from filter(lambda fields: fields.rows, [notable(narrator)])
    if result.gates:
        yield narrator.fields(clause_rows(narrator))
    if result.patterns:
        yield narrator.fields(pattern_rows(narrator))


def clause_rows(narrator: ScreenNarrator) -> Iterator[LabelledText]:
    """The official clauses by how they stand, those that are not met with what they lack; then those that only
    guide, and lines of our own."""
    gates = narrator.result.gates
    official = [gate for gate in gates if gate.basis == "official"]
    guiding = [gate for gate in official if gate.duty == "guiding" and not gate.is_pending]
    for kind, group in by_standing(gate for gate in official if gate not in guiding).items():
        if group:
            told = narrator.statements(_standing(gate, narrator, gap=kind == "fail") for gate in group)
            yield _row(kind, group, told, narrator)
    if guiding:
        status = [(*narrator.line(gate.title), " ", *_told(gate, narrator)) for gate in guiding]
        yield _row("guiding", guiding, narrator.statements(status), narrator)
    own = [gate for gate in gates if gate.basis != "official"]
    if own:
        status = [(*narrator.line(gate.title), " ", *_told(gate, narrator)) for gate in own]
        yield narrator.word("glance.own_line"), narrator.statements(status)


def _told(gate: GateResult, narrator: ScreenNarrator) -> Line:
    doubts = doubt_line(gate, narrator)
    return (*clause_standing(gate, narrator), *(narrator.bracketed(doubts) if doubts else ()))


def _row(kind: str, group: Sequence[GateResult], told: Line, narrator: ScreenNarrator) -> LabelledText:
    count = narrator.count(len(group), f"count(gates.{kind})")
    return narrator.word(f"clauses.standing_{kind}"), narrator.say("patterns.row", count=count, list=told)


def _standing(gate: GateResult, narrator: ScreenNarrator, gap: bool) -> Line:
    lacking = clause_gap(gate, narrator) if gap else doubt_line(gate, narrator)
    lacking = narrator.bracketed(lacking) if lacking else ()
    return (*narrator.line(gate.title), *lacking)
