"""The judgement as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...i18n.catalog import say, say_each
from ...i18n.numbers import interval, percent, points
from ...i18n.typography import colon, printable
from ...model.result import Result
from ...model.text import Language
from .. import phrases


def render(result: Result, language: Language = "zh") -> str:
    """Headline figures, criteria, indicators and what to ask for."""
    lines = [f"# {escape(result.profile.cluster)}", "", *head(result, language), ""]
    lines += [*_criteria(result, language), "", *_indicators(result, language), "", *_requests(result, language)]
    return "\n".join(lines).rstrip() + "\n"


def head(result: Result, language: Language) -> Iterator[str]:
    """Which cluster, by which rubric, and what came out."""
    profile = result.profile
    if profile.invented:
        yield f"**{say('screen.invented', language)}**\n"
    place = f"{escape(profile.place or '')} {say('screen.year', language, year=profile.year)}".strip()
    yield f"- {place}"
    title = result.rubric.title.in_(language)
    told = {
        "rubric": f"{escape(title)} {escape(result.rubric.version)}",
        "total": points(result.score, result.grade_limits),
        "grade": phrases.grade(result, language),
        "interval": interval(result.low, result.high),
        "coverage": percent(result.coverage),
    }
    yield from (f"- {say(f'screen.{key}', language)}{colon(language)}{value}" for key, value in told.items())


def _criteria(result: Result, language: Language) -> Iterator[str]:
    yield from table(
        say_each("screen", ("criterion", "score", "interval", "coverage", phrases.contribution_key(result)), language),
        [
            [node.title.in_(language), points(node.score), phrases.bounds(node), percent(node.coverage),
             points(node.known_contribution)]
            for node in result.children(None)
        ],
    )  # fmt: skip


def _indicators(result: Result, language: Language) -> Iterator[str]:
    heads = [
        "",
        *(
            say(f"screen.{key}", language)
            for key in ("indicator", "value", "score", phrases.contribution_key(result), "because")
        ),
    ]
    rows = []
    for node in result.nodes:
        if node.kind == "indicator":
            state = points(node.score) if node.status == "known" else say(f"screen.{node.status}", language)
            value = phrases.value_of(node, language)
            because = node.because.in_(language)
            rows.append([node.id, node.title.in_(language), value, state, points(node.known_contribution), because])
    yield from table(heads, rows)


def _requests(result: Result, language: Language) -> Iterator[str]:
    if result.missing:
        yield f"{say('screen.ask', language)}\n"
        for missing in result.missing[:3]:
            narrows = say("screen.narrows", language, points=points(missing.narrows))
            yield f"1. {escape(missing.title.in_(language))} (`{missing.fact}`) {narrows}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table, its cells escaped."""
    yield "| " + " | ".join(map(escape, heads)) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(map(escape, row)) + " |"


def escape(text: str) -> str:
    """Text from outside, so that no character of it acts as markup."""
    return "".join("\\" + each if each in "\\`*_{}[]<>#|!$~" else each for each in printable(text))
