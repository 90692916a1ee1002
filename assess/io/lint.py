"""What lint finds in rubrics and measures, at the places of their files."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..checks import catalogue_lint, measures_lint, rubric_lint
from ..checks.pattern_errors import undefined_calls
from ..model.problems import Problem
from .catalogues import load_catalogue, open_catalogue, read_catalogue
from .library import Library
from .validation import located


class LintReport(NamedTuple):
    """A file that was proofread, and what was found in it, in reading order."""

    file: str
    findings: tuple[Problem, ...]


def lint_rubric(library: Library, name: str) -> LintReport:
    """Proofread a rubric by its id or path.

    Raises:
        InputError: no such rubric, or one with faults.
    """
    document = library.open(name)
    rubric = library.load_rubric(document)
    findings = rubric_lint.lint_rubric(rubric, library.vocabulary.extended(rubric.facts))
    if rubric.patterns:
        stated = library.vocabulary[library.problems.stated_by].items
        findings += undefined_calls(rubric, library.measures.measures, stated)
    return LintReport(document.file, tuple(library.located(document, findings)))


def lint_measures(library: Library) -> LintReport:
    """Proofread the measures."""
    catalog = library.measures
    indicators = [name for rubric in catalog.measures_file.judged_under for name in library.rubric(rubric).indicators]
    context = measures_lint.LintContext(catalog, indicators, library.vocabulary, library.sources)
    findings = measures_lint.lint_measures(context)
    problems = [
        problem
        for file in {finding.file for finding in findings}
        for problem in located(library.advice(file), (finding for finding in findings if finding.file == file))
    ]
    return LintReport("advice", tuple(sorted(problems, key=lambda problem: problem.order)))


def lint_catalogue(library: Library, name: str) -> LintReport:
    """Proofread a catalogue by its id or path: names, sums and translations.

    Raises:
        InputError: no such catalogue, or one with faults.
    """
    document = open_catalogue(library, name)
    catalogue = load_catalogue(library, document)
    measures = library.measures
    rubrics = map(library.rubric, measures.measures_file.judged_under)
    ids: dict[str, Collection[str]] = {
        "measures": measures.measures,
        "cases": measures.cases,
        "facts": library.vocabulary,
        "indicators": {name for rubric in rubrics for name in rubric.indicators},
    }
    context = catalogue_lint.CatalogueContext(ids, lambda other: read_catalogue(library, other))
    return LintReport(document.file, tuple(located(document, catalogue_lint.lint_catalogue(catalogue, context))))
