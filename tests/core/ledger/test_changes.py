"""Changes between states: applied they make the second of the first, turned round they make the first again."""

from __future__ import annotations

import doctest
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import changes
from core.ledger.changes import Change, ConflictError, between, changed, taken_back


@dataclass(frozen=True, slots=True)
class Purse:
    coins: int
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Chest:
    purses: Mapping[str, Purse] = field(default_factory=dict[str, Purse])
    marks: tuple[str, ...] = ()
    lock: Purse | None = None


purses = st.builds(Purse, st.integers(), st.none() | st.text(max_size=3))
chests = st.builds(
    Chest,
    st.dictionaries(st.text(max_size=3), purses, max_size=4),
    st.lists(st.text(max_size=2), max_size=2).map(tuple),
    st.none() | purses,
)


@given(chests, chests)
def test_the_changes_between_two_states_make_one_of_the_other(first: Chest, second: Chest) -> None:
    there = between(first, second)

    assert changed(first, there) == second
    assert changed(second, taken_back(second, there)) == first
    assert bool(there) == (first != second)


@given(chests, chests)
def test_taking_back_turns_every_change_round(first: Chest, second: Chest) -> None:
    there = between(first, second)

    assert taken_back(second, there) == tuple(change.turned() for change in reversed(there))


@given(st.integers(), st.integers(), st.integers())
def test_a_number_that_was_changed_again_moves_back_by_as_much(start: int, then: int, now: int) -> None:
    there = between(Purse(start), Purse(then))

    assert changed(Purse(now), taken_back(Purse(now), there)) == Purse(now + start - then)


def test_what_is_no_number_and_was_changed_again_is_a_conflict_that_names_its_place() -> None:
    there = between(Chest(lock=Purse(1, "Ash")), Chest(lock=Purse(1, "Bo")))

    with pytest.raises(ConflictError) as refused:
        taken_back(Chest(lock=Purse(1, "Cy")), there)

    assert refused.value.path == ("lock", "owner")


def test_what_is_already_as_it_was_before_is_left_so_where_that_is_allowed() -> None:
    there = between(Chest(marks=("a",), lock=Purse(1, "Ash")), Chest(marks=("b",), lock=Purse(1, "Bo")))
    now = Chest(marks=("b",), lock=Purse(1, "Ash"))

    assert changed(now, taken_back(now, there, or_gone=True)) == Chest(marks=("a",), lock=Purse(1, "Ash"))
    with pytest.raises(ConflictError):
        taken_back(now, there)


def test_a_change_names_the_smallest_place() -> None:
    before = Chest({"belt": Purse(3, "Ash"), "boot": Purse(9)})

    assert between(before, replace(before, purses={"belt": Purse(2, "Ash")})) == (
        Change(("purses", "belt", "coins"), 3, 2),
        Change(("purses", "boot"), {"coins": 9, "owner": None}, None),
    )


def test_the_examples_hold() -> None:
    assert doctest.testmod(changes).failed == 0
