"""The library: the vocabulary and the rubrics that come with the product, and any rubric by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..checks.findings import LintFinding
from ..checks.rubric_errors import find_errors
from ..model.facts import FactsFile, Vocabulary
from ..model.place import Place
from ..model.problems import InputError, Problem, input_error, nearest
from ..model.row_tables import RowTable, TablesFile
from ..model.rubric import Rubric
from ..model.statement_words import NO_WORDS, CoveragesFile, PeriodsFile, StatementWords
from ..model.text import FrozenModel, Source, Text
from .shared_indicators import SharedIndicators
from .validation import Model, located, validate_file, validate_rest
from .yaml_document import YamlDocument, read_yaml

if TYPE_CHECKING:
    from ..model.measures import MeasureCatalog
    from ..model.overview_rules import FiguresFile, ProblemsFile, QuestionsFile
    from ..model.plausibility_limits import PlausibilityLimits


KINDS: Final = ("assessments", "lenses", "standards", "diagnoses")
"""Folders of rubrics, in the order in which the shelf is told."""


class SourcesFile(FrozenModel):
    """The file of shared sources."""

    references: dict[str, Source]


@dataclass(frozen=True)
class Library:
    """A folder: rubrics in a folder for each kind, and in others the facts, indicators and sources that they share."""

    folder: Path

    @cached_property
    def indicators(self) -> SharedIndicators:
        """Indicators that any rubric may name."""
        return SharedIndicators(self.folder / "indicators")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All shared facts, and the tables of a profile."""
        facts = {name: fact for file in self._files("facts", FactsFile) for name, fact in file.facts.items()}
        return Vocabulary(facts, self.tables, self.statement_words)

    @cached_property
    def tables(self) -> Mapping[str, RowTable]:
        """The tables of a profile by name."""
        tables = {name: table for file in self._files("tables", TablesFile) for name, table in file.tables.items()}
        # Those of every form come first.
        return dict(sorted(tables.items(), key=lambda table: table[1].asked != "core"))

    @cached_property
    def statement_words(self) -> StatementWords:
        """How statements say what they cover; a library may have none of it."""
        folder = self.folder / "statements"
        if not folder.is_dir():
            return NO_WORDS
        coverages = validate_file(read_yaml(folder / "coverages.yaml"), CoveragesFile).coverages
        return StatementWords(coverages, validate_file(read_yaml(folder / "periods.yaml"), PeriodsFile))

    def facts_for(self, rubrics: Iterable[Rubric]) -> Vocabulary:
        """The shared facts, and those that rubrics bring themselves."""
        return self.vocabulary.extended({name: fact for rubric in rubrics for name, fact in rubric.facts.items()})

    @cached_property
    def sources(self) -> Mapping[str, Text]:
        """Titles of the shared sources by key."""
        files = self._files("references", SourcesFile)
        return {key: source.title for file in files for key, source in file.references.items()}

    def _files(self, folder: str, model: type[Model]) -> Iterator[Model]:
        """All files of a folder, in alphabetical order."""
        for path in sorted((self.folder / folder).glob("*.yaml")):
            yield validate_file(read_yaml(path), model)

    @cached_property
    def measures(self) -> MeasureCatalog:
        """The library of measures; only what gives advice needs it."""
        from ..model.cases import CasesFile
        from ..model.measures import MeasureCatalog, MeasuresFile, ModesFile, StagesFile
        from ..model.task_targets import TargetsFile

        file = validate_file(self.advice("measures"), MeasuresFile)
        return MeasureCatalog(
            file,
            validate_file(self.advice("cases"), CasesFile).cases,
            validate_file(self.advice("stages"), StagesFile),
            validate_file(self.advice("modes"), ModesFile),
            validate_file(self.advice("targets"), TargetsFile),
            self.rubric(file.warned_by).patterns,
        )

    @cached_property
    def figures(self) -> FiguresFile:
        """The ratios that are told of plain figures."""
        from ..model.overview_rules import FiguresFile

        return validate_file(read_yaml(self.folder / "figures" / "figures.yaml"), FiguresFile)

    @cached_property
    def limits(self) -> PlausibilityLimits:
        """From where on figures are asked about."""
        from ..model.plausibility_limits import PlausibilityLimits

        return validate_file(read_yaml(self.folder / "figures" / "limits.yaml"), PlausibilityLimits)

    @cached_property
    def problems(self) -> ProblemsFile:
        """What a county may state as problems."""
        from ..model.overview_rules import ProblemsFile

        return validate_file(self.advice("problems"), ProblemsFile)

    @cached_property
    def questions(self) -> QuestionsFile:
        """What the questions to be asked next are worth."""
        from ..model.overview_rules import QuestionsFile

        return validate_file(self.advice("questions"), QuestionsFile)

    def advice(self, name: str) -> YamlDocument:
        """A file of the library."""
        return read_yaml(self.folder / "advice" / f"{name}.yaml")

    def ids(self) -> tuple[str, ...]:
        """Ids of the rubrics, kind by kind and in alphabetical order."""
        return tuple(self._paths)

    def ids_of(self, kind: str) -> tuple[str, ...]:
        """Ids of the rubrics in the folder of one kind."""
        return tuple(name for name, path in self._paths.items() if path.parent.name == kind)

    @cached_property
    def _paths(self) -> Mapping[str, Path]:
        return {path.stem: path for kind in KINDS for path in sorted((self.folder / kind).glob("*.yaml"))}

    @cached_property
    def catalogues(self) -> tuple[str, ...]:
        """Ids of the catalogues, in alphabetical order."""
        return tuple(path.stem for path in sorted((self.folder / "catalogues").glob("*.yaml")))

    def open(self, name: str) -> YamlDocument:
        """The file of a rubric by its id, or by its path.

        Raises:
            InputError: no such rubric.
        """
        path = Path(name)
        if path.suffix in (".yaml", ".yml") or path.is_dir():
            return read_yaml(path)
        if name not in self._paths:
            meant = nearest(name, (*self.ids(), *self.catalogues))
            raise input_error("E301", Place(name, ""), found=name, meant=meant)
        return read_yaml(self._paths[name])

    def rubric(self, name: str) -> Rubric:
        """A rubric without faults.

        Raises:
            InputError: no such rubric, or with every fault of shape and sense.
        """
        if name not in self._loaded:
            rubric = self.load_rubric(self.open(name))
            if name not in self._paths:
                return rubric
            self._loaded[name] = rubric
        return self._loaded[name]

    @cached_property
    def _loaded(self) -> dict[str, Rubric]:
        """Rubrics of the shelf that have been read; files given by path may change while we run."""
        return {}

    def load_rubric(self, document: YamlDocument) -> Rubric:
        """The rubric of a document.

        Raises:
            InputError: with every fault of shape and sense.
        """
        try:
            rubric = validate_file(document, Rubric)
        except InputError as error:
            rest, cut = validate_rest(document, Rubric)
            more = self._find_errors(self._completed(rest)) if rest else ()
            findings = [finding for finding in more if str(finding.details.get("found")) not in cut]
            raise InputError([*error.problems, *self.located(document, findings)]) from None
        rubric = self._completed(rubric)
        problems = self.located(document, self._find_errors(rubric))
        if problems:
            raise InputError(problems)
        return rubric

    def located(self, document: YamlDocument, findings: Iterable[LintFinding]) -> list[Problem]:
        """Findings of a rubric at their places: in its own file, or in that of a shared indicator."""
        return located(self.indicators.beside(document), findings)

    def _completed(self, rubric: Rubric) -> Rubric:
        """A rubric with the shared indicators that it names."""
        shared = self.indicators.named(rubric.named_indicators())
        return rubric.model_copy(update={"indicators": {**shared, **rubric.indicators}}) if shared else rubric

    def _find_errors(self, rubric: Rubric) -> Iterator[LintFinding]:
        return find_errors(rubric, self.vocabulary, self.sources, self.indicators)


@cache
def default_library() -> Library:
    """The library of the product, read once: inside the package once installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rubrics"
    return Library(inside if inside.is_dir() else package.parent / "rubrics")
