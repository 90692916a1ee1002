"""Clauses and the verdict over them, as lines: what they are, how they stand, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.clause_results import GateResult, MemberResult
from .document import Line
from .narrator import Narrator

PRINTED_SIGNS = {">=": "≥", "<=": "≤"}
"""Signs of comparison as a school book prints them."""


def origin_of(gate: GateResult, member: MemberResult | None = None) -> str:
    """Where a clause, or one of its members, stands in the result."""
    return f"gates.{gate.id}" + (f".members.{member.id}" if member else "")


def clause_kind(gate: GateResult, narrator: Narrator) -> str:
    """认定条款 of what decides alone; official and guiding, official and not verified; whatever else is a 提示线."""
    if gate.basis != "official":
        return narrator.word("glance.own_line")
    if gate.is_pending:
        return narrator.word("clauses.pending")
    return narrator.word("clauses.guiding" if gate.duty == "guiding" else "glance.official_clause")


def clause_standing(gate: GateResult, narrator: Narrator) -> Line:
    """Whether a clause is met; of one that nobody has verified, that it does not count, and what is believed."""
    return standing_of(gate, narrator, "glance")


def standing_of(gate: GateResult, narrator: Narrator, words: str) -> Line:
    """The same in the words of a screen or of the first pages."""
    status: Line = (narrator.word(f"{words}.gate_{gate.status}"),)
    status = status if gate.firm else narrator.say("clauses.in_doubt", status=status)
    if not gate.is_pending:
        return status
    if gate.status == "unknown":
        return narrator.say("clauses.not_counted")
    return narrator.say("clauses.not_counted_but", status=status)


def doubt_line(gate: GateResult, narrator: Narrator) -> Line:
    """What is not settled about the values a clause was judged on, and whether it could turn it."""
    if not gate.doubts or gate.status == "unknown":
        return ()
    doubts = narrator.statements(map(narrator.line, gate.doubts))
    return narrator.say("clauses.undoubted" if gate.firm else "clauses.doubted", list=doubts)


def clause_grounds(gate: GateResult, narrator: Narrator) -> str:
    """What a clause rests on; what is held out as official and not verified is called that."""
    if gate.is_pending:
        return narrator.word("clauses.pending_grounds")
    return narrator.grounds(gate.basis, gate.verified)


def value_line(gate: GateResult, narrator: Narrator, member: MemberResult | None = None) -> Line:
    """The value of what decides a clause, or of a member; of a question, yes or no."""
    told = member or gate
    if told.yes_no and told.value is not None:
        return (narrator.word("screen.yes" if told.value else "screen.no"),)
    return narrator.quantity(told.value, told.unit, f"{origin_of(gate, member)}.value")


def threshold_line(gate: GateResult, narrator: Narrator, member: MemberResult | None = None) -> Line:
    """What is asked for."""
    told = member or gate
    if told.yes_no:
        return (narrator.word("screen.yes" if told.threshold else "screen.no"),)
    threshold = narrator.quantity(told.threshold, told.unit, f"{origin_of(gate, member)}.threshold")
    return (f"{PRINTED_SIGNS.get(told.sign, told.sign)} ", *threshold)


def gap_key(told: GateResult | MemberResult) -> str:
    """The key of the words for what is lacking: an upper limit is exceeded, a lower one not reached."""
    return "excess" if told.sign.startswith("<") else "gap"


def gap_figure(gate: GateResult, narrator: Narrator, member: MemberResult | None = None) -> Line:
    """How far a clause is from its threshold, on either side of it."""
    told = member or gate
    return narrator.difference(told.gap or 0.0, told.unit, f"{origin_of(gate, member)}.gap")


def short_line(gate: GateResult, narrator: Narrator, member: MemberResult | None = None) -> Line:
    """What a clause or a member that fails is short of; nothing of one that does not fail."""
    told = member or gate
    if told.status != "fail":
        return ()
    if told.gap:
        return narrator.say(f"report.{gap_key(told)}", gap=gap_figure(gate, narrator, member))
    if told.yes_no:
        return narrator.say("clauses.other_answer", asked=threshold_line(gate, narrator, member))
    return narrator.say("clauses.on_edge") if told.gap is not None else ()


def met_in_line(gate: GateResult, narrator: Narrator) -> Line:
    """The year in which a clause will be met at the present growth, where that can be told."""
    if gate.met_in is None:
        return ()
    return narrator.say("clauses.met_in", year=narrator.count(gate.met_in, f"{origin_of(gate)}.met_in"))


def clause_gap(gate: GateResult, narrator: Narrator) -> Line:
    """How far a clause is from being met and when it will be, what would settle it, and what is in doubt."""
    if gate.status in ("pass", "not_applicable"):
        return doubt_line(gate, narrator) or ("—",)
    if gate.status == "fail":
        is_listed = narrator.result.verdict is not None and len(gate.members) > 1
        short = _members_failing(gate, narrator) if is_listed else short_line(gate, narrator)
        return narrator.run_on(short, met_in_line(gate, narrator), doubt_line(gate, narrator)) or ("—",)
    if not gate.lacks:
        return narrator.say("glance.settled_exactly")
    figures = [fact for fact in gate.lacks if fact not in gate.asked]
    if not figures:
        return narrator.say("clauses.settled_by_answer", facts=narrator.joined(gate.asked))
    facts = narrator.joined(figures, narrator.word("clauses.or") if gate.combine != "all_of" else None)
    then = narrator.say("clauses.settled_by_answer" if gate.yes_no else "glance.settled_by", facts=facts)
    return narrator.say("clauses.settled_after", asked=narrator.joined(gate.asked), then=then) if gate.asked else then


def _members_failing(gate: GateResult, narrator: Narrator) -> Line:
    """The members that make a clause fail, each with what it lacks."""
    told = [_failing(gate, member, narrator) for member in gate.members if member.status == "fail"]
    return narrator.say(f"clauses.members_{gate.combine}", list=narrator.statements(told))


def _failing(gate: GateResult, member: MemberResult, narrator: Narrator) -> Line:
    now = narrator.say("clauses.now", value=value_line(gate, narrator, member)) if member.value is not None else ()
    details = narrator.run_on(now, () if member.yes_no else short_line(gate, narrator, member))
    return (*narrator.line(member.text), *(narrator.bracketed(details) if details else ()))


def member_line(gate: GateResult, member: MemberResult, narrator: Narrator) -> Line:
    """A member: what it asks for, how it stands and what it lacks."""
    status = (narrator.word(f"glance.gate_{member.status}"),)
    value = value_line(gate, narrator, member) if member.value is not None else ()
    details = narrator.run_on(
        status, narrator.say("clauses.now", value=value) if value else (), short_line(gate, narrator, member)
    )
    return (*narrator.line(member.text), *narrator.bracketed(details))


# The verdict


def verdict_line(narrator: Narrator) -> Line:
    """The verdict, what it rests on, and for how long a recognition holds; nothing where none is spoken."""
    verdict = narrator.result.verdict
    if verdict is None:
        return ()
    return narrator.say("clauses.verdict", label=verdict.label, because=verdict.because)


def verdict_under(narrator: Narrator) -> Line:
    """The verdict with the name of the standard, where that does not stand above it."""
    result = narrator.result
    if result.verdict is None:
        return ()
    words = {"label": result.verdict.label, "because": result.verdict.because}
    return narrator.say("clauses.verdict_under", rubric=result.rubric.title, **words)


def term_line(narrator: Narrator) -> Line:
    """For how many years a recognition holds, and what comes then."""
    verdict = narrator.result.verdict
    if verdict is None or verdict.term is None:
        return ()
    term = narrator.count(verdict.term, "verdict.term")
    if verdict.renewal is None:
        return narrator.say("clauses.term", years=term)
    return narrator.say("clauses.term_renewed", years=term, renewal=verdict.renewal)


def by_standing(gates: Iterable[GateResult]) -> dict[str, list[GateResult]]:
    """Clauses by how they stand; those that nobody has verified stand by themselves."""
    groups: dict[str, list[GateResult]] = {
        kind: [] for kind in ("fail", "pass", "unknown", "not_applicable", "pending")
    }
    for gate in gates:
        groups["pending" if gate.is_pending else gate.status].append(gate)
    return groups


def counted_kinds(narrator: Narrator) -> Iterator[tuple[str, int]]:
    """How many clauses there are of each standing; those that nobody has verified stand by themselves."""
    groups = by_standing(narrator.result.gates)
    for kind in ("pass", "fail", "unknown", "not_applicable", "pending"):
        yield kind, len(groups[kind])
