"""The result as JSON: the contract itself."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from ..model.judgement import JudgedResult
from ..model.result import whole
from ..model.text import Language


def render(result: JudgedResult, language: Language = "zh") -> str:
    """JSON text in both languages; the same result gives the same bytes."""
    return json.dumps(plain(whole(result)), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def plain(value: Any) -> Any:
    """Dataclasses as dictionaries, tuples as lists; a trailing underscore is dropped from names."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
