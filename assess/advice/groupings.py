"""Measures grouped by role of government, path of upgrading, group of recommendations, domain or space of policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..model.measures import MeasureCatalog, MeasuresFile
from ..model.problems import id_meant, input_error, nearest
from ..model.recommendation import GROUPINGS, AdviceResult, GroupedBy
from ..model.text import Text
from .modes import mode_named


def kept_measures(catalog: MeasureCatalog, mode: str | None, by: str | None) -> Callable[[AdviceResult], bool]:
    """Which measures are kept.

    Args:
        catalog: what there is to choose from.
        mode: id or title of a mode of upgrading; kept is what serves it.
        by: a role, path, group, domain or space, as `role=system_failures`, by id or title; `role` alone keeps all.

    Raises:
        InputError: there is nothing of that name.
    """
    served = None if mode is None else mode_named(catalog.modes_file, mode)
    grouping, group = (None, None) if by is None else _grouping(catalog.measures_file, by)

    def keeps(measure: AdviceResult) -> bool:
        serves = served is None or served in (measure.mode, *measure.also)
        return serves and (grouping is None or group is None or group == measure.group_id(grouping))

    return keeps


def _grouping(file: MeasuresFile, words: str) -> tuple[GroupedBy, str | None]:
    named, _, only = words.partition("=")
    for by in GROUPINGS:
        if by == named:
            return by, id_meant(only, _titles(file, by), "E509") if only else None
    raise input_error("E509", None, found=named, allowed=", ".join(GROUPINGS), meant=nearest(named, GROUPINGS))


def _titles(file: MeasuresFile, by: GroupedBy) -> dict[str, Text]:
    titles: Mapping[Any, Text] = getattr(file, f"{by}s")
    return {str(key): title for key, title in titles.items()}
