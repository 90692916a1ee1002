"""The plain data of a form, each piece with its cell."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ..model.place import KeyPath, Place
from ..model.text import Text


class FormData:
    """Plain data of a form with the cell every piece of it stands in."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.data: dict[str, Any] = {}
        self.places: dict[KeyPath, Place] = {}
        self.names: dict[KeyPath, Text] = {}

    def place(self, path: KeyPath, of_key: bool = False) -> Place:
        """The cell of a piece; of what is missing, that of the nearest thing around it."""
        if path in self.places:
            return self.places[path]
        around = (path[:end] for end in range(len(path) - 1, -1, -1))
        return next((self.places[path] for path in around if path in self.places), Place(self.file, ""))

    def name(self, path: KeyPath) -> object:
        """What a piece is called on the form."""
        return self.names.get(path, str(path[-1]) if path else "")

    def put(self, path: KeyPath, value: Any, place: Place, name: Text | None = None) -> None:
        """Add a piece; `path` leads through mappings and, by numbers, through lists."""
        self.places[path] = place
        if name is not None:
            self.names[path] = name
        here: Any = self.data
        for step, following in pairwise(path):
            if isinstance(step, str):
                here.setdefault(step, [] if isinstance(following, int) else {})
            here = here[step]
        if isinstance(here, list):
            here.append(value)
        else:
            here[path[-1]] = value
