"""JSON Schemas: for editors of rubrics and profiles, and for readers of results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from ..model.catalogue import Catalogue
from ..model.facts import FactsFile
from ..model.indicators import IndicatorsFile
from ..model.judgement import RESULT_SCHEMA
from ..model.result import ResultContract
from ..model.row_tables import RowTable
from ..model.rubric import Rubric
from .profile_file import profile_model

SUBJECTS: dict[str, Any] = {
    "rubric": Rubric,
    "indicators": IndicatorsFile,
    "facts": FactsFile,
    "catalogue": Catalogue,
    "result": ResultContract,
}


def schema(kind: str, tables: Mapping[str, RowTable]) -> str:
    """The schema of a rubric, shared indicators, a vocabulary, a profile with its tables or a result, as JSON text."""
    subject = profile_model(tables) if kind == "profile" else SUBJECTS[kind]
    content = TypeAdapter(subject).json_schema(by_alias=True)
    content["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    if kind == "result":
        content["$id"] = RESULT_SCHEMA
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
