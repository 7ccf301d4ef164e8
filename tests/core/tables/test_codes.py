"""Table codes."""

from __future__ import annotations

import random

import pytest

from core.tables.codes import WORDS, new_code, read_code


def test_every_code_is_read_back_as_itself() -> None:
    below = random.Random(5).randrange
    assert all(read_code(code) == code for code in (new_code(below) for _ in range(500)))


@pytest.mark.parametrize("typed", ["mist-1234", "MIST 1234", " Mist_1234 ", "mist1234"])
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "MIST-1234"


@pytest.mark.parametrize(
    "typed", ["", "MIST", "1234", "MIST-12345", "MIST-123", "M1ST-1234", "MIST-1234; DROP", "MIST-１２３４"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_the_words_are_distinct_and_sayable() -> None:
    assert len(set(WORDS)) == len(WORDS) >= 150
    assert all(word.isascii() and word.isupper() and 3 <= len(word) <= 8 for word in WORDS)
