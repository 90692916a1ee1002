"""The shelf: the vocabulary and the rubrics that come with the product, and any rubric by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..checks.rubric_errors import Fault, faults
from ..model.facts import Fact, FactsFile, Vocabulary
from ..model.problems import InputError, Problem, input_error, nearest
from ..model.profile import Place
from ..model.rubric import Rubric
from ..model.text import FrozenModel, Source, Text
from .validation import Shape, salvaged, validate_model
from .yaml_document import YamlDocument, read_yaml

if TYPE_CHECKING:
    from ..model.measures import MeasureCatalog


class SourcesFile(FrozenModel):
    """The file of shared sources."""

    references: dict[str, Source]


@dataclass(frozen=True)
class Library:
    """A folder: rubrics at its top, the facts and sources they share in folders below."""

    folder: Path

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All shared facts."""
        facts: dict[str, Fact] = {}
        for path in sorted((self.folder / "facts").glob("*.yaml")):
            facts.update(self._shaped(read_yaml(path), FactsFile).facts)
        return Vocabulary(facts)

    @cached_property
    def sources(self) -> Mapping[str, Text]:
        """Titles of the shared sources by key."""
        titles: dict[str, Text] = {}
        for path in sorted((self.folder / "references").glob("*.yaml")):
            file = self._shaped(read_yaml(path), SourcesFile)
            titles |= {key: source.title for key, source in file.references.items()}
        return titles

    @cached_property
    def measures(self) -> MeasureCatalog:
        """The library of measures; only what gives advice needs it."""
        from ..model.measures import CasesFile, MeasureCatalog, MeasuresFile, ModesFile, StagesFile

        return MeasureCatalog(
            self._shaped(self.advice("measures"), MeasuresFile),
            self._shaped(self.advice("cases"), CasesFile).cases,
            self._shaped(self.advice("stages"), StagesFile),
            self._shaped(self.advice("modes"), ModesFile),
        )

    def advice(self, name: str) -> YamlDocument:
        """A file of the library."""
        return read_yaml(self.folder / "advice" / f"{name}.yaml")

    def ids(self) -> tuple[str, ...]:
        """Ids of the rubrics, in alphabetical order."""
        return tuple(path.stem for path in sorted(self.folder.glob("*.yaml")))

    def open(self, name: str) -> YamlDocument:
        """The file of a rubric by its id, or by its path.

        Raises:
            InputError: no such rubric.
        """
        path = Path(name)
        if path.suffix in (".yaml", ".yml") or path.is_dir():
            return read_yaml(path)
        if name not in self.ids():
            allowed = ", ".join(self.ids())
            raise input_error("E301", Place(name, ""), found=name, allowed=allowed, meant=nearest(name, self.ids()))
        return read_yaml(self.folder / f"{name}.yaml")

    def rubric(self, name: str) -> Rubric:
        """A rubric without faults.

        Raises:
            InputError: no such rubric, or with every fault of shape and sense.
        """
        return self.load_rubric(self.open(name))

    def load_rubric(self, document: YamlDocument) -> Rubric:
        """The rubric of a document, once it has been found without faults."""
        try:
            rubric = self._shaped(document, Rubric)
        except InputError as error:
            raise InputError([*error.problems, *self._beside(document)]) from None
        found = list(faults(rubric, self.vocabulary, self.sources))
        if found:
            raise InputError(self._problem(document, fault) for fault in found)
        return rubric

    def _beside(self, document: YamlDocument) -> Iterator[Problem]:
        """Faults of sense in what has a shape, in a document of which something has none."""
        rest, cut = salvaged(document, Rubric)
        for fault in faults(rest, self.vocabulary, self.sources) if rest else ():
            if str(fault.details.get("found")) not in cut:
                yield self._problem(document, fault)

    def _shaped(self, document: YamlDocument, noun: type[Shape]) -> Shape:
        """A document as a noun; keys that are there twice are told with its other faults."""
        try:
            made = validate_model(document, noun)
        except InputError as error:
            raise InputError([*document.repeats, *error.problems]) from None
        if document.repeats:
            raise InputError(document.repeats)
        return made

    def _problem(self, document: YamlDocument, fault: Fault) -> Problem:
        return Problem(fault.code, document.place(fault.path), fault.details)


@cache
def default_library() -> Library:
    """The shelf of the product: inside the package once installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rubrics"
    return Library(inside if inside.is_dir() else package.parent / "rubrics")
