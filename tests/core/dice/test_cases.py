"""The shared acceptance cases of dice notation, each as a test; `tests.conformance.dice` judges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.dice.notation import parse
from core.errors import NotationError
from tests.conformance.dice.cases import text_of
from tests.conformance.dice.judge import check

FILE = Path(__file__).parents[4] / "shared" / "dice" / "cases.json"
if not FILE.exists():
    pytest.skip(f"the shared dice cases are not here ({FILE})", allow_module_level=True)

CASES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]
OURS = {
    "keep/4d6k3": "read as 4d6kh3, as Roll20, Foundry, rpg-dice-roller, DiceMaiden do",
    "percentile/1d%": "read as 1d100, as rpg-dice-roller, DiceMaiden, Roll20 (as d100) do",
    "percentile/2d%": "read as 2d100, as rpg-dice-roller, DiceMaiden do",
    "success/10d6>4": "read as 10d6 > 4, as d20 (compares the total) do",
    "reroll/2d6r2": "read as 2d6rr2, as Roll20 (recursive, =2) do",
    "explode/3d6e6k2": "read as 3d6e6kh2, a reading that the case gives no numbers for",
}
"""How we read what the peers do not agree on."""


def named(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in cases]


@pytest.mark.parametrize("case", named(CASES))
def test_the_engine_does_what_the_case_says(case: dict[str, Any]) -> None:
    verdict = check(case)
    assert verdict.passed, verdict.said


@pytest.mark.parametrize("case", named([case for case in CASES if case["id"] in OURS]))
def test_the_chosen_reading_is_the_one_that_is_written_down(case: dict[str, Any]) -> None:
    assert check(case).said == OURS[case["id"]]


@pytest.mark.parametrize("case", named([case for case in CASES if case["profile"] == "error"]))
def test_every_example_of_a_refusal_is_accepted(case: dict[str, Any]) -> None:
    try:
        parse(text_of(case))
    except NotationError as error:
        parse(error.example)
