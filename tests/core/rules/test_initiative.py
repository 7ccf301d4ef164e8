"""The order of a round."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.rules.initiative import LAIR_ON, Place, in_order

places = st.lists(st.builds(Place, st.uuids(), st.integers(-5, 30), st.integers(-5, 5), st.booleans()), max_size=30)


@given(places)
def test_the_order_goes_down_by_count_then_by_tie_and_loses_nobody(given_places: list[Place]) -> None:
    order = in_order(given_places)

    assert sorted(place.count for place in order) == sorted(place.count for place in given_places)
    for first, second in pairwise(order):
        assert first.count >= second.count
        if first.count == second.count:
            assert first.loses_ties <= second.loses_ties
            if first.loses_ties == second.loses_ties:
                assert first.tie >= second.tie


def test_a_lair_acts_on_twenty_after_all_others() -> None:
    lair, quick, slow = Place("lair", LAIR_ON, loses_ties=True), Place("quick", 20, tie=-5), Place("slow", 19, tie=9)

    assert in_order([slow, lair, quick]) == [quick, lair, slow]


def test_where_nothing_decides_the_order_stays_as_it_was_given() -> None:
    twins = [Place("a", 12), Place("b", 12), Place("c", 12)]

    assert in_order(twins) == twins
