"""The report as JSON: the result contract itself, or a list of several."""

from __future__ import annotations

import json

from ...io.result_json import plain
from ..document import Report


def render(report: Report) -> bytes:
    """What `assess score -f json` gives, so that a report can be made of it again."""
    results = [plain(result) for result in report.results]
    told = results[0] if len(results) == 1 else results
    return (json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
