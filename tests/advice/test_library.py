"""The proofreader of the library marks each fault once it is there, and none before."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from assess.checks.measures_lint import LintContext, lint_measures
from assess.model.measures import MeasuresFile
from tests.advice_strategies import catalog, library, rubrics


def codes(**changes: Any) -> list[str]:
    """Codes marked when R01 is changed so; a key that starts with `file_` changes the file."""
    file = catalog().measures_file
    measure = {key: value for key, value in changes.items() if not key.startswith("file_")}
    data = file.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["measures"]["R01"] |= measure
    data |= {key.removeprefix("file_"): value for key, value in changes.items() if key.startswith("file_")}
    changed = catalog()._replace(measures_file=MeasuresFile.model_validate(data))
    indicators = [name for rubric in rubrics() for name in rubric.indicators]
    context = LintContext(changed, indicators, library().vocabulary, library().sources)
    return sorted({finding.code for finding in lint_measures(context)})


def test_the_library_is_clean() -> None:
    assert codes() == []


EXCUSES = {key: {"zh": text.zh, "en": text.en} for key, text in catalog().measures_file.unraised.items()}
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"when": {"weak": ["XX01"]}}, "L420"),
    ({"raises": {"XX01": 1, "IN06": 1}}, "L420"),
    ({"requires": {"XX01": 3}}, "L420"),
    ({"mode": ""}, "L421"),
    ({"mode": "magic"}, "L421"),
    ({"gate": True, "when": {"strong": ["LF05"]}}, "L422"),
    ({"after": ["R01"]}, "L423"),
    ({"file_unraised": {}}, "L424"),
    ({"file_unraised": {"IN06": {"zh": "某", "en": "some"}, **EXCUSES}}, "L425"),
    ({"actors": ["nobody"]}, "L426"),
    ({"after": ["R99"]}, "L426"),
    ({"precedent": {"case": "K99", "text": {"zh": "某", "en": "some"}}}, "L426"),
    ({"references": [{"source": "D9", "at": ""}]}, "L426"),
    ({"when": {"weak": ["IN06"], "choices": {"origin": ["fallen"]}}}, "L426"),
    ({"when": {"weak": ["IN06"], "clauses": ["no_such_fact > 1"]}}, "L426"),
    ({"when": {"weak": ["IN06"], "clauses": [{"any_of": ["no_such_fact > 1", "sales > 1"]}]}}, "L426"),
    ({"when": {"weak": ["IN06"], "given": {"affirmed": ["no_such_fact"]}}}, "L426"),
    ({"when": {"weak": ["IN06"], "given": {"affirmed": ["sales"]}}}, "L426"),
    ({"when": {"weak": ["IN06"], "given": {"at_most": {"XX01": 3}}}}, "L420"),
    ({"when": {"weak": ["IN06"], "unless": [{"includes": {"platform_functions": ["magic"]}}]}}, "L426"),
    ({"when": {"weak": ["IN06"], "stages": ["adulthood"]}}, "L426"),
    ({"authority": "emperor"}, "L426"),
    ({"domain": "magic"}, "L426"),
    ({"when": {"strong": ["LF05"]}}, "L427"),
    ({"title": {"zh": "同一句话而且没有翻译", "en": "同一句话而且没有翻译"}}, "L404"),
]


@pytest.mark.parametrize(("change", "code"), FAULTS)
def test_each_fault_is_marked(change: dict[str, Any], code: str) -> None:
    assert codes(**change) == [code]


def test_a_longer_circle_is_found() -> None:
    file = catalog().measures_file.model_dump(mode="json", by_alias=True, exclude_none=True)["measures"]
    file["R78"]["after"] = ["R81"]

    assert codes(file_measures=file) == ["L423"]


def test_two_measures_that_wait_for_each_other_are_a_circle() -> None:
    file = catalog().measures_file.model_dump(mode="json", by_alias=True, exclude_none=True)["measures"]
    raisers = Counter(indicator for each in file.values() for indicator in each["raises"])
    alone = {name: i for name, each in file.items() for i in each["raises"] if raisers[i] == 1}
    first, second, *_ = alone
    file[first]["requires"], file[second]["requires"] = {alone[second]: 3}, {alone[first]: 3}

    assert codes(file_measures=file) == ["L423"]
