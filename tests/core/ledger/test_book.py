"""Folding, replaying to a moment, and undoing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import StreamId, UserId
from core.ledger.book import BrokenSequenceError, UndoError, replay, undo, undone
from tests.core.ledger.history import NOON, STREAM, History
from tests.core.ledger.purse import PURSES, Filled, Move, Purse, Spent, compensate, fill, spend


@pytest.fixture
def history() -> History:
    """Ten coins in; three of them out, one event each."""
    history = History()
    history.append(fill(10, "Mara"))
    history.append(spend(history.state, 3, "ale"), actor=2)
    return history


def test_replay_folds_everything(history: History) -> None:
    assert replay(PURSES, STREAM, history.events) == history.state
    assert history.state == Purse(STREAM, 7, 4, Move(UserId(2), None, "ale"))


def test_replay_of_nothing_is_the_start() -> None:
    assert replay(PURSES, STREAM, []) == Purse(STREAM)


@pytest.mark.parametrize(("sequence", "coins"), [(0, 0), (1, 10), (2, 9), (4, 7), (99, 7)])
def test_replay_stops_after_a_sequence(history: History, sequence: int, coins: int) -> None:
    assert replay(PURSES, STREAM, history.events, until=sequence).coins == coins


@pytest.mark.parametrize(("minutes", "coins"), [(-1, 0), (0, 10), (0.5, 10), (1, 7), (60, 7)])
def test_replay_stops_after_a_moment(history: History, minutes: float, coins: int) -> None:
    assert replay(PURSES, STREAM, history.events, until=NOON + timedelta(minutes=minutes)).coins == coins


def test_replay_refuses_a_gap_another_stream_and_a_wrong_beginning(history: History) -> None:
    events = history.events
    for wrong in (events[1:], [*events[:1], *events[2:]], events[::-1]):
        with pytest.raises(BrokenSequenceError):
            replay(PURSES, STREAM, wrong)
    with pytest.raises(BrokenSequenceError):
        replay(PURSES, StreamId("purse:2"), events)


def test_undo_compensates_and_says_what_it_undoes(history: History) -> None:
    drafts = undo(PURSES, history.events, 1, compensate)
    assert [(draft.fact, draft.undoes) for draft in drafts] == [(Spent(10), 1)]
    history.append(drafts)
    assert history.state.coins == -3
    assert undone(history.events) == {1}


def test_what_is_undone_cannot_be_undone_again(history: History) -> None:
    history.append(undo(PURSES, history.events, 2, compensate))
    with pytest.raises(UndoError) as refusal:
        undo(PURSES, history.events, 2, compensate)
    assert refusal.value.reason == "already-undone"


@pytest.mark.parametrize("sequence", [-1, 0, 5, 99])
def test_what_is_not_there_cannot_be_undone(history: History, sequence: int) -> None:
    with pytest.raises(UndoError) as refusal:
        undo(PURSES, history.events, sequence, compensate)
    assert refusal.value.reason == "event-not-found"


def test_what_undid_another_cannot_be_undone(history: History) -> None:
    history.append(undo(PURSES, history.events, 2, compensate))
    with pytest.raises(UndoError) as refusal:
        undo(PURSES, history.events, 5, compensate)
    assert refusal.value.reason == "undoes-another"


@given(st.permutations(range(1, 7)))
def test_undoing_everything_in_any_order_ends_where_it_began(order: list[int]) -> None:
    history = History()
    for coins in (5, 1, 9):
        history.append(fill(coins, "Mara"))
    history.append(spend(history.state, 3, "ale"))
    for sequence in order:
        history.append(undo(PURSES, history.events, sequence, compensate))
    assert history.state.coins == 0
    assert undone(history.events) == set(order)


def test_a_snapshot_thaws_to_the_state_it_was_frozen_from(history: History) -> None:
    frozen = PURSES.freeze(history.state)
    assert PURSES.thaw(frozen) == history.state
    assert PURSES.freeze(PURSES.thaw(frozen)) == frozen


def test_a_book_owns_the_streams_of_its_prefix() -> None:
    assert PURSES.owns(StreamId("purse:1"))
    assert not PURSES.owns(StreamId("purses:1"))
    assert not PURSES.owns(StreamId("table:purse:1"))


def test_an_erased_event_folds_to_somebody_unknown() -> None:
    history = History()
    (event,) = history.append(fill(1, "Mara"))
    assert event.fact == Filled(1, "Mara")
    assert history.state.last == Move(UserId(1), "Mara", None)
