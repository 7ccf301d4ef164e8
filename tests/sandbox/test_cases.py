"""Every case of the tables beside this file, and of the published one where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conformance.discord_bodies import Case, check, read

_CASES = Path(__file__).parent / "cases"
_PUBLISHED = Path(__file__).parents[3] / "shared" / "discord" / "payloads.json"
FILES = [*sorted(_CASES.glob("*.json")), *([_PUBLISHED] if _PUBLISHED.exists() else [])]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for file in FILES for case in read(file)])
async def test_the_sandbox_judges_as_the_documentation_does(case: Case) -> None:
    verdict = await check(case)
    assert verdict.passed, verdict.said


@pytest.mark.parametrize("file", sorted(_CASES.glob("*.json")), ids=lambda file: file.stem)
def test_each_case_names_its_source_and_is_told_apart(file: Path) -> None:
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    assert all(case["source"].startswith("https://") for case in cases)
    assert len({case["id"] for case in cases}) == len(cases)
    assert {case["expect"] for case in cases} == {"accept", "reject"}
