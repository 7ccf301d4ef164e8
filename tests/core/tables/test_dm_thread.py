"""The private thread of those who lead: who may have it, who is in it, and what is rolled there."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import EverquillError, NotAllowedError
from core.ids import ChannelId, RollId
from core.ledger.event import DM, PUBLIC
from core.tables import decide, seating
from core.tables.decide import AskedRoll, Throw
from core.tables.dm_thread import clear, is_there, leaders, must_want, pair, strangers
from core.tables.leading import GiveRole, HandOff, Kick, lead
from core.tables.state import Person
from tests.core.tables.conftest import START, notation
from tests.core.tables.houses import true_house

Play = Any
THREAD = ChannelId(77)


@pytest.fixture
def paired(play: Play, mara: Person, tobin: Person) -> Play:
    """Mara leads and has a thread, Tobin plays."""
    play.open(mara, "dm-led")
    play.join(tobin)
    play.did(mara.user, pair(play.table, mara.user, THREAD))
    return play


def rolled(play: Play, who: Person, here: ChannelId) -> Any:
    throw = Throw(RollId("r1"), true_house(), START, START)
    asked = AskedRoll(notation.read("1d20"))
    return play.did(who.user, decide.roll(play.table, who, asked, throw, here=here))[-1]


def test_whoever_leads_is_in_it_and_nobody_else(paired: Play, mara: Person, tobin: Person) -> None:
    assert leaders(paired.table) == (mara.user,)
    assert strangers(paired.table) == ()
    paired.did(mara.user, lead(paired.table, mara.user, GiveRole(tobin.user, "co-dm")))
    assert set(leaders(paired.table)) == {mara.user, tobin.user}


@pytest.mark.parametrize("end", ["demoted", "kicked", "left"])
def test_whoever_leads_no_more_is_to_be_put_out_however_they_went(
    paired: Play, mara: Person, tobin: Person, end: str
) -> None:
    paired.did(mara.user, lead(paired.table, mara.user, GiveRole(tobin.user, "co-dm")))
    match end:
        case "demoted":
            paired.did(mara.user, lead(paired.table, mara.user, GiveRole(tobin.user, "player")))
        case "kicked":
            paired.did(mara.user, lead(paired.table, mara.user, Kick(tobin.user)))
        case _:
            paired.did(tobin.user, seating.leave(paired.table, tobin.user))
    assert leaders(paired.table) == (mara.user,)
    assert strangers(paired.table) == (tobin.user,)


def test_who_handed_the_table_on_is_to_be_put_out(paired: Play, mara: Person, tobin: Person) -> None:
    paired.did(mara.user, lead(paired.table, mara.user, HandOff(tobin.user)))
    assert (leaders(paired.table), strangers(paired.table)) == ((tobin.user,), (mara.user,))
    paired.did(tobin.user, lead(paired.table, tobin.user, HandOff(mara.user)))
    assert (leaders(paired.table), strangers(paired.table)) == ((mara.user,), (tobin.user,))


def test_who_has_been_put_out_is_struck_off_until_they_lead_again(paired: Play, mara: Person, tobin: Person) -> None:
    assert clear(paired.table, ()) == ()
    paired.did(mara.user, lead(paired.table, mara.user, HandOff(tobin.user)))
    active_at = paired.table.active_at
    (done,) = paired.did(tobin.user, clear(paired.table, [mara.user]))
    assert strangers(paired.table) == ()
    assert paired.table.active_at == active_at < done.at, "what the house does keeps no table open"
    assert clear(paired.table, [mara.user]) == ()
    paired.did(tobin.user, lead(paired.table, tobin.user, GiveRole(mara.user, "co-dm")))
    paired.did(tobin.user, lead(paired.table, tobin.user, GiveRole(mara.user, "player")))
    assert strangers(paired.table) == (mara.user,)


def test_nobody_is_struck_off_while_somebody_else_is_to_be_put_out(paired: Play, mara: Person, tobin: Person) -> None:
    paired.did(mara.user, lead(paired.table, mara.user, HandOff(tobin.user)))
    assert clear(paired.table, [tobin.user]) == ()
    assert strangers(paired.table) == (mara.user,)


def test_what_is_rolled_there_is_hidden_and_says_where_it_fell(paired: Play, mara: Person) -> None:
    aside = rolled(paired, mara, THREAD)
    assert (aside.fact.hidden, aside.fact.aside, aside.visibility) == (True, True, DM)
    beside = rolled(paired, mara, paired.table.channel)
    assert (beside.fact.hidden, beside.fact.aside, beside.visibility) == (False, False, PUBLIC)


def test_who_does_not_lead_rolls_nothing_there(paired: Play, tobin: Person) -> None:
    with pytest.raises(NotAllowedError, match="not-the-dm"):
        rolled(paired, tobin, THREAD)


def test_a_table_without_one_has_no_thread_anywhere(play: Play, mara: Person) -> None:
    play.open(mara, "dm-led")
    assert not is_there(play.table, None)
    assert not is_there(play.table, play.table.channel)
    assert strangers(play.table) == ()


@pytest.mark.parametrize(("mode", "reason"), [("open", "nobody-leads"), ("dm-led", "dm-thread-already")])
def test_an_open_table_has_none_and_a_led_one_has_one(play: Play, mara: Person, mode: Any, reason: str) -> None:
    play.open(mara, mode)
    if mode == "dm-led":
        play.did(mara.user, pair(play.table, mara.user, THREAD))
    with pytest.raises(EverquillError, match=reason):
        must_want(play.table, mara.user)
