"""The shape of a profile written as YAML."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..model.text import FrozenModel, Language, Text

Number = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(lambda value: value + 0.0)]
"""Minus zero is zero, whatever it is written as."""
Amount = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)]
Count = Annotated[int, Field(strict=True, ge=0)]
NumberOrText = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
"""A whole number says itself; of 1.10 nobody knows any more how it was written."""
Rank = Literal["national", "provincial", "municipal", "county", "none"]


class ObservationEntry(FrozenModel):
    """A value with what belongs to it."""

    value: Any = None
    values: dict[int | str, Any] = {}
    """A year that is a text, or half a year, is told where values are read."""
    low: Number | None = None
    high: Number | None = None
    at_least: bool = False
    at_most: bool = False
    about: bool = False
    unit: str | None = None
    source: str | None = None
    evidence: str | int | None = None
    note: str | None = None
    not_applicable: str | None = None


class Firm(FrozenModel):
    """A leading or backbone firm."""

    name: str = Field(min_length=1)
    rank: Rank = "none"
    sales: Amount | None = None
    output: Amount | None = None
    tax: Amount | None = None
    employees: Count | None = None
    rd_spending: Amount | None = None
    patents: Count | None = None
    brands: Count | None = None
    standards: Count | None = None
    local_purchases: Amount | None = None
    linked_firms: Count | None = None
    backbone: bool | None = None
    note: str | None = None


class Platform(FrozenModel):
    """A public-service platform."""

    name: str = Field(min_length=1)
    rank: Rank = "none"
    host: str | None = None
    functions: tuple[str, ...] = ()
    investment: Amount | None = None
    firms_served: Count | None = None
    service_income: Amount | None = None
    satisfaction: Annotated[float, Field(strict=True, ge=0, le=100)] | None = None
    note: str | None = None


class Project(FrozenModel):
    """A key project."""

    name: str = Field(min_length=1)
    investment: Amount | None = None
    progress: Annotated[float, Field(strict=True, ge=0, le=100)] | None = None
    mode: Literal["process", "product", "functional", "inter_sectoral"] | None = None
    note: str | None = None


class Evidence(FrozenModel):
    """A document that proves what is stated; observations name it by its number."""

    number: Annotated[NumberOrText, Field(min_length=1)]
    name: str = Field(min_length=1)
    document: str | None = None
    """Number of the official document."""
    pages: NumberOrText | None = None
    proves: str | None = None
    """The indicators it speaks for."""
    note: str | None = None


class Filing(FrozenModel):
    """Who filled the form in, for whom, and what the cluster's papers are."""

    unit: str | None = None
    author: str | None = None
    phone: NumberOrText | None = None
    reviewer: str | None = None
    date: str | None = None
    coverage: Literal["all", "above_threshold"] | None = None
    """Whether figures cover all firms or only those above the statistical threshold."""
    management: str | None = None
    plan: str | None = None
    recognition: str | None = None
    area: str | None = None


class ProfileFile(FrozenModel):
    """A whole profile; its facts are read one by one against the vocabulary."""

    cluster: str = Field(min_length=1)
    year: Annotated[int, Field(strict=True)]
    place: str | None = None
    industry: str | None = None
    language: Language = "zh"
    invented: bool = False
    about: Text | None = None
    facts: dict[str | int, Any] = {}
    firms: tuple[Firm, ...] = ()
    platforms: tuple[Platform, ...] = ()
    projects: tuple[Project, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    filing: Filing = Filing()
