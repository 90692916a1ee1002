"""What stands on the screen: the judgement at a glance, and the chain behind one number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...i18n import numbers
from ...i18n.catalog import say, say_each
from ...i18n.numbers import interval, number, percent, points, quantity, with_bounds
from ...i18n.typography import bracket, printable, width
from ...model.judgement import GateResult, NodeResult, Used
from ...model.profile import Profile
from ...model.result import Result
from ...model.text import Language, Text, comma
from .. import phrases
from ..analysis import ranked_criteria

BAR = 20
"""Width of a full bar, in characters."""


def render(result: Result, language: Language = "zh", bars: bool = False) -> str:
    """The judgement at a glance.

    Args:
        result: what was judged.
        language: of the words.
        bars: draw bars; for a terminal.
    """
    lines = [*head(result, language), "", *_criteria(result, language, bars), ""]
    lines += [*_extremes(result, language), *_gates(result, language), *_requests(result, language)]
    if not result.rubric.weights_verified and result.rubric.weights_basis == "expert":
        lines += ["", say("screen.own_weights", language)]
    lines += ["", say("screen.next_step", language)]
    return "\n".join(map(printable, lines)) + "\n"


def head(result: Result, language: Language) -> Iterator[str]:
    """Which cluster, by which rubric, and what came out."""
    profile = result.profile
    place = [part for part in (profile.cluster, profile.place, say("screen.year", language, year=profile.year)) if part]
    made_up = bracket(say("screen.invented", language), language) if profile.invented else ""
    yield " · ".join(place) + made_up
    yield f"{say('screen.rubric', language)}  {result.rubric.title.in_(language)} {result.rubric.version}"
    yield ""
    yield from columns(
        [
            [say("screen.total", language), f"{points(result.score, result.grade_limits)}"],
            [say("screen.grade", language), phrases.grade(result, language)],
            [say("screen.interval", language), interval(result.low, result.high)],
            [say("screen.coverage", language), percent(result.coverage)],
        ]
    )
    if result.status == "insufficient":
        floor = percent(result.rubric.coverage_floor)
        yield say("screen.insufficient", language, coverage=percent(result.coverage), floor=floor)


def _criteria(result: Result, language: Language, bars: bool) -> Iterator[str]:
    last = phrases.contribution_key(result)
    heads = say_each("screen", ("criterion", "score", "interval", "coverage", last), language)
    rows = [heads]
    for node in result.children(None):
        bar = [_bar(node)] if bars else []
        cells = [node.title.in_(language), points(node.score), phrases.bounds(node), percent(node.coverage)]
        rows.append([*cells, points(node.known_contribution), *bar])
    return columns(rows, right=(1, 2, 3, 4))


def _bar(node: NodeResult) -> str:
    """Filled to the low bound, shaded to the high one, in characters that GBK has."""
    low, high = (round(BAR * bound / 100) for bound in (node.low, node.high))
    return "█" * low + "▓" * (high - low) + "·" * (BAR - high)


def _extremes(result: Result, language: Language) -> Iterator[str]:
    order = ranked_criteria(result)
    if len(order) > 1:
        best, worst = order[0], order[-1]
        for key, node in (("strongest", best), ("weakest", worst)):
            known = f"{say('screen.coverage', language).lower()} {percent(node.coverage)}"
            score = f"{points(node.score)}{bracket(known, language)}" if node.coverage < 1 else points(node.score)
            yield f"{say(f'screen.{key}', language)}  {node.title.in_(language)} {score}"


def _gates(result: Result, language: Language) -> Iterator[str]:
    for gate in result.gates:
        grounds = phrases.grounds(gate.basis, gate.verified, language)
        yield f"{say('screen.gates', language)}  {gate.title.in_(language)}  {_verdict(gate, language)}  [{grounds}]"


def _verdict(gate: GateResult, language: Language) -> str:
    verdict = say(f"screen.gate_{gate.status}", language)
    if not gate.gap:
        return verdict
    told = say(f"screen.{phrases.gap_key(gate)}", language, gap=numbers.difference(gate.gap, gate.unit, language))
    return f"{verdict}，{told}" if language == "zh" else f"{verdict}, {told}"


def _requests(result: Result, language: Language) -> Iterator[str]:
    if result.missing:
        yield say("screen.ask", language)
    for rank, missing in enumerate(result.missing[:3], start=1):
        narrows = say("screen.narrows", language, points=points(missing.narrows))
        yield (
            f"  {rank}. {missing.title.in_(language)}（{missing.fact}）  {narrows}"
            if language == "zh"
            else (f"  {rank}. {missing.title.in_(language)} ({missing.fact})  {narrows}")
        )


# One number


def explain(result: Result, node: NodeResult, language: Language, places: dict[str, str]) -> str:
    """The whole chain behind one node.

    Args:
        result: what was judged.
        node: a node of it.
        language: of the words.
        places: line and column, or sheet and cell, of each `where`.
    """
    pairs = [*_standing(result, node, language), *_weighing(result, node, language)]
    if node.kind == "indicator":
        pairs += [*_value(node, language), *_scale(node, language)]
    pairs += _rests(result, node, (node.scale or {}).get("note"), language)
    lines = [f"{node.id}  {node.title.in_(language)}", "", *columns([list(pair) for pair in pairs])]
    lines += _stated(node, language, places)
    lines += _below(result, node, language)
    return "\n".join(map(printable, lines)) + "\n"


def explain_gate(result: Result, gate: GateResult, language: Language) -> str:
    """The whole chain behind one clause of recognition."""
    from ..narrator import Sentences

    pairs = [
        (say("screen.status", language), _verdict(gate, language)),
        (say("screen.because", language), gate.because.in_(language)),
        (say("screen.value", language), quantity(gate.value, gate.unit, language)),
        (Sentences(language).word("threshold"), f"{gate.printed_sign} {quantity(gate.threshold, gate.unit, language)}"),
        *_rests(result, gate, gate.note, language),
    ]
    lines = [f"{gate.id}  {gate.title.in_(language)}", "", *columns([list(pair) for pair in pairs])]
    return "\n".join(map(printable, lines)) + "\n"


def places(profile: Profile) -> dict[str, str]:
    """Line and column of every reading, by the name it has in the result."""
    return {
        reading.place.at: f"{reading.place} ({reading.place.at})"
        for observation in profile.observations.values()
        for reading in observation.readings.values()
    }


def _standing(result: Result, node: NodeResult, language: Language) -> Iterator[tuple[str, str]]:
    yield say("screen.status", language), say(f"screen.{node.status}", language)
    yield say("screen.because", language), node.because.in_(language)
    yield (
        say("screen.score", language),
        f"{points(node.score)}  {say('screen.interval', language)} {phrases.bounds(node)}",
    )
    total = sum(each.contribution for each in result.children(None))
    key = "screen.points_of" if result.score is not None else "screen.points_known"
    own = node.known_contribution
    told = "—" if own is None else say(key, language, points=points(own), total=points(total))
    yield say(f"screen.{phrases.contribution_key(result)}", language), told


def _weighing(result: Result, node: NodeResult, language: Language) -> Iterator[tuple[str, str]]:
    path = []
    here: NodeResult | None = node
    while here is not None:
        siblings = sum(each.weight for each in result.children(here.parent) if each.status != "not_applicable")
        path.append(f"{_named(here, language)} {number(here.weight)}/{number(siblings)}")
        here = result.node(here.parent) if here.parent else None
    share = say("screen.of_total", language, share=numbers.fine_percent(node.share))
    yield say("screen.path", language), " × ".join(reversed(path)) + bracket(share, language)
    if node.kind == "criterion":
        yield say("screen.combine", language), phrases.mean_name(node.combine, language)


def _named(node: NodeResult, language: Language) -> str:
    """An indicator is known by its id, a criterion by its title."""
    return node.id if node.kind == "indicator" else node.title.in_(language)


def _value(node: NodeResult, language: Language) -> Iterator[tuple[str, str]]:
    from ..analysis import levels

    yield say("screen.value", language), phrases.value_of(node, language)
    if node.formula:
        yield say("screen.formula", language), node.formula
    if node.level is not None:
        low, high = levels(node)
        words = node.descriptor.in_(language) if node.descriptor and low == high else ""
        level = str(low) if low == high else f"{low}–{high}"
        yield say("screen.level", language), f"{say('screen.level_is', language, level=level)} {words}".rstrip()


def _scale(node: NodeResult, language: Language) -> Iterator[tuple[str, str]]:
    from ..narrator import Sentences

    yield say("screen.scale", language), Sentences(language).scale(node.scale or {})


def _rests(
    result: Result, told: NodeResult | GateResult, note: Text | None, language: Language
) -> Iterator[tuple[str, str]]:
    """What a threshold rests on."""
    yield say("screen.basis", language), phrases.grounds(told.basis, told.verified, language)
    if note:
        yield "", note.in_(language)
    for reference in told.references:
        source = result.sources.get(reference.source)
        title = f" {source.in_(language)}" if source else ""
        yield (
            say("screen.reference", language),
            f"{reference.source} {reference.at}{title and bracket(title.strip(), language)}",
        )


def _stated(node: NodeResult, language: Language, places: dict[str, str]) -> Iterator[str]:
    if node.used:
        yield ""
        yield say("screen.raw", language)
        yield from columns([_stated_row(used, language, places) for used in node.used], indent="  ")


def _stated_row(used: Used, language: Language, places: dict[str, str]) -> list[str]:
    year = say("screen.year", language, year=used.year) if used.year else ""
    value = with_bounds(used.value, used.low, used.high, used.unit, language)
    about = comma([part for part in (used.source, used.note) if part], language)
    return [used.title.in_(language), used.fact, year, value, places.get(used.where, used.where), about]


def _below(result: Result, node: NodeResult, language: Language) -> Iterator[str]:
    children = result.children(node.id)
    if children:
        yield ""
        heads = ["", say("screen.children", language), say("screen.score", language), say("screen.interval", language)]
        rows = [[*heads, say(f"screen.{phrases.contribution_key(result)}", language)]]
        for child in children:
            state = points(child.score) if child.status == "known" else say(f"screen.{child.status}", language)
            bounds = phrases.bounds(child)
            given = points(child.known_contribution)
            rows.append([child.id, child.title.in_(language), state, bounds, given])
        yield from columns(rows, right=(2, 3, 4))


# Columns


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = (), indent: str = "") -> Iterator[str]:
    """Rows of cells set in columns, Chinese characters counted as two wide."""
    widths: dict[int, int] = {}
    for row in rows:
        for index, cell in enumerate(row):
            widths[index] = max(widths.get(index, 0), width(cell))
    for row in rows:
        cells = []
        for index, cell in enumerate(row):
            space = " " * (widths[index] - width(cell))
            cells.append(space + cell if index in right else cell + space)
        yield (indent + "  ".join(cells)).rstrip()
