"""The parts of a profile: sub-clusters with a weight, stated within it or in a file beside it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from ..model.facts import Vocabulary
from ..model.fingerprint import content_hash
from ..model.place import KeyPath, Place
from ..model.problems import InputError, Problem, shown
from ..model.profile import Profile, ProfilePart
from .profile_builder import build_profile
from .profile_file import PartEntry
from .validation import SourceData, validate_model

OpenPart = Callable[[str], SourceData]
"""The source of a file beside the profile, by its plain name."""
PLAIN_NAME: Final = re.compile(r"[^\\/:.\x00-\x1f][^\\/:\x00-\x1f]*\.ya?ml")
"""A name without a way to anywhere else."""
SHARED: Final = ("year", "place", "industry", "language", "invented", "sources", "filing")
"""What a part within a profile has from the whole."""


class PartSource:
    """What stands of a part within a profile, as a profile of its own; places are those of the whole."""

    def __init__(self, whole: SourceData, entry: PartEntry, path: KeyPath) -> None:
        self.file, self._whole, self._path = whole.file, whole, path
        header = {key: whole.data[key] for key in SHARED if key in whole.data}
        self.data: dict[str, Any] = {**header, "cluster": entry.name, "facts": whole.data["parts"][path[1]]["facts"]}

    def place(self, path: KeyPath, of_key: bool = False) -> Place:
        """Where a piece stands in the file of the whole."""
        within = (*self._path, *path) if path and path[0] == "facts" else self._path
        return self._whole.place(within, of_key)

    def name(self, path: KeyPath) -> object:
        """What a piece is called there."""
        return self._whole.name((*self._path, *path))


def with_parts(
    profile: Profile, source: SourceData, vocabulary: Vocabulary, today: datetime.date, open_part: OpenPart | None
) -> tuple[Profile, list[Problem]]:
    """A profile with its parts, and every problem of theirs.

    Args:
        open_part: None where nothing stands beside the source.
    """
    problems: list[Problem] = []
    parts: list[ProfilePart] = []
    for number in range(len(source.data.get("parts") or ())):
        path: KeyPath = ("parts", number)
        try:
            entry = validate_model(source, PartEntry, source.data["parts"][number], path)
            problems += (refused := list(_refused(entry, path, source, open_part)))
            if not refused:
                part, found = _built(entry, path, source, vocabulary, today, open_part)
                problems += found
                parts.append(ProfilePart(entry.name, entry.weight, part))
        except InputError as error:
            problems += error.problems
    return content_hash(profile._replace(parts=tuple(parts))), problems


def _refused(entry: PartEntry, path: KeyPath, source: SourceData, open_part: OpenPart | None) -> Iterator[Problem]:
    """A part states its facts, or names a file beside the profile: one of the two."""
    if (entry.profile is None) == (not entry.facts):
        yield Problem("E249", source.place(path), {"found": entry.name})
    elif entry.profile is not None and (open_part is None or not PLAIN_NAME.fullmatch(entry.profile)):
        yield Problem("E250", source.place((*path, "profile")), {"found": shown(entry.profile)})


def _built(
    entry: PartEntry,
    path: KeyPath,
    source: SourceData,
    vocabulary: Vocabulary,
    today: datetime.date,
    open_part: OpenPart | None,
) -> tuple[Profile, list[Problem]]:
    if entry.profile is None or open_part is None:
        return build_profile(PartSource(source, entry, path), vocabulary, today)
    opened = open_part(entry.profile)
    part, problems = build_profile(opened, vocabulary, today)
    if opened.data.get("parts"):
        problems.append(Problem("E251", opened.place(("parts",)), {"found": entry.name}))
    return part, problems
