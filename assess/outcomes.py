"""What the functions of `api` return: values that open, can be kept, and show themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from .model.arithmetic import reached
from .model.facts import Vocabulary
from .model.problems import Problem, input_error, nearest
from .model.profile import Profile
from .model.recommendation import AdviceResult, GroupedBy
from .model.result import ResultContract
from .model.text import Language

if TYPE_CHECKING:
    from pandas import DataFrame

    from .engine.changes import Change


@dataclass(frozen=True, eq=False, repr=False)
class Result(ResultContract):
    """A judgement, `assess/result/1`: score, bounds, nodes, clauses, gaps, and advice where asked for."""

    places: Mapping[str, str] = field(default_factory=dict)
    """Where values stand in the file, by the `where` of the contract, as `profile.yaml:12:18`;
    of a saved result nothing is known of that."""

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """A result as it was saved.

        Raises:
            InputError: not a result of this contract, or not whole.
        """
        from .io.results import read_result

        return cls.of(read_result(Path(path)))

    @classmethod
    def of(cls, contract: ResultContract, profile: Profile | None = None) -> Self:
        """What was computed, with the places of the profile it was computed from."""
        values = {each.name: getattr(contract, each.name) for each in fields(ResultContract)}
        return cls(**values, places=_places(profile) if profile else {})

    def keeping(self, keeps: Callable[[AdviceResult], bool]) -> Self:
        """The result with some of its measures."""
        advice, undecided = (tuple(filter(keeps, measures)) for measures in (self.advice, self.undecided))
        return replace(self, advice=advice, undecided=undecided)

    def grouped(self, by: GroupedBy) -> dict[str | None, tuple[AdviceResult, ...]]:
        """The measures by the id of their role, path, group, domain or space; None: of none."""
        ids = dict.fromkeys(measure.group_id(by) for measure in self.advice)
        return {key: tuple(each for each in self.advice if each.group_id(by) == key) for key in ids}

    def reaches(self, score: float) -> bool:
        """Whether a score is given and is at least this one, compared as decimals are written."""
        return self.score is not None and self.score >= reached(score, 100.0)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the result as JSON, whole or not at all."""
        from .io.files import write_file

        write_file(self.to_json().encode(), Path(path))

    def to_json(self) -> str:
        """The contract, in both languages; the same facts give the same bytes."""
        from .io.results import to_json

        return to_json(self)

    def to_text(self, language: Language | None = None, bars: bool = False) -> str:
        """The judgement at a glance, as `assess score` shows it."""
        from .report.formats.terminal import render
        from .report.score_view import score_document

        return render(score_document(self, language or self.profile.language), bars)

    def to_markdown(self, language: Language | None = None) -> str:
        """The judgement as Markdown."""
        from .report.formats.markdown import render
        from .report.score_view import score_document

        return render(score_document(self, language or self.profile.language, page=True))

    def to_csv(self, language: Language | None = None) -> str:
        """The nodes as CSV, a line each."""
        from .report.formats.csv_table import render

        return render(self, language or self.profile.language)

    def to_frame(self) -> DataFrame:
        """The nodes, a row each in the order of the rubric, indexed by id: parent, kind, title,
        weight, share, score, low, high, contribution, coverage, value, unit, status, level."""
        from pandas import DataFrame

        language = self.profile.language
        rows = [
            {name: getattr(node, name) for name in _FRAME} | {"title": node.title.in_(language)} for node in self.nodes
        ]
        return DataFrame(rows, columns=_FRAME, index=[node.id for node in self.nodes])

    def explain(self, node: str, language: Language | None = None) -> str:
        """The whole chain behind a criterion, an indicator, a clause or a pattern, down to cell and source.

        Raises:
            InputError: nothing of that id.
        """
        from .report.chain import ChainNarrator, chain_document
        from .report.formats.terminal import render

        language = language or self.profile.language
        narrator = ChainNarrator(self, language, self.places, self.sources)
        found, gate = self.node(node), next((gate for gate in self.gates if gate.id == node), None)
        if found is not None:
            return render(chain_document(narrator.node(found), language))
        if gate is not None:
            return render(chain_document(narrator.gate(gate), language))
        pattern = next((pattern for pattern in self.patterns if pattern.id == node), None)
        if pattern is not None:
            return render(chain_document(narrator.pattern(pattern), language))
        names = [*(each.id for each in self.nodes), *(each.id for each in self.gates)]
        names += [each.id for each in self.patterns]
        raise input_error("E501", None, found=node, meant=nearest(node, names))

    def advice_text(self, language: Language | None = None, top: int | None = None, by: GroupedBy | None = None) -> str:
        """Stage, modes and measures, as `assess advise` shows them; under their groups where `by` names these."""
        from .report.advice_view import advice_document
        from .report.formats.terminal import render

        return render(advice_document(self, language or self.profile.language, top=top, by=by))

    def advice_markdown(
        self, language: Language | None = None, top: int | None = None, by: GroupedBy | None = None
    ) -> str:
        """Stage, modes and measures as Markdown."""
        from .report.advice_view import advice_document
        from .report.formats.markdown import render

        return render(advice_document(self, language or self.profile.language, page=True, top=top, by=by))

    def _repr_html_(self) -> str:
        from html import escape

        criteria = self.to_frame().query("kind == 'criterion'")[["title", "score", "low", "high", "coverage"]]
        score = "—" if self.score is None else f"{self.score:.1f}"
        heading = f"{self.profile.cluster} · {self.profile.year} · {score} [{self.low:.1f}–{self.high:.1f}]"
        return f"<p><b>{escape(heading)}</b></p>{criteria.to_html(float_format='{:.1f}'.format)}"


