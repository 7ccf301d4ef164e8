"""Counters of one's own."""

from __future__ import annotations

import pytest

from core.characters.counters import MOST_COUNTERS, counted, counter_reset, with_counter, without_counter
from core.characters.sheet import Counter, Resets
from core.errors import LimitError, NotFoundError, RuleError
from tests.core.characters.sheets import THORN

LUCKY = with_counter(THORN, "Luck", 3, Resets.DAWN)


def test_a_counter_is_made_full() -> None:
    assert LUCKY.counters == {"Luck": Counter(3, 0, Resets.DAWN)}
    assert with_counter(counted(LUCKY, "Luck", "0"), "luck", 5, Resets.NEVER).counters == {
        "Luck": Counter(5, 0, Resets.NEVER)
    }


@pytest.mark.parametrize(("value", "left"), [("2", 2), ("-1", 2), ("−3", 0), ("+1", 3), (" 0 ", 0), ("99", 3)])
def test_it_is_set_or_moved(value: str, left: int) -> None:
    assert counted(LUCKY, "l", value).counters["Luck"].left == left


def test_it_comes_back_alone_or_with_all_others() -> None:
    spent = counted(with_counter(counted(LUCKY, "Luck", "0"), "Ki", 2, Resets.SHORT_REST), "Ki", "1")
    assert [each.left for each in counter_reset(spent, "luck").counters.values()] == [3, 1]
    assert [each.left for each in counter_reset(spent, None).counters.values()] == [3, 2]
    assert without_counter(spent, "ki").counters.keys() == {"Luck"}


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(RuleError, match="counter-used-up"):
        counted(LUCKY, "Luck", "-4")
    with pytest.raises(RuleError, match="counter-unreadable"):
        counted(LUCKY, "Luck", "some")
    with pytest.raises(NotFoundError, match="counter-not-found"):
        counted(LUCKY, "Fate", "1")
    for name, most in (("", 1), ("Luck", 0), ("Luck", 10_000)):
        with pytest.raises(RuleError, match="counter-out-of-range"):
            with_counter(THORN, name, most, Resets.DAWN)
    with pytest.raises(LimitError, match="counter-name-too-long"):
        with_counter(THORN, "x" * 41, 1, Resets.DAWN)
    full = THORN
    for number in range(MOST_COUNTERS):
        full = with_counter(full, f"Counter {number}", 1, Resets.DAWN)
    with pytest.raises(LimitError, match="too-many-counters"):
        with_counter(full, "One more", 1, Resets.DAWN)
