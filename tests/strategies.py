"""Made-up vocabularies, scales, formulas, rubrics and profiles, each built from smaller ones."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from assess.io import library as shelves
from assess.model.facts import Fact, FactsFile, Vocabulary
from assess.model.place import Place
from assess.model.profile import Observation, ObservationStatus, Profile, Reading
from assess.model.rubric import Rubric

YEAR = 2025
TEXT = {"zh": "某", "en": "some"}
NUMBERS = tuple(f"n{i:02}" for i in range(40))
CHOICES = ("c0", "c1", "c2", "c3")
ANSWERS = ("a", "b", "c")

Plain = dict[str, Any]
"""What a rubric file holds, as plain data."""


# Numbers as people write them


@functools.cache
def decimals(least: float = -1000, most: float = 1000, places: int = 2) -> st.SearchStrategy[float]:
    """Decimals of a few places, as a form has them."""
    scale = 10**places
    return st.integers(round(least * scale), round(most * scale)).map(lambda n: n / scale)


@functools.cache
def scores() -> st.SearchStrategy[float]:
    return st.one_of(st.sampled_from([0.0, 100.0]), decimals(0, 100, 1))


@functools.cache
def weights(none: bool = True) -> st.SearchStrategy[float]:
    """Weights; with `none`, now and then one of zero."""
    some = st.one_of(st.just(1.0), decimals(0.01, 20))
    return st.one_of(st.just(0.0), some, some) if none else some


# Scales


def _rising(size: int, least: float = -1000, most: float = 1000) -> st.SearchStrategy[list[float]]:
    return st.lists(decimals(least, most), min_size=size, max_size=size, unique=True).map(sorted)


@st.composite
def _pairs(draw: st.DrawFn, least_size: int, falling: bool | None = None) -> dict[float, float]:
    xs = draw(_rising(draw(st.integers(least_size, 5))))
    ys = sorted(draw(st.lists(scores(), min_size=len(xs), max_size=len(xs))))
    down = draw(st.booleans()) if falling is None else falling
    return dict(zip(xs, reversed(ys) if down else ys, strict=True))


def points(least: float = 0, most: float = 100) -> st.SearchStrategy[Plain]:
    """Lines between points; the score reaches from `least` to `most` at most."""
    return _pairs(2).map(lambda pairs: {"points": {x: min(max(y, least), most) for x, y in pairs.items()}})


@st.composite
def steps(draw: st.DrawFn) -> Plain:
    key = draw(st.sampled_from(["at_least", "at_most"]))
    pairs = draw(_pairs(1))
    ys = list(pairs.values())
    rising = ys == sorted(ys)
    before = 0.0 if rising else 100.0
    after = 100.0 if rising else 0.0
    return {key: pairs, "otherwise": before if key == "at_least" else after}


@st.composite
def goalposts(draw: st.DrawFn, may_be_log: bool = True) -> Plain:
    log = may_be_log and draw(st.booleans())
    worst, best = draw(st.permutations(draw(_rising(2, 0.01 if log else -1000))))
    return {"goalposts": {"worst": worst, "best": best, "log": log}}


def optimum() -> st.SearchStrategy[Plain]:
    return _rising(4).map(lambda edges: {"optimum": edges})


@st.composite
def hills(draw: st.DrawFn) -> Plain:
    """Points that rise to a peak and fall behind it."""
    xs = draw(_rising(draw(st.integers(3, 6))))
    ys = sorted(draw(st.lists(scores(), min_size=len(xs), max_size=len(xs))))
    foot = draw(st.integers(0, len(ys) - 1))
    return {"optimum": dict(zip(xs, [*ys[:foot], *sorted(ys[foot:], reverse=True)], strict=True))}


@st.composite
def levels(draw: st.DrawFn) -> Plain:
    ys = sorted(draw(st.lists(scores(), min_size=5, max_size=5)), reverse=draw(st.booleans()))
    return {"levels": ys}


def yes_no() -> st.SearchStrategy[Plain]:
    return st.builds(lambda yes, no: {"yes_no": {"yes": yes, "no": no}}, scores(), scores())


def choice_scales() -> st.SearchStrategy[Plain]:
    return st.dictionaries(st.sampled_from(ANSWERS), scores(), min_size=1).map(lambda table: {"choices": table})


@functools.cache
def scales(log: bool = True, turning: bool = True) -> st.SearchStrategy[Plain]:
    """Scales of every kind that scores a number; on a logarithm, and rising and falling, if wished."""
    turns = optimum() | hills() if turning else points()
    kinds = st.one_of(points(), steps(), goalposts(log), levels(), yes_no(), turns)
    return kinds.map(lambda scale: {**scale, "basis": "expert"})


BOTH = ("choice", "condition")
"""What an answer can do to an indicator: be scored, or decide whether it applies."""

IDENTITY: Plain = {"points": {0: 0, 100: 100}, "basis": "expert"}
"""The score is the value: for laws about the tree alone."""


def full_scales() -> st.SearchStrategy[Plain]:
    """Scales that reach from 0 to 100."""
    ends = st.one_of(goalposts(), optimum()).map(lambda scale: {**scale, "basis": "expert"})
    return st.one_of(st.just(IDENTITY), ends)


# Formulas


def _inner(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    binary = st.builds(lambda a, op, b: f"({a} {op} {b})", inner, st.sampled_from("+-*/"), inner)
    pair = st.builds(lambda name, a, b: f"{name}({a}, {b})", st.sampled_from(["min", "max"]), inner, inner)
    return st.one_of(binary, pair, inner.map(lambda a: f"-{a}"), inner.map(lambda a: f"abs({a})"))


@functools.cache
def arithmetic(facts: tuple[str, ...], size: int = 6) -> st.SearchStrategy[str]:
    """Formulas of + - * / min max abs: what every arithmetic computes to the bit."""
    leaf = st.one_of(st.sampled_from(facts), decimals(0, 100).map(str))
    return st.recursive(leaf, _inner, max_leaves=size)


@st.composite
def formulas(draw: st.DrawFn, facts: tuple[str, ...], rough: bool = True) -> str:
    """Any formula over the facts; without `rough`, none that takes a logarithm or a power."""
    fact = draw(st.sampled_from(facts))
    text = draw(arithmetic(facts))
    kinds = [fact, fact, text, f"100 * {facts[0]} / {facts[-1]}", f"{fact} - previous({fact})"]
    if rough:
        kinds += [f"growth({fact}, 3)", f"growth({fact})", f"sqrt(abs({text}))", f"log({fact})", f"exp({fact} / 100)"]
    return draw(st.sampled_from(kinds))


# Rubrics


@functools.cache
def combines() -> st.SearchStrategy[Any]:
    """Every way of combining. An exponent next to zero would lose its digits: see the laws of contributions."""
    powers = st.one_of(decimals(-6, -0.1), decimals(0.1, 6), st.sampled_from([-50.0, 0.0, 50.0]))
    names = st.sampled_from(["mean", "geometric", "harmonic", "weakest"])
    return st.one_of(names, names, powers.map(lambda p: {"power": p}))


@functools.cache
def shapes(leaves: int = 8) -> st.SearchStrategy[list[Any]]:
    """Trees of any depth, as lists within lists; None is an indicator."""
    whole = st.recursive(st.none(), lambda below: st.lists(below, min_size=1, max_size=3), max_leaves=leaves)
    tops = whole.map(lambda shape: [shape] if shape is None else shape)
    return tops.map(lambda shape: [[top] if top is None else top for top in shape])


class Planter:
    """Turns a shape into criteria, and hands out ids in an order unlike the written one."""

    def __init__(self, draw: st.DrawFn, ways: st.SearchStrategy[Any]) -> None:
        self.draw, self.ways = draw, ways
        self.leaves: list[str] = []
        self.branches = 0
        self.salt = draw(st.integers(0, 16))

    def criteria(self, shape: list[Any]) -> list[Plain]:
        made = [self._criterion(below) for below in shape]
        return self._not_all_weightless(made)

    def _criterion(self, shape: list[Any]) -> Plain:
        self.branches += 1
        name = f"b{self._scatter(self.branches)}"
        children = self._not_all_weightless([self._child(below) for below in shape])
        return {"id": name, "title": TEXT, "combine": self.draw(self.ways), "children": children, **self._weight()}

    def _child(self, shape: list[Any] | None) -> Plain:
        if shape is not None:
            return self._criterion(shape)
        self.leaves.append(f"i{self._scatter(len(self.leaves))}")
        return {"use": self.leaves[-1], **self._weight()}

    def _weight(self) -> Plain:
        return {"weight": self.draw(weights())}

    def _scatter(self, count: int) -> str:
        return f"{(count * 7 + self.salt) % 97:02}"

    def _not_all_weightless(self, siblings: list[Plain]) -> list[Plain]:
        if not any(each["weight"] for each in siblings):
            siblings[0]["weight"] = 1.0
        return siblings


@st.composite
def plain_rubrics(
    draw: st.DrawFn,
    ways: st.SearchStrategy[Any] | None = None,
    scale: st.SearchStrategy[Plain] | None = None,
    formula: Any = None,
    answers: Sequence[str] = (),
    own_facts: bool = True,
) -> Plain:
    """A rubric as plain data.

    Args:
        ways: ways of combining; all by default.
        scale: scales of the indicators that score a number; all kinds by default.
        formula: formula(facts) gives formulas; bare facts by default.
        answers: with indicators that score an answer ("choice") or apply under one ("condition").
        own_facts: no fact is read by two indicators.
    """
    planter = Planter(draw, combines() if ways is None else ways)
    criteria = planter.criteria(draw(shapes()))
    indicators = {}
    for index, name in enumerate(planter.leaves):
        facts = _facts_for(index) if own_facts else NUMBERS[:5]
        text = draw(formula(facts)) if formula else draw(st.sampled_from(facts))
        indicators[name] = {
            "title": TEXT,
            "value": text,
            "scale": draw(scales() if scale is None else scale),
            **draw(_answer_keys(answers)),
        }
    return rubric_of(criteria, indicators, combine=draw(planter.ways))


def _facts_for(index: int) -> tuple[str, ...]:
    first = 2 * index % len(NUMBERS)
    return NUMBERS[first : first + 2]


@st.composite
def _answer_keys(draw: st.DrawFn, answers: Sequence[str]) -> Plain:
    """Keys that make of an indicator one that scores an answer, or applies under one."""
    kind = draw(st.sampled_from(["number", "number", *answers]))
    if kind == "choice":
        return {"value": draw(st.sampled_from(CHOICES)), "scale": {**draw(choice_scales()), "basis": "expert"}}
    if kind == "condition":
        accepted = draw(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=2, unique=True))
        return {"applies_when": {draw(st.sampled_from(CHOICES)): accepted}}
    return {}


def rubric_of(criteria: list[Plain], indicators: Plain, combine: Any = "mean", **more: Any) -> Plain:
    """The plain data of a whole rubric."""
    bands = [{"id": f"g{edge}", "from": edge, "label": TEXT} for edge in (0, 45, 65, 80)]
    return {
        "rubric": "whole",
        "version": "1",
        "title": TEXT,
        "combine": combine,
        "coverage_floor": 0.0,
        "weights": {"basis": "expert"},
        "grades": {"basis": "expert", "bands": bands},
        "criteria": criteria,
        "indicators": indicators,
        **more,
    }


def rubric_over(*indicators: Plain, combine: Any = "mean", **more: Any) -> Rubric:
    """One criterion `b` over indicators i0, i1 …, that score n00, n01 … as they are, or as is said of them."""
    named = {
        f"i{n}": {"title": TEXT, "value": NUMBERS[n], "scale": IDENTITY, **each} for n, each in enumerate(indicators)
    }
    criteria = [{"id": "b", "title": TEXT, "combine": combine, "children": list(named)}]
    return Rubric.model_validate(rubric_of(criteria, named, **more))


def rubrics(**wishes: Any) -> st.SearchStrategy[Rubric]:
    """Rubrics of any depth, with every way of combining and every scale."""
    return plain_rubrics(**wishes).map(Rubric.model_validate)


# Vocabularies and profiles


def _fact(kind: str, **more: Any) -> Plain:
    return {"title": TEXT, "kind": kind, "definition": TEXT, "held_by": "statistics", **more}


@functools.cache
def vocabulary() -> Vocabulary:
    """Forty numbers without limits and four choices."""
    numbers = {name: _fact("amount", unit="亿元") for name in NUMBERS}
    choices = {name: _fact("choice", items=dict.fromkeys(ANSWERS, TEXT)) for name in CHOICES}
    return Vocabulary(FactsFile.model_validate({"facts": {**numbers, **choices}}).facts)


@functools.cache
def library() -> shelves.Library:
    """The shelf of the product, read once."""
    return shelves.default_library()


@functools.cache
def real_rubric(name: str) -> Rubric:
    return library().rubric(name)


def real_rubrics() -> st.SearchStrategy[Rubric]:
    """The rubrics on the shelf that give a score."""
    return st.sampled_from([name for name in library().ids() if real_rubric(name).is_scored]).map(real_rubric)


def reading(value: float | str, low: float | None = None, high: float | None = None, at: str = "here") -> Reading:
    if isinstance(value, str):
        return Reading(value, float("nan"), float("nan"), Place("p.yaml", at))
    return Reading(value, value if low is None else low, value if high is None else high, Place("p.yaml", at))


def observation(fact: str, *values: Reading, standing: ObservationStatus = "stated", **dated: Reading) -> Observation:
    """Values without a year, and values by year as y2024=…"""
    readings: dict[int | None, Reading] = {int(year[1:]): value for year, value in dated.items()}
    readings |= dict.fromkeys([None] * len(values), *values)
    reason = "无" if standing == "not_applicable" else None
    return Observation(fact, standing, Place("p.yaml", fact), readings, reason)


def profile_of(*observations: Observation, year: int = YEAR) -> Profile:
    return Profile("某集群", year, "p.yaml", observations={each.fact: each for each in observations})


def stating(values: dict[str, float | str]) -> Profile:
    """A profile that states these values without a year."""
    return profile_of(*(observation(name, reading(value)) for name, value in values.items()))


def values_of(fact: Fact, edges: Sequence[float] = ()) -> st.SearchStrategy[Any]:
    """Values of a fact, often on the thresholds at which a scale turns."""
    if fact.kind == "choice":
        return st.sampled_from(list(fact.items))
    least, most = (min(max(limit, -1000), 1000) for limit in fact.limits)
    if fact.kind in ("level", "count", "list", "yes_no"):
        return st.integers(int(least), int(most)).map(float)
    fitting = [edge for edge in edges if least <= edge <= most]
    plain = decimals(least, most)
    return st.one_of(plain, plain, st.sampled_from(fitting)) if fitting else plain


@st.composite
def unsure(draw: st.DrawFn, fact: Fact, edges: Sequence[float] = ()) -> Reading:
    """A value within bounds; one of them may be the limit of what is possible at all."""
    value = values_of(fact, edges)
    low, middle, high = sorted(draw(st.tuples(value, value, value)))
    kind = draw(st.sampled_from(["both", "both", "at_least", "at_most"]))
    least, most = fact.limits
    return reading(middle, least if kind == "at_most" else low, most if kind == "at_least" else high)


@st.composite
def dated(draw: st.DrawFn, name: str, fact: Fact, edges: Sequence[float] = ()) -> Observation:
    """A value for some of the last years."""
    years = draw(st.lists(st.integers(YEAR - 4, YEAR), min_size=1, max_size=4, unique=True))
    return observation(name, **{f"y{year}": reading(draw(values_of(fact, edges))) for year in years})


def observations(name: str, fact: Fact, edges: Sequence[float] = (), years: bool = True, doubt: bool = True) -> Any:
    """What a profile may say of a fact: a value, bounds, a series, nothing, or that it does not apply."""
    exact = values_of(fact, edges).map(lambda value: observation(name, reading(value)))
    said = [exact, exact, st.sampled_from([observation(name, standing=s) for s in ("unknown", "not_applicable")])]
    if fact.kind != "choice":
        said += [unsure(fact, edges).map(lambda each: observation(name, each))] if doubt else []
        said += [dated(name, fact, edges)] if years else []
    return st.one_of(*said)


@st.composite
def profiles(draw: st.DrawFn, rubric: Rubric, facts: Vocabulary | None = None, **wishes: bool) -> Profile:
    """A profile that says something of some facts that the rubric reads.

    Args:
        rubric: whose facts are stated; its thresholds are favourite values.
        facts: the vocabulary; the made-up one by default.
        wishes: `years`, `doubt`: whether series and bounds are stated, too.
    """
    known = vocabulary() if facts is None else facts
    edges = edges_of(rubric)
    names = sorted(facts_of(rubric))
    stated = draw(st.lists(st.sampled_from(names), unique=True)) if len(names) > 24 else names
    return profile_of(*(draw(observations(name, known[name], edges.get(name, ()), **wishes)) for name in stated))


def facts_of(rubric: Rubric) -> set[str]:
    """All facts that a rubric reads."""
    return {fact for each in rubric.indicators.values() for fact in (*each.facts, *each.applies_when)}


def edges_of(rubric: Rubric) -> dict[str, tuple[float, ...]]:
    """The thresholds of bare facts."""
    return {each.facts[0]: each.scale.thresholds for each in rubric.indicators.values() if len(each.facts) == 1}


@st.composite
def judged_pairs(draw: st.DrawFn, years: bool = True, doubt: bool = True, **wishes: Any) -> tuple[Rubric, Profile]:
    """A rubric and a profile for it."""
    rubric = draw(rubrics(**wishes))
    return rubric, draw(profiles(rubric, years=years, doubt=doubt))


@st.composite
def real_pairs(draw: st.DrawFn, **wishes: bool) -> tuple[Rubric, Profile]:
    """A rubric of the shelf and a profile for it."""
    rubric = draw(real_rubrics())
    return rubric, draw(profiles(rubric, library().vocabulary, **wishes))