class Results(tuple[Result, ...]):
    """One profile under several rubrics, in the order asked for; each is told in its own words."""

    __slots__ = ()

    def reaches(self, score: float) -> bool:
        """Whether every one of them that is scored reaches this score."""
        return all(result.reaches(score) for result in self if result.is_scored)

    def to_json(self) -> str:
        """The contract of the one result, or `assess/results/1`, which lists several."""
        from .io.results import several_to_json

        return several_to_json(self)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the results as JSON, whole or not at all."""
        from .io.files import write_file

        write_file(self.to_json().encode(), Path(path))

    def to_text(self, language: Language | None = None, bars: bool = False) -> str:
        """All judgements on one screen, a block each."""
        from .report.formats.terminal import render
        from .report.several_view import several_document

        return render(several_document(self, language or self._language), bars)

    def to_markdown(self, language: Language | None = None) -> str:
        """All judgements as Markdown, a section each."""
        from .report.formats.markdown import render
        from .report.several_view import several_document

        return render(several_document(self, language or self._language, page=True))

    def to_csv(self, language: Language | None = None) -> str:
        """The nodes of all as CSV, a line each, under one head."""
        from .report.formats.csv_table import render_several

        return render_several(self, language or self._language)

    def advice_text(self, language: Language | None = None, top: int | None = None, by: GroupedBy | None = None) -> str:
        """Stage, modes and measures in the points of the first; where there are several, under a block for each."""
        from .report.formats.terminal import render
        from .report.several_view import several_advice

        return render(several_advice(self, language or self._language, top=top, by=by))

    def advice_markdown(
        self, language: Language | None = None, top: int | None = None, by: GroupedBy | None = None
    ) -> str:
        """The same as Markdown."""
        from .report.formats.markdown import render
        from .report.several_view import several_advice

        return render(several_advice(self, language or self._language, page=True, top=top, by=by))

    def diagnosis_text(self, language: Language | None = None) -> str:
        """What is there, with its grounds, as `assess diagnose` shows it."""
        from .report.formats.terminal import render
        from .report.several_view import diagnosis_document

        return render(diagnosis_document(self, language or self._language))

    def diagnosis_markdown(self, language: Language | None = None) -> str:
        """What is there, with its grounds, as Markdown."""
        from .report.formats.markdown import render
        from .report.several_view import diagnosis_document

        return render(diagnosis_document(self, language or self._language, page=True))

    @property
    def _language(self) -> Language:
        return self[0].profile.language


def _places(profile: Profile) -> dict[str, str]:
    observations = profile.observations.values()
    readings = (each for stated in observations for each in (*stated.readings.values(), *stated.statements))
    return {reading.place.at: f"{reading.place} ({reading.place.at})" for reading in readings}


_FRAME: Final = (
    "parent", "kind", "title", "weight", "share", "score", "low", "high",
    "contribution", "coverage", "value", "unit", "status", "level",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """What there is to say of a profile before it is judged."""

    problems: tuple[Problem, ...]
    """In reading order; those that stop the work and those that only ask."""
    language: Language | None
    """In which its author reads, where that could be told."""
    profile: Profile | None
    """None where it cannot be judged."""


@dataclass(frozen=True)
class WhatIf:
    """A profile judged as it is, and as it would be."""

    before: Result
    after: Result
    changes: tuple[Change, ...]
    vocabulary: Vocabulary

    def to_text(self, language: Language | None = None) -> str:
        """What is supposed, what comes out, and which indicators move."""
        from .report.formats.terminal import render
        from .report.what_if_view import what_if_document

        language = language or self.after.profile.language
        return render(what_if_document(self.before, self.after, self.changes, self.vocabulary, language))

    def to_json(self) -> str:
        """The changes and both results."""
        from .report.what_if_view import what_if_json

        return what_if_json(self.before, self.after, self.changes)
