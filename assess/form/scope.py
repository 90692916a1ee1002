"""How deep a form asks, and what cannot be judged with what it asks.

`core` asks the figures that every work report states, `standard` what score and advice need, each
by the way that an indicator prefers, `full` whatever these read in any way: ready shares and judged
levels as well, for those who have nothing else. What other standards alone ask stays out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ..advice.reads import facts_read, indicators_read
from ..i18n.catalog import text
from ..model.facts import Vocabulary
from ..model.indicators import Indicator
from ..model.row_tables import Depth
from ..model.rubric import Branch, Leaf, Rubric
from ..model.text import Phrase, Text

if TYPE_CHECKING:
    from ..io.library import Library


THIN: Final = 0.5
"""A criterion of which less is known is not judged."""


class FormScope(NamedTuple):
    """What a form asks."""

    rubrics: tuple[Rubric, ...]
    """Those it is for."""
    headings: tuple[Rubric, ...] = ()
    """Those whose criteria its facts stand under, the former first; none: the former alone."""
    facts: frozenset[str] | None = None
    """None: all that the rubrics read."""
    depth: Depth = "standard"
    notes: tuple[Text, ...] = ()
    """How deep it asks, and what cannot be judged with that."""


def scope_of(rubrics: Sequence[Rubric], library: Library, depth: Depth) -> FormScope:
    """What a form of a depth asks."""
    under = [library.rubric(name) for name in library.measures.measures_file.judged_under]
    advised = under if {rubric.rubric for rubric in rubrics} & {rubric.rubric for rubric in under} else []
    headings = {rubric.rubric: rubric for rubric in (*rubrics, *advised)}
    vocabulary = library.facts_for(headings.values())
    facts = frozenset(_facts(rubrics, advised, vocabulary, library, depth))
    if depth == "full":
        facts |= frozenset(_read_by_any(headings.values(), under, library)) & set(vocabulary)
    notes = tuple(_notes(rubrics, advised, facts, vocabulary, library, depth))
    return FormScope(tuple(rubrics), tuple(headings.values()), facts, depth, notes)


def _facts(
    rubrics: Sequence[Rubric], advised: Sequence[Rubric], vocabulary: Vocabulary, library: Library, depth: Depth
) -> Iterator[str]:
    yield from (name for name, fact in vocabulary.items() if fact.depth == "core" or fact.always)
    for rubric in rubrics:
        yield from (fact for gate in rubric.gates for fact in gate.facts)
        yield from (fact for pattern in rubric.patterns for fact in pattern.facts())
    if depth == "core":
        return
    yield from (fact for rubric in rubrics for indicator in rubric.indicators.values() for fact in _first(indicator))
    if advised:
        yield from (name for name, fact in vocabulary.items() if fact.for_advice)
        read = indicators_read(library.measures)
        yield from facts_read(library.measures) & set(vocabulary)
        for rubric in advised:
            yield from (fact for name in read & set(rubric.indicators) for fact in _first(rubric.indicators[name]))


def _read_by_any(rubrics: Iterable[Rubric], under: Sequence[Rubric], library: Library) -> Iterator[str]:
    """Whatever the rubrics, advice, figures and stated problems read, in any way; not what other standards ask."""
    for rubric in {rubric.rubric: rubric for rubric in (*rubrics, *under)}.values():
        yield from (fact for cap in rubric.grades.caps for fact in cap.facts)
        for indicator in rubric.indicators.values():
            yield from (*indicator.applies_when, *indicator.facts)
    for figure in library.figures.figures.values():
        yield from (*figure.applies_when, *(fact for formula in figure.value for fact in formula.facts))
    yield from facts_read(library.measures)
    yield library.problems.stated_by


def _first(indicator: Indicator) -> tuple[str, ...]:
    """What an indicator needs by the way it prefers."""
    return (*indicator.applies_when, *indicator.value[0].facts)


# What cannot be judged


def _notes(
    rubrics: Sequence[Rubric],
    advised: Sequence[Rubric],
    facts: Collection[str],
    vocabulary: Vocabulary,
    library: Library,
    depth: Depth,
) -> Iterator[Text]:
    yield text(Phrase(f"form.depth_{depth}", {"count": sum(name in vocabulary for name in facts)}))
    known = {name for name, fact in vocabulary.items() if name in facts or fact.from_rows}
    for rubric in (rubric for rubric in rubrics if rubric.is_scored):
        share = known_share(rubric.tree, known)
        details = {"rubric": rubric.title, "percent": round(100 * share)}
        yield text(Phrase("form.scored" if share >= rubric.coverage_floor else "form.not_scored", details))
        thin = [
            part.node.criterion.title
            for part in rubric.tree.parts
            if isinstance(part.node, Branch) and part.node.criterion and known_share(part.node, known) < THIN
        ]
        if thin:
            yield text(Phrase("form.thin_criteria", {"criteria": thin}))
    if advised:
        indicators = {name: found for rubric in advised for name, found in rubric.indicators.items()}
        open_ = [name for name in indicators_read(library.measures) if not _computable(indicators[name], known)]
        details = {"count": len(open_)}
        yield text(Phrase("form.advice_open" if open_ else "form.advice_told", details))


def known_share(node: Branch | Leaf, known: Collection[str]) -> float:
    """Share of the weight below a node that can be computed from these facts."""
    if isinstance(node, Leaf):
        return float(_computable(node.indicator, known))
    weights = [part.weight.value for part in node.parts]
    return sum(w * known_share(part.node, known) for w, part in zip(weights, node.parts, strict=True)) / sum(weights)


def _computable(indicator: Indicator, known: Collection[str]) -> bool:
    return any(set(formula.facts) <= set(known) for formula in indicator.formulas)
