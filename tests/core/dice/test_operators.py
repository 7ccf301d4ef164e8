"""The operators' tables: each row is rolled with its faces and comes to its result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import core.dice
from core.dice.advantage import Advantage
from core.dice.request import parse_request
from core.dice.roller import roll
from core.dice.source import ScriptedDice
from core.dice.tokens import MEANINGS, OPERATORS

DOCUMENT = (Path(core.dice.__file__).parent / "OPERATORS.md").read_text("utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| ([\d ]*) ?\| (-?\d+(?:, -?\d+)*) \| (.+) \|$", re.MULTILINE)
ROWS = [found.groups() for found in ROW.finditer(DOCUMENT)]


@pytest.mark.parametrize(("asked", "faces", "result", "meaning"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_comes_to_what_it_says(asked: str, faces: str, result: str, meaning: str) -> None:
    request = parse_request(asked)
    source = ScriptedDice([int(face) for face in faces.split()])
    outcome = roll(request.expression, source, advantage=request.advantage)
    assert ", ".join(map(str, outcome.totals)) == result, meaning
    assert source.ahead() == ()


def test_every_row_was_read() -> None:
    rolled = DOCUMENT[DOCUMENT.index("## Dice and numbers") :]
    assert len(ROWS) == sum(line.startswith("| `") for line in rolled.splitlines())


@pytest.mark.parametrize("word", [*MEANINGS, *OPERATORS, "s", "sa", "sd"])
def test_every_word_of_the_notation_is_named(word: str) -> None:
    assert re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", DOCUMENT)


@pytest.mark.parametrize("advantage", list(Advantage)[1:])
def test_every_kind_of_advantage_is_shown(advantage: Advantage) -> None:
    assert any(parse_request(row[0]).advantage is advantage for row in ROWS)
