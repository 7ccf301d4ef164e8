"""What time does to a table where nobody plays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotAllowedError, RuleError
from core.ids import UserId
from core.ledger.event import Event
from core.tables import expiry, seating
from core.tables.events import EpochBegan, EpochEnded, ExpiryWarned, TableClosed
from core.tables.state import Idle, Person, Table
from tests.core.tables.conftest import Play as PlainPlay
from tests.core.tables.houses import house

Play = Any
MARA = Person(UserId(10), "Mara")


def time_goes_by(play: Play, now: datetime) -> list[object]:
    """What time alone brings by now, done."""
    drafts = expiry.tended(play.table, house(), now)
    made: tuple[Event, ...] = play.did(None, drafts)
    return [event.fact for event in made]


def end_of(play: Play) -> datetime:
    end = expiry.ends_at(play.table)
    assert end is not None
    return end


def last(play: Play) -> datetime:
    return play.table.active_at


@pytest.mark.parametrize(("mode", "after"), [("open", timedelta(hours=5)), ("dm-led", timedelta(minutes=30))])
def test_a_quick_table_warns_twice_and_closes(play: Play, mara: Person, mode: Any, after: timedelta) -> None:
    play.open(mara, mode)
    end = last(play) + after
    assert expiry.ends_at(play.table) == end
    assert expiry.look_at(play.table) == end - timedelta(seconds=180)
    assert time_goes_by(play, end - timedelta(seconds=181)) == []
    assert time_goes_by(play, end - timedelta(seconds=180)) == [ExpiryWarned(180, end)]
    assert expiry.look_at(play.table) == end - timedelta(seconds=30)
    assert time_goes_by(play, end - timedelta(seconds=31)) == []
    assert time_goes_by(play, end - timedelta(seconds=29)) == [ExpiryWarned(30, end)]
    assert time_goes_by(play, end - timedelta(seconds=1)) == []
    ended, closed = time_goes_by(play, end)
    assert isinstance(ended, EpochEnded)
    assert closed == TableClosed(rolls=0, reason="expired")
    assert not play.table.is_open
    assert (expiry.ends_at(play.table), expiry.look_at(play.table)) == (None, None)


def test_whatever_somebody_does_starts_the_time_anew(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    end = end_of(play)
    time_goes_by(play, end - timedelta(seconds=100))
    play.join(tobin)
    assert play.table.warned_s is None
    assert expiry.ends_at(play.table) == last(play) + timedelta(hours=5)
    play.roll(tobin, 7)
    assert expiry.ends_at(play.table) == last(play) + timedelta(hours=5)


def test_who_sits_there_keeps_it_open(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    time_goes_by(play, end_of(play) - timedelta(seconds=10))
    with pytest.raises(NotAllowedError, match="not-seated"):
        seating.keep_open(play.table, tobin.user)
    play.did(mara.user, seating.keep_open(play.table, mara.user))
    assert play.table.warned_s is None
    assert expiry.ends_at(play.table) == last(play) + timedelta(hours=5)


def test_an_epoch_that_turns_keeps_no_table_open(play: Play, mara: Person) -> None:
    play.open(mara)
    before = last(play)
    play.did(None, expiry.epochs.anew(play.table.running, house()))
    assert last(play) == before


def test_a_table_whose_end_was_missed_is_warned_of_first(play: Play, mara: Person) -> None:
    play.open(mara)
    late = end_of(play) + timedelta(days=3)
    assert time_goes_by(play, late) == [ExpiryWarned(180, late + timedelta(seconds=180))]
    assert time_goes_by(play, late + timedelta(seconds=151)) == [ExpiryWarned(30, late + timedelta(seconds=180))]
    assert time_goes_by(play, late + timedelta(seconds=180))[-1] == TableClosed(rolls=0, reason="expired")


def test_a_campaigns_table_is_put_aside_and_goes_on(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara, "dm-led", lasting=True)
    play.join(tobin)
    end = end_of(play)
    assert expiry.look_at(play.table) == end == last(play) + timedelta(hours=12)
    assert time_goes_by(play, end - timedelta(seconds=1)) == []
    assert time_goes_by(play, end)[-1] == TableClosed(rolls=0, reason="put-aside")
    with pytest.raises(NotAllowedError, match="not-yours-to-resume"):
        seating.resume(play.table, UserId(99), house())
    _, began = play.did(tobin.user, seating.resume(play.table, tobin.user, house()))
    assert isinstance(began.fact, EpochBegan)
    assert play.table.is_open
    assert [seat.role for seat in play.table.seats] == ["dm", "player"]
    with pytest.raises(RuleError, match="not-put-aside"):
        seating.resume(play.table, tobin.user, house())


def test_a_table_that_somebody_closed_stays_closed(play: Play, mara: Person) -> None:
    play.open(mara, lasting=True)
    play.did(mara.user, seating.close(play.table, mara.user, moderator=False, house=house()))
    with pytest.raises(RuleError, match="not-put-aside"):
        seating.resume(play.table, mara.user, house())


@given(
    idle_s=st.integers(1, 30_000),
    steps=st.lists(st.floats(0.01, 20_000), min_size=1, max_size=60),
)
def test_no_table_closes_unwarned_or_before_it_said(idle_s: int, steps: list[float]) -> None:
    play: Any = PlainPlay()
    play.open(MARA, idle=Idle(idle_s, idle_s))
    now, said = play.table.active_at, None
    for step in steps:
        now += timedelta(seconds=step)
        for fact in time_goes_by(play, now):
            if isinstance(fact, ExpiryWarned):
                assert fact.closes_at >= now
                assert said is None or fact.closes_at == said
                said = fact.closes_at
            if isinstance(fact, TableClosed):
                assert said is not None
                assert now >= said
    table: Table = play.table
    look = expiry.look_at(table)
    assert (look is None) == (not table.is_open)
