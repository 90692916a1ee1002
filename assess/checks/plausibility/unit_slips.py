"""Slips of unit: one factor on one cell, or on all cells of a kind, after which everything stated fits."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ...i18n.catalog import text
from ...i18n.numbers import MONEY
from ...model.plausibility_limits import PlausibilityLimits, SlipKind
from ...model.problems import Problem
from ...model.text import Phrase
from .broken_rules import FIGURE, KEPT, PART, RATE, ROWS, SERIES, PlausibilityRule, as_entered
from .stated_numbers import Scaling, StatedNumber

SIZE: Final = 0.25
"""A slip explains only what misses a rule by so great a part of its powers of ten."""
MOST_SLIPS: Final = 30
"""Slips of one profile that are looked for."""
MOST_RULES: Final = 40
"""Broken rules, those that are missed most, whose cells are looked at for the next slip."""
MOST_ALIKE: Final = 100
"""Cells that one slip may have struck together."""
MOST_CELLS: Final = 6
"""Of a rule over many cells, those that are looked at."""
COMMON_CAUSE: Final = 0.5
"""Powers of ten that a slip of many cells must mend beyond what one of a single cell does."""
LATEST: Final = 9999
"""The year of what is stated without one."""
DUST: Final = 1e-9


class Slip(NamedTuple):
    """A factor on cells that explains broken rules."""

    cells: tuple[StatedNumber, ...]
    kind: SlipKind
    factor: float
    explained: tuple[PlausibilityRule, ...]
    mended: float
    """Powers of ten by which all rules together miss less."""

    @property
    def cell(self) -> StatedNumber:
        """Where it is told: at that of its cells which upsets most, the latest of several."""
        shared = Counter(cell for rule in self.explained for cell in dict.fromkeys(rule.cells))
        return max(self.cells, key=lambda cell: (shared[cell], cell.year or LATEST))

    @property
    def proposal(self) -> float:
        """What was probably meant there."""
        return self.cell.scaled(self.factor)

    @property
    def is_supported(self) -> bool:
        """Whether its own series or whole speaks for it, or two ratios; a single ratio or range, which
        other cells could mend as well, does only for the commonest slip, that of money."""
        if any(rule.kind in (PART, SERIES) for rule in self.explained):
            return True
        ratios = {rule.subject for rule in self.explained if rule.kind in (FIGURE, ROWS, RATE)}
        return len(ratios) > 1 or (is_money(self.cell) and self.kind.is_of_money)


def slips(rules: Sequence[PlausibilityRule], limits: PlausibilityLimits) -> Iterator[Slip]:
    """One slip after the other, until none explains any more.

    Whatever one of them explains needs no other cause.
    """
    scaling: dict[StatedNumber, float] = {}
    by_cell: dict[StatedNumber, list[PlausibilityRule]] = {}
    for rule in rules:
        for cell in dict.fromkeys(rule.cells):
            by_cell.setdefault(cell, []).append(rule)
    for _ in range(MOST_SLIPS):
        gaps = {rule: rule.gap(scaling) for rule in rules}
        broken = sorted((rule for rule in rules if gaps[rule] > KEPT), key=lambda rule: -gaps[rule])
        slip = _likeliest(broken[:MOST_RULES], by_cell, scaling, limits) if broken else None
        if slip is None:
            return
        scaling |= dict.fromkeys(slip.cells, slip.factor)
        yield slip


def _likeliest(
    broken: Sequence[PlausibilityRule],
    by_cell: Mapping[StatedNumber, Sequence[PlausibilityRule]],
    scaling: Scaling,
    limits: PlausibilityLimits,
) -> Slip | None:
    """The slip that explains most, on the fewest cells, and is made most often."""
    best: tuple[tuple[float, ...], Slip] | None = None
    for cells in _groups(broken, by_cell, scaling):
        touched = list(dict.fromkeys(rule for cell in cells for rule in by_cell[cell]))
        for number, kind in enumerate(limits.slips):
            for factor in (1 / kind.factor, kind.factor):
                slip = _explaining(cells, kind, factor, touched, scaling)
                if slip is None:
                    continue
                suspected = sum(rule.suspect in cells for rule in slip.explained)
                worth = round(slip.mended - COMMON_CAUSE * (len(cells) > 1), 6)
                rank = (worth, -len(cells), suspected, -number, slip.cell.year or LATEST)
                if best is None or rank > best[0]:
                    best = rank, slip
    return best[1] if best else None


def _groups(
    broken: Sequence[PlausibilityRule], stated: Iterable[StatedNumber], scaling: Scaling
) -> Iterator[tuple[StatedNumber, ...]]:
    """Cells that one slip may have struck: each by itself, a fact in all its years, all money of one unit."""
    suspects = list(dict.fromkeys(cell for rule in broken for cell in _weighty(rule) if cell not in scaling))
    yield from ((cell,) for cell in suspects)
    stated = [cell for cell in stated if cell not in scaling]
    yield from _alike(suspects, stated, lambda cell: (cell.table, cell.name))
    for among in (suspects, stated):
        yield from _alike(suspects, among, lambda cell: cell.unit if is_money(cell) and cell.table is None else None)


def _alike(
    suspects: Iterable[StatedNumber], among: Iterable[StatedNumber], key: Callable[[StatedNumber], object]
) -> Iterator[tuple[StatedNumber, ...]]:
    keys = dict.fromkeys(key(cell) for cell in suspects)
    groups = (tuple(cell for cell in among if key(cell) == each) for each in keys if each is not None)
    return (group for group in groups if 1 < len(group) <= MOST_ALIKE)


def is_money(cell: StatedNumber) -> bool:
    """Whether it is an amount of money."""
    return cell.unit in MONEY


def _weighty(rule: PlausibilityRule) -> Iterable[StatedNumber]:
    if len(rule.cells) <= MOST_CELLS:
        return rule.cells
    return (*sorted(rule.cells, key=lambda cell: -cell.bounds().low)[:MOST_CELLS], rule.cells[-1])


def _explaining(
    cells: tuple[StatedNumber, ...],
    kind: SlipKind,
    factor: float,
    touched: Sequence[PlausibilityRule],
    scaling: Scaling,
) -> Slip | None:
    """The slip, if it mends rules of its size and makes none worse."""
    if not all(cell.could_be(factor) for cell in cells):
        return None
    corrected = {**scaling, **dict.fromkeys(cells, factor)}
    explained, widest, mended = [], KEPT, 0.0
    for rule in touched:
        before, after = rule.gap(scaling), rule.gap(corrected)
        if after > max(before, KEPT) + DUST:
            return None
        mended += max(before, KEPT) - max(after, KEPT)
        if before > KEPT and after <= KEPT:
            explained.append(rule)
            widest = max(widest, before)
    if not explained or widest < SIZE * math.log10(kind.factor):
        return None
    slip = Slip(cells, kind, factor, tuple(explained), mended)
    return slip if slip.is_supported else None


def slip_question(slip: Slip) -> Problem:
    """What is asked at the cell of a slip."""
    cell = slip.cell
    touching = sorted((rule for rule in slip.explained if cell in rule.cells), key=lambda rule: rule.kind)
    against = (rule.against(cell) for rule in touching)
    named = list({text(phrase): phrase for phrase in against if phrase is not None}.values())
    details = {
        "name": cell.title,
        "unit": cell.unit or "",
        "found": as_entered(cell.scaled(1.0), cell.unit),
        "fits": as_entered(slip.proposal, cell.unit),
        "against": named[:2],
        "slip": slip.kind.title,
        "others": Phrase("plausibility.others", {"count": len(slip.cells)}) if len(slip.cells) > 1 else "",
        "suggested": slip.proposal,
        "must": True,
    }
    return Problem("W205", cell.reading.place, details)
