"""JSON Schemas: for editors of rubrics and profiles, and for readers of results."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from ..model.facts import FactsFile
from ..model.judgement import RESULT_SCHEMA
from ..model.result import Result
from ..model.rubric import Rubric
from .profile_file import ProfileFile

SUBJECTS: dict[str, Any] = {"rubric": Rubric, "facts": FactsFile, "profile": ProfileFile, "result": Result}


def schema(kind: str) -> str:
    """The schema of a rubric, a vocabulary, a profile or a result, as JSON text."""
    content = TypeAdapter(SUBJECTS[kind]).json_schema(by_alias=True)
    content["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    if kind == "result":
        content["$id"] = RESULT_SCHEMA
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
