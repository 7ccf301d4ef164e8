"""What is offered while somebody types: told in few words, and never longer than Discord takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cogs.ui.choices import CHOICE, roll_choices
from cogs.ui.text import Words
from core.tables.events import Part
from core.tables.records import Mark, Record
from tests.data.postgres.rolled import ALICE, D20, NOW
from tests.words import CATALOGUE


@pytest.fixture(scope="module")
def words() -> Words:
    return CATALOGUE.speak("en")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=3, seconds=20), "3 min ago"),
        (timedelta(hours=2), "2 h ago"),
        (timedelta(hours=30), "a day ago"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_a_choice_tells_what_came_out_and_how_long_ago(words: Words, ago: timedelta, said: str) -> None:
    record = Record(Mark(NOW, 1), ALICE, D20)
    (choice,) = roll_choices([record], "", NOW + ago, words)
    assert choice.name == f"{D20.total} · {D20.notation} · {said}"
    assert choice.value == D20.roll_id


def test_a_choice_fits_however_long_the_roll_is(words: Words) -> None:
    parts = tuple(Part("1d20", 1, 10**15) for _ in range(20))
    long = replace(D20, notation="1d20 + " * 70, parts=parts, hidden=True)
    (choice,) = roll_choices([Record(Mark(NOW, 1), ALICE, long)], "", NOW + timedelta(days=300), words)
    assert len(choice.name) <= CHOICE
    assert choice.name.endswith("hidden · 300 days ago")
