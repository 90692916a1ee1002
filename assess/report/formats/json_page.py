"""The report as JSON: the result contract itself, or a list of several."""

from __future__ import annotations

from ...io.results import to_json
from ..document import Report


def render(report: Report) -> str:
    """What `assess score -f json` gives, so that a report can be made of it again."""
    results = report.results
    return to_json(results[0] if len(results) == 1 else results)
