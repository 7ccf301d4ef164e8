"""Budgets, levels, and what creatures are worth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.encounters import Difficulty, budget, difficulty
from core.rules.experience import HIGHEST_LEVEL, XP_BY_CHALLENGE, XP_FOR_LEVEL, challenge, level_at

parties = st.lists(st.integers(1, HIGHEST_LEVEL), min_size=1, max_size=8)
ORDER = list(Difficulty)


@given(parties, st.integers(0, 200_000), st.integers(0, 200_000))
def test_more_foes_are_never_easier(levels: list[int], one: int, other: int) -> None:
    low, high = sorted((one, other))

    assert ORDER.index(difficulty(levels, low)) <= ORDER.index(difficulty(levels, high))


@given(parties)
def test_a_budget_is_the_hardest_fight_of_its_name(levels: list[int]) -> None:
    party = budget(levels)

    assert party.low < party.moderate < party.high
    for name, most in zip((Difficulty.LOW, Difficulty.MODERATE, Difficulty.HIGH), party, strict=True):
        assert difficulty(levels, most) is name
        assert difficulty(levels, most + 1) is not name


@pytest.mark.parametrize("level", range(1, HIGHEST_LEVEL + 1))
def test_a_level_begins_with_its_points(level: int) -> None:
    assert level_at(XP_FOR_LEVEL[level - 1]) == level
    assert level == 1 or level_at(XP_FOR_LEVEL[level - 1] - 1) == level - 1


def test_a_higher_rating_is_worth_more() -> None:
    worth = [XP_BY_CHALLENGE[rating] for rating in sorted(XP_BY_CHALLENGE)]

    assert worth == sorted(set(worth))
    assert len(worth) == 34


@pytest.mark.parametrize("text", ["", "1/3", "31", "-1", "1/0", "two", "0.3"])
def test_other_ratings_are_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(ValueError, match="there are 0, 1/8"):
        challenge(text)


def test_a_rating_may_be_written_as_a_decimal() -> None:
    assert challenge("0.25") == Fraction(1, 4)
