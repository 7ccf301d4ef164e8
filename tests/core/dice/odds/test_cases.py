"""The shared acceptance cases of dice notation: each mean, bound and chance that they state, exactly."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from core.dice.notation import read
from core.dice.odds.answer import distribution
from core.errors import NotationError

FILE = Path(__file__).parents[5] / "shared" / "dice" / "cases.json"
if not FILE.exists():
    pytest.skip(f"the shared dice cases are not here ({FILE})", allow_module_level=True)

Case = dict[str, Any]
COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq,
}  # fmt: skip


def spelt(case: Case) -> str | None:
    """The case as our notation writes it; None where only other dialects can."""
    for text in (case["expr"], *case.get("spellings", ())):
        try:
            lines = read(text).lines
        except NotationError:
            continue
        if len(lines) == 1:
            return text
    return None


CASES: list[Case] = json.loads(FILE.read_text("utf-8"))["cases"]
STATED = [case for case in CASES if "mean" in case and "each" not in case]
SPELT = [(case, text) for case in STATED if (text := spelt(case)) is not None]


def test_every_case_can_be_spelt() -> None:
    assert [case["id"] for case in STATED if spelt(case) is None] == []


@pytest.mark.parametrize(("case", "text"), [pytest.param(case, text, id=case["id"]) for case, text in SPELT])
def test_odds_are_what_the_case_states(case: Case, text: str) -> None:
    odds = distribution(read(text).lines[0].with_luck())
    assert odds.sampled is None
    assert odds.mean == Fraction(case["mean"])
    assert odds.low == case["min"]
    if case["max"] is None:
        assert odds.cut > 0
    else:
        assert (odds.high, odds.cut) == (case["max"], 0)
    for stated in case.get("odds", ()):
        holds = COMPARE[stated["op"]]
        chance = sum([chance for total, chance in odds.chances if holds(total, stated["value"])])
        assert 0 <= Fraction(stated["p"]) - chance <= odds.cut
