"""The weighted mean against an oracle in fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.rubric import Branch, Leaf, Rubric

from .. import strategies as some
from .scoring_helpers import branches, judged

pytestmark = pytest.mark.slow

MEANS = {"ways": st.just("mean"), "scale": st.just(some.IDENTITY)}


def oracle(node: Branch | Leaf, values: dict[str, float]) -> Fraction | None:
    """The mean of a tree whose scores are its values; None where no weight is left."""
    if isinstance(node, Leaf):
        return Fraction(values[node.indicator.facts[0]])
    below = [(Fraction(part.weight.value), oracle(part.node, values)) for part in node.parts]
    counted = [(weight, score) for weight, score in below if score is not None]
    total = sum(weight for weight, _ in counted)
    return sum((weight * score for weight, score in counted), Fraction()) / total if total else None


def all_values(values: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries(dict.fromkeys(some.NUMBERS, values))


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 9)), min_size=1, max_size=12))
def test_whole_numbers_give_the_exact_mean(pairs):
    """Of whole scores and whole weights, the float is the fraction, rounded once."""
    pairs = [*pairs, (50, 1)]
    children = [{"use": f"i{index}", "weight": weight} for index, (_, weight) in enumerate(pairs)]
    indicators = {
        f"i{index}": {"title": some.TEXT, "value": some.NUMBERS[index], "scale": some.IDENTITY}
        for index in range(len(pairs))
    }
    rubric = Rubric.model_validate(some.rubric_of([{"id": "b", "title": some.TEXT, "children": children}], indicators))
    values = {some.NUMBERS[index]: float(score) for index, (score, _) in enumerate(pairs)}
    exact = Fraction(sum(s * w for s, w in pairs), sum(w for _, w in pairs))
    assert judged(rubric, some.stating(values))["b"].score == float(exact)


@given(some.rubrics(**MEANS), all_values(some.scores()))
def test_every_criterion_has_the_mean_of_the_oracle(rubric, values):
    """Nested means stay within a few units in the last place of the exact ones."""
    found = judged(rubric, some.stating(values))
    terms = sum(len(branch.parts) for branch in branches(rubric.tree))
    for branch in branches(rubric.tree):
        exact = oracle(branch, values)
        if exact is not None:
            error = abs(Fraction(found[branch.id].score) - exact)
            assert error <= Fraction(2) ** -52 * 2 * (terms + 1) * exact
